"""Questions that people called wrong, for their authors."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from bot.storage.engine import insert_for, reading, writing
from bot.storage.tables import reports


@dataclass(frozen=True, slots=True)
class Report:
    """A question with how often it was reported, and by how many workspaces."""

    question_id: str
    count: int
    last: datetime
    teams: int


class ReportStore:
    """One row for each person and question."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, team: str, *, channel: str, user: str, question_id: str, now: datetime) -> None:
        """Note that a person called a question wrong; a second time changes nothing."""
        row = {"team_id": team, "question_id": question_id, "user_id": user}
        with writing(self._engine) as connection:
            insert = insert_for(connection)(reports).values(
                **row, channel_id=channel, reported_at=now
            )
            connection.execute(insert.on_conflict_do_nothing())

    def listed(self, team: str | None) -> list[Report]:
        """What one workspace, or all (None), reported; the most reported first."""
        count = func.count().label("count")
        columns = (
            reports.c.question_id,
            count,
            func.max(reports.c.reported_at),
            func.count(reports.c.team_id.distinct()),
        )
        found = select(*columns).group_by(reports.c.question_id)
        if team is not None:
            found = found.where(reports.c.team_id == team)
        with reading(self._engine) as connection:
            in_order = found.order_by(count.desc(), reports.c.question_id)
            return [Report(*row) for row in connection.execute(in_order)]
