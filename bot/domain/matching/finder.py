"""Decides what a question gets: an answer, a comparison, a choice, or an honest "I don't know"."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.knowledge import Knowledge
from bot.domain.matching.candidates import Candidate, Phrasings, likeness_to_name
from bot.domain.matching.comparing import two_sides
from bot.domain.matching.decision import (
    BUSINESS,
    MEANT,
    OUR_BUSINESS,
    SURE_ENOUGH,
    Evidence,
)
from bot.domain.matching.findings import Compared, DidYouMean, Finding, Found, Match, NotFound
from bot.domain.matching.index import Example, Index, Weighted
from bot.domain.matching.lexicon import Lexicon, Reading
from bot.domain.matching.outside import OutsideNames
from bot.domain.matching.phrases import phrases
from bot.domain.matching.text import (
    FUNCTION_WORDS,
    QUESTION_WORDS,
    VENDOR,
    Thesaurus,
    stem,
    words,
)

CANDIDATES = 5
"""Topics that are looked at closely, and the most that an answer lists."""
VAGUE_WORDS = 3
"""Words up to which a question may be vague. Then the candidates after the LIKELIEST are those that
say its words most: naive Bayes prefers topics that speak of little else, but a vague word
(`audit`) is often meant for one of the large ones."""
LIKELIEST = 3
LEAD_SHARPNESS = 1.5
"""How much a better score counts for a candidate's share."""
BRIEF_WORDS = 2
SURE_OF_A_SIDE = 0.4
"""Probability from which one side of a comparison counts as understood."""
SPEAKS_OF = 0.4
"""Centrality from which a topic speaks of a name."""
KNOWN_NAME = 0.7
"""Certainty of a corrected word below which a name after "AWS" counts as invented."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was read."""

    typed: tuple[str, ...]
    """All words as typed."""
    readings: tuple[Reading, ...]
    """The words with their corrections."""
    tokens: tuple[Weighted, ...]
    """What they come to in the knowledge's wording."""
    wording: str
    """The tokens in one text."""
    bare: str
    """All words as typed but the vendor's name, in one text."""
    corrected: str
    """All words with typos corrected, in one text."""
    weights: Mapping[str, float]
    """How telling each token is, less for uncertain ones."""
    whole: float
    """The weight of all tokens, were they certain."""
    named: int | None
    """The place of the topic whose title or alias this is, word for word, typos corrected."""

    def share(self, part: Callable[[str], float]) -> float:
        """The question's weight of which `part` says what share of a token counts, from 0 to 1."""
        return sum(w * part(token) for token, w in self.weights.items()) / self.whole


@dataclass(frozen=True, slots=True)
class Considered:
    """A question with everything that decides about its answer."""

    understood: Understood
    candidates: tuple[Candidate, ...]
    """Best first; none where the question has no word that counts."""
    evidence: Evidence | None
    """For the first candidate."""
    sure: float
    """Probability that the first candidate is meant."""
    business: float
    """Probability that the question is about AWS security."""

    @property
    def matches(self) -> tuple[Match, ...]:
        """The candidates with how sure we are of each, from 0 to 100."""
        shares = list(itertools.accumulate(_shares(self.candidates), min))
        return tuple(
            Match(candidate.topic, 100 * self.sure * share / shares[0])
            for candidate, share in zip(self.candidates, shares, strict=True)
        )


class Finder:
    """A knowledge prepared for questions; made once, used for all."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._topics = tuple(knowledge.topics.values())
        self._thesaurus = Thesaurus(knowledge.vocabulary)
        self._outside = OutsideNames(knowledge.outside)
        examples = list(self._examples())
        self._index = Index(len(self._topics), examples)
        self._phrasings = Phrasings(examples)
        self._names = [
            [_bare(words(name)) for name in (topic.title, *topic.aliases)] for topic in self._topics
        ]
        self._by_name = {
            name: place for place, names in enumerate(self._names) for name in names if name
        }
        self._lexicon = Lexicon(
            {word for example in examples for word in example.words},
            [name.split() for names in self._names for name in names],
            self._needs_no_correction,
        )

    def _needs_no_correction(self, word: str) -> bool:
        return (
            word in FUNCTION_WORDS or self._index.knows(stem(word)) or self._thesaurus.knows(word)
        )

    def find(self, question: str) -> Finding:
        """What answers `question`."""
        question = " ".join(question.split())
        understood = self.understand(question)
        return self._comparison(question, understood) or _decide(self._weigh(understood))

    def consider(self, question: str) -> Considered:
        """Everything that decides about the answer to `question`, comparisons aside."""
        return self._weigh(self.understand(question))

    def _weigh(self, understood: Understood) -> Considered:
        candidates = self._candidates(understood)
        evidence = self._evidence(understood, candidates) if candidates else None
        sure = MEANT.probability(evidence) if evidence else 0.0
        business = BUSINESS.probability(evidence) if evidence else 0.0
        if understood.named is not None:
            sure = business = max(sure, min(one.certainty for one in understood.readings))
        return Considered(understood, candidates, evidence, sure, business)

    def understand(self, question: str) -> Understood:
        """The question's words, typos corrected, in the knowledge's wording."""
        typed = words(question)
        readings = self._lexicon.read(typed)
        certainty = {stem(word): one.certainty for one in readings for word in one.words}
        meant = [word for one in readings for word in one.words]
        tokens = self._thesaurus.tokens(meant)
        weighted = tuple(Weighted(token, certainty.get(token, 1.0)) for token in tokens)
        rarity = {token: self._index.rarity(token) for token in tokens}
        weights = {one.token: one.certainty * rarity[one.token] for one in weighted}
        return Understood(
            typed=tuple(typed),
            readings=tuple(readings),
            tokens=weighted,
            wording=" ".join(tokens),
            bare=_bare(typed),
            corrected=" ".join(meant),
            weights=weights,
            whole=sum(rarity.values()),
            named=self._named(typed, readings, meant),
        )

    def _named(
        self, typed: Sequence[str], readings: Sequence[Reading], meant: Sequence[str]
    ) -> int | None:
        place = self._by_name.get(_bare(meant))
        is_mistyped = any(one.certainty < 1 for one in readings)
        return None if is_mistyped and any(self._outside.found_in(typed)) else place

    def _examples(self) -> Iterator[Example]:
        for place, topic in enumerate(self._topics):
            for phrase in phrases(topic):
                said = words(phrase.text)
                tokens = self._thesaurus.tokens(said)
                if tokens:
                    yield Example(place, phrase, said, tokens)

    def _comparison(self, question: str, understood: Understood) -> Compared | None:
        sides = two_sides(question) or two_sides(understood.corrected)
        if sides is None:
            return None
        left, right = (self.consider(side) for side in sides)
        if min(left.sure, right.sure) < SURE_OF_A_SIDE:
            return None
        one, two = left.matches[0], right.matches[0]
        if one.topic is two.topic:
            return None
        rest = (match for match in left.matches[1:] if match.topic is not two.topic)
        return Compared((one, two, *rest)[:CANDIDATES])

    def _candidates(self, question: Understood) -> tuple[Candidate, ...]:
        if not any(self._index.knows(one.token) for one in question.tokens):
            return ()
        if all(one.token in QUESTION_WORDS for one in question.tokens):
            return ()
        likelihoods = self._index.score(question.tokens)
        best = sorted(range(len(likelihoods)), key=likelihoods.__getitem__, reverse=True)
        if question.named is not None:
            best = [question.named, *(place for place in best if place != question.named)]
        found = [self._candidate(p, likelihoods[p], question) for p in best[:CANDIDATES]]
        found.sort(key=lambda one: (one.place != question.named, -one.score))
        if len(question.weights) > VAGUE_WORDS:
            return tuple(found)
        kept = found[:LIKELIEST]
        known = {one.place for one in kept}
        loud = [p for p in self._index.loudest(question.weights) if p not in known]
        others = loud[: CANDIDATES - LIKELIEST]
        return (*kept, *(self._candidate(p, likelihoods[p], question) for p in others))

    def _candidate(self, place: int, likelihood: float, question: Understood) -> Candidate:
        likeness, phrasing = self._phrasings.nearest(place, question.weights, question.wording)
        name = likeness_to_name(question.bare, self._names[place], len(question.weights))
        return Candidate(
            topic=self._topics[place],
            place=place,
            likelihood=likelihood,
            cover=question.share(lambda token: self._index.uses(token, place)),
            likeness=likeness,
            phrasing=phrasing,
            name=name,
        )

    def _evidence(self, question: Understood, candidates: Sequence[Candidate]) -> Evidence:
        best = candidates[0]
        outside = list(self._outside.found_in(question.typed))
        used = sum(self._speaks_of(best.place, name) for name in outside)
        return Evidence(
            lead=_shares(candidates)[0],
            known=question.share(self._index.knows),
            centrality=question.share(lambda token: self._index.centrality(token, best.place)),
            likeness=best.likeness,
            name=best.name,
            brevity=min(1.0, BRIEF_WORDS / len(question.weights)),
            outside=min(2, len(outside) - used),
            outside_used=min(1, used),
            invented=float(self._names_an_invention(question.typed)),
        )

    def _speaks_of(self, place: int, name: Sequence[str]) -> bool:
        return all(self._index.centrality(stem(word), place) > SPEAKS_OF for word in name)

    def _names_an_invention(self, typed: Sequence[str]) -> bool:
        """Whether the word after "AWS" or "Amazon" is unknown."""
        return any(
            one in VENDOR
            and two not in FUNCTION_WORDS
            and self._lexicon.certainty(two) < KNOWN_NAME
            for one, two in itertools.pairwise(typed)
        )


def _decide(considered: Considered) -> Finding:
    if considered.sure >= SURE_ENOUGH:
        return Found(considered.matches)
    if considered.business >= OUR_BUSINESS:
        return DidYouMean(considered.matches)
    return NotFound(considered.matches, blank=not considered.understood.tokens)


def _shares(candidates: Sequence[Candidate]) -> list[float]:
    """Every candidate's share in the sum of what speaks for all of them."""
    if not candidates:
        return []
    best = candidates[0].score
    powers = [math.exp(LEAD_SHARPNESS * (one.score - best)) for one in candidates]
    return [power / sum(powers) for power in powers]


def _bare(typed: Sequence[str]) -> str:
    return " ".join(word for word in typed if word not in VENDOR)
