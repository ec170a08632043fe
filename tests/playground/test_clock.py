"""A clock that is moved forward: what people can say, and what falls due on the way."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import MovableClock, StandIn
from bot.playground.clock import moment
from bot.playground.errors import Refusal
from tests.playground.scene import BOT_TOKEN, MANIFEST, SIGNING_SECRET, ScriptedApp

# Tuesday, 06:00 in São Paulo.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZONES = sorted(available_timezones())


def meant(text: str) -> str:
    return f"{moment(text, now=NOW, tz='America/Sao_Paulo'):%a %d %b %H:%M}"


@pytest.mark.parametrize(
    "text, utc",
    [
        ("tomorrow 09:30", "Wed 25 Nov 12:30"),
        ("Tomorrow  9:30", "Wed 25 Nov 12:30"),
        ("next monday 09:30", "Mon 30 Nov 12:30"),
        ("next tuesday 09:30", "Tue 01 Dec 12:30"),
        ("+1 hour", "Tue 24 Nov 10:00"),
        ("+90 minutes", "Tue 24 Nov 10:30"),
        ("+1 week", "Tue 01 Dec 09:00"),
        ("2026-11-25T07:00", "Wed 25 Nov 10:00"),
        ("2026-11-25 07:00", "Wed 25 Nov 10:00"),
        ("2026-11-25T07:00:00Z", "Wed 25 Nov 07:00"),
    ],
)
def test_a_time_is_understood_by_the_persons_own_clock(text, utc):
    assert meant(text) == utc


@pytest.mark.parametrize(
    "text, said",
    [
        ("soon", "Say when"),
        ("", "Say when"),
        ("tomorrow 25:00", "Say when"),
        ("next moonday 09:30", "Say when"),
        ("2026-11-24T05:59", "only goes forward"),
        ("+0 hours", "only goes forward"),
        ("+5 weeks", "more than 31 days"),
    ],
)
def test_what_is_unclear_or_out_of_reach_is_said(text, said):
    with pytest.raises(Refusal, match=said):
        meant(text)


@given(hours=st.integers(0, 100_000), tz=st.sampled_from(ZONES))
def test_tomorrow_is_the_next_date_everywhere(hours, tz):
    now = NOW + timedelta(hours=hours)
    here = ZoneInfo(tz)
    found = moment("tomorrow 12:00", now=now, tz=tz)
    assert found.astimezone(here).date() == now.astimezone(here).date() + timedelta(days=1)


def test_a_clock_shows_real_time_until_it_is_moved():
    clock = MovableClock()
    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=5)


@given(minutes=st.integers(1, 3000))
def test_no_step_of_a_move_is_longer_than_five_minutes_and_the_last_one_arrives(minutes):
    clock = MovableClock()
    steps = [clock()]
    clock.on_step(steps.append)
    goal = steps[0] + timedelta(minutes=minutes)
    clock.move_to(goal)
    gaps = [later - earlier for earlier, later in pairwise(steps)]
    assert all(timedelta() < gap <= timedelta(minutes=5, seconds=1) for gap in gaps)
    assert steps[-1] == goal <= clock()


def test_at_each_step_the_clock_shows_the_time_it_has_come_to():
    clock = MovableClock()
    ahead = []
    clock.on_step(lambda reached: ahead.append(clock() - reached))
    clock.move_to(clock() + timedelta(hours=1))
    assert len(ahead) >= 12
    assert all(timedelta() <= late < timedelta(seconds=5) for late in ahead)


def test_a_clock_does_not_go_back():
    clock = MovableClock()
    with pytest.raises(ValueError, match="only goes forward"):
        clock.move_to(clock() - timedelta(seconds=1))


def stand_in(clock) -> StandIn:
    slack = StandIn(MANIFEST, bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET, clock=clock)
    slack.connect(ScriptedApp())
    return slack


def test_what_is_posted_on_the_way_bears_the_time_of_its_step():
    clock = MovableClock()
    slack = stand_in(clock)
    start = clock()
    general = slack.workspace.conversation("general")
    said = []
    clock.on_step(lambda _: said.append(slack.workspace.post(general, "U0ANASOUZA", "tick").ts))
    slack.move_clock("ana", "+1 day")
    assert float(said[0]) % 300 == pytest.approx(0, abs=5)
    assert float(said[-1]) - start.timestamp() == pytest.approx(86400, abs=5)


def test_every_window_hears_that_the_clock_was_moved():
    slack = stand_in(MovableClock())
    before = slack.state("ben")["version"]
    slack.move_clock("ana", "+1 hour")
    assert slack.state("ben")["version"] > before


def test_a_clock_of_another_kind_stays_where_it_is(slack):
    assert slack.stand_in.state("ana")["clock_is_movable"] is False
    assert stand_in(MovableClock()).state("ana")["clock_is_movable"] is True
    refused = slack.post("/playground/clock", {"user": "ana", "to": "+1 hour"}).get_json()
    assert refused == {"ok": False, "error": "This clock can't be moved."}
