"""Flows: published doors onto spaces."""
