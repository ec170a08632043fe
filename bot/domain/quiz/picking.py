"""Chooses a channel's next question: no repeat while there are new ones, and what is needed first.

An exam domain comes up by its share of the exam and by how much this team gets wrong in it; within
the domain, topics that are missed more come sooner.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from bot.domain.knowledge import Difficulty, Domain, Knowledge, Question, Topic
from bot.domain.scoring.tally import NOTHING, Tally, by_domain, by_topic, total
from bot.errors import UserError

_T = TypeVar("_T")

PRIOR = 10
"""Answers that the wider average counts for: a domain or topic with few answers stays near it."""
MOST_FAVOURED = 3.0
"""Most by which mistakes raise, or the lack of them lowers, a chance: the exam's weights still
show, and nothing is ever out of the game."""
OFTEN = 1.25
"""Times the wider average of mistakes, smoothed, from which a team "often" misses something."""
LOW_WEEKS = 2
"""Weeks of posts below which the lead is warned: time enough to write more questions."""


@dataclass(frozen=True, slots=True)
class Mix:
    """What a channel wants asked; everything unless stated."""

    domains: frozenset[Domain] = field(default=frozenset(Domain))
    difficulties: frozenset[Difficulty] = field(default=frozenset(Difficulty))


@dataclass(frozen=True, slots=True)
class Pick:
    """The next question, and why it is this one."""

    question: Question
    topic: Topic
    reason: str
    """For the post, after "Picked:". It names the exam domain at most: a topic's name would often
    give the answer away."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    topic: Topic
    question: Question


def pick(
    knowledge: Knowledge,
    *,
    mix: Mix,
    asked: Mapping[str, int],
    answers: Mapping[str, Tally],
    rng: Random,
) -> Pick:
    """Choose the next question for a channel.

    `asked` says when each question was asked in the channel last (question id to seconds since
    1970 or any number that grows), `answers` how the team did in each (question id to tally). A
    question that was never asked goes before any repeat; then the longest unasked comes first, and
    chance decides among equals only. Raises UserError if `mix` leaves nothing to ask.
    """
    pool = _pool(knowledge, mix)
    if not pool:
        raise UserError(
            "No question fits this channel's exam domains and difficulty; "
            "choose more of them with `/awssec daily`."
        )
    fresh = [one for one in pool if one.question.id not in asked]
    need = _Need(knowledge, mix.domains, answers)
    if fresh:
        chosen = _drawn(fresh, need, rng)
        reason = need.reason(chosen.topic)
    else:
        longest = min(asked[one.question.id] for one in pool)
        chosen = _drawn([one for one in pool if asked[one.question.id] == longest], need, rng)
        reason = "of this channel's questions, this one was asked longest ago"
    return Pick(chosen.question, chosen.topic, reason)


def unasked(knowledge: Knowledge, *, mix: Mix, asked: Collection[str]) -> int:
    """How many questions of the mix are not among those `asked`, by their ids."""
    return sum(one.question.id not in asked for one in _pool(knowledge, mix))


def _pool(knowledge: Knowledge, mix: Mix) -> Sequence[_Candidate]:
    found = [
        _Candidate(topic, question)
        for topic in knowledge.topics.values()
        if topic.domain in mix.domains
        for question in topic.questions
        if question.difficulty in mix.difficulties
    ]
    return sorted(found, key=lambda one: one.question.id)


def _drawn(candidates: Sequence[_Candidate], need: "_Need", rng: Random) -> _Candidate:
    """Draw a domain first, so that a domain with many questions does not crowd out the others."""
    there = {one.topic.domain for one in candidates}
    domain = _chosen([one for one in Domain if one in there], need.of_domain, rng)
    return _chosen(
        [one for one in candidates if one.topic.domain is domain],
        lambda one: need.of_topic(one.topic),
        rng,
    )


def _chosen(among: Sequence[_T], weight: Callable[[_T], float], rng: Random) -> _T:
    return rng.choices(among, [weight(one) for one in among])[0]


class _Need:
    """How much a team needs each domain and topic, from its answers so far."""

    def __init__(
        self, knowledge: Knowledge, domains: Collection[Domain], answers: Mapping[str, Tally]
    ) -> None:
        self._domains = domains
        self._of_domain = by_domain(answers, knowledge)
        self._of_topic = by_topic(answers)
        everything = total(answers.values())
        # One answer of each sort is added, so that a flawless team has no share of exactly 0.
        self._overall = (everything.wrong + 1) / (everything.answered + 2)

    def of_domain(self, domain: Domain) -> float:
        """The exam's weight times how much oftener than elsewhere the team is wrong here."""
        return domain.weight * _bounded(self._share(domain) / self._overall)

    def of_topic(self, topic: Topic) -> float:
        """How much oftener the team is wrong in this topic than in its domain."""
        share = self._share(topic.domain)
        return _bounded(self._of_topic.get(topic.id, NOTHING).share_wrong(PRIOR, share) / share)

    def _share(self, domain: Domain) -> float:
        return self._of_domain.get(domain, NOTHING).share_wrong(PRIOR, self._overall)

    def reason(self, topic: Topic) -> str:
        """Why a question of this topic came up, in a few words."""
        domain, name = topic.domain, topic.domain.full_name
        often = self._share(domain) / self._overall >= OFTEN
        if often and self._is_worst(domain):
            return f"{name}, which your team misses most"
        if often:
            return f"{name}, which your team often misses"
        if self.of_topic(topic) >= OFTEN:
            return f"something in {name} that your team often misses"
        if len(self._domains) == 1:
            return f"{name}, as set for this channel"
        return f"{name}, {domain.weight}% of the exam"

    def _is_worst(self, domain: Domain) -> bool:
        return len(self._domains) > 1 and domain is max(sorted(self._domains), key=self._share)


def _bounded(ratio: float) -> float:
    return min(max(ratio, 1 / MOST_FAVOURED), MOST_FAVOURED)


@dataclass(frozen=True, slots=True)
class LowPool:
    """A channel is running out of new questions."""

    left: int
    """Questions that were never asked there."""
    weeks: float
    """How long they last at its days a week."""

    @property
    def sentence(self) -> str:
        """The warning for the lead."""
        if not self.left:
            return (
                "Every question in this channel's mix has been asked; "
                "they come again now, those asked longest ago first."
            )
        questions = "1 new question is" if self.left == 1 else f"{self.left} new questions are"
        lasting = "less than a week" if self.weeks < 1 else "less than two weeks"
        return (
            f"Only {questions} left in this channel's mix, which lasts {lasting}; then the "
            "questions asked longest ago come again. Add exam domains, difficulties or questions."
        )


def low_pool(unasked: int, days_per_week: int) -> LowPool | None:
    """The warning when `unasked` questions last less than LOW_WEEKS weeks; None otherwise.

    `days_per_week` is how many days the channel's schedule has, 1 to 7.
    """
    weeks = unasked / days_per_week
    return LowPool(unasked, weeks) if weeks < LOW_WEEKS else None
