import copy
import json

import pytest

from tests.playground.scene import BOT_TOKEN, MANIFEST, MODAL, Slack, button, plain

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


# --- views --------------------------------------------------------------------------------------


def test_a_modal_opens_for_the_person_of_the_trigger(slack):
    slack.modal("ana")
    [modal] = slack.modals("ana")
    assert modal["view"]["title"]["text"] == "Schedule"
    assert modal["errors"] == {}
    assert slack.modals("ben") == []


def test_a_trigger_is_good_for_one_use_and_three_seconds(slack):
    used = trigger(slack)
    assert slack.api("views.open", trigger_id=used, view=MODAL)["ok"]
    again = slack.api("views.open", trigger_id=used, view=MODAL)
    assert again["error"] == "exchanged_trigger_id"
    late = trigger(slack)
    slack.clock.forward(seconds=3.1)
    assert slack.api("views.open", trigger_id=late, view=MODAL)["error"] == "expired_trigger_id"
    assert slack.api("views.open", trigger_id="1.2.3", view=MODAL)["error"] == "invalid_trigger_id"


def test_a_refused_view_leaves_the_trigger_good(slack):
    name = trigger(slack)
    answer = slack.api("views.open", trigger_id=name, view={**MODAL, "title": plain("x" * 25)})
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in answer["response_metadata"]["messages"][0]
    assert slack.api("views.open", trigger_id=name, view=json.dumps(MODAL))["ok"]


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"trigger_id": "1.2.3"}, "invalid_arguments"),
        ({"view": MODAL}, "invalid_arguments"),
        ({"trigger_id": "1.2.3", "view": "{"}, "invalid_arguments"),
        ({"trigger_id": "1.2.3", "view": HOME}, "invalid_arguments"),
    ],
)
def test_opening_needs_a_trigger_and_a_modal(slack, arguments, error):
    assert slack.api("views.open", **arguments)["error"] == error


def test_a_view_has_a_size(slack):
    option = {"text": plain("x" * 75), "value": "v"}
    options = [{**option, "value": f"{n:0150}"} for n in range(100)]
    select = {"type": "static_select", "action_id": "s", "options": options}
    blocks = [
        {"type": "section", "text": plain("x" * 3000), "accessory": select} for _ in range(20)
    ]
    answer = slack.api("views.open", trigger_id=trigger(slack), view={**MODAL, "blocks": blocks})
    assert answer["error"] == "view_too_large"


def test_an_update_needs_the_view_and_its_latest_hash(slack):
    view_id = slack.modal()
    [modal] = slack.modals()
    changed = {**MODAL, "title": plain("Changed")}
    stale = slack.api("views.update", view_id=view_id, hash="0.0", view=changed)
    assert stale["error"] == "hash_conflict"
    fresh = slack.api("views.update", view_id=view_id, hash=modal["hash"], view=changed)
    assert fresh["view"]["hash"] != modal["hash"]
    assert slack.modals()[0]["view"]["title"]["text"] == "Changed"
    assert slack.api("views.update", view_id="V1", view=changed)["error"] == "not_found"
    assert slack.api("views.update", view=changed)["error"] == "invalid_arguments"


def test_a_view_can_be_found_by_the_apps_own_id(slack):
    slack.modal(external_id="mine")
    assert slack.api("views.update", external_id="mine", view={**MODAL, "external_id": "mine"})[
        "ok"
    ]
    taken = slack.api("views.publish", user_id="U0BENOKAFO", view={**HOME, "external_id": "mine"})
    assert taken["error"] == "duplicate_external_id"


def test_each_person_has_their_own_home(slack):
    answer = slack.api("views.publish", user_id="U0ANASOUZA", view=HOME)
    assert slack.stand_in.state("ana")["home"]["view_id"] == answer["view"]["id"]
    assert slack.stand_in.state("ben")["home"] is None
    again = slack.api("views.publish", user_id="U0ANASOUZA", view=HOME)
    assert again["view"]["id"] == answer["view"]["id"]
    stale = slack.api("views.publish", user_id="U0ANASOUZA", view=HOME, hash="0.0")
    assert stale["error"] == "hash_conflict"
    nobody = slack.api("views.publish", user_id="U1", view=HOME)
    assert nobody["error"] == "invalid_arguments"


def test_a_home_that_the_manifest_switches_off_is_not_published():
    manifest = copy.deepcopy(MANIFEST)
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    answer = Slack(manifest).api("views.publish", user_id="U0ANASOUZA", view=HOME)
    assert answer["error"] == "not_enabled"


def test_blocks_and_elements_without_ids_get_some(slack):
    nameless = {**button()}
    del nameless["action_id"]
    slack.card(blocks=[{"type": "actions", "elements": [nameless, button()]}])
    [block] = slack.messages("ana")[0]["blocks"]
    assert block["block_id"] and block["elements"][0]["action_id"]
    assert block["elements"][1]["action_id"] == "press"
