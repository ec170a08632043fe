from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.quiz import Mix, low_pool, pick, unasked
from bot.domain.scoring import Tally
from bot.errors import UserError
from tests.domain.quiz_kit import knowledge, topic

ALL = knowledge(*(topic(f"t-{domain}", domain, count=3) for domain in Domain))
DETECTION = Mix(domains=frozenset({Domain.DETECTION}))
seeds = st.integers(0, 2**32)
shares = st.integers(0, 50).flatmap(lambda n: st.builds(Tally, st.integers(0, n), st.just(n)))
histories = st.dictionaries(
    st.sampled_from([f"t-{domain}/{n}" for domain in Domain for n in range(3)]), shares
)


def picked(knowledge=ALL, *, mix=Mix(), asked=None, answers=None, seed=0):  # noqa: B008
    dice = Random(seed)
    return pick(knowledge, mix=mix, asked=asked or {}, answers=answers or {}, rng=dice)


def domains_drawn(answers, draws=4000):
    rng = Random(7)
    picks = (pick(ALL, mix=Mix(), asked={}, answers=answers, rng=rng) for _ in range(draws))
    return Counter(one.topic.domain for one in picks)


@given(seeds, histories, st.sets(st.sampled_from(Domain), min_size=1))
def test_nothing_is_repeated_before_the_pool_is_used_up_and_then_the_oldest_comes_first(
    seed, answers, domains
):
    mix, rng, asked, order = Mix(frozenset(domains)), Random(seed), {}, []
    size = 3 * len(domains)
    for moment in range(2 * size + 1):
        one = pick(ALL, mix=mix, asked=asked, answers=answers, rng=rng)
        order.append(one.question.id)
        asked = {**asked, one.question.id: moment}
        assert unasked(ALL, mix=mix, asked=asked) == max(size - moment - 1, 0)
    assert len(set(order[:size])) == size
    assert order[size : 2 * size] == order[:size]


@given(seeds, histories, st.integers(0, 18))
def test_the_same_dice_pick_the_same_question_whatever_the_order_of_the_files(seed, answers, count):
    ids = [question.id for topic in ALL.topics.values() for question in topic.questions]
    asked = dict.fromkeys(ids[:count], 1)
    backwards = knowledge(*reversed(ALL.topics.values()))
    one, two = (picked(k, asked=asked, answers=answers, seed=seed) for k in (ALL, backwards))
    assert (one.question.id, one.reason) == (two.question.id, two.reason)


@given(seeds, st.sets(st.sampled_from(Domain), min_size=1), st.sampled_from(Difficulty))
def test_only_what_the_channel_wants_is_picked(seed, domains, difficulty):
    topics = [
        topic(f"{domain}-{level}", domain, difficulty=level)
        for domain in Domain
        for level in Difficulty
    ]
    mix = Mix(frozenset(domains), frozenset({difficulty}))
    one = picked(knowledge(*topics), mix=mix, seed=seed)
    assert one.topic.domain in domains
    assert one.question.difficulty is difficulty


@given(seeds, histories)
def test_a_pick_changes_nothing_that_it_was_given(seed, answers):
    asked = {"t-detection/0": 5}
    kept = dict(answers)
    picked(asked=asked, answers=answers, seed=seed)
    assert asked == {"t-detection/0": 5}
    assert answers == kept


@given(seeds, histories)
def test_the_reason_never_names_the_topic(seed, answers):
    one = picked(answers=answers, seed=seed)
    assert one.topic.title not in one.reason
    assert one.topic.id not in one.reason


def test_without_answers_domains_come_by_their_weight_in_the_exam():
    drawn = domains_drawn({})
    for domain in Domain:
        assert abs(drawn[domain] / 40 - domain.weight) < 2.5


def test_a_domain_with_many_questions_does_not_crowd_out_the_others():
    big, small = topic("big", Domain.DETECTION, count=60), topic("small", Domain.IDENTITY, count=2)
    both = knowledge(big, small)
    drawn = Counter(picked(both, seed=seed).topic.id for seed in range(300))
    assert drawn["small"] > drawn["big"]


def test_what_the_team_gets_wrong_comes_oftener_and_what_it_knows_seldomer_but_still_comes():
    even = domains_drawn({})
    leaning = domains_drawn({
        "t-detection/0": Tally(right=5, answered=40),
        "t-identity/0": Tally(right=40, answered=40),
    })  # fmt: skip
    assert leaning[Domain.DETECTION] > 1.3 * even[Domain.DETECTION]
    assert 0 < leaning[Domain.IDENTITY] < even[Domain.IDENTITY] / 1.3


def test_one_wrong_answer_hardly_changes_the_mix():
    even, after = domains_drawn({}), domains_drawn({"t-detection/0": Tally(0, 1)})
    assert after[Domain.DETECTION] < 1.3 * even[Domain.DETECTION]


def test_within_a_domain_the_missed_topic_comes_oftener():
    both = knowledge(topic("one"), topic("two"))
    answers = {"one/0": Tally(2, 30), "two/0": Tally(28, 30)}
    drawn = Counter(picked(both, answers=answers, seed=seed).topic.id for seed in range(300))
    assert drawn["one"] > 2 * drawn["two"] > 0


def test_the_reason_is_the_weight_in_the_exam_where_nothing_is_known():
    only = knowledge(topic("one", Domain.IDENTITY))
    assert picked(only).reason == "Identity and Access Management, 20% of the exam"


MISSED = {"t-detection/0": Tally(5, 40), "t-identity/0": Tally(38, 40)}


def test_the_reason_is_what_the_team_misses_most():
    reasons = {picked(answers=MISSED, seed=seed).reason for seed in range(50)}
    assert "Detection, which your team misses most" in reasons
    assert "Identity and Access Management, 20% of the exam" in reasons


def test_the_reason_is_a_second_weak_domain():
    answers = {**MISSED, "t-governance/0": Tally(10, 40), "t-data-protection/0": Tally(200, 200)}
    reasons = {picked(answers=answers, seed=seed).reason for seed in range(50)}
    assert "Security Foundations and Governance, which your team often misses" in reasons


def test_the_reason_is_a_weak_topic_in_a_domain_that_is_known():
    both = knowledge(topic("one"), topic("two"))
    answers = {"one/0": Tally(5, 30), "two/0": Tally(30, 30)}
    reasons = {picked(both, answers=answers, seed=seed).reason for seed in range(20)}
    assert "something in Detection that your team often misses" in reasons


def test_the_reason_is_the_channels_only_domain():
    assert picked(mix=DETECTION).reason == "Detection, as set for this channel"


def test_the_reason_of_a_repeat_says_that_it_is_one():
    asked = {f"t-detection/{n}": 9 - n for n in range(3)}
    one = picked(mix=DETECTION, asked=asked)
    assert one.question.id == "t-detection/2"
    assert one.reason == "of this channel's questions, this one was asked longest ago"


def test_answers_to_topics_that_are_gone_are_passed_over():
    assert picked(answers={"gone/0": Tally(0, 50)}).topic.id in ALL.topics


def test_a_mix_without_questions_says_how_to_widen_it():
    with pytest.raises(UserError, match="`/awssec daily`"):
        picked(mix=Mix(difficulties=frozenset({Difficulty.HARD})))


@pytest.mark.parametrize(("left", "days"), [(14, 7), (10, 5), (2, 1)])
def test_a_pool_for_two_weeks_is_not_low(left, days):
    assert low_pool(left, days) is None
    assert low_pool(left - 1, days)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (9, "Only 9 new questions are left in this channel's mix, which lasts less than two weeks"),
        (4, "Only 4 new questions are left in this channel's mix, which lasts less than a week"),
        (1, "Only 1 new question is left in this channel's mix"),
        (0, "Every question in this channel's mix has been asked"),
    ],
)
def test_a_low_pool_is_told_in_words(left, said):
    sentence = low_pool(left, 5).sentence
    assert sentence.startswith(said) and "asked longest ago" in sentence
