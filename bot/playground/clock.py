"""The playground's clock: real time, until somebody moves it forward."""

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.playground.errors import Refusal

STEP = timedelta(minutes=5)
FURTHEST = timedelta(days=31)
UNCLEAR = "Say when, as `tomorrow 09:30`, `next monday 09:30`, `+1 hour` or `2026-11-25 09:30`."
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AHEAD = re.compile(r"\+(\d{1,4}) (minute|hour|day|week)s?")
_DAY = re.compile(r"(tomorrow|next \w+) (\d{1,2}):(\d{2})")

Listener = Callable[[datetime], None]


class MovableClock:
    """Gives the time as aware UTC; safe to use from several threads."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._moving = threading.Lock()
        self._listeners: list[Listener] = []

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def on_step(self, listener: Listener) -> None:
        """Called at each step of every move, with the time it has come to."""
        self._listeners.append(listener)

    def move_to(self, when: datetime) -> None:
        """Goes forward in steps of a few minutes, so that nothing falling due is passed over.

        Raises ValueError for a time that has passed.
        """
        with self._moving:
            if when <= self():
                raise ValueError("a clock only goes forward")
            while (now := self()) < when:
                reached = min(_next_step(now), when)
                self._ahead += reached - now
                self._tell(reached)

    def _tell(self, reached: datetime) -> None:
        for listener in self._listeners:
            listener(reached)


def _next_step(now: datetime) -> datetime:
    """The next full five minutes, when most things fall due."""
    return now + STEP - (now - datetime.min.replace(tzinfo=UTC)) % STEP


def moment(text: str, *, now: datetime, tz: str) -> datetime:
    """The time that a person in this time zone means, after `now`; else `Refusal`."""
    here = now.astimezone(ZoneInfo(tz))
    words = " ".join(text.lower().split())
    meant = _ahead(words, now) or _day(words, here) or _written(text.strip(), here)
    if meant is None:
        raise Refusal(UNCLEAR)
    if meant <= now:
        raise Refusal("The clock only goes forward.")
    if meant - now > FURTHEST:
        raise Refusal(f"That is more than {FURTHEST.days} days away; go there in shorter steps.")
    return meant.astimezone(UTC)


def _ahead(words: str, now: datetime) -> datetime | None:
    match = _AHEAD.fullmatch(words)
    return now + timedelta(**{f"{match[2]}s": int(match[1])}) if match else None


def _day(words: str, here: datetime) -> datetime | None:
    """Tomorrow, or the next Monday after today, at an hour."""
    match = _DAY.fullmatch(words)
    if match is None:
        return None
    days = _days_until(match[1], here)
    at = _time(int(match[2]), int(match[3]))
    if days is None or at is None:
        return None
    return datetime.combine(here.date() + timedelta(days=days), at, here.tzinfo)


def _days_until(day: str, here: datetime) -> int | None:
    name = day.removeprefix("next ")
    if name == "tomorrow":
        return 1
    if name not in WEEKDAYS:
        return None
    return (WEEKDAYS.index(name) - here.weekday() - 1) % 7 + 1


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _written(text: str, here: datetime) -> datetime | None:
    """A date and time in ISO form, by the person's own clock where it names no offset."""
    try:
        meant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return meant if meant.tzinfo else meant.replace(tzinfo=here.tzinfo)
