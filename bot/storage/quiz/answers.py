"""People's answers to posts. Each changes the standings in the transaction that stores it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Insert,
    Row,
    RowMapping,
    and_,
    bindparam,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.quiz.posts import PostKey
from bot.domain.scoring.periods import period_keys
from bot.storage.engine import insert_for, writing
from bot.storage.quiz.keys import belongs, names
from bot.storage.quiz.posts import lock
from bot.storage.tables import answers, posts, standings

WORKSPACE = ""
"""The scope of standings that count a person's answers in all channels."""

_AS_GIVEN = (answers.c.answered_at, answers.c.day, answers.c.user_id)

Gain = tuple[str, int, int, int]
"""A user id with the points, right answers and answers to add to the user's standings."""


class Outcome(Enum):
    """What became of an answer: the person's first, one more than the first, or too late."""

    FIRST = auto()
    AGAIN = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered in time."""

    key: PostKey
    user: str
    question_id: str
    choice: tuple[str, ...]
    """Labels, as `grade` gave them back."""
    right: bool
    points: int


class AnswerStore:
    """One row for each person and post."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(
        self,
        post_key: PostKey,
        *,
        user: str,
        choice: tuple[str, ...],
        right: bool,
        points: int,
        now: datetime,
    ) -> Outcome:
        """Count the person's first answer to an open post, and nothing else."""
        given = {"user_id": user, "choice": " ".join(choice), "answered_at": now}
        worth = {"was_right": right, "points": points}
        with writing(self._engine) as connection:
            question_id = _open_question(connection, post_key, now)
            if question_id is None:
                return Outcome.CLOSED
            row = {**names(post_key), "question_id": question_id, **given, **worth}
            if connection.execute(_first(insert_for(connection)), row).first() is None:
                return Outcome.AGAIN
            _add(connection, post_key, [(user, points, int(right), 1)])
            return Outcome.FIRST

    def of_post(self, key: PostKey) -> list[Answer]:
        """Who answered the post, in the order of their answers."""
        return self._read(belongs(answers, key))

    def of(self, key: PostKey, user: str) -> Answer | None:
        """What the person answered to the post; None if they did not."""
        mine = and_(belongs(answers, key), answers.c.user_id == user)
        return next(iter(self._read(mine)), None)

    def of_person(self, team: str, user: str) -> list[Answer]:
        """What one person answered, the latest first."""
        return self._read(and_(answers.c.team_id == team, answers.c.user_id == user))[::-1]

    def of_team(self, team: str) -> list[Answer]:
        """Every answer of a workspace, by day, channel and person."""
        in_order = (answers.c.day, answers.c.channel_id, answers.c.user_id)
        return self._read(answers.c.team_id == team, in_order)

    def regrade(self, key: PostKey, grades: Mapping[str, tuple[bool, int]]) -> int:
        """Give people's answers to a post another worth: user ids with right or not, and points.

        Returns how many it changed; those graded so before are left alone.
        """
        with writing(self._engine) as connection:
            lock(connection, key)
            changed = _changes(
                connection.execute(select(answers).where(belongs(answers, key))).all(), grades
            )
            if changed:
                _add(connection, key, changed)
                more_right = sum(right for _, _, right, _ in changed)
                _regrade(connection, key, {user: grades[user] for user, *_ in changed}, more_right)
            return len(changed)

    def _read(
        self, which: ColumnElement[bool], in_order: Sequence[Column[Any]] = _AS_GIVEN
    ) -> list[Answer]:
        found = select(answers).where(which).order_by(*in_order)
        with self._engine.connect() as connection:
            return [_answer(row) for row in connection.execute(found).mappings()]


_OPEN_QUESTION = (
    select(posts.c.question_id)
    .where(*(posts.c[name] == bindparam(name) for name in ("team_id", "channel_id", "day")))
    .where(~posts.c.closed, posts.c.closes_at > bindparam("now"))
    .with_for_update(read=True, key_share=True)
)


def _open_question(connection: Connection, key: PostKey, now: datetime) -> str | None:
    """The question of a post that takes answers, which keeps it from closing until the commit."""
    question_id: str | None = connection.execute(_OPEN_QUESTION, names(key) | {"now": now}).scalar()
    return question_id


# Statements are made once: making them took longer than running them.
@cache
def _first(insert: Callable[..., Any]) -> Insert:
    """Keeps an answer and returns a row, unless the person has answered before."""
    kept: Insert = insert(answers).on_conflict_do_nothing().returning(answers.c.user_id)
    return kept


@cache
def _sums(insert: Callable[..., Any]) -> Insert:
    """Adds to a standing, which is made if there is none."""
    added = insert(standings)
    sums = ("points", "right_count", "answered")
    raised: Insert = added.on_conflict_do_update(
        index_elements=list(standings.primary_key),
        set_={name: standings.c[name] + added.excluded[name] for name in sums},
    )
    return raised


def _changes(given: Iterable[Row[Any]], grades: Mapping[str, tuple[bool, int]]) -> list[Gain]:
    """What the people gain whose grade differs from the one they have."""
    return [
        (row.user_id, points - row.points, right - row.was_right, 0)
        for row in given
        for right, points in (grades.get(row.user_id, (row.was_right, row.points)),)
        if (right, points) != (row.was_right, row.points)
    ]


def _add(connection: Connection, key: PostKey, gains: Sequence[Gain]) -> None:
    """Add to people's standings, in one order for all transactions: they never block each other."""
    rows = [
        {
            "team_id": key.team,
            "scope": scope,
            "period": period,
            "user_id": user,
            "points": points,
            "right_count": right,
            "answered": answered,
        }
        for user, points, right, answered in sorted(gains)
        for scope in (WORKSPACE, key.channel)
        for period in period_keys(key.day).values()
    ]
    connection.execute(_sums(insert_for(connection)), rows)


def _regrade(
    connection: Connection, key: PostKey, grades: Mapping[str, tuple[bool, int]], more_right: int
) -> None:
    one = update(answers).where(belongs(answers, key), answers.c.user_id == bindparam("user"))
    connection.execute(
        one.values(was_right=bindparam("right"), points=bindparam("worth")),
        [{"user": user, "right": grade[0], "worth": grade[1]} for user, grade in grades.items()],
    )
    right_count = posts.c.right_count + more_right
    connection.execute(
        update(posts).where(belongs(posts, key), posts.c.closed).values(right_count=right_count)
    )


def _answer(row: RowMapping) -> Answer:
    return Answer(
        key=PostKey(row["team_id"], row["channel_id"], row["day"]),
        user=row["user_id"],
        question_id=row["question_id"],
        choice=tuple(row["choice"].split()),
        right=row["was_right"],
        points=row["points"],
    )
