"""Scores topics for a question, from how often and how tellingly each uses the question's words.

Two views of a topic are combined: its words as a whole (BM25 over weighted fields) and its nearest
single phrasings (cosine of their words). The first finds the subject, the second the point.
"""

from __future__ import annotations

import itertools
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.knowledge import Knowledge, Topic
from bot.domain.matching.text import Thesaurus, content_words, pairs

FIELD_WEIGHTS = {"name": 4.0, "ask": 2.0, "card": 1.0, "stem": 0.7, "difference": 0.5, "key": 0.4}
"""How much one use of a word says about the topic, by where it stands."""

PHRASING_FIELDS = ("name", "ask", "stem")
PAIR_FIELDS = ("name", "ask")

TF_SATURATION = 1.2
"""BM25's k1: how soon another use of the same word stops to matter."""
LENGTH_PENALTY = 0.4
"""BM25's b: how much a long topic is held against it."""

PAIR_WEIGHT = 0.7
CANDIDATES = 12
"""Topics whose single phrasings are looked at."""

TOPIC_WEIGHT, NEAREST_WEIGHT, NEXT_WEIGHT = 1.0, 1.0, 0.5
NEXT_PHRASINGS = 3


@dataclass(frozen=True, slots=True)
class Weighted:
    """A token of the question and how much it counts, from 0 to 1."""

    token: str
    weight: float


@dataclass(frozen=True, slots=True)
class Scored:
    """How well one topic fits: each figure from 0 (not at all) to about 1."""

    topic: Topic
    total: float
    subject: float
    """How much of the question's weight the topic's words cover."""
    nearest: float
    """Likeness of the nearest phrasing."""
    phrasing: str
    """The nearest phrasing as the author wrote it."""


class Index:
    """All topics of a knowledge, prepared for scoring."""

    def __init__(self, knowledge: Knowledge, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self.topics = tuple(knowledge.topics.values())
        fields = [list(self._fields(topic)) for topic in self.topics]
        uses = [_uses(phrases) for phrases in fields]
        self._weights = _inverse_frequency(uses)
        self._unseen = math.log(1 + 2 * len(self.topics))
        self._postings = self._weigh(uses)
        self._phrasings: list[str] = []
        self._lengths = array("d")
        self._in_phrasings: defaultdict[str, defaultdict[int, array[int]]] = defaultdict(
            lambda: defaultdict(lambda: array("I"))
        )
        self._add_phrasings(fields)

    @property
    def vocabulary(self) -> Iterable[str]:
        """Every single token that any topic uses."""
        return (token for token in self._weights if " " not in token)

    def rarity(self, token: str) -> float:
        """How telling a token is (inverse document frequency); unseen ones are the most telling."""
        return self._weights.get(token, self._unseen)

    def score(self, question: Sequence[Weighted]) -> list[Scored]:
        """The best topics for a question, best first; none where no word of it is known."""
        if not question:
            return []
        totals = self._subject_totals(question)
        whole = sum(self.rarity(one.token) * one.weight for one in question) * (TF_SATURATION + 1)
        best = sorted(range(len(totals)), key=totals.__getitem__, reverse=True)[:CANDIDATES]
        length = math.sqrt(sum((self.rarity(one.token) * one.weight) ** 2 for one in question))
        scored = [
            self._scored(place, totals[place] / whole, question, length)
            for place in best
            if totals[place] > 0
        ]
        return sorted(scored, key=lambda one: -one.total)

    def _subject_totals(self, question: Sequence[Weighted]) -> list[float]:
        totals = [0.0] * len(self.topics)
        for token, weight in _with_pairs(question):
            places, shares = self._postings.get(token, _NOTHING)
            for place, share in zip(places, shares, strict=True):
                totals[place] += weight * share
        return totals

    def _scored(
        self, place: int, subject: float, question: Sequence[Weighted], length: float
    ) -> Scored:
        overlaps: defaultdict[int, float] = defaultdict(float)
        for one in question:
            postings = self._in_phrasings.get(one.token)
            if postings and place in postings:
                share = self._weights[one.token] ** 2 * one.weight
                for phrasing in postings[place]:
                    overlaps[phrasing] += share
        likeness = sorted(
            ((overlap / (length * self._lengths[p]), p) for p, overlap in overlaps.items()),
            reverse=True,
        )[: NEXT_PHRASINGS + 1]
        nearest, phrasing = likeness[0] if likeness else (0.0, -1)
        following = sum(value for value, _ in likeness[1:]) / NEXT_PHRASINGS
        total = TOPIC_WEIGHT * subject + NEAREST_WEIGHT * nearest + NEXT_WEIGHT * following
        text = self._phrasings[phrasing] if likeness else ""
        return Scored(self.topics[place], total, subject, nearest, text)

    def tokens(self, text: str) -> list[str]:
        """The tokens of an author's text, by which it is indexed."""
        return self._thesaurus.rewrite(content_words(text))

    def _fields(self, topic: Topic) -> Iterator[tuple[str, str, list[str]]]:
        for field, texts in _texts(topic).items():
            for text in texts:
                yield field, text, self.tokens(text)

    def _weigh(
        self, uses: Sequence[Mapping[str, float]]
    ) -> dict[str, tuple[array[int], array[float]]]:
        lengths = [sum(counts.values()) for counts in uses]
        average = sum(lengths) / max(1, len(lengths))
        postings: defaultdict[str, tuple[array[int], array[float]]] = defaultdict(
            lambda: (array("H"), array("f"))
        )
        for place, counts in enumerate(uses):
            relative = 1 - LENGTH_PENALTY + LENGTH_PENALTY * lengths[place] / average
            for token, count in counts.items():
                saturated = count * (TF_SATURATION + 1) / (count + TF_SATURATION * relative)
                places, shares = postings[token]
                places.append(place)
                shares.append(self._weights[token] * saturated)
        return dict(postings)

    def _add_phrasings(self, fields: Sequence[Sequence[tuple[str, str, list[str]]]]) -> None:
        for place, phrases in enumerate(fields):
            for field, text, tokens in phrases:
                if field not in PHRASING_FIELDS or not tokens:
                    continue
                number = len(self._phrasings)
                self._phrasings.append(text)
                squares = sum(self._weights[token] ** 2 for token in set(tokens))
                self._lengths.append(math.sqrt(squares))
                for token in set(tokens):
                    self._in_phrasings[token][place].append(number)


_NOTHING: tuple[array[int], array[float]] = (array("H"), array("f"))


def _texts(topic: Topic) -> dict[str, list[str]]:
    """A topic's texts by field."""
    questions = topic.questions
    right = [option for question in questions for option in question.options if option.correct]
    return {
        "name": [topic.title, *topic.aliases],
        "ask": list(topic.asks),
        "card": [
            topic.answer,
            *topic.key_points,
            topic.exam_trap,
            *(change.what for change in topic.changed),
        ],
        "difference": [confusion.difference for confusion in topic.confused_with],
        "stem": [question.stem for question in questions],
        "key": [
            *(text for option in right for text in (option.text, option.why)),
            *(step.text for question in questions for step in question.steps),
            *(pair.prompt for question in questions for pair in question.pairs),
        ],
    }


def _uses(phrases: Iterable[tuple[str, str, list[str]]]) -> dict[str, float]:
    """How much a topic uses each token, by the weights of the fields."""
    counts: Counter[str] = Counter()
    weighted: defaultdict[str, float] = defaultdict(float)
    for field, _, tokens in phrases:
        counts.clear()
        counts.update(tokens)
        if field in PAIR_FIELDS:
            counts.update(pairs(tokens))
        for token, count in counts.items():
            weighted[token] += FIELD_WEIGHTS[field] * count
    return weighted


def _inverse_frequency(uses: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """BM25's idf: ln(1 + (N - n + 0.5) / (n + 0.5)) for a token that n of N topics use."""
    found: Counter[str] = Counter()
    for counts in uses:
        found.update(counts.keys())
    return {token: math.log(1 + (len(uses) - n + 0.5) / (n + 0.5)) for token, n in found.items()}


def _with_pairs(question: Sequence[Weighted]) -> Iterator[tuple[str, float]]:
    seen: set[str] = set()
    for one in question:
        if one.token not in seen:
            seen.add(one.token)
            yield one.token, one.weight
    for one, two in itertools.pairwise(question):
        pair = f"{one.token} {two.token}"
        if pair not in seen:
            seen.add(pair)
            yield pair, PAIR_WEIGHT * min(one.weight, two.weight)
