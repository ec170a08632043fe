"""Recognises a word out of a few, typos allowed where only one meaning is near."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

T = TypeVar("T")

SHORT = 3
"""Letters up to which a word may have letters swapped or doubled, but no other ones: `nwo` is
`now`, `how` is not."""

TOO_SHORT = 2
"""Letters that may not even be swapped: `us` is not `su`."""


@dataclass(frozen=True, slots=True)
class Near(Generic[T]):
    """What a word means, and how many edits (a swap counts as one) it is from saying so."""

    meaning: T
    edits: int


def nearest_word(word: str, meanings: Mapping[str, T]) -> Near[T] | None:
    """What `word` means by `meanings`; None if nothing is near, or several meanings equally."""
    if word in meanings:
        return Near(meanings[word], edits=0)
    most = max(1, min(2, len(word) // 3))
    near = process.extract(
        word, list(meanings), scorer=OSA.distance, score_cutoff=most, limit=len(meanings)
    )
    fits = [
        (round(edits), meanings[name])
        for name, edits, _ in near
        if not edits
        or len(name) > SHORT
        or (set(name) == set(word) and len(name) + len(word) > 2 * TOO_SHORT)
    ]
    fewest = min((edits for edits, _ in fits), default=0)
    nearest = [meaning for edits, meaning in fits if edits == fewest]
    return (
        Near(nearest[0], fewest) if nearest and nearest.count(nearest[0]) == len(nearest) else None
    )
