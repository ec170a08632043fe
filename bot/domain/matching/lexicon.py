"""The words that the knowledge uses, and what a mistyped word was meant to be.

Trigrams point to the words that look alike, rapidfuzz picks the nearest of them.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.matching.text import SLIPS

LOOKALIKES = 64
"""How many words that share trigrams are compared letter by letter."""

LETTERS_PER_TYPO_IN_NAME = 4
LETTERS_PER_TYPO = 6
MOST_TYPOS = 2
"""Edits in one word from which it is another word; product names that somebody made up often
differ in three letters from a real one."""
SHORTEST_MISTYPED = 4
"""A shorter word must be right: too many words are one edit away from it."""

_HEARD_ENDING = re.compile(r"(?:sh|c)[ou]n(?=s?$)")
"""The ending -tion as people who write by ear spell it: -shun, -shon, -cion."""

MOST_PARTS = 3
"""Words of a name that may be typed as one: `healthdashboard`, `blockpublicaccess`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How something typed is read: as `words`, with a certainty from 0 (not known) to 1."""

    typed: str
    words: tuple[str, ...]
    certainty: float


class Lexicon:
    """All known words; `known` says of a word whether it needs no correction.

    `names` are those of titles and aliases, in words. Names are what people mistype, so they allow
    more typos, and may be written together (`healthdashboard`) or apart (`guard duty`).
    """

    def __init__(
        self, words: Iterable[str], names: Iterable[Sequence[str]], known: Callable[[str], bool]
    ) -> None:
        self._known = known
        self._meanings: dict[str, tuple[str, ...]] = {word: (word,) for word in words}
        self._names: set[str] = set()
        self._neighbours: set[tuple[str, str]] = set()
        for name in names:
            self._add_name(name)
        self._by_gram = _by_gram(self._meanings)
        self._nearest = functools.lru_cache(maxsize=4096)(self._search)

    def _add_name(self, name: Sequence[str]) -> None:
        self._names.update(name)
        self._neighbours.update(itertools.pairwise(name))
        for size in range(2, MOST_PARTS + 1):
            for start in range(len(name) - size + 1):
                part = tuple(name[start : start + size])
                self._meanings.setdefault("".join(part), part)
                self._names.add("".join(part))

    def read(self, typed: Sequence[str]) -> list[Reading]:
        """Every typed word with what it means; neighbours may turn out to be one word."""
        readings: list[Reading] = []
        place = 0
        while place < len(typed):
            two = self._joined(typed[place : place + 2])
            readings.append(two or self._single(typed[place]))
            place += 2 if two else 1
        return readings

    def certainty(self, word: str) -> float:
        """How sure we are what `word` means, from 0 (not known) to 1."""
        return self._single(word).certainty

    def _single(self, word: str) -> Reading:
        if word in self._meanings:
            return Reading(word, self._meanings[word], 1.0)
        if self._known(word):
            return Reading(word, (word,), 1.0)
        if word in SLIPS:
            return Reading(word, (SLIPS[word],), 1.0)
        nearest, certainty = self._nearest(word)
        if not nearest:
            nearest, certainty = self._nearest(_HEARD_ENDING.sub("tion", word))
        return Reading(word, self._meanings.get(nearest, (word,)), certainty)

    def _joined(self, two: Sequence[str]) -> Reading | None:
        """Two typed words as one name: `cloud trail`, or with a typo `gard duty`."""
        together = "".join(two)
        if len(two) < 2 or tuple(two) in self._neighbours:
            return None
        if together in self._names and self._meanings[together] == (together,):
            return Reading(" ".join(two), (together,), 1.0)
        apart = min(self._single(word).certainty for word in two)
        if apart == 1.0:
            return None
        nearest, certainty = self._nearest(together)
        if nearest in self._names and certainty > apart:
            return Reading(" ".join(two), self._meanings[nearest], certainty)
        return None

    def _search(self, word: str) -> tuple[str, float]:
        """The known word that `word` most likely was meant to be, or ("", 0)."""
        shared = Counter(other for gram in _grams(word) for other in self._by_gram.get(gram, ()))
        alike = [other for other, _ in shared.most_common(LOOKALIKES)]
        found = process.extract(
            word, alike, scorer=OSA.distance, score_cutoff=_most_typos(word, name=True), limit=None
        )
        fitting = [
            (distance, other not in self._names, other)
            for other, distance, _ in found
            if other in self._names or distance <= _most_typos(word, name=False)
        ]
        if not fitting:
            return "", 0.0
        distance, _, other = min(fitting)
        return other, 1 - distance / max(len(word), len(other))


def _most_typos(word: str, *, name: bool) -> int:
    """Edits allowed in a word of this length; a swap of neighbours is one edit."""
    if len(word) < SHORTEST_MISTYPED or word.isdecimal():
        return 0
    return min(MOST_TYPOS, len(word) // (LETTERS_PER_TYPO_IN_NAME if name else LETTERS_PER_TYPO))


def _grams(word: str) -> set[str]:
    """What similar words share: trigrams, and all letters in order for swapped ones."""
    padded = f" {word} "
    return {padded[start : start + 3] for start in range(len(word))} | {"".join(sorted(word))}


def _by_gram(words: Iterable[str]) -> dict[str, list[str]]:
    grams: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for gram in _grams(word):
            grams[gram].append(word)
    return dict(grams)
