"""What a request makes of the schedule that is set."""

import dataclasses
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import (
    NotUnderstood,
    Pause,
    PostNow,
    Request,
    Resume,
    Schedule,
    TurnOff,
    TurnOn,
    Weekday,
    changed,
)
from bot.errors import UserError
from tests.domain.schedule_kit import (
    TODAY,
    berlin,
    dates,
    day_sets,
    read,
    schedules,
    times,
    zones,
)

_NAMED = st.fixed_dictionaries({}, optional={"at": times, "zone": zones, "weekdays": day_sets})


@given(schedules(paused=st.none() | dates), _NAMED.filter(bool))
def test_turning_on_changes_what_it_names_and_nothing_else(
    before: Schedule, named: dict[str, Any]
) -> None:
    words = {
        "at": lambda at: f"{at:%H:%M}",
        "zone": str,
        "weekdays": lambda weekdays: " ".join(day.short for day in weekdays),
    }
    text = " ".join(words[part](value) for part, value in named.items())
    request = read(f"on {text}", before)
    assert changed(before, request, today=TODAY) == dataclasses.replace(before, **named)


@pytest.mark.parametrize("text", ["on", "start please"])
def test_on_alone_resumes_what_is_set(text: str) -> None:
    assert read(text, berlin()) == Resume()


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("on 25:00", "on 11:15 Europe/Berlin mon thu"),
        ("daily", "on 11:15 Europe/Berlin daily"),
        ("sundy", "on 11:15 Europe/Berlin sun"),
        ("on 9 10 daily", "on 09:00 Europe/Berlin daily"),
        ("what is this", "on 11:15 Europe/Berlin mon thu"),
    ],
)
def test_an_example_keeps_what_is_set(text: str, nearest: str) -> None:
    before = berlin("11:15", frozenset({Weekday.MONDAY, Weekday.THURSDAY}))
    with pytest.raises(NotUnderstood) as caught:
        read(text, before)
    assert caught.value.example == nearest


def test_pausing_resuming_and_turning_off() -> None:
    paused = changed(berlin(), Pause(date(2026, 12, 24)), today=TODAY)
    assert paused == dataclasses.replace(berlin(), paused_until=date(2026, 12, 24))
    assert changed(paused, Resume(), today=TODAY) == berlin()
    assert changed(paused, TurnOff(), today=TODAY) is None
    assert changed(paused, PostNow(), today=TODAY) == paused


def test_what_is_not_set_cannot_be_turned_off() -> None:
    with pytest.raises(UserError, match=r"^No daily quiz is set in this channel\.$"):
        changed(None, TurnOff(), today=TODAY)


@pytest.mark.parametrize("request_", [Pause(date(2026, 12, 24)), Resume()])
def test_nothing_can_be_paused_or_resumed_where_nothing_is_set(request_: Request) -> None:
    with pytest.raises(UserError) as caught:
        changed(None, request_, today=TODAY)
    shown = re.findall(r"`/awssec daily ([^`]+)`", str(caught.value))
    assert isinstance(read(shown[0]), TurnOn)


@pytest.mark.parametrize("until", [TODAY, date(2028, 1, 1)])
def test_a_pause_ends_after_today_and_within_a_year(until: date) -> None:
    with pytest.raises(UserError, match="pause"):
        changed(berlin(), Pause(until), today=TODAY)
