"""Looks closely at the few topics that score best: which phrasing is nearest, is it the name?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.domain.knowledge import Topic
from bot.domain.matching.index import Example
from bot.domain.matching.phrases import Field

PHRASING_FIELDS = (Field.NAME, Field.ASK, Field.STEM)
MOST_COMPARED = 12
"""Phrasings of a topic that are compared letter by letter: those that share most words."""
TELLING_WORDS = 8
"""Words of a question by which these phrasings are chosen: its most telling ones."""

LIKELIHOOD_WEIGHT = 1.5
COVER_WEIGHT = 3.0
LIKENESS_WEIGHT = 2.0
NAME_WEIGHT = 4.0
"""Weights of a candidate's figures, fitted on held-out phrasings."""

NAME_WORDS = 2
"""Questions up to this long may be nothing but a name; in longer ones the name counts less."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that may be meant, with the figures that speak for it."""

    topic: Topic
    place: int
    """The topic's place in the list of topics."""
    likelihood: float
    """Log-likelihood, comparable within one question."""
    cover: float
    """Share of the question's weight in words that the topic uses, from 0 to 1."""
    likeness: float
    """Likeness to the nearest phrasing, from 0 to 1."""
    phrasing: str
    """That phrasing, as the author wrote it."""
    name: float
    """Likeness to the topic's title or an alias, from 0 to 1; less for long questions."""

    @property
    def score(self) -> float:
        """All figures in one; comparable within one question."""
        return (
            LIKELIHOOD_WEIGHT * self.likelihood
            + COVER_WEIGHT * self.cover
            + LIKENESS_WEIGHT * self.likeness
            + NAME_WEIGHT * self.name
        )


class Phrasings:
    """The names and phrasings of every topic. Topics go by their place in the list of topics."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self._texts: list[str] = []
        self._joined: list[str] = []
        self._by_token: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for example in examples:
            if example.phrase.field in PHRASING_FIELDS:
                for token in set(example.tokens):
                    self._by_token[example.place][token].append(len(self._texts))
                self._texts.append(example.phrase.text)
                self._joined.append(" ".join(example.tokens))

    def nearest(self, place: int, weights: Mapping[str, float], typed: str) -> tuple[float, str]:
        """Likeness of `typed` to the nearest phrasing of a topic, and that phrasing.

        `weights` says how telling each word of `typed` is.
        """
        shared: defaultdict[int, float] = defaultdict(float)
        of_topic = self._by_token[place]
        for token in sorted(weights, key=weights.__getitem__, reverse=True)[:TELLING_WORDS]:
            for number in of_topic.get(token, ()):
                shared[number] += weights[token]
        most = sorted(shared, key=shared.__getitem__, reverse=True)[:MOST_COMPARED]
        texts = {number: self._joined[number] for number in most}
        found = process.extractOne(typed, texts, scorer=fuzz.token_sort_ratio)
        return (found[1] / 100, self._texts[found[2]]) if found else (0.0, "")


def likeness_to_name(typed: str, names: Iterable[str], words: int) -> float:
    """Likeness of a question of so many words to the nearest of a topic's names, from 0 to 1."""
    found = process.extractOne(typed, names, scorer=fuzz.ratio)
    return found[1] / 100 * min(1.0, NAME_WORDS / max(1, words)) if found else 0.0
