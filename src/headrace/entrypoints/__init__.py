"""The doors: each translates, none has opinions."""
