import json

import pytest

from tests.office import signed

ASKED = "@awssec shield"


def answers(office, user="ben", channel="aws-security"):
    return [shown for shown in office.seen(user, channel) if shown.blocks]


def test_a_mention_is_answered_in_a_thread_that_everyone_sees(office):
    ts = office.slack.send("ana", "aws-security", ASKED)
    [answer] = answers(office)
    assert (answer.title, answer.thread_ts, answer.ephemeral) == ("AWS Shield", ts, False)


def test_a_mention_inside_a_thread_is_answered_in_that_thread(office):
    parent = office.slack.send("ana", "aws-security", "who knows this?")
    office.slack.send("ben", "aws-security", "@awssec waf", thread_ts=parent)
    [answer] = answers(office)
    assert (answer.title, answer.thread_ts) == ("AWS WAF", parent)


def test_other_talk_in_a_channel_is_left_alone(office):
    office.slack.send("ana", "aws-security", "shield")
    assert answers(office) == []


@pytest.mark.parametrize("typed", ["@awssec", "@awssec help"])
def test_a_mention_without_a_question_gets_the_help(office, typed):
    office.slack.send("ana", "aws-security", typed)
    [answer] = answers(office)
    assert answer.title == "awssec"


def test_a_direct_message_is_answered_in_the_same_place(office):
    office.slack.send("ana", "@awssec", "shield")
    [answer] = answers(office, "ana", "@awssec")
    assert (answer.title, answer.thread_ts) == ("AWS Shield", None)


def test_a_reply_in_a_thread_of_the_direct_message_is_answered_there(office):
    parent = office.slack.send("ana", "@awssec", "shield")
    office.slack.send("ana", "@awssec", "waf", thread_ts=parent)
    assert answers(office, "ana", "@awssec")[-1].thread_ts == parent


def test_a_suggestion_in_the_direct_message_opens_its_card_there(office, vague):
    office.slack.send("ana", "@awssec", vague)
    [suggestion] = answers(office, "ana", "@awssec")
    office.click(suggestion, suggestion.buttons[0])
    assert answers(office, "ana", "@awssec")[-1].title == suggestion.buttons[0]


@pytest.mark.parametrize("place", ["aws-security", "@awssec"])
def test_an_event_that_slack_sends_again_is_answered_once(office, place):
    office.slack.send("ana", place, ASKED)
    for _ in range(3):
        assert office.deliver_again().status == 200
    assert len(answers(office, "ana", place)) == 1


@pytest.mark.parametrize(
    "other", [{"subtype": "message_changed"}, {"bot_id": "B1"}, {"subtype": "channel_join"}]
)
def test_edits_joins_and_bots_in_the_direct_message_are_not_answered(office, other):
    office.slack.send("ana", "@awssec", "shield")
    body = json.loads(office.requests[-1][0])
    body["event_id"] += "X"
    body["event"] |= other
    office.deliver(*signed(json.dumps(body).encode()))
    assert len(answers(office, "ana", "@awssec")) == 1


def test_topics_and_help_work_in_a_direct_message_as_after_the_command(office):
    office.slack.send("ana", "@awssec", "topics detection")
    assert office.last(channel="@awssec").title == "Detection"


def test_a_greeting_is_answered_and_not_kept_as_a_gap(office):
    office.slack.send("ana", "@awssec", "hello")
    assert "I don't see a question" in office.last(channel="@awssec").words
    with office.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM gaps").scalar_one() == 0


def test_another_bot_is_not_answered(office):
    event = {"type": "app_mention", "bot_id": "B0OTHER", "user": "U0OTHER", "ts": "1.2"}
    event |= {"text": "<@U0PLAYGRND> shield", "channel": "C0SECURITY"}
    body = {"type": "event_callback", "event_id": "Ev0OTHER", "event": event, "team_id": "T0"}
    office.deliver(*signed(json.dumps(body).encode()))
    assert "chat.postMessage" not in [method for method, _ in office.slack.calls]
