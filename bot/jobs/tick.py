"""The one job with a schedule of its own: every minute it looks for what is due."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dbos import DBOS

from bot.jobs.desk import here
from bot.jobs.due import enqueue_due

KEPT = timedelta(hours=1)
"""How long a job that ended keeps its id. What it did is noted elsewhere, so it cannot come again;
and what is still due, because the job failed, is tried again after that."""


@DBOS.workflow()
def tick(_scheduled: datetime, _context: Any) -> None:
    """Do what the minute asks for."""
    _enqueue_due()
    _clear()


@DBOS.step()
def _enqueue_due() -> None:
    desk = here()
    enqueue_due(desk.study, desk.queue)


@DBOS.step()
def _clear() -> None:
    here().queue.clear(datetime.now(UTC) - KEPT)
