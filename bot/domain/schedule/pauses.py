"""Reads how long a pause lasts: `2 weeks`, `until 2026-12-24`, `until 24 dec`, `until monday`."""

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.domain.schedule.requests import NotUnderstood, Pause, written
from bot.domain.schedule.spelling import nearest_word
from bot.domain.schedule.timing_words import DAY_NAMES, MONTHS
from bot.domain.schedule.values import pause_fault

USUAL_PAUSE = "pause 2 weeks"
"""The example where no date could be read."""

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "week"),
    **dict.fromkeys(("month", "months"), "month"),
}
_UNTIL = {"until": True, "till": True, "til": True, "to": True}
_MONTHS = {
    name: number
    for number, full in enumerate(MONTHS, start=1)
    for name in (full.lower(), full[:3].lower(), full[:4].lower())
}
_FILLERS = frozenset({"for", "the", "of", "on", "it"})


def pause_asked(words: Sequence[str], today: date) -> date:
    """The local date until which to pause, from the words after `pause`.

    `today` is the local date that lengths are counted from. Raises NotUnderstood.
    """
    told = [word for word in words if word not in _FILLERS]
    if not told:
        raise NotUnderstood("The length of the pause is missing", example=USUAL_PAUSE)
    if len(told) > 1 and nearest_word(told[0], _UNTIL):
        until = _date(told[1:], today)
    else:
        until = _after(" ".join(told), today) or _date(told, today)
    fault = pause_fault(until, today=today)
    if fault:
        raise NotUnderstood(fault, example="off" if until > today else USUAL_PAUSE)
    return until


def _after(text: str, today: date) -> date | None:
    """The date so many days, weeks or months after `today`; None if `text` is no length."""
    match = re.fullmatch(rf"(\d{{1,4}}|{'|'.join(_NUMBERS)})\s*([a-z]+)", text)
    unit = nearest_word(match[2], _UNITS) if match else None
    if text == "today":
        return today + timedelta(days=1)
    if not match or not unit:
        return None
    number = _NUMBERS.get(match[1]) or int(match[1])
    if unit.meaning == "month":
        return _months_later(today, number)
    return today + number * timedelta(days=7 if unit.meaning == "week" else 1)


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    return _clipped(day.year + years, month + 1, day.day)


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _date(words: Sequence[str], today: date) -> date:
    """The date that `words` name. Raises NotUnderstood."""
    text = " ".join(words)
    relative = _relative(words, today)
    if relative:
        return relative
    for pattern, read in _FORMS:
        match = re.fullmatch(pattern, text)
        parts = read(match) if match else None
        if parts:
            return _existing(*parts, today=today)
    raise NotUnderstood("I can't tell how long the pause lasts", example=USUAL_PAUSE)


def _relative(words: Sequence[str], today: date) -> date | None:
    """The date of `tomorrow`, `friday`, `next week` and `next month`, the first after `today`."""
    match [word for word in words if word != "next"] or ["next"]:
        case ["tomorrow"]:
            return today + timedelta(days=1)
        case ["week"] if words[0] == "next":
            return today + timedelta(days=7 - today.weekday())
        case ["month"] if words[0] == "next":
            return _months_later(today.replace(day=1), 1)
        case [word] if near := nearest_word(word, DAY_NAMES):
            return today + timedelta(days=(near.meaning - today.weekday() - 1) % 7 + 1)
    return None


_Parts = tuple[int | None, int, int]
"""Year (None: the next with that day), month, day."""


def _year_first(match: re.Match[str]) -> _Parts:
    return int(match[1]), int(match[2]), int(match[3])


def _day_first(match: re.Match[str]) -> _Parts:
    return int(match[3]) if match[3] else None, int(match[2]), int(match[1])


def _slashed(match: re.Match[str]) -> _Parts | None:
    """24/12 and 12/24 are clear; 6/7 is the sixth or the seventh, and nobody can tell."""
    one, two = int(match[1]), int(match[2])
    if (one > 12) == (two > 12) and one != two:
        return None
    return int(match[3]) if match[3] else None, *((two, one) if one > 12 else (one, two))


def _day_month(match: re.Match[str]) -> _Parts | None:
    month = nearest_word(match[2], _MONTHS)
    return (int(match[3]) if match[3] else None, month.meaning, int(match[1])) if month else None


def _month_day(match: re.Match[str]) -> _Parts | None:
    month = nearest_word(match[1], _MONTHS)
    return (int(match[3]) if match[3] else None, month.meaning, int(match[2])) if month else None


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], _Parts | None]], ...] = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", _year_first),
    (r"(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4})?)?", _day_first),
    (r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?", _slashed),
    (r"(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]?([a-z]+)\.?[\s-]?(\d{4})?", _day_month),
    (r"([a-z]+)\.?\s?(\d{1,2})(?:st|nd|rd|th)?(?:\s(\d{4}))?", _month_day),
)


def _existing(year: int | None, month: int, day: int, *, today: date) -> date:
    """The date of these parts, the next after `today` if it has no year. Raises NotUnderstood."""
    if not 1 <= month <= 12 or year == 0:
        raise NotUnderstood("There is no such month", example=USUAL_PAUSE)
    years = [year] if year else [today.year, today.year + 1]
    near = [_clipped(one, month, max(day, 1)) for one in years]
    until = next((one for one in near if one > today), near[-1])
    if until.day != day:
        valid = pause_fault(until, today=today) is None
        example = written(Pause(until)) if valid else USUAL_PAUSE
        raise NotUnderstood("That month has no such day", example=example)
    return until
