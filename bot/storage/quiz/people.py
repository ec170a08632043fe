"""The people of boards: their names, whether they hide, and how they are forgotten."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine, and_, delete, select, update

from bot.storage.engine import insert_for, writing
from bot.storage.tables import answers, people, reports, standings

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
        self._save(team, user, {"name": name, "zone": zone, "seen_at": now})

    def hide(self, team: str, user: str, hidden: bool) -> None:
        """Leave a person out of boards, or show them again."""
        self._save(team, user, {"hidden": hidden})

    def get(self, team: str, user: str) -> Person | None:
        """The person; None if nothing is known of them."""
        columns = [people.c[name] for name in ("user_id", "name", "zone", "hidden", "seen_at")]
        found = select(*columns).where(people.c.team_id == team, people.c.user_id == user)
        with self._engine.connect() as connection:
            return next((Person(*row) for row in connection.execute(found)), None)

    def names(self, team: str, users: Collection[str], *, hidden: bool = True) -> dict[str, str]:
        """The names that are known, by user id; not `hidden`: without people who hide."""
        found = select(people.c.user_id, people.c.name).where(
            people.c.team_id == team, people.c.user_id.in_(users), people.c.name != ""
        )
        if not hidden:
            found = found.where(~people.c.hidden)
        with self._engine.connect() as connection:
            return {row.user_id: row.name for row in connection.execute(found)}

    def forget(self, team: str, user: str) -> None:
        """Delete what a person did. Counts of closed posts stay, and so do unsigned reports."""
        with writing(self._engine) as connection:
            # Standings first: an answer under way holds them, and is then deleted with the rest.
            for table in (standings, answers, people):
                mine = and_(table.c.team_id == team, table.c.user_id == user)
                connection.execute(delete(table).where(mine))
            _unsign(connection, team, user)

    def _save(self, team: str, user: str, known: dict[str, object]) -> None:
        blank = {"name": "", "zone": "", "hidden": False, "seen_at": NEVER}
        row = {"team_id": team, "user_id": user, **blank, **known}
        with writing(self._engine) as connection:
            insert = insert_for(connection)(people).values(**row)
            keys = ["team_id", "user_id"]
            connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=known))


def _unsign(connection: Connection, team: str, user: str) -> None:
    """Put a name that is nobody's under each report, so that reports are still told apart."""
    mine = and_(reports.c.team_id == team, reports.c.user_id == user)
    nobody = f"-{uuid4().hex[:31]}"
    connection.execute(update(reports).where(mine).values(user_id=nobody))
