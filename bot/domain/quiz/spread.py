"""How the answers to one post were spread, without saying who gave which."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.knowledge import Kind, Question
from bot.domain.quiz.grading import solve
from bot.domain.quiz.presenting import Order

Choice = tuple[str, ...]
"""Labels, as `grade` gives them back."""

BAR_CELLS = 10
"""Characters in a bar: short enough for a telephone."""
COMMON = 2
"""People who must have made a mistake before it is called common: one would be pointed at."""
MOST_ANSWERS = 4
"""Whole answers that are shown: as many as a single-choice question has options."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of those who answered chose something."""

    choice: Choice
    """One label, or a whole answer."""
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

    choice: Choice
    people: int


@dataclass(frozen=True, slots=True)
class Spread:
    """What everybody chose."""

    people: int
    right: int
    counts: tuple[Count, ...]
    """One for each label of a single- or multiple-choice question; of the other kinds the commonest
    whole answers, at most MOST_ANSWERS, and always the right one.

    In a multiple-choice question everyone has several, so they add up to more than `people`."""
    mistake: Mistake | None
    """The commonest wrong answer as a whole; None if nobody shared one."""
    others: int = 0
    """People whose whole answer is not among `counts`."""


def spread(question: Question, order: Order, *, choices: Iterable[Sequence[str]]) -> Spread:
    """Count the `choices` of a post, as `grade` gave them back, one for each person in time.

    Raises UserError if the question has been rewritten since, as `grade` does.
    """
    key = solve(question, order).key
    given = Counter(map(tuple, choices))
    people, right, mistake = given.total(), given[key], _mistake(given, key)
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        return Spread(people, right, _by_label(given, order, key), mistake)
    counts = _by_answer(given, key)
    return Spread(people, right, counts, mistake, people - sum(one.people for one in counts))


def _by_label(given: Counter[Choice], order: Order, key: Choice) -> tuple[Count, ...]:
    people = given.total()
    chose = {label: sum(n for one, n in given.items() if label in one) for label in order.labels}
    return tuple(Count((label,), n, people, label in key) for label, n in chose.items())


def _by_answer(given: Counter[Choice], key: Choice) -> tuple[Count, ...]:
    """The commonest answers first; among equals the right one, then by the alphabet."""

    def place(choice: Choice) -> tuple[int, bool, Choice]:
        return -given[choice], choice != key, choice

    wrong = sorted(given.keys() - {key}, key=place)[: MOST_ANSWERS - 1]
    shown = sorted([key, *wrong], key=place)
    return tuple(Count(one, given[one], given.total(), one == key) for one in shown)


def _mistake(given: Counter[Choice], key: Choice) -> Mistake | None:
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
