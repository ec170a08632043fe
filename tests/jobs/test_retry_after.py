"""What Slack puts off comes when Slack said, once, and holds nobody's place until then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import pytest

from bot.jobs.jobs import AT_ONCE
from tests.jobs.kit import Works, setting, works
from tests.jobs.plain_slack import Arrival, PlainSlack, served
from tests.playground.scene import MovableClock

SECONDS, SHORTLY = 10, 2
"""What Slack asks to wait for, and in the channel C77."""
LIMITED = [f"C{number:02}" for number in range(AT_ONCE + 8)]
TEAMS = [f"T{number}" for number in range(5)]


@pytest.fixture
def slack() -> PlainSlack:
    return PlainSlack(limited={**dict.fromkeys(LIMITED, SECONDS), "C77": SHORTLY})


@pytest.fixture
def at_work(database_url: str, clock: MovableClock, slack: PlainSlack) -> Iterator[Works]:
    """A worker that calls the plain Slack, which turns the first message to LIMITED away."""
    with served(slack) as address, works(database_url, clock, address) as made:
        yield made


def test_a_limited_message_waits_as_long_as_slack_says_and_then_comes_once(at_work, slack):
    post_to(at_work, {"T1": ["C77"]})
    turned_away, taken = slack.arrivals
    assert (turned_away.taken, taken.taken) == (False, True)
    assert taken.at - turned_away.at >= SHORTLY


def test_jobs_that_wait_take_no_places_so_others_go_on(at_work, slack):
    """More than a worker has places for, eight of each workspace."""
    post_to(at_work, {team: LIMITED[n::5] for n, team in enumerate(TEAMS)} | {"T9": ["C99"]})
    first_again = next(one.at for one in slack.arrivals if one.taken and one.channel in LIMITED)
    before = {one.channel for one in slack.arrivals if one.at < first_again}
    assert "C99" in before
    assert len(before & set(LIMITED)) > AT_ONCE
    for channel, arrivals in by_channel(slack.arrivals):
        assert [one.taken for one in arrivals] == [False, True] if channel in LIMITED else [True]


def post_to(at_work: Works, channels: Mapping[str, Sequence[str]]) -> None:
    """Have a question posted to these channels of workspaces, and wait until all is done."""
    for team, names in channels.items():
        for name in names:
            at_work.store.schedules.save(replace(setting(name, at=at_work.clock()), team=team))
    at_work.at(24, 9, 30)


def by_channel(arrivals: list[Arrival]) -> Iterator[tuple[str, list[Arrival]]]:
    in_order = sorted(arrivals, key=lambda one: (one.channel, one.at))
    for channel, group in groupby(in_order, key=lambda one: one.channel):
        yield channel, list(group)
