"""Boards, profiles and recaps: the reader's own line is always there, and nobody is mentioned."""

from dataclasses import astuple, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.knowledge import Domain, Knowledge
from bot.domain.scoring import (
    Period,
    Score,
    Streak,
    Tally,
    accuracy_board,
    recap,
    strengths,
)
from bot.domain.scoring.profile import LastAnswer, Profile
from bot.views import ids
from bot.views import profile as profile_view
from bot.views import recap as recap_view
from bot.views.board import BoardState, board
from bot.views.profile import ask_forget, forgotten
from tests.harmless import TYPED, harms
from tests.standings import standings
from tests.views.quiz_views import DAY, pressed, read, refused

STATES = st.builds(
    BoardState,
    scope=st.sampled_from(["channel", "workspace"]),
    period=st.sampled_from(Period),
    by=st.sampled_from(["points", "accuracy"]),
).filter(lambda state: (state.by, state.period) != ("accuracy", Period.WEEK))
"""The boards that tabs lead to."""
SCORES = st.lists(
    st.builds(
        lambda user, right, wrong, hidden: Score(user, right * 2, right, right + wrong, hidden),
        st.sampled_from([f"U{number}" for number in range(30)]),
        st.integers(0, 20),
        st.integers(1, 20),
        st.booleans(),
    ),
    unique_by=lambda score: score.user,
)
NOTHING = Knowledge.of([])
WEEK = BoardState()


def by_points(scores, reader="U1", names=None):
    given = names if names is not None else {score.user: f"N{score.user}" for score in scores}
    return shown_board(standings(scores, reader=reader), given, reader=reader)


def shown_board(made, names, state=WEEK, reader="U1", here=True):
    return board(made, names, state=state, reader=reader, here=here)


@given(STATES)
def test_a_tabs_value_brings_the_board_back(state):
    assert BoardState.of(state.value()) == state


@given(SCORES, STATES)
def test_slack_takes_every_board_and_the_readers_line_is_on_it(scores, state):
    ranked = accuracy_board if state.by == "accuracy" else standings
    made = ranked(scores, reader="U1")
    shown = shown_board(made, {}, state)
    assert refused(shown) == []
    assert ("(you)" in read(shown)) == (made.own is not None)


def test_a_line_has_rank_name_points_and_what_they_come_from():
    text = read(by_points([Score("U1", 12, 6, 8), Score("U2", 1, 1, 1)], names={"U1": "Ana"}))
    assert "1. Ana (you)  12 points (6 of 8 right)" in text
    assert "2. someone  1 point (1 of 1 right)" in text
    assert "You are at rank 1." in text


def test_a_reader_below_the_top_sees_their_rank_and_the_gap():
    scores = [Score(f"U{number:02}", 40 - number, 20, 30) for number in range(20)]
    shown = by_points(scores, reader="U17")
    assert read(shown).count("points (") == 11
    assert "18. NU17 (you)  23 points" in read(shown)
    assert "You are at rank 18, 1 point to the next rank." in read(shown)


def test_people_who_share_the_last_rank_shown_are_counted():
    scores = [Score(f"U{number:02}", 5, 3, 3) for number in range(13)]
    assert "and 3 more at rank 1" in read(by_points(scores, reader="U00"))


def test_a_hidden_reader_is_told_that_only_they_see_their_line():
    scores = [Score("U1", 5, 3, 3, hidden=True), Score("U2", 3, 2, 2)]
    assert "only you see your line" in read(by_points(scores))
    others = read(by_points(scores, reader="U2"))
    assert "NU1" not in others and "only you" not in others


def test_an_empty_board_says_how_to_fill_it():
    assert "“/awssec daily” in a channel shows when" in read(by_points([]))


def test_who_is_not_ranked_is_told_what_it_takes():
    assert "answer a question of the day" in read(by_points([Score("U2", 3, 2, 2)]))
    few = accuracy_board([Score("U1", 3, 2, 4)], reader="U1")
    shown = shown_board(few, {}, BoardState(by="accuracy"))
    assert "Answer 6 more questions to be ranked by accuracy." in read(shown)


def test_the_accuracy_board_tells_what_the_next_rank_has():
    scores = [Score("U1", 9, 7, 12), Score("U2", 9, 16, 20), Score("U3", 9, 20, 20)]
    made = accuracy_board(scores, reader="U1")
    shown = shown_board(made, {}, BoardState(by="accuracy"))
    assert "You are at rank 3; the next rank has 80% (16 of 20 right)." in read(shown)


def test_accuracy_is_told_in_percent_with_its_numbers():
    made = accuracy_board([Score("U1", 3, 9, 12)], reader="U1")
    shown = shown_board(made, {"U1": "Ana"}, BoardState(by="accuracy"))
    assert "1. Ana (you)  75% (9 of 12 right)" in read(shown)
    assert "You are at rank 1." in read(shown)


def tabs_of(state):
    """Where the tabs lead by their texts, and the texts of those that are shown."""
    shown = shown_board(standings([], reader="U1"), {}, state)
    tabs = [tab for row in shown.blocks[-3:] for tab in row["elements"]]
    led = {tab["text"]["text"]: BoardState.of(tab["value"]) for tab in tabs}
    assert len(led) == len(tabs)
    return led, [text for text in led if text.endswith("(shown)")]


@given(STATES)
def test_each_tab_changes_what_it_says_and_the_shown_ones_change_nothing(state):
    led, shown = tabs_of(state)
    assert len(shown) == 3 and {led.pop(text) for text in shown} == {state}
    assert len(set(led.values())) == len(led)
    accuracy = led.pop("Accuracy", None)
    if accuracy:
        assert (accuracy.scope, accuracy.by) == (state.scope, "accuracy")
    for other in led.values():
        pairs = zip(astuple(other), astuple(state), strict=True)
        assert sum(one != two for one, two in pairs) == 1


def test_accuracy_is_not_offered_for_a_week_in_which_nobody_can_be_ranked():
    led, _ = tabs_of(BoardState(period=Period.WEEK))
    assert led["Accuracy"] == BoardState(period=Period.ALL, by="accuracy")
    assert "This week" not in tabs_of(led["Accuracy"])[0]
    month = BoardState(period=Period.MONTH)
    assert tabs_of(month)[0]["Accuracy"] == replace(month, by="accuracy")


def test_where_there_is_no_channel_its_board_is_not_offered():
    shown = shown_board(standings([], reader="U1"), {}, BoardState("workspace"), here=False)
    assert "this channel" not in read(shown).lower()
    offered = [BoardState.of(value) for value in pressed(shown, ids.SHOW_BOARD)]
    assert len(offered) == 5 and {state.scope for state in offered} == {"workspace"}
    assert refused(shown) == []


def me(**fields):
    tallies = {Domain.DETECTION: Tally(6, 8), Domain.IDENTITY: Tally(1, 8)}
    start = {
        "week_points": 4,
        "all_points": 31,
        "rank": 3,
        "streak": Streak(5, 9, 1),
        "strengths": strengths(tallies),
        "last": (
            LastAnswer(date(2026, 11, 23), "Which service?", right=True, points=2),
            LastAnswer(date(2026, 11, 20), "", right=False, points=0),
        ),
        "hidden": False,
    }
    return Profile(**{**start, **fields})


def profile(of, *, whole=False):
    return profile_view.profile(of, whole=whole)


def test_a_profile_outside_of_channels_is_the_workspaces():
    text = read(profile(me(streak=None), whole=True))
    assert "4 points this week in this workspace" in text
    assert "Rank 3 this week in this workspace" in text
    assert "channel" not in text


def test_a_profile_has_points_rank_streak_strengths_and_last_answers():
    shown = profile(me())
    text = read(shown)
    for said in (
        "4 points this week in this channel",
        "Rank 3 this week in this channel",
        "Streak in this channel: 5 days answered, best 9; 1 day off left this month",
        "31 points in this workspace since the first answer",
        "Detection: 75% right (6 of 8), fair",
        "Data Protection: too few answers yet",
        "You gain most in the exam with Identity and Access Management, 20% of it.",
        "Mon 23 Nov, right, 2 points: Which service?",
        "Fri 20 Nov, wrong: a question that is gone",
    ):
        assert said in text
    assert refused(shown) == []


def test_a_profile_without_an_answer_says_so():
    new = me(week_points=0, all_points=0, rank=None, streak=None, last=())
    shown = profile(new)
    assert "Not ranked this week" in read(shown)
    assert "You have not answered a question of the day yet." in read(shown)
    assert "Streak" not in read(shown)
    assert refused(shown) == []


@pytest.mark.parametrize(
    ("hidden", "offered", "missing"),
    [(True, ids.SHOW_ME, ids.HIDE_ME), (False, ids.HIDE_ME, ids.SHOW_ME)],
)
def test_a_profile_offers_to_hide_or_to_show(hidden, offered, missing):
    shown = profile(me(hidden=hidden))
    assert len(pressed(shown, offered)) == 1 and not pressed(shown, missing)
    assert ("You are hidden from boards." in read(shown)) == hidden


def test_nobody_is_forgotten_by_one_click():
    button = profile(me()).blocks[-1]["elements"][-1]
    what_goes = "This deletes your answers, points, streak and name for good."
    assert button["action_id"] == ids.FORGET_ME and what_goes in str(button["confirm"])
    assert ask_forget().text == what_goes
    forget, keep = ask_forget().blocks[-1]["elements"]
    assert (forget["action_id"], forget["style"]) == (ids.FORGET_ME, "danger")
    assert keep["action_id"] == ids.KEEP_ME and "style" not in keep
    assert refused(ask_forget()) == refused(forgotten()) == []


def week(this, last=(), questions=None):
    facts = recap(this, last, questions=questions or {}, comparable=True)
    names = {"U1": "Ana", "U2": "Ben", "U3": "Carla"}
    return recap_view.recap(facts, names, missed_stem="Which service?", week=DAY.replace(day=23))


def test_a_recap_has_a_line_each_for_the_best_the_most_improved_and_the_most_missed():
    this = [Score("U1", 9, 4, 5), Score("U2", 9, 4, 5), Score("U3", 4, 2, 5)]
    last = [Score("U1", 8, 4, 5), Score("U3", 1, 1, 5)]
    shown = week(this, last, {"t/q": Tally(1, 4)})
    assert read(shown).splitlines() == [
        "The daily quiz in the week from Mon 23 Nov",
        "==========================================",
        "",
        "1. Ana and Ben: 9 points each",
        "3. Carla: 4 points",
        "Most improved: Carla, 3 points more than the week before",
        "Most missed: Which service? (1 of 4 right)",
        "3 people answered. “/awssec leaderboard” shows where you stand.",
    ]
    assert refused(shown) == []


def test_a_recap_of_a_week_without_answers_is_one_line():
    shown = week([])
    assert "Nobody answered." in read(shown) and "1. " not in read(shown)
    assert refused(shown) == []


def test_of_hundreds_who_tie_twenty_are_named():
    crowd = [Score(f"U{number:03}", 5, 3, 5) for number in range(500)]
    before = [Score(one.user, 1, 1, 5) for one in crowd]
    facts = recap(crowd, before, questions={}, comparable=True)
    names = {one.user: "N" * 80 for one in crowd}
    shown = recap_view.recap(facts, names, missed_stem=None, week=DAY)
    _, _, _, best, improved, _ = read(shown).splitlines()
    assert best.count("N" * 80) == improved.count("N" * 80) == 20
    assert best.endswith("N and 480 more: 5 points each")
    assert improved.endswith("N and 480 more, 4 points more each than the week before")
    assert refused(shown) == []


@given(SCORES, SCORES)
def test_slack_takes_every_recap(this, last):
    assert refused(week(this, last, {"t/q": Tally(0, 9)})) == []


@given(TYPED)
def test_no_name_or_stem_speaks_through_a_board_a_profile_or_a_recap(name):
    scores = [Score("U1", 9, 4, 5), Score("U2", 4, 2, 5)]
    names = {"U1": name, "U2": name}
    facts = recap(scores, [], questions={"t/q": Tally(0, 9)}, comparable=True)
    for reply in (
        by_points(scores, names=names),
        profile(me(last=(LastAnswer(DAY, name, right=True, points=1),))),
        recap_view.recap(facts, names, missed_stem=name, week=DAY),
    ):
        message = reply.as_message()
        assert refused(reply) == []
        assert harms(message["blocks"], message["text"], NOTHING) == []
