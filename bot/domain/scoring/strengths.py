"""How well a person knows each exam domain, as far as their answers tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.knowledge import Domain
from bot.domain.scoring.tally import NOTHING, Tally, percent

ENOUGH = 5
"""Answers in a domain before anything is said about it."""
STRONG = 80
FAIR = 60
"""Percent of right answers. They are our own: AWS's pass mark of 750 is on a scale that a share of
right answers cannot be turned into."""


class Grasp(StrEnum):
    """A share of right answers in a word."""

    UNKNOWN = "too few answers yet"
    WEAK = "needs work"
    FAIR = "fair"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Strength:
    """A person's answers in one exam domain."""

    domain: Domain
    tally: Tally

    @property
    def percent(self) -> int | None:
        """Right answers in whole percent; None before the first answer."""
        tally = self.tally
        return percent(tally.right, tally.answered) if tally.answered else None

    @property
    def grasp(self) -> Grasp:
        """The same in a word."""
        if self.percent is None or self.tally.answered < ENOUGH:
            return Grasp.UNKNOWN
        if self.percent >= STRONG:
            return Grasp.STRONG
        return Grasp.FAIR if self.percent >= FAIR else Grasp.WEAK


def strengths(answers: Mapping[Domain, Tally]) -> tuple[Strength, ...]:
    """Every exam domain in the order of the exam guide; see `by_domain` for `answers`."""
    return tuple(Strength(domain, answers.get(domain, NOTHING)) for domain in Domain)


def weakest(of: Sequence[Strength]) -> Strength | None:
    """Where learning gains most in the exam: the domain's weight times the share that was wrong.

    Strong domains and those with too few answers are passed over; None if that leaves none.
    """
    told = [one for one in of if one.grasp in (Grasp.WEAK, Grasp.FAIR)]
    return max(told, key=lambda one: one.domain.weight * one.tally.share_wrong(0, 0), default=None)
