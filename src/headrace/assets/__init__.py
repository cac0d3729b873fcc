"""Pictures people bring and runs make: bytes known by content, rows that belong to someone."""
