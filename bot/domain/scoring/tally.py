"""Right and wrong answers, counted by question, topic or exam domain."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.knowledge import Domain, Knowledge

_Key = TypeVar("_Key")


def percent(part: int, whole: int) -> int:
    """`part` of `whole`, which is not 0, in whole percent as it is shown: half is rounded up."""
    return (200 * part + whole) // (2 * whole)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers there were, and how many of them were right."""

    right: int
    answered: int

    @property
    def wrong(self) -> int:
        """The others."""
        return self.answered - self.right

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.answered + other.answered)

    def share_wrong(self, prior: float, expected: float) -> float:
        """The share of wrong answers, 0 to 1, as if `prior` answers with the share `expected` had
        come before: a few answers alone say little."""
        return (self.wrong + prior * expected) / (self.answered + prior)


NOTHING = Tally(0, 0)


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return sum(tallies, NOTHING)


def by_topic(answers: Mapping[str, Tally]) -> dict[str, Tally]:
    """Topic ids with the tally of their questions; `answers` goes by question id.

    The topic is read from the id (`<topic-id>/<slug>`), so questions deleted since still count.
    """
    return _grouped(answers, lambda question_id: question_id.partition("/")[0])


def by_domain(answers: Mapping[str, Tally], knowledge: Knowledge) -> dict[Domain, Tally]:
    """Exam domains with the tally of their questions; topics that are gone are left out."""
    known = {id: tally for id, tally in by_topic(answers).items() if id in knowledge.topics}
    return _grouped(known, lambda topic_id: knowledge.topics[topic_id].domain)


def _grouped(tallies: Mapping[str, Tally], key: Callable[[str], _Key]) -> dict[_Key, Tally]:
    groups: dict[_Key, Tally] = {}
    for id, tally in tallies.items():
        groups[key(id)] = groups.get(key(id), NOTHING) + tally
    return groups
