"""People's answers to posts. Each changes the standings in the transaction that stores it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Engine,
    Insert,
    Row,
    RowMapping,
    and_,
    bindparam,
    case,
    exists,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.quiz.posts import PostKey
from bot.domain.quiz.presenting import Order
from bot.storage.engine import insert_for, reading, streaming, writing
from bot.storage.quiz.keys import belongs, mark, names
from bot.storage.quiz.people import hold, meet
from bot.storage.quiz.posts import lock
from bot.storage.quiz.sums import Gain, add
from bot.storage.tables import answers, claims, people, posts

_AS_GIVEN = (answers.c.answered_at, answers.c.day, answers.c.user_id)


class Outcome(Enum):
    """What became of an answer: the person's first, one more than the first, too late, or one by
    somebody whose first was forgotten with them.
    """

    FIRST = auto()
    AGAIN = auto()
    CLOSED = auto()
    FORGOTTEN = auto()


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
        row = {**names(post_key), **given, **worth, "mark": mark(post_key, user)}
        with writing(self._engine) as connection:
            first = connection.execute(_first(insert_for(connection)), row).first()
            if first is None:
                return _why_not(connection, row)
            known = first.hidden is not None
            hidden = first.hidden if known else meet(connection, post_key.team, user)
            add(connection, post_key, [Gain(user, points, int(right), 1)], {user: hidden})
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

    def of_team(self, team: str) -> Iterator[tuple[Answer, Order]]:
        """Every answer of a workspace, by day, channel and person, with the order of its post."""
        in_order = (answers.c.day, answers.c.channel_id, answers.c.user_id)
        its_post = and_(*(answers.c[name] == posts.c[name] for name in _KEY))
        found = select(answers, posts.c.shown).join(posts, its_post)
        of_team = found.where(answers.c.team_id == team).order_by(*in_order)
        with streaming(self._engine) as connection:
            for row in connection.execute(of_team).mappings():
                yield _answer(row), _order(row["shown"])

    def regrade(
        self, key: PostKey, grades: Mapping[str, tuple[bool, int]], solution: tuple[str, ...]
    ) -> int:
        """Give people's answers to a post another worth: user ids with right or not, and points.

        `solution` is the key they were graded by, which a closed post now has. Returns how many
        answers it changed; those graded so before are left alone.
        """
        with writing(self._engine) as connection:
            lock(connection, key)
            hidden = hold(connection, key.team, grades)
            given = connection.execute(select(answers).where(belongs(answers, key))).all()
            changed = _changes(given, grades)
            if changed:
                add(connection, key, changed, hidden)
                _regrade(connection, key, changed, grades)
            _correct(connection, key, changed, solution)
            return len(changed)

    def _read(self, which: ColumnElement[bool]) -> list[Answer]:
        found = select(answers).where(which).order_by(*_AS_GIVEN)
        with reading(self._engine) as connection:
            return [_answer(row) for row in connection.execute(found).mappings()]


def _given(column: Column[Any]) -> BindParameter[Any]:
    return bindparam(column.name, type_=column.type)


_KEY = ("team_id", "channel_id", "day")
_IS_MARKED = exists().where(claims.c.name == bindparam("mark"))
_TAKES_IT = and_(
    *(posts.c[name] == _given(posts.c[name]) for name in _KEY),
    ~posts.c.closed,
    posts.c.closes_at > _given(answers.c.answered_at),
    ~_IS_MARKED,
)
_IS_KEPT = exists().where(*(column == _given(column) for column in answers.primary_key))
_WHY_NOT = select(_IS_KEPT.label("kept"), _IS_MARKED.label("marked"))
_HIDES = select(people.c.hidden).where(*(column == _given(column) for column in people.primary_key))


@cache  # making the statement takes longer than running it
def _first(insert: Callable[..., Any]) -> Insert:
    """Keeps an answer if the post is open and it is the person's first, and returns a row then.

    It says whether the person hides, NULL if nothing is known of them. The post stays open until
    the commit, and the person stays as they are.
    """
    columns = [posts.c.question_id if c.name == "question_id" else _given(c) for c in answers.c]
    open_post = select(*columns).where(_TAKES_IT).with_for_update(read=True, key_share=True)
    kept = insert(answers).from_select([column.name for column in answers.c], open_post)
    hides = _HIDES.with_for_update(read=True).scalar_subquery()
    first: Insert = kept.on_conflict_do_nothing().returning(hides.label("hidden"))
    return first


def _why_not(connection: Connection, row: Mapping[str, Any]) -> Outcome:
    """Why an answer was not kept."""
    why = connection.execute(_WHY_NOT, row).one()
    if why.kept:
        return Outcome.AGAIN
    return Outcome.FORGOTTEN if why.marked else Outcome.CLOSED


def _changes(given: Iterable[Row[Any]], grades: Mapping[str, tuple[bool, int]]) -> list[Gain]:
    """What the people gain whose grade differs from the one they have."""
    return [
        Gain(row.user_id, points - row.points, right - row.was_right, 0)
        for row in given
        for right, points in (grades.get(row.user_id, (row.was_right, row.points)),)
        if (right, points) != (row.was_right, row.points)
    ]


def _regrade(
    connection: Connection,
    key: PostKey,
    changed: Sequence[Gain],
    grades: Mapping[str, tuple[bool, int]],
) -> None:
    one = update(answers).where(belongs(answers, key), answers.c.user_id == bindparam("user"))
    new = {gain.user: grades[gain.user] for gain in changed}
    connection.execute(
        one.values(was_right=bindparam("right"), points=bindparam("worth")),
        [{"user": user, "right": right, "worth": worth} for user, (right, worth) in new.items()],
    )


def _correct(
    connection: Connection, key: PostKey, changed: Sequence[Gain], solution: tuple[str, ...]
) -> None:
    """Count one more correction of the post, if its answers or its key have changed."""
    known = " ".join(solution)
    other_key = and_(posts.c.closed, posts.c.solution != known)
    one = update(posts).where(belongs(posts, key), or_(other_key, literal(bool(changed))))
    more_right = sum(gain.right for gain in changed)
    connection.execute(
        one.values(
            right_count=case((posts.c.closed, posts.c.right_count + more_right), else_=0),
            solution=case((posts.c.closed, known), else_=""),
            corrections=posts.c.corrections + 1,
        )
    )


_order = lru_cache(maxsize=1)(Order.of)
"""Answers to one post come in a row."""


def _answer(row: RowMapping) -> Answer:
    return Answer(
        key=PostKey(row["team_id"], row["channel_id"], row["day"]),
        user=row["user_id"],
        question_id=row["question_id"],
        choice=tuple(row["choice"].split()),
        right=row["was_right"],
        points=row["points"],
    )
