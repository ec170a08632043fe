"""The one job with a schedule of its own: every minute it looks for what is due."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dbos import DBOS

from bot.jobs.desk import here
from bot.jobs.due import enqueue_due

KEPT_DAYS = 7
"""How long finished jobs are kept, for whoever looks into what happened."""
PAGE = 1000
FINISHED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]


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
    """Delete a page of old jobs. What they did is noted elsewhere, so they cannot come again."""
    before = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat()
    old = DBOS.list_workflows(
        status=FINISHED,
        completed_before=before,
        limit=PAGE,
        load_input=False,
        load_output=False,
    )
    DBOS.delete_workflows([job.workflow_id for job in old])
