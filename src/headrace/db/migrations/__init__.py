"""One file per step from an empty database to the newest; numbered without gaps."""
