"""What a worker does every few seconds: refreshes posts, says that it lives, replaces the dead."""

import logging
import threading
from datetime import UTC, datetime

from dbos import DBOS

from bot.jobs.attempts import SHORTEST
from bot.jobs.closing import show_closed
from bot.jobs.desk import Desk
from bot.jobs.sending import update_message
from bot.views.post import open_post

log = logging.getLogger(__name__)

EVERY_SECONDS = 2.0


class Rounds:
    """A thread that goes its rounds until it is told to stop."""

    def __init__(self, desk: Desk, *, worker: str, lease_seconds: int) -> None:
        self._desk = desk
        self._worker = worker
        self._lease_seconds = lease_seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin at once."""
        self.report()
        self._thread.start()

    def stop(self) -> None:
        """Finish the round under way, and expect to be replaced."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(EVERY_SECONDS):
            try:
                self.report()
                self._take_over()
                refresh(self._desk)
            except Exception:  # a worker whose rounds end is taken for dead
                log.exception("A round failed; the next one comes in a moment")

    def report(self) -> None:
        """Say that this worker lives."""
        self._desk.study.workers.alive(self._worker, now=datetime.now(UTC))

    def _take_over(self) -> None:
        """Put the jobs of workers that died back into the queue: they go on where they stopped."""
        workers = self._desk.study.workers
        for worker in workers.lost(now=datetime.now(UTC), lease_seconds=self._lease_seconds):
            left = DBOS.list_workflows(status="PENDING", executor_id=worker, load_input=False)
            DBOS.resume_workflows([job.workflow_id for job in left])
            workers.gone(worker)


def refresh(desk: Desk) -> None:
    """Show the number of answers on open posts where it has changed."""
    for post, question in desk.study.closings.stale():
        shown = open_post(post, question)
        outcome = update_message(desk.client, shown, channel=post.key.channel, ts=post.ts or "")
        if outcome.wait or outcome.trouble:
            seconds = outcome.wait or SHORTEST
            desk.study.closings.refresh_later(post.key, seconds=seconds)
        else:
            show_closed(desk, post.key)  # it may have been closed in between, and shown so already
