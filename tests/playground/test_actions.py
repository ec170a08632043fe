"""Buttons, menus and message shortcuts: complete payloads, and nothing that is not there."""

import pytest

from bot.playground import Answer
from bot.playground.errors import Refusal
from tests.playground.scene import HOME, Slack, button, manifest_with, plain


def test_an_action_has_all_its_fields(slack):
    source = slack.card()
    slack.stand_in.act("ana", source, {"action_id": "press"})
    sent = slack.app.last
    assert sent["type"] == "block_actions"
    assert sent["user"]["name"] == "ana"
    assert sent["team"] == {"id": "T0CLDGUILD", "domain": "cloud-guild"}
    assert sent["channel"] == {"id": "C0AWSSECUR", "name": "aws-security"}
    assert sent["container"] == {
        "type": "message",
        "message_ts": source["ts"],
        "channel_id": "C0AWSSECUR",
        "is_ephemeral": False,
    }
    assert sent["message"]["ts"] == source["ts"]
    assert sent["message"]["blocks"][0]["accessory"]["action_id"] == "press"
    assert sent["state"] == {"values": {}}
    assert sent["trigger_id"] and sent["response_url"]
    [action] = sent["actions"]
    assert (action["type"], action["value"]) == ("button", "7")
    assert action["block_id"] and action["action_ts"]


def test_a_message_that_only_one_person_sees_is_not_sent_along(slack):
    slack.app.will_answer({"blocks": [{"type": "actions", "elements": [button()]}]})
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    [message] = slack.messages("ana")
    source = {"kind": "message", "channel": "aws-security", "ts": message["ts"]}
    slack.stand_in.act("ana", source, {"action_id": "press"})
    assert slack.app.last["container"]["is_ephemeral"] is True
    assert "message" not in slack.app.last
    with pytest.raises(Refusal, match="no longer there"):
        slack.stand_in.act("ben", source, {"action_id": "press"})


def option(value):
    return {"text": plain(value.upper()), "value": value}


MENUS = {
    "static_select": ({"selected_option": {"value": "b"}}, {"selected_option": option("b")}),
    "radio_buttons": ({"selected_option": option("a")}, {"selected_option": option("a")}),
    "overflow": ({"selected_option": option("a")}, {"selected_option": option("a")}),
    "checkboxes": (
        {"selected_options": [option("a"), option("b")]},
        {"selected_options": [option("a"), option("b")]},
    ),
}


@pytest.mark.parametrize("kind", MENUS)
def test_a_choice_is_sent_as_the_app_wrote_it(slack, kind):
    chosen, sent = MENUS[kind]
    menu = {"type": kind, "action_id": "pick", "options": [option("a"), option("b")]}
    source = slack.card(blocks=[{"type": "actions", "block_id": "b", "elements": [menu]}])
    slack.stand_in.act("ana", source, {"action_id": "pick", "block_id": "b", **chosen})
    [action] = slack.app.last["actions"]
    assert {name: action[name] for name in sent} == sent
    forged = {
        "action_id": "pick",
        "selected_option": option("z"),
        "selected_options": [option("z")],
    }
    with pytest.raises(Refusal, match="no longer offered"):
        slack.stand_in.act("ana", source, forged)


def test_the_state_of_a_message_has_what_is_chosen_elsewhere_in_it(slack):
    menu = {"type": "static_select", "action_id": "pick", "options": [option("a"), option("b")]}
    boxes = {
        "type": "checkboxes",
        "action_id": "tick",
        "options": [option("c")],
        "initial_options": [option("c")],
    }
    blocks = [{"type": "actions", "block_id": "b", "elements": [menu, boxes, button()]}]
    given = {"values": {"b": {"pick": {"type": "static_select", "selected_option": option("a")}}}}
    slack.stand_in.act("ana", slack.card(blocks=blocks), {"action_id": "press"}, given)
    assert slack.app.last["state"]["values"] == {
        "b": {
            "pick": {"type": "static_select", "selected_option": option("a")},
            "tick": {"type": "checkboxes", "selected_options": [option("c")]},
        }
    }


def test_an_action_on_the_home_tab_comes_with_its_view(slack):
    with pytest.raises(Refusal, match="still empty"):
        slack.stand_in.act("ana", {"kind": "home"}, {"action_id": "press"})
    slack.api("views.publish", user_id="U0ANASOUZA", view=HOME)
    slack.stand_in.act("ana", {"kind": "home"}, {"action_id": "press"})
    assert slack.app.last["view"]["type"] == "home"
    assert slack.app.last["container"]["type"] == "view"


def test_the_body_of_an_actions_answer_is_ignored_as_slack_ignores_it(slack):
    source = slack.card()
    slack.app.will_answer({"text": "never seen"})
    slack.stand_in.act("ana", source, {"action_id": "press"})
    assert [message["text"] for message in slack.messages("ana")] == ["A card"]


@pytest.mark.parametrize(
    "answer, said", [(TimeoutError(), "operation_timeout"), (Answer(500), "dispatch_failed")]
)
def test_a_failed_action_is_said_to_have_failed(slack, answer, said):
    source = slack.card()
    slack.app.will_answer(answer)
    with pytest.raises(Refusal, match=said):
        slack.stand_in.act("ana", source, {"action_id": "press"})


@pytest.mark.parametrize(
    "source, action",
    [
        ({"kind": "message", "channel": "aws-security", "ts": "1.2"}, {"action_id": "press"}),
        ({"kind": "message", "channel": "nowhere", "ts": "1.2"}, {"action_id": "press"}),
        ({"kind": "view", "view_id": "V1"}, {"action_id": "press"}),
        ({"kind": "elsewhere"}, {"action_id": "press"}),
    ],
)
def test_nothing_can_be_pressed_where_nothing_is(slack, source, action):
    with pytest.raises(Refusal):
        slack.stand_in.act("ana", source, action)
    assert slack.app.received == []


def test_without_interactivity_buttons_do_nothing():
    slack = Slack(manifest_with(lambda manifest: manifest["settings"].pop("interactivity")))
    with pytest.raises(Refusal, match="interactivity"):
        slack.stand_in.act("ana", slack.card(), {"action_id": "press"})


def test_a_message_shortcut_sends_the_message(slack):
    ts = slack.stand_in.send("ben", "general", "what is @chen's WAF?")
    slack.stand_in.shortcut("ana", "explain", "general", ts)
    sent = slack.app.last
    assert (sent["type"], sent["callback_id"]) == ("message_action", "explain")
    assert (sent["message_ts"], sent["message"]["user"]) == (ts, "U0BENOKAFO")
    assert sent["message"]["text"] == "what is <@U0CHENWEI0>'s WAF?"
    assert sent["message"]["blocks"][0]["type"] == "rich_text"
    assert sent["user"]["id"] == "U0ANASOUZA"
    assert sent["trigger_id"] and sent["response_url"] and sent["action_ts"]


def test_a_shortcut_has_to_be_declared(slack):
    ts = slack.stand_in.send("ben", "general", "hi")
    with pytest.raises(Refusal, match="no such shortcut"):
        slack.stand_in.shortcut("ana", "other", "general", ts)
