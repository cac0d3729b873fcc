"""Runs: one execution of a plan. Knows neither spaces nor flows."""
