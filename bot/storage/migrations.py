"""Brings a database to today's tables: numbered steps, each applied once, in order.

A step that has been released is never edited; a change is a new step at the end.
"""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, text

from bot.storage.engine import lock_schema
from bot.storage.quiz.steps import CLOSINGS, CORRECTIONS, DAILY_QUIZ, HIDDEN_STANDINGS

Step = Callable[[Connection], None]


def _001_questions_and_claims(connection: Connection) -> None:
    for statement in (
        """CREATE TABLE gaps (
            team_id VARCHAR(32) NOT NULL,
            question_key VARCHAR(200) NOT NULL,
            question TEXT NOT NULL,
            asked INTEGER NOT NULL,
            last_asked BIGINT NOT NULL,
            PRIMARY KEY (team_id, question_key)
        )""",
        """CREATE TABLE ratings (
            team_id VARCHAR(32) NOT NULL,
            topic_id VARCHAR(100) NOT NULL,
            question_key VARCHAR(200) NOT NULL,
            question TEXT NOT NULL,
            helpful INTEGER NOT NULL,
            not_helpful INTEGER NOT NULL,
            last_rated BIGINT NOT NULL,
            PRIMARY KEY (team_id, topic_id, question_key)
        )""",
        """CREATE TABLE claims (
            name VARCHAR(200) NOT NULL PRIMARY KEY,
            claimed_at BIGINT NOT NULL
        )""",
        "CREATE INDEX ix_claims_claimed_at ON claims (claimed_at)",
    ):
        connection.execute(text(statement))


def _002_daily_quiz(connection: Connection) -> None:
    for statement in DAILY_QUIZ:
        connection.execute(text(statement))


def _003_hidden_standings(connection: Connection) -> None:
    for statement in HIDDEN_STANDINGS:
        connection.execute(text(statement))


def _004_corrections(connection: Connection) -> None:
    for statement in CORRECTIONS:
        connection.execute(text(statement))


def _005_closings(connection: Connection) -> None:
    for statement in CLOSINGS:
        connection.execute(text(statement))


STEPS: tuple[Step, ...] = (
    _001_questions_and_claims,
    _002_daily_quiz,
    _003_hidden_standings,
    _004_corrections,
    _005_closings,
)


def migrate(engine: Engine) -> int:
    """Apply the steps that this database lacks and return how many there were.

    Safe to run in several processes at once. All steps or none: a failure leaves the database as
    it was.
    """
    with engine.connect() as connection:
        lock_schema(connection)
        have = _version(connection)
        for number, step in enumerate(STEPS[have:], start=have + 1):
            step(connection)
            connection.execute(text("UPDATE schema_version SET version = :n"), {"n": number})
        connection.commit()
        return max(0, len(STEPS) - have)


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table("schema_version"):
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO schema_version VALUES (0)"))
    return int(connection.execute(text("SELECT version FROM schema_version")).scalar_one())
