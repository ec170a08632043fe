from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.quiz import Order
from bot.storage.quiz.answers import Answer, Outcome
from tests.storage.quiz.kit import (
    DAY,
    HOUR,
    KEY,
    NOW,
    TODAY,
    all_time,
    answer,
    asked,
    key,
    on,
    post,
)


def test_an_answer_comes_back_as_it_was_given(store):
    where = asked(store)
    answer(store, where, "U1", choice=("A", "C"))
    given = Answer(where, "U1", "waf/rules", ("A", "C"), right=True, points=2)
    assert store.answers.of_post(where) == [given]
    assert store.answers.of_person("T1", "U1") == [given]
    assert list(store.answers.of_team("T1")) == [(given, post().order)]


def test_a_second_answer_changes_nothing(store):
    where = asked(store)
    assert answer(store, where, right=False, points=0) is Outcome.FIRST
    assert answer(store, where, right=True, points=2) is Outcome.AGAIN
    assert all_time(store) == {"U1": (0, 0, 1)}
    assert [one.right for one in store.answers.of_post(where)] == [False]


def test_an_answer_counts_until_the_moment_of_closing(store):
    where = asked(store, closes_at=NOW + HOUR)
    assert answer(store, where, "U1", now=NOW + HOUR - DAY / 86400) is Outcome.FIRST
    assert answer(store, where, "U2", now=NOW + HOUR) is Outcome.CLOSED
    store.posts.close(where, KEY)
    assert answer(store, where, "U3", now=NOW) is Outcome.CLOSED
    assert answer(store, key("C9"), "U1") is Outcome.CLOSED
    assert all_time(store) == {"U1": (2, 1, 1)}


def test_an_answer_counts_though_the_sending_was_not_noted_yet(store):
    assert answer(store, store.posts.add(post()).key) is Outcome.FIRST


@pytest.mark.parametrize(
    ("scope", "period", "counted"),
    [
        ("", "all", (5, 2, 3)),
        ("", "2026-W53", (3, 1, 2)),
        ("", "2026-12", (3, 1, 1)),
        ("C1", "2027-01", (0, 0, 1)),
        ("C2", "2027-01", (2, 1, 1)),
        ("C1", "all", (3, 1, 2)),
        ("C2", "2026-W53", None),
    ],
)
def test_an_answer_counts_for_channel_and_workspace_in_each_period(store, scope, period, counted):
    for channel, day, right, points in (
        ("C1", on(2026, 12, 31), True, 3),
        ("C1", on(2027, 1, 3), False, 0),
        ("C2", on(2027, 1, 4), True, 2),
    ):
        answer(store, asked(store, key(channel, day=day)), right=right, points=points)
    scores = store.boards.scores("T1", scope=scope, period=period)
    assert [(one.points, one.right, one.answered) for one in scores] == [counted] * bool(counted)


def test_a_person_who_clicks_many_times_at_once_is_counted_once(store):
    where = asked(store)
    with ThreadPoolExecutor(8) as pool:
        outcomes = Counter(pool.map(lambda n: answer(store, where, f"U{n % 10}"), range(80)))
    assert outcomes == {Outcome.FIRST: 10, Outcome.AGAIN: 70}
    assert all_time(store) == {f"U{n}": (2, 1, 1) for n in range(10)}


def test_a_person_who_answers_in_many_channels_at_once_loses_no_point(store):
    keys = [asked(store, key(f"C{n}")) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda where: answer(store, where), keys)) == {Outcome.FIRST}
    assert all_time(store) == {"U1": (48, 24, 24)}


def test_a_persons_answers_come_latest_first(store):
    for days in (2, 0, 1):
        where = asked(store, key(day=TODAY - days * DAY), f"q/{days}")
        answer(store, where, now=NOW - days * DAY)
    assert [one.question_id for one in store.answers.of_person("T1", "U1")] == ["q/0", "q/1", "q/2"]


def test_a_workspaces_answers_come_by_day_channel_and_person(store):
    places = [("C2", TODAY - DAY), ("C1", TODAY), ("C2", TODAY)]
    given = [
        (asked(store, key(channel, day=day)), user) for channel, day in places for user in "ab"
    ]
    for where, user in reversed(given):
        answer(store, where, user)
    answer(store, asked(store, key(team="T2")))
    assert [(one.key, one.user) for one, _ in store.answers.of_team("T1")] == given


def test_each_of_a_workspaces_answers_has_the_order_of_its_own_post(store):
    orders = {key(day=TODAY + n * DAY): Order((f"a{n}", f"b{n}"), 1) for n in range(3)}
    for where, order in orders.items():
        asked(store, where, order=order)
        answer(store, where, "U1")
        answer(store, where, "U2")
    found = [(one.key, order) for one, order in store.answers.of_team("T1")]
    assert found == [(where, order) for where, order in orders.items() for _ in range(2)]


def test_regrading_moves_answers_standings_and_the_posts_count(store):
    where = asked(store)
    answer(store, where, "U1", right=True, points=2)
    answer(store, where, "U2", right=False, points=0)
    answer(store, where, "U3", right=False, points=0)
    store.posts.close(where, KEY)
    grades = {"U1": (False, 0), "U2": (True, 2), "U3": (True, 2), "stranger": (True, 2)}
    assert store.answers.regrade(where, grades, KEY) == 3
    assert store.answers.regrade(where, grades, KEY) == 0
    regraded = {"U1": (0, 0, 1), "U2": (2, 1, 1), "U3": (2, 1, 1)}
    assert all_time(store) == all_time(store, "C1") == regraded
    assert store.posts.get(where).right == 2
    assert [(one.user, one.right) for one in store.answers.of_post(where)] == [
        ("U1", False),
        ("U2", True),
        ("U3", True),
    ]


def test_an_open_post_that_is_regraded_is_counted_before_and_after_it_closes(store):
    where = asked(store)
    answer(store, where, right=False, points=0)
    assert store.answers.regrade(where, {"U1": (True, 3)}, KEY) == 1
    assert store.posts.get(where).right == 1
    assert store.posts.close(where, KEY).right == 1


users = st.sampled_from(["U1", "U2", "U3"])
channels = st.sampled_from(["C1", "C2"])
days = st.sampled_from([on(2026, 12, 31), on(2027, 1, 1), on(2027, 1, 4)])
grades = st.sampled_from([(True, 1), (True, 3), (False, 0)])
answered = st.tuples(st.just("answer"), st.tuples(channels, days, users, grades))
regraded = st.tuples(st.just("regrade"), st.tuples(channels, days, users, grades))
forgotten = st.tuples(st.just("forget"), users)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(answered, answered, regraded, forgotten), max_size=15))
def test_standings_are_always_the_sums_of_the_answers(store, steps):
    store.forget_team("T1")
    for what, about in steps:
        if what == "forget":
            store.people.forget("T1", about)
            continue
        channel, day, user, (right, points) = about
        where = asked(store, key(channel, day=day))
        if what == "answer":
            answer(store, where, user, right=right, points=points)
        else:
            store.answers.regrade(where, {user: (right, points)}, KEY)
    for scope in ("", "C1", "C2"):
        for period, first, last in (
            ("all", on(2026, 1, 1), on(2027, 12, 31)),
            ("2026-W53", on(2026, 12, 28), on(2027, 1, 3)),
            ("2027-01", on(2027, 1, 1), on(2027, 1, 31)),
        ):
            assert standing(store, scope, period) == summed(store, scope, first, last)


def standing(store, scope, period):
    scores = store.boards.scores("T1", scope=scope, period=period)
    return {one.user: (one.points, one.right, one.answered) for one in scores}


def summed(store, scope, first, last):
    sums = {}
    for one, _ in list(store.answers.of_team("T1")):
        if scope in ("", one.key.channel) and first <= one.key.day <= last:
            points, right, answers = sums.get(one.user, (0, 0, 0))
            sums[one.user] = (points + one.points, right + one.right, answers + 1)
    return sums
