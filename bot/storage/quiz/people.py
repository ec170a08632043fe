"""The people of boards: their names, whether they hide, and how they are forgotten."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine, Table, and_, delete, select, update

from bot.domain.quiz.posts import PostKey
from bot.storage.engine import insert_for, reading, streaming, writing
from bot.storage.quiz.keys import mark
from bot.storage.tables import answers, claims, people, posts, reports, schedules, standings

NEVER = datetime.fromtimestamp(0, UTC)
"""When somebody was seen whose name was not asked for yet."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a workspace, as Slack described them last."""

    user: str
    name: str
    """Empty if it was not asked for yet."""
    zone: str
    hidden: bool
    """Whether boards leave the person out."""
    seen_at: datetime
    """When Slack was asked last."""


class PeopleStore:
    """One row for each person with a name, or a wish to be hidden."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(self, team: str, user: str, *, name: str, zone: str, now: datetime) -> None:
        """Keep what Slack says about a person."""
        with writing(self._engine) as connection:
            _save(connection, team, user, name=name, zone=zone, seen_at=now)

    def hide(self, team: str, user: str, hidden: bool) -> None:
        """Leave a person out of boards, or show them again."""
        with writing(self._engine) as connection:
            # The person first, whom answers under way hold: their standings are then there.
            _save(connection, team, user, hidden=hidden)
            mine = and_(standings.c.team_id == team, standings.c.user_id == user)
            connection.execute(update(standings).where(mine).values(hidden=hidden))

    def get(self, team: str, user: str) -> Person | None:
        """The person; None if nothing is known of them."""
        columns = [people.c[name] for name in ("user_id", "name", "zone", "hidden", "seen_at")]
        found = select(*columns).where(people.c.team_id == team, people.c.user_id == user)
        with reading(self._engine) as connection:
            return next((Person(*row) for row in connection.execute(found)), None)

    def names(self, team: str, users: Collection[str], *, hidden: bool = True) -> dict[str, str]:
        """The names that are known, by user id; not `hidden`: without people who hide."""
        found = select(people.c.user_id, people.c.name).where(
            people.c.team_id == team, people.c.user_id.in_(users), people.c.name != ""
        )
        if not hidden:
            found = found.where(~people.c.hidden)
        with reading(self._engine) as connection:
            return {row.user_id: row.name for row in connection.execute(found)}

    def all_names(self, team: str) -> dict[str, str]:
        """The names that are known in a workspace, by user id."""
        found = select(people.c.user_id, people.c.name).where(people.c.team_id == team)
        with streaming(self._engine) as connection:
            return {row.user_id: row.name for row in connection.execute(found)}

    def forget(self, team: str, user: str) -> None:
        """Delete what a person did. Counts of closed posts stay, and so do reports and schedules,
        without a name; posts that are still open take no second answer.
        """
        with writing(self._engine) as connection:
            # The person first, whom answers under way hold: they are then deleted with the rest.
            _delete(connection, people, team, user)
            _mark_open(connection, team, user)
            for table in (standings, answers):
                _delete(connection, table, team, user)
            _unsign(connection, team, user)
            _leave(connection, team, user)


def hold(connection: Connection, team: str, users: Collection[str]) -> dict[str, bool]:
    """Which of these people are known, and whether they hide.

    They cannot change that or be forgotten before the commit. Whoever changes a standing holds its
    person first.
    """
    found = (
        select(people.c.user_id, people.c.hidden)
        .where(people.c.team_id == team, people.c.user_id.in_(users))
        .order_by(people.c.user_id)
        .with_for_update(read=True)
    )
    return {row.user_id: row.hidden for row in connection.execute(found)}


def meet(connection: Connection, team: str, user: str) -> bool:
    """Hold a person who may be new; whether they hide."""
    insert = insert_for(connection)(people).values(**_row(team, user))
    connection.execute(insert.on_conflict_do_nothing())
    return hold(connection, team, [user])[user]


def _save(connection: Connection, team: str, user: str, **known: object) -> None:
    insert = insert_for(connection)(people).values(**_row(team, user, **known))
    keys = ["team_id", "user_id"]
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=known))


def _row(team: str, user: str, **known: object) -> dict[str, object]:
    blank = {"name": "", "zone": "", "hidden": False, "seen_at": NEVER}
    return {"team_id": team, "user_id": user, **blank, **known}


def _delete(connection: Connection, table: Table, team: str, user: str) -> None:
    mine = and_(table.c.team_id == team, table.c.user_id == user)
    connection.execute(delete(table).where(mine))


def _mark_open(connection: Connection, team: str, user: str) -> None:
    """Let claims, which are kept for a while after closing, stand for answers to open posts."""
    keys = (posts.c.team_id, posts.c.channel_id, posts.c.day)
    same = and_(*(column == answers.c[column.name] for column in keys))
    mine = and_(answers.c.team_id == team, answers.c.user_id == user)
    found = select(posts.c.closes_at, *keys).join(answers, same).where(mine, ~posts.c.closed)
    marks = [
        {"name": mark(PostKey(*key), user), "claimed_at": int(closes_at.timestamp())}
        for closes_at, *key in connection.execute(found)
    ]
    if marks:
        connection.execute(insert_for(connection)(claims).on_conflict_do_nothing(), marks)


def _unsign(connection: Connection, team: str, user: str) -> None:
    """Put a name that is nobody's under each report, so that reports are still told apart."""
    mine = and_(reports.c.team_id == team, reports.c.user_id == user)
    nobody = f"-{uuid4().hex[:31]}"
    connection.execute(update(reports).where(mine).values(user_id=nobody))


def _leave(connection: Connection, team: str, user: str) -> None:
    """Let the schedules that a person has set go on as nobody's."""
    mine = and_(schedules.c.team_id == team, schedules.c.set_by == user)
    connection.execute(update(schedules).where(mine).values(set_by=""))
