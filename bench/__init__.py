"""What a run costs, against the same work in a plain script, measured in one go."""
