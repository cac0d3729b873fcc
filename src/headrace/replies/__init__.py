"""Answers kept so that a repeated request gets the same one and does nothing twice."""
