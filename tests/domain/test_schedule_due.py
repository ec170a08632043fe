"""When the daily question, its closing and the weekly recap are due."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import (
    EVERY_DAY,
    GRACE,
    Due,
    Schedule,
    Weekday,
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
from tests.domain.schedule_kit import berlin, dates, leaps, local, moments, schedules, utc

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def daily(at: str, zone: str) -> Schedule:
    return Schedule(time.fromisoformat(at), zone, EVERY_DAY)


def first_minute_showing(wanted: datetime, zone: str, near: datetime) -> datetime:
    """The first minute at which clocks show `wanted` or later, found by trying all."""
    minutes = (near + number * MINUTE for number in range(-4 * 60, 4 * 60))
    return next(minute for minute in minutes if local(minute, zone) >= wanted)


def times_around(leap: datetime, zone: str) -> set[datetime]:
    """Local times in, at the edges of and beside what a leap leaves out or repeats."""
    edges = (local(leap - MINUTE, zone), local(leap, zone))
    middle = min(edges) + (max(edges) - min(edges)) // (2 * MINUTE) * MINUTE
    return {edge + step * MINUTE for edge in (*edges, middle) for step in (-1, 0, 1)}


def test_a_year_has_leaps_in_many_zones() -> None:
    assert len(leaps()) > 200


def test_around_every_leap_of_every_zone_each_date_has_one_question_at_its_first_moment() -> None:
    """A time left out comes at the next that exists, a time that comes twice only at the first."""
    for zone, leap in leaps():
        for wanted in times_around(leap, zone):
            schedule = Schedule(wanted.time(), zone, EVERY_DAY)
            moment = leap - 3 * DAY
            due = next_due(schedule, after=moment)
            seen = []
            while due.day <= wanted.date() + DAY:
                seen.append(due)
                due = next_due(schedule, after=due.at)
            of_the_day = [due.at for due in seen if due.day == wanted.date()]
            assert of_the_day == [first_minute_showing(wanted, zone, leap)], (zone, wanted)
            assert all(two.day - one.day == DAY for one, two in pairwise(seen))


@given(schedules(), moments)
def test_questions_come_on_every_scheduled_date_and_no_other(
    schedule: Schedule, after: datetime
) -> None:
    due = next_due(schedule, after=after)
    for _ in range(8):
        following = next_due(schedule, after=due.at)
        assert due.at < following.at
        between = [
            due.day + number * DAY for number in range(1, (following.day - due.day).days + 1)
        ]
        assert [day for day in between if day.weekday() in schedule.weekdays] == [following.day]
        due = following


@given(schedules(), moments)
def test_the_next_question_is_after_the_moment_and_shows_the_set_time(
    schedule: Schedule, after: datetime
) -> None:
    due = next_due(schedule, after=after)
    assert after < due.at <= after + 8 * DAY
    assert due.at.tzinfo is UTC
    shown = local(due.at, schedule.zone)
    wanted = datetime.combine(due.day, schedule.at)
    assert wanted <= shown <= wanted + timedelta(hours=1)


@given(schedules(paused=dates), moments)
def test_a_pause_holds_questions_back_until_its_date(schedule: Schedule, after: datetime) -> None:
    assert schedule.paused_until
    due = next_due(schedule, after=after)
    assert due.day >= schedule.paused_until
    plan = dataclasses.replace(schedule, paused_until=None)
    if local(after, schedule.zone).date() >= schedule.paused_until:
        assert due == next_due(plan, after=after)


@given(schedules(), schedules(), moments, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_changed_schedule_never_doubles_a_day(
    old: Schedule, new: Schedule, after: datetime, later: timedelta
) -> None:
    last = next_due(old, after=after)
    taken = date_taken(new, last=last)
    due = next_due(new, after=last.at + later, last_posted=taken)
    assert due.day > last.day
    assert due.day > local(last.at, new.zone).date()
    assert due.at > last.at + later


LATE = st.timedeltas(timedelta(0), GRACE - timedelta.resolution)


@given(schedules(), moments, LATE)
def test_a_question_that_is_due_stays_due_when_its_schedule_is_set_again(
    schedule: Schedule, after: datetime, late: timedelta
) -> None:
    due = next_due(schedule, after=after)
    found = pending(schedule, since=due.at, now=due.at + late)
    assert found and found.day >= due.day
    assert carried_over(found, schedule, now=due.at + late) == found


@given(schedules(), schedules(), moments, LATE)
def test_a_question_that_is_carried_over_is_of_its_day_and_not_too_late(
    old: Schedule, new: Schedule, after: datetime, late: timedelta
) -> None:
    due = next_due(old, after=after)
    now = due.at + late
    becomes = carried_over(due, new, now=now)
    if becomes:
        assert due.day <= becomes.day <= date_taken(new, last=due)
        assert not is_too_late(becomes, now=now)
        assert Weekday(becomes.day.weekday()) in new.weekdays
    assert carried_over(due, new, now=now, last_posted=date_taken(new, last=due)) is None


@given(schedules(), moments, LATE)
def test_a_recap_that_is_due_stays_due_when_its_schedule_is_set_again(
    schedule: Schedule, after: datetime, late: timedelta
) -> None:
    recap = next_recap(schedule, after=after)
    if recap:
        now = recap.at + late
        assert pending_recap(schedule, since=recap.at, now=now) == recap
        assert carried_over_recap(recap, schedule, now=now) == recap


@given(schedules(), moments, st.timedeltas(timedelta(0), GRACE))
def test_a_question_closes_after_it_came_and_no_later_than_the_next_comes(
    schedule: Schedule, after: datetime, late: timedelta
) -> None:
    due = next_due(schedule, after=after)
    closed = close_at(schedule, due, sent=due.at + late)
    following = next_due(schedule, after=due.at)
    assert due.at + late < closed <= following.at
    if schedule.closes_after is None:
        assert closed == following.at


@given(schedules(), moments)
def test_recaps_come_once_a_week_after_its_last_question_closed(
    schedule: Schedule, after: datetime
) -> None:
    recap = next_recap(schedule, after=after)
    if not schedule.weekly_recap:
        assert recap is None
        return
    assert recap
    assert recap.at > after
    following = next_recap(schedule, after=recap.at, last_recap=recap.week)
    assert following
    assert following.week - recap.week == timedelta(weeks=1)
    last_day = recap.week + max(schedule.weekdays) * DAY
    last = next_due(schedule, after=recap.at - 16 * DAY, last_posted=last_day - DAY)
    assert last.day == last_day
    assert recap.at == close_at(schedule, last, sent=last.at)


@pytest.mark.parametrize(
    ("zone", "at", "after", "day", "expected"),
    [
        ("Europe/Berlin", "02:30", "2027-03-27 12:00", "2027-03-28", "2027-03-28 01:00"),
        ("Europe/Berlin", "02:30", "2026-10-24 12:00", "2026-10-25", "2026-10-25 00:30"),
        ("Australia/Lord_Howe", "02:15", "2026-10-03 00:00", "2026-10-04", "2026-10-03 15:30"),
        ("America/Nuuk", "23:30", "2027-03-27 12:00", "2027-03-27", "2027-03-28 01:00"),
        ("Pacific/Apia", "09:30", "2011-12-30 00:00", "2011-12-31", "2011-12-30 19:30"),
    ],
)
def test_known_leaps(zone: str, at: str, after: str, day: str, expected: str) -> None:
    due = next_due(daily(at, zone), after=utc(after))
    assert due == Due(date.fromisoformat(day), utc(expected))


def test_a_time_that_comes_twice_is_past_after_the_first() -> None:
    due = next_due(daily("02:30", "Europe/Berlin"), after=utc("2026-10-25 00:30"))
    assert due.day == date(2026, 10, 26)


def test_a_date_that_clocks_leave_out_has_no_question() -> None:
    """Samoa went from 29 to 31 December 2011."""
    due = next_due(daily("09:30", "Pacific/Apia"), after=utc("2011-12-29 12:00"))
    following = next_due(daily("09:30", "Pacific/Apia"), after=due.at)
    assert (due.day, following.day) == (date(2011, 12, 29), date(2011, 12, 31))


def test_a_new_time_takes_effect_the_same_day() -> None:
    due = next_due(berlin("11:00"), after=utc("2026-11-24 09:00"), last_posted=date(2026, 11, 23))
    assert due == Due(date(2026, 11, 24), utc("2026-11-24 10:00"))


def test_a_new_time_later_in_a_day_that_had_its_question_waits_for_the_next_day() -> None:
    due = next_due(berlin("11:00"), after=utc("2026-11-24 09:00"), last_posted=date(2026, 11, 24))
    assert due.day == date(2026, 11, 25)


def test_moving_to_a_zone_that_is_a_date_ahead_counts_the_question_for_that_date() -> None:
    last = Due(date(2026, 11, 24), utc("2026-11-24 19:30"))  # 09:30 in Honolulu
    auckland = daily("09:30", "Pacific/Auckland")
    taken = date_taken(auckland, last=last)
    assert taken == date(2026, 11, 25)
    assert next_due(auckland, after=last.at, last_posted=taken).day == date(2026, 11, 26)


def test_a_question_six_hours_late_is_too_late() -> None:
    due = Due(date(2026, 11, 24), utc("2026-11-24 08:30"))
    assert not is_too_late(due, now=due.at + GRACE - MINUTE)
    assert is_too_late(due, now=due.at + GRACE)


def test_a_question_sent_late_is_open_for_its_full_time() -> None:
    schedule = dataclasses.replace(berlin(), closes_after=timedelta(hours=4))
    due = Due(date(2026, 11, 24), utc("2026-11-24 08:30"))
    sent = due.at + timedelta(hours=5)
    assert close_at(schedule, due, sent=sent) == sent + timedelta(hours=4)


def test_a_pause_does_not_keep_the_last_question_open() -> None:
    schedule = dataclasses.replace(berlin(), paused_until=date(2026, 12, 24))
    due = Due(date(2026, 11, 24), utc("2026-11-24 08:30"))
    assert close_at(schedule, due, sent=due.at) == utc("2026-11-25 08:30")


def test_the_recap_of_a_weekdays_schedule_comes_when_fridays_question_closes() -> None:
    recap = next_recap(berlin(), after=utc("2026-11-24 09:00"))
    assert recap
    assert (recap.week, recap.at) == (date(2026, 11, 23), utc("2026-11-30 08:30"))


def test_last_weeks_recap_is_still_to_come_before_its_last_question_closes() -> None:
    recap = next_recap(berlin(), after=utc("2026-11-30 08:29"))
    assert recap
    assert (recap.week, recap.at) == (date(2026, 11, 23), utc("2026-11-30 08:30"))


def test_a_week_without_a_question_has_no_recap() -> None:
    schedule = dataclasses.replace(berlin(), paused_until=date(2026, 12, 9))
    recap = next_recap(schedule, after=utc("2026-11-24 09:00"), last_posted=date(2026, 11, 20))
    assert recap
    assert recap.week == date(2026, 12, 7)


def test_a_week_that_a_pause_cuts_short_has_its_recap_at_the_usual_time() -> None:
    schedule = dataclasses.replace(berlin(), paused_until=date(2026, 12, 9))
    recap = next_recap(schedule, after=utc("2026-11-24 09:00"), last_posted=date(2026, 11, 24))
    assert recap
    assert (recap.week, recap.at) == (date(2026, 11, 23), utc("2026-11-30 08:30"))


def test_a_later_time_does_not_bring_the_same_recap_again() -> None:
    after = utc("2026-11-30 09:00")
    recap = next_recap(berlin("18:00"), after=after, last_recap=date(2026, 11, 23))
    assert recap
    assert recap.week == date(2026, 11, 30)


@given(dates)
def test_the_monday_of_a_date_begins_its_iso_week(day: date) -> None:
    assert monday_of(day).isocalendar()[:2] == day.isocalendar()[:2]
    assert monday_of(day).weekday() == Weekday.MONDAY


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        next_due(berlin(), after=utc("2026-11-24 09:00").replace(tzinfo=None))
