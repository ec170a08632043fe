"""Workers know of each other what is so: who is at work, who is gone, who has come back."""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import Engine, event, text

from bot.jobs.desk import Desk
from bot.jobs.queue import JobQueue
from bot.jobs.rounds import FORGOTTEN_SECONDS, Rounds, attempt
from bot.storage.store import Store
from tests.jobs.kit import CHANNEL, TEAM, Works, setting, works
from tests.office import TOKEN, Office, whole_finder
from tests.playground.scene import MovableClock

LEASE = 30
LATER = timedelta(seconds=LEASE + 5)


@pytest.fixture
def at_work(database_url: str, clock: MovableClock) -> Iterator[Works]:
    with works(database_url, clock) as made:
        yield made


def rounds(desk: Desk, worker: str) -> Rounds:
    return Rounds(desk, worker=worker, lease_seconds=LEASE)


def lost(at_work: Works, *, within: timedelta = timedelta()) -> list[str]:
    """Workers that count as dead, if nobody says anything for so long."""
    return at_work.store.workers.lost(datetime.now(UTC) + within, LEASE)


def test_a_round_without_a_database_is_logged_and_the_next_one_goes(at_work, caplog):
    one = rounds(at_work.desk, "one")
    rename(at_work, "workers", "elsewhere")
    with caplog.at_level(logging.ERROR):
        attempt(one.watch)
    assert "A round failed" in caplog.text
    rename(at_work, "elsewhere", "workers")
    attempt(one.watch)
    assert "one" in lost(at_work, within=LATER)


def test_a_worker_that_was_taken_for_dead_and_comes_back_is_one_again(at_work):
    one, other = rounds(at_work.desk, "one"), rounds(at_work.desk, "other")
    at_work.store.workers.seen("one", datetime.now(UTC) - LATER)
    other.watch()
    assert lost(at_work) == ["one"]
    one.watch()
    other.watch()
    assert lost(at_work) == []
    assert "one" in lost(at_work, within=LATER)


def test_a_worker_that_stays_away_is_forgotten(at_work):
    long_ago = datetime.now(UTC) - timedelta(seconds=FORGOTTEN_SECONDS + 5)
    at_work.store.workers.seen("one", long_ago)
    rounds(at_work.desk, "other").watch()
    assert lost(at_work) == []


def test_a_worker_that_waits_for_slack_says_that_it_lives(database_url, clock):
    office = Office(whole_finder(), database_url, clock=clock)
    make_stale(office, clock)
    with socket.create_server(("127.0.0.1", 0)) as mute, reports(office.engine) as reported:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/api/"
        client = WebClient(token=TOKEN, base_url=address, retry_handlers=[])
        one = rounds(Desk(office.study, client, JobQueue(database_url)), "one")
        one.start()
        mute.settimeout(20)
        asked, _ = mute.accept()
        reported.clear()
        assert reported.wait(10)
        asked.close()
        one.stop()
    office.close()


def make_stale(office: Office, clock: MovableClock) -> None:
    """Have an open post whose number of answers is to be shown."""
    store = Store(office.engine)
    store.schedules.save(setting(CHANNEL, at=clock()))
    item = office.study.daily.now(TEAM, CHANNEL)
    office.study.daily.prepare(item.key, item.due.at, job="a job")
    office.study.daily.sent(item.key, "1700000000.000001", at=item.due.at)
    store.posts.mark_stale(item.key, clock())


@contextmanager
def reports(engine: Engine) -> Iterator[threading.Event]:
    """Set when a worker has said that it lives."""
    said = threading.Event()

    def note(*execution: Any) -> None:
        if "INSERT INTO workers" in execution[2]:
            said.set()

    event.listen(engine, "after_cursor_execute", note)
    yield said
    event.remove(engine, "after_cursor_execute", note)


def rename(at_work: Works, table: str, name: str) -> None:
    """Take a table away from under the worker, or give it back."""
    with at_work.office.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
