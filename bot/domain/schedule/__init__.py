"""The daily quiz's schedule: when questions come, in words and in moments.

`values` is the schedule itself, `due` reckons moments, `zones` finds time zones, `parsing` reads
what people type, `requests` says what it changes, and `describe` says it in plain words.
"""

from bot.domain.schedule.describe import (
    day_in_words,
    describe_questions,
    moment_in_words,
    weekdays_in_words,
)
from bot.domain.schedule.due import (
    GRACE,
    Due,
    Recap,
    carried_over,
    carried_over_recap,
    close_at,
    date_taken,
    is_too_late,
    monday_of,
    next_due,
    next_recap,
    pending,
    pending_recap,
)
from bot.domain.schedule.offsets import zone_in_words, zone_with_offset
from bot.domain.schedule.parsing import parse_request, seems_request
from bot.domain.schedule.requests import (
    NOTHING_SET,
    USUAL_TIME,
    NotUnderstood,
    Pause,
    PostNow,
    Request,
    Resume,
    Show,
    TurnOff,
    TurnOn,
    changed,
    example_in,
    written,
)
from bot.domain.schedule.values import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKENDS,
    Schedule,
    Weekday,
    paused,
    today_in,
)
from bot.domain.schedule.zones import is_zone, zone_named, zones_matching

__all__ = [
    "EVERY_DAY",
    "GRACE",
    "NOTHING_SET",
    "USUAL_TIME",
    "WEEKDAYS",
    "WEEKENDS",
    "Due",
    "NotUnderstood",
    "Pause",
    "PostNow",
    "Recap",
    "Request",
    "Resume",
    "Schedule",
    "Show",
    "TurnOff",
    "TurnOn",
    "Weekday",
    "carried_over",
    "carried_over_recap",
    "changed",
    "close_at",
    "date_taken",
    "day_in_words",
    "describe_questions",
    "example_in",
    "is_too_late",
    "is_zone",
    "moment_in_words",
    "monday_of",
    "next_due",
    "next_recap",
    "parse_request",
    "paused",
    "pending",
    "pending_recap",
    "seems_request",
    "today_in",
    "weekdays_in_words",
    "written",
    "zone_in_words",
    "zone_named",
    "zone_with_offset",
    "zones_matching",
]
