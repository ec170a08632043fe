"""The number of answers is shown on each post by itself; a workspace's posts wait together."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.jobs.desk import Desk
from bot.jobs.queue import JobQueue
from bot.jobs.refreshing import Refreshing
from bot.storage.store import Store
from tests.jobs.kit import TEAM, setting
from tests.office import TOKEN, Office, whole_finder

CHANNELS = ("C1", "C2", "C3")


class OddClient(WebClient):
    """Fails at its first call in a way that nobody has thought of."""

    failed = False

    def chat_update(self, **arguments: Any) -> SlackResponse:
        if not self.failed:
            self.failed = True
            raise RuntimeError("odd")
        return super().chat_update(**arguments)


@pytest.fixture
def office(database_url, clock) -> Iterator[Office]:
    """An office with three open posts whose number of answers has changed."""
    office = Office(whole_finder(), database_url, clock=clock)
    store, daily = Store(office.engine), office.study.daily
    for channel in CHANNELS:
        store.schedules.save(setting(channel, at=clock()))
        item = daily.now(TEAM, channel)
        daily.prepare(item.key, item.due.at, job=channel)
        daily.sent(item.key, "1700000000.000001", at=item.due.at)
        store.posts.mark_stale(item.key, clock())
    yield office
    office.close()


def refreshing(office, database_url, client=WebClient, stop=None):
    slack = client(token=TOKEN, base_url=f"{office.slack.base_url}/api/")
    return Refreshing(Desk(office.study, slack, JobQueue(database_url)), stop or threading.Event())


def updated(office: Office) -> list[str]:
    """The channels whose posts Slack was asked to show anew, in order."""
    return [arguments["channel"] for method, arguments in office.slack.calls if "update" in method]


def test_after_a_limit_no_post_of_the_workspace_is_shown_until_slack_allows(
    office, database_url, clock
):
    rounds = refreshing(office, database_url)
    office.slack.trouble("chat.update", retry_after=30)
    rounds.round()
    assert len(updated(office)) == 1
    clock.forward(seconds=31)  # Slack's time is not the study's
    rounds.round()
    assert len(updated(office)) == 1


def test_what_goes_wrong_with_one_post_keeps_no_other_back_and_is_tried_again(
    office, database_url, clock, caplog
):
    rounds = refreshing(office, database_url, OddClient)
    rounds.round()
    assert len(updated(office)) == 2
    assert caplog.text.count("could not be shown") == 1
    clock.forward(minutes=1)
    rounds.round()
    assert sorted(updated(office)) == list(CHANNELS)


def test_a_round_ends_where_the_worker_is_told_to_stop(office, database_url):
    stop = threading.Event()
    stop.set()
    refreshing(office, database_url, stop=stop).round()
    assert updated(office) == []
