"""The channels' schedules, found by what is due next."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    RowMapping,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule.settings import Setting
from bot.domain.schedule.values import Schedule, Weekday
from bot.errors import UserError
from bot.storage.engine import insert_for, reading, writing
from bot.storage.quiz.keys import Place
from bot.storage.tables import schedules

log = logging.getLogger(__name__)

DuePlace = tuple[str, str, int]
"""A place, and since when something is due there, in seconds since 1970 (UTC)."""

PAGE = 500
"""Channels that one question for what is due gives at most."""


def _due(moment: Column[datetime]) -> Select[str, str, int]:
    """Where `moment` has come: read from an index alone, for settings take ten times as long."""
    since = type_coerce(moment, BigInteger)
    key = (since, schedules.c.team_id, schedules.c.channel_id)
    last = tuple_(bindparam("since"), bindparam("team"), bindparam("channel"))
    come = and_(moment <= bindparam("now", type_=moment.type), tuple_(*key) > last)
    return select(*key[1:], since).where(come).order_by(*key).limit(bindparam("limit"))


_DUE = _due(schedules.c.next_due)
_DUE_RECAPS = _due(schedules.c.next_recap)


@dataclass(frozen=True, slots=True)
class Step:
    """How a schedule goes on: the setting as it was read, and what it moves to."""

    setting: Setting
    next_at: datetime | None
    last: date | None
    """The day, or the Monday of the week, that is taken by now."""


def _advance(moment: Column[datetime], last: Column[date]) -> Update:
    """Moves the schedules on that are still as `_moved` says."""
    names = ("team_id", "channel_id", "set_at")
    same = (schedules.c[name] == bindparam(f"same_{name}") for name in names)
    unmoved = update(schedules).where(*same, moment == bindparam("same_at"))
    return unmoved.values({moment: bindparam("next_at"), last: bindparam("last")})


_ADVANCE = _advance(schedules.c.next_due, schedules.c.last_day)
_ADVANCE_RECAP = _advance(schedules.c.next_recap, schedules.c.last_recap)


class ScheduleStore:
    """One row for each channel whose daily quiz is on, or was stopped."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, team: str, channel: str) -> Setting | None:
        """The channel's setting; None where the quiz is off.

        One that cannot be read, for its time zone or an exam domain is gone, counts as none, so
        that it can be set anew.
        """
        with reading(self._engine) as connection:
            found = connection.execute(select(schedules).where(_of(team, channel))).mappings()
            try:
                return next(map(_setting, found), None)
            except (UserError, ValueError) as error:
                log.warning("The daily quiz in %s of %s cannot be read: %s", channel, team, error)
                return None

    def setter(self, team: str, channel: str) -> str:
        """User id of who set the channel's quiz; empty if it is off or they were forgotten."""
        with reading(self._engine) as connection:
            found = connection.execute(select(schedules.c.set_by).where(_of(team, channel)))
            return found.scalar() or ""

    def save(self, setting: Setting) -> None:
        """Keep the setting in place of the channel's earlier one."""
        row = _row(setting)
        with writing(self._engine) as connection:
            insert = insert_for(connection)(schedules).values(**row)
            keys = ["team_id", "channel_id"]
            rest = {name: insert.excluded[name] for name in row if name not in keys}
            connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=rest))

    def delete(self, team: str, channel: str) -> bool:
        """Turn the quiz off; whether there was one."""
        with writing(self._engine) as connection:
            done = connection.execute(delete(schedules).where(_of(team, channel)))
            return bool(done.rowcount)

    def due(
        self, now: datetime, last: DuePlace | None = None, limit: int = PAGE
    ) -> Sequence[DuePlace]:
        """Channels whose next question is due, in order: a page, the first after `last`."""
        return self._places(_DUE, now, last, limit)

    def due_recaps(
        self, now: datetime, last: DuePlace | None = None, limit: int = PAGE
    ) -> Sequence[DuePlace]:
        """Channels whose weekly recap is due, in the same way."""
        return self._places(_DUE_RECAPS, now, last, limit)

    def settings(self, places: Sequence[Place]) -> list[Setting]:
        """The settings of these channels, in order; none where the quiz is off.

        Raises UserError or ValueError where one cannot be read.
        """
        keys = tuple_(schedules.c.team_id, schedules.c.channel_id)
        found = select(schedules).where(keys.in_(places))
        with reading(self._engine) as connection:
            rows = connection.execute(found.order_by(*keys)).mappings()
            return [_setting(row) for row in rows]

    def advance(self, steps: Sequence[Step]) -> int:
        """Go on to the next questions; how many did.

        A schedule that has moved on since it was read, or was set anew, stays as it is.
        """
        return self._go(_ADVANCE, [_moved(step, step.setting.next_due) for step in steps])

    def advance_recaps(self, steps: Sequence[Step]) -> int:
        """Go on to the next recaps, in the same way."""
        return self._go(_ADVANCE_RECAP, [_moved(step, step.setting.next_recap) for step in steps])

    def free_day(self, team: str, channel: str, day: date, *, last: date | None) -> None:
        """Let `day`, if it was the last one handed over, have a question: the last was `last`."""
        taken = and_(_of(team, channel), schedules.c.last_day == day)
        with writing(self._engine) as connection:
            connection.execute(update(schedules).where(taken).values(last_day=last))

    def stop(self, team: str, channel: str, reason: str) -> bool:
        """Post nothing until somebody sets the schedule again; `reason` is a sentence.

        Whether that is why nothing is posted: not if the quiz is off, or was stopped before.
        """
        stopped = {"next_due": None, "next_recap": None, "stopped": reason}
        running = and_(_of(team, channel), schedules.c.stopped.in_(["", reason]))
        with writing(self._engine) as connection:
            done = connection.execute(update(schedules).where(running).values(**stopped))
            return bool(done.rowcount)

    def _places(
        self, due: Select[str, str, int], now: datetime, last: DuePlace | None, limit: int
    ) -> Sequence[DuePlace]:
        team, channel, since = last or ("", "", -1)
        after = {"since": since, "team": team, "channel": channel}
        with reading(self._engine) as connection:
            return connection.execute(due, {"now": now, "limit": limit, **after}).all()

    def _go(self, advance: Update, moves: Sequence[Mapping[str, Any]]) -> int:
        if not moves:
            return 0
        with writing(self._engine) as connection:
            return connection.execute(advance, moves).rowcount


def _of(team: str, channel: str) -> ColumnElement[bool]:
    return and_(schedules.c.team_id == team, schedules.c.channel_id == channel)


def _moved(step: Step, at: datetime | None) -> dict[str, Any]:
    return {
        "same_team_id": step.setting.team,
        "same_channel_id": step.setting.channel,
        "same_set_at": step.setting.set_at,
        "same_at": at,
        "next_at": step.next_at,
        "last": step.last,
    }


def _row(setting: Setting) -> dict[str, Any]:
    schedule = setting.schedule
    length = schedule.closes_after
    return {
        "team_id": setting.team,
        "channel_id": setting.channel,
        "at": f"{schedule.at:%H:%M}",
        "zone": schedule.zone,
        "weekdays": "".join(str(int(day)) for day in sorted(schedule.weekdays)),
        "domains": _joined(schedule.domains),
        "difficulty": schedule.difficulty,
        "closes_after": None if length is None else round(length.total_seconds()),
        "weekly_recap": schedule.weekly_recap,
        "paused_until": schedule.paused_until,
        "set_by": setting.set_by,
        "set_at": setting.set_at,
        "next_due": setting.next_due,
        "next_recap": setting.next_recap,
        "last_day": setting.last_day,
        "last_recap": setting.last_recap,
        "stopped": setting.stopped,
    }


def _setting(row: RowMapping) -> Setting:
    return Setting(
        team=row["team_id"],
        channel=row["channel_id"],
        schedule=_schedule(row),
        set_by=row["set_by"],
        set_at=row["set_at"],
        next_due=row["next_due"],
        next_recap=row["next_recap"],
        last_day=row["last_day"],
        last_recap=row["last_recap"],
        stopped=row["stopped"],
    )


def _schedule(row: RowMapping) -> Schedule:
    length = row["closes_after"]
    return Schedule(
        at=time.fromisoformat(row["at"]),
        zone=row["zone"],
        weekdays=frozenset(Weekday(int(number)) for number in row["weekdays"]),
        domains=frozenset(map(Domain, filter(None, row["domains"].split(",")))),
        difficulty=Difficulty(row["difficulty"]) if row["difficulty"] else None,
        closes_after=None if length is None else timedelta(seconds=length),
        weekly_recap=row["weekly_recap"],
        paused_until=row["paused_until"],
    )


def _joined(domains: frozenset[Domain]) -> str:
    names: Sequence[str] = sorted(domains)
    return ",".join(names)
