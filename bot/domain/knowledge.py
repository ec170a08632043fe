"""What awssec knows: topics with their quiz questions, and the words of the trade.

Values only. How they are read from YAML is `storage/knowledge_files.py`'s business.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Domain(StrEnum):
    """The content domains of the AWS Certified Security - Specialty exam, SCS-C03."""

    DETECTION = "detection"
    INCIDENT_RESPONSE = "incident-response"
    INFRASTRUCTURE_SECURITY = "infrastructure-security"
    IDENTITY = "identity"
    DATA_PROTECTION = "data-protection"
    GOVERNANCE = "governance"

    @property
    def full_name(self) -> str:
        """The domain's name as the exam guide writes it."""
        return _DOMAIN_TITLES[self]

    @property
    def weight(self) -> int:
        """Share of the scored content in percent, from the SCS-C03 exam guide."""
        return _DOMAIN_WEIGHTS[self]


_DOMAIN_TITLES = {
    Domain.DETECTION: "Detection",
    Domain.INCIDENT_RESPONSE: "Incident Response",
    Domain.INFRASTRUCTURE_SECURITY: "Infrastructure Security",
    Domain.IDENTITY: "Identity and Access Management",
    Domain.DATA_PROTECTION: "Data Protection",
    Domain.GOVERNANCE: "Security Foundations and Governance",
}
_DOMAIN_WEIGHTS = {
    Domain.DETECTION: 16,
    Domain.INCIDENT_RESPONSE: 14,
    Domain.INFRASTRUCTURE_SECURITY: 18,
    Domain.IDENTITY: 20,
    Domain.DATA_PROTECTION: 18,
    Domain.GOVERNANCE: 14,
}


class Kind(StrEnum):
    """The question kinds of the exam."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDERING = "ordering"
    MATCHING = "matching"


class Difficulty(StrEnum):
    """How hard a question is: what is it; which one here; two plausible answers, one better."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose in a single- or multiple-choice question."""

    text: str
    why: str
    correct: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an ordering question; the steps stand in the right order."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One prompt of a matching question with the match that belongs to it."""

    prompt: str
    match: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A quiz question. Which of `options`, `steps` and `pairs` is filled follows from `kind`."""

    id: str
    kind: Kind
    difficulty: Difficulty
    stem: str
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What older study material gets wrong: `date` is a month, `YYYY-MM`."""

    date: str
    what: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """A topic that people take for this one, and one sentence that tells both apart."""

    topic: str
    difference: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a card's facts stand; `checked` is the day somebody read it, `YYYY-MM-DD`."""

    title: str
    url: str
    checked: str


@dataclass(frozen=True, eq=False)
class Topic:
    """One card: what to say, how people ask for it, and its quiz questions.

    Compared by identity, which makes it a cheap key: views are made once per topic.
    """

    id: str
    domain: Domain
    title: str
    aliases: tuple[str, ...]
    asks: tuple[str, ...]
    answer: str
    key_points: tuple[str, ...]
    exam_trap: str
    related: tuple[str, ...]
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    changed: tuple[Change, ...] = ()
    confused_with: tuple[Confusion, ...] = ()

    def difference(self, other: "Topic") -> str | None:
        """The sentence that tells this topic from `other`, whichever of the two files holds it."""
        for one, two in ((self, other), (other, self)):
            for confusion in one.confused_with:
                if confusion.topic == two.id:
                    return confusion.difference
        return None


@dataclass(frozen=True, slots=True)
class Term:
    """Words that mean the same: a query that says one of `variants` is read as `canonical`."""

    canonical: str
    variants: tuple[str, ...]
    why: str


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All topics by id, and the shared vocabulary. Compared by identity, as topics are."""

    topics: Mapping[str, Topic]
    vocabulary: tuple[Term, ...] = ()
    outside: tuple[str, ...] = ()
    """Names that people ask about and that are none of our business."""

    @classmethod
    def of(
        cls,
        topics: Iterable[Topic],
        vocabulary: Iterable[Term] = (),
        outside: Iterable[str] = (),
    ) -> "Knowledge":
        """Knowledge from loose topics; they keep their order."""
        return cls({topic.id: topic for topic in topics}, tuple(vocabulary), tuple(outside))

    @cached_property
    def by_domain(self) -> Mapping[Domain, tuple[Topic, ...]]:
        """Every domain with its topics in the order of their titles."""
        titled = sorted(self.topics.values(), key=lambda topic: topic.title.casefold())
        return {
            domain: tuple(topic for topic in titled if topic.domain is domain) for domain in Domain
        }

    @property
    def questions(self) -> tuple[Question, ...]:
        """The quiz questions of all topics."""
        return tuple(question for topic in self.topics.values() for question in topic.questions)

    @property
    def question_count(self) -> int:
        """How many quiz questions there are over all topics."""
        return sum(len(topic.questions) for topic in self.topics.values())
