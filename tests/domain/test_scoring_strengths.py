from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Domain
from bot.domain.scoring import (
    Grasp,
    Strength,
    Tally,
    by_domain,
    by_topic,
    percent,
    strengths,
    weakest,
)
from tests.domain.quiz_kit import knowledge, topic

BOTH = knowledge(topic("shield"), topic("iam", Domain.IDENTITY))


@pytest.mark.parametrize(
    ("right", "answered", "percent", "grasp"),
    [
        (0, 0, None, Grasp.UNKNOWN),
        (4, 4, 100, Grasp.UNKNOWN),
        (4, 5, 80, Grasp.STRONG),
        (79, 100, 79, Grasp.FAIR),
        (79, 99, 80, Grasp.STRONG),
        (2, 3, 67, Grasp.UNKNOWN),
        (3, 5, 60, Grasp.FAIR),
        (2, 5, 40, Grasp.WEAK),
    ],
)
def test_a_share_of_right_answers_is_given_a_word(right, answered, percent, grasp):
    found = Strength(Domain.IDENTITY, Tally(right, answered))
    assert (found.percent, found.grasp) == (percent, grasp)


def test_every_exam_domain_is_listed_in_the_order_of_the_exam_guide():
    found = strengths({Domain.IDENTITY: Tally(1, 2)})
    assert [one.domain for one in found] == list(Domain)
    assert {one.tally.answered for one in found} == {0, 2}


def test_the_weakest_domain_is_where_the_exam_would_cost_most():
    found = strengths(
        {
            Domain.IDENTITY: Tally(50, 100),
            Domain.GOVERNANCE: Tally(45, 100),
            Domain.DETECTION: Tally(0, 2),
        }
    )
    assert weakest(found).domain is Domain.IDENTITY


def test_nothing_is_weakest_where_too_little_is_known_or_all_was_right():
    assert weakest(strengths({Domain.DETECTION: Tally(0, 4)})) is None
    assert weakest(strengths({Domain.DETECTION: Tally(9, 9)})) is None


def test_a_strong_domain_is_never_the_weakest():
    few = {Domain.INFRASTRUCTURE_SECURITY: Tally(17, 20), Domain.IDENTITY: Tally(0, 4)}
    assert weakest(strengths(few)) is None
    fair = {Domain.INFRASTRUCTURE_SECURITY: Tally(80, 100), Domain.GOVERNANCE: Tally(79, 100)}
    assert weakest(strengths(fair)).domain is Domain.GOVERNANCE


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_percentage_is_the_nearest_whole_one_and_half_goes_up(part, whole):
    part = min(part, whole)
    assert percent(part, whole) == floor(Fraction(100 * part, whole) + Fraction(1, 2))


def test_answers_are_added_up_by_topic_and_by_domain():
    answers = {"shield/0": Tally(1, 2), "shield/gone": Tally(1, 1), "iam/0": Tally(0, 3)}
    assert by_topic(answers) == {"shield": Tally(2, 3), "iam": Tally(0, 3)}
    assert by_domain(answers, BOTH) == {
        Domain.DETECTION: Tally(2, 3),
        Domain.IDENTITY: Tally(0, 3),
    }


def test_answers_to_a_topic_that_is_gone_count_for_no_domain():
    assert by_domain({"old/0": Tally(1, 1)}, BOTH) == {}


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0.01, 0.99))
def test_a_smoothed_share_lies_between_what_was_seen_and_what_was_expected(right, wrong, expected):
    tally = Tally(right, right + wrong)
    share = tally.share_wrong(10, expected)
    seen = wrong / tally.answered if tally.answered else expected
    assert min(seen, expected) - 1e-9 <= share <= max(seen, expected) + 1e-9
