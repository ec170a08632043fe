"""`/awssec daily`: shown, set by text and by form, refused."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import Table

from bot.playground.directory import TEAM_ID, Channel
from bot.storage.store import Store
from bot.storage.tables import schedules
from bot.views import ids
from bot.views.notice import NO_ACCESS
from tests.office import WORKER, Office, Shown


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


def test_who_changes_the_hour_elsewhere_leaves_the_channel_its_zone_its_days_and_its_pause(office):
    daily(office, "on 09:30 Europe/Berlin mon wed")
    daily(office, "pause 2 weeks")
    before = office.study.channels.setting(TEAM_ID, "C0AWSSECUR").schedule
    assert office.slack.workspace.person("ben").tz != before.zone
    said = daily(office, "on 11:00", user="ben")
    assert said.startswith(
        "Ben Okafor set the daily quiz: Mon and Wed at 11:00, Europe/Berlin; pau"
    )
    after = office.study.channels.setting(TEAM_ID, "C0AWSSECUR").schedule
    assert after == replace(before, at=time(11))


def test_the_first_one_to_set_it_needs_to_say_no_more_than_the_hour(office):
    zone = office.slack.workspace.person("ben").tz
    said = daily(office, "on 11:00", user="ben")
    assert said.startswith(f"Ben Okafor set the daily quiz: weekdays at 11:00, {zone}; next")


def test_a_quiz_that_is_on_is_not_announced_as_resumed(office):
    daily(office, "on 09:30 Europe/Berlin weekdays")
    assert daily(office, "on") == "The daily quiz is on already; `/awssec daily` shows it."
    daily(office, "pause 2 weeks")
    assert daily(office, "on").startswith("Ana Souza resumed the daily quiz; next")


def test_it_is_paused_resumed_and_turned_off(office):
    daily(office, "on 09:30 Europe/Berlin weekdays")
    assert daily(office, "pause 2 weeks").startswith("Ana Souza paused the daily quiz until")
    assert "Paused until" in str(office.ask("daily").blocks)
    assert daily(office, "resume").startswith("Ana Souza resumed the daily quiz; next")
    assert "Paused until" not in str(office.ask("daily").blocks)
    assert daily(office, "off") == "Ana Souza turned the daily quiz off."
    assert daily(office, "off") == "No daily quiz is set in this channel."


def test_a_slip_does_not_turn_it_off(office):
    daily(office, "on 09:30 Europe/Berlin weekdays")
    said = "I can't tell what `of` means. Write for example `/awssec daily off`."
    assert daily(office, "of") == said
    assert office.study.channels.setting(TEAM_ID, "C0AWSSECUR")


def test_a_quiz_that_has_stopped_is_started_again_as_it_says(office):
    daily(office, "on 09:30 UTC", channel="general")
    office.slack.kick("general")
    place = {"team": TEAM_ID, "channel": office.slack.workspace.conversation("general").id}
    Store(office.engine).schedules.stop(*place.values(), "I was not in the channel any more.")
    assert "/awssec daily resume\n starts it again" in office.ask("daily", channel="general").words
    assert daily(office, "resume", channel="general").startswith("Ana Souza resumed the daily quiz")
    assert is_in(office, "general") and not office.study.channels.setting(**place).stopped


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


REFUSED = [
    ("on 09:30 UTC", "set the daily quiz"),
    ("off", "turn the daily quiz off"),
    ("pause 2 weeks", "pause the daily quiz"),
    ("resume", "resume the daily quiz"),
    ("now", "have a question posted"),
]


@pytest.mark.parametrize(("text", "deed"), REFUSED)
def test_a_guest_is_told_what_is_refused(office, text, deed):
    said = daily(office, text, user="emil")
    assert said == f"Guests cannot {deed}; ask a full member of this channel."


def test_a_guest_sees_what_is_set_and_no_button_to_set_it(office):
    assert daily(office, "", user="emil").startswith("No daily quiz is set")
    assert office.last("emil").buttons == []
    daily(office, "on 09:30 UTC")
    shown = office.ask("daily", "emil")
    assert "Weekdays at 09:30, UTC" in shown.text and shown.buttons == []


def test_a_public_channel_is_joined(office):
    said = daily(office, "on 09:30 UTC", channel="general")
    assert "set the daily quiz" in said


def test_a_private_channel_asks_for_an_invitation(office):
    said = daily(office, "on 09:30 UTC", channel="incidents")
    assert "/invite @awssec" in said
    office.slack.send("ana", "incidents", "/invite @awssec")
    assert "set the daily quiz" in daily(office, "on 09:30 UTC", channel="incidents")


def is_in(office: Office, channel: str) -> bool:
    workspace = office.slack.workspace
    return workspace.app_is_in(workspace.conversation(channel))


def test_a_channel_is_joined_when_the_form_is_saved_and_not_before(office):
    form = opened(office, "ben", "general")
    assert form.blocks
    assert not is_in(office, "general")
    office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    assert is_in(office, "general")
    assert "set the daily quiz" in office.last("ana", "general").text


@pytest.mark.parametrize(
    ("user", "text"),
    [("emil", "on 09:30 UTC"), *(("ana", text) for text in ("now", "pause 2 weeks", "resume"))],
)
def test_a_channel_is_not_joined_for_what_is_refused(office, user, text):
    refused = "Guests cannot" if user == "emil" else "o daily quiz"
    assert refused in daily(office, text, user=user, channel="general")
    assert not is_in(office, "general")


def test_who_is_not_in_the_channel_is_refused(office):
    office.slack.send("ana", "incidents", "/invite @awssec")
    daily(office, "on 09:30 UTC", user="chen", channel="incidents")
    office.deliver_form(
        {**office.form_of("command="), "user_id": "U0BENOKAFO", "text": "daily off"}
    )
    assert office.last("chen", "incidents").text.startswith("Only members of this channel")


def test_the_quiz_of_a_channel_that_removed_the_app_is_turned_off_without_going_back(office):
    daily(office, "on 09:30 UTC", user="ben")
    office.slack.kick("aws-security")
    assert daily(office, "off", user="ben") == (
        "That is kept, but Slack does not let me tell this channel (not_in_channel)."
    )
    assert not is_in(office, "aws-security")
    assert daily(office, "off", user="ben") == "No daily quiz is set in this channel."


@pytest.mark.parametrize(
    ("user", "said"),
    [("ben", "That is kept"), ("ana", "That is kept"), ("chen", "I am not in this channel")],
    ids=["who has set it", "an admin", "another member"],
)
def test_in_a_private_channel_that_removed_the_app_its_setter_or_an_admin_turns_it_off(
    office, user, said
):
    people = tuple(map(office.slack.workspace.person, ("ana", "ben", "chen")))
    office.slack.workspace.add_channel(Channel("C0PRIVATE", "private", "A few", people))
    daily(office, "on 09:30 UTC", user="ben", channel="private")
    office.slack.kick("private")
    assert daily(office, "off", user=user, channel="private").startswith(said)
    is_off = office.study.channels.setting(TEAM_ID, "C0PRIVATE") is None
    assert is_off == (user != "chen")


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


def test_a_form_that_would_come_to_nothing_says_why_instead_of_opening(office):
    office.slack.send("ana", "incidents", "/invite @awssec")
    shown = office.ask("daily", channel="incidents")
    office.slack.kick("incidents")
    office.click(shown, "Set the daily quiz")
    assert "/invite @awssec" in office.modal().words


WENT_WRONG = "Something went wrong on our side (ref "


@contextmanager
def without(office: Office, table: Table) -> Iterator[None]:
    """The database fails at whatever needs this table."""
    table.drop(office.engine)
    yield
    table.create(office.engine)


@pytest.mark.parametrize("method", ["users.info", "conversations.members", "conversations.info"])
def test_a_form_that_slack_keeps_from_being_filled_in_says_so_instead_of_waiting(
    office, caplog, method
):
    shown = office.ask("daily", "ben")
    office.slack.trouble(method, status=500)
    office.click(shown, "Set the daily quiz")
    assert_told(office.modal("ben").words, caplog.text)


def test_a_form_that_the_database_keeps_from_being_filled_in_says_so(office, caplog):
    shown = office.ask("daily", "ben")
    with without(office, schedules):
        office.click(shown, "Set the daily quiz")
    assert_told(office.modal("ben").words, caplog.text)


def test_a_form_that_the_database_keeps_from_being_saved_is_told_in_private(office, caplog):
    form = opened(office, "ben")
    with without(office, schedules):
        office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    assert_told(office.last("ben", "@awssec").text, caplog.text)


@pytest.mark.parametrize("method", ["users.info", "conversations.members", "conversations.info"])
def test_a_form_that_slack_keeps_from_being_saved_is_told_in_private(office, caplog, method):
    form = opened(office, "ben")
    office.slack.trouble(method, status=500)
    office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    assert_told(office.last("ben", "@awssec").text, caplog.text)


def assert_told(said: str, log: str) -> None:
    """An apology with the reference under which the log has the fault, and nothing else of it."""
    assert WENT_WRONG in said
    reference = said.partition(WENT_WRONG)[2][:8]
    assert f"Failed (ref {reference})" in log
    assert "Traceback" not in said


@pytest.mark.parametrize(("typed", "zone"), [("berln", "Europe/Berlin"), ("tokyo", "Asia/Tokyo")])
def test_zones_are_found_as_they_are_typed(office, typed, zone):
    form = opened(office, "ben")
    source = {"kind": "view", "view_id": top(office, "ben")["view_id"]}
    block = block_of(form, ids.DAILY_ZONE)
    action = {"block_id": block, "action_id": ids.DAILY_ZONE, "value": typed}
    offered = office.slack.suggest("ben", source, action)["options"]
    assert zone in [option["value"] for option in offered[:3]]


def test_where_no_worker_runs_whoever_expects_a_question_is_told(office):
    no_worker = "no worker is running"
    assert no_worker not in office.ask("daily").words
    office.study.workers.gone(WORKER)
    assert no_worker in office.ask("daily").words
    assert no_worker in daily(office, "on 09:30 UTC")
    daily(office, "off")
    assert no_worker not in office.last().text


# --- a workspace that took awssec's access away ---------------------------------------------


@pytest.mark.parametrize("text", ["", "on 09:30 UTC", "off"])
def test_without_access_to_slack_the_command_says_what_an_admin_has_to_do(office, caplog, text):
    office.slack.revoke()
    assert daily(office, text) == NO_ACCESS
    assert "does not accept the token" in caplog.text and "Failed" not in caplog.text


def test_without_access_to_slack_a_stopped_quiz_still_tells_why_it_stopped(office):
    daily(office, "on 09:30 UTC")
    stop(office, "The channel was archived.")
    office.slack.revoke()
    said = daily(office, "")
    assert said.startswith(NO_ACCESS) and said.endswith("then: The channel was archived.")


def test_without_access_to_slack_a_click_says_so_too(office):
    shown = office.ask("daily")
    office.slack.revoke()
    office.click(shown, "Set the daily quiz")
    assert office.last().text == NO_ACCESS


def stop(office: Office, reason: str) -> None:
    """What a worker does when Slack refuses a question for good."""
    Store(office.engine).schedules.stop(TEAM_ID, "C0AWSSECUR", reason)


# --- a channel shared with another organisation ---------------------------------------------

THEIRS = "T0PARTNERS"


def test_a_form_sets_the_quiz_of_our_workspace_whosever_it_says_the_sender_is(office):
    form = opened(office, "ben")
    office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    daily(office, "off")
    sent = json.loads(office.form_of("view_submission")["payload"])
    sent["team"]["id"] = sent["user"]["team_id"] = THEIRS
    assert office.deliver_form({"payload": json.dumps(sent)}).status == 200
    assert office.study.channels.setting(TEAM_ID, "C0AWSSECUR")
    assert office.study.channels.setting(THEIRS, "C0AWSSECUR") is None


def test_people_of_another_organisation_cannot_set_it_but_see_what_is_set(office):
    """To the workspace of a partner, all of ours are of another organisation."""
    for text, said in (("off", "another organisation cannot turn"), ("", "No daily quiz is set")):
        daily(office, text)
        office.deliver_form({**office.form_of("command="), "team_id": THEIRS})
        assert said in office.last().text and office.last().buttons == []
    assert office.study.channels.setting(THEIRS, "C0AWSSECUR") is None


def opened(office: Office, user: str, channel: str = "aws-security") -> Shown:
    office.click(office.ask("daily", user, channel), "Set the daily quiz")
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
