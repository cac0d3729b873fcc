"""Spaces: graphs that people edit."""
