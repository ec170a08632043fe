"""A question from the moment it is due until Slack has taken it, or until it is given up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from bot.domain.knowledge import Domain
from bot.domain.quiz.posts import PostKey
from bot.errors import UserError
from tests.study.kit import DAILY, HERE, TEAM, Quiz, question

TODAY = date(2026, 11, 24)
KEY = PostKey(TEAM, HERE, TODAY)
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def daily(quiz: Quiz) -> Quiz:
    """The workspace with a daily quiz at 09:30, set at nine; today's question is due."""
    quiz.channels.set(DAILY, team=TEAM, channel=HERE, user="ann")
    quiz.on("2026-11-24", "09:30")
    return quiz


def prepare(quiz: Quiz, job: str = "one"):
    return quiz.daily.prepare(KEY, AT, job=job)


def hand_over(quiz: Quiz) -> None:
    quiz.daily.hand_over(quiz.daily.due_in(quiz.daily.due()))


# --- one post for a day ---------------------------------------------------------------------


def test_a_job_gets_the_same_post_in_every_attempt(daily):
    assert prepare(daily) == prepare(daily) is not None
    assert UUID(prepare(daily).post.client_msg_id)


def test_a_post_that_one_job_has_is_sent_by_no_other(daily):
    prepare(daily, "one")
    assert prepare(daily, "another") is None
    daily.daily.give_up(KEY, job="another")
    assert prepare(daily, "one")


def test_after_one_job_gave_up_another_may_post(daily):
    first = prepare(daily, "one")
    daily.daily.give_up(KEY, job="one")
    second = prepare(daily, "another")
    assert first.post.client_msg_id != second.post.client_msg_id


def test_a_question_that_slack_took_is_prepared_for_no_job(daily):
    prepare(daily)
    daily.daily.sent(KEY, "1764000000.000100", at=AT)
    assert prepare(daily, "one") is prepare(daily, "another") is None


# --- the question is gone -------------------------------------------------------------------


@pytest.mark.parametrize("change", ["withdrawn", "rewritten"])
def test_in_place_of_a_question_that_is_gone_another_one_is_asked(daily, change):
    first = prepare(daily)
    id = first.question.id
    if change == "withdrawn":
        daily.withdraw(id)
    else:
        daily.rewrite(question(id, "apple", texts=("apple", "bread", "cider", "donut")))
    second = prepare(daily)
    assert second.post.client_msg_id != first.post.client_msg_id
    assert second.post == daily.store.posts.get(KEY)


def test_where_all_questions_are_gone_there_is_nothing_to_ask(daily):
    prepare(daily)
    for id in ("shield/0", "kms/0", "macie/0"):
        daily.withdraw(id)
    with pytest.raises(UserError, match="No question fits"):
        prepare(daily)


# --- a day is free again --------------------------------------------------------------------


def test_a_day_whose_question_was_given_up_may_have_another_at_once(daily):
    hand_over(daily)
    with pytest.raises(UserError, match="had its question today"):
        daily.daily.now(TEAM, HERE)
    daily.daily.give_up(KEY, job="one")
    assert daily.daily.now(TEAM, HERE).key == KEY
    assert daily.due() == []


def test_a_day_whose_question_came_too_late_may_have_another_at_once(daily):
    hand_over(daily)
    daily.on("2026-11-24", "15:30")
    assert prepare(daily) is None
    assert daily.daily.now(TEAM, HERE).key == KEY


def test_a_quiz_that_stopped_may_post_on_the_same_day_once_it_is_set_again(daily):
    hand_over(daily)
    assert daily.daily.failed(KEY, "The channel is archived.", job="one")
    daily.channels.set(DAILY, team=TEAM, channel=HERE, user="ann")
    assert daily.daily.now(TEAM, HERE).key == KEY


def test_a_day_that_has_had_its_question_stays_taken(daily):
    hand_over(daily)
    prepare(daily)
    daily.daily.sent(KEY, "1764000000.000100", at=AT)
    daily.daily.give_up(KEY, job="one")
    assert daily.store.posts.get(KEY).ts
    with pytest.raises(UserError, match="had its question today"):
        daily.daily.now(TEAM, HERE)


def test_a_day_that_is_given_up_late_frees_no_later_one(daily):
    hand_over(daily)
    daily.on("2026-11-25", "09:30")
    hand_over(daily)
    daily.daily.give_up(KEY, job="one")
    assert daily.store.schedules.get(TEAM, HERE).last_day == date(2026, 11, 25)


# --- new questions run out ------------------------------------------------------------------


def ask(quiz: Quiz) -> str:
    """Have the day's question asked; what the setter is warned of. The next day begins."""
    [item] = quiz.daily.due_in(quiz.daily.due())
    quiz.daily.hand_over([item])
    quiz.daily.prepare(item.key, item.due.at, job=item.key.name)
    quiz.clock.forward(seconds=2)
    quiz.daily.sent(item.key, f"{quiz.clock().timestamp():.6f}", at=item.due.at)
    warning = quiz.daily.warning(item.key)
    quiz.clock.forward(days=1, seconds=-2)
    return warning


def fill(quiz: Quiz, topic: str, number: int) -> None:
    """Let the topic have that many questions."""
    quiz.rewrite(*(question(f"{topic}/{place}") for place in range(number)))


def test_who_set_a_quiz_is_warned_when_new_questions_become_few_and_when_they_end(daily):
    fill(daily, "shield", 14)  # 16 in all; fewer than 14 last less than two weeks
    warnings = [ask(daily) for _ in range(18)]
    said = {place: text for place, text in enumerate(warnings, start=1) if text}
    assert said.keys() == {3, 16}
    assert "Only 13 new questions are left" in said[3]
    assert "Every question in this channel's mix has been asked" in said[16]


def test_who_narrows_a_quiz_to_few_questions_is_warned_at_the_next_one_and_once(daily):
    fill(daily, "shield", 30)
    fill(daily, "kms", 8)
    assert [ask(daily) for _ in range(2)] == ["", ""]
    few = replace(DAILY, domains=frozenset({Domain.DATA_PROTECTION}))
    daily.clock.forward(hours=-1)
    daily.channels.set(few, team=TEAM, channel=HERE, user="ann")
    daily.clock.forward(hours=1)
    assert "new questions are left" in ask(daily)
    assert ask(daily) == ""


def test_a_quiz_that_is_off_or_a_post_that_is_gone_warns_of_nothing(daily):
    assert daily.daily.warning(KEY) == ""
    daily.store.schedules.delete(TEAM, HERE)
    assert daily.daily.warning(KEY) == ""
