"""Events: signed, only where the manifest asks for them, and again until they are answered."""

import json
import threading
from collections.abc import Mapping

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.playground import Answer
from tests.playground.scene import (
    HOME,
    SIGNING_SECRET,
    Slack,
    manifest_with,
)


def test_every_request_is_signed(slack):
    kept: list[tuple[bytes, Mapping[str, str]]] = []

    def keep(body, headers):
        kept.append((body, headers))
        return Answer(200)

    slack.stand_in.connect(keep)
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    slack.stand_in.send("ana", "awssec", "hello")
    slack.stand_in.act("ana", slack.card(), {"action_id": "press"})
    verifier = SignatureVerifier(SIGNING_SECRET)
    assert [verifier.is_valid_request(body, dict(headers)) for body, headers in kept] == [True] * 3


def test_a_mention_is_an_event_in_its_envelope(slack):
    ts = slack.stand_in.send("ana", "aws-security", "@awssec shield < waf")
    [sent] = slack.app.payloads
    assert (sent["type"], sent["team_id"]) == ("event_callback", "T0CLDGUILD")
    assert sent["event_id"].startswith("Ev")
    assert sent["event_time"] == 1795510800
    assert sent["authorizations"][0]["user_id"] == slack.stand_in.app.user_id
    event = sent["event"]
    assert event["type"] == "app_mention"
    assert event["text"] == f"<@{slack.stand_in.app.user_id}> shield &lt; waf"
    assert (event["user"], event["channel"]) == ("U0ANASOUZA", "C0AWSSECUR")
    assert event["ts"] == event["event_ts"] == ts
    assert "thread_ts" not in event


def test_a_mention_in_a_thread_names_the_thread(slack):
    parent = slack.stand_in.send("ben", "aws-security", "hello")
    slack.stand_in.send("ana", "aws-security", "@awssec shield", parent)
    assert slack.app.last["event"]["thread_ts"] == parent


def test_a_direct_message_is_a_message_event(slack):
    slack.stand_in.send("ana", "awssec", "shield")
    event = slack.app.last["event"]
    assert (event["type"], event["channel_type"]) == ("message", "im")
    assert event["channel"].startswith("D")
    assert event["client_msg_id"]


def test_only_what_is_subscribed_and_permitted_is_sent():
    def no_mentions(manifest):
        manifest["settings"]["event_subscriptions"]["bot_events"].remove("app_mention")

    def no_history(manifest):
        manifest["oauth_config"]["scopes"]["bot"].remove("im:history")

    deaf = Slack(manifest_with(no_mentions))
    deaf.stand_in.send("ana", "aws-security", "@awssec shield")
    assert deaf.app.received == []
    blind = Slack(manifest_with(no_history))
    blind.stand_in.send("ana", "awssec", "shield")
    assert blind.app.received == []


def test_channel_messages_are_sent_to_those_who_subscribe():
    def all_messages(manifest):
        manifest["settings"]["event_subscriptions"]["bot_events"].append("message.channels")
        manifest["oauth_config"]["scopes"]["bot"].append("channels:history")

    slack = Slack(manifest_with(all_messages))
    slack.stand_in.send("ana", "aws-security", "hello")
    slack.stand_in.send("ana", "general", "hello")
    [sent] = slack.app.payloads
    assert (sent["event"]["type"], sent["event"]["channel_type"]) == ("message", "channel")


def test_opening_the_home_tab_tells_what_is_on_it(slack):
    slack.stand_in.open_home("ana")
    event = slack.app.last["event"]
    assert (event["type"], event["tab"], event["user"]) == (
        "app_home_opened",
        "home",
        "U0ANASOUZA",
    )
    assert event["channel"].startswith("D") and "view" not in event
    slack.api("views.publish", user_id="U0ANASOUZA", view=HOME)
    slack.stand_in.open_home("ana")
    assert slack.app.last["event"]["view"]["type"] == "home"
    slack.stand_in.open_messages("ana")
    assert slack.app.last["event"]["tab"] == "messages"
    assert "view" not in slack.app.last["event"]


@pytest.mark.parametrize(
    "failure, reason",
    [
        (TimeoutError(), "http_timeout"),
        (Answer(500), "http_error"),
        (ConnectionRefusedError(), "connection_failed"),
    ],
)
def test_an_event_comes_again_until_it_is_answered(slack, failure, reason):
    slack.app.will_answer(failure, failure)
    slack.stand_in.send("ana", "awssec", "shield")
    assert [headers.get("X-Slack-Retry-Num") for _, headers in slack.app.received] == [
        None,
        "1",
        "2",
    ]
    assert slack.app.received[-1][1]["X-Slack-Retry-Reason"] == reason
    assert len({json.dumps(payload, sort_keys=True) for payload in slack.app.payloads}) == 1


def test_an_event_is_given_up_after_three_retries(slack):
    slack.app.will_answer(*[TimeoutError()] * 9)
    slack.stand_in.send("ana", "awssec", "shield")
    assert len(slack.app.received) == 4


def test_an_app_can_refuse_retries(slack):
    slack.app.will_answer(Answer(500, {"x-slack-no-retry": "1"}))
    slack.stand_in.send("ana", "awssec", "shield")
    assert len(slack.app.received) == 1


def test_a_retry_waits_its_time_and_nobody_waits_for_it():
    slack = Slack(retry_delays=(0.01,))
    again = threading.Event()

    def answer():
        again.set()
        return Answer(200)

    slack.app.will_answer(TimeoutError(), answer)
    slack.stand_in.send("ana", "awssec", "shield")
    assert again.wait(5)


def test_stopping_drops_the_retries_to_come():
    slack = Slack(retry_delays=(60,))
    slack.app.will_answer(TimeoutError())
    slack.stand_in.send("ana", "awssec", "shield")
    [timer] = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    slack.stand_in.stop()
    timer.join(5)
    assert not timer.is_alive()
    assert len(slack.app.received) == 1
