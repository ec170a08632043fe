"""What people are told of their answers, where they stand, and how they hide and are forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.knowledge import Difficulty, Domain, Knowledge
from bot.domain.schedule import WEEKDAYS
from bot.domain.scoring import Period, Streak, Tally
from bot.domain.scoring.profile import LastAnswer
from bot.errors import UserError
from bot.study.people import NAME_AGE
from tests.study.kit import DAILY, HERE, TEAM, THERE, Quiz, question


def profile(quiz: Quiz, user: str = "ann", channel: str | None = HERE):
    return quiz.people.profile(TEAM, user, channel=channel)


def board(quiz: Quiz, reader: str = "ann", period: Period = Period.ALL, **how: bool):
    where = {"channel": HERE, "whole": False, "accuracy": False, **how}
    return quiz.people.board(TEAM, period=period, reader=reader, **where)


def lines(found) -> list[tuple[int, str]]:
    return [(line.rank, line.score.user) for line in found.lines]


# --- answers --------------------------------------------------------------------------------


def test_the_first_answer_counts_and_another_choice_shows_it_again(quiz):
    key = quiz.ask()
    first = quiz.answer(key, "ann")
    again = quiz.answer(key, "ann", right=False)
    assert (first.standing, again.standing) == ("counted", "again")
    assert again == replace(first, standing="again")
    assert quiz.points() == {"ann": 1}


def test_who_answered_in_time_sees_that_answer_after_closing_and_others_practise(quiz):
    key = quiz.day(ann=False)
    again = quiz.answer(key, "ann", right=True)
    assert (again.standing, again.verdict.right, again.verdict.choice) == ("again", False, ("B",))
    late = quiz.answer(key, "bob")
    assert (late.standing, late.verdict.right, late.points) == ("late", True, 0)
    assert quiz.people.answered(key, user="bob") is None
    assert quiz.points() == {"ann": 0}


def test_an_answer_that_was_regraded_is_shown_with_the_points_it_has_now(quiz):
    quiz.rewrite(question("shield/0", "w", Difficulty.HARD))
    key = quiz.ask()
    quiz.answer(key, "ann")
    quiz.rewrite(question("shield/0", "x", Difficulty.HARD))
    quiz.closings.regrade(key)
    again = quiz.answer(key, "ann")
    assert (again.verdict.right, again.verdict.choice, again.points) == (False, ("A",), 0)
    assert again.verdict.solution.key == ("B",)


def test_what_cannot_be_chosen_is_refused_and_not_counted(quiz):
    key = quiz.ask()
    for choice in (("E",), ("A", "B"), ()):
        with pytest.raises(UserError):
            quiz.people.answer(key, user="ann", choice=choice)
    assert quiz.people.answered(key, user="ann") is None


def test_a_question_that_was_withdrawn_takes_no_answers(quiz):
    key = quiz.ask()
    quiz.withdraw("shield/0")
    with pytest.raises(UserError, match="withdrawn"):
        quiz.people.answer(key, user="ann", choice=("A",))
    assert quiz.points() == {}


# --- profiles -------------------------------------------------------------------------------


def test_a_profile_has_the_channels_week_and_the_points_of_all_time(quiz):
    quiz.on("2026-11-20")
    quiz.day(ann=True)
    quiz.on("2026-11-24")
    quiz.day("kms/0", channel=THERE, ann=True)
    quiz.day(ann=True, bob=True)
    quiz.day(ann=False, bob=True)
    mine = profile(quiz)
    assert (mine.week_points, mine.all_points, mine.rank) == (1, 3, 2)
    assert profile(quiz, "bob").rank == 1


def test_without_a_channel_a_profile_has_the_workspaces_week_and_no_streak(quiz):
    quiz.day(ann=True)
    quiz.day(channel=THERE, ann=True)
    mine = profile(quiz, channel=None)
    assert (mine.week_points, mine.rank, mine.streak) == (2, 1, None)


def test_who_has_not_answered_this_week_has_no_rank(quiz):
    quiz.day(ann=True)
    quiz.on("2026-11-30")
    mine = profile(quiz)
    assert (mine.week_points, mine.all_points, mine.rank) == (0, 1, None)


def test_the_profile_of_somebody_new_is_empty(quiz):
    new = profile(quiz)
    assert (new.week_points, new.all_points, new.rank, new.streak) == (0, 0, None, None)
    assert (new.last, new.hidden) == ((), False)
    assert {one.tally for one in new.strengths} == {Tally(0, 0)}


def test_the_week_begins_by_the_clocks_of_the_channel_or_else_of_the_person(quiz):
    """Sunday 12:00 in Greenwich is Monday in Auckland."""
    quiz.day(ann=True)
    quiz.on("2026-11-29", "12:00")
    assert profile(quiz).week_points == profile(quiz, channel=None).week_points == 1
    quiz.remember("ann", zone="Pacific/Auckland")
    assert profile(quiz, channel=None).week_points == 0
    berlin = replace(DAILY, zone="Europe/Berlin")
    quiz.channels.set(berlin, team=TEAM, channel=HERE, user="bob")
    assert profile(quiz).week_points == 1
    quiz.channels.set(replace(DAILY, zone="Pacific/Auckland"), team=TEAM, channel=HERE, user="bob")
    assert profile(quiz).week_points == 0


def test_a_streak_counts_days_answered_right_or_wrong_and_forgives_a_missed_one(quiz):
    quiz.day(ann=True)
    quiz.day(ann=False)
    quiz.day(bob=True)
    quiz.day(ann=True)
    assert profile(quiz).streak == Streak(days=3, best=3, days_off_left=1)
    assert profile(quiz, "bob").streak == Streak(days=1, best=1, days_off_left=1)


def test_a_streak_that_is_broken_begins_anew_and_its_best_stays(quiz):
    quiz.on("2026-11-10")
    for answered in (True, True, True, False, False, False, True):
        quiz.day(**({"ann": True} if answered else {}))
    assert profile(quiz).streak == Streak(days=1, best=3, days_off_left=0)


def test_days_without_a_scheduled_question_of_the_channel_break_no_streak(quiz):
    quiz.day(ann=True)
    quiz.on("2026-11-27")
    quiz.day(scheduled=False, bob=True)
    quiz.day(channel=THERE, bob=True)
    quiz.day(ann=True)
    assert profile(quiz).streak == Streak(days=2, best=2, days_off_left=2)


def test_a_question_that_is_still_open_breaks_no_streak(quiz):
    quiz.day(ann=True)
    quiz.ask()
    assert profile(quiz).streak == Streak(days=1, best=1, days_off_left=2)


def test_strengths_go_by_exam_domain_and_leave_out_topics_that_are_gone(quiz):
    quiz.day("shield/0", ann=True)
    quiz.day("kms/0", ann=True)
    quiz.day("macie/0", ann=False)
    known = quiz.knowledge.topics
    tallies = {one.domain: one.tally for one in profile(quiz).strengths}
    assert list(tallies) == list(Domain)
    assert tallies[Domain.INFRASTRUCTURE_SECURITY] == Tally(1, 1)
    assert tallies[Domain.DATA_PROTECTION] == Tally(1, 2)
    assert tallies[Domain.IDENTITY] == Tally(0, 0)
    quiz.knowledge = Knowledge.of([known["shield"], known["kms"]])
    tallies = {one.domain: one.tally for one in profile(quiz).strengths}
    assert tallies[Domain.DATA_PROTECTION] == Tally(1, 1)


def test_the_last_five_answers_come_latest_first(quiz):
    for right in (True, False, True, True, False, True):
        quiz.day("kms/0" if right else "shield/0", ann=right)
    quiz.withdraw("shield/0")
    assert profile(quiz).last == (
        LastAnswer(date(2026, 11, 29), "kms/0?", True, 1),
        LastAnswer(date(2026, 11, 28), "", False, 0),
        LastAnswer(date(2026, 11, 27), "kms/0?", True, 1),
        LastAnswer(date(2026, 11, 26), "kms/0?", True, 1),
        LastAnswer(date(2026, 11, 25), "", False, 0),
    )


# --- boards ---------------------------------------------------------------------------------


def test_a_board_is_the_channels_or_the_workspaces_with_the_names_that_are_known(quiz):
    quiz.remember("ann", "bob")
    quiz.day(ann=True, bob=False)
    quiz.day(channel=THERE, bob=True, cem=True)
    here, names = board(quiz)
    assert (lines(here), names) == ([(1, "ann"), (2, "bob")], {"ann": "Ann", "bob": "Bob"})
    whole, names = board(quiz, whole=True)
    assert lines(whole) == [(1, "ann"), (1, "bob"), (1, "cem")]
    assert names == {"ann": "Ann", "bob": "Bob"}


def test_a_reader_below_the_best_ten_gets_their_own_line_with_their_name(quiz):
    quiz.remember("ann")
    quiz.day(ann=False, **{f"u{number}": True for number in range(10)})
    found, names = board(quiz)
    assert "ann" not in [user for _, user in lines(found)]
    assert (found.own.rank, found.gap, names) == (11, 1, {"ann": "Ann"})


def test_accuracy_is_ranked_from_ten_answers_on(quiz):
    quiz.on("2026-11-01")
    for number in range(10):
        quiz.day(ann=number < 9, bob=number < 8, **({"cem": True} if number else {}))
    found, _ = board(quiz, "cem", accuracy=True)
    assert lines(found) == [(1, "ann"), (2, "bob")]
    assert (found.own, found.answers_needed) == (None, 1)
    quiz.day(cem=True)
    found, _ = board(quiz, "cem", accuracy=True)
    assert lines(found) == [(1, "cem"), (2, "ann"), (3, "bob")]
    assert (found.own.rank, found.answers_needed) == (1, 0)


def test_accuracy_over_a_week_counts_that_weeks_answers(quiz):
    quiz.on("2026-11-09")
    for _ in range(14):
        quiz.day(ann=True)
    assert board(quiz, period=Period.MONTH, accuracy=True)[0].own.rank == 1
    week, _ = board(quiz, period=Period.WEEK, accuracy=True)
    assert (week.own, week.answers_needed) == (None, 10)


@pytest.mark.parametrize("accuracy", [False, True])
def test_who_hides_is_on_no_board_but_their_own(quiz, accuracy):
    for _ in range(10):
        quiz.day(ann=True, bob=True)
    quiz.people.hide(TEAM, "ann", hidden=True)
    assert lines(board(quiz, "bob", accuracy=accuracy)[0]) == [(1, "bob")]
    assert lines(board(quiz, "ann", accuracy=accuracy)[0]) == [(1, "ann"), (1, "bob")]
    assert (profile(quiz).hidden, profile(quiz).rank) == (True, 1)
    quiz.people.hide(TEAM, "ann", hidden=False)
    assert lines(board(quiz, "bob", accuracy=accuracy)[0]) == [(1, "ann"), (1, "bob")]
    assert not profile(quiz).hidden


# --- names, and being forgotten -------------------------------------------------------------


def test_a_name_is_known_for_a_week(quiz):
    assert not quiz.people.knows(TEAM, "ann")
    quiz.remember("ann")
    quiz.clock.now += NAME_AGE - timedelta(seconds=1)
    assert quiz.people.knows(TEAM, "ann")
    quiz.clock.forward(seconds=1)
    assert not quiz.people.knows(TEAM, "ann")


def test_who_hides_before_their_name_was_asked_for_is_not_known_yet(quiz):
    quiz.people.hide(TEAM, "ann", hidden=True)
    assert not quiz.people.knows(TEAM, "ann")


def test_who_is_forgotten_starts_from_nothing_and_the_others_stay(quiz):
    quiz.remember("ann", "bob")
    closed = quiz.day(ann=True, bob=True)
    key = quiz.ask()
    quiz.answer(key, "ann")
    others = profile(quiz, "bob")
    assert others.rank == 2
    quiz.people.forget(TEAM, "ann")
    gone = profile(quiz)
    assert (gone.all_points, gone.rank, gone.last, gone.hidden) == (0, None, (), False)
    assert not quiz.people.knows(TEAM, "ann")
    assert quiz.people.answered(closed, user="ann") is None
    assert (profile(quiz, "bob").last, profile(quiz, "bob").rank) == (others.last, 1)
    quiz.day("kms/0", channel=THERE, ann=True)
    assert quiz.points() == {"ann": 1, "bob": 1}


def test_who_is_forgotten_has_no_second_attempt_at_an_open_question(quiz):
    key = quiz.ask()
    quiz.answer(key, "ann", right=False)
    quiz.people.forget(TEAM, "ann")
    again = quiz.answer(key, "ann")
    assert (again.standing, again.points) == ("forgotten", 0)
    assert quiz.points() == {} and quiz.store.posts.get(key).answered == 0
    assert quiz.answer(key, "bob").standing == "counted"
    quiz.clock.forward(days=1)
    quiz.closings.close(key)
    assert quiz.answer(key, "ann").standing == "forgotten"
    assert quiz.answer(quiz.ask(), "ann").standing == "counted"


def test_a_workspace_that_is_forgotten_leaves_nothing_and_others_stay(quiz):
    quiz.remember("ann")
    quiz.channels.set(replace(DAILY, weekdays=WEEKDAYS), team=TEAM, channel=HERE, user="ann")
    key = quiz.ask()
    quiz.answer(key, "ann")
    quiz.people.report(key, user="ann")
    quiz.answer(quiz.ask(team="T2"), "ann")
    quiz.people.forget_team(TEAM)
    assert quiz.channels.setting(TEAM, HERE) is None
    assert quiz.store.posts.get(key) is None
    assert quiz.store.reports.listed(TEAM) == []
    assert (profile(quiz).all_points, quiz.people.knows(TEAM, "ann")) == (0, False)
    assert (quiz.points(), quiz.points(team="T2")) == ({}, {"ann": 1})
    with pytest.raises(UserError, match="gone"):
        quiz.people.answer(key, user="ann", choice=("A",))
