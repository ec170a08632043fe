from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.storage.store import CLAIM_DAYS, AskedInVain
from bot.storage.tables import metadata
from tests.storage.quiz.kit import answer, asked, key, setting


def at(moment):
    return int(moment.timestamp())


def test_an_unanswered_question_is_counted_with_the_time_it_was_asked_last(store, now):
    store.note_gap("T1", "what is quantum vault", now)
    store.note_gap("T1", "what is quantum vault", now + timedelta(hours=1))
    assert store.asked_in_vain("T1") == [
        AskedInVain("what is quantum vault", 2, at(now + timedelta(hours=1)), None)
    ]


def test_case_spaces_and_closing_punctuation_do_not_make_another_question(store, now):
    store.note_gap("T1", "What is  Quantum Vault?", now)
    store.note_gap("T1", "what is quantum vault", now)
    [gap] = store.asked_in_vain("T1")
    assert gap.count == 2


def test_a_workspace_sees_its_own_questions_and_the_operator_all(store, now):
    store.note_gap("T1", "mine", now)
    store.note_gap("T2", "theirs", now)
    assert [gap.question for gap in store.asked_in_vain("T1")] == ["mine"]
    assert {gap.question for gap in store.asked_in_vain(None)} == {"mine", "theirs"}


def test_a_card_that_did_not_help_is_a_gap_of_its_topic_and_one_that_helped_is_none(store, now):
    click = {"question": "ddos", "now": now}
    store.note_rating("T1", topic_id="shield", helpful=False, **click)
    store.note_rating("T1", topic_id="shield", helpful=True, **click)
    store.note_rating("T1", topic_id="shield", helpful=False, **click)
    store.note_rating("T1", topic_id="waf", helpful=True, **click)
    assert store.asked_in_vain("T1") == [AskedInVain("ddos", 2, at(now), "shield")]


@pytest.mark.parametrize(
    "question", ["it's'; DROP TABLE gaps; --", "日本語 \U0001f512 ☁️", "%s %(x)s :y ?", "x" * 5000]
)
def test_any_text_is_kept_as_it_was_asked(store, now, question):
    store.note_gap("T1", question, now)
    assert [gap.question for gap in store.asked_in_vain("T1")] == [question]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=300))
@example("\0 a null")
def test_no_text_of_any_kind_breaks_the_store(store, now, question):
    before = sum(gap.count for gap in store.asked_in_vain(None))
    store.note_gap("T1", question, now)
    store.note_rating("T1", topic_id="waf", question=question, helpful=True, now=now)
    assert sum(gap.count for gap in store.asked_in_vain(None)) == before + 1


def test_a_thing_is_claimed_once_until_it_is_released(store, now):
    assert store.claim("event Ev1", now)
    assert not store.claim("event Ev1", now)
    assert store.claim("event Ev2", now)
    store.release("event Ev1")
    assert store.claim("event Ev1", now)


def test_claims_are_forgotten_after_some_days_and_not_before(store, now):
    store.claim("old", now)
    store.claim("another", now + timedelta(days=CLAIM_DAYS))
    assert not store.claim("old", now + timedelta(days=CLAIM_DAYS))
    assert store.claim("old", now + timedelta(days=CLAIM_DAYS, seconds=1))


def test_of_many_claims_at_once_exactly_one_wins(store, now):
    with ThreadPoolExecutor(8) as pool:
        for number in range(10):
            claims = pool.map(lambda _, name=f"Ev{number}": store.claim(name, now), range(8))
            assert sorted(claims) == [False] * 7 + [True]


def test_no_count_is_lost_when_many_ask_at_once(store, now):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.note_gap("T1", "quantum vault", now), range(80)))
    [gap] = store.asked_in_vain("T1")
    assert gap.count == 80


def rows_of(engine, team):
    """How many rows each table has that knows workspaces."""
    with engine.connect() as connection:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table).where(table.c.team_id == team)
            ).scalar_one()
            for table in metadata.sorted_tables
            if "team_id" in table.c
        }


def fill(store, team, now):
    """Something of the workspace in every table."""
    store.note_gap(team, "quantum vault", now)
    store.note_rating(team, topic_id="waf", question="waf", helpful=True, now=now)
    store.schedules.save(setting(team=team))
    answer(store, asked(store, key(team=team)))
    store.people.hide(team, "U1", True)
    store.reports.add(team, channel="C1", user="U1", question_id="waf/rules", now=now)
    store.pace.reserve(team, "C1", now)


def test_a_workspace_that_leaves_takes_all_its_rows_and_no_others(store, engine, now):
    for team in ("T1", "T2"):
        fill(store, team, now)
    before = rows_of(engine, "T2")
    assert all(before.values())
    store.forget_team("T1")
    assert not any(rows_of(engine, "T1").values())
    assert rows_of(engine, "T2") == before


def test_the_workspaces_with_a_quiz_now_or_before_are_named_once(store):
    for where in (key("C1"), key("C2"), key(team="T0")):
        asked(store, where)
    store.schedules.save(setting(team="T2"))
    assert store.teams() == ["T0", "T1", "T2"]
