"""`/awssec daily`: shown, set by text and by form, refused."""

import pytest

from bot.views import ids
from tests.office import Office, Shown


def daily(office: Office, text: str, *, user: str = "ana", channel: str = "aws-security") -> str:
    """What the person reads after `/awssec daily text`."""
    return office.ask(f"daily {text}".strip(), user, channel).text


def test_setting_it_tells_the_channel_who_set_what(office):
    said = daily(office, "on 09:30 Europe/Berlin weekdays")
    assert said.startswith("Ana Souza set the daily quiz: weekdays at 09:30, Europe/Berlin")
    assert not office.last("ben").ephemeral
    assert office.last("ben").text == said


def test_without_words_it_shows_what_is_set_and_by_whom(office):
    assert daily(office, "").startswith("No daily quiz is set in this channel.")
    daily(office, "on 09:30 Europe/Berlin weekdays")
    shown = office.ask("daily", "ben")
    assert shown.ephemeral
    assert "Weekdays at 09:30, Europe/Berlin" in shown.text
    assert "Ana Souza" in shown.text


def test_it_is_paused_resumed_and_turned_off(office):
    daily(office, "on 09:30 Europe/Berlin weekdays")
    daily(office, "pause 2 weeks")
    assert "Paused until" in str(office.ask("daily").blocks)
    daily(office, "resume")
    assert "Paused until" not in str(office.ask("daily").blocks)
    assert daily(office, "off") == "Ana Souza turned the daily quiz off."
    assert daily(office, "off") == "No daily quiz is set in this channel."


def test_what_cannot_be_understood_gets_the_nearest_valid_form(office):
    said = daily(office, "on 25:00 Europe/Berlin weekdays")
    assert "25:00" in said
    assert "/awssec daily on " in said


def test_a_question_that_begins_with_daily_is_answered(office):
    assert "daily quiz" not in daily(office, "backup of our databases")


@pytest.mark.parametrize("words", ["delete", "help", "foo", "new time"])
def test_words_that_are_no_question_get_the_nearest_valid_form_and_are_not_kept(office, words):
    said = daily(office, words)
    assert f"`{words}`" in said and "`/awssec daily " in said
    assert office.gaps() == []


def test_what_happens_daily_on_aws_is_a_question(office):
    assert office.ask("daily backups").title == "AWS Backup"


def test_a_guest_is_refused(office):
    assert daily(office, "on 09:30 UTC", user="emil").startswith("Guests cannot set")
    assert daily(office, "").startswith("No daily quiz")


def test_a_public_channel_is_joined(office):
    said = daily(office, "on 09:30 UTC", channel="general")
    assert "set the daily quiz" in said


def test_a_private_channel_asks_for_an_invitation(office):
    said = daily(office, "on 09:30 UTC", channel="incidents")
    assert "/invite @awssec" in said
    office.slack.send("ana", "incidents", "/invite @awssec")
    assert "set the daily quiz" in daily(office, "on 09:30 UTC", channel="incidents")


def test_there_is_none_in_a_direct_message(office):
    office.slack.send("ana", "@awssec", "/awssec daily on 09:30 UTC")
    assert "for a channel" in office.last("ana", "@awssec").text


def test_the_form_is_filled_in_with_the_askers_zone_and_sets_what_it_says(office):
    form = opened(office, "ben")
    zone = office.slack.workspace.person("ben").tz
    assert zone in str(form.blocks)
    office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    assert office.slack.state("ben")["modals"] == []
    assert office.last("ana").text.startswith("Ben Okafor set the daily quiz: weekdays at 09:30")


def test_the_form_says_which_field_is_wrong(office):
    form = opened(office, "ben")
    values = filled(form)
    values["values"][block_of(form, ids.DAILY_PAUSE)][ids.DAILY_PAUSE]["selected_date"] = (
        "2020-01-01"
    )
    office.slack.submit("ben", top(office, "ben")["view_id"], values)
    assert list(top(office, "ben")["errors"]) == [block_of(form, ids.DAILY_PAUSE)]


def test_a_channel_that_is_archived_while_the_form_is_open_is_told_in_private(office):
    form = opened(office, "ben")
    office.slack.archive("aws-security")
    office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    assert "archived" in office.last("ben", "@awssec").text


def test_a_guest_sees_why_the_form_does_not_open(office):
    office.ask("daily", "emil")
    office.click(office.last("emil"), "Set the daily quiz")
    assert "Guests cannot set" in str(top(office, "emil")["view"]["blocks"])


@pytest.mark.parametrize(("typed", "zone"), [("berln", "Europe/Berlin"), ("tokyo", "Asia/Tokyo")])
def test_zones_are_found_as_they_are_typed(office, typed, zone):
    form = opened(office, "ben")
    source = {"kind": "view", "view_id": top(office, "ben")["view_id"]}
    block = block_of(form, ids.DAILY_ZONE)
    action = {"block_id": block, "action_id": ids.DAILY_ZONE, "value": typed}
    offered = office.slack.suggest("ben", source, action)["options"]
    assert zone in [option["value"] for option in offered[:3]]


def opened(office: Office, user: str) -> Shown:
    office.ask("daily", user)
    office.click(office.last(user), "Set the daily quiz")
    return office.modal(user)


def top(office: Office, user: str) -> dict:
    return office.slack.state(user)["modals"][-1]


def block_of(form: Shown, action_id: str) -> str:
    return next(
        block["block_id"]
        for block in form.blocks
        if block.get("element", {}).get("action_id") == action_id
    )


def filled(form: Shown) -> dict:
    """The form's state with nothing changed in it."""
    values: dict = {}
    for block in form.blocks:
        element = block.get("element")
        if element:
            values[block["block_id"]] = {element["action_id"]: untouched(element)}
    return {"values": values}


def untouched(element: dict) -> dict:
    state = {"type": element["type"]}
    match element["type"]:
        case "timepicker":
            return {**state, "selected_time": element.get("initial_time")}
        case "datepicker":
            return {**state, "selected_date": element.get("initial_date")}
        case "checkboxes":
            return {**state, "selected_options": element.get("initial_options", [])}
    return {**state, "selected_option": element.get("initial_option")}
