"""Ids, clock, actors and errors: what everything else stands on."""
