"""What is kept where, what Slack's answers mean, and what the operator's commands print."""

import pytest
from slack_sdk import WebClient

from bot.__main__ import main
from bot.jobs.queue import queue_address
from bot.jobs.sending import Outcome, post_message
from bot.storage.engine import open_engine
from bot.storage.migrations import migrate
from bot.storage.store import Store
from bot.views.blocks import said
from tests.jobs.kit import ANA, CHANNEL, TEAM
from tests.jobs.plain_slack import PlainSlack, served
from tests.office import TOKEN, Office, whole_finder


@pytest.mark.parametrize(
    ("main_database", "queue"),
    [
        ("sqlite:///data/awssec.db", "sqlite:///data/awssec-jobs.db"),
        ("postgres://me:pw@host/name", "postgresql+psycopg://me:pw@host/name"),
    ],
)
def test_the_queue_is_kept_beside_the_main_database(main_database, queue):
    assert queue_address(main_database) == queue


def test_a_slack_that_cannot_be_reached_is_tried_again():
    client = WebClient(token=TOKEN, base_url="http://127.0.0.1:9/api/")
    assert post_message(client, said("Hello"), channel=CHANNEL).trouble == "URLError"


def test_an_answer_that_breaks_off_is_asked_for_again():
    with served(PlainSlack(broken={"chat.postMessage": 1})) as address:
        client = WebClient(token=TOKEN, base_url=f"{address}/api/")
        broken, whole = (post_message(client, said("Hello"), channel=CHANNEL) for _ in range(2))
    assert broken.trouble == "IncompleteRead"
    assert whole.ts


def test_a_message_with_the_same_id_arrives_once_and_a_revoked_token_is_a_reason(sqlite_url, clock):
    office = Office(whole_finder(), sqlite_url, clock=clock)
    client = WebClient(token=TOKEN, base_url=f"{office.slack.base_url}/api/")
    first, second = (
        post_message(client, said("Hello"), channel=CHANNEL, once="an-id") for _ in range(2)
    )
    office.slack.revoke()
    refused = post_message(client, said("Hello"), channel=CHANNEL)
    office.close()
    assert first.ts == second.ts != ""
    assert refused.refused == "Slack no longer accepted awssec's access to this workspace."


@pytest.mark.parametrize(
    ("error", "why"),
    [
        ("is_archived", "archived"),
        ("restricted_action_thread_only_channel", "did not let me post"),
        ("posting_to_general_channel_denied", "did not let me post"),
        ("no_permission", "not allowed to post"),
        ("ekm_access_denied", "access to this workspace"),
        ("org_login_required", "access to this workspace"),
    ],
)
def test_what_stays_refused_has_a_reason_for_people(error, why):
    assert why in answered_with(error).refused


def test_what_is_wrong_with_a_message_is_ours_and_a_thread_can_be_done_without():
    assert answered_with("msg_blocks_too_long") == Outcome(fault="msg_blocks_too_long")
    assert answered_with("restricted_action_non_threadable_channel") == Outcome()


def answered_with(error: str) -> Outcome:
    """What becomes of a message that Slack answers with this error."""
    with served(PlainSlack(refused={CHANNEL: error})) as address:
        client = WebClient(token=TOKEN, base_url=f"{address}/api/")
        return post_message(client, said("Hello"), channel=CHANNEL)


def test_reports_are_listed(sqlite_url, monkeypatch, capsys, clock):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    engine = open_engine(sqlite_url)
    migrate(engine)
    store = Store(engine)
    store.reports.add(TEAM, channel=CHANNEL, user=ANA, question_id="waf/rate", now=clock())
    store.close()
    assert main(["reports"]) == 0
    assert "1x  last 2026-11-24  waf/rate" in capsys.readouterr().out
