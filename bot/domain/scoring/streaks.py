"""Streaks that forgive: days off are allowed, and only days on which something was posted count."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

DAYS_OFF = 2
"""Missed days in a calendar month that leave a streak alone."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Days answered in a row, days off aside."""

    days: int
    """Of the streak that runs now; 0 if none does."""
    best: int
    """Of the longest one so far."""
    days_off_left: int
    """Further days that may be missed this calendar month."""


def streak(
    posted: Iterable[date],
    answered: Collection[date],
    *,
    still_open: Collection[date],
    today: date,
) -> Streak:
    """The streak of one person.

    `posted` are the local dates on which a scheduled question was posted in their channel: days
    without a post, outages of ours among them, are not in it and so change nothing. `answered` are
    those of them answered in time, right or wrong; other dates in it are ignored. A post that still
    takes answers (`still_open`) counts once it is answered and is not missed before. A missed day
    uses up one of the DAYS_OFF of its month, but only while a streak runs: nobody pays for the
    days before they joined. `today` is the local date.
    """
    days = best = 0
    used: Counter[tuple[int, int]] = Counter()
    for day in sorted(set(posted)):
        if day in answered:
            days += 1
            best = max(best, days)
        elif days and day not in still_open:
            used[day.year, day.month] += 1
            days = days if used[day.year, day.month] <= DAYS_OFF else 0
    return Streak(days, best, max(DAYS_OFF - used[today.year, today.month], 0))
