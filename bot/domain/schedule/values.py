"""A channel's schedule as a value: when its question comes, what it is about, when it closes."""

import dataclasses
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from zoneinfo import ZoneInfo

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule.zones import is_zone
from bot.errors import UserError


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday()` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def short(self) -> str:
        """The name in three letters, `Mon`."""
        return self.name[:3].title()


EVERY_DAY = frozenset(Weekday)
WEEKENDS = frozenset({Weekday.SATURDAY, Weekday.SUNDAY})
WEEKDAYS = EVERY_DAY - WEEKENDS

LONGEST_PAUSE = timedelta(days=366)
"""A pause ends within a year; a channel that wants none for longer turns the quiz off."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a channel gets its question, and which.

    `at` is the time of day on the clocks of `zone`, an IANA name. No `domains` means the exam's
    mix, no `difficulty` any. A question closes `closes_after` its sending, or when the next one
    comes (None). Local dates before `paused_until` get none. Raises UserError for a zone that is
    not known, for no weekday and for a closing time that is not positive.
    """

    at: time
    zone: str
    weekdays: frozenset[Weekday]
    domains: frozenset[Domain] = frozenset()
    difficulty: Difficulty | None = None
    closes_after: timedelta | None = None
    weekly_recap: bool = True
    paused_until: date | None = None

    def __post_init__(self) -> None:
        if self.at.second or self.at.microsecond or self.at.tzinfo:
            raise ValueError(f"A schedule's time has hours and minutes only, not {self.at!r}")
        if not is_zone(self.zone):
            raise UserError(f"There is no time zone {self.zone}; pick one such as Europe/Berlin.")
        if not self.weekdays:
            raise UserError("Pick at least one day of the week.")
        if self.closes_after is not None and self.closes_after <= timedelta(0):
            raise UserError("A question must stay open for some time; pick when it closes.")


def today_in(zone: str, *, now: datetime) -> date:
    """The local date in `zone` at the moment `now`."""
    return wall_clock(now, ZoneInfo(zone)).date()


def wall_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of `zone` show at `moment`, without a zone.

    Raises ValueError for a moment that does not know its own zone.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone, best UTC")
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)


def paused(schedule: Schedule, *, until: date, today: date) -> Schedule:
    """The schedule with no questions before the local date `until`; `today` is local too.

    Raises UserError for a date that is not ahead, or more than a year ahead.
    """
    fault = pause_fault(until, today=today)
    if fault:
        raise UserError(f"{fault}.")
    return dataclasses.replace(schedule, paused_until=until)


def pause_fault(until: date, *, today: date) -> str | None:
    """Why a pause cannot last until the local date `until`, without the full stop at the end."""
    if until <= today:
        return "A pause has to end after today"
    if until - today > LONGEST_PAUSE:
        return "A pause can last a year at most. For longer, turn the daily quiz off"
    return None
