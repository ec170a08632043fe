"""Posts are refreshed, closed, and regraded where their key was wrong."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.knowledge import Difficulty
from bot.domain.quiz.posts import RIGHT_NAMED
from bot.errors import UserError
from bot.study import OtherGrading
from tests.study.kit import HERE, LABELS, TEAM, TEXTS, THERE, question


def test_a_post_is_due_to_close_once_its_time_is_up(quiz):
    key = quiz.ask()
    assert quiz.closings.due() == []
    quiz.clock.forward(days=1)
    assert [due.key for due in quiz.closings.due()] == [key]
    quiz.closings.close(key)
    assert quiz.closings.due() == []
    assert quiz.closings.closed(key) == quiz.closings.close(key) is not None


def test_a_post_that_is_open_or_gone_is_not_shown_as_closed(quiz):
    key = quiz.ask()
    assert quiz.closings.closed(key) is None
    quiz.people.forget_team(TEAM)
    assert quiz.closings.close(key) is None


def test_a_closing_counts_everybody_and_names_who_was_right_and_does_not_hide(quiz):
    quiz.remember("cem", "ann", "bob", "dan")
    quiz.people.hide(TEAM, "bob", hidden=True)
    key = quiz.day(cem=True, ann=True, bob=True, dan=False, eve=True)
    closing = quiz.closings.closing(quiz.closings.closed(key))
    assert (closing.right_names, closing.right_unnamed) == (("Ann", "Cem"), 2)
    assert [(*one.choice, one.people) for one in closing.spread.counts] == [
        ("A", 4),
        ("B", 1),
        ("C", 0),
        ("D", 0),
    ]


def test_a_closing_names_twenty_people_at_most(quiz):
    users = [f"u{number:02}" for number in range(RIGHT_NAMED + 3)]
    quiz.remember(*users)
    key = quiz.day(**dict.fromkeys(users, True))
    closing = quiz.closings.closing(quiz.closings.closed(key))
    assert (len(closing.right_names), closing.right_unnamed) == (RIGHT_NAMED, 3)


def test_a_post_that_was_answered_is_shown_anew_after_some_seconds_and_once(quiz):
    key = quiz.ask()
    quiz.answer(key, "ann")
    quiz.answer(key, "bob")
    assert list(quiz.closings.stale()) == []
    quiz.clock.forward(seconds=3)
    [stale] = quiz.closings.stale()
    assert (stale.post.key, stale.post.answered, stale.question.id) == (key, 2, "shield/0")
    assert list(quiz.closings.stale()) == []
    quiz.closings.refreshed(stale)
    quiz.clock.forward(days=1)
    assert list(quiz.closings.stale()) == []
    quiz.closings.refresh_later(key, seconds=5)
    quiz.clock.forward(seconds=5)
    assert [stale.post.key for stale in quiz.closings.stale()] == [key]


def test_a_post_that_was_taken_and_not_shown_comes_again(quiz):
    quiz.answer(quiz.ask(), "ann")
    quiz.clock.forward(seconds=3)
    assert len(list(quiz.closings.stale())) == 1
    quiz.clock.forward(seconds=59)
    assert list(quiz.closings.stale()) == []
    quiz.clock.forward(seconds=1)
    assert len(list(quiz.closings.stale())) == 1


def test_an_answer_that_comes_while_a_post_is_shown_is_shown_soon_after(quiz):
    key = quiz.ask()
    quiz.answer(key, "ann")
    quiz.clock.forward(seconds=3)
    [stale] = quiz.closings.stale()
    quiz.answer(key, "bob")
    quiz.closings.refreshed(stale)
    quiz.clock.forward(seconds=3)
    assert [stale.post.answered for stale in quiz.closings.stale()] == [2]


def test_a_post_whose_question_was_withdrawn_is_not_shown_anew(quiz):
    quiz.answer(quiz.ask(), "ann")
    quiz.withdraw("shield/0")
    quiz.clock.forward(seconds=3)
    assert list(quiz.closings.stale()) == []
    quiz.clock.forward(days=1)
    assert quiz.store.posts.take_stale(quiz.clock(), quiz.clock()) == []


# --- regrading ------------------------------------------------------------------------------


def to_correct(quiz):
    return [post.key for post in quiz.closings.to_correct("shield/0")]


def test_posts_to_correct_are_those_that_the_present_key_grades_otherwise(quiz):
    wrong = quiz.day(ann=True)
    quiz.day("kms/0", ann=True)
    elsewhere = quiz.ask(team="T2")
    quiz.answer(elsewhere, "eve")
    assert to_correct(quiz) == []
    quiz.rewrite(question("shield/0", "x"))
    assert to_correct(quiz) == [wrong, elsewhere]


def test_regrading_moves_points_everywhere_and_is_done_once(quiz):
    key = quiz.day(ann=True, bob=False, cem=False)
    quiz.day("kms/0", channel=THERE, ann=True)
    quiz.rewrite(question("shield/0", "x"))
    assert quiz.closings.regrade(key) == 3
    assert quiz.points() == {"ann": 1, "bob": 1, "cem": 1}
    assert quiz.points(HERE) == {"ann": 0, "bob": 1, "cem": 1}
    assert quiz.store.posts.get(key).right == 2
    assert quiz.closings.regrade(key) == 0
    assert to_correct(quiz) == []
    assert quiz.points(HERE) == {"ann": 0, "bob": 1, "cem": 1}


def test_a_closed_post_that_shows_a_wrong_key_is_corrected_though_no_grade_changes(quiz):
    key = quiz.day(ann=False)
    quiz.rewrite(question("shield/0", "y"))
    assert quiz.store.posts.get(key).solution == ("A",)
    assert to_correct(quiz) == [key]
    assert quiz.closings.regrade(key) == 0
    assert quiz.store.posts.get(key).solution == ("C",)
    assert to_correct(quiz) == []


def test_how_a_post_is_graded_is_known_by_its_key_and_its_worth(quiz):
    post = quiz.store.posts.get(quiz.day(ann=True))
    gradings = [quiz.closings.grading(post)]
    for right, difficulty in (("x", Difficulty.EASY), ("x", Difficulty.HARD)):
        quiz.rewrite(question("shield/0", right, difficulty))
        gradings.append(quiz.closings.grading(post))
    assert gradings == ["easy-A", "easy-B", "hard-B"]
    quiz.closings.check_grading(post.key, "hard-B")
    with pytest.raises(OtherGrading):
        quiz.closings.check_grading(post.key, "easy-B")
    quiz.withdraw("shield/0")
    assert quiz.closings.grading(post) == ""


def test_corrections_are_counted_once_each(quiz):
    key = quiz.day(ann=True)
    for times, right in enumerate(("x", "w", "x"), start=1):
        quiz.rewrite(question("shield/0", right))
        assert [quiz.closings.regrade(key), quiz.closings.regrade(key)] == [1, 0]
        assert quiz.store.posts.get(key).corrections == times


def test_a_question_that_became_harder_is_worth_more_afterwards(quiz):
    key = quiz.day(ann=True, bob=False)
    quiz.rewrite(question("shield/0", "w", Difficulty.HARD))
    assert to_correct(quiz) == [key]
    assert quiz.closings.regrade(key) == 1
    assert quiz.points() == {"ann": 3, "bob": 0}


def test_an_open_post_is_regraded_and_later_answers_go_by_the_new_key(quiz):
    key = quiz.ask()
    quiz.answer(key, "ann")
    quiz.rewrite(question("shield/0", "x"))
    assert quiz.closings.regrade(key) == 1
    quiz.answer(key, "bob", right=True)
    assert quiz.points() == {"ann": 0, "bob": 1}
    assert to_correct(quiz) == []


def test_a_question_that_was_withdrawn_is_not_regraded(quiz):
    key = quiz.day(ann=True)
    quiz.withdraw("shield/0")
    for ask in (quiz.closings.to_correct, quiz.closings.rewritten):
        with pytest.raises(UserError, match="There is no question shield/0"):
            ask("shield/0")
    with pytest.raises(UserError, match="withdrawn"):
        quiz.closings.regrade(key)
    assert quiz.points() == {"ann": 1}


def test_posts_from_before_a_question_was_rewritten_hold_up_no_other(quiz):
    old = quiz.day(ann=True)
    words = ("apple", "bread", "cider", "donut")
    quiz.rewrite(question("shield/0", "apple", texts=words))
    new = quiz.day(ann=True, bob=False)
    quiz.rewrite(question("shield/0", "bread", texts=words))
    assert to_correct(quiz) == [new]
    assert quiz.closings.rewritten("shield/0") == [old]
    with pytest.raises(UserError, match="rewritten"):
        quiz.closings.regrade(old)
    assert quiz.closings.regrade(new) == 2
    assert quiz.points() == {"ann": 1, "bob": 1}


def test_a_post_that_is_gone_has_nothing_to_regrade(quiz):
    key = quiz.day(ann=True)
    quiz.people.forget_team(TEAM)
    quiz.rewrite(question("shield/0", "x"))
    assert to_correct(quiz) == []
    assert quiz.closings.regrade(key) == 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(LABELS)),
    st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(list(Difficulty))), min_size=1),
)
def test_after_any_corrections_everyone_has_what_the_last_key_gives_them(quiz, choices, keys):
    quiz.people.forget_team(TEAM)
    key = quiz.ask()
    for user, label in choices.items():
        quiz.people.answer(key, user=user, choice=(label,))
    for text, difficulty in keys:
        quiz.rewrite(question("shield/0", text, difficulty))
        quiz.closings.regrade(key)
    label = LABELS[TEXTS.index(text)]
    worth = {Difficulty.EASY: 1, Difficulty.MEDIUM: 2, Difficulty.HARD: 3}[difficulty]
    expected = {user: worth * (given == label) for user, given in choices.items()}
    assert quiz.points() == quiz.points(HERE) == expected
    assert quiz.closings.close(key).right == sum(given == label for given in choices.values())
