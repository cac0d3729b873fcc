"""The database: engine, migrations and Work, one unit of it."""
