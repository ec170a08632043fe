"""The board of the largest workspace as answers grow, and how many answers a second are stored."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import BigInteger, Engine, insert, literal, select, type_coerce

from bot.domain.quiz.posts import Post, PostKey
from bot.domain.quiz.presenting import Order
from bot.domain.scoring.periods import Period, period_key, period_keys
from bot.storage.quiz.answers import Outcome
from bot.storage.store import Store
from bot.storage.tables import answers, people, posts, standings
from tests.bench.databases import NAMES, database, filling, settle
from tests.bench.figures import ms, p99, show

TEAMS = 1000
LARGEST = 4000
"""People of the largest workspace; the second has half as many, the third a third: Zipf's law."""
SIZES = (1_000_000, 10_000_000)
READINGS = 500
STORED = 4000
THREADS = 8
FIRST = date(2025, 6, 2)
LAST_MOMENT = datetime(2030, 1, 1, tzinfo=UTC)
AIMS = {"board": "0.50", "SQLite": "7,500", "PostgreSQL": "1,500"}


def main() -> None:
    show_boards(SIZES)
    show_storing()


def show_boards(sizes: Sequence[int]) -> None:
    rows = []
    for name in NAMES:
        for size in sizes:
            with database(name) as engine:
                count = fill(engine, size)
                for period in Period:
                    took = read_boards(Store(engine), period, size)
                    cells = [ms(median(took)), ms(p99(took)), AIMS["board"]]
                    rows.append([f"{name}, {period}", f"{count:,}", *cells])
    show(
        f"the board of {LARGEST:,} people with the reader's rank, {READINGS} readers, {TEAMS:,} "
        "workspaces",
        ["board", "answers", "ms", "p99 ms", "aim"],
        rows,
    )


def fill(engine: Engine, size: int) -> int:
    """Answers of everybody to as many daily questions as it takes; how many there are then.

    Points are arbitrary. Reading a board does not depend on whether they fit the answers.
    """
    members = list(_members())
    days = _days(size // len(members))
    with filling(engine) as connection:
        connection.execute(insert(people), members)
        for day in days:
            connection.execute(insert(posts), [_post(f"T{n}", day) for n in range(TEAMS)])
        connection.execute(_everybody_answers())
        periods = sorted({key for day in days for key in period_keys(day).values()})
        for number, period in enumerate(periods, start=1):
            for scope in ("", "C1"):
                connection.execute(_everybody_stands(scope, period, number))
    settle(engine)
    return len(members) * len(days)


def _members() -> Iterator[dict[str, Any]]:
    rng = random.Random(1)
    for team in range(TEAMS):
        for number in range(LARGEST // (team + 1)):
            seen_at = datetime.fromtimestamp(rng.randrange(10**9), UTC)
            row = {"team_id": f"T{team}", "user_id": f"U{number:05}", "name": "Ana", "zone": "UTC"}
            yield {**row, "hidden": number % 50 == 0, "seen_at": seen_at}


def _days(count: int) -> list[date]:
    return [FIRST + timedelta(days=number) for number in range(count)]


def _post(team: str, day: date) -> dict[str, Any]:
    return {
        "team_id": team,
        "channel_id": "C1",
        "day": day,
        "question_id": "waf/rules",
        "shown": '[["a", "b"], 1, []]',
        "reason": "",
        "client_msg_id": "",
        "scheduled": True,
        "closes_at": LAST_MOMENT,
        "ts": "1.0",
        "closed": True,
        "answered": 0,
        "right_count": 0,
    }


def _everybody_answers() -> Any:
    p = posts.c
    key = (p.team_id, p.channel_id, p.day, people.c.user_id, p.question_id)
    given = (literal("A"), people.c.hidden, literal(1), people.c.seen_at)
    found = select(*key, *given).join(people, people.c.team_id == p.team_id)
    return insert(answers).from_select([column.name for column in answers.c], found)


def _everybody_stands(scope: str, period: str, number: int) -> Any:
    points = (type_coerce(people.c.seen_at, BigInteger) * number) % 1000
    keys = (people.c.team_id, literal(scope), literal(period), people.c.user_id)
    found = select(*keys, points, literal(1), literal(1), people.c.hidden)
    return insert(standings).from_select([column.name for column in standings.c], found)


def read_boards(store: Store, period: Period, size: int) -> list[float]:
    """Seconds of each reading of the largest workspace's board, by another person each time."""
    asked = {"scope": "C1", "period": period_key(period, FIRST + timedelta(days=3))}
    rng = random.Random(2)
    readers = [f"U{rng.randrange(LARGEST):05}" for _ in range(READINGS)]
    return _each(lambda reader: store.boards.by_points("T0", **asked, reader=reader), readers)


def _each(do: Callable[[str], object], names: Sequence[str]) -> list[float]:
    do(names[0])
    took = []
    for name in names:
        began = time.perf_counter()
        do(name)
        took.append(time.perf_counter() - began)
    return took


def show_storing() -> None:
    rows = []
    for name in NAMES:
        for threads in (1, THREADS):
            with database(name) as engine:
                rate = storing(Store(engine), threads)
            rows.append([f"{name}, threads: {threads}", f"{rate:,.0f}", AIMS[name]])
    show(
        f"{STORED:,} answers to one post, one commit each, with six standings kept",
        ["database", "answers a second", "aim"],
        rows,
    )


def storing(store: Store, threads: int) -> float:
    """Answers that are stored in a second, by people who have answered before."""
    with ThreadPoolExecutor(threads) as pool:
        at_once = map if threads == 1 else pool.map
        _answered(store, FIRST, at_once)
        return STORED / _answered(store, FIRST + timedelta(days=1), at_once)


def _answered(store: Store, day: date, at_once: Callable[..., Iterable[Outcome]]) -> float:
    """Seconds in which everybody answers the day's post."""
    key, now = PostKey("T0", "C1", day), datetime(2025, 6, 2, 9, tzinfo=UTC)
    store.posts.add(Post(key, "waf/rules", Order(("a",), 1), "", "", True, LAST_MOMENT, "1.0"))

    def answer(number: int) -> Outcome:
        user = f"U{number}"
        return store.answers.record(key, user=user, choice=("A",), right=True, points=2, now=now)

    began = time.perf_counter()
    outcomes = set(at_once(answer, range(STORED)))
    took = time.perf_counter() - began
    if outcomes != {Outcome.FIRST}:
        raise RuntimeError("An answer was not counted")
    return took


if __name__ == "__main__":
    main()
