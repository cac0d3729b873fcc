"""The worker: takes jobs off the queue and hands them to the engine."""
