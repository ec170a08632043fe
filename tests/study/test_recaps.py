"""The weekly recap comes once, when the week's last question closes, and says what happened."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.quiz.posts import PostKey
from bot.domain.schedule import WEEKDAYS
from bot.domain.scoring import Improved, Missed, Tally
from bot.study import RecapKey
from tests.study.kit import DAILY, HERE, TEAM, Quiz

WEEK = RecapKey(TEAM, HERE, date(2026, 11, 23))
NEXT_WEEK = RecapKey(TEAM, HERE, date(2026, 11, 30))


@pytest.fixture
def daily(quiz: Quiz) -> Quiz:
    """The workspace with a daily quiz at 09:30, set on Tuesday."""
    set_daily(quiz)
    return quiz


def set_daily(quiz: Quiz, **changed) -> None:
    quiz.channels.set(replace(DAILY, **changed), team=TEAM, channel=HERE, user="ann")


def hand_over(quiz: Quiz) -> None:
    """Let a job have what is due."""
    quiz.recaps.hand_over(quiz.recaps.due_in(quiz.recaps.due()))


def ranks(post) -> list[tuple[int, str]]:
    return [(line.rank, line.score.user) for line in post.facts.top]


# --- when -----------------------------------------------------------------------------------


def test_a_recap_is_due_when_the_weeks_last_question_closes_until_a_job_has_it(daily):
    daily.on("2026-11-30", "09:29")
    assert daily.due_recaps() == []
    daily.on("2026-11-30", "09:30")
    assert daily.due_recaps() == daily.due_recaps() == [WEEK]
    twice = daily.recaps.due_in(daily.recaps.due())
    daily.recaps.hand_over(twice)
    daily.recaps.hand_over(twice)
    assert daily.due_recaps() == []
    daily.on("2026-12-07", "09:30")
    assert daily.due_recaps() == [NEXT_WEEK]


def test_a_quiz_on_weekdays_has_its_recap_when_fridays_question_closes_on_monday(quiz):
    set_daily(quiz, weekdays=WEEKDAYS)
    quiz.on("2026-11-28", "09:30")
    assert quiz.due_recaps() == []
    quiz.on("2026-11-30", "09:30")
    assert quiz.due_recaps() == [WEEK]


def test_a_recap_that_is_six_hours_late_is_skipped_and_the_next_one_comes(daily):
    daily.on("2026-11-30", "15:29")
    assert daily.due_recaps() == [WEEK]
    daily.on("2026-11-30", "15:30")
    assert daily.due_recaps() == []
    daily.on("2026-12-07", "09:30")
    assert daily.due_recaps() == [NEXT_WEEK]


def open_until(quiz: Quiz, hour: str) -> PostKey:
    """Sunday's question, the week's last, sent two seconds late and open until that time."""
    quiz.on("2026-11-29", "09:30")
    quiz.clock.forward(seconds=2)
    key = quiz.ask()
    ends = quiz.clock().replace(hour=int(hour[:2]), minute=int(hour[3:]))
    quiz.store.posts.close_earlier(TEAM, HERE, ends)
    return key


def test_a_recap_waits_until_the_weeks_last_question_is_closed(quiz):
    set_daily(quiz, closes_after=timedelta(hours=1))
    key = open_until(quiz, "10:30")
    quiz.on("2026-11-29", "10:30")
    assert quiz.due_recaps() == []
    quiz.closings.close(key)
    assert quiz.due_recaps() == [WEEK]


def test_after_an_outage_a_recap_waits_for_the_weeks_last_question(quiz):
    set_daily(quiz, closes_after=timedelta(hours=1))
    quiz.on("2026-11-29", "12:00")
    assert quiz.due_recaps() == []
    quiz.daily.hand_over(quiz.daily.due_in(quiz.daily.due()))
    assert quiz.due_recaps() == []
    key = quiz.ask()
    assert quiz.due_recaps() == []
    quiz.closings.close(key)
    assert quiz.due_recaps() == [WEEK]


def test_a_recap_does_not_wait_for_ever_for_a_question_that_does_not_come(quiz):
    set_daily(quiz, closes_after=timedelta(hours=1))
    quiz.on("2026-11-29", "12:00")
    quiz.daily.hand_over(quiz.daily.due_in(quiz.daily.due()))
    quiz.on("2026-11-29", "16:20")
    assert quiz.due_recaps() == [WEEK]


def test_whether_a_recap_is_too_late_is_counted_from_the_weeks_last_closing(quiz):
    set_daily(quiz, closes_after=timedelta(hours=1))
    quiz.closings.close(open_until(quiz, "16:00"))
    quiz.on("2026-11-29", "21:59")
    assert quiz.due_recaps() == [WEEK]
    quiz.on("2026-11-29", "22:01")
    assert quiz.due_recaps() == []


def test_after_weeks_without_a_worker_only_the_latest_recap_comes(daily):
    daily.on("2026-12-07", "10:30")
    assert daily.due_recaps() == [NEXT_WEEK]
    hand_over(daily)
    assert daily.due_recaps() == []


def test_a_recap_that_is_not_wanted_is_never_due(quiz):
    set_daily(quiz, weekly_recap=False)
    quiz.on("2026-11-30", "09:30")
    assert quiz.due_recaps() == []


def test_a_schedule_that_is_set_anew_after_the_recap_gives_no_second_one(daily):
    daily.on("2026-11-30", "09:30")
    hand_over(daily)
    set_daily(daily, at=DAILY.at.replace(hour=11))
    daily.on("2026-11-30", "11:00")
    assert daily.due_recaps() == []


# --- what -----------------------------------------------------------------------------------


def test_a_recap_has_the_best_the_most_improved_and_the_most_missed_question(daily):
    daily.remember("ann", "bob")
    daily.on("2026-11-16")
    for _ in range(3):
        daily.day(ann=True, bob=False, cem=True)
    daily.on("2026-11-23")
    daily.day("kms/0", ann=True, bob=True, cem=True)
    daily.day("macie/0", ann=False, bob=True, cem=False)
    daily.day("shield/0", ann=True, bob=True, cem=False)
    post = daily.recaps.recap(WEEK)
    assert ranks(post) == [(1, "bob"), (2, "ann"), (3, "cem")]
    assert post.facts.improved == Improved(("bob",), 3)
    assert post.facts.missed == Missed("macie/0", Tally(1, 3))
    assert (post.missed_stem, post.week) == ("macie/0?", date(2026, 11, 23))
    assert post.names == {"ann": "Ann", "bob": "Bob"}


def test_after_a_week_with_fewer_questions_nobody_is_called_improved(daily):
    daily.on("2026-11-16")
    daily.day(ann=True, bob=True)
    daily.on("2026-11-23")
    for _ in range(3):
        daily.day(ann=True, bob=False)
    assert daily.recaps.recap(WEEK).facts.improved is None


def test_who_hides_is_not_named_in_a_recap(daily):
    daily.remember("ann", "bob")
    daily.day(ann=True, bob=True)
    daily.people.hide(TEAM, "ann", hidden=True)
    post = daily.recaps.recap(WEEK)
    assert (ranks(post), post.names, post.facts.people) == ([(1, "bob")], {"bob": "Bob"}, 2)


def test_a_missed_question_that_was_withdrawn_since_has_no_stem(daily):
    daily.day(ann=False, bob=False, cem=False)
    daily.withdraw("shield/0")
    post = daily.recaps.recap(WEEK)
    assert (post.facts.missed.question_id, post.missed_stem) == ("shield/0", None)


def test_a_week_in_which_nobody_answered_has_no_recap(daily):
    daily.day()
    assert daily.recaps.recap(WEEK) is None


def test_a_quiz_that_was_turned_off_stopped_or_wants_none_has_no_recap(daily):
    daily.day(ann=True)
    set_daily(daily, weekly_recap=False)
    assert daily.recaps.recap(WEEK) is None
    set_daily(daily)
    assert daily.recaps.recap(WEEK)
    daily.store.schedules.stop(TEAM, HERE, "This channel is archived.")
    assert daily.recaps.recap(WEEK) is None
    daily.store.schedules.delete(TEAM, HERE)
    assert daily.recaps.recap(WEEK) is None
