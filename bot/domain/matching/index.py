"""Scores topics for a question: multinomial naive Bayes over the topics' phrases.

Every phrase counts as one example of what people say when they mean the topic: its words and pairs
of neighbours, weighted by how telling they are (tf-idf, cut to unit length) and by where it stands.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.matching.phrases import Field, Phrase
from bot.domain.matching.text import pairs

FIELD_WEIGHTS = {
    Field.NAME: 2.0,
    Field.ASK: 1.0,
    Field.CARD: 0.7,
    Field.STEM: 0.5,
    Field.DIFFERENCE: 0.3,
    Field.KEY: 0.3,
}
"""How much one phrase says about its topic, by where it stands."""

SMOOTHING = 0.1
"""Lidstone smoothing: what a topic is credited for a word that it never uses."""


HALF_CENTRAL = 0.5
"""Credit with which a word is half central to a topic: about one phrasing with it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase of a topic, cut up. `place` is the topic's place in the list of topics."""

    place: int
    phrase: Phrase
    words: Sequence[str]
    tokens: Sequence[str]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A token of the question and how sure we are of it, from 0 to 1."""

    token: str
    certainty: float = 1.0


class Index:
    """So many topics prepared for scoring, from examples of what is said about each."""

    def __init__(self, topics: int, examples: Sequence[Example]) -> None:
        self._topics = topics
        features = [_features(example) for example in examples]
        self._rarity = _rarity(features)
        self._unseen = math.log(1 + len(examples)) + 1
        credits: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        for example, counts in zip(examples, features, strict=True):
            for token, share in self._unit(counts).items():
                credits[token][example.place] += FIELD_WEIGHTS[example.phrase.field] * share
        self._credits: Mapping[str, Mapping[int, float]] = dict(credits)
        self._gains: dict[str, list[tuple[int, float]]] = {}
        self._silence = self._penalties()

    def knows(self, token: str) -> bool:
        """Whether any topic uses `token`."""
        return token in self._rarity

    def rarity(self, token: str) -> float:
        """How telling a token is (inverse document frequency); unseen ones are the most telling."""
        return self._rarity.get(token, self._unseen)

    def uses(self, token: str, place: int) -> bool:
        """Whether the topic at `place` ever says `token`."""
        return place in self._credits.get(token, ())

    def centrality(self, token: str, place: int) -> float:
        """How much the topic at `place` is about `token`: 0 if it never says it, 1 at the most."""
        credit = self._credits.get(token, {}).get(place, 0.0)
        return credit / (credit + HALF_CENTRAL)

    def loudest(self, weights: Mapping[str, float]) -> list[int]:
        """The topics that use these tokens at all, those that use them most first."""
        loudness: defaultdict[int, float] = defaultdict(float)
        for token, weight in weights.items():
            for place, credit in self._credits.get(token, {}).items():
                loudness[place] += weight * credit
        return sorted(loudness, key=loudness.__getitem__, reverse=True)

    def score(self, question: Sequence[Weighted]) -> list[float]:
        """The log-likelihood of every topic, in the order of the topics."""
        counts = _question_features(question)
        weights = self._unit({t: n for t, n in counts.items() if t in self._credits})
        whole = sum(weights.values())
        totals = [whole * silence for silence in self._silence]
        for token, weight in weights.items():
            for place, gain in self._gains_of(token):
                totals[place] += weight * gain
        return totals

    def _gains_of(self, token: str) -> list[tuple[int, float]]:
        """Per topic, how much more likely it makes `token` than silence; reckoned when asked for.

        Few of all tokens ever are: doing this for all would double the time of the start.
        """
        gains = self._gains.get(token)
        if gains is None:
            gains = [
                (place, math.log(1 + credit / SMOOTHING))
                for place, credit in self._credits[token].items()
            ]
            self._gains[token] = gains
        return gains

    def _unit(self, counts: Mapping[str, float]) -> dict[str, float]:
        """tf-idf weights of a text, scaled to length 1."""
        weights = {
            token: (1 + math.log(count) if count > 1 else count) * self._rarity[token]
            for token, count in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {token: weight / length for token, weight in weights.items()}

    def _penalties(self) -> list[float]:
        """What a topic scores for a token it never uses: the more it says, the less."""
        totals = [SMOOTHING * len(self._credits)] * self._topics
        for places in self._credits.values():
            for place, credit in places.items():
                totals[place] += credit
        return [math.log(SMOOTHING) - math.log(total) for total in totals]


def _features(example: Example) -> Counter[str]:
    return Counter([*example.tokens, *pairs(example.tokens)])


def _question_features(question: Sequence[Weighted]) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for one in question:
        counts[one.token] += one.certainty
    for one, two in _neighbours(question):
        counts[f"{one.token} {two.token}"] += min(one.certainty, two.certainty)
    return counts


def _neighbours(question: Sequence[Weighted]) -> Iterator[tuple[Weighted, Weighted]]:
    return zip(question, question[1:], strict=False)  # noqa: RUF007


def _rarity(features: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Smoothed idf: ln((1 + N) / (1 + n)) + 1 for a token in n of N phrases."""
    found: Counter[str] = Counter()
    for counts in features:
        found.update(counts.keys())
    return {token: math.log((1 + len(features)) / (1 + n)) + 1 for token, n in found.items()}
