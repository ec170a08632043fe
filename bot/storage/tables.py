"""The tables as they are today; how they came to be stands in `migrations.py`.

Times are whole seconds since 1970 (UTC), the same on both databases.
"""

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text

metadata = MetaData()

gaps = Table(
    "gaps",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("question_key", String(200), primary_key=True),
    Column("question", Text, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("last_asked", BigInteger, nullable=False),
)
"""Questions that had no answer. Who asked is not kept."""

ratings = Table(
    "ratings",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("topic_id", String(100), primary_key=True),
    Column("question_key", String(200), primary_key=True),
    Column("question", Text, nullable=False),
    Column("helpful", Integer, nullable=False),
    Column("not_helpful", Integer, nullable=False),
    Column("last_rated", BigInteger, nullable=False),
)
"""Clicks on "helpful" and "not helpful", by card and question. Who clicked is not kept."""

claims = Table(
    "claims",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("claimed_at", BigInteger, nullable=False, index=True),
)
"""Things that must happen once though Slack may ask twice: an event answered, a card shared."""
