"""Times, dates and menus that the app fills: their shapes, their state, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.block_kit import faults
from bot.playground.errors import Refusal
from tests.playground.kit import CONFIRM, actions, inputs, options, plain, section
from tests.playground.scene import Slack

TIME = {"type": "timepicker", "action_id": "at", "initial_time": "09:30"}
DATE = {"type": "datepicker", "action_id": "on", "initial_date": "2026-11-24"}
ZONE = {"type": "external_select", "action_id": "zone", "min_query_length": 0}
BERLIN = {"text": plain("Europe/Berlin"), "value": "Europe/Berlin"}


def form(element, **more):
    return {"type": "input", "block_id": "b", "label": plain("L"), "element": element, **more}


def value(slack, element, **given):
    """Submits a form with this element, filled in; its value as the app hears of it."""
    view_id = slack.modal(blocks=[form(element, optional=True)])
    entered = {"values": {"b": {element["action_id"]: given}}} if given else None
    slack.stand_in.submit("ana", view_id, entered)
    return slack.app.last["view"]["state"]["values"]["b"][element["action_id"]]


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize(
    "element",
    [
        {**TIME, "timezone": "Europe/Berlin", "placeholder": plain("When"), "confirm": CONFIRM},
        {**DATE, "placeholder": plain("From"), "focus_on_load": True},
        {**ZONE, "initial_option": BERLIN, "placeholder": plain("Where")},
    ],
)
def test_pickers_stand_beside_a_text_among_actions_and_in_inputs(element, surface):
    for block in (section(accessory=element), actions(element), inputs(element)):
        assert faults([block], surface) == []


@pytest.mark.parametrize(
    "element, said, where",
    [
        ({**TIME, "initial_time": "9:30"}, "must be in the format HH:mm", "/initial_time"),
        ({**TIME, "initial_time": "24:00"}, "must be in the format HH:mm", "/initial_time"),
        ({**TIME, "initial_time": 930}, "must be in the format HH:mm", "/initial_time"),
        (
            {**DATE, "initial_date": "2026-02-30"},
            "must be in the format YYYY-MM-DD",
            "/initial_date",
        ),
        ({**ZONE, "options": options(1)}, "invalid additional property: options", ""),
        ({**ZONE, "min_query_length": -1}, "must be between 0 and 3000", "/min_query_length"),
    ],
)
def test_what_slack_refuses_of_pickers_is_refused_with_its_place(element, said, where):
    assert faults([inputs(element)], "modal") == [f"{said} [json-pointer:/blocks/0/element{where}]"]


def test_a_zone_that_does_not_exist_is_refused():
    [said] = faults([inputs({**TIME, "timezone": "Europe/Nowhere"})], "modal")
    assert said.startswith("must be the name of a time zone")


@given(time=st.times())
def test_every_time_of_day_is_accepted(time):
    assert faults([inputs({**TIME, "initial_time": f"{time:%H:%M}"})], "modal") == []


def test_a_form_is_sent_with_what_was_picked(slack):
    assert value(slack, TIME, selected_time="17:05") == {
        "type": "timepicker",
        "selected_time": "17:05",
    }
    assert value(slack, DATE, selected_date="2026-12-01")["selected_date"] == "2026-12-01"
    assert value(slack, ZONE, selected_option=BERLIN)["selected_option"] == BERLIN


def test_what_stood_there_first_is_sent_where_nothing_was_picked(slack):
    assert value(slack, TIME)["selected_time"] == "09:30"
    assert value(slack, DATE)["selected_date"] == "2026-11-24"
    zone = {**ZONE, "initial_option": BERLIN}
    assert value(slack, zone)["selected_option"] == BERLIN


def test_an_emptied_picker_is_sent_as_null(slack):
    assert value(slack, DATE, selected_date=None)["selected_date"] is None


@pytest.mark.parametrize("element", [TIME, DATE, ZONE])
def test_an_empty_picker_is_missing_from_a_form(slack, element):
    bare = {"type": element["type"], "action_id": "a"}
    view_id = slack.modal(blocks=[form(bare)])
    heard = len(slack.app.received)
    slack.stand_in.submit("ana", view_id)
    assert slack.modals()[-1]["errors"] == {"b": "Please complete this required field."}
    assert len(slack.app.received) == heard


@pytest.mark.parametrize(
    "element, given",
    [
        (TIME, {"selected_time": "25:00"}),
        (DATE, {"selected_date": "tomorrow"}),
        (ZONE, {"selected_option": {"value": "Europe/Berlin"}}),
    ],
)
def test_what_no_picker_gives_is_not_sent(slack: Slack, element, given):
    with pytest.raises(Refusal):
        value(slack, element, **given)


def test_picking_in_a_message_tells_the_app(slack):
    source = slack.card(blocks=[actions(TIME)])
    action = {"action_id": "at", "selected_time": "08:00"}
    slack.stand_in.act("ana", source, action)
    [heard] = slack.app.last["actions"]
    assert (heard["type"], heard["selected_time"]) == ("timepicker", "08:00")


# --- menus that the app fills ---------------------------------------------------------------


def test_typing_in_an_external_select_asks_the_app_for_options(slack):
    view_id = slack.modal(blocks=[form(ZONE)], private_metadata="C1")
    slack.app.will_answer({"options": [BERLIN]})
    source = {"kind": "view", "view_id": view_id}
    offered = slack.stand_in.suggest("ana", source, {"action_id": "zone", "value": "ber"})
    assert offered == {"options": [BERLIN]}
    asked = slack.app.last
    assert (asked["type"], asked["action_id"], asked["block_id"], asked["value"]) == (
        "block_suggestion",
        "zone",
        "b",
        "ber",
    )
    assert asked["container"] == {"type": "view", "view_id": view_id}
    assert asked["view"]["private_metadata"] == "C1"
    assert asked["user"]["id"] == "U0ANASOUZA"


def test_an_external_select_in_a_message_tells_where_it_stands(slack):
    source = slack.card(blocks=[actions(ZONE)])
    groups = {"option_groups": [{"label": plain("Europe"), "options": [BERLIN]}]}
    slack.app.will_answer(groups)
    assert slack.stand_in.suggest("ben", source, {"action_id": "zone"}) == groups
    assert slack.app.last["container"]["message_ts"] == source["ts"]
    assert slack.app.last["value"] == ""


def test_an_external_select_on_the_home_tab_is_filled_too(slack):
    home = {"type": "home", "blocks": [actions(ZONE)]}
    assert slack.api("views.publish", user_id="U0ANASOUZA", view=home)["ok"]
    slack.app.will_answer({"options": []})
    offered = slack.stand_in.suggest("ana", {"kind": "home"}, {"action_id": "zone", "value": "q"})
    assert offered == {"options": []}


@pytest.mark.parametrize(
    "answer",
    ["", "no", {"options": options(101)}, {"options": [{"value": "v"}]}, {"text": "Berlin"}],
)
def test_an_answer_without_options_is_told_to_the_person(slack, answer):
    source = slack.card(blocks=[actions(ZONE)])
    slack.app.will_answer(answer)
    with pytest.raises(Refusal, match="awssec answered with no options"):
        slack.stand_in.suggest("ana", source, {"action_id": "zone"})


def test_a_menu_with_options_of_its_own_is_not_asked_for(slack):
    source = slack.card()
    with pytest.raises(Refusal, match="has its options already"):
        slack.stand_in.suggest("ana", source, {"action_id": "press"})
    with pytest.raises(Refusal, match="An action is in"):
        slack.stand_in.suggest("ana", {"kind": "moon"}, {"action_id": "press"})


def test_the_page_asks_for_options_over_http(slack):
    source = slack.card(blocks=[actions(ZONE)])
    slack.app.will_answer({"options": [BERLIN]})
    asked = {"user": "ana", "source": source, "action": {"action_id": "zone", "value": "b"}}
    answer = slack.post("/playground/suggest", asked).get_json()
    assert answer == {"ok": True, "options": [BERLIN]}
