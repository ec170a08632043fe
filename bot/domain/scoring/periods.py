"""The periods that boards count in, by the local date of a channel's time zone."""

from datetime import date
from enum import StrEnum


class Period(StrEnum):
    """A span over which points are added up."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"


def period_key(period: Period, day: date) -> str:
    """The name under which a local date is counted: `2026-W48`, `2026-11` or `all`.

    Weeks are those of ISO 8601: Monday to Sunday, of the year that holds the Thursday.
    """
    match period:
        case Period.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case Period.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Period.ALL:
            return "all"


def period_keys(day: date) -> dict[str, str]:
    """The key of every period that an answer on this local date counts for, by the period."""
    return {period: period_key(period, day) for period in Period}
