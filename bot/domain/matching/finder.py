"""Decides what a question gets: an answer, a comparison, a choice, or an honest "I don't know"."""

from __future__ import annotations

from bot.domain.knowledge import Knowledge
from bot.domain.matching.findings import DidYouMean, Finding, Found, Match, NotFound
from bot.domain.matching.index import Index, Scored, Weighted
from bot.domain.matching.lexicon import Lexicon
from bot.domain.matching.text import Thesaurus, content_words

MOST_MATCHES = 5


class Finder:
    """A knowledge prepared for questions; made once, used for all."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._thesaurus = Thesaurus(knowledge.vocabulary)
        self._index = Index(knowledge, self._thesaurus)
        names = [
            self._index.tokens(name)
            for topic in knowledge.topics.values()
            for name in (topic.title, *topic.aliases)
        ]
        self._lexicon = Lexicon(self._index.vocabulary, names)

    def read(self, question: str) -> list[Weighted]:
        """The question's tokens as they are understood, each with its weight."""
        tokens = self._thesaurus.rewrite(content_words(question))
        readings = self._lexicon.read(tokens)
        corrected = [token for reading in readings for token in reading.tokens]
        certainty = {t: r.certainty for r in readings for t in r.tokens}
        return [
            Weighted(t, certainty.get(t, 1.0) or 1.0) for t in self._thesaurus.rewrite(corrected)
        ]

    def score(self, question: str) -> list[Scored]:
        return self._index.score(self.read(question))

    def find(self, question: str) -> Finding:
        """What answers `question`."""
        scored = self.score(question)
        matches = tuple(Match(s.topic, min(100.0, 50 * s.total)) for s in scored[:MOST_MATCHES])
        if not matches:
            return NotFound(())
        return Found(matches) if matches[0].score > 60 else DidYouMean(matches)
