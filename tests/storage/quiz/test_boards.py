from datetime import timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.scoring.standings import Board, Score, points_of, ranked
from tests.standings import standings
from tests.storage.quiz.kit import NOW, TODAY, answer, asked, key

CHANNEL = {"scope": "C1", "period": "all"}

people = st.builds(
    Score,
    st.text("abcdef", min_size=1, max_size=3),
    st.integers(0, 9),
    st.integers(0, 1),
    st.just(1),
    st.booleans(),
)
teams = st.lists(people, max_size=25, unique_by=lambda one: one.user)


def fill(store, scores):
    """Let everybody answer one question, so that they have these scores."""
    store.forget_team("T1")
    where = asked(store)
    for one in scores:
        answer(store, where, one.user, right=bool(one.right), points=one.points)
        if one.hidden:
            store.people.hide("T1", one.user, True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(teams, st.text("abcdef", min_size=1, max_size=3))
@example([Score("a", 3, 1, 1, hidden=True), Score("b", 2, 1, 1)], "a")
@example([Score("a", 3, 1, 1, hidden=True), Score("b", 2, 1, 1)], "b")
@example([Score(f"u{n:02}", 7, 1, 1, hidden=n % 3 == 0) for n in range(20)], "u19")
@example([Score(f"u{n:02}", n, 1, 1, hidden=n == 5) for n in range(20)], "u04")
def test_the_board_is_the_one_that_the_rules_give(store, scores, stranger):
    fill(store, scores)
    assert store.boards.scores("T1", **CHANNEL) == sorted(scores, key=lambda one: one.user)
    for reader in (stranger, *(one.user for one in scores[:3]), *(one.user for one in scores[-2:])):
        board = store.boards.by_points("T1", **CHANNEL, reader=reader)
        assert board == standings(scores, reader=reader)


def test_a_board_that_nobody_is_on_is_empty(store):
    board = store.boards.by_points("T1", **CHANNEL, reader="U1")
    assert board == Board((), own=None, gap=None, tied_below=0)


def test_boards_of_periods_channels_and_workspaces_are_apart(store):
    answer(store, asked(store, key("C1")), "ann")
    answer(store, asked(store, key("C2")), "bob")
    answer(store, asked(store, key("C1", day=TODAY - timedelta(days=7))), "cem", now=NOW)
    answer(store, asked(store, key("C1", team="T2")), "dan")

    def seen(scope, period):
        board = store.boards.by_points("T1", scope=scope, period=period, reader="eve")
        return [line.score.user for line in board.lines]

    assert seen("C1", "2026-W48") == ["ann"]
    assert seen("C1", "2026-11") == ["ann", "cem"]
    assert seen("C2", "all") == ["bob"]
    assert seen("", "all") == ["ann", "bob", "cem"]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(teams)
def test_every_board_of_a_workspace_ranks_everybody_and_those_who_hide_too(store, scores):
    fill(store, scores)
    answer(store, asked(store, key(team="T2")), "zoe")
    lines = ranked(scores, worth=points_of)
    boards = [(scope, period) for scope in ("", "C1") for period in ("2026-11", "2026-W48", "all")]
    assert list(store.boards.every_line("T1")) == [
        (*board, line) for board in boards for line in lines
    ]
