"""The processes that do jobs: who is alive, and when a channel may get its next message."""

from datetime import datetime, timedelta

from bot.storage.store import Store

SILENCE = timedelta(minutes=2)
"""After this without a word of any worker people are told that nothing is posted. Workers speak
every few seconds, and a deployment may leave out some of them."""


class Workers:
    """What workers agree on through the database. Times are of the machine's clock: they are about
    processes and about Slack, whatever day `Study` takes it to be."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def turn(self, team: str, channel: str, *, now: datetime) -> float:
        """Take the channel's next turn to get a message; the seconds until it comes."""
        return self._store.pace.reserve(team, channel, now)

    def alive(self, worker: str, *, now: datetime) -> None:
        """Note that a worker is at work."""
        self._store.workers.seen(worker, now)

    def any_alive(self, *, now: datetime) -> bool:
        """Whether a worker was at work within SILENCE, so that what is due is posted."""
        return self._store.workers.any_seen(now - SILENCE)

    def lost(self, *, now: datetime, lease_seconds: int) -> list[str]:
        """Workers that have said nothing for the length of the lease."""
        return self._store.workers.lost(now, lease_seconds)

    def gone(self, worker: str) -> None:
        """Expect nothing more from a worker."""
        self._store.workers.gone(worker)
