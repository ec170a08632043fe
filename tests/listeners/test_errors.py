"""What people read when something of ours is broken: a reference, which is also in the log."""

import re

import pytest

from tests.office import Office

SECRET_DETAIL = "password hunter2 at db.internal"


def broken_clock():
    raise RuntimeError(SECRET_DETAIL)


@pytest.fixture
def broken(finder, sqlite_url):
    """awssec in which whatever notes the time fails."""
    office = Office(finder, sqlite_url, clock=broken_clock)
    yield office
    office.close()


def click(office):
    office.click(office.ask("shield"), "Helpful")
    return office.last().text


def command(office):
    return office.ask("best pizza in town").text


def mention(office):
    office.slack.send("ana", "aws-security", "@awssec shield")
    return office.last().text


def direct_message(office):
    office.slack.send("ana", "@awssec", "shield")
    return office.last(channel="@awssec").text


def shortcut(office):
    ts = office.slack.send("ana", "aws-security", "best pizza in town")
    office.slack.shortcut("ana", "explain_message", "aws-security", ts)
    return office.last().text


def click_in_modal(office):
    ts = office.slack.send("ana", "aws-security", "shield")
    office.slack.shortcut("ana", "explain_message", "aws-security", ts)
    office.click(office.modal(), "Helpful")
    return office.modal().words


@pytest.mark.parametrize(
    "deed", [command, click, mention, direct_message, shortcut, click_in_modal]
)
def test_a_fault_of_ours_shows_a_reference_that_is_in_the_log_and_nothing_else(
    broken, caplog, deed
):
    said = deed(broken)
    [reference] = re.findall(r"\(ref ([0-9a-f]{8})\)", said)
    assert SECRET_DETAIL not in said and "RuntimeError" not in said
    [record] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert reference in record.getMessage()
    assert SECRET_DETAIL in caplog.text  # in the traceback, for the operator
    for content in ("best pizza in town", "U0ANASOUZA", "signing-secret"):
        assert content not in caplog.text


def test_a_failure_on_opening_home_is_logged(office, caplog):
    office.slack.trouble("views.publish", status=500)
    office.slack.open_home("ana")
    assert "ref " in caplog.text
    assert office.home().title == "What do you want to know?"


def test_an_answer_does_not_fail_because_its_question_cannot_be_stored(office, caplog):
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE gaps")
    assert "I don't know" in office.ask("best pizza in town").words
    assert "could not be stored" in caplog.text


def test_a_command_in_an_error_is_shown_as_code(office):
    shown = office.ask("daily on 25:00 Europe/Berlin")
    runs = shown.blocks[0]["elements"][0]["elements"]
    code = [run["text"] for run in runs if run.get("style") == {"code": True}]
    assert code[0] == "25:00" and code[1].startswith("/awssec daily on ")
    assert "`" not in shown.words and "`25:00`" in shown.text


def test_a_failed_command_is_answered_with_blocks_too(broken):
    assert "(ref " in broken.ask("best pizza in town").words
