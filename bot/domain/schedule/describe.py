"""A schedule in plain words, and moments by the reader's own clocks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.knowledge import Domain
from bot.domain.schedule.timing_words import MONTHS
from bot.domain.schedule.values import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKENDS,
    Schedule,
    Weekday,
    today_in,
    wall_clock,
)
from bot.domain.schedule.zones import is_zone


def moment_in_words(
    moment: datetime, schedule: Schedule, *, viewer_zone: str, now: datetime
) -> str:
    """A moment by the reader's clocks, `Thu 26 Nov 03:30 your time`."""
    zone = viewer_zone if is_zone(viewer_zone) else schedule.zone
    there, here = (wall_clock(moment, ZoneInfo(name)) for name in (schedule.zone, zone))
    day = day_in_words(here.date(), today=today_in(zone, now=now))
    return f"{day} {here:%H:%M}" + (" your time" if here != there else "")


def why_stopped(reason: str) -> str:
    """Why nothing is posted any more: `reason`, a sentence, may be of long ago."""
    return f"A question could not be posted. The reason then: {reason}"


def describe_questions(schedule: Schedule) -> str:
    """Which questions come, how long they are open, and whether there is a recap.

    `hard questions on Detection and Governance; each open for 4 hours; weekly recap`
    """
    kind = f"{schedule.difficulty} questions" if schedule.difficulty else "questions"
    names = [domain.full_name for domain in Domain if domain in schedule.domains]
    topic = f"on {_joined(names)}" if names else "in the exam's mix of domains"
    closing = (
        f"for {_length(schedule.closes_after)}" if schedule.closes_after else "until the next one"
    )
    recap = "weekly recap" if schedule.weekly_recap else "no weekly recap"
    return f"{kind} {topic}; each open {closing}; {recap}"


def weekdays_in_words(weekdays: frozenset[Weekday]) -> str:
    """The days as people say them: `weekdays`, `Mondays`, `Mon to Thu`, `Mon, Wed and Fri`."""
    names = {EVERY_DAY: "every day", WEEKDAYS: "weekdays", WEEKENDS: "weekends"}
    if weekdays in names:
        return names[weekdays]
    days = sorted(weekdays)
    if len(days) == 1:
        return f"{days[0].name.title()}s"
    if len(days) > 2 and all(two - one == 1 for one, two in pairwise(days)):
        return f"{days[0].short} to {days[-1].short}"
    return _joined([day.short for day in days])


def day_in_words(day: date, *, today: date) -> str:
    """A date as `Thu 26 Nov`, with its year if that is not the year of `today`."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{Weekday(day.weekday()).short} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def _length(length: timedelta) -> str:
    minutes = round(length / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    days, hours_rest = divmod(hours, 24)
    if days and not rest and not hours_rest and days > 1:
        return _counted(days, "day")
    parts = [_counted(hours, "hour")] if hours else []
    return _joined([*parts, *([_counted(rest, "minute")] if rest or not parts else [])])


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
