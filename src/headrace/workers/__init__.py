"""Workers: the processes that do the work of runs, and whether they live."""
