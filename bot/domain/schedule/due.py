"""When a channel's next question, its closing and the weekly recap are due.

A due moment is the first at which the clocks of the schedule's zone show its time of day or later
on that date. So a time that daylight saving leaves out comes at the next that exists, and one
that comes twice counts the first time only.
"""

import dataclasses
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.domain.schedule.values import Schedule, Weekday, today_in, wall_clock

GRACE = timedelta(hours=6)
"""A question less late than this is still sent; an older one is skipped and counts for no one."""

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A question to post: the local date it stands for, and the moment (UTC) it comes.

    Where clocks leap over midnight (Nuuk, from 23:00), the moment may fall on the next date.
    """

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Recap:
    """A weekly recap to post: the Monday of its ISO week, and the moment (UTC) it comes."""

    week: date
    at: datetime


def next_due(schedule: Schedule, *, after: datetime, last_posted: date | None = None) -> Due:
    """The first question due after the moment `after`, on a scheduled day that is not paused.

    `last_posted` is the local date of the channel's last question: that date and those before
    it get no other, however the schedule was changed since (see `date_taken`).
    """
    first = today_in(schedule.zone, now=after)
    if schedule.paused_until:
        first = max(first, schedule.paused_until)
    if last_posted:
        first = max(first, last_posted + DAY)
    return next(due for due in _dues_from(schedule, first) if due.at > after)


def pending(
    schedule: Schedule, *, since: datetime, now: datetime, last_posted: date | None = None
) -> Due | None:
    """The question that is due at the moment `now` and not too late; None if there is none.

    `since` is the moment from which on the channel's questions have not been posted.
    """
    after = max(since - timedelta.resolution, now - GRACE)
    due = next_due(schedule, after=after, last_posted=last_posted)
    return due if due.at <= now else None


def carried_over(
    due: Due, schedule: Schedule, *, now: datetime, last_posted: date | None = None
) -> Due | None:
    """What the pending question `due` becomes when `schedule` takes over before it is posted.

    None where `schedule` has no question for its date, or one that is too late at `now`.
    """
    taken = max(due.day - DAY, last_posted or date.min)
    becomes = next_due(schedule, after=now - GRACE, last_posted=taken)
    return becomes if becomes.day <= date_taken(schedule, last=due) else None


def is_too_late(due: Due, *, now: datetime) -> bool:
    """Whether the question is no longer sent at the moment `now`."""
    return now - due.at >= GRACE


def date_taken(schedule: Schedule, *, last: Due) -> date:
    """The `last_posted` to go on with when `schedule` has replaced the one that gave `last`.

    Another zone may have had a later date at that moment than the one `last` was posted for;
    people there have had their question of that date.
    """
    return max(last.day, today_in(schedule.zone, now=last.at))


def close_at(schedule: Schedule, due: Due, *, sent: datetime) -> datetime:
    """The moment (UTC) at which the question of `due`, sent at the moment `sent`, closes.

    That is when its time is up, and at the latest when the next one is due, so that one question
    is open at a time. A pause does not keep it open: the next one is the next by the week's plan.
    """
    plan = dataclasses.replace(schedule, paused_until=None)
    next_at = next_due(plan, after=due.at, last_posted=due.day).at
    if schedule.closes_after is None:
        return next_at
    return min(sent.astimezone(UTC) + schedule.closes_after, next_at)


def next_recap(
    schedule: Schedule,
    *,
    after: datetime,
    last_posted: date | None = None,
    last_recap: date | None = None,
) -> Recap | None:
    """The first weekly recap due after the moment `after`; None if the schedule wants none.

    It is due when the last scheduled question of its ISO week closes. A week that is paused as a
    whole has none; one that a pause cuts short has it at the usual time, if `last_posted` (a
    local date) shows a question in it. `last_recap` is the Monday of the last week recapped:
    that week and those before it get no other.
    """
    if not schedule.weekly_recap:
        return None
    first = monday_of(today_in(schedule.zone, now=after)) - WEEK
    if last_recap:
        first = max(first, last_recap + WEEK)
    weeks = (first + number * WEEK for number in count())
    recaps = (_recap_of(schedule, week, last_posted) for week in weeks)
    return next(recap for recap in recaps if recap and recap.at > after)


def pending_recap(
    schedule: Schedule,
    *,
    since: datetime,
    now: datetime,
    last_posted: date | None = None,
    last_recap: date | None = None,
) -> Recap | None:
    """The recap that is due at the moment `now` and not too late, as `pending` for questions."""
    recap = next_recap(
        schedule,
        after=max(since - timedelta.resolution, now - GRACE),
        last_posted=last_posted,
        last_recap=last_recap,
    )
    return recap if recap and recap.at <= now else None


def carried_over_recap(
    recap: Recap, schedule: Schedule, *, now: datetime, last_posted: date | None = None
) -> Recap | None:
    """What the pending `recap` becomes when `schedule` takes over, as `carried_over`."""
    becomes = next_recap(
        schedule, after=now - GRACE, last_posted=last_posted, last_recap=recap.week - WEEK
    )
    return becomes if becomes and becomes.week == recap.week else None


def monday_of(day: date) -> date:
    """The Monday of the ISO week that `day` is in."""
    return day - day.weekday() * DAY


def _recap_of(schedule: Schedule, week: date, last_posted: date | None) -> Recap | None:
    """The recap of the ISO week from the Monday `week`; None for a week without a question."""
    plan = dataclasses.replace(schedule, paused_until=None)
    days = [week + number * DAY for number in range(7)]
    dues = [due for day in days if (due := _due_on(plan, day))]
    paused_until = schedule.paused_until
    posted = last_posted is not None and monday_of(last_posted) >= week
    if not dues or (paused_until and dues[-1].day < paused_until and not posted):
        return None
    return Recap(week, close_at(schedule, dues[-1], sent=dues[-1].at))


def _dues_from(schedule: Schedule, first: date) -> Iterator[Due]:
    """The questions of all scheduled days from `first` on, paused or not."""
    dues = (_due_on(schedule, first + number * DAY) for number in count())
    return (due for due in dues if due)


def _due_on(schedule: Schedule, day: date) -> Due | None:
    """The question of the local date `day`; None if it is not scheduled, or does not exist.

    Samoa had no 30 December 2011.
    """
    if Weekday(day.weekday()) not in schedule.weekdays:
        return None
    zone = ZoneInfo(schedule.zone)
    at = _moment(datetime.combine(day, schedule.at), zone)
    around = (wall_clock(at - timedelta(seconds=1), zone), wall_clock(at, zone))
    return Due(day, at) if day in (around[0].date(), around[1].date()) else None


def _moment(wanted: datetime, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) at which the clocks of `zone` show `wanted` or later."""
    late = wanted.replace(tzinfo=zone).astimezone(UTC)
    if wall_clock(late, zone) == wanted:
        return late
    # In a gap fold=0 reckons with the offset before the leap, fold=1 with the one after it
    # (PEP 495): the leap lies between the two.
    early = wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)
    seconds = range(int((late - early).total_seconds()) + 1)
    leap = bisect_left(
        seconds, wanted, key=lambda s: wall_clock(early + timedelta(seconds=s), zone)
    )
    return early + timedelta(seconds=leap)
