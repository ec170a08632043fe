from collections import Counter
from dataclasses import asdict
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Kind
from bot.domain.quiz import Order, present, shuffle
from tests.domain.quiz_kit import questions, with_options, with_pairs, with_steps

seeds = st.integers(0, 2**32)


def shown(question, seed):
    return present(question, shuffle(question, Random(seed)))


@given(seeds, st.permutations(range(6)), st.integers(1, 5))
def test_which_options_are_right_changes_nothing_that_is_shown(seed, other, count):
    before = with_options("abcdef", set(range(count)))
    after = with_options("abcdef", set(other[:count]))
    assert shown(before, seed) == shown(after, seed)


@given(seeds, st.permutations("abcde"))
def test_the_right_order_of_steps_changes_nothing_that_is_shown(seed, other):
    assert shown(with_steps("abcde"), seed) == shown(with_steps(other), seed)


@given(seeds, st.permutations("wxyz"))
def test_which_match_belongs_to_which_prompt_changes_nothing_that_is_shown(seed, other):
    one, two = (with_pairs(zip("abcd", matches, strict=True)) for matches in ("wxyz", other))
    assert shown(one, seed) == shown(two, seed)


@given(questions(), seeds)
def test_no_explanation_id_or_mark_of_the_key_is_in_what_is_shown(question, seed):
    said = repr(asdict(shown(question, seed)))
    assert "About" not in said
    assert question.id not in said
    assert "True" not in said


@given(questions(), seeds)
def test_every_text_is_shown_once_under_the_next_letter(question, seed):
    presented = shown(question, seed)
    texts = [one.text for one in presented.choices]
    parts = question.options or question.steps
    expected = {part.text for part in parts} or {pair.match for pair in question.pairs}
    assert sorted(texts) == sorted(expected)
    assert "".join(one.label for one in presented.choices) == "ABCDEFG"[: len(texts)]


@given(questions(), seeds)
def test_an_order_survives_being_stored_as_text(question, seed):
    order = shuffle(question, Random(seed))
    assert Order.of(order.value()) == order


def test_each_option_comes_to_each_label_about_equally_often():
    question, rng = with_options("abcd", {0}), Random(4)
    firsts = Counter(shuffle(question, rng).shown.index("a") for _ in range(4000))
    assert all(900 < firsts[place] < 1100 for place in range(4))


def test_a_match_that_two_prompts_share_is_shown_once():
    presented = shown(with_pairs([("a", "x"), ("b", "y"), ("c", "x")]), 1)
    assert sorted(one.text for one in presented.choices) == ["x", "y"]
    assert [(one.label, one.text) for one in presented.prompts] == [
        ("1", "a"),
        ("2", "b"),
        ("3", "c"),
    ]


@pytest.mark.parametrize(
    ("question", "how"),
    [
        (with_options("abcd", {1}), "Choose one."),
        (with_options("abcde", {1, 2, 3}), "Choose three."),
        (with_steps("abc"), "Choose a letter for each step, the first step first."),
        (
            with_pairs(["ax", "by", "cz"]),
            "Give each number its letter. Each letter is used once.",
        ),
        (
            with_pairs(["ax", "by", "cx"]),
            "Give each number its letter. A letter may be used more than once.",
        ),
    ],
)
def test_a_question_says_how_it_is_answered(question, how):
    assert shown(question, 0).how == how


def test_an_ordering_question_may_come_up_in_the_right_order_by_chance():
    rng = Random(1)
    orders = Counter(shuffle(with_steps("abc"), rng).shown for _ in range(600))
    assert len(orders) == 6
    assert shown(with_steps("abc"), 0).kind is Kind.ORDERING


def test_a_choice_is_told_in_the_texts_that_its_labels_stood_for():
    assert Order(("wax", "xylem", "yeast"), 2).texts(("C", "A")) == ["yeast", "wax"]
