"""What a graph is and whether it holds: pure, no clock, no database, no network."""
