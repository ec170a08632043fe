from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Kind
from bot.domain.quiz import Mistake, Order, bar, shuffle, solve, spread
from bot.domain.quiz.spread import MOST_ANSWERS
from tests.domain.quiz_kit import questions, with_options, with_steps


def test_single_choices_are_counted_by_label_with_bars():
    counted = spread(with_options("wxyz", {1}), Order(tuple("wxyz"), 1), choices="BBBA")
    assert [(one.choice, one.people, one.right) for one in counted.counts] == [
        (("A",), 1, False),
        (("B",), 3, True),
        (("C",), 0, False),
        (("D",), 0, False),
    ]
    assert [one.bar for one in counted.counts][1:3] == ["████████░░", "░░░░░░░░░░"]
    assert (counted.people, counted.right) == (4, 3)


def test_each_option_of_a_multiple_choice_is_counted():
    order = Order(tuple("vwxyz"), 2)
    counted = spread(with_options("vwxyz", {0, 1}), order, choices=["AB", "AC", "AC"])
    assert [one.people for one in counted.counts] == [3, 1, 2, 0, 0]
    assert counted.mistake == Mistake(("A", "C"), 2)


def test_the_whole_answers_of_an_ordering_question_are_counted_the_commonest_first():
    choices = ["ABC", "BAC", "BAC", "CBA"]
    counted = spread(with_steps("xyz"), Order(tuple("xyz"), 3), choices=choices)
    assert [("".join(one.choice), one.people, one.right) for one in counted.counts] == [
        ("BAC", 2, False),
        ("ABC", 1, True),
        ("CBA", 1, False),
    ]
    assert [one.bar for one in counted.counts] == ["█████░░░░░", "██░░░░░░░░", "██░░░░░░░░"]
    assert (counted.people, counted.right, counted.others) == (4, 1, 0)
    assert counted.mistake == Mistake(("B", "A", "C"), 2)


def test_the_right_answer_is_among_those_shown_though_nobody_gave_it_and_others_are_counted():
    choices = ["BAC", "BCA", "CAB", "CBA", "CBA", "ACB"]
    counted = spread(with_steps("xyz"), Order(tuple("xyz"), 3), choices=choices)
    shown = [("".join(one.choice), one.people, one.right) for one in counted.counts]
    assert shown == [("CBA", 2, False), ("ACB", 1, False), ("BAC", 1, False), ("ABC", 0, True)]
    assert counted.others == 2


@given(questions((Kind.ORDERING, Kind.MATCHING)), st.integers(0, 999), st.data())
def test_of_whole_answers_the_commonest_are_shown_and_the_right_one_and_all_are_counted(
    question, seed, data
):
    order = shuffle(question, Random(seed))
    answers = st.lists(st.sampled_from(order.labels), min_size=order.choose, max_size=order.choose)
    key = solve(question, order).key
    choices = data.draw(st.lists(answers.map(tuple) | st.just(key), max_size=20))
    counted = spread(question, order, choices=choices)
    shown = {one.choice: one.people for one in counted.counts}
    assert len(shown) == len(counted.counts) <= MOST_ANSWERS
    assert [one.choice for one in counted.counts if one.right] == [key]
    assert sum(shown.values()) + counted.others == len(choices)
    assert list(shown.values()) == sorted(shown.values(), reverse=True)
    fewest = min((n for choice, n in shown.items() if choice != key), default=0)
    assert all(choices.count(one) <= fewest for one in choices if one not in shown)


def test_a_mistake_of_one_person_is_not_shown():
    counted = spread(with_steps("xyz"), Order(tuple("xyz"), 3), choices=["BAC", "ABC"])
    assert counted.mistake is None


def test_nobody_answered():
    counted = spread(with_options("wxyz", {1}), Order(tuple("wxyz"), 1), choices=[])
    assert (counted.people, counted.right, counted.mistake) == (0, 0, None)
    assert {one.bar for one in counted.counts} == {"░" * 10}


@given(questions(), st.integers(0, 999), st.lists(st.booleans(), max_size=30))
def test_everybody_is_counted_and_all_right_answers_are(question, seed, rights):
    order = shuffle(question, Random(seed))
    key = solve(question, order).key
    wrong = (order.labels[0],) * order.choose
    counted = spread(question, order, choices=[key if right else wrong for right in rights])
    assert counted.people == len(rights)
    assert counted.right == sum(right or wrong == key for right in rights)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_bar_is_empty_for_nobody_only_and_full_for_everybody_only(part, whole):
    part = min(part, whole)
    drawn = bar(part, whole)
    assert len(drawn) == 10
    assert ("█" not in drawn) == (part == 0)
    assert ("░" not in drawn) == (part == whole)
