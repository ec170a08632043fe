"""What `/awssec me` says about one person."""

from dataclasses import dataclass
from datetime import date

from bot.domain.scoring.streaks import Streak
from bot.domain.scoring.strengths import Strength


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """One of a person's answers."""

    day: date
    stem: str
    """The question's stem; empty if the question is gone."""
    right: bool
    points: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's points, rank, streak, strengths and last answers."""

    week_points: int
    all_points: int
    rank: int | None
    """This week in the channel, or in the workspace where there is no channel; None unranked."""
    streak: Streak | None
    """In the channel; None where no question was posted yet."""
    strengths: tuple[Strength, ...]
    last: tuple[LastAnswer, ...]
    """The latest first, at most 5."""
    hidden: bool
    """Whether the person is left out of boards."""
