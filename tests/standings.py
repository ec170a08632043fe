"""The board by points worked out in memory: what the one from the database must be."""

from collections.abc import Iterable, Sequence

from bot.domain.scoring.standings import TOP, Board, Line, Score, points_of, ranked, visible


def standings(scores: Iterable[Score], *, reader: str) -> Board:
    """The board as `reader` sees it; hidden people see themselves in their place."""
    lines = ranked(visible(scores, reader), worth=points_of)
    own = next((line for line in lines if line.score.user == reader), None)
    return Board(
        lines=tuple(lines[:TOP]),
        own=own,
        gap=_gap(lines, own),
        tied_below=sum(line.rank == lines[TOP - 1].rank for line in lines[TOP:]),
    )


def _gap(lines: Sequence[Line], own: Line | None) -> int | None:
    if own is None or own.rank == 1:
        return None
    return min(line.score.points for line in lines if line.rank < own.rank) - own.score.points
