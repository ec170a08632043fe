"""The schedule in words, the form, and that the form gives back what it was filled in with."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule import EVERY_DAY, Pause, Resume, Schedule, Weekday, zones_matching
from bot.playground.block_kit import view_faults
from bot.playground.forms import state_of
from bot.views import ids
from bot.views.daily import announcement, schedule_message
from bot.views.daily_form import (
    HOURS,
    FormFault,
    daily_form,
    read_form,
    told,
    waiting,
    zone_options,
)
from bot.views.notice import about_channel, not_taken
from tests.domain.schedule_kit import ZONES
from tests.views.quiz_views import DAY, NOW, pressed, read, refused, setting

SCHEDULES = st.builds(
    Schedule,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(ZONES),
    weekdays=st.frozensets(st.sampled_from(Weekday), min_size=1),
    domains=st.frozensets(st.sampled_from(Domain)),
    difficulty=st.none() | st.sampled_from(Difficulty),
    closes_after=st.none() | st.sampled_from(HOURS).map(lambda hours: timedelta(hours=hours)),
    weekly_recap=st.booleans(),
    paused_until=st.none() | st.dates(date(2026, 11, 26), date(2027, 11, 20)),
)


def form(schedule=None, zone="Asia/Tokyo"):
    kept = setting() if schedule is None else replace(setting(), schedule=schedule)
    return daily_form("C1", kept if schedule else None, zone=zone, now=NOW)


def sent(view):
    """What Slack sends when the form is submitted as it was opened."""
    return state_of(view["blocks"], None)["values"]


def message(kept, zone="Europe/Berlin", may_set=True):
    return schedule_message(kept, setter="ana.souza", viewer_zone=zone, may_set=may_set, now=NOW)


@given(SCHEDULES)
def test_a_form_that_is_sent_untouched_changes_nothing(schedule):
    view = form(schedule)
    assert view_faults(view, "modal") == []
    assert read_form(sent(view), now=NOW) == schedule


def test_a_new_form_has_the_askers_zone_and_the_usual_time_and_knows_its_channel():
    view = form()
    assert (view["callback_id"], view["private_metadata"]) == (ids.DAILY_FORM, "C1")
    read_back = read_form(sent(view), now=NOW)
    assert (read_back.zone, read_back.at) == ("Asia/Tokyo", time(9, 30))


def test_a_zone_that_is_not_known_does_not_spoil_the_form():
    assert read_form(sent(form(zone="Moon/Base")), now=NOW).zone == "UTC"


def test_a_pause_that_is_over_is_not_filled_in():
    over = replace(setting().schedule, paused_until=DAY)
    assert read_form(sent(form(over)), now=NOW).paused_until is None


@pytest.mark.parametrize(
    ("block_id", "entry"),
    [
        (ids.DAILY_TIME, {"selected_time": None}),
        (ids.DAILY_ZONE, {"selected_option": None}),
        (ids.DAILY_DAYS, {"selected_options": []}),
        (ids.DAILY_PAUSE, {"selected_date": "2026-11-24"}),
        (ids.DAILY_PAUSE, {"selected_date": "2029-11-24"}),
    ],
)
def test_a_fault_is_named_at_its_own_field(block_id, entry):
    values = sent(form())
    values[block_id][block_id] |= entry
    with pytest.raises(FormFault) as caught:
        read_form(values, now=NOW)
    assert set(caught.value.errors) == {block_id}


def test_all_that_is_missing_is_said_at_once():
    values = sent(form())
    values[ids.DAILY_TIME][ids.DAILY_TIME]["selected_time"] = None
    values[ids.DAILY_DAYS][ids.DAILY_DAYS]["selected_options"] = []
    with pytest.raises(FormFault) as caught:
        read_form(values, now=NOW)
    assert set(caught.value.errors) == {ids.DAILY_TIME, ids.DAILY_DAYS}


@pytest.mark.parametrize("typed", ["", "berl", "utc+2", "kolkatta", "x" * 500])
def test_zones_are_offered_as_slack_takes_them(typed):
    offered = zone_options(typed, now=NOW)["options"]
    assert len(offered) <= 100
    assert all(len(one["text"]["text"]) <= 75 and len(one["value"]) <= 150 for one in offered)
    zones = [one["value"] for one in offered]
    assert zones == list(zones_matching(typed, now=NOW))


def test_what_is_typed_finds_its_zone():
    first = zone_options("berl", now=NOW)["options"][0]
    assert (first["text"]["text"], first["value"]) == ("Europe/Berlin, UTC+01:00", "Europe/Berlin")


def test_a_zone_that_is_an_offset_is_shown_as_people_write_it():
    kept = replace(setting().schedule, zone="Etc/GMT-2")
    assert "UTC+2" in str(form(kept)) and read_form(sent(form(kept)), now=NOW).zone == "Etc/GMT-2"
    assert announcement(setting(zone="Etc/GMT-2"), who="Ana").text.startswith(
        "Ana set the daily quiz: weekdays at 09:30, UTC+2;"
    )


def test_the_modal_that_waits_and_the_one_that_tells_have_no_inputs():
    assert view_faults(waiting("One moment."), "modal") == []
    assert view_faults(told("Done."), "modal") == []
    assert told("Done.")["close"]["text"] == "Close"
    assert "close" not in waiting("One moment.")


def test_a_schedule_is_told_by_the_readers_clock_with_who_set_it():
    shown = message(setting(), zone="America/New_York")
    text = read(shown)
    assert "When: Weekdays at 09:30, Europe/Berlin" in text
    assert "Next: Wed 25 Nov 03:30 your time" in text
    assert "Which: Questions in the exam's mix of domains; each open until the next one" in text
    assert "Set by: ana.souza" in text
    assert all(f"/awssec daily {word} " in text for word in ("now", "pause 2 weeks", "off"))
    assert "[" not in text and pressed(shown, ids.OPEN_DAILY) == [""]
    assert refused(shown) == []


def test_a_paused_schedule_says_until_when():
    text = read(message(setting(paused_until=date(2026, 12, 7))))
    assert "Paused until: Mon 7 Dec" in text
    assert "/awssec daily resume ends the pause" in text and "daily pause" not in text
    over = read(message(setting(paused_until=DAY)))
    assert "Paused" not in over and "daily resume" not in over


def test_a_stopped_schedule_says_why_and_what_to_do_and_promises_nothing():
    stopped = setting(next_due=None, stopped="The channel is archived.")
    text = read(message(stopped))
    assert "Stopped: A question could not be posted. The reason then: The channel is arch" in text
    assert "Once the reason is gone, /awssec daily resume in the channel starts it again." in text
    assert "Next:" not in text and "daily pause" not in text
    assert "next Wed" not in announcement(stopped, who="Ana").text


def test_a_channel_without_a_quiz_is_told_how_to_set_it():
    shown = message(None, zone="Africa/Lagos")
    assert "No daily quiz is set in this channel." in shown.text
    assert "/awssec daily on 09:30 Africa/Lagos weekdays." in read(shown)
    assert "/awssec daily on 09:30 UTC weekdays." in read(message(None, zone="Moon/Base"))
    assert len(pressed(shown, ids.OPEN_DAILY)) == 1
    assert refused(shown) == []


@pytest.mark.parametrize("kept", [None, setting(), setting(paused_until=date(2026, 12, 7))])
def test_who_may_not_set_it_is_offered_no_way_to(kept):
    shown = message(kept, may_set=False)
    assert pressed(shown, ids.OPEN_DAILY) == [] and "/awssec" not in read(shown)
    assert refused(shown) == []


def test_the_channel_is_told_in_one_line_who_set_what():
    line = announcement(setting(weekdays=EVERY_DAY, difficulty=Difficulty.HARD), who="Ana")
    assert line.text == (
        "Ana set the daily quiz: every day at 09:30, Europe/Berlin; next Wed 25 Nov 09:30; hard "
        "questions in the exam's mix of domains; each open until the next one; weekly recap."
    )
    assert announcement(None, who="Ana").text == "Ana turned the daily quiz off."
    assert refused(line) == refused(announcement(None, who="Ana")) == []


@pytest.mark.parametrize(
    ("request_", "until", "line"),
    [
        (Pause(date(2026, 12, 7)), date(2026, 12, 7), "Ana paused the daily quiz until Mon 7 Dec"),
        (Resume(), None, "Ana resumed the daily quiz"),
    ],
)
def test_the_channel_is_told_of_a_pause_and_of_its_end(request_, until, line):
    told = announcement(setting(paused_until=until), who="Ana", request=request_)
    assert told.text == f"{line}; next Wed 25 Nov 09:30."
    assert refused(told) == []


def test_a_pause_that_is_set_with_the_rest_is_told_with_it():
    told = announcement(setting(paused_until=date(2026, 12, 7)), who="Ana").text
    assert "Europe/Berlin; paused until Mon 7 Dec; next" in told
    assert "paused" not in announcement(setting(paused_until=DAY), who="Ana").text


@given(SCHEDULES)
def test_every_schedule_can_be_shown_and_announced(schedule):
    kept = replace(setting(), schedule=schedule, next_due=datetime(2027, 1, 5, 8, tzinfo=UTC))
    assert refused(message(kept)) == refused(announcement(kept, who="Ana")) == []


def test_what_concerns_a_channel_names_it_in_the_notification_as_well():
    message = about_channel("C1", "It is <archived>.").as_message()
    assert message["text"] == "<#C1>: It is &lt;archived&gt;."
    assert message["blocks"][0]["text"]["text"] == message["text"]


def test_who_set_a_quiz_reads_which_question_slack_did_not_take_and_what_to_do():
    told = not_taken(date(2026, 11, 24), "invalid_blocks")
    assert told.startswith("Slack did not take the question of Tue 24 Nov (invalid_blocks).")
    assert "`/awssec daily now` asks one at once" in told
