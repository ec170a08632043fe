"""What a worker does every few seconds: says that it lives, replaces the dead, refreshes posts."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from dbos import DBOS

from bot.jobs.desk import Desk
from bot.jobs.refreshing import Refreshing

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
FORGOTTEN_SECONDS = 3600
"""Silence after which a worker won't come back. One that was only cut off for a while may take
jobs before it says that it lives again, so until then its jobs are looked after."""


class Rounds:
    """Two threads that go their rounds until they are told to stop.

    Slack may keep the one that refreshes posts waiting; the other one says all the while that this
    worker lives.
    """

    def __init__(self, desk: Desk, *, worker: str, lease_seconds: int) -> None:
        self._desk = desk
        self._worker = worker
        self._lease_seconds = lease_seconds
        self._stop = threading.Event()
        duties = {"watch": self.watch, "refresh": Refreshing(desk, self._stop).round}
        self._threads = [
            threading.Thread(target=self._repeat, args=(duty,), name=name, daemon=True)
            for name, duty in duties.items()
        ]

    def start(self) -> None:
        """Begin at once."""
        self.report()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish the call to Slack under way, and expect to be replaced."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _repeat(self, duty: Callable[[], None]) -> None:
        while not self._stop.wait(EVERY_SECONDS):
            attempt(duty)

    def watch(self) -> None:
        """Say that this worker lives, and look after the jobs of those that do not."""
        self.report()
        self._take_over()

    def report(self) -> None:
        """Say that this worker lives."""
        self._desk.study.workers.alive(self._worker, now=datetime.now(UTC))

    def _take_over(self) -> None:
        """Put the jobs of workers that died back into the queue: they go on where they stopped."""
        workers, now = self._desk.study.workers, datetime.now(UTC)
        for worker in workers.lost(now=now, lease_seconds=self._lease_seconds):
            left = DBOS.list_workflows(status="PENDING", executor_id=worker, load_input=False)
            DBOS.resume_workflows([job.workflow_id for job in left])
        for worker in workers.lost(now=now, lease_seconds=FORGOTTEN_SECONDS):
            workers.gone(worker)


def attempt(duty: Callable[[], None]) -> None:
    """Do `duty`; what goes wrong is logged, for a worker that goes no more is taken for dead."""
    try:
        duty()
    except Exception:
        log.exception("A round failed; the next one comes in a moment")
