"""Slack slow, at its limits, failing or gone: what people wait for, and what they get."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.office import Office

SECONDS = 3


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


@pytest.fixture
def threaded(finder, sqlite_url, pool) -> Iterator[Office]:
    """awssec with threads for what calls Slack, as in production."""
    office = Office(finder, sqlite_url, executor=pool)
    yield office
    office.close()


def finish(pool: ThreadPoolExecutor) -> None:
    """Wait for everything that was handed to the pool."""
    pool.shutdown(wait=True)


TROUBLES = {
    "slow": {"hang": 30, "times": 99},
    "at its limits": {"retry_after": 1, "times": 4},
    "failing": {"status": 500, "times": 99},
}


@pytest.fixture(params=[*TROUBLES, "gone"])
def in_trouble(request, threaded: Office, pool: ThreadPoolExecutor) -> Iterator[Office]:
    if request.param == "gone":
        threaded.slack.stop()
    else:
        threaded.slack.trouble("*", **TROUBLES[request.param])
    yield threaded
    if request.param == "slow":
        threaded.slack.stop()  # lets go of the calls that hang
    finish(pool)


def test_commands_events_and_clicks_are_answered_in_time_whatever_slack_does(in_trouble):
    start = time.monotonic()
    card = in_trouble.ask("shield")
    assert card.title == "AWS Shield"
    in_trouble.slack.send("ana", "aws-security", "@awssec shield")
    in_trouble.slack.send("ana", "@awssec", "shield")
    in_trouble.slack.open_home("ana")
    in_trouble.click(card, "Helpful")  # a Refusal if it were not acknowledged
    assert time.monotonic() - start < SECONDS
    assert len(in_trouble.requests) == 5  # a retry would be one more


def test_a_message_that_slack_put_off_is_posted_after_the_time_it_named(threaded, pool):
    threaded.slack.trouble("chat.postMessage", retry_after=1)
    start = time.monotonic()
    threaded.slack.send("ana", "aws-security", "@awssec shield")
    finish(pool)
    assert threaded.last("ben").title == "AWS Shield"
    assert time.monotonic() - start >= 1


def test_a_message_that_slack_failed_to_post_is_apologised_for(office):
    office.slack.trouble("chat.postMessage", status=500)
    office.slack.send("ana", "aws-security", "@awssec shield")
    assert "Something went wrong" in office.last("ana").text


def test_a_click_whose_answer_slack_refused_is_apologised_for(office, caplog):
    card = office.ask("shield")
    office.slack.trouble("response_url", status=500)
    office.choose(card, "AWS WAF")
    assert "Something went wrong" in office.last().text
    assert "ref " in caplog.text


def test_a_failure_that_cannot_even_be_told_is_in_the_log(office, caplog):
    card = office.ask("shield")
    office.slack.trouble("response_url", status=500, times=9)
    office.choose(card, "AWS WAF")
    assert "could not be told" in caplog.text
    assert office.last().title == "AWS Shield"
