"""The form of the daily quiz: filled in, saved, and what keeps it from either."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Table

from bot.playground.directory import TEAM_ID
from bot.storage.tables import schedules
from bot.views import ids
from tests.listeners.dailies import block_of, daily, filled, is_in, opened, top
from tests.office import Office

THEIRS = "T0PARTNERS"
"""Another organisation, which shares the channel."""


def test_a_channel_is_joined_when_the_form_is_saved_and_not_before(office):
    form = opened(office, "ben", "general")
    assert form.blocks
    assert not is_in(office, "general")
    office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    assert is_in(office, "general")
    assert "set the daily quiz" in office.last("ana", "general").text


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


def test_a_form_sets_the_quiz_of_our_workspace_whosever_it_says_the_sender_is(office):
    form = opened(office, "ben")
    office.slack.submit("ben", top(office, "ben")["view_id"], filled(form))
    daily(office, "off")
    sent = json.loads(office.form_of("view_submission")["payload"])
    sent["team"]["id"] = sent["user"]["team_id"] = THEIRS
    assert office.deliver_form({"payload": json.dumps(sent)}).status == 200
    assert office.study.channels.setting(TEAM_ID, "C0AWSSECUR")
    assert office.study.channels.setting(THEIRS, "C0AWSSECUR") is None
