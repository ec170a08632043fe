from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.playground.scene import CARD, Slack


def url_of_command(slack, user="ana", channel="aws-security"):
    slack.stand_in.send(user, channel, "/awssec shield")
    return slack.app.last["response_url"]


def url_of_action(slack, source, user="ana"):
    slack.stand_in.act(user, source, {"action_id": "press"})
    return slack.app.last["response_url"]


def private_card(slack, user="ana"):
    slack.app.will_answer(CARD)
    slack.stand_in.send(user, "aws-security", "/awssec shield")
    ts = slack.messages(user)[-1]["ts"]
    return {"kind": "message", "channel": "aws-security", "ts": ts}


def seen(slack, user, channel="aws-security"):
    return [(message["text"], message["ephemeral"]) for message in slack.messages(user, channel)]


def test_an_answer_is_for_one_person_unless_it_says_otherwise(slack):
    url = url_of_command(slack)
    assert slack.respond(url, text="for you").status_code == 200
    slack.respond(url, text="for all", response_type="in_channel")
    assert seen(slack, "ana") == [("for you", True), ("for all", False)]
    assert seen(slack, "ben") == [("for all", False)]


def test_a_visible_answer_reaches_a_channel_the_app_is_not_in(slack):
    url = url_of_command(slack, channel="general")
    assert slack.respond(url, text="hi", response_type="in_channel").status_code == 200
    assert seen(slack, "ben", "general") == [("hi", False)]


def test_a_commands_url_has_no_message_to_replace(slack):
    url = url_of_command(slack)
    slack.respond(url, text="one")
    slack.respond(url, text="two", replace_original=True)
    assert seen(slack, "ana") == [("one", True), ("two", True)]


def test_an_actions_answer_takes_the_place_of_the_message(slack):
    source = private_card(slack)
    slack.respond(url_of_action(slack, source), text="done", replace_original=True)
    [message] = slack.messages("ana")
    assert (message["text"], message["ephemeral"], message["edited"]) == ("done", True, False)
    assert (message["ts"], message["blocks"]) == (source["ts"], None)


def test_without_a_word_on_it_slack_replaces(slack):
    slack.respond(url_of_action(slack, slack.card()), text="done")
    assert seen(slack, "ben") == [("done", False)]
    assert slack.messages("ben")[0]["edited"]


@pytest.mark.parametrize("no", [False, "false"])
def test_an_answer_can_stand_beside_the_message(slack, no):
    slack.respond(url_of_action(slack, slack.card()), text="noted", replace_original=no)
    assert seen(slack, "ana") == [("A card", False), ("noted", True)]
    assert seen(slack, "ben") == [("A card", False)]


def test_sharing_what_one_person_sees_posts_a_new_message(slack):
    url = url_of_action(slack, private_card(slack))
    slack.respond(url, text="shared", response_type="in_channel")
    assert seen(slack, "ana") == [("A card", True), ("shared", False)]
    assert seen(slack, "ben") == [("shared", False)]


def test_a_message_can_be_deleted(slack):
    url = url_of_action(slack, private_card(slack))
    assert slack.respond(url, delete_original=True).status_code == 200
    assert seen(slack, "ana") == []


def test_an_answer_can_go_into_a_thread(slack):
    source = slack.card()
    url = url_of_action(slack, source)
    slack.respond(url, text="there", replace_original=False, thread_ts=source["ts"])
    assert slack.messages("ana")[-1]["thread_ts"] == source["ts"]


@pytest.mark.parametrize(
    "payload, error",
    [
        ({}, "no_text"),
        ({"blocks": [{"type": "x"}]}, "invalid_blocks"),
        ({"text": "hi", "thread_ts": "1.2"}, "thread_not_found"),
    ],
)
def test_a_bad_answer_is_refused(slack, payload, error):
    response = slack.respond(url_of_command(slack), **payload)
    assert (response.status_code, response.get_json()["error"]) == (400, error)
    assert seen(slack, "ana") == []


def test_an_answer_that_is_no_json_object_is_refused(slack):
    path = url_of_command(slack).removeprefix(slack.stand_in.base_url)
    assert slack.post(path, ["text"]).status_code == 400


def test_a_response_url_ends_after_half_an_hour(slack):
    url = url_of_command(slack)
    slack.clock.forward(minutes=30)
    assert slack.respond(url, text="just in time").status_code == 200
    slack.clock.forward(seconds=1)
    response = slack.respond(url, text="late")
    assert (response.status_code, response.get_json()["error"]) == (404, "expired_url")


def test_an_invented_response_url_is_not_found(slack):
    assert slack.post("/response/guess", {"text": "hi"}).status_code == 404


def test_many_at_once_still_get_five(slack):
    url = url_of_command(slack)
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda n: slack.respond(url, text=str(n)).status_code, range(20)))
    assert sorted(codes) == [200] * 5 + [404] * 15
    assert len(slack.messages("ana")) == 5


PAYLOADS = st.sampled_from(
    [
        {"text": "a"},
        {"text": "b", "response_type": "in_channel"},
        {"text": "c", "replace_original": True},
        {"text": "d", "replace_original": False},
        {"delete_original": True},
        {"blocks": [{"type": "x"}]},
        {},
    ]
)


@settings(deadline=None)
@given(st.lists(PAYLOADS, max_size=9), st.booleans())
def test_a_response_url_serves_five_times_whatever_is_sent(payloads, from_command):
    slack = Slack()
    url = url_of_command(slack) if from_command else url_of_action(slack, private_card(slack))
    codes = [slack.respond(url, **payload).status_code for payload in payloads]
    assert all(code in (200, 400) for code in codes[:5])
    assert codes[5:] == [404] * len(codes[5:])
    assert len(slack.messages("ana")) <= 1 + 5
