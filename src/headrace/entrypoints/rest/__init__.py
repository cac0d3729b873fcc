"""The door for programs and browsers: HTTP, JSON, problems and pages."""
