"""Schedules as values, and in plain words."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKENDS,
    Schedule,
    Weekday,
    describe_questions,
    moment_in_words,
    next_due,
    today_in,
    weekdays_in_words,
)
from bot.errors import UserError
from tests.domain.schedule_kit import berlin, day_sets, moments, schedules, utc, zones

NOW = utc("2026-11-25 09:00")


def said(schedule: Schedule, viewer_zone: str = "Europe/Berlin") -> str:
    """The schedule's next question as a reader in `viewer_zone` is told of it."""
    at = next_due(schedule, after=NOW).at
    return moment_in_words(at, schedule, viewer_zone=viewer_zone, now=NOW)


def test_the_next_question_is_told_by_the_readers_own_clocks() -> None:
    assert said(berlin()) == "Thu 26 Nov 09:30"
    assert said(berlin(), "America/New_York") == "Thu 26 Nov 03:30 your time"
    assert said(berlin(), "Pacific/Auckland") == "Thu 26 Nov 21:30 your time"


def test_a_reader_whose_clocks_agree_or_are_unknown_needs_no_hint() -> None:
    assert said(berlin(), "Europe/Paris") == said(berlin()) == said(berlin(), "Not/AZone")


def test_a_moment_of_another_year_is_told_with_its_year() -> None:
    schedule = dataclasses.replace(berlin(), paused_until=date(2027, 1, 3))
    assert said(schedule) == "Mon 4 Jan 2027 09:30"


@given(schedules(), zones, moments)
def test_every_moment_can_be_told_in_every_zone(
    schedule: Schedule, viewer_zone: str, now: datetime
) -> None:
    due = next_due(schedule, after=now).at
    words = moment_in_words(due, schedule, viewer_zone=viewer_zone, now=now)
    assert f"{today_in(viewer_zone, now=due).day} " in words
    assert describe_questions(schedule)


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [
        (EVERY_DAY, "every day"),
        (WEEKDAYS, "weekdays"),
        (WEEKENDS, "weekends"),
        ({Weekday.MONDAY}, "Mondays"),
        ({Weekday.MONDAY, Weekday.THURSDAY}, "Mon and Thu"),
        ({Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY}, "Mon, Wed and Fri"),
        (WEEKDAYS - {Weekday.FRIDAY}, "Mon to Thu"),
    ],
)
def test_days_are_said_as_people_say_them(weekdays: frozenset[Weekday], words: str) -> None:
    assert weekdays_in_words(frozenset(weekdays)) == words


@given(day_sets, day_sets)
def test_different_days_are_said_differently(
    one: frozenset[Weekday], other: frozenset[Weekday]
) -> None:
    assert (weekdays_in_words(one) == weekdays_in_words(other)) == (one == other)


def test_the_questions_of_a_plain_schedule() -> None:
    assert describe_questions(berlin()) == (
        "questions in the exam's mix of domains; each open until the next one; weekly recap"
    )


def test_the_questions_of_a_narrow_schedule() -> None:
    schedule = dataclasses.replace(
        berlin(),
        domains=frozenset({Domain.IDENTITY, Domain.DETECTION}),
        difficulty=Difficulty.HARD,
        closes_after=timedelta(hours=4),
        weekly_recap=False,
    )
    assert describe_questions(schedule) == (
        "hard questions on Detection and Identity and Access Management; each open for 4 hours; "
        "no weekly recap"
    )


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=90), "1 hour and 30 minutes"),
        (timedelta(days=1), "24 hours"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_lengths_in_words(length: timedelta, words: str) -> None:
    schedule = dataclasses.replace(berlin(), closes_after=length)
    assert f"each open for {words};" in describe_questions(schedule)


def test_a_schedule_needs_a_known_zone_a_day_and_some_time_to_answer() -> None:
    with pytest.raises(UserError, match="no time zone"):
        Schedule(time(9), "Europe/Bern", WEEKDAYS)
    with pytest.raises(UserError, match="one day"):
        Schedule(time(9), "UTC", frozenset())
    with pytest.raises(UserError, match="open"):
        Schedule(time(9), "UTC", WEEKDAYS, closes_after=timedelta(0))


@pytest.mark.parametrize("at", [time(9, 30, 1), time(9, 30, tzinfo=UTC)])
def test_a_time_of_day_has_hours_and_minutes_only(at: time) -> None:
    with pytest.raises(ValueError, match="hours and minutes"):
        Schedule(at, "UTC", WEEKDAYS)
