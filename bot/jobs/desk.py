"""What the jobs of this process work with: DBOS calls plain functions, which find it here."""

from dataclasses import dataclass

from slack_sdk import WebClient

from bot.jobs.queue import JobQueue
from bot.study import Study


@dataclass(frozen=True, slots=True)
class Desk:
    """The study assistant, Slack, and the queue."""

    study: Study
    client: WebClient
    queue: JobQueue


_taken: list[Desk] = []


def sit_down(desk: Desk) -> None:
    """Let the jobs of this process work with `desk`."""
    _taken[:] = [desk]


def here() -> Desk:
    """The desk of this process; raises IndexError before there is one."""
    return _taken[0]
