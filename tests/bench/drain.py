"""10,000 channels due in the same minute: how steadily they get their question, and how fairly.

Workers are processes as `python -m bot worker` starts them; Slack is a process of its own that
answers after 50 ms. Workspaces have sizes by Zipf's law.
"""

import multiprocessing
import subprocess
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Self

from sqlalchemy import Engine, func, insert, select

from bot.config import Config
from bot.domain.schedule.settings import Setting
from bot.domain.schedule.values import EVERY_DAY, Schedule
from bot.jobs.queue import migrate_queue
from bot.storage.store import Store
from bot.storage.tables import posts, schedules
from tests.bench.databases import NAMES, database, filling, settle
from tests.bench.figures import show
from tests.bench.material import KNOWLEDGE, ROOT
from tests.bench.servers import environment
from tests.jobs.plain_slack import Arrival, PlainSlack, served
from tests.office import TOKEN

TEAMS = 200
SIZES = (10_000,)
WORKERS = (1, 3)
SMALL = 10
"""Channels that a workspace has at most to count as small."""
STARTING = 20
"""Seconds that workers get to start before the minute in which all is due."""
PATIENCE = 150
"""Seconds without a message after which no more are waited for; the first comes after STARTING
and the rest of a minute."""
_SPAWN = multiprocessing.get_context("spawn")


def main() -> None:
    rows = [
        row(f"{name}, {workers}, {size:,}", drained(name, workers, size), size)
        for name in NAMES
        for workers in WORKERS
        for size in SIZES
    ]
    head = ["database, workers, channels", "seconds", "posts/s", "first, middle, last fifth"]
    more = ["small done", "largest done", "in 1 s", "doubled", "missing"]
    show(f"{TEAMS} workspaces, seconds from the minute that all is due", [*head, *more], rows)


def row(name: str, arrivals: Sequence[Arrival], size: int) -> list[str]:
    """The figures of one run; `at` of an arrival is in seconds since all was due."""
    ends = sorted(arrival.at for arrival in arrivals)
    fifth = len(ends) // 5
    paces = [fifth / (ends[n + fifth - 1] - ends[n]) for n in (0, 2 * fifth, 4 * fifth)]
    channels = channels_of(size)
    small = max(a.at for a in arrivals if channels[_team(a.channel)] <= SMALL)
    largest = max(a.at for a in arrivals if _team(a.channel) == 0)
    counted = Counter(arrival.channel for arrival in arrivals)
    return [
        name,
        f"{ends[-1]:.0f}",
        f"{len(ends) / ends[-1]:.0f}",
        ", ".join(f"{pace:.0f}" for pace in paces),
        f"{small:.0f}",
        f"{largest:.0f}",
        f"{most_within_a_second(arrivals)}",
        f"{sum(counted.values()) - len(counted)}",
        f"{sum(channels) - len(counted)}",
    ]


def most_within_a_second(arrivals: Sequence[Arrival]) -> int:
    """Messages that one channel got within one second, at most."""
    of_channel: dict[str, list[float]] = {}
    for arrival in sorted(arrivals, key=lambda one: one.at):
        of_channel.setdefault(arrival.channel, []).append(arrival.at)
    return max(
        bisect_left(times, at + 1) - place
        for times in of_channel.values()
        for place, at in enumerate(times)
    )


def channels_of(size: int) -> list[int]:
    """How many channels each workspace has: the n-th has an n-th of the first one's."""
    whole = sum(1 / rank for rank in range(1, TEAMS + 1))
    return [round(size / whole / rank) for rank in range(1, TEAMS + 1)]


def _team(channel: str) -> int:
    return int(channel[1:4])


def drained(name: str, workers: int, size: int) -> list[Arrival]:
    """What came to Slack when all that is due was posted."""
    with ExitStack() as stack:
        engine = stack.enter_context(database(name))
        address = engine.url.render_as_string(hide_password=False)
        migrate_queue(address)
        due = _minute_after(datetime.now(UTC) + timedelta(seconds=STARTING))
        fill(engine, size, due)
        slack = stack.enter_context(_Slack())
        config = Config(
            bot_token=TOKEN,
            api_url=f"{slack.address}/api/",
            database_url=address,
            knowledge_dir=KNOWLEDGE,
        )
        for _ in range(workers):
            stack.enter_context(_worker(config))
        _wait(engine, sum(channels_of(size)))
        return [replace(one, at=one.at - due.timestamp()) for one in slack.arrivals()]


def _minute_after(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def fill(engine: Engine, size: int, due: datetime) -> None:
    """A daily quiz in each channel, due at that moment."""
    schedule = Schedule(due.time(), "UTC", EVERY_DAY, weekly_recap=False)
    Store(engine).schedules.save(Setting("T000", "C0000000", schedule, "U1", due, due))
    with filling(engine) as connection:
        first = connection.execute(select(schedules)).mappings().one()
        rows = [
            {**first, "team_id": f"T{team:03}", "channel_id": f"C{team:03}{number:04}"}
            for team, count in enumerate(channels_of(size))
            for number in range(count)
        ]
        connection.execute(insert(schedules), rows[1:])
    settle(engine)


def _wait(engine: Engine, size: int) -> None:
    """Until all posts are noted as sent, or none has been for PATIENCE."""
    noted, since = 0, time.monotonic()
    while noted < size and time.monotonic() < since + PATIENCE:
        time.sleep(1)
        with engine.connect() as connection:
            sent = connection.execute(select(func.count(posts.c.ts))).scalar_one()
        if sent != noted:
            noted, since = sent, time.monotonic()


class _Slack:
    """The plain Slack in a process of its own, while the block runs."""

    def __enter__(self) -> Self:
        here, there = _SPAWN.Pipe()
        self._pipe = here
        self._process = _SPAWN.Process(target=_be_slack, args=(there,))
        self._process.start()
        there.close()
        self.address: str = here.recv()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()

    def arrivals(self) -> list[Arrival]:
        """What has come."""
        self._pipe.send("")
        return list(self._pipe.recv())


def _be_slack(pipe: Connection) -> None:
    slack = PlainSlack()
    with served(slack) as address:
        pipe.send(address)
        pipe.recv()
        pipe.send(slack.arrivals)


@contextmanager
def _worker(config: Config) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "worker"], cwd=ROOT, env=environment(config)
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
