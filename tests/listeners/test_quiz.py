"""Clicks on the question of the day, through the real app."""

import json
from datetime import timedelta

import pytest

from bot.domain.knowledge import Kind
from bot.domain.scoring import points
from tests.listeners.posts import Posts
from tests.office import Office, Shown


@pytest.fixture
def posts(office: Office) -> Posts:
    return Posts(office)


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
    assert answer.points == points(put.question.difficulty, right=True)


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
    said = f"Your answer, {first}, is right." if right else f"Your answer: {first}. Right: "
    assert said in again.text
    worth = points(put.question.difficulty, right=right)
    assert f"You have {worth or 'no'} point" in again.text
    assert again.blocks[-2]["elements"] == told.blocks[-2]["elements"]  # every option's reason
    assert posts.store.answers.of_post(put.post.key) == before


def test_who_submits_again_need_not_choose_again(office, posts):
    put = posts.put(Kind.ORDERING)
    question = office.last("ben")
    submit(office, question, put.key)
    office.click(question, "Submit")
    assert verdict(office, "ben").title == "Already answered: right"
    assert f"Your answer, {', '.join(put.key)}, is right." in verdict(office, "ben").text


def test_after_closing_who_answered_in_time_sees_that_answer(office, posts):
    put = posts.put(Kind.SINGLE)
    question = office.last("ben")
    office.click(question, put.wrong)
    posts.store.posts.close(put.post.key, put.key)
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


def test_the_card_of_a_verdict_opens_beside_it_and_leads_on_in_its_place(office, posts):
    put = posts.put(Kind.SINGLE)
    office.click(office.last("ben"), put.key[0])
    told = verdict(office, "ben")
    office.click(told, told.buttons[-1])
    card = verdict(office, "ben")
    assert told.buttons == [f"Read about {card.title}"]
    assert [shown.title for shown in office.seen("ben")[-2:]] == [told.title, card.title]
    related = card.choices[0]
    office.choose(card, related)
    assert [shown.title for shown in office.seen("ben")[-2:]] == [told.title, related]


def test_the_card_of_a_closed_post_is_for_the_reader_alone_and_outside_the_thread(office, posts):
    put = posts.put(Kind.SINGLE)
    question = office.last("ben")
    office.slack.send("chen", "aws-security", "why?", thread_ts=question.source["ts"])
    posts.close(put)
    closed = next(shown for shown in office.seen("ben") if shown.source == question.source)
    office.click(closed, next(text for text in closed.buttons if text.startswith("Read about")))
    card = verdict(office, "ben")
    assert card.thread_ts is None and "Share to channel" in card.buttons
    assert closed.title == "Question of the day: closed"
    assert card.title not in [shown.title for shown in office.seen("chen") if shown.blocks]


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


def test_somebody_of_another_organisation_counts_in_our_workspace(office, posts):
    put = posts.put(Kind.SINGLE)
    office.click(office.last("ben"), put.key[0])
    click = json.loads(office.form_of("block_actions")["payload"])
    click["user"] |= {"id": "U0CHENWEI0", "team_id": "T0PARTNERS"}
    office.deliver_form({"payload": json.dumps(click)})
    answers = posts.store.answers.of_post(put.post.key)
    assert {answer.user for answer in answers} == {"U0BENOKAFO", "U0CHENWEI0"}
    assert "Chen Wei" in str(office.ask("leaderboard", "ana").blocks)


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
