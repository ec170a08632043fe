"""Brings a database to today's tables: numbered steps, each applied once, in order."""

from sqlalchemy import Connection, Engine, inspect, text

from bot.storage.engine import lock_schema
from bot.storage.steps import STEPS


def migrate(engine: Engine) -> int:
    """Apply the steps that this database lacks and return how many there were.

    Safe to run in several processes at once. All steps or none: a failure leaves the database as
    it was.
    """
    with engine.connect() as connection:
        lock_schema(connection)
        have = _version(connection)
        for number, step in enumerate(STEPS[have:], start=have + 1):
            for statement in step:
                connection.execute(text(statement))
            connection.execute(text("UPDATE schema_version SET version = :n"), {"n": number})
        connection.commit()
        return max(0, len(STEPS) - have)


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table("schema_version"):
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO schema_version VALUES (0)"))
    return int(connection.execute(text("SELECT version FROM schema_version")).scalar_one())
