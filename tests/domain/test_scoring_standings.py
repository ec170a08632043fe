from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.scoring import Score, accuracy_board
from tests.standings import standings


def score(user, points=0, right=0, answered=0, hidden=False):
    return Score(user, points, right, answered, hidden)


def boards(**points):
    return [score(user, worth) for user, worth in points.items()]


def ranks(board):
    return [(line.rank, line.score.user) for line in board.lines]


people = st.integers(0, 30).flatmap(
    lambda answered: st.builds(
        score,
        st.text("abcdef", min_size=1, max_size=3),
        st.integers(0, 12),
        st.integers(0, answered),
        st.just(answered),
        st.booleans(),
    )
)
teams = st.lists(people, max_size=40, unique_by=lambda one: one.user)
readers = st.text("abcdef", min_size=1, max_size=2)


def test_ties_share_a_rank_and_the_next_is_left_out():
    board = standings(boards(ann=5, bob=5, cem=3), reader="cem")
    assert ranks(board) == [(1, "ann"), (1, "bob"), (3, "cem")]
    assert board.gap == 2


def test_the_reader_has_a_line_beyond_the_top_ten():
    board = standings([score(f"u{n:02}", 40 - n) for n in range(20)], reader="u15")
    assert len(board.lines) == 10
    assert (board.own.rank, board.gap) == (16, 1)


def test_those_who_tie_with_the_tenth_but_find_no_place_are_counted():
    board = standings([score(f"u{n:02}", 7) for n in range(14)], reader="zed")
    assert board.tied_below == 4
    assert {line.rank for line in board.lines} == {1}


def test_somebody_who_has_not_answered_has_no_line():
    board = standings(boards(ann=5), reader="bob")
    assert (board.own, board.gap) == (None, None)


def test_hidden_people_see_themselves_and_others_do_not_see_them():
    team = [score("ann", 9, hidden=True), score("bob", 5)]
    assert ranks(standings(team, reader="bob")) == [(1, "bob")]
    assert ranks(standings(team, reader="ann")) == [(1, "ann"), (2, "bob")]
    assert standings(team, reader="bob").gap is None


def test_accuracy_needs_ten_answers_and_says_how_many_are_missing():
    team = [score("ann", right=9, answered=9), score("bob", right=5, answered=10)]
    board = accuracy_board(team, reader="ann")
    assert ranks(board) == [(1, "bob")]
    assert (board.own, board.answers_needed) == (None, 1)
    assert accuracy_board(team, reader="bob").answers_needed == 0
    assert accuracy_board(team, reader="new").answers_needed == 10


def test_of_equal_accuracy_more_answers_are_ahead():
    team = [
        score("ann", right=9, answered=12),
        score("bob", right=15, answered=20),
        score("cem", right=18, answered=24),
        score("dan", right=15, answered=20),
    ]
    board = accuracy_board(team, reader="zed")
    assert ranks(board) == [(1, "cem"), (2, "bob"), (2, "dan"), (4, "ann")]


@given(teams, readers)
def test_the_score_ahead_is_the_lowest_of_those_that_are_better(team, reader):
    board = accuracy_board(team, reader=reader)
    enough = [one for one in team if one.answered >= 10 and not one.hidden]
    own = board.own and (board.own.score.accuracy, board.own.score.answered)
    worths = [(one.accuracy, one.answered) for one in enough]
    better = [worth for worth in worths if own and worth > own]
    ahead = board.ahead and (board.ahead.accuracy, board.ahead.answered)
    assert ahead == min(better, default=None)


@given(teams, readers)
def test_a_rank_is_one_more_than_the_number_of_people_with_more_points(team, reader):
    seen = [one for one in team if not one.hidden or one.user == reader]
    board = standings(team, reader=reader)
    for line in (*board.lines, *([board.own] if board.own else [])):
        assert line.rank == 1 + sum(one.points > line.score.points for one in seen)


@given(teams, readers)
def test_the_top_holds_the_best_in_falling_order_and_ids_order_equals(team, reader):
    board = standings(team, reader=reader)
    seen = [one for one in team if not one.hidden or one.user == reader]
    best = sorted(seen, key=lambda one: (-one.points, one.user))
    assert [line.score for line in board.lines] == best[:10]
    tenth = board.lines[-1].score.points if board.lines else None
    assert board.tied_below == sum(one.points == tenth for one in best[10:])


@given(teams, readers)
def test_the_gap_is_what_lifts_the_reader_to_the_rank_above(team, reader):
    board = standings(team, reader=reader)
    if board.gap is None:
        assert board.own is None or board.own.rank == 1
        return
    lifted = [
        Score(one.user, one.points + board.gap * (one.user == reader), 0, 0, one.hidden)
        for one in team
    ]
    assert board.gap > 0
    after = standings(lifted, reader=reader)
    assert after.own.rank < board.own.rank
    ranked_there = Counter(line.rank for line in after.lines)
    assert ranked_there[after.own.rank] >= 2 or after.own.rank >= 9


@given(teams, readers, st.randoms(use_true_random=False))
def test_a_board_does_not_depend_on_the_order_of_the_scores(team, reader, dice):
    shuffled = dice.sample(team, len(team))
    assert standings(shuffled, reader=reader) == standings(team, reader=reader)
    assert accuracy_board(shuffled, reader=reader) == accuracy_board(team, reader=reader)


@given(teams, readers)
def test_nobody_else_sees_a_hidden_person(team, reader):
    hidden = {one.user for one in team if one.hidden} - {reader}
    without = [one for one in team if one.user not in hidden]
    for board in (standings, accuracy_board):
        assert board(team, reader=reader) == board(without, reader=reader)


@given(teams, readers)
def test_the_accuracy_board_falls_in_accuracy_and_then_in_answers(team, reader):
    lines = accuracy_board(team, reader=reader).lines
    worths = [(line.score.right / line.score.answered, line.score.answered) for line in lines]
    assert worths == sorted(worths, reverse=True)
    assert all(line.score.answered >= 10 for line in lines)
