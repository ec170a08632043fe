"""The tables as they are today; how they came to be stands in `migrations.py`.

Times are whole seconds since 1970 (UTC), the same on both databases.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware datetime in Python, whole seconds in the table."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Seconds since 1970, rounded down."""
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


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
"""Things that must happen once: an event answered, a card shared, though Slack may ask twice; a
post answered, though the answer was forgotten."""

schedules = Table(
    "schedules",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("at", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("weekdays", String(7), nullable=False),
    Column("domains", Text, nullable=False),
    Column("difficulty", String(10)),
    Column("closes_after", Integer),
    Column("weekly_recap", Boolean, nullable=False),
    Column("paused_until", Date),
    Column("set_by", String(32), nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("next_due", Moment),
    Column("next_recap", Moment),
    Column("last_day", Date),
    Column("last_recap", Date),
    Column("stopped", Text, nullable=False),
    Index("ix_schedules_next_due", "next_due", "team_id", "channel_id"),
    Index("ix_schedules_next_recap", "next_recap", "team_id", "channel_id"),
)
"""The daily quiz of each channel. `at` is `HH:MM`, `weekdays` their numbers from Monday (0) on,
`domains` names between commas, and `closes_after` seconds."""

posts = Table(
    "posts",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("question_id", String(200), nullable=False),
    Column("shown", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("client_msg_id", String(40), nullable=False),
    Column("scheduled", Boolean, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("ts", String(32)),
    Column("closed", Boolean, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("right_count", Integer, nullable=False),
    Column("refresh_due", Moment),
    Column("solution", String(100), nullable=False),
    Column("corrections", Integer, nullable=False),
    Column("unseen", Boolean, nullable=False),
    Index("ix_posts_closes_at", "closed", "closes_at", "team_id", "channel_id", "day"),
    Index("ix_posts_question_id", "question_id"),
    Index("ix_posts_refresh_due", "refresh_due"),
)
"""Questions posted to channels. `shown` is the order of the options. The counts are filled in when
the post closes, and outlive the answers of people who want theirs deleted. `solution`, the key that
the closed post shows, holds labels between spaces. `unseen` are those that Slack did not let us
show as closed."""

answers = Table(
    "answers",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("question_id", String(200), nullable=False),
    Column("choice", String(100), nullable=False),
    Column("was_right", Boolean, nullable=False),
    Column("points", Integer, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Index("ix_answers_user_id", "team_id", "user_id", "answered_at"),
)
"""What people chose, one row for each person and post; `choice` holds labels between spaces."""

standings = Table(
    "standings",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("scope", String(32), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("points", Integer, nullable=False),
    Column("right_count", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("hidden", Boolean, nullable=False),
)
"""The sum of each person's answers by period. `scope` is a channel, or empty for the workspace.
Whatever changes an answer changes its sums in the same transaction. `hidden` is as in `people`,
repeated here so that a board is one walk along an index."""

Index(
    "ix_standings_seen",
    standings.c.team_id,
    standings.c.scope,
    standings.c.period,
    standings.c.hidden,
    standings.c.points.desc(),
    standings.c.user_id,
)

people = Table(
    "people",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("seen_at", Moment, nullable=False),
)
"""Names for boards, and who does not want to be on them."""

reports = Table(
    "reports",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("question_id", String(200), primary_key=True),
    Column("user_id", String(32), primary_key=True),
    Column("channel_id", String(32), nullable=False),
    Column("reported_at", Moment, nullable=False),
)
"""Questions that people called wrong."""

workers = Table(
    "workers",
    metadata,
    Column("executor_id", String(100), primary_key=True),
    Column("seen_at", Moment, nullable=False),
)
"""Processes that do jobs, and when each last said that it is alive."""

pace = Table(
    "pace",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("free_at_ms", BigInteger, nullable=False),
)
"""When a channel may get its next message, in milliseconds since 1970 (UTC)."""
