"""Keeping house: what is no longer needed goes, what is needed is backed up and brought back."""
