"""Slash commands: what the app is sent, and what people see of its answer or its failure."""

import pytest

from bot.playground import Answer, StandIn
from tests.playground.scene import MANIFEST, MovableClock, Slack, manifest_with, private


def test_a_slash_command_has_all_its_fields(slack):
    slack.stand_in.send("ben", "general", "/awssec  shield & waf ")
    sent = slack.app.last
    assert sent["command"] == "/awssec"
    assert sent["text"] == "shield &amp; waf"
    assert (sent["user_id"], sent["user_name"]) == ("U0BENOKAFO", "ben")
    assert (sent["channel_id"], sent["channel_name"]) == ("C0GENERAL0", "general")
    assert (sent["team_id"], sent["team_domain"]) == ("T0CLDGUILD", "cloud-guild")
    assert sent["api_app_id"] and sent["trigger_id"] and sent["token"]
    assert sent["response_url"].startswith("http://127.0.0.1/response/")


def test_in_a_direct_message_the_channel_is_called_directmessage(slack):
    slack.stand_in.send("ana", "awssec", "/awssec")
    assert (slack.app.last["channel_name"], slack.app.last["text"]) == ("directmessage", "")


def test_mentions_in_commands_are_tokens_only_if_the_manifest_says_so(slack):
    slack.stand_in.send("ana", "aws-security", "/awssec @ben")
    assert slack.app.last["text"] == "@ben"
    slack.stand_in.send("ana", "aws-security", "/escaped @ben")
    assert slack.app.last["text"] == "<@U0BENOKAFO>"


@pytest.mark.parametrize(
    "answer", ["Hello", {"text": "Hello"}, {"text": "Hello", "response_type": "ephemeral"}]
)
def test_the_answer_is_for_the_one_who_asked(slack, answer):
    slack.app.will_answer(answer)
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    assert private(slack, "ana") == ["Hello"]
    assert slack.messages("ben") == []


def test_an_answer_for_all_shows_the_command_too(slack):
    slack.app.will_answer({"text": "Hello", "response_type": "in_channel"})
    slack.stand_in.send("ana", "general", "/awssec shield")
    seen = [(message["user"], message["text"]) for message in slack.messages("ben", "general")]
    bot = slack.stand_in.app.user_id
    assert seen == [("U0ANASOUZA", "/awssec shield"), (bot, "Hello")]


def test_an_empty_answer_shows_nothing(slack):
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    assert slack.messages("ana") == []


@pytest.mark.parametrize(
    "answer, code",
    [
        (TimeoutError(), "operation_timeout"),
        (ConnectionRefusedError(), "dispatch_failed"),
        (Answer(500), "dispatch_failed"),
        (Answer(302, {"Location": "/"}), "dispatch_failed"),
        ({"blocks": [{"type": "x"}]}, "invalid_command_response"),
        (Answer(200, {"Content-Type": "application/json"}, b"{"), "invalid_command_response"),
        (Answer(200, {"Content-Type": "application/json"}, b"[1]"), "invalid_command_response"),
    ],
)
def test_a_failure_is_told_as_slack_tells_it(slack, answer, code):
    slack.app.will_answer(answer)
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    assert private(slack) == [f"/awssec failed with the error “{code}”"]
    assert slack.messages("ben") == []


def test_without_an_app_on_the_other_end_a_command_fails():
    stand_in = StandIn(
        MANIFEST, bot_token="xoxb-test", signing_secret="secret", clock=MovableClock()
    )
    stand_in.send("ana", "aws-security", "/awssec shield")
    [message] = stand_in.state("ana")["conversations"][1]["messages"]
    assert message["text"] == "/awssec failed with the error “dispatch_failed”"


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest["features"]["slash_commands"].clear(),
        lambda manifest: manifest["oauth_config"]["scopes"]["bot"].remove("commands"),
    ],
)
def test_a_command_that_is_not_declared_is_not_delivered(change):
    slack = Slack(manifest_with(change))
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    assert slack.app.received == []
    assert "not a valid command" in private(slack)[0]
