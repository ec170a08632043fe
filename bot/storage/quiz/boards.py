"""Boards by points, read from the standings: the work does not grow with the answers."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    CTE,
    Engine,
    Row,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from bot.domain.scoring.standings import TOP, Board, Line, Score
from bot.storage.engine import reading, streaming
from bot.storage.tables import standings

_POINTS = standings.c.points
_HERE = and_(
    standings.c.team_id == bindparam("team"),
    standings.c.scope == bindparam("scope"),
    standings.c.period == bindparam("period"),
)
_VISIBLE = standings.c.hidden == false()
_SCORE = select(
    standings.c.user_id,
    standings.c.points,
    standings.c.right_count,
    standings.c.answered,
    standings.c.hidden,
)
_SCORES = _SCORE.where(_HERE)


class BoardStore:
    """Reads the standings that `AnswerStore` keeps.

    `scope` is a channel, or empty for the workspace; `period` as `period_key` names it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def by_points(self, team: str, *, scope: str, period: str, reader: str) -> Board:
        """The board by points as `reader` sees it.

        Hidden people are left out, and take no rank, except that they see themselves in their
        place. Within a rank the order is that of the user ids.
        """
        asked = {"team": team, "scope": scope, "period": period, "reader": reader}
        with reading(self._engine) as connection:
            return _board(connection.execute(_BOARD, asked).all())

    def scores(self, team: str, *, scope: str, period: str) -> list[Score]:
        """Everybody's score, hidden people's too."""
        asked = {"team": team, "scope": scope, "period": period}
        with reading(self._engine) as connection:
            found = connection.execute(_SCORES.order_by(standings.c.user_id), asked)
            return [Score(*row) for row in found]

    def every_line(self, team: str) -> Iterator[tuple[str, str, Line]]:
        """All boards of a workspace, by scope and period: everybody by points, who hides too."""
        board = (standings.c.scope, standings.c.period)
        rank = func.rank().over(partition_by=board, order_by=_POINTS.desc())
        found = _SCORE.add_columns(*board, rank.label("rank")).where(standings.c.team_id == team)
        in_order = found.order_by(*board, _POINTS.desc(), standings.c.user_id)
        with streaming(self._engine) as connection:
            for row in connection.execute(in_order):
                yield row.scope, row.period, Line(row.rank, _score(row))


def _board_query() -> Select[Any]:
    """The best lines and then the reader's, each with what was counted on the whole board.

    Readers who hide have their place on their own board all the same.
    """
    seen = _SCORES.where(_VISIBLE)
    own = _once("own", _SCORES.where(standings.c.user_id == bindparam("reader")))
    best = _once("best", _best_of(seen, standings.c))
    with_own = union_all(select(best), select(own).where(own.c.hidden)).subquery()
    top = _once("top", _best_of(select(with_own), with_own.c))
    mine = select(own.c.points).scalar_subquery()
    last = select(func.min(top.c.points)).scalar_subquery()
    count = seen.with_only_columns(func.count())
    next_points = seen.with_only_columns(_POINTS).where(mine < _POINTS).order_by(_POINTS).limit(1)
    counted = _once(
        "counted",
        select(
            count.where(mine < _POINTS).scalar_subquery().label("ahead"),
            count.where(last == _POINTS).scalar_subquery().label("level"),
            next_points.scalar_subquery().label("next_points"),
        ),
    )
    lines = union_all(select(top, literal(0).label("apart")), select(own, literal(1))).subquery()
    in_order = (lines.c.apart, lines.c.points.desc(), lines.c.user_id)
    return select(lines, counted).join(counted, true()).order_by(*in_order)


def _best_of(scores: Select[Any], columns: ReadOnlyColumnCollection[str, Any]) -> Select[Any]:
    return scores.order_by(columns.points.desc(), columns.user_id).limit(TOP)


def _once(name: str, rows: Select[*tuple[Any, ...]]) -> CTE:
    """A part of a statement that the database works out once, however often it is used."""
    return rows.cte(name).prefix_with("MATERIALIZED")


_BOARD = _board_query()


def _board(rows: Sequence[Row[Any]]) -> Board:
    lines: list[Line] = []
    for place, row in enumerate((row for row in rows if not row.apart), start=1):
        level = bool(lines) and lines[-1].score.points == row.points
        lines.append(Line(lines[-1].rank if level else place, _score(row)))
    own = next((Line(row.ahead + 1, _score(row)) for row in rows if row.apart), None)
    return Board(
        lines=tuple(lines),
        own=own,
        gap=rows[0].next_points - own.score.points if own and own.rank > 1 else None,
        tied_below=_tied_below(lines, own, rows[0].level) if rows else 0,
    )


def _tied_below(lines: Sequence[Line], own: Line | None, visible: int) -> int:
    """How many share the last line's rank without a line, where so many `visible` people do."""
    rank = lines[-1].rank
    unseen = own is not None and own.score.hidden and own.rank == rank
    return visible + unseen - sum(line.rank == rank for line in lines)


def _score(row: Row[Any]) -> Score:
    return Score(row.user_id, row.points, row.right_count, row.answered, row.hidden)
