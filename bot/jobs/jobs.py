"""The job engine of one process: starts DBOS, does jobs, and lets go of them again."""

import logging
import uuid
from collections.abc import Iterable

from dbos import DBOS, DBOSConfig, SetWorkflowID
from slack_sdk import WebClient

from bot.domain.quiz.posts import Post
from bot.jobs import closing, posting  # noqa: F401 - DBOS knows the jobs of imported modules
from bot.jobs.desk import Desk, sit_down
from bot.jobs.due import correction_job, enqueue_due
from bot.jobs.queue import APPLICATION, QUEUE, VERSION, JobQueue, queue_address
from bot.jobs.rounds import Rounds
from bot.jobs.tick import tick
from bot.study import Study

LEASE_SECONDS = 30
"""Silence after which a worker counts as dead; its jobs go on elsewhere."""
AT_ONCE = 32
"""Jobs that one process does at the same time; most of their time is Slack's."""
OF_ONE_TEAM = 8
"""Of these for one workspace: a large one leaves room for others."""
CONNECTIONS = 10
"""Most that the job engine opens to its database: few of its threads are there at a time."""
POLL_SECONDS = 0.2
LAST_SECONDS = 5
"""What jobs under way get to finish when the process is told to stop."""


class Jobs:
    """This process as a worker; DBOS has one engine for each process, so make one of it.

    `client` must not retry by itself: a job that has to wait is put aside. `database_url` is the
    main database's.
    """

    def __init__(
        self,
        study: Study,
        client: WebClient,
        *,
        database_url: str,
        lease_seconds: int = LEASE_SECONDS,
    ) -> None:
        worker = str(uuid.uuid4())
        self._settings = _settings(queue_address(database_url), worker)
        self.desk = Desk(study, client, JobQueue(database_url))
        self._rounds = Rounds(self.desk, worker=worker, lease_seconds=lease_seconds)

    def start(self) -> None:
        """Begin to do jobs, and to look for what is due at each full minute."""
        sit_down(self.desk)
        DBOS(config=self._settings)
        _log_as_we_do()
        self._rounds.report()
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=AT_ONCE,
            partition_worker_concurrency=OF_ONE_TEAM,
            polling_interval_sec=POLL_SECONDS,
        )
        DBOS.apply_schedules(
            [{"schedule_name": "tick", "workflow_fn": tick, "schedule": "* * * * *"}]
        )
        self._rounds.start()

    def stop(self) -> None:
        """Stop within seconds: what is not done by then goes on in another process or later."""
        self._rounds.stop()
        DBOS.destroy(workflow_completion_timeout_sec=LAST_SECONDS)
        self.desk.queue.close()

    @property
    def queue(self) -> JobQueue:
        """The queue that this process works off, which it does once it has started."""
        return self.desk.queue

    def correct(self, posts: Iterable[Post]) -> None:
        """Regrade posts in this process, whose knowledge it is about; return when that is done."""
        closings = self.desk.study.closings
        ids = []
        for job in (correction_job(post, closings.grading(post)) for post in posts):
            with SetWorkflowID(job.id):
                DBOS.start_workflow(closing.correct_post, *job.arguments)
            ids.append(job.id)
        self.queue.wait(ids)

    def catch_up(self) -> None:
        """Do all that is due at the study's present moment, and return when it is done.

        It waits for what the minute's tick has begun, too: a clock that moved on meanwhile would
        make that late.
        """
        queue = self.desk.queue
        while ids := enqueue_due(self.desk.study, queue) + queue.unfinished():
            queue.wait(ids)


def _log_as_we_do() -> None:
    """Let DBOS's warnings go where all others go: it would write them by itself."""
    log = logging.getLogger("dbos")
    log.setLevel(logging.WARNING)
    for handler in log.handlers[:]:
        log.removeHandler(handler)
    log.propagate = True


def _settings(address: str, worker: str) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "system_database_url": address,
        "application_version": VERSION,
        "executor_id": worker,
        "log_level": "WARNING",
        "max_executor_threads": AT_ONCE + 16,
        "sys_db_pool_size": CONNECTIONS,
    }
