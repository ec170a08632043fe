"""The words after `/awssec daily`: what they ask for, and the example where they can't be read."""

import re
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.schedule import (
    EVERY_DAY,
    WEEKDAYS,
    WEEKENDS,
    NotUnderstood,
    Pause,
    PostNow,
    Request,
    Resume,
    Schedule,
    Show,
    TurnOff,
    TurnOn,
    Weekday,
    written,
)
from tests.domain.schedule_kit import OWN_ZONE, day_sets, read, schedules, times, zones


def days(*names: str) -> frozenset[Weekday]:
    return frozenset(day for day in Weekday if day.short in names)


@given(times, zones, day_sets)
def test_turning_on_reads_back_what_it_writes_in_every_zone(
    at: time, zone: str, weekdays: frozenset[Weekday]
) -> None:
    request = TurnOn(at, zone, weekdays)
    assert read(written(request)) == request


@given(st.dates(date(2026, 11, 25), date(2027, 11, 25)))
def test_a_pause_reads_back_what_it_writes(until: date) -> None:
    assert read(written(Pause(until))) == Pause(until)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", Show()),
        ("show", Show()),
        ("show me", Show()),
        ("off", TurnOff()),
        ("stop", TurnOff()),
        ("Off, please!", TurnOff()),
        ("cancel", TurnOff()),
        ("now", PostNow()),
        ("nwo", PostNow()),
        ("resume", Resume()),
        ("resme", Resume()),
    ],
)
def test_single_words(text: str, request_: Request) -> None:
    assert read(text) == request_


@pytest.mark.parametrize(
    "text",
    [
        "on 09:30 Europe/Berlin weekdays",
        "on 9:30 berlin",
        "on 9.30 Berlin mon-fri",
        "9h30 europe berlin every weekday",
        "at 0930 munich monday to friday",
        "on 9:30am berln",
        "onn 9:30 Europ/Berlin wekdays",
        "weekdays at 9:30 a.m. in berlin",
        "on Europe/Berlin 9:30 mon, tue, wed, thu & fri",
        "set 09:30 Germany work days",
        "ON 9:30 EUROPE/BERLIN MON\N{EN DASH}FRI",
    ],
)
def test_many_ways_to_say_weekdays_at_half_past_nine_in_berlin(text: str) -> None:
    assert read(text) == TurnOn(time(9, 30), "Europe/Berlin", WEEKDAYS)


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("9am daily", EVERY_DAY),
        ("every day at 9", EVERY_DAY),
        ("9 am mon wed fri", days("Mon", "Wed", "Fri")),
        ("9am mwf", days("Mon", "Wed", "Fri")),
        ("9:00 mon/wed/fri", days("Mon", "Wed", "Fri")),
        ("on 9:00 tus and thrusday", days("Tue", "Thu")),
        ("on 9:00 wendesdays", days("Wed")),
        ("on 9:00 sat-mon", days("Sat", "Sun", "Mon")),
        ("on 9 o'clock weekends", WEEKENDS),
    ],
)
def test_days_and_the_askers_own_zone(text: str, weekdays: frozenset[Weekday]) -> None:
    assert read(text) == TurnOn(time(9), OWN_ZONE, weekdays)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("on 9pm", time(21)),
        ("on 12am", time(0)),
        ("on 12:05pm", time(12, 5)),
        ("on noon", time(12)),
        ("on midnight", time(0)),
        ("on 23:59", time(23, 59)),
        ("on 0:00", time(0)),
    ],
)
def test_times_of_day(text: str, at: time) -> None:
    assert read(text) == TurnOn(at, OWN_ZONE, WEEKDAYS)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("new york", "America/New_York"),
        ("los angelos mon-fri", "America/Los_Angeles"),
        ("port au prince", "America/Port-au-Prince"),
        ("est", "America/New_York"),
        ("utc+2", "Etc/GMT-2"),
        ("gmt -5", "Etc/GMT+5"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("nice", "Europe/Paris"),
        ("tokio time", "Asia/Tokyo"),
    ],
)
def test_zones(text: str, zone: str) -> None:
    assert read(f"on 9:30 {text}") == TurnOn(time(9, 30), zone, WEEKDAYS)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("pause 2 weeks", "2026-12-08"),
        ("puase for two wekes", "2026-12-08"),
        ("pause 10d", "2026-12-04"),
        ("pause a week", "2026-12-01"),
        ("pause 3 months", "2027-02-24"),
        ("pause today", "2026-11-25"),
        ("pause until 2026-12-24", "2026-12-24"),
        ("pause utnil 24 dec", "2026-12-24"),
        ("pause until 24th of December 2026", "2026-12-24"),
        ("pause until Dec 24, 2026", "2026-12-24"),
        ("pause 24.12.", "2026-12-24"),
        ("pause until 12/24", "2026-12-24"),
        ("pause until 4 jan", "2027-01-04"),
        ("pause until monday", "2026-11-30"),
        ("pause until tuesday", "2026-12-01"),
        ("pause until tomorrow", "2026-11-25"),
        ("pause until next week", "2026-11-30"),
        ("pause until next month", "2026-12-01"),
        ("snooze until 2027-11-25", "2027-11-25"),
    ],
)
def test_pauses(text: str, until: str) -> None:
    assert read(text) == Pause(date.fromisoformat(until))


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("on", "on 09:30 America/Chicago weekdays"),
        ("on berlin mon", "on 09:30 Europe/Berlin mon"),
        ("on 25:00 paris daily", "on 09:30 Europe/Paris daily"),
        ("on 9:75", "on 09:00 America/Chicago weekdays"),
        ("on 9:30 berlin paris", "on 09:30 Europe/Berlin weekdays"),
        ("on 9:30 cst", "on 09:30 America/Chicago weekdays"),
        ("on 9:30 utc+5:30", "on 09:30 America/Chicago weekdays"),
        ("on 9:30 11:30 rome", "on 09:30 Europe/Rome weekdays"),
        ("on 9:30 every day except sunday", "on 09:30 America/Chicago daily"),
        ("ofn", "on 09:30 America/Chicago weekdays"),
        ("now or never", "now"),
        ("off berlin", "off"),
        *((slip, "off") for slip in ("of", "offf", "stpo", "disabel", "Cancle!", "of please")),
        ("rsm", "resume"),
        ("pause", "pause 2 weeks"),
        ("pause until 6/7", "pause 2 weeks"),
        ("pause until 2026-11-01", "pause 2 weeks"),
        ("pause until 2027-02-30", "pause until 2027-02-28"),
        ("pause 2 years", "pause 2 weeks"),
        ("pause until 2029-01-01", "off"),
        ("what is this", "on 09:30 America/Chicago weekdays"),
    ],
)
def test_what_cannot_be_read_gets_the_nearest_valid_form(text: str, nearest: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read(text)
    assert caught.value.example == nearest
    assert f"`/awssec daily {nearest}`" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("on 09:30 hard", "on 09:30 America/Chicago weekdays"),
        ("on 09:30 detection berlin", "on 09:30 Europe/Berlin weekdays"),
        ("on 09:30 mon incident response", "on 09:30 America/Chicago mon"),
        ("on 09:30 close 17:00", "on 09:30 America/Chicago weekdays"),
        ("recap off", "on 09:30 America/Chicago weekdays"),
        ("difficulty easy", "on 09:30 America/Chicago weekdays"),
    ],
)
def test_what_only_the_form_sets_is_said_to_be_set_there(text: str, nearest: str) -> None:
    with pytest.raises(NotUnderstood, match="set in the form: type `/awssec daily`") as caught:
        read(text)
    assert caught.value.example == nearest


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("on 9:30 berlin every other day", "other"),
        ("on 9:30 new york mon fortnightly", "fortnightly"),
        ("on 9:30 berlin paris", "berlin paris"),
    ],
)
def test_only_what_cannot_be_read_is_quoted(text: str, quoted: str) -> None:
    with pytest.raises(NotUnderstood, match=f"^I can't tell what `{quoted}` means"):
        read(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pause until 2026-11-24", "A pause has to end after today. Write for"),
        (
            "pause until 2029-01-01",
            "A pause can last a year at most. For longer, turn the daily quiz off. Write for",
        ),
    ],
)
def test_a_pause_that_cannot_be_says_why(text: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=f"^{said}"):
        read(text)


def test_a_word_that_only_resembles_now_posts_nothing() -> None:
    for text in ("not", "how", "no", "nov", "know"):
        try:
            assert read(text) != PostNow()
        except NotUnderstood:
            continue


_PIECES = st.sampled_from(
    [
        *("on", "off", "pause", "resume", "now", "until", "for", "9", "9:30", "25:61", "9:3o"),
        *("31", "99", "9999", "weeks", "wekes", "days", "month", "mon-fri", "fri-xyz", "mon/tue"),
        *("sunday", "dayly", "berlin", "berln", "europe/", "lon", "new", "york", "cst", "utc+2"),
        *("utc+99", "2026-02-30", "0000-00-00", "31.12.", "30/02", "feb", "29", "/", "-", "+"),
        *("`", ":", ".", "am", "pm", "time", "zone", "\N{EN DASH}", "\N{SUPERSCRIPT TWO}"),
        "\N{ARABIC-INDIC DIGIT NINE}:30",
    ]
)


@given(
    st.lists(_PIECES, max_size=7).map(" ".join) | st.text(max_size=60),
    zones | st.text(max_size=9),
    st.none() | schedules(),
)
@example("on " + "x" * 3000, OWN_ZONE, None)
@example("on 9:30 " + "berlin paris " * 300, OWN_ZONE, None)
@example("on 9:30", "Not/AZone", None)
def test_every_text_is_read_or_answered_with_an_example_that_can_be(
    text: str, zone: str, schedule: Schedule | None
) -> None:
    try:
        read(text, schedule, zone=zone)
    except NotUnderstood as error:
        shown = re.findall(r"`/awssec daily ([^`]+)`", str(error))
        assert shown == [error.example]
        assert written(read(error.example, schedule, zone=zone))
        assert len(str(error)) < 250


def test_an_unknown_own_zone_is_not_guessed() -> None:
    with pytest.raises(NotUnderstood, match="time zone is missing"):
        read("on 9:30", zone="Not/AZone")
