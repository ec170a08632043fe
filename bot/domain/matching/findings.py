"""What a search can end in."""

from dataclasses import dataclass

from bot.domain.knowledge import Topic


@dataclass(frozen=True, slots=True)
class Match:
    """A topic and how sure we are that it is meant, from 0 to 100."""

    topic: Topic
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """One topic answers the question: the first of `matches`, which come best first."""

    matches: tuple[Match, ...]

    @property
    def topic(self) -> Topic:
        """The topic that answers."""
        return self.matches[0].topic


@dataclass(frozen=True, slots=True)
class Compared:
    """The question asks what tells two topics apart: the first two of `matches`."""

    matches: tuple[Match, ...]

    @property
    def topics(self) -> tuple[Topic, Topic]:
        """The two topics in the order of the question."""
        return self.matches[0].topic, self.matches[1].topic


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """Several topics may be meant."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing answers the question; `matches` are the nearest topics, perhaps none."""

    matches: tuple[Match, ...]
    blank: bool = False
    """Whether there was no question in it: no word that says anything."""


Finding = Found | Compared | DidYouMean | NotFound
