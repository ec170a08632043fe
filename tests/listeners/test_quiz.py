"""Clicks on the question of the day, through the real app."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from urllib.parse import parse_qs, urlencode

import pytest
from slack_sdk import WebClient

from bot.app import now
from bot.domain.knowledge import Kind, Question
from bot.domain.quiz import shuffle, solve
from bot.domain.quiz.posts import Post, PostKey
from bot.domain.scoring import period_key, points
from bot.domain.scoring.periods import Period
from bot.playground.directory import TEAM_ID
from bot.storage.store import Store
from bot.views.post import open_post
from tests.office import TOKEN, Office, Shown, signed

CROWD = 500
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def posts(office: Office) -> "Posts":
    return Posts(office)


@pytest.fixture
def two_offices(finder, database_url: str) -> Iterator[tuple[Office, Office]]:
    """awssec twice over one database, as two web processes are."""
    offices = Office(finder, database_url), Office(finder, database_url)
    yield offices
    for office in offices:
        office.close()


class Posts:
    """Puts questions into #aws-security without waiting for a day."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.store = Store(office.engine)
        self.channel = office.slack.workspace.conversation("aws-security").id

    def put(self, kind: Kind, *, open_for: timedelta = timedelta(hours=1)) -> "Put":
        question = next(q for q in self.office.study.knowledge.questions if q.kind is kind)
        key = PostKey(TEAM_ID, self.channel, now().date())
        post = self.store.posts.add(
            Post(
                key=key,
                question_id=question.id,
                order=shuffle(question, Random(7)),
                reason="it is a test",
                client_msg_id="one",
                scheduled=True,
                closes_at=now() + open_for,
            )
        )
        client = WebClient(TOKEN, base_url=f"{self.office.slack.base_url}/api/")
        message = open_post(post, question).as_message()
        sent = client.chat_postMessage(channel=self.channel, **message)
        self.store.posts.sent(key, ts=sent["ts"], closes_at=post.closes_at)
        return Put(post, question)


class Put:
    def __init__(self, post: Post, question: Question) -> None:
        self.post = post
        self.question = question
        self.key = solve(question, post.order).key

    @property
    def wrong(self) -> str:
        return next(label for label in self.post.order.labels if label not in self.key)


def verdict(office: Office, user: str) -> Shown:
    shown = office.last(user)
    assert shown.ephemeral
    return shown


def test_a_right_answer_gets_its_points(office, posts):
    put = posts.put(Kind.SINGLE)
    office.click(office.last("ben"), put.key[0])
    assert verdict(office, "ben").text.startswith("Right.")
    [answer] = posts.store.answers.of_post(put.post.key)
    assert (answer.right, answer.choice) == (True, put.key)
    assert answer.points == points(put.question.difficulty, right=True, late=False)


@pytest.mark.parametrize("right", [True, False])
def test_a_second_click_shows_the_first_answer_and_changes_nothing(office, posts, right):
    put = posts.put(Kind.SINGLE)
    question = office.last("ben")
    first, other = (put.key[0], put.wrong) if right else (put.wrong, put.key[0])
    office.click(question, first)
    told = verdict(office, "ben")
    before = posts.store.answers.of_post(put.post.key)
    office.click(question, other)
    again = verdict(office, "ben")
    assert again.title == f"Already answered: {'right' if right else 'wrong'}"
    assert f"Your answer: {first}. The right one: {put.key[0]}." in again.text
    worth = points(put.question.difficulty, right=right, late=False)
    assert f"You have {worth or 'no'} point" in again.text
    assert again.blocks[-2]["elements"] == told.blocks[-2]["elements"]  # every option's reason
    assert posts.store.answers.of_post(put.post.key) == before


def test_who_submits_again_need_not_choose_again(office, posts):
    put = posts.put(Kind.ORDERING)
    question = office.last("ben")
    submit(office, question, put.key)
    office.click(question, "Submit")
    assert verdict(office, "ben").title == "Already answered: right"
    assert f"Your answer: {', '.join(put.key)}." in verdict(office, "ben").text


def test_after_closing_who_answered_in_time_sees_that_answer(office, posts):
    put = posts.put(Kind.SINGLE)
    question = office.last("ben")
    office.click(question, put.wrong)
    posts.store.posts.close(put.post.key)
    office.click(question, put.key[0])
    assert verdict(office, "ben").title == "Already answered: wrong"
    assert f"Your answer: {put.wrong}." in verdict(office, "ben").text
    assert "practice" not in verdict(office, "ben").text


def test_a_wrong_answer_explains_every_option_and_others_see_nothing(office, posts):
    put = posts.put(Kind.SINGLE)
    office.click(office.last("ben"), put.wrong)
    shown = verdict(office, "ben")
    assert shown.text.startswith("Wrong.")
    said = str(shown.blocks)
    assert [o.text for o in put.question.options if o.why not in said.replace("\\'", "'")] == []
    assert not office.last("chen").ephemeral


def test_the_name_for_the_boards_is_the_one_in_slack(office, posts):
    put = posts.put(Kind.SINGLE)
    office.click(office.last("ben"), put.key[0])
    assert "Ben Okafor" in office.ask("leaderboard", "chen").text + str(office.last("chen").blocks)


def test_a_name_that_slack_does_not_tell_is_asked_for_again(office, posts):
    put = posts.put(Kind.SINGLE)
    question = office.last("ben")
    office.slack.trouble("users.info", status=500, times=1)
    office.click(question, put.key[0])
    assert verdict(office, "ben").text.startswith("Right.")
    assert "Ben Okafor" not in str(office.ask("leaderboard", "chen").blocks)
    office.click(question, put.key[0])
    assert "Ben Okafor" in str(office.ask("leaderboard", "chen").blocks)


@pytest.mark.parametrize("kind", [Kind.ORDERING, Kind.MATCHING])
def test_what_is_picked_from_menus_is_graded_as_a_whole(office, posts, kind):
    put = posts.put(kind)
    submit(office, office.last("ben"), put.key)
    assert verdict(office, "ben").text.startswith("Right.")


def submit(office: Office, question: Shown, labels: tuple[str, ...]) -> None:
    """Pick a label in each menu of the question, one after the other, and submit."""
    menus = [block for block in question.blocks if block.get("accessory", {}).get("options")]
    picks = zip(menus, labels, strict=True)
    values = {menu["block_id"]: picked(menu, label) for menu, label in picks}
    button = next(e for e in question.elements() if e.get("text", {}).get("text") == "Submit")
    action = {"action_id": button["action_id"]}
    office.slack.act(question.user, question.source, action, state={"values": values})


def picked(menu: dict, label: str) -> dict:
    """The state of a menu in which the option with this label is chosen."""
    element = menu["accessory"]
    option = next(o for o in element["options"] if o["value"] == label)
    return {element["action_id"]: {"type": "static_select", "selected_option": option}}


def test_an_answer_after_closing_is_practice(office, posts):
    put = posts.put(Kind.SINGLE, open_for=timedelta(seconds=-1))
    office.click(office.last("ben"), put.key[0])
    assert "practice" in str(verdict(office, "ben").blocks)
    assert posts.store.answers.of_post(put.post.key) == []


def test_an_incomplete_answer_says_what_is_missing_and_is_not_counted(office, posts):
    put = posts.put(Kind.MULTIPLE)
    office.click(office.last("ben"), "Submit")
    assert verdict(office, "ben").text == "Choose first, then submit."
    assert posts.store.answers.of_post(put.post.key) == []


def test_a_report_is_kept_once_for_each_person(office, posts):
    put = posts.put(Kind.SINGLE)
    question = office.last("ben")
    office.click(question, "Report this question")
    office.click(question, "Report this question")
    assert "reported" in verdict(office, "ben").text
    [report] = posts.store.reports.listed(None)
    assert (report.question_id, report.count) == (put.question.id, 1)


def test_of_many_who_click_at_once_everyone_is_counted_once(two_offices):
    """Slack sends a third of the requests twice; the two processes share the database only."""
    one = two_offices[0]
    posts = Posts(one)
    put = posts.put(Kind.SINGLE)
    one.click(one.last("ben"), put.key[0])
    body = json.loads(parse_qs(one.requests[-1][0].decode())["payload"][0])
    requests = [click(body, f"U{number:04}") for number in range(CROWD)]
    requests += requests[::3]
    Random(3).shuffle(requests)
    with ThreadPoolExecutor(16) as threads:
        webs = [two_offices[place % 2].deliver for place in range(len(requests))]
        answers = list(threads.map(lambda web, request: web(*request), webs, requests))
    assert {answer.status for answer in answers} == {200}
    stored = posts.store.answers.of_post(put.post.key)
    assert len(stored) == len({answer.user for answer in stored}) == CROWD + 1
    worth = points(put.question.difficulty, right=True, late=False)
    week = period_key(Period.WEEK, put.post.key.day)
    for scope in ("", posts.channel):
        scores = posts.store.boards.scores(put.post.key.team, scope=scope, period=week)
        assert [score.points for score in scores] == [worth] * (CROWD + 1)
    assert posts.store.posts.get(put.post.key).answered == CROWD + 1


def click(body: dict, user: str) -> tuple[bytes, dict]:
    """The same click by somebody else."""
    payload = {**body, "user": {**body["user"], "id": user, "username": user, "name": user}}
    return signed(urlencode({"payload": json.dumps(payload)}).encode(), FORM)
