"""Channels that are archived, and an app that is removed from one or from the workspace."""

import pytest

from bot.playground.errors import Refusal
from tests.playground.scene import Slack, manifest_with

GONE = ["app_uninstalled", "tokens_revoked"]


@pytest.fixture
def subscribed() -> Slack:
    def subscribe(manifest: dict) -> None:
        manifest["settings"]["event_subscriptions"]["bot_events"] += GONE

    return Slack(manifest_with(subscribe))


def error(slack: Slack) -> str:
    return str(slack.api("chat.postMessage", channel="#aws-security", text="hi").get("error"))


def test_people_cannot_write_in_an_archived_channel(slack):
    slack.stand_in.archive("aws-security")
    with pytest.raises(Refusal, match="#aws-security is archived"):
        slack.stand_in.send("ana", "aws-security", "hello")


def test_an_app_that_was_removed_is_not_in_the_channel(slack):
    slack.stand_in.kick("aws-security")
    assert error(slack) == "not_in_channel"
    [message] = slack.messages("ana")
    assert message["text"] == "was removed from #aws-security."
    with pytest.raises(Refusal, match="awssec is not in #aws-security"):
        slack.stand_in.kick("aws-security")
    slack.stand_in.send("ana", "aws-security", "/invite @awssec")
    assert error(slack) == "None"


@pytest.mark.parametrize("named", ["moon", "D0ANASOUZA"])
def test_only_channels_are_archived(slack, named):
    with pytest.raises(Refusal, match="no such channel"):
        slack.stand_in.archive(named)


def test_a_revoked_token_is_refused_and_the_app_is_not_told(subscribed):
    subscribed.stand_in.revoke()
    assert error(subscribed) == "token_revoked"
    assert subscribed.app.received == []


@pytest.mark.parametrize("order", [GONE, GONE[::-1]])
def test_an_app_that_is_uninstalled_hears_of_it_in_either_order(subscribed, order):
    subscribed.stand_in.uninstall(first=order[0])
    events = [payload["event"] for payload in subscribed.app.payloads]
    assert [event["type"] for event in events] == order
    assert events[order.index("tokens_revoked")]["tokens"] == {"oauth": [], "bot": ["U0PLAYGRND"]}
    assert error(subscribed) == "account_inactive"


def test_the_page_archives_a_channel_and_removes_the_app(slack):
    def deed(name: str) -> dict:
        return dict(slack.post("/playground/channel", {"deed": name, "channel": "general"}).json)

    assert deed("archive") == {"ok": True}
    assert slack.stand_in.state("ana")["conversations"][0]["archived"] is True
    assert deed("unarchive") == {"ok": True}
    assert slack.stand_in.state("ana")["conversations"][0]["archived"] is False
    assert deed("kick") == {"ok": False, "error": "awssec is not in #general."}
    assert (
        slack.post("/playground/channel", {"deed": "sell", "channel": "general"}).status_code == 400
    )
