"""How the answers to one post were spread, without saying who gave which."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.knowledge import Kind, Question
from bot.domain.quiz.grading import solve
from bot.domain.quiz.presenting import Order

BAR_CELLS = 10
"""Characters in a bar: short enough for a telephone."""
COMMON = 2
"""People who must have made a mistake before it is called common: one would be pointed at."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of those who answered chose a label."""

    label: str
    people: int
    everybody: int
    right: bool

    @property
    def bar(self) -> str:
        """The share as a bar of characters; the numbers have to be said beside it."""
        return bar(self.people, self.everybody)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer, and how many gave it."""

    choice: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What everybody chose."""

    people: int
    right: int
    counts: tuple[Count, ...]
    """One for each label of a single- or multiple-choice question; empty for the other kinds.

    In a multiple-choice question everyone has several, so they add up to more than `people`."""
    mistake: Mistake | None
    """The commonest wrong answer as a whole; None if nobody shared one."""

    @property
    def bar(self) -> str:
        """The share of right answers as a bar of characters."""
        return bar(self.right, self.people)


def spread(question: Question, order: Order, *, choices: Iterable[Sequence[str]]) -> Spread:
    """Count the `choices` of a post, as `grade` gave them back, one for each person in time.

    Raises UserError if the question has been rewritten since, as `grade` does.
    """
    key = solve(question, order).key
    given = Counter(map(tuple, choices))
    people = given.total()
    counts: tuple[Count, ...] = ()
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        counts = tuple(
            Count(label, sum(n for one, n in given.items() if label in one), people, label in key)
            for label in order.labels
        )
    return Spread(people, given[key], counts, _mistake(given, key))


def _mistake(given: Counter[tuple[str, ...]], key: tuple[str, ...]) -> Mistake | None:
    wrong = [(-people, choice) for choice, people in given.items() if choice != key]
    people, choice = min(wrong, default=(0, ()))
    return Mistake(choice, -people) if -people >= COMMON else None


def bar(part: int, whole: int) -> str:
    """`part` of `whole` as BAR_CELLS characters: empty for nothing only, full for all only."""
    if not part:
        return "░" * BAR_CELLS
    full = round(part * BAR_CELLS / whole)
    full = BAR_CELLS if part == whole else min(max(full, 1), BAR_CELLS - 1)
    return "█" * full + "░" * (BAR_CELLS - full)
