"""Keeps the standings: the sums of people's answers by scope and period."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Insert,
    Select,
    String,
    bindparam,
    literal,
    select,
    true,
    union_all,
)

from bot.domain.quiz.posts import PostKey
from bot.domain.scoring.periods import Period, period_keys
from bot.storage.engine import insert_for
from bot.storage.tables import standings

WORKSPACE = ""
"""The scope of standings that count a person's answers in all channels."""

_ALL = standings.c
_SUMS = ("points", "right_count", "answered")


class Gain(NamedTuple):
    """What to add to a person's standings: points, right answers and answers."""

    user: str
    points: int
    right: int
    answered: int


def add(
    connection: Connection, key: PostKey, gains: Sequence[Gain], hidden: Mapping[str, bool]
) -> None:
    """Add to the standings of people who are held and, by `hidden`, hide or not."""
    place = {"team_id": key.team, "channel": key.channel, **period_keys(key.day)}
    rows = [
        {
            **place,
            "user_id": gain.user,
            "points": gain.points,
            "right_count": gain.right,
            "answered": gain.answered,
            "hidden": hidden[gain.user],
        }
        for gain in sorted(gains)
    ]
    connection.execute(_add(insert_for(connection)), rows)


@cache  # making the statement takes longer than running it
def _add(insert: Callable[..., Any]) -> Insert:
    """Adds to a person's standings, which are made where there are none."""
    added = insert(standings).from_select([column.name for column in _ALL], _added())
    raised: Insert = added.on_conflict_do_update(
        index_elements=list(standings.primary_key),
        set_={name: _ALL[name] + added.excluded[name] for name in _SUMS},
    )
    return raised


def _added() -> Select[Any]:
    """A row for each scope and period, always in one order, so that no two wait for each other."""
    scopes = union_all(
        select(literal(WORKSPACE).label("scope")), select(bindparam("channel", type_=String))
    ).subquery()
    periods = union_all(
        *(select(bindparam(period, type_=String).label("period")) for period in Period)
    ).subquery()
    each = {"scope": scopes.c.scope, "period": periods.c.period}
    values = [each.get(column.name, bindparam(column.name, type_=column.type)) for column in _ALL]
    return select(*values).select_from(scopes.join(periods, true())).order_by(*each.values())
