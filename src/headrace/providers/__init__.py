"""Providers: the vendors a workspace has connected, their keys, and what their models cost."""
