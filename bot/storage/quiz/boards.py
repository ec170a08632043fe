"""Boards by points, read from the standings: the work does not grow with the answers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    Engine,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.scoring.standings import TOP, Board, Line, Score
from bot.storage.tables import people, standings

_POINTS = standings.c.points
_HERE = and_(
    standings.c.team_id == bindparam("team"),
    standings.c.scope == bindparam("scope"),
    standings.c.period == bindparam("period"),
)
_PERSON = and_(people.c.team_id == standings.c.team_id, people.c.user_id == standings.c.user_id)
_IS_READER = standings.c.user_id == bindparam("reader")
_HIDDEN = func.coalesce(people.c.hidden, false())
_VISIBLE = or_(~_HIDDEN, _IS_READER)
_WITH_PERSON = (
    select(standings.c.user_id, _POINTS, standings.c.right_count, standings.c.answered)
    .add_columns(_HIDDEN.label("hidden"))
    .select_from(standings.outerjoin(people, _PERSON))
)
_SCORES = _WITH_PERSON.where(_HERE)

_COUNTS = ("people", "ahead", "level")


class BoardStore:
    """Reads the standings that `AnswerStore` keeps.

    `scope` is a channel, or empty for the workspace; `period` as `period_key` names it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def by_points(self, team: str, *, scope: str, period: str, reader: str) -> Board:
        """The same as `standings(scores, reader=reader)` in the domain, in one statement."""
        asked = {"team": team, "scope": scope, "period": period, "reader": reader}
        with self._engine.connect() as connection:
            return _board(connection.execute(_BOARD, asked).all(), reader)

    def scores(self, team: str, *, scope: str, period: str) -> list[Score]:
        """Everybody's score, hidden people's too."""
        asked = {"team": team, "scope": scope, "period": period}
        with self._engine.connect() as connection:
            found = connection.execute(_SCORES.order_by(standings.c.user_id), asked)
            return [Score(*row) for row in found]

    def every_score(self, team: str) -> list[tuple[str, str, Score]]:
        """All scores of a workspace, each with its scope and period."""
        in_order = (standings.c.scope, standings.c.period, standings.c.user_id)
        found = (
            _WITH_PERSON.add_columns(standings.c.scope, standings.c.period)
            .where(standings.c.team_id == team)
            .order_by(*in_order)
        )
        with self._engine.connect() as connection:
            return [(row.scope, row.period, _score(row)) for row in connection.execute(found)]


def _board_query() -> Select[Any]:
    """The best lines and then the reader's, each with what was counted on the whole board."""
    seen = _SCORES.where(_VISIBLE)
    top = _once("top", seen.order_by(_POINTS.desc(), standings.c.user_id).limit(TOP))
    own = _once("own", _SCORES.where(_IS_READER))
    mine = select(own.c.points).scalar_subquery()
    last = select(func.min(top.c.points)).scalar_subquery()
    hiding = _hiding()
    everybody = _once("everybody", _counts(_POINTS, mine, last).where(_HERE))
    unseen = _once("unseen", _counts(hiding.c.points, mine, last))
    next_points = seen.with_only_columns(_POINTS).where(mine < _POINTS).order_by(_POINTS).limit(1)
    lines = union_all(select(top, literal(0).label("apart")), select(own, literal(1))).subquery()
    return (
        select(lines)
        .add_columns(*((everybody.c[name] - unseen.c[name]).label(name) for name in _COUNTS))
        .add_columns(next_points.scalar_subquery().label("next_points"))
        .select_from(lines.join(everybody, true()).join(unseen, true()))
        .order_by(lines.c.apart, lines.c.points.desc(), lines.c.user_id)
    )


def _once(name: str, rows: Select[*tuple[Any, ...]]) -> CTE:
    """A part of a statement that the database works out once, however often it is used."""
    return rows.cte(name).prefix_with("MATERIALIZED")


def _hiding() -> CTE:
    """The points of those who hide from the reader, NULL where they have none.

    There are few of them, so each is looked up: a join might go through the whole board.
    """
    points = select(_POINTS).where(_HERE, standings.c.user_id == people.c.user_id)
    hide = (people.c.team_id == bindparam("team"), people.c.hidden)
    not_reader = people.c.user_id != bindparam("reader")
    return _once(
        "hiding", select(points.scalar_subquery().label("points")).where(*hide, not_reader)
    )


def _counts(
    points: ColumnElement[int], mine: ScalarSelect[Any], last: ScalarSelect[Any]
) -> Select[int, int, int]:
    """How many there are, how many are ahead of the reader, and how many level with `last`."""
    return select(
        func.count(points).label("people"),
        func.count(points).filter(points > mine).label("ahead"),
        func.count(points).filter(points == last).label("level"),
    )


_BOARD = _board_query()


def _board(rows: Sequence[Row[Any]], reader: str) -> Board:
    lines: list[Line] = []
    for place, row in enumerate((row for row in rows if not row.apart), start=1):
        level = bool(lines) and lines[-1].score.points == row.points
        lines.append(Line(lines[-1].rank if level else place, _score(row)))
    own = next((Line(row.ahead + 1, _score(row)) for row in rows if row.apart), None)
    return Board(
        lines=tuple(lines),
        own=own,
        gap=rows[0].next_points - own.score.points if own and own.rank > 1 else None,
        people=rows[0].people if rows else 0,
        tied_below=rows[0].level - _level(lines) if rows else 0,
    )


def _level(lines: Sequence[Line]) -> int:
    """How many of the lines share the last one's rank."""
    return sum(line.rank == lines[-1].rank for line in lines)


def _score(row: Row[Any]) -> Score:
    return Score(row.user_id, row.points, row.right_count, row.answered, row.hidden)
