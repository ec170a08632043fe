"""A question posted to a channel as a value: which, where, for which day, and how it went."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.domain.knowledge import Question, Topic
from bot.domain.quiz.presenting import Order
from bot.domain.quiz.spread import Spread

Standing = Literal["counted", "again", "late", "forgotten"]
"""Whether an answer counts, is what the person answered in time before, came after closing, or
comes from somebody whose first answer was forgotten with them."""
RIGHT_NAMED = 20
"""People who were right that a closed post names."""


@dataclass(frozen=True, slots=True)
class PostKey:
    """What identifies a post: a channel of a workspace has one for a local date at most."""

    team: str
    channel: str
    day: date

    @property
    def name(self) -> str:
        """The same as one word, for the ids of jobs."""
        return f"{self.team}:{self.channel}:{self.day}"


@dataclass(frozen=True, slots=True)
class Post:
    """One posted question."""

    key: PostKey
    question_id: str
    order: Order
    reason: str
    """Why it was picked, in a few words."""
    client_msg_id: str
    """The id that goes with every attempt to send it: Slack takes the message once."""
    scheduled: bool
    """Whether the day was one of the schedule's; an extra post breaks nobody's streak."""
    closes_at: datetime
    ts: str | None = None
    """Slack's timestamp of the message; None until Slack has taken it."""
    closed: bool = False
    answered: int = 0
    """People who have answered in time."""
    right: int = 0
    """Of these, who were right."""
    solution: tuple[str, ...] = ()
    """The key that the closed post shows, in its labels; empty if open, or if it can't be told."""
    corrections: int = 0
    """How often its answers were graded again by another key."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What everyone may see of a post once it is closed."""

    post: Post
    question: Question
    topic: Topic
    spread: Spread
    right_names: tuple[str, ...]
    """Names of people who were right and are not hidden, at most RIGHT_NAMED, in order."""
    right_unnamed: int
    """How many more were right."""
