"""What the schedule's tests share: schedules to try, and the leaps of all clocks in 13 months."""

import functools
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule import WEEKDAYS, Request, Schedule, Weekday, parse_request
from bot.domain.schedule.zones import zone_names

START = datetime(2026, 11, 1, tzinfo=UTC)
END = START + timedelta(days=400)

TODAY = date(2026, 11, 24)
"""A Tuesday."""
OWN_ZONE = "America/Chicago"

ZONES = sorted(zone_names())

zones = st.sampled_from(ZONES)
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
day_sets = st.frozensets(st.sampled_from(list(Weekday)), min_size=1)
moments = st.datetimes(START.replace(tzinfo=None), END.replace(tzinfo=None), timezones=st.just(UTC))
dates = st.dates(START.date(), END.date())


def read(text: str, schedule: Schedule | None = None, *, zone: str = OWN_ZONE) -> Request:
    """What somebody in `zone` asks for today with these words."""
    return parse_request(text, zone=zone, today=TODAY, schedule=schedule)


@st.composite
def schedules(draw: st.DrawFn, paused: st.SearchStrategy[date | None] | None = None) -> Schedule:
    """Any schedule; one that is not paused unless `paused` says until when."""
    return Schedule(
        draw(times),
        draw(zones),
        draw(day_sets),
        domains=draw(st.frozensets(st.sampled_from(list(Domain)))),
        difficulty=draw(st.none() | st.sampled_from(list(Difficulty))),
        closes_after=draw(st.none() | st.timedeltas(timedelta(minutes=1), timedelta(days=9))),
        weekly_recap=draw(st.booleans()),
        paused_until=draw(paused) if paused is not None else None,
    )


def berlin(at: str = "09:30", weekdays: frozenset[Weekday] = WEEKDAYS) -> Schedule:
    """A plain schedule in Europe/Berlin."""
    return Schedule(time.fromisoformat(at), "Europe/Berlin", weekdays)


def utc(text: str) -> datetime:
    """A moment from `2026-11-24 09:30`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(moment: datetime, zone: str) -> datetime:
    """What the clocks of `zone` show at `moment`."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@functools.cache
def leaps() -> Sequence[tuple[str, datetime]]:
    """Each zone with the moments (UTC) at which its clocks leap, found minute by minute."""
    days = [START + timedelta(days=number) for number in range((END - START).days)]
    return [
        (name, _leap_in(ZoneInfo(name), day))
        for name in ZONES
        for day in days
        if _offset(ZoneInfo(name), day) != _offset(ZoneInfo(name), day + timedelta(days=1))
    ]


def _leap_in(zone: ZoneInfo, day: datetime) -> datetime:
    minutes = (day + timedelta(minutes=number) for number in range(24 * 60 + 1))
    return next(minute for minute in minutes if _offset(zone, minute) != _offset(zone, day))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
