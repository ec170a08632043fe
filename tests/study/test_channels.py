"""Setting a schedule anew: no day gets two questions, and none is lost on the way."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.knowledge import Difficulty
from bot.domain.quiz.posts import PostKey
from bot.domain.schedule import Schedule, TurnOff
from tests.study.kit import DAILY, HERE, TEAM, Quiz


def set_daily(quiz: Quiz, schedule: Schedule = DAILY, **changed) -> datetime | None:
    """The moment of the next question once the schedule is set with these changes."""
    new = replace(schedule, **changed)
    return quiz.channels.set(new, team=TEAM, channel=HERE, user="ann").next_due


def post(quiz: Quiz, *, sent: str) -> None:
    """What a worker does that comes for the question that is due at this moment of the week."""
    quiz.clock.now = moment(sent)
    [item] = quiz.daily.due_in(quiz.daily.due())
    quiz.daily.hand_over([item])
    quiz.daily.prepare(item.key, item.due.at, job="a job")
    quiz.daily.sent(item.key, f"{quiz.clock().timestamp():.6f}", at=item.due.at)


def turn_off(quiz: Quiz) -> None:
    quiz.channels.apply(TurnOff(), team=TEAM, channel=HERE, user="ann")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=UTC)


# --- a question that was sent ---------------------------------------------------------------


@pytest.mark.parametrize(("at", "sent"), [("23:59", "25 00:00:05"), ("22:00", "25 03:30:00")])
@pytest.mark.parametrize("anew", ["changed", "turned off and on"])
def test_a_question_sent_after_midnight_takes_its_own_day_and_not_the_next(quiz, at, sent, anew):
    schedule = replace(DAILY, at=time.fromisoformat(at))
    set_daily(quiz, schedule)
    post(quiz, sent=sent)
    quiz.clock.now = moment("25 10:00")
    if anew == "turned off and on":
        turn_off(quiz)
    assert set_daily(quiz, schedule, difficulty=Difficulty.EASY) == moment(f"25 {at}")


@pytest.mark.parametrize("anew", ["changed", "turned off and on"])
def test_moving_to_a_zone_that_is_a_date_ahead_gives_nobody_two_questions_on_a_date(quiz, anew):
    """09:30 on the 24th in Honolulu is 08:30 on the 25th in Auckland."""
    set_daily(quiz, zone="Pacific/Honolulu")
    post(quiz, sent="24 19:30:02")
    if anew == "turned off and on":
        turn_off(quiz)
    assert set_daily(quiz, zone="Pacific/Auckland") == moment("25 20:30")
    assert set_daily(quiz, zone="Pacific/Auckland", at=time(11)) == moment("25 22:00")


def test_a_day_that_has_had_its_question_gets_no_other_at_a_later_time(quiz):
    set_daily(quiz)
    post(quiz, sent="24 09:30:02")
    turn_off(quiz)
    assert set_daily(quiz, at=time(15)) == moment("25 15:00")


# --- a question that is due -----------------------------------------------------------------


@pytest.mark.parametrize("now", ["24 09:30:00", "24 09:30:20", "24 15:29:59"])
def test_a_question_that_is_due_stays_due_when_the_schedule_is_saved(quiz, now):
    set_daily(quiz)
    quiz.clock.now = moment(now)
    assert set_daily(quiz, difficulty=Difficulty.EASY) == moment("24 09:30")
    assert quiz.due() == [PostKey(TEAM, HERE, date(2026, 11, 24))]


def test_the_latest_of_those_that_are_due_stays_due(quiz):
    set_daily(quiz)
    quiz.clock.now = moment("27 10:00")
    assert set_daily(quiz, difficulty=Difficulty.EASY) == moment("27 09:30")


@pytest.mark.parametrize(
    ("changed", "next_due"),
    [
        ({"at": time(9)}, "24 09:00"),
        ({"at": time(11)}, "24 11:00"),
        ({"zone": "Europe/Berlin"}, "24 08:30"),
        ({"at": time(3)}, "25 03:00"),
        ({"weekdays": DAILY.weekdays - {1}}, "25 09:30"),
        ({"paused_until": date(2026, 11, 26)}, "26 09:30"),
    ],
    ids=["earlier", "later", "another zone", "too early", "not on Tuesdays", "paused"],
)
def test_a_question_that_is_due_follows_the_new_schedule_on_its_day(quiz, changed, next_due):
    set_daily(quiz)
    quiz.clock.now = moment("24 09:30:20")
    assert set_daily(quiz, **changed) == moment(next_due)


def test_a_question_that_is_too_late_stays_lost_when_the_schedule_is_saved(quiz):
    set_daily(quiz)
    quiz.clock.now = moment("24 15:30")
    assert set_daily(quiz) == moment("25 09:30")


def test_a_quiz_that_is_set_for_the_first_time_begins_with_the_next_question(quiz):
    quiz.clock.now = moment("24 09:30:20")
    assert set_daily(quiz) == moment("25 09:30")


# --- a recap that is due --------------------------------------------------------------------


def test_a_recap_that_is_due_stays_due_when_the_schedule_is_saved(quiz):
    set_daily(quiz)
    quiz.clock.now = moment("30 09:30:20")
    set_daily(quiz, difficulty=Difficulty.EASY)
    assert [key.week for key in quiz.due_recaps()] == [date(2026, 11, 23)]


@pytest.mark.parametrize(("now", "wanted"), [("30 15:30:00", True), ("30 09:30:20", False)])
def test_no_recap_comes_too_late_or_once_nobody_wants_it(quiz, now, wanted):
    set_daily(quiz)
    quiz.clock.now = moment(now)
    set_daily(quiz, weekly_recap=wanted)
    assert quiz.due_recaps() == []
