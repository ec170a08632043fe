"""Ranks people, and what a board of them tells each reader.

The board by points is read from the database in this form; the one by accuracy is made here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

Worth = tuple[float, ...]
"""What a score is ranked by: the first number decides, the next among equals."""

TOP = 10
"""Lines that a board shows."""
LEAST_ANSWERS = 10
"""Answers from which accuracy is ranked: a single lucky one must not lead."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a person did in one period, counting answers given in time."""

    user: str
    points: int
    right: int
    answered: int
    hidden: bool = False
    """Whether the person wants to be left out of what others see."""

    @property
    def accuracy(self) -> float:
        """Share of right answers, 0 to 1; 0 before the first answer."""
        # Division rounds equal shares alike, and different ones apart below 2**26 answers.
        return self.right / (self.answered or 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A person at a rank. Ties share it, and the next rank is left out: 1, 1, 3."""

    rank: int
    score: Score


@dataclass(frozen=True, slots=True)
class Board:
    """What one reader sees."""

    lines: tuple[Line, ...]
    """The best, at most TOP of them."""
    own: Line | None
    """The reader's line, wherever it is; None if they are not ranked."""
    gap: int | None
    """Points that the reader lacks to draw level with the rank above; None at the first rank, when
    not ranked, and on the accuracy board."""
    tied_below: int
    """How many share the rank of the last of `lines` but found no place there."""
    ahead: Score | None = None
    """The lowest score at a rank above the reader's, on the accuracy board; None as for `gap`."""
    answers_needed: int = 0
    """Answers that the reader still lacks to be ranked by accuracy."""


def accuracy_board(scores: Iterable[Score], *, reader: str) -> Board:
    """The board by share of right answers as `reader` sees it, among those with LEAST_ANSWERS.

    Of two with the same share the one with more answers is ahead. Hidden people are left out, and
    take no rank, except that they see themselves in their place. Within a rank the order is that
    of the user ids, so a board does not jump between readings.
    """
    seen = visible(scores, reader)
    enough = [score for score in seen if score.answered >= LEAST_ANSWERS]
    lines = ranked(enough, worth=accuracy_of)
    shown, rest = tuple(lines[:TOP]), lines[TOP:]
    answered = next((score.answered for score in seen if score.user == reader), 0)
    own = next((line for line in lines if line.score.user == reader), None)
    better = [line.score for line in lines if own and line.rank < own.rank]
    return Board(
        lines=shown,
        own=own,
        gap=None,
        tied_below=sum(line.rank == shown[-1].rank for line in rest),
        ahead=better[-1] if better else None,
        answers_needed=max(LEAST_ANSWERS - answered, 0),
    )


def visible(scores: Iterable[Score], reader: str | None) -> list[Score]:
    """The scores that `reader` may see: their own, and those of people who are not hidden."""
    return [score for score in scores if not score.hidden or score.user == reader]


def points_of(score: Score) -> Worth:
    """What the board by points ranks."""
    return (score.points,)


def accuracy_of(score: Score) -> Worth:
    """What the accuracy board ranks."""
    return (score.accuracy, score.answered)


def ranked(scores: Iterable[Score], *, worth: Callable[[Score], Worth]) -> Sequence[Line]:
    """All lines, highest worth first, in competition ranking; equals in the order of their ids."""
    by_user = sorted(scores, key=lambda score: score.user)
    lines: list[Line] = []
    for _, equals in groupby(sorted(by_user, key=worth, reverse=True), key=worth):
        rank = len(lines) + 1
        lines += [Line(rank, score) for score in equals]
    return lines
