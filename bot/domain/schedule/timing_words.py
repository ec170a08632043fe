"""Reads times of day and days of the week as people write them: `9am`, `9.30`, `mon-fri`."""

import re
from collections.abc import Mapping
from datetime import time

from bot.domain.schedule.spelling import Near, nearest_word
from bot.domain.schedule.values import EVERY_DAY, WEEKDAYS, WEEKENDS, Weekday

_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?h?(am|pm)?")
_ABBREVIATIONS = {
    "tues": Weekday.TUESDAY,
    "weds": Weekday.WEDNESDAY,
    "thur": Weekday.THURSDAY,
    "thurs": Weekday.THURSDAY,
}
_GROUPS = {
    **dict.fromkeys(("daily", "everyday", "day", "days"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "weekday", "workdays", "workday"), WEEKDAYS),
    **dict.fromkeys(("weekends", "weekend"), WEEKENDS),
    "mwf": frozenset({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY}),
}

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The names of the months; not `calendar.month_name`, which follows the machine's language."""

DAY_NAMES: Mapping[str, Weekday] = {
    **{day.name.lower(): day for day in Weekday},
    **{f"{day.name.lower()}s": day for day in Weekday},
    **{day.short.lower(): day for day in Weekday},
    **{day.short.lower()[:2]: day for day in Weekday},
    **_ABBREVIATIONS,
}
"""Every way to write one day of the week."""

_DAYS = {**{name: frozenset({day}) for name, day in DAY_NAMES.items()}, **_GROUPS}


def time_of_day(word: str) -> time | None:
    """The time that `word` names (`9`, `0930`, `9:30`, `9.30`, `9h30`, `9am`, `noon`)."""
    if word in _NAMED_TIMES:
        return _NAMED_TIMES[word]
    match = _TIME.fullmatch(word)
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def looks_like_time(word: str) -> bool:
    """Whether `word` seems meant as a time of day, right or wrong: `25:00`, `9:3o`."""
    return word[:1].isdigit()


def days_named(word: str) -> Near[frozenset[Weekday]] | None:
    """The days that `word` names, typos allowed: one, a group, `mon-fri`, `mon/wed/fri`."""
    if word in _DAYS:
        return Near(_DAYS[word], edits=0)
    if "-" in word:
        return _range(word)
    if "/" in word or "+" in word:
        return _list(re.split("[/+]", word))
    return nearest_word(word, _DAYS)


def _range(word: str) -> Near[frozenset[Weekday]] | None:
    """The days of `fri-mon`, over the end of the week if need be."""
    ends = [nearest_word(end, DAY_NAMES) for end in word.split("-")]
    match ends:
        case [Near(first, one), Near(last, other)]:
            days = ((first + number) % 7 for number in range((last - first) % 7 + 1))
            return Near(frozenset(map(Weekday, days)), one + other)
    return None


def _list(words: list[str]) -> Near[frozenset[Weekday]] | None:
    days: set[Weekday] = set()
    edits = 0
    for word in words:
        near = nearest_word(word, DAY_NAMES)
        if near is None:
            return None
        days.add(near.meaning)
        edits += near.edits
    return Near(frozenset(days), edits)
