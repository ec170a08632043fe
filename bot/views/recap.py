"""A channel's week in a few lines: the best, the most improved, the question most people missed."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.schedule import day_in_words
from bot.domain.scoring import Improved, Line, Missed, Recap
from bot.views import ids
from bot.views.blocks import Block, Reply, context, header, line, rich, stacked, words
from bot.views.board import name_of
from bot.views.wording import counted, joined, people

NAMED = 20
"""People who share a place that are named: Slack refuses a message with the names of hundreds."""


def recap(facts: Recap, names: Mapping[str, str], *, missed_stem: str | None, week: date) -> Reply:
    """The recap of the week from the Monday `week`. Names are plain text: no mention.

    `missed_stem` is the text of the question in `facts.missed`; None if it is gone.
    """
    title = f"The daily quiz in the week from {day_in_words(week, today=week)}"
    lines = [
        *_top(facts.top, names),
        *([_improved(facts.improved, names)] if facts.improved else []),
        *([_missed(facts.missed, missed_stem)] if facts.missed and missed_stem else []),
    ]
    answered = f"{people(facts.people)} answered." if facts.people else "Nobody answered."
    blocks = [
        header(title),
        *([rich(stacked(lines))] if lines else []),
        context(f"{answered} “{ids.COMMAND} leaderboard” shows where you stand."),
    ]
    return Reply(f"{title}: {answered}", blocks)


def _top(top: Sequence[Line], names: Mapping[str, str]) -> list[Block]:
    """One line a rank; people who tie stand in the same."""
    ranks = dict.fromkeys(one.rank for one in top)
    return [_rank([one for one in top if one.rank == rank], names) for rank in ranks]


def _rank(tied: Sequence[Line], names: Mapping[str, str]) -> Block:
    who = _who([one.score.user for one in tied], names)
    return line(
        words(f"{tied[0].rank}. {who}: ", bold=True),
        words(_each(counted(tied[0].score.points, "point"), len(tied))),
    )


def _improved(improved: Improved, names: Mapping[str, str]) -> Block:
    who = _who(improved.users, names)
    gained = _each(f"{counted(improved.points, 'point')} more", len(improved.users))
    more = f"{who}, {gained} than the week before"
    return line(words("Most improved: ", bold=True), words(more))


def _who(users: Sequence[str], names: Mapping[str, str]) -> str:
    more = [f"{len(users) - NAMED} more"] if len(users) > NAMED else []
    return joined([name_of(user, names) for user in users[:NAMED]] + more)


def _each(gained: str, sharing: int) -> str:
    return f"{gained} each" if sharing > 1 else gained


def _missed(missed: Missed, stem: str) -> Block:
    share = f" ({missed.tally.right} of {missed.tally.answered} right)"
    return line(words("Most missed: ", bold=True), words(stem), words(share))
