"""What is due gets into the queue: all of it, each once, whenever the search for it ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from dbos import DBOSClient

from bot.jobs.due import enqueue_due
from bot.jobs.queue import Job, JobQueue, migrate_queue, queue_address
from bot.storage.quiz.schedules import PAGE
from bot.study import Study
from tests.jobs.kit import DAILY, setting
from tests.office import whole_finder
from tests.playground.scene import MovableClock

CHANNELS = ("C1", "C2", "C3")
SUNDAY = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
"""A day later the next question and the week's recap are due."""


class Died(Exception):
    """The process is no more."""


class MortalQueue(JobQueue):
    """A queue whose process dies as it has put a number of jobs, or is about to put the next."""

    def __init__(self, database_url: str, *, lives: int, after: bool) -> None:
        super().__init__(database_url)
        self._lives = lives
        self._after = after

    def put(self, job: Job) -> str:
        if not self._lives and not self._after:
            raise Died
        id = super().put(job)
        if not self._lives:
            raise Died
        self._lives -= 1
        return id


@pytest.fixture
def study(store, clock: MovableClock) -> Study:
    return Study(whole_finder(), store, clock, Random(1))


@pytest.fixture
def queue(database_url: str) -> Iterator[JobQueue]:
    migrate_queue(database_url)
    queue = JobQueue(database_url)
    yield queue
    queue.close()


def jobs(database_url: str) -> list[str]:
    """The ids of all jobs in the queue, in order."""
    client = DBOSClient(system_database_url=queue_address(database_url))
    found = sorted(job.workflow_id for job in client.list_workflows())
    client.destroy()
    return found


def test_a_page_of_channels_that_are_too_late_hides_nothing_behind_it(study, store, queue, clock):
    one = setting("C1", at=clock())
    for number in range(PAGE + 1):
        store.schedules.save(replace(one, team=f"T{number:04}", next_recap=None))
    at_half_past_ten = replace(DAILY, at=time(10, 30))
    store.schedules.save(replace(setting("C1", at_half_past_ten, at=clock()), team="T9999"))
    clock.now = one.next_due + timedelta(hours=6)
    assert enqueue_due(study, queue) == [f"post:T9999:C1:{clock().date()}"]
    assert enqueue_due(study, queue) == []
    assert store.schedules.get("T0000", "C1").next_due == one.next_due + timedelta(days=1)


def test_two_who_look_for_what_is_due_find_the_same_jobs(study, store, queue, clock, database_url):
    for number in range(20):
        store.schedules.save(setting(f"C{number}", at=clock()))
    clock.forward(hours=1)
    found = {place: study.daily.due_in(*place) for place in study.daily.due()}
    ids = enqueue_due(study, queue)
    assert all(found.values())
    for item in found.values():
        study.daily.hand_over(item)
    assert jobs(database_url) == sorted(ids)
    assert len(ids) == 20
    assert study.daily.due() == []


@pytest.mark.parametrize("after", [False, True])
def test_a_search_that_dies_is_taken_up_by_the_next_one(
    study, store, queue, clock, database_url, after
):
    expected = set()
    clock.now = SUNDAY + timedelta(days=1)
    for lives in range(2 * len(CHANNELS)):
        for channel in CHANNELS:
            store.schedules.save(replace(setting(channel, at=SUNDAY), team=f"T{lives}"))
        mortal = MortalQueue(database_url, lives=lives, after=after)
        with pytest.raises(Died):
            enqueue_due(study, mortal)
        mortal.close()
        enqueue_due(study, queue)
        expected |= {name for channel in CHANNELS for name in ids_of(f"T{lives}", channel)}
    assert set(jobs(database_url)) == expected
    assert study.daily.due() == study.recaps.due() == []


def ids_of(team: str, channel: str) -> list[str]:
    """The jobs of a channel on the Monday after SUNDAY."""
    return [f"post:{team}:{channel}:2026-11-30", f"recap:{team}:{channel}:2026-11-23"]
