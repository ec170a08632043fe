import copy
import json

import pytest

from tests.playground.scene import BOT_TOKEN, MANIFEST, Slack

BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def without_scope(scope):
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].remove(scope)
    return Slack(manifest)


def trigger(slack, user="ana"):
    slack.stand_in.send(user, "aws-security", "/awssec form")
    return slack.app.last["trigger_id"]


def test_the_token_comes_as_bearer_or_as_argument(slack):
    assert slack.post("/api/auth.test", {}).get_json()["error"] == "not_authed"
    wrong = slack.post("/api/auth.test", {}, headers={"Authorization": "Bearer xoxb-other"})
    assert wrong.get_json()["error"] == "invalid_auth"
    form = slack.http.post("/api/auth.test", data={"token": BOT_TOKEN})
    assert form.get_json()["ok"] is True
    answer = slack.api("auth.test")
    assert (answer["team"], answer["user"]) == ("Cloud Guild", "awssec")
    assert answer["bot_id"].startswith("B")


def test_the_granted_scopes_are_in_a_header(slack):
    response = slack.post("/api/auth.test", {}, headers=BEARER)
    assert response.headers["X-OAuth-Scopes"] == "app_mentions:read,chat:write,commands,im:history"


def test_an_unknown_method_is_named(slack):
    assert slack.api("chat.shout") == {
        "ok": False,
        "error": "unknown_method",
        "req_method": "chat.shout",
    }


def test_a_method_needs_its_scope_in_the_manifest():
    slack = without_scope("chat:write")
    answer = slack.api("chat.postMessage", channel="#aws-security", text="hi")
    assert answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "app_mentions:read,commands,im:history",
    }


@pytest.mark.parametrize("channel", ["C0AWSSECUR", "#aws-security", "aws-security"])
def test_a_message_goes_to_a_channel_by_id_or_name(slack, channel):
    answer = slack.api("chat.postMessage", channel=channel, text="hi")
    assert answer["channel"] == "C0AWSSECUR"
    assert answer["message"]["bot_id"]
    assert [message["text"] for message in slack.messages("ben")] == ["hi"]


def test_a_message_to_a_person_goes_to_their_direct_message(slack):
    assert slack.api("chat.postMessage", channel="U0ANASOUZA", text="psst")["ok"]
    assert [message["text"] for message in slack.messages("ana", "awssec")] == ["psst"]
    assert slack.messages("ben", "awssec") == []


def test_blocks_may_come_as_a_string_of_json(slack):
    blocks = json.dumps([{"type": "divider"}])
    data = {"channel": "#aws-security", "blocks": blocks}
    assert slack.http.post("/api/chat.postMessage", data=data, headers=BEARER).get_json()["ok"]
    [message] = slack.messages("ana")
    assert message["blocks"][0]["type"] == "divider"
    assert message["blocks"][0]["block_id"]


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"text": "hi"}, "invalid_arguments"),
        ({"channel": "#nowhere", "text": "hi"}, "channel_not_found"),
        ({"channel": "#general", "text": "hi"}, "not_in_channel"),
        ({"channel": "#aws-security"}, "no_text"),
        ({"channel": "#aws-security", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "#aws-security", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "#aws-security", "blocks": [{"type": "x"}]}, "invalid_blocks"),
        ({"channel": "#aws-security", "blocks": {"type": "divider"}}, "invalid_blocks"),
        ({"channel": "#aws-security", "text": "hi", "thread_ts": "1.2"}, "thread_not_found"),
        ({"channel": "#aws-security", "attachments": [{}]}, "invalid_arguments"),
        ({"channel": "#aws-security", "text": ["hi"]}, "invalid_arguments"),
    ],
)
def test_a_message_is_refused_as_slack_refuses_it(slack, arguments, error):
    assert slack.api("chat.postMessage", **arguments)["error"] == error
    assert slack.messages("ana") == []


def test_invalid_blocks_are_listed_with_their_place(slack):
    answer = slack.api("chat.postMessage", channel="#aws-security", blocks=[{"type": "section"}])
    said = "must define either `text` or `fields` [json-pointer:/blocks/0]"
    assert answer["errors"] == [said]
    assert answer["response_metadata"] == {"messages": [f"[ERROR] {said}"]}


def test_a_reply_joins_the_thread_of_the_message_it_names(slack):
    parent = slack.card()["ts"]
    first = slack.api("chat.postMessage", channel="#aws-security", text="1", thread_ts=parent)
    again = slack.api("chat.postMessage", channel="#aws-security", text="2", thread_ts=first["ts"])
    assert again["message"]["thread_ts"] == parent
    messages = {message["ts"]: message for message in slack.messages("ana")}
    assert messages[parent]["reply_count"] == 2
    assert messages[parent]["thread_ts"] == parent


def test_nobody_replies_to_what_one_person_sees(slack):
    slack.app.will_answer("only for you")
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    [message] = slack.messages("ana")
    answer = slack.api(
        "chat.postMessage", channel="#aws-security", text="1", thread_ts=message["ts"]
    )
    assert answer["error"] == "cannot_reply_to_message"
