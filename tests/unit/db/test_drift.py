"""The migrations, and only they, make the tables the code expects."""

from sqlalchemy import Column, Integer, MetaData, Table, create_engine, text

from headrace.db.drift import drift
from headrace.db.migrate import migrate
from headrace.testing.tables import every_table


def test_an_empty_database_becomes_exactly_what_the_code_expects(empty_database_url: str) -> None:
    migrate(empty_database_url)
    assert drift(empty_database_url, every_table()) == []


def test_a_table_without_a_migration_is_noticed(empty_database_url: str) -> None:
    migrate(empty_database_url)
    code = MetaData()
    for table in every_table().tables.values():
        table.to_metadata(code)
    Table("forgotten", code, Column("id", Integer, primary_key=True))
    assert any("forgotten" in line for line in drift(empty_database_url, code))


def test_migrating_twice_changes_nothing(empty_database_url: str) -> None:
    migrate(empty_database_url)
    migrate(empty_database_url)
    assert drift(empty_database_url, every_table()) == []


def test_the_queue_is_part_of_the_house(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        jobs = connection.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one()
    engine.dispose()
    assert jobs == 0
