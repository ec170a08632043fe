from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Kind
from bot.domain.quiz import Order, grade, shuffle, solve
from bot.errors import UserError
from tests.domain.quiz_kit import questions, with_options, with_pairs, with_steps

seeds = st.integers(0, 2**32)
ABCD = Order(tuple("wxyz"), 1)


def refusal(question, order, choice):
    with pytest.raises(UserError) as caught:
        grade(question, order, choice=choice)
    return str(caught.value)


@given(questions(), seeds)
def test_the_key_is_graded_right(question, seed):
    order = shuffle(question, Random(seed))
    assert grade(question, order, choice=solve(question, order).key).right


@given(questions(), seeds, st.data())
def test_only_the_whole_key_is_right(question, seed, data):
    order = shuffle(question, Random(seed))
    key = solve(question, order).key
    letters = st.lists(st.sampled_from(order.labels), min_size=order.choose, max_size=order.choose)
    choice = tuple(data.draw(letters))
    try:
        verdict = grade(question, order, choice=choice)
    except UserError:
        assert choice != key
        return
    same = set(choice) == set(key) if question.kind is Kind.MULTIPLE else choice == key
    assert verdict.right is same


@given(questions(), seeds, seeds)
def test_the_key_translates_back_to_the_same_texts_whatever_the_order(question, one, two):
    def key_texts(seed):
        order = shuffle(question, Random(seed))
        texts = dict(zip(order.labels, order.shown, strict=True))
        found = [texts[label] for label in solve(question, order).key]
        return sorted(found) if question.options else found

    assert key_texts(one) == key_texts(two)


@given(questions([Kind.MULTIPLE]), seeds, st.randoms(use_true_random=False))
def test_the_order_in_which_options_are_ticked_does_not_matter(question, seed, dice):
    order = shuffle(question, Random(seed))
    ticked = list(solve(question, order).key)
    dice.shuffle(ticked)
    verdict = grade(question, order, choice=ticked)
    assert verdict.right
    assert verdict.choice == tuple(sorted(ticked))


@given(questions([Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING]), seeds)
def test_every_option_or_prompt_is_explained_in_the_order_shown(question, seed):
    order = shuffle(question, Random(seed))
    parts = solve(question, order).parts
    assert tuple(part.text for part in parts) == (order.prompts or order.shown)
    assert [part.why for part in parts] == [f"About {part.text}." for part in parts]


@given(questions(), seeds, st.lists(st.text(max_size=2), max_size=9))
def test_any_choice_is_judged_or_refused_in_one_sentence(question, seed, choice):
    order = shuffle(question, Random(seed))
    try:
        grade(question, order, choice=choice)
    except UserError as error:
        assert str(error).endswith(".")


def test_options_are_explained_as_right_or_wrong():
    parts = solve(with_options("wxyz", {2}), ABCD).parts
    assert [part.answer for part in parts] == ["wrong", "wrong", "right", "wrong"]


def test_steps_are_explained_in_their_right_order():
    solution = solve(with_steps(["z", "w", "y"]), Order(("w", "y", "z"), 3))
    assert solution.key == ("C", "A", "B")
    parts = [(part.label, part.text, part.answer) for part in solution.parts]
    assert parts == [("C", "z", "1"), ("A", "w", "2"), ("B", "y", "3")]


def test_prompts_are_explained_with_their_match():
    pairs = with_pairs([("one", "x"), ("two", "y"), ("six", "x")])
    solution = solve(pairs, Order(("y", "x"), 3, ("one", "two", "six")))
    assert solution.key == ("B", "A", "B")
    assert [(part.label, part.answer) for part in solution.parts] == [
        ("1", "B"),
        ("2", "A"),
        ("3", "B"),
    ]


def test_small_letters_and_spaces_are_understood():
    assert grade(with_options("wxyz", {2}), ABCD, choice=[" c"]).right


@pytest.mark.parametrize(
    ("question", "order", "choice", "said"),
    [
        (with_options("wxyz", {0}), ABCD, "E", "There is no E here; choose from A, B, C and D."),
        (with_options("wxyz", {0}), ABCD, "AB", "Choose exactly one option."),
        (with_options("wxyz", {0}), ABCD, "", "Choose exactly one option."),
        (
            with_options("vwxyz", {0, 1}),
            Order(tuple("vwxyz"), 2),
            "AA",
            "Choose exactly two different options.",
        ),
        (
            with_steps("xyz"),
            Order(tuple("xyz"), 3),
            "ABA",
            "Give each of the three steps a place of its own.",
        ),
        (
            with_pairs(["ax", "by", "cz"]),
            Order(tuple("xyz"), 3, tuple("abc")),
            "AAB",
            "Give each of the three numbers a letter of its own.",
        ),
        (
            with_pairs(["ax", "by", "cx"]),
            Order(tuple("xy"), 3, tuple("abc")),
            "AB",
            "Give each of the three numbers one letter.",
        ),
    ],
)
def test_an_impossible_choice_is_refused(question, order, choice, said):
    assert refusal(question, order, choice) == said


def test_a_corrected_key_regrades_an_earlier_choice():
    order = shuffle(with_options("wxyz", {0}), Random(3))
    label = order.labels[order.shown.index("y")]
    assert not grade(with_options("wxyz", {0}), order, choice=label).right
    assert grade(with_options("wxyz", {2}), order, choice=label).right


def test_steps_put_into_another_order_by_the_author_regrade_an_earlier_choice():
    order = Order(("w", "x", "y"), 3)
    assert grade(with_steps("wxy"), order, choice="ABC").right
    assert not grade(with_steps("xwy"), order, choice="ABC").right
    assert grade(with_steps("xwy"), order, choice="BAC").right


def test_a_key_that_gains_an_option_makes_earlier_choices_wrong_not_impossible():
    order = shuffle(with_options("vwxyz", {0, 1}), Random(1))
    choice = solve(with_options("vwxyz", {0, 1}), order).key
    assert not grade(with_options("vwxyz", {0, 1, 2}), order, choice=choice).right


def test_a_reworded_option_keeps_its_label():
    texts = ("Deny it in an SCP", "Use a role", "Ask the author", "Rotate the key")
    question = with_options(texts, {0})
    order = shuffle(question, Random(2))
    reworded = with_options(("Deny it with an SCP", *texts[1:]), {0})
    assert solve(reworded, order).key == solve(question, order).key


def test_a_rewritten_question_is_not_graded_by_an_old_post():
    rewritten = with_options(("Apples", "Oranges", "Lemons", "Cherries"), {0})
    assert "has been rewritten" in refusal(rewritten, ABCD, "A")


def test_grading_leaves_the_question_as_it_was():
    question = with_options("wxyz", {0})
    grade(question, ABCD, choice="B")
    assert question == replace(question)
