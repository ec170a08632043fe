"""Decides what a question gets: an answer, a comparison, a choice, or an honest "I don't know"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.knowledge import Knowledge
from bot.domain.matching.candidates import Candidate, Phrasings, likeness_to_name
from bot.domain.matching.findings import DidYouMean, Finding, Found, Match, NotFound
from bot.domain.matching.index import Example, Index, Weighted
from bot.domain.matching.lexicon import Lexicon, Reading
from bot.domain.matching.phrases import Field, phrases
from bot.domain.matching.text import VENDOR, Thesaurus, content_words, stem, stems, words

MOST_MATCHES = 5
CANDIDATES = 4
"""Topics that are looked at closely."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was read."""

    typed: str
    """All words, without the vendor's name."""
    readings: tuple[Reading, ...]
    tokens: tuple[Weighted, ...]


class Finder:
    """A knowledge prepared for questions; made once, used for all."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._topics = tuple(knowledge.topics.values())
        self._thesaurus = Thesaurus(knowledge.vocabulary)
        examples = list(self._examples())
        self._index = Index(len(self._topics), [example for example, _ in examples])
        self._phrasings = Phrasings(examples)
        self._names = [
            [_bare(name) for name in (topic.title, *topic.aliases)] for topic in self._topics
        ]
        self._lexicon = Lexicon(
            {word for _, text in examples for word in content_words(text)},
            [name.split() for names in self._names for name in names],
            self._is_known,
        )

    def _examples(self) -> Iterator[tuple[Example, str]]:
        for place, topic in enumerate(self._topics):
            for phrase in phrases(topic):
                tokens = self._thesaurus.rewrite(stems(phrase.text))
                if tokens:
                    yield Example(place, phrase.field, tokens), phrase.text

    def _is_known(self, word: str) -> bool:
        return self._index.knows(stem(word))

    def understand(self, question: str) -> Understood:
        """The question's words, typos corrected, in the knowledge's wording."""
        readings = self._lexicon.read(content_words(question))
        certainty = {stem(word): one.certainty for one in readings for word in one.words}
        rewritten = self._thesaurus.rewrite([stem(w) for one in readings for w in one.words])
        tokens = tuple(Weighted(token, certainty.get(token, 1.0)) for token in rewritten)
        return Understood(_bare(question), tuple(readings), tokens)

    def candidates(self, understood: Understood) -> list[Candidate]:
        """The topics that may be meant, best first."""
        likelihoods = self._index.score(understood.tokens)
        best = sorted(range(len(likelihoods)), key=likelihoods.__getitem__, reverse=True)
        found = [
            self._candidate(place, likelihoods[place], understood) for place in best[:MOST_MATCHES]
        ]
        return sorted(found, key=lambda one: -one.score)

    def _candidate(self, place: int, likelihood: float, question: Understood) -> Candidate:
        weights = {
            one.token: one.certainty * self._index.rarity(one.token) for one in question.tokens
        }
        whole = sum(self._index.rarity(token) for token in weights)
        used = sum(weight for token, weight in weights.items() if self._index.uses(token, place))
        typed = " ".join(one.token for one in question.tokens)
        likeness, phrasing = self._phrasings.nearest(place, weights, typed)
        return Candidate(
            topic=self._topics[place],
            likelihood=likelihood,
            cover=used / whole if whole else 0.0,
            likeness=likeness,
            phrasing=phrasing,
            name=likeness_to_name(question.typed, self._names[place], len(question.tokens)),
        )

    def find(self, question: str) -> Finding:
        """What answers `question`."""
        candidates = self.candidates(self.understand(question))
        matches = tuple(Match(one.topic, 50) for one in candidates)
        if not matches:
            return NotFound(())
        return Found(matches) if matches[0].score > 60 else DidYouMean(matches)


def _bare(text: str) -> str:
    return " ".join(word for word in words(text) if word not in VENDOR)
