"""`/awssec daily`: shown, set by text, refused."""

from dataclasses import replace
from datetime import time

import pytest

from bot.playground.directory import TEAM_ID, Channel
from bot.storage.store import Store
from bot.views.notice import NO_ACCESS
from tests.listeners.dailies import daily, is_in
from tests.office import WORKER, Office


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
    channel = office.slack.workspace.conversation("general").id
    Store(office.engine).schedules.stop(TEAM_ID, channel, "I was not in the channel any more.")
    assert (
        "/awssec daily resume\n in the channel starts it again"
        in office.ask("daily", channel="general").words
    )
    assert daily(office, "resume", channel="general").startswith("Ana Souza resumed the daily quiz")
    assert is_in(office, "general") and not office.study.channels.setting(TEAM_ID, channel).stopped


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


def test_people_of_another_organisation_cannot_set_it_but_see_what_is_set(office):
    """To the workspace of a partner, all of ours are of another organisation."""
    for text, said in (("off", "another organisation cannot turn"), ("", "No daily quiz is set")):
        daily(office, text)
        office.deliver_form({**office.form_of("command="), "team_id": THEIRS})
        assert said in office.last().text and office.last().buttons == []
    assert office.study.channels.setting(THEIRS, "C0AWSSECUR") is None
