"""Headrace: build a creative process once on a canvas and let anyone run it."""

__version__ = "0.1.0"
