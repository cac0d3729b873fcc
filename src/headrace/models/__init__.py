"""Vendors of models behind one protocol, and what is known of their models beforehand."""
