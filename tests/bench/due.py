"""Finding the channels whose question is due, among all schedules."""

import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from statistics import median

from sqlalchemy import BigInteger, Engine, insert, literal, select, type_coerce

from bot.domain.schedule.settings import Setting
from bot.domain.schedule.values import WEEKDAYS, Schedule
from bot.storage.quiz.schedules import PAGE
from bot.storage.store import Store
from bot.storage.tables import schedules
from tests.bench.databases import NAMES, database, filling, settle
from tests.bench.figures import ms, p99, show

TEAMS = 1000
SIZES = (100_000, 1_000_000)
READINGS = 300
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SPREAD = 7 * 24 * 3600
"""Seconds over which the schedules are due; a page of them is due at NOW."""
AIM = "0.50"


def main() -> None:
    rows = []
    for name in NAMES:
        for size in SIZES:
            with database(name) as engine:
                fill(engine, size)
                rows.append([f"{name}, {size:,}", *measured(engine)])
    show(
        f"a page of {PAGE} due channels, and the setting of one of them, {READINGS} times",
        ["schedules", "page, ms", "p99", "aim", "setting, ms"],
        rows,
    )


def fill(engine: Engine, size: int) -> None:
    """Schedules that are due one after the other, evenly over SPREAD."""
    store = Store(engine)
    schedule = Schedule(time_of_day(9, 30), "Europe/Berlin", WEEKDAYS)
    for team in range(TEAMS):
        store.schedules.save(Setting(f"T{team}", "C0", schedule, "U1", NOW, NOW))
    first = select(schedules).where(schedules.c.channel_id == "C0").subquery()
    with filling(engine) as connection:
        for number in range(1, size // TEAMS):
            seconds = number * SPREAD * TEAMS // size
            moved = type_coerce(first.c.next_due, BigInteger) + seconds
            new = {"channel_id": literal(f"C{number}"), "next_due": moved}
            columns = [new.get(column.name, column) for column in first.c]
            names = [column.name for column in first.c]
            connection.execute(insert(schedules).from_select(names, select(*columns)))
    settle(engine)


def measured(engine: Engine) -> list[str]:
    """As the app finds a page, and reads each channel's setting when it comes to it."""
    schedules = Store(engine).schedules
    pages, settings = [], []
    for number in range(READINGS):
        began = time.perf_counter()
        page = schedules.due(NOW + timedelta(days=1))
        middle = time.perf_counter()
        setting = schedules.get(*page[number][:2])
        settings.append(time.perf_counter() - middle)
        pages.append(middle - began)
        if len(page) != PAGE or setting is None:
            raise RuntimeError(f"{len(page)} channels are due, not {PAGE}")
    return [ms(median(pages)), ms(p99(pages)), AIM, ms(median(settings))]


if __name__ == "__main__":
    main()
