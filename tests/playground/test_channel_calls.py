"""What the app reads and changes of channels, people and messages it sent before."""

import threading

import pytest

from bot.playground.directory import Channel, Person
from tests.playground.scene import MANIFEST, Slack, manifest_with

SECURITY, GENERAL, INCIDENTS = "C0AWSSECUR", "C0GENERAL0", "C0INCIDENT"
BOT = "U0PLAYGRND"
READING = ["channels:read", "channels:join", "groups:read", "im:read", "users:read"]


@pytest.fixture
def slack() -> Slack:
    return Slack(manifest_with(lambda m: m["oauth_config"]["scopes"]["bot"].extend(READING)))


@pytest.mark.parametrize(
    "method, needed",
    [
        ("conversations.info", "channels:read"),
        ("conversations.members", "channels:read"),
        ("conversations.join", "channels:join"),
        ("users.info", "users:read"),
    ],
)
def test_reading_needs_its_scope(method, needed):
    answer = Slack(MANIFEST).api(method, channel=SECURITY, user="U0ANASOUZA")
    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)


def test_a_channel_tells_of_itself_and_whether_the_app_is_in_it(slack):
    channel = slack.api("conversations.info", channel=SECURITY)["channel"]
    assert (channel["name"], channel["is_member"], channel["is_private"]) == (
        "aws-security",
        True,
        False,
    )
    assert slack.api("conversations.info", channel=GENERAL)["channel"]["is_member"] is False
    counted = slack.api("conversations.info", channel=GENERAL, include_num_members=True)
    assert counted["channel"]["num_members"] == 5


def test_a_private_channel_is_unknown_until_the_app_is_in_it(slack):
    for method in ("conversations.info", "conversations.members", "conversations.join"):
        assert slack.api(method, channel=INCIDENTS)["error"] == "channel_not_found"
    said = slack.api("chat.postMessage", channel=INCIDENTS, text="hi")
    assert said["error"] == "channel_not_found"
    slack.stand_in.send("ana", "incidents", "/invite @awssec")
    assert slack.api("conversations.info", channel=INCIDENTS)["channel"]["is_private"]
    assert slack.api("chat.postMessage", channel=INCIDENTS, text="hi")["ok"]


def test_a_private_channel_is_there_for_its_members_and_its_name_is_kept(slack):
    assert "incidents" not in [c["name"] for c in slack.stand_in.state("ben")["conversations"]]
    slack.stand_in.send("ana", "incidents", "/awssec shield")
    assert slack.app.last["channel_name"] == "privategroup"


def test_joining_makes_the_app_a_member_and_is_said_once(slack):
    assert "warning" not in slack.api("conversations.join", channel=GENERAL)
    assert slack.api("conversations.join", channel=GENERAL)["warning"] == "already_in_channel"
    [message] = slack.messages("ana", "general")
    assert (message["system"], message["text"]) == (True, "joined #general.")
    assert slack.api("chat.postMessage", channel=GENERAL, text="hi")["ok"]


def test_what_cannot_be_joined_says_why(slack):
    direct = slack.api("conversations.join", channel="D0ANASOUZA")
    assert direct["error"] == "method_not_supported_for_channel_type"
    slack.stand_in.archive("general")
    assert slack.api("conversations.join", channel=GENERAL)["error"] == "is_archived"


def test_members_come_in_pages(slack):
    found, cursor = [], ""
    for _ in range(3):
        page = slack.api("conversations.members", channel=SECURITY, limit=2, cursor=cursor)
        found += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    assert cursor == ""
    assert found == slack.api("conversations.members", channel=SECURITY)["members"]
    assert len(set(found)) == 6 and BOT in found
    assert BOT not in slack.api("conversations.members", channel=GENERAL)["members"]


@pytest.mark.parametrize(
    "arguments, error",
    [
        ({"cursor": "bW9vbg=="}, "invalid_cursor"),
        ({"limit": 1001}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
    ],
)
def test_a_page_that_does_not_exist_is_refused(slack, arguments, error):
    assert slack.api("conversations.members", channel=SECURITY, **arguments)["error"] == error


def test_a_person_has_a_zone_and_a_role(slack):
    ana, emil, ben = (
        slack.api("users.info", user=user)["user"]
        for user in ("U0ANASOUZA", "U0EMILNOVK", "U0BENOKAFO")
    )
    assert (ana["is_admin"], ana["tz"], ana["tz_offset"]) == (True, "America/Sao_Paulo", -10800)
    assert (emil["is_restricted"], emil["is_admin"]) == (True, False)
    assert (ben["is_restricted"], ben["is_admin"]) == (False, False)
    assert (ben["real_name"], ben["profile"]["display_name"]) == ("Ben Okafor", "Ben Okafor")
    assert slack.api("users.info", user=BOT)["user"]["is_bot"]
    assert slack.api("users.info", user="U0NOBODY")["error"] == "user_not_found"


def test_a_channel_can_be_added(slack):
    slack.stand_in.workspace.add_channel(Channel("C0MORE", "more", "More"))
    slack.stand_in.workspace.add_channel(Channel("C0OTHER", "other", "Other"), joined=False)
    assert slack.api("chat.postMessage", channel="#more", text="hi")["channel"] == "C0MORE"
    assert [message["text"] for message in slack.messages("ben", "more")] == ["hi"]
    assert slack.api("conversations.info", channel="C0OTHER")["channel"]["is_member"] is False


def test_a_channel_brings_its_members_along(slack):
    fay = Person("U0FAYFAURE", "fay", "Fay Faure", "Europe/Paris")
    slack.stand_in.workspace.add_channel(Channel("C0MORE", "more", "More", (fay,)))
    for channel in ("C0MORE", fay.id):
        assert slack.api("chat.postMessage", channel=channel, text="hi")["ok"]
    assert [message["text"] for message in slack.messages("fay", "more")] == ["hi"]
    assert [message["text"] for message in slack.messages("fay", "awssec")] == ["hi"]
    assert slack.api("users.info", user=fay.id)["user"]["real_name"] == "Fay Faure"


# --- messages -------------------------------------------------------------------------------


def test_the_same_client_msg_id_is_posted_once_per_channel(slack):
    def post(channel: str) -> dict:
        return slack.api("chat.postMessage", channel=channel, text="hi", client_msg_id="7")

    first = post(SECURITY)
    assert post(SECURITY)["ts"] == first["ts"]
    assert post("U0ANASOUZA")["ts"] != first["ts"]
    assert len(slack.messages("ana")) == 1


def test_two_calls_at_once_with_one_client_msg_id_post_once(slack):
    def post() -> None:
        slack.api("chat.postMessage", channel=SECURITY, text="hi", client_msg_id="7")

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(slack.messages("ana")) == 1


def test_a_message_is_changed_in_place(slack):
    ts = slack.card()["ts"]
    blocks = [{"type": "divider"}]
    answer = slack.api("chat.update", channel=SECURITY, ts=ts, text="new", blocks=blocks)
    assert (answer["ok"], answer["ts"], answer["text"]) == (True, ts, "new")
    [message] = slack.messages("ana")
    assert (message["text"], message["edited"]) == ("new", True)
    assert [block["type"] for block in message["blocks"]] == ["divider"]


def test_a_change_of_text_alone_keeps_the_blocks(slack):
    ts = slack.card()["ts"]
    [before] = slack.messages("ana")
    slack.api("chat.update", channel=SECURITY, ts=ts, text="new")
    [after] = slack.messages("ana")
    assert after["text"] == "new"
    assert [b["type"] for b in after["blocks"]] == [b["type"] for b in before["blocks"]]
    slack.api("chat.update", channel=SECURITY, ts=ts, text="bare", blocks=[])
    assert slack.messages("ana")[0]["blocks"] is None


def test_only_its_own_messages_that_are_still_there_are_changed(slack):
    def error(ts: str, channel: str = SECURITY) -> str:
        return slack.api("chat.update", channel=channel, ts=ts, text="new")["error"]

    theirs = slack.stand_in.send("ana", "aws-security", "hello")
    assert error(theirs) == "cant_update_message"
    assert error("1.2") == "message_not_found"
    slack.app.will_answer("only for you")
    slack.stand_in.send("ana", "aws-security", "/awssec shield")
    assert error(slack.messages("ana")[-1]["ts"]) == "message_not_found"
    assert error("1.2", "C0NOWHERE") == "channel_not_found"


def test_nothing_is_written_in_an_archived_channel(slack):
    ts = slack.card()["ts"]
    slack.stand_in.archive("aws-security")
    posted = slack.api("chat.postMessage", channel=SECURITY, text="hi")
    assert posted["error"] == "is_archived"
    changed = slack.api("chat.update", channel=SECURITY, ts=ts, text="hi")
    assert changed["error"] == "is_inactive"
    assert slack.api("conversations.info", channel=SECURITY)["channel"]["is_archived"]
    slack.stand_in.unarchive("aws-security")
    assert slack.api("chat.postMessage", channel=SECURITY, text="hi")["ok"]
