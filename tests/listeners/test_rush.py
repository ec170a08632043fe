"""Everybody in a large channel answers within the same second, and two web processes share it."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from bot.domain.knowledge import Kind
from bot.domain.matching import Finder
from bot.domain.scoring.periods import period_keys
from bot.domain.scoring.standings import Score
from bot.playground import Answer
from bot.playground.directory import TEAM_ID, Channel, Person
from bot.storage.knowledge_watch import Watched
from bot.web import SLACK_PATH
from tests.crowd import Request, rush
from tests.listeners.posts import Posts, Put
from tests.office import SECRET, TOKEN, Office
from tests.serving import Served, served

CROWD = tuple(
    Person(f"U{number:04}", f"person{number}", f"Person {number}", "UTC") for number in range(500)
)
CHANNEL = Channel("C0RUSH", "rush", "Everybody", CROWD)
SLACK_WAITS = 3.0
"""Seconds that Slack gives us for an answer."""


@pytest.fixture
def office(knowledge_dir: Path, database_url: str) -> Iterator[Office]:
    """The workspace of a crowd, over the database that the web processes use."""
    office = Office(Watched(knowledge_dir, Finder), database_url)
    office.slack.workspace.add_channel(CHANNEL)
    yield office
    office.close()


@pytest.fixture
def processes(office: Office, knowledge_dir: Path, database_url: str) -> Iterator[list[Served]]:
    """Two web processes that serve the workspace."""
    settings = {
        "DATABASE_URL": database_url,
        "KNOWLEDGE_DIR": str(knowledge_dir),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{office.slack.base_url}/api/",
    }
    with ExitStack() as stack:
        yield [stack.enter_context(served(settings)) for _ in range(2)]


def choice(put: Put, person: Person) -> str:
    """What this person clicks: every label is somebody's."""
    labels = put.post.order.labels
    return labels[CROWD.index(person) % len(labels)]


def clicks(office: Office, put: Put) -> list[Request]:
    """The request for everybody's click, kept back; Slack sends every third one twice."""
    kept: list[Request] = []

    def keep(body: bytes, headers: dict[str, str]) -> Answer:
        kept.append((body, headers))
        return Answer(200)

    office.slack.connect(keep)
    for person in CROWD:
        office.click(office.last(person.name, CHANNEL.name), choice(put, person))
    retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    again = [(body, {**headers, **retry}) for body, headers in kept[::3]]
    return Random(3).sample(kept + again, len(kept + again))


def test_of_a_crowd_that_clicks_at_once_everyone_is_counted_and_told_once(office, processes):
    """The processes stop right after the last answer: what Slack was promised by then is done."""
    posts = Posts(office, CHANNEL.name)
    put = posts.put(Kind.SINGLE)
    sent = rush([process.port for process in processes], SLACK_PATH, clicks(office, put))
    for process in processes:
        process.stop()
    assert {one.status for one in sent} == {200}
    assert max(one.sent for one in sent) - min(one.sent for one in sent) < 1
    assert max(one.answered - one.sent for one in sent) < SLACK_WAITS
    stored = posts.store.answers.of_post(put.post.key)
    assert sorted((one.user, one.choice) for one in stored) == [
        (person.id, (choice(put, person),)) for person in CROWD
    ]
    for scope in ("", CHANNEL.id):
        for period in period_keys(put.post.key.day).values():
            scores = posts.store.boards.scores(TEAM_ID, scope=scope, period=period)
            assert scores == [score(put, person) for person in CROWD]
    assert posts.store.people.names(TEAM_ID, [person.id for person in CROWD]) == {
        person.id: person.real_name for person in CROWD
    }
    for place, person in enumerate(CROWD):
        assert told(office, person) == sorted([counted(put, person), *again(put, person, place)])


def score(put: Put, person: Person) -> Score:
    """What the person has for one easy question."""
    right = int(choice(put, person) in put.key)
    return Score(person.id, points=right, right=right, answered=1)


def counted(put: Put, person: Person) -> str:
    """How a person's verdict ends that counts."""
    return "1 point for you." if choice(put, person) in put.key else "No points this time."


def again(put: Put, person: Person, place: int) -> list[str]:
    """How the verdict ends that answers Slack's second request for the same click."""
    worth = "1 point" if choice(put, person) in put.key else "no points"
    return [f"You have {worth} for it; another click changes nothing."] if place % 3 == 0 else []


def told(office: Office, person: Person) -> list[str]:
    """How each of the person's verdicts ends."""
    texts = [one.text for one in office.seen(person.name, CHANNEL.name) if one.ephemeral]
    return sorted(re.search(r"(?:Right: [A-D]|is right)\. (.*)", text)[1] for text in texts)
