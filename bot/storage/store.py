"""Everything awssec remembers, and the only SQL that reads and writes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select, union

from bot.storage.engine import insert_for, reading, streaming, take_time, writing
from bot.storage.quiz.answers import AnswerStore
from bot.storage.quiz.boards import BoardStore
from bot.storage.quiz.people import PeopleStore
from bot.storage.quiz.posts import PostStore
from bot.storage.quiz.reports import ReportStore
from bot.storage.quiz.schedules import ScheduleStore
from bot.storage.quiz.workers import PaceStore, WorkerStore
from bot.storage.tables import claims, gaps, metadata, posts, ratings, schedules

KEY_LENGTH = 200
CLAIM_DAYS = 2
"""How long a claim is kept; Slack retries an event for less than an hour."""


@dataclass(frozen=True, slots=True)
class AskedInVain:
    """A question of one workspace that had no answer, or whose answer did not help."""

    question: str
    count: int
    last: int
    """When it was asked last, in seconds since 1970 (UTC)."""
    topic_id: str | None
    """The card that was shown and did not help; None where nothing was found."""


class Store:
    """The database behind the use cases."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.schedules = ScheduleStore(engine)
        self.posts = PostStore(engine)
        self.answers = AnswerStore(engine)
        self.boards = BoardStore(engine)
        self.people = PeopleStore(engine)
        self.reports = ReportStore(engine)
        self.workers = WorkerStore(engine)
        self.pace = PaceStore(engine)

    def note_gap(self, team_id: str, question: str, now: datetime) -> None:
        """Count one more time that `question` was asked in vain."""
        question = _storable(question)
        row = {"team_id": team_id, "question_key": _key(question), "question": question}
        with writing(self._engine) as connection:
            insert = insert_for(connection)(gaps).values(**row, asked=1, last_asked=_seconds(now))
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=[gaps.c.team_id, gaps.c.question_key],
                    set_={
                        "asked": gaps.c.asked + 1,
                        "last_asked": insert.excluded.last_asked,
                        "question": insert.excluded.question,
                    },
                )
            )

    def note_rating(
        self, team_id: str, *, topic_id: str, question: str, helpful: bool, now: datetime
    ) -> None:
        """Count one click on "helpful" or "not helpful" for a card shown for `question`."""
        question = _storable(question)
        row = {"team_id": team_id, "topic_id": topic_id, "question_key": _key(question)}
        clicks = {"helpful": int(helpful), "not_helpful": int(not helpful)}
        with writing(self._engine) as connection:
            insert = insert_for(connection)(ratings).values(
                **row, **clicks, question=question, last_rated=_seconds(now)
            )
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=list(row),
                    set_={
                        "helpful": ratings.c.helpful + clicks["helpful"],
                        "not_helpful": ratings.c.not_helpful + clicks["not_helpful"],
                        "last_rated": insert.excluded.last_rated,
                    },
                )
            )

    def asked_in_vain(self, team_id: str | None) -> list[AskedInVain]:
        """What one workspace, or all (None), asked without getting a useful answer."""
        unanswered = select(gaps.c.question, gaps.c.asked, gaps.c.last_asked)
        unhelpful = select(
            ratings.c.question, ratings.c.not_helpful, ratings.c.last_rated, ratings.c.topic_id
        ).where(ratings.c.not_helpful > 0)
        if team_id is not None:
            unanswered = unanswered.where(gaps.c.team_id == team_id)
            unhelpful = unhelpful.where(ratings.c.team_id == team_id)
        with reading(self._engine) as connection:
            found = [AskedInVain(*row, topic_id=None) for row in connection.execute(unanswered)]
            return found + [AskedInVain(*row) for row in connection.execute(unhelpful)]

    def claim(self, name: str, now: datetime) -> bool:
        """Whether this is the first claim of `name`: True for exactly one of all callers."""
        with writing(self._engine) as connection:
            old = _seconds(now - timedelta(days=CLAIM_DAYS))
            connection.execute(delete(claims).where(claims.c.claimed_at < old))
            insert = insert_for(connection)(claims).values(name=name, claimed_at=_seconds(now))
            first = insert.on_conflict_do_nothing().returning(claims.c.name)
            return connection.execute(first).first() is not None

    def release(self, name: str) -> None:
        """Give a claim back, so that what failed can be tried again."""
        with writing(self._engine) as connection:
            connection.execute(delete(claims).where(claims.c.name == name))

    def teams(self) -> list[str]:
        """The workspaces with a quiz, or with one in the past."""
        found = union(select(posts.c.team_id), select(schedules.c.team_id))
        with streaming(self._engine) as connection:
            return sorted(connection.scalars(found))

    def forget_team(self, team_id: str) -> None:
        """Delete everything that belongs to a workspace."""
        with writing(self._engine) as connection:
            take_time(connection)
            for table in metadata.sorted_tables:
                if "team_id" in table.c:
                    connection.execute(delete(table).where(table.c.team_id == team_id))

    def close(self) -> None:
        """Close the connections to the database."""
        self._engine.dispose()


def _storable(text: str) -> str:
    """Without the one character that PostgreSQL cannot keep."""
    return text.replace("\0", "")


def _key(question: str) -> str:
    """The same key for questions that differ in case, spaces or closing punctuation only."""
    return " ".join(question.casefold().split()).rstrip("?!. ")[:KEY_LENGTH]


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
