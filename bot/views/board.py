"""Standings as one reader sees them, with tabs for where, when and what counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from bot.domain.scoring import Board, Line, Period, Score, percent
from bot.views import ids
from bot.views.blocks import (
    Block,
    Reply,
    actions,
    button,
    context,
    header,
    line,
    rich,
    stacked,
    words,
)
from bot.views.wording import counted

SOMEONE = "someone"
"""Stands for a person whose name is not known yet."""


@dataclass(frozen=True, slots=True)
class BoardState:
    """Which board is shown: it travels in the tabs' values."""

    scope: Literal["channel", "workspace"] = "channel"
    period: Period = Period.WEEK
    by: Literal["points", "accuracy"] = "points"

    def value(self) -> str:
        """As a button's value."""
        return f"{self.scope}|{self.period}|{self.by}"

    @classmethod
    def of(cls, value: str) -> "BoardState":
        """From a button's value."""
        scope, period, by = value.split("|")
        return cls(
            "workspace" if scope == "workspace" else "channel",
            Period(period),
            "accuracy" if by == "accuracy" else "points",
        )


WHEN = {Period.WEEK: "this week", Period.MONTH: "this month", Period.ALL: "of all time"}


def board(
    board: Board, names: Mapping[str, str], *, state: BoardState, reader: str, here: bool
) -> Reply:
    """The best, and the reader's own line wherever it is. Names are plain text: no mention.

    `here` says whether it is shown in a channel, so that there is that channel's board too.
    """
    where = "this channel" if state.scope == "channel" else "this workspace"
    kind = "accuracy" if state.by == "accuracy" else "points"
    title = f"Leaderboard of {where}, {kind} {WHEN[state.period]}"
    lines = _lines(board, names, state, reader)
    blocks = [
        header(title),
        *([rich(stacked(lines))] if lines else []),
        context(*_notes(board, state)),
        *_tabs(state, here),
    ]
    return Reply(f"{title}. {_own(board, state)}", blocks)


def name_of(user: str, names: Mapping[str, str]) -> str:
    """A person's name as plain text."""
    return names.get(user) or SOMEONE


def _lines(board: Board, names: Mapping[str, str], state: BoardState, reader: str) -> list[Block]:
    shown = [_line(one, names, state, reader) for one in board.lines]
    if board.tied_below:
        shown.append(line(words(f"and {board.tied_below} more at rank {board.lines[-1].rank}")))
    if board.own and board.own not in board.lines:
        shown.append(_line(board.own, names, state, reader))
    return shown


def _line(one: Line, names: Mapping[str, str], state: BoardState, reader: str) -> Block:
    mine = one.score.user == reader
    who = f"{one.rank}. {name_of(one.score.user, names)}{' (you)' if mine else ''}"
    worth = _accuracy(one.score) if state.by == "accuracy" else _points(one.score)
    return line(words(who, bold=mine), words(f"  {worth}"))


def _points(score: Score) -> str:
    return f"{counted(score.points, 'point')} ({score.right} of {score.answered} right)"


def _accuracy(score: Score) -> str:
    share = percent(score.right, score.answered)
    return f"{share}% ({score.right} of {score.answered} right)"


def _notes(board: Board, state: BoardState) -> list[str]:
    notes = [_own(board, state)]
    if board.own and board.own.score.hidden:
        notes.append("You are hidden from boards: only you see your line.")
    return notes


def _own(board: Board, state: BoardState) -> str:
    """Where the reader stands and what the next rank takes, or how to get on the board."""
    if board.own:
        return f"You are at rank {board.own.rank}{_next_rank(board)}."
    if state.by == "accuracy":
        needed = counted(board.answers_needed, "more question")
        return f"Answer {needed} to be ranked by accuracy."
    if board.lines:
        return "You are not ranked yet: answer a question of the day to be."
    when = f"“{ids.COMMAND} daily” in a channel shows when a question comes."
    return f"Nobody has answered yet. {when}"


def _next_rank(board: Board) -> str:
    if board.gap:
        return f", {counted(board.gap, 'point')} to the next rank"
    return f"; the next rank has {_accuracy(board.ahead)}" if board.ahead else ""


def _tabs(state: BoardState, here: bool) -> list[Block]:
    places = {
        "This channel": replace(state, scope="channel"),
        "Workspace": replace(state, scope="workspace"),
    }
    periods = {
        "This week": replace(state, period=Period.WEEK),
        "This month": replace(state, period=Period.MONTH),
        "All time": replace(state, period=Period.ALL),
    }
    if state.by == "accuracy":
        del periods["This week"]  # the seven questions of a week are too few to be ranked
    kinds = {"Points": replace(state, by="points"), "Accuracy": _by_accuracy(state)}
    number = count(1)
    kept = (places, periods, kinds) if here else (periods, kinds)
    rows = (_row(row, state, number) for row in kept)
    return [block for row in rows for block in actions(row)]


def _by_accuracy(state: BoardState) -> BoardState:
    period = Period.ALL if state.period is Period.WEEK else state.period
    return replace(state, by="accuracy", period=period)


def _row(tabs: Mapping[str, BoardState], shown: BoardState, number: Iterator[int]) -> list[Block]:
    """A button for each board; the one that is shown says so in a word."""
    return [
        button(
            f"{text} (shown)" if to == shown else text,
            ids.numbered(ids.SHOW_BOARD, next(number)),
            to.value(),
        )
        for text, to in tabs.items()
    ]
