"""What people see of each other, and what the workspace itself says."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.errors import Refusal
from tests.playground.scene import MANIFEST, Slack


def conversation(slack, user, name):
    conversations = slack.stand_in.state(user)["conversations"]
    return next(entry for entry in conversations if entry["name"] == name)


def test_people_share_channels_and_each_has_a_direct_message(slack):
    state = slack.stand_in.state("ana")
    assert [person["name"] for person in state["people"]] == ["ana", "ben", "chen", "dana", "emil"]
    assert len({person["tz"] for person in state["people"]}) == 5
    assert [(entry["name"], entry["kind"]) for entry in state["conversations"]] == [
        ("general", "channel"),
        ("aws-security", "channel"),
        ("incidents", "channel"),
        ("awssec", "im"),
    ]
    assert state["workspace"]["name"] == "Cloud Guild"
    assert state["now"] == "2026-11-24T09:00:00Z"
    others = conversation(slack, "ben", "awssec")["id"]
    assert others != conversation(slack, "ana", "awssec")["id"]
    with pytest.raises(Refusal):
        slack.stand_in.send("ana", others, "hello")


def test_the_state_names_what_the_app_offers(slack):
    state = slack.stand_in.state("ana")
    assert state["app"]["name"] == "awssec"
    assert state["app"]["home_enabled"] and state["app"]["messages_enabled"]
    assert state["commands"][0] == {
        "command": "/awssec",
        "description": "Ask",
        "usage_hint": "shield vs waf",
    }
    assert state["message_shortcuts"] == [
        {"callback_id": "explain", "name": "Explain", "description": "Explains"}
    ]


def test_everybody_sees_a_message_and_the_version_changes_for_all(slack):
    before = {name: slack.stand_in.state(name)["version"] for name in ("ana", "ben")}
    ts = slack.stand_in.send("ana", "general", "Hello *all*")
    for name in ("ana", "ben"):
        [message] = slack.messages(name, "general")
        assert message == {
            "ts": ts,
            "thread_ts": None,
            "user": "U0ANASOUZA",
            "text": "Hello *all*",
            "blocks": None,
            "ephemeral": False,
            "edited": False,
            "reply_count": 0,
            "system": False,
        }
        assert slack.stand_in.state(name)["version"] != before[name]


def test_what_one_person_sees_changes_nothing_for_others(slack):
    before = slack.stand_in.state("ben")
    slack.app.will_answer("for Ana")
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    assert slack.stand_in.state("ben") == before


def test_replies_stay_in_their_thread(slack):
    parent = slack.stand_in.send("ana", "general", "Question")
    reply = slack.stand_in.send("ben", "general", "Answer", parent)
    slack.stand_in.send("ana", "general", "Thanks", reply)
    first, *replies = slack.messages("ana", "general")
    assert (first["thread_ts"], first["reply_count"]) == (parent, 2)
    assert [message["thread_ts"] for message in replies] == [parent, parent]
    with pytest.raises(Refusal):
        slack.stand_in.send("ana", "general", "Hello?", "1.2")


def test_the_app_comes_to_a_channel_when_invited(slack):
    slack.stand_in.send("ana", "general", "@awssec shield")
    assert slack.app.received == []
    [_, hint] = slack.messages("ana", "general")
    assert hint["ephemeral"] and hint["user"] == "USLACKBOT"
    assert "/invite @awssec" in hint["text"]
    assert len(slack.messages("ben", "general")) == 1
    slack.stand_in.send("ana", "general", "/invite @awssec")
    assert conversation(slack, "ben", "general")["app_is_member"]
    [*_, joined] = slack.messages("ben", "general")
    assert joined["system"] and "Ana Souza" in joined["text"]
    slack.stand_in.send("ana", "general", "@awssec shield")
    assert slack.app.last["event"]["type"] == "app_mention"
    assert slack.api("chat.postMessage", channel="#general", text="hi")["ok"]


@pytest.mark.parametrize(
    "typed, said",
    [
        ("/invite @awssec", "already in this conversation"),
        ("/invite @ben", "Everybody else is here already"),
        ("/remind me", "`/remind` is not a valid command"),
        ("/<b>", "`/&lt;b&gt;` is not a valid command"),
    ],
)
def test_slackbot_answers_the_rest(slack, typed, said):
    slack.stand_in.send("ana", "aws-security", typed)
    [message] = slack.messages("ana")
    assert said in message["text"]
    assert message["ephemeral"] and slack.app.received == []


def test_commands_do_not_work_in_threads(slack):
    parent = slack.stand_in.send("ana", "aws-security", "Question")
    slack.stand_in.send("ana", "aws-security", "/awssec shield", parent)
    assert "not supported in threads" in slack.messages("ana")[-1]["text"]
    assert slack.app.received == []


def test_a_space_before_the_slash_makes_it_a_message(slack):
    slack.stand_in.send("ana", "general", " /awssec shield")
    assert slack.messages("ben", "general")[0]["text"] == "/awssec shield"


@pytest.mark.parametrize("text", ["", "  \n", "x" * 12_001])
def test_some_texts_are_not_sent(slack, text):
    with pytest.raises(Refusal):
        slack.stand_in.send("ana", "general", text)


@pytest.mark.parametrize(
    "change", [{"messages_tab_enabled": False}, {"messages_tab_read_only_enabled": True}]
)
def test_the_manifest_can_close_the_messages_tab(change):
    manifest = copy.deepcopy(MANIFEST)
    manifest["features"]["app_home"] |= change
    slack = Slack(manifest)
    assert slack.stand_in.state("ana")["app"]["messages_enabled"] is False
    with pytest.raises(Refusal, match="turned off"):
        slack.stand_in.send("ana", "awssec", "hello")


def test_strangers_and_unknown_channels_are_refused(slack):
    with pytest.raises(Refusal, match="Nobody here"):
        slack.stand_in.state("mallory")
    with pytest.raises(Refusal, match="no such conversation"):
        slack.stand_in.send("ana", "random", "hello")


@settings(deadline=None)
@given(st.lists(st.sampled_from([-3600.0, -0.001, 0.0, 0.000001, 5.0]), max_size=20))
def test_whatever_the_clock_does_no_two_messages_share_a_time(steps):
    slack = Slack()
    stamps = []
    for step in steps:
        slack.clock.forward(seconds=step)
        stamps.append(slack.stand_in.send("ana", "general", "hi"))
    assert stamps == sorted(set(stamps))
