"""The words that the knowledge uses, and what a mistyped word was meant to be.

Trigrams point to the words that look alike, rapidfuzz picks the nearest of them.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

LOOKALIKES = 64
"""How many words that share trigrams are compared letter by letter."""

KNOWN, UNKNOWN = 1.0, 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed word is read: as `tokens`, with a certainty from 0 (not known) to 1."""

    typed: str
    tokens: tuple[str, ...]
    certainty: float


class Lexicon:
    """All known tokens. `names` are those of titles and aliases, each a sequence of tokens.

    Names are what people mistype, so they allow more typos, and may be written together
    (`healthdashboard`) or apart (`guard duty`).
    """

    def __init__(self, tokens: Iterable[str], names: Iterable[Sequence[str]]) -> None:
        self._meanings: dict[str, tuple[str, ...]] = {token: (token,) for token in tokens}
        self._names: set[str] = set()
        for name in names:
            self._names.update(name)
            for size in (2, 3):
                for start in range(len(name) - size + 1):
                    part = tuple(name[start : start + size])
                    self._meanings.setdefault("".join(part), part)
                    self._names.add("".join(part))
        self._by_trigram = _by_trigram(self._meanings)
        self.nearest = functools.lru_cache(maxsize=4096)(self._nearest)

    def read(self, tokens: Sequence[str]) -> list[Reading]:
        """Every typed token with what it means; neighbours may turn out to be one word."""
        readings: list[Reading] = []
        place = 0
        while place < len(tokens):
            two = self._joined(tokens[place : place + 2])
            readings.append(two or self._single(tokens[place]))
            place += 2 if two else 1
        return readings

    def _single(self, token: str) -> Reading:
        meaning = self._meanings.get(token)
        if meaning:
            return Reading(token, meaning, KNOWN)
        word, certainty = self.nearest(token)
        return Reading(token, self._meanings[word] if word else (token,), certainty)

    def _joined(self, two: Sequence[str]) -> Reading | None:
        """Two typed words as one name: `cloud trail`, or with a typo `gard duty`."""
        if len(two) < 2:
            return None
        together = "".join(two)
        meaning = self._meanings.get(together, ())
        if len(meaning) == 1 and together in self._names:
            return Reading(" ".join(two), meaning, KNOWN)
        if all(token in self._meanings for token in two):
            return None
        word, certainty = self.nearest(together)
        if word in self._names and certainty > max(
            self._single(t).certainty for t in two if t not in self._meanings
        ):
            return Reading(" ".join(two), self._meanings[word], certainty)
        return None

    def _nearest(self, token: str) -> tuple[str, float]:
        """The known word that `token` most likely was meant to be, or ("", 0)."""
        shared = Counter(
            word for gram in _trigrams(token) for word in self._by_trigram.get(gram, ())
        )
        alike = [word for word, _ in shared.most_common(LOOKALIKES)]
        found = process.extract(
            token, alike, scorer=OSA.distance, score_cutoff=_most_typos(token, name=True), limit=8
        )
        fitting = [
            (distance, word not in self._names, word)
            for word, distance, _ in found
            if word in self._names or distance <= _most_typos(token, name=False)
        ]
        if not fitting:
            return "", UNKNOWN
        distance, _, word = min(fitting)
        return word, 1 - distance / max(len(token), len(word))


def _most_typos(token: str, *, name: bool) -> int:
    """Edits allowed by length: one in five letters for names, one in six for other words.

    A token under four letters must be right: too many words are one edit away from it.
    """
    if len(token) < 4:
        return 0
    return max(1, round(len(token) / 4)) if name else len(token) // 5


def _trigrams(token: str) -> list[str]:
    padded = f" {token} "
    return [padded[start : start + 3] for start in range(len(padded) - 2)]


def _by_trigram(words: Mapping[str, object]) -> dict[str, list[str]]:
    grams: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for gram in set(_trigrams(word)):
            grams[gram].append(word)
    return dict(grams)
