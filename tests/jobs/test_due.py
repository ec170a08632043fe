"""What is due gets into the queue: all of it, each once, whenever the search for it ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from dbos import DBOSClient
from sqlalchemy import text

from bot.jobs.due import BATCH, enqueue_due, post_job
from bot.jobs.queue import Job, JobQueue, migrate_queue, queue_address
from bot.storage.quiz.schedules import PAGE
from bot.study import Study
from tests.jobs.kit import DAILY, TEAM, setting
from tests.office import whole_finder
from tests.playground.scene import MovableClock
from tests.storage.quiz.kit import asked, key, spoil

CHANNELS = ("C1", "C2", "C3")
SUNDAY = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
"""A day later the next question and the week's recap are due."""


class Died(Exception):
    """The process is no more."""


class MortalQueue(JobQueue):
    """A queue whose process dies at its n-th use: before the jobs are in it, or after."""

    def __init__(self, database_url: str, *, uses: int, after: bool) -> None:
        super().__init__(database_url)
        self._left = uses
        self._after = after

    def put(self, *jobs: Job) -> list[str]:
        self._left -= 1
        if not self._left and not self._after:
            raise Died
        ids = super().put(*jobs)
        if not self._left:
            raise Died
        return ids


@pytest.fixture
def study(store, clock: MovableClock) -> Study:
    return Study(whole_finder(), store, clock, Random(1))


@pytest.fixture
def queue(database_url: str, study: Study) -> Iterator[JobQueue]:
    migrate_queue(database_url)
    queue = JobQueue(database_url)
    yield queue
    queue.close()


def test_a_job_is_another_one_when_the_quiz_was_set_again(study, store, queue, clock):
    store.schedules.save(setting("C1", at=clock()))
    clock.forward(hours=1)
    [first] = enqueue_due(study, queue)
    store.schedules.save(setting("C1", replace(DAILY, at=time(11)), at=clock()))
    clock.forward(hours=1)
    [second] = enqueue_due(study, queue)
    assert first != second
    assert {one.rpartition(":post:")[0] for one in (first, second)} == {f"{TEAM}:C1:2026-11-24"}


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ("zone = 'US/Pacific-New'", "There is no time zone US/Pacific-New"),
        ("domains = 'alchemy'", "Its schedule cannot be read any more."),
    ],
)
def test_a_setting_that_cannot_be_read_is_stopped_and_holds_up_no_other(
    study, store, queue, clock, engine, caplog, damage, why
):
    clock.now = SUNDAY + timedelta(days=1)
    for number in range(9):
        store.schedules.save(replace(setting("C1", at=SUNDAY), team=f"T{number}"))
    spoil(engine, damage, "T4")
    assert len(enqueue_due(study, queue)) == 16
    assert queue.ids("T4") == ["T4:C1:unreadable"]
    assert caplog.text.count("The daily quiz in C1 of T4 is stopped") == 1
    assert enqueue_due(study, queue) == []
    with engine.connect() as connection:
        stopped = text("SELECT stopped FROM schedules WHERE team_id = 'T4'")
        assert why in connection.execute(stopped).scalar_one()


def test_a_workspaces_jobs_are_dropped_and_no_others(queue, database_url):
    ids = [f"{team}:C1:2026-11-24:close" for team in ("T1", "T12", "T2")]
    queue.put(*(Job(id, "close_post", "T1", ("T1", "C1", "2026-11-24")) for id in ids))
    queue.drop("T1")
    assert jobs(database_url) == ids[1:]


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
    assert enqueue_due(study, queue) == [post_id("T9999:C1", set_at=one.set_at, at="10:30")]
    assert enqueue_due(study, queue) == []
    assert store.schedules.get("T0000", "C1").next_due == one.next_due + timedelta(days=1)


def test_all_posts_whose_time_is_up_are_found_at_once(study, store, queue, clock):
    for number in range(PAGE + 2):
        asked(store, key(team=f"T{number:04}"), closes_at=clock())
    assert len(enqueue_due(study, queue)) == PAGE + 2


def test_no_workspace_waits_for_a_large_one(study, store, queue, clock):
    one = replace(setting("C1", at=clock()), next_recap=None)
    for number in range(BATCH + 1):
        store.schedules.save(replace(one, team="T1", channel=f"C{number:04}"))
    store.schedules.save(replace(one, team="T2"))
    clock.forward(hours=1)
    ids = enqueue_due(study, queue)
    assert len(ids) == BATCH + 2
    assert any(id.startswith("T2:") for id in ids[:BATCH])


def test_two_who_look_for_what_is_due_find_the_same_jobs(study, store, queue, clock, database_url):
    for number in range(20):
        store.schedules.save(setting(f"C{number}", at=clock()))
    clock.forward(hours=1)
    found = study.daily.due_in(study.daily.due())
    ids = enqueue_due(study, queue)
    study.daily.hand_over(found)
    assert len(found) == 20
    assert jobs(database_url) == sorted(ids)
    assert len(ids) == 20
    assert study.daily.due() == []


@pytest.mark.parametrize("uses", [1, 2])
@pytest.mark.parametrize("after", [False, True])
def test_a_search_that_dies_is_taken_up_by_the_next_one(
    study, store, queue, clock, database_url, uses, after
):
    clock.now = SUNDAY + timedelta(days=1)
    for channel in CHANNELS:
        store.schedules.save(setting(channel, at=SUNDAY))
    mortal = MortalQueue(database_url, uses=uses, after=after)
    with pytest.raises(Died):
        enqueue_due(study, mortal)
    mortal.close()
    enqueue_due(study, queue)
    assert jobs(database_url) == sorted(name for one in CHANNELS for name in ids_of(one))
    assert study.daily.due() == study.recaps.due() == []


def test_a_page_that_was_handed_over_in_part_is_taken_up(study, store, queue, clock, database_url):
    clock.now = SUNDAY + timedelta(days=1)
    for channel in CHANNELS:
        store.schedules.save(setting(channel, at=SUNDAY))
    items = study.daily.due_in(study.daily.due())
    queue.put(*map(post_job, items))
    study.daily.hand_over(items[:1])
    enqueue_due(study, queue)
    assert jobs(database_url) == sorted(name for one in CHANNELS for name in ids_of(one))
    assert study.daily.due() == []


def ids_of(channel: str) -> list[str]:
    """The jobs of a channel on the Monday after SUNDAY."""
    place = f"{TEAM}:{channel}"
    post = post_id(place, set_at=SUNDAY, day="2026-11-30", at="09:30")
    return [post, f"{place}:2026-11-23:recap"]


def post_id(place: str, *, set_at: datetime, day: str = "2026-11-24", at: str) -> str:
    """The job of a channel's question of that day and time (UTC)."""
    due = datetime.fromisoformat(f"{day} {at}+00:00")
    return f"{place}:{day}:post:{set_at.timestamp():.0f}:{due.timestamp():.0f}"
