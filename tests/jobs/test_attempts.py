"""A job that fails is tried again for hours, by a job that holds no place until then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.jobs.attempts import LONGEST, PATIENCE, SHORTEST, Later, after
from bot.jobs.due import closing_job, hand_over, post_job
from bot.jobs.queue import Job
from bot.storage.engine import open_engine
from bot.study import Handover
from tests.jobs.kit import ANA, CHANNEL, TEAM, Works, works
from tests.jobs.plain_slack import PlainSlack, served
from tests.playground.scene import MovableClock

NOW = 1_800_000_000.0
JOB = Job(f"{TEAM}:C1:2026-11-24:close", "close_post", TEAM, (TEAM, "C1", "2026-11-24"))


@pytest.fixture
def at_work(database_url: str, clock: MovableClock) -> Iterator[Works]:
    with works(database_url, clock) as made:
        made.set_daily()
        yield made


# --- when -----------------------------------------------------------------------------------


def test_a_job_that_failed_goes_on_as_the_same_one_under_the_next_number():
    second = after(JOB, ValueError(), now=NOW)
    third = after(second, ValueError(), now=NOW + 9)
    assert [second.id, third.id] == [f"{JOB.id}#2", f"{JOB.id}#3"]
    assert (third.arguments, third.team, third.workflow) == (JOB.arguments, TEAM, "close_post")


def test_slacks_own_word_for_how_long_to_wait_is_kept():
    assert after(JOB, Later(300), now=NOW).delay == 300
    assert after(JOB, Later(1), now=NOW).delay == 1


@given(st.floats(0, 60))
def test_a_job_is_tried_again_at_ever_longer_intervals_until_patience_is_over(takes):
    tried, now, delays = JOB, NOW, []
    while tried := after(tried, ValueError(), now=now):
        delays.append(tried.delay)
        now += tried.delay + takes
    assert delays[0] == SHORTEST
    assert delays == sorted(delays)
    assert max(delays) == LONGEST
    assert PATIENCE <= now - NOW <= PATIENCE + LONGEST + takes


# --- what -----------------------------------------------------------------------------------


def test_a_question_comes_once_slack_is_well_again(database_url, clock):
    slack = PlainSlack(broken={"chat.postMessage": 1})
    with served(slack) as address, works(database_url, clock, address) as at_work:
        at_work.set_daily()
        at_work.at(24, 9, 30)
        assert len(slack.arrivals) == 2
        assert at_work.post(24).ts


def test_a_question_that_slack_does_not_take_is_told_and_another_can_be_had(database_url, clock):
    slack = PlainSlack(refused={CHANNEL: "invalid_blocks"})
    with served(slack) as address, works(database_url, clock, address) as at_work:
        at_work.set_daily()
        at_work.at(24, 9, 30)
        assert [one.channel for one in slack.arrivals] == [CHANNEL, ANA]
        at_work.clock.forward(minutes=1)
        study, queue = at_work.office.study, at_work.jobs.queue
        queue.wait(hand_over(study, queue, at_work.daily.now(TEAM, CHANNEL)))
        assert [one.channel for one in slack.arrivals] == [CHANNEL, ANA, CHANNEL]
        assert at_work.post(24).ts


def test_a_question_comes_once_the_database_is_back(at_work, database_url):
    item = due_at_half_past_nine(at_work)
    with locked(database_url):
        [id] = at_work.jobs.queue.put(post_job(item))
        assert at_work.jobs.queue.left(id) == [f"{id}#2"]
    at_work.jobs.queue.wait([id])
    assert len(at_work.messages()) == 1
    assert at_work.post(24).ts


def test_a_post_is_closed_once_a_fault_of_ours_is_mended(at_work, caplog):
    job, queue = closing_of_today(at_work), at_work.jobs.queue
    shown = set_shown(at_work, "nothing that can be read")
    queue.put(job)
    assert queue.left(job.id) == [f"{job.id}#2"]
    assert f"{job.id} goes on in 5 s" in caplog.text
    assert "JSONDecodeError" in caplog.text
    set_shown(at_work, shown)
    queue.wait([job.id])
    assert at_work.post(24).closed


def test_a_job_that_failed_for_hours_ends_and_can_be_had_again_an_hour_later(at_work):
    job, queue = closing_of_today(at_work), at_work.jobs.queue
    at_work.office.slack.trouble("chat.update", status=500)
    long_ago = datetime.now(UTC).timestamp() - PATIENCE
    queue.put(Job(job.id, job.workflow, job.team, job.arguments, since=long_ago))
    with pytest.raises(Exception, match="Internal Server Error"):
        queue.wait([job.id])
    assert at_work.office.study.closings.outstanding(TEAM, CHANNEL) == [at_work.post(24).key]
    queue.clear(datetime.now(UTC) - timedelta(hours=1))
    assert job.id in queue.ids(TEAM)
    queue.clear(datetime.now(UTC) + timedelta(seconds=1))
    queue.wait(queue.put(job))
    assert "The answer is" in at_work.messages()[0]["text"]


def due_at_half_past_nine(at_work: Works) -> Handover:
    at_work.clock.now = at_work.clock.now.replace(hour=9, minute=30)
    [item] = at_work.daily.due_in(at_work.daily.due())
    return item


def closing_of_today(at_work: Works) -> Job:
    at_work.at(24, 9, 30)
    return closing_job(at_work.post(24).key)


def set_shown(at_work: Works, shown: str) -> str:
    """Put this in place of the order of the options, as a fault of ours might; what was there."""
    with at_work.office.engine.begin() as connection:
        before = connection.execute(text("SELECT shown FROM posts")).scalar_one()
        connection.execute(text("UPDATE posts SET shown = :shown"), {"shown": shown})
    return str(before)


@contextmanager
def locked(database_url: str) -> Iterator[None]:
    """Nobody else can write while the block runs."""
    engine = open_engine(database_url)
    with engine.connect() as connection:
        if engine.name == "postgresql":
            connection.execute(text("LOCK TABLE pace, posts, schedules"))
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield
        connection.rollback()
    engine.dispose()
