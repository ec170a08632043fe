"""The queue of jobs as every process sees it: where it is kept, and how a job gets into it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from dbos import DBOSClient, EnqueueOptions, WorkflowHandle

APPLICATION = "awssec"
QUEUE = "slack"
POLL_SECONDS = 0.1
CONNECTIONS = 4
"""Most that a process opens to put jobs into the queue; PostgreSQL allows 100 in all by default."""
PAGE = 1000
"""Jobs that are deleted at a time."""
UNFINISHED = ["DELAYED", "ENQUEUED", "PENDING"]
ENDED = ["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
BUSY_SECONDS = 30
"""How long a job may wait for its way into a SQLite file that others write to."""
VERSION = "2"
"""Of the jobs' steps: a job begun by another version waits for a worker of that version."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job to be done once: a second one of the same `id` is the same job."""

    id: str
    """It begins with the workspace and a colon."""
    workflow: str
    team: str
    arguments: Sequence[str]
    number: int = 1
    """Which attempt it is."""
    since: float | None = None
    """When the first attempt failed, in seconds since 1970 (UTC)."""
    delay: float = 0.0
    """Seconds until it is begun."""


def queue_address(database_url: str) -> str:
    """The database of the queue: beside a SQLite file, in the same PostgreSQL database.

    SQLite lets one process write at a time, and the queue is written to all the while.
    """
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        file = Path(url.database or "awssec.db")
        return f"sqlite:///{file.with_name(f'{file.stem}-jobs{file.suffix}')}"
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def migrate_queue(database_url: str) -> None:
    """Create the queue's tables, or bring them up to date."""
    from dbos import DBOS

    DBOS.migrate(queue_address(database_url))


class JobQueue:
    """Puts jobs into the queue, from any process. The tables must be there."""

    def __init__(self, database_url: str) -> None:
        address = queue_address(database_url)
        waits = {"isolation_level": "IMMEDIATE", "timeout": BUSY_SECONDS}
        self._engine = create_engine(
            address,
            connect_args=waits if address.startswith("sqlite") else {},
            pool_pre_ping=True,
            pool_size=1,
            max_overflow=CONNECTIONS - 1,
        )

    @cached_property
    def _client(self) -> "DBOSClient":
        from dbos import DBOSClient

        return DBOSClient(system_database_engine=self._engine, lazy=True)

    def put(self, *jobs: Job) -> list[str]:
        """Have these jobs done, each once; their ids. One transaction takes all, or none.

        Workspaces take turns, however many jobs they have.
        """
        with self._engine.begin() as connection:
            for job in sorted(jobs, key=lambda job: job.id):  # in one order: nobody blocks anybody
                self._client.enqueue_in_transaction(
                    connection, _options(job), *job.arguments, number=job.number, since=job.since
                )
        return [job.id for job in jobs]

    def wait(self, ids: Iterable[str]) -> None:
        """Return when these jobs are done, with those they left the rest to.

        Raises what one of them raised.
        """
        for id in ids:
            self.wait(self.left(id))

    def left(self, id: str) -> list[str]:
        """The jobs that a job has left the rest to, once it has ended; raises what it raised."""
        job: WorkflowHandle[list[str]] = self._client.retrieve_workflow(id)
        return job.get_result(polling_interval_sec=POLL_SECONDS)

    def clear(self, before: datetime) -> None:
        """Delete a page of jobs that ended before that moment: their ids are free again."""
        ended = self._client.list_workflows(
            status=ENDED,
            completed_before=before.isoformat(),
            limit=PAGE,
            load_input=False,
            load_output=False,
        )
        self._client.delete_workflows([job.workflow_id for job in ended])

    def drop(self, team: str) -> None:
        """Delete a workspace's jobs, whatever has become of them; one under way ends there."""
        self._client.delete_workflows(self.ids(team))

    def ids(self, team: str) -> list[str]:
        """The ids of a workspace's jobs, done or to be done."""
        found = self._client.list_workflows(
            workflow_id_prefix=f"{team}:", load_input=False, load_output=False
        )
        return [job.workflow_id for job in found]

    def unfinished(self) -> list[str]:
        """The ids of the jobs that wait or are being done."""
        jobs = self._client.list_workflows(
            queue_name=QUEUE, status=UNFINISHED, load_input=False, load_output=False
        )
        return [job.workflow_id for job in jobs]

    def close(self) -> None:
        """Let go of the database."""
        if "_client" in self.__dict__:
            self._client.destroy()
        self._engine.dispose()


def _options(job: Job) -> "EnqueueOptions":
    options: EnqueueOptions = {
        "queue_name": QUEUE,
        "workflow_name": job.workflow,
        "workflow_id": job.id,
        "app_version": VERSION,
        "application_name": APPLICATION,
        "queue_partition_key": job.team,
    }
    return {**options, "delay_seconds": job.delay} if job.delay else options
