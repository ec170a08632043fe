"""The gap list: what people asked in vain, near-duplicates taken together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz, process, utils

SAME_QUESTION = 85
"""token_sort_ratio from which two questions count as one: a typo or another word order."""


class Asked(Protocol):
    """A question as it was stored."""

    @property
    def question(self) -> str:
        """Its words."""

    @property
    def count(self) -> int:
        """How often it was asked."""

    @property
    def last(self) -> int:
        """When it was asked last, in seconds since 1970 (UTC)."""

    @property
    def topic_id(self) -> str | None:
        """The card that did not help; None where nothing was found."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that are one question, with how often and when last they were asked."""

    question: str
    count: int
    last: int
    topic_id: str | None
    also_asked_as: tuple[str, ...] = ()


def merge(asked: Iterable[Asked]) -> Sequence[Gap]:
    """One gap per question, most asked first; the most asked wording speaks for the others."""
    gaps: dict[tuple[str | None, str], Gap] = {}
    for one in sorted(asked, key=_rank):
        near = process.extractOne(
            one.question,
            {key: key[1] for key in gaps if key[0] == one.topic_id},
            scorer=fuzz.token_sort_ratio,
            processor=utils.default_process,
            score_cutoff=SAME_QUESTION,
        )
        if near:
            gaps[near[2]] = _joined(gaps[near[2]], one)
        else:
            key = (one.topic_id, one.question)
            gaps[key] = Gap(one.question, one.count, one.last, one.topic_id)
    return sorted(gaps.values(), key=_rank)


def _rank(one: Asked) -> tuple[int, int, str, str]:
    """Most asked first, then latest first; words break a tie, so that the order is always one."""
    return -one.count, -one.last, one.question, one.topic_id or ""


def _joined(gap: Gap, one: Asked) -> Gap:
    other = () if one.question == gap.question else (one.question,)
    return Gap(
        gap.question,
        gap.count + one.count,
        max(gap.last, one.last),
        gap.topic_id,
        tuple(dict.fromkeys(gap.also_asked_as + other)),
    )
