import copy
import json

import pytest

from tests.playground.scene import MANIFEST, MODAL, Slack, button, plain

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def trigger(slack, user="ana"):
    slack.stand_in.send(user, "aws-security", "/awssec form")
    return slack.app.last["trigger_id"]


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
