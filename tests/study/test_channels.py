"""Setting a schedule anew: no day gets two questions, and none is lost on the way."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.domain.knowledge import Difficulty
from bot.domain.schedule import Schedule, TurnOff
from tests.study.kit import DAILY, HERE, TEAM, Quiz


def set_daily(quiz: Quiz, schedule: Schedule = DAILY, **changed) -> datetime | None:
    """The moment of the next question once the schedule is set with these changes."""
    new = replace(schedule, **changed)
    return quiz.channels.set(new, team=TEAM, channel=HERE, user="ann").next_due


def post(quiz: Quiz, *, sent: str) -> None:
    """What a worker does that comes for the question that is due at this moment of the week."""
    quiz.clock.now = moment(sent)
    [item] = quiz.daily.due()
    quiz.daily.hand_over(item)
    quiz.daily.prepare(item.key, item.at)
    quiz.daily.sent(item.key, f"{quiz.clock().timestamp():.6f}", at=item.at)


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
