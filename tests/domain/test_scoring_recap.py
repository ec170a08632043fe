import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scoring import Improved, Missed, Score, Tally
from bot.domain.scoring import recap as summed_up


def week(**points):
    return [Score(user, worth, worth, 5) for user, worth in points.items()]


def recap(this, last, *, questions, comparable=True):
    return summed_up(this, last, questions=questions, comparable=comparable)


def named(found):
    return [(line.rank, line.score.user) for line in found.top]


def test_the_first_three_ranks_are_named_with_all_who_tie():
    found = recap(week(ann=9, bob=7, cem=7, dan=5, eve=3), [], questions={})
    assert named(found) == [(1, "ann"), (2, "bob"), (2, "cem")]
    assert len(recap(week(ann=9, bob=7, cem=5, dan=5), [], questions={}).top) == 4


def test_nobody_without_points_is_on_the_podium():
    assert named(recap(week(ann=2, bob=0), [], questions={})) == [(1, "ann")]


def test_the_most_improved_gained_most_against_the_week_before():
    found = recap(week(ann=9, bob=7, cem=6), week(ann=8, bob=3, cem=2), questions={})
    assert found.improved == Improved(("bob", "cem"), 4)


def test_who_did_not_answer_last_week_has_not_improved():
    assert recap(week(ann=9), week(bob=1), questions={}).improved is None
    assert recap(week(ann=9), [Score("ann", 0, 0, 0)], questions={}).improved is None


def test_nobody_has_improved_on_a_week_with_another_number_of_questions():
    weeks = week(ann=9, bob=7), week(ann=1, bob=7)
    assert recap(*weeks, questions={}).improved == Improved(("ann",), 8)
    assert recap(*weeks, questions={}, comparable=False).improved is None


def test_a_week_without_gains_has_nobody_improved():
    assert recap(week(ann=3), week(ann=3), questions={}).improved is None


def test_the_most_missed_question_has_the_largest_share_wrong():
    questions = {"a/1": Tally(5, 20), "b/1": Tally(1, 5), "c/1": Tally(0, 2), "d/1": Tally(9, 9)}
    assert recap([], [], questions=questions).missed == Missed("b/1", Tally(1, 5))


def test_of_equal_shares_the_one_more_people_missed_is_named():
    questions = {"a/1": Tally(2, 4), "b/1": Tally(5, 10)}
    assert recap([], [], questions=questions).missed == Missed("b/1", Tally(5, 10))


def test_where_few_answer_a_question_is_named_that_all_of_them_missed():
    questions = {"a/1": Tally(1, 2), "b/1": Tally(0, 2), "c/1": Tally(0, 1)}
    assert recap([], [], questions=questions).missed == Missed("b/1", Tally(0, 2))


@pytest.mark.parametrize("tally", [Tally(0, 1), Tally(1, 2), Tally(0, 0)])
def test_where_few_answer_nobody_is_pointed_at(tally):
    assert recap([], [], questions={"a/1": tally}).missed is None


def test_a_week_in_which_all_was_right_has_no_missed_question():
    assert recap([], [], questions={"a/1": Tally(4, 4)}).missed is None


def test_hidden_people_are_counted_but_not_named():
    hidden = Score("ann", 9, 9, 9, hidden=True)
    found = recap([hidden, *week(bob=2)], [Score("ann", 1, 1, 1), *week(bob=1)], questions={})
    assert named(found) == [(1, "bob")]
    assert found.improved == Improved(("bob",), 1)
    assert found.people == 2


scores = st.lists(
    st.builds(
        Score, st.text("abc", max_size=2), st.integers(0, 9), st.just(0), st.integers(0, 9),
        st.booleans(),
    ),
    unique_by=lambda one: one.user,
)  # fmt: skip


@given(scores, scores, st.randoms(use_true_random=False))
def test_a_recap_does_not_depend_on_the_order_of_the_scores(this, last, dice):
    again = recap(dice.sample(this, len(this)), dice.sample(last, len(last)), questions={})
    assert again == recap(this, last, questions={})
