"""Public fakes and vocabulary for tests."""
