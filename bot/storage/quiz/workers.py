"""What the processes that send agree on: who is alive, and when a channel may get a message."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, case, delete, exists, select

from bot.storage.engine import insert_for, reading, writing
from bot.storage.tables import pace, workers

BREATH_MS = 1000
"""Milliseconds between two messages to a channel: Slack takes about one a second."""


class WorkerStore:
    """One row for each process that does jobs, until it is known to be gone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def seen(self, executor_id: str, now: datetime) -> None:
        """Note that a worker is alive."""
        with writing(self._engine) as connection:
            insert = insert_for(connection)(workers).values(executor_id=executor_id, seen_at=now)
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=["executor_id"], set_={"seen_at": insert.excluded.seen_at}
                )
            )

    def any_seen(self, since: datetime) -> bool:
        """Whether a worker has said that it is alive at the moment `since` or later."""
        found = select(exists().where(workers.c.seen_at >= since))
        with reading(self._engine) as connection:
            return bool(connection.execute(found).scalar_one())

    def lost(self, now: datetime, lease_seconds: int) -> list[str]:
        """Workers that were seen before, but not within the lease."""
        ended = now - timedelta(seconds=lease_seconds)
        found = select(workers.c.executor_id).where(workers.c.seen_at < ended)
        with reading(self._engine) as connection:
            return list(connection.execute(found.order_by(workers.c.executor_id)).scalars())

    def gone(self, executor_id: str) -> None:
        """Strike a worker off the list."""
        with writing(self._engine) as connection:
            connection.execute(delete(workers).where(workers.c.executor_id == executor_id))


class PaceStore:
    """One row for each channel that gets messages."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def reserve(self, team: str, channel: str, now: datetime) -> float:
        """Take the channel's next turn; the seconds until it comes."""
        now_ms = round(now.timestamp() * 1000)
        row = {"team_id": team, "channel_id": channel, "free_at_ms": now_ms + BREATH_MS}
        with writing(self._engine) as connection:
            insert = insert_for(connection)(pace).values(**row)
            taken = case((pace.c.free_at_ms > now_ms, pace.c.free_at_ms), else_=now_ms)
            turn = insert.on_conflict_do_update(
                index_elements=["team_id", "channel_id"], set_={"free_at_ms": taken + BREATH_MS}
            )
            free_at = connection.execute(turn.returning(pace.c.free_at_ms)).scalar_one()
            return float(free_at - BREATH_MS - now_ms) / 1000
