"""What somebody can ask for after `/awssec daily`, how it is written, and what it changes."""

import dataclasses
from dataclasses import dataclass
from datetime import date, time

from bot.domain.schedule.offsets import zone_in_words
from bot.domain.schedule.values import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKENDS,
    Schedule,
    Weekday,
    paused,
)
from bot.domain.schedule.zones import is_zone
from bot.errors import UserError

COMMAND = "/awssec daily"
NOTHING_SET = "No daily quiz is set in this channel."
START_AGAIN = f"Once the reason is gone, `{COMMAND} resume` in the channel starts it again."
USUAL_TIME = time(9, 30)
"""The time of day that is proposed where nothing is set."""


@dataclass(frozen=True, slots=True)
class Show:
    """Show the schedule, and the form to set it."""


@dataclass(frozen=True, slots=True)
class TurnOn:
    """Post at this time of day on the clocks of this zone, on these days."""

    at: time
    zone: str
    weekdays: frozenset[Weekday]


@dataclass(frozen=True, slots=True)
class TurnOff:
    """Post no more."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Post nothing before this local date."""

    until: date


@dataclass(frozen=True, slots=True)
class Resume:
    """End a pause."""


@dataclass(frozen=True, slots=True)
class PostNow:
    """Post the day's question at once."""


Request = Show | TurnOn | TurnOff | Pause | Resume | PostNow


class NotUnderstood(UserError):
    """A request that cannot be read; `example` is the nearest that can, without `COMMAND`."""

    def __init__(self, reason: str, *, example: str) -> None:
        super().__init__(f"{reason}. Write for example `{COMMAND} {example}`.")
        self.example = example


def written(request: Request) -> str:
    """The words after `COMMAND` that ask for `request`; reading them gives it back."""
    match request:
        case Show():
            return ""
        case TurnOn(at, zone, weekdays):
            return f"on {at:%H:%M} {zone_in_words(zone)} {_days_written(weekdays)}"
        case TurnOff():
            return "off"
        case Pause(until):
            return f"pause until {until}"
        case Resume():
            return "resume"
        case PostNow():
            return "now"


def example_in(zone: str) -> str:
    """The words after `COMMAND` that most want who live in `zone`; in UTC if it is no zone."""
    return written(TurnOn(USUAL_TIME, zone if is_zone(zone) else "UTC", WEEKDAYS))


def changed(schedule: Schedule | None, request: Request, *, today: date) -> Schedule | None:
    """The channel's schedule after `request`; None where the quiz is off.

    Turning on keeps what the request does not name: a pause, domains, difficulty, closing, recap.
    `today` is the local date in the schedule's zone. Raises UserError for a pause that ends today
    or more than a year ahead, and for pausing, resuming or turning off where none is set.
    """
    match request:
        case TurnOn(at, zone, weekdays) if schedule:
            return dataclasses.replace(schedule, at=at, zone=zone, weekdays=weekdays)
        case TurnOn(at, zone, weekdays):
            return Schedule(at, zone, weekdays)
        case TurnOff():
            if schedule is None:
                raise UserError(NOTHING_SET)
            return None
        case Pause(until):
            return paused(_set(schedule), until=until, today=today)
        case Resume():
            return dataclasses.replace(_set(schedule), paused_until=None)
    return schedule


def _set(schedule: Schedule | None) -> Schedule:
    if schedule is None:
        raise UserError(f"{NOTHING_SET} Set one with `{COMMAND} on 09:30 weekdays`.")
    return schedule


def _days_written(weekdays: frozenset[Weekday]) -> str:
    names = {EVERY_DAY: "daily", WEEKDAYS: "weekdays", WEEKENDS: "weekends"}
    return names.get(weekdays) or " ".join(day.short.lower() for day in sorted(weekdays))
