"""A channel's schedule as it is kept: who set it, what comes next, and why it may have stopped."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.schedule.values import Schedule


@dataclass(frozen=True, slots=True)
class Setting:
    """The daily quiz of one channel."""

    team: str
    channel: str
    schedule: Schedule
    set_by: str
    """User id of who set it last."""
    set_at: datetime
    next_due: datetime | None
    """When the next question comes; None while it is stopped."""
    next_recap: datetime | None = None
    last_day: date | None = None
    """The local date of the last question that was handed over for sending."""
    last_recap: date | None = None
    """The Monday of the last week that was recapped."""
    stopped: str = ""
    """Why nothing is posted though the quiz is on, as a sentence: Slack refuses the channel."""
