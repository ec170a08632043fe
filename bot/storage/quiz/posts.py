"""The questions posted to channels: sent, open, closed, and how they went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    and_,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.quiz.posts import Post, PostKey
from bot.domain.quiz.presenting import Order
from bot.domain.scoring.tally import Tally
from bot.storage.engine import insert_for, reading, writing
from bot.storage.quiz.keys import Place, belongs, names
from bot.storage.tables import Moment, answers, posts

PAGE = 500
"""Posts that one question for what is due to close gives at most."""
REFRESHED = 100
"""Posts that one question for what has to be shown anew gives at most."""

_ANSWERS = (
    select(func.count())
    .where(
        answers.c.team_id == posts.c.team_id,
        answers.c.channel_id == posts.c.channel_id,
        answers.c.day == posts.c.day,
    )
    .correlate(posts)
)
_COUNTED = _ANSWERS.scalar_subquery()
_RIGHT = _ANSWERS.where(answers.c.was_right).scalar_subquery()
_POST = select(
    posts,
    case((posts.c.closed, posts.c.answered), else_=_COUNTED).label("people"),
    case((posts.c.closed, posts.c.right_count), else_=_RIGHT).label("right_people"),
)
_UNCOUNTED = select(
    posts, posts.c.answered.label("people"), posts.c.right_count.label("right_people")
)
_IS_SENT = posts.c.ts.is_not(None)


@dataclass(frozen=True, slots=True)
class Ending:
    """The moment at which a post's time is up."""

    at: datetime
    key: PostKey
    closed: bool = False
    """Whether it takes no more answers."""


class PostStore:
    """One row for each channel and day. A post is open from its sending until it is closed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, post: Post) -> Post:
        """Keep a post that is going to be sent; if its day is taken, the one that took it."""
        with writing(self._engine) as connection:
            insert = insert_for(connection)(posts).values(
                **names(post.key),
                question_id=post.question_id,
                shown=post.order.value(),
                reason=post.reason,
                client_msg_id=post.client_msg_id,
                scheduled=post.scheduled,
                closes_at=post.closes_at,
                ts=post.ts,
                closed=False,
                answered=0,
                right_count=0,
                solution="",
                corrections=0,
                unseen=False,
            )
            connection.execute(insert.on_conflict_do_nothing())
            return _read(connection, _is(post.key))[0]

    def get(self, key: PostKey) -> Post | None:
        """The post, with its answers counted as of now while it is open."""
        with reading(self._engine) as connection:
            return next(iter(_read(connection, _is(key))), None)

    def clicked(self, key: PostKey) -> Post | None:
        """The post for who answers it: while it is open, its counts are not worked out."""
        with reading(self._engine) as connection:
            found = connection.execute(_UNCOUNTED.where(_is(key))).mappings()
            return next(map(_post, found), None)

    def sent(self, key: PostKey, *, ts: str, closes_at: datetime) -> None:
        """Note that Slack has taken the message."""
        self._change(_is(key), ts=ts, closes_at=closes_at)

    def discard(self, key: PostKey) -> None:
        """Forget a post that Slack did not take; one that was sent stays."""
        with writing(self._engine) as connection:
            connection.execute(delete(posts).where(_is(key), posts.c.ts.is_(None)))

    def close_earlier(self, team: str, channel: str, at: datetime) -> None:
        """Let the channel's open posts close at the moment `at`, if they would close later.

        A post that is still to be sent keeps its time.
        """
        here = and_(posts.c.team_id == team, posts.c.channel_id == channel)
        self._change(and_(here, ~posts.c.closed, _IS_SENT, posts.c.closes_at > at), closes_at=at)

    def due_to_close(
        self, now: datetime, last: Ending | None = None, limit: int = PAGE
    ) -> list[Ending]:
        """Open posts whose time is up, in order: a page, the first after `last`."""
        key = (posts.c.closes_at, posts.c.team_id, posts.c.channel_id, posts.c.day)
        due = and_(~posts.c.closed, posts.c.closes_at <= now, _IS_SENT)
        if last:
            where = (last.key.team, last.key.channel, last.key.day)
            due = and_(due, tuple_(*key) > tuple_(literal(last.at, Moment), *where))
        with reading(self._engine) as connection:
            rows = connection.execute(select(*key).where(due).order_by(*key).limit(limit))
            return [Ending(at, PostKey(*row)) for at, *row in rows]

    def endings(self, places: Sequence[Place], first: date, last: date) -> list[Ending]:
        """When what was sent to these channels from the day `first` to the day `last` ends."""
        here = tuple_(posts.c.team_id, posts.c.channel_id).in_(places)
        key = (posts.c.team_id, posts.c.channel_id, posts.c.day)
        found = select(posts.c.closes_at, posts.c.closed, *key)
        sent = found.where(here, posts.c.day.between(first, last), _IS_SENT)
        with reading(self._engine) as connection:
            rows = connection.execute(sent.order_by(*key))
            return [Ending(at, PostKey(*where), closed) for at, closed, *where in rows]

    def close(self, key: PostKey, solution: tuple[str, ...]) -> Post | None:
        """Take no more answers, and count those there are; None if the post is gone.

        It waits for answers under way. A post that was closed before stays as it was.
        """
        counts = {"answered": _COUNTED, "right_count": _RIGHT}
        final = {"closed": true(), "solution": " ".join(solution), **counts}
        with writing(self._engine) as connection:
            lock(connection, key)
            connection.execute(update(posts).where(_is(key), ~posts.c.closed).values(**final))
            return next(iter(_read(connection, _is(key))), None)

    def set_unseen(self, key: PostKey, unseen: bool) -> None:
        """Keep whether people still see the closed post as an open one."""
        self._change(_is(key), unseen=unseen)

    def unseen(self, team: str, channel: str) -> list[PostKey]:
        """The channel's posts that people still see as open ones, in order."""
        key = (posts.c.team_id, posts.c.channel_id, posts.c.day)
        here = and_(posts.c.team_id == team, posts.c.channel_id == channel)
        found = select(*key).where(here, posts.c.unseen).order_by(posts.c.day)
        with reading(self._engine) as connection:
            return [PostKey(*row) for row in connection.execute(found)]

    def asked(self, team: str, channel: str, *, before: date) -> dict[str, int]:
        """What was picked for the channel's days before that one.

        The question ids, with the last day of each as an ordinal.
        """
        here = and_(posts.c.team_id == team, posts.c.channel_id == channel)
        found = (
            select(posts.c.question_id, func.max(posts.c.day))
            .where(here, posts.c.day < before)
            .group_by(posts.c.question_id)
        )
        with reading(self._engine) as connection:
            return {id: day.toordinal() for id, day in connection.execute(found)}

    def tallies(self, team: str) -> dict[str, Tally]:
        """How the workspace answered, by question id; closed posts only."""
        found = (
            select(posts.c.question_id, func.sum(posts.c.right_count), func.sum(posts.c.answered))
            .where(posts.c.team_id == team, posts.c.closed)
            .group_by(posts.c.question_id)
        )
        with reading(self._engine) as connection:
            return {id: Tally(*counts) for id, *counts in connection.execute(found)}

    def days(self, team: str, channel: str) -> tuple[list[date], list[date]]:
        """Scheduled days on which a question was sent, and those of them still open."""
        here = and_(posts.c.team_id == team, posts.c.channel_id == channel)
        found = select(posts.c.day, posts.c.closed).where(here, posts.c.scheduled, _IS_SENT)
        with reading(self._engine) as connection:
            rows = connection.execute(found.order_by(posts.c.day)).all()
        return [row.day for row in rows], [row.day for row in rows if not row.closed]

    def last_day(self, team: str, channel: str) -> date | None:
        """The last day for which a question was sent; None if there is none."""
        here = and_(posts.c.team_id == team, posts.c.channel_id == channel)
        with reading(self._engine) as connection:
            return connection.execute(select(func.max(posts.c.day)).where(here, _IS_SENT)).scalar()

    def between(self, team: str, channel: str, first: date, last: date) -> list[Post]:
        """What was sent to the channel from the day `first` to the day `last`."""
        here = and_(posts.c.team_id == team, posts.c.channel_id == channel)
        with reading(self._engine) as connection:
            return _read(connection, and_(here, posts.c.day.between(first, last), _IS_SENT))

    def of_question(self, question_id: str) -> list[Post]:
        """Every sent post of the question, in all workspaces."""
        with reading(self._engine) as connection:
            return _read(connection, and_(posts.c.question_id == question_id, _IS_SENT))

    def mark_stale(self, key: PostKey, at: datetime) -> None:
        """Have the post shown anew at the moment `at`, or sooner if that is arranged already."""
        later = or_(posts.c.refresh_due.is_(None), posts.c.refresh_due > at)
        self._change(and_(_is(key), later), refresh_due=at)

    def put_off(self, key: PostKey, at: datetime) -> None:
        """Have the post shown anew at the moment `at`, not sooner."""
        self._change(_is(key), refresh_due=at)

    def refreshed(self, key: PostKey, until: datetime) -> None:
        """Note that a post taken until that moment was shown; what was arranged since stays so."""
        self._change(and_(_is(key), posts.c.refresh_due == until), refresh_due=None)

    def take_stale(self, now: datetime, until: datetime, limit: int = REFRESHED) -> list[Post]:
        """Open posts that have to be shown anew; the caller has them to itself `until` then."""
        waiting = (
            select(posts.c.team_id, posts.c.channel_id, posts.c.day)
            .where(posts.c.refresh_due <= now, ~posts.c.closed, _IS_SENT)
            .order_by(posts.c.refresh_due)
            .limit(limit)
            .with_for_update(key_share=True, skip_locked=True)
        )
        with writing(self._engine) as connection:
            keys = [_is(PostKey(*row)) for row in connection.execute(waiting).all()]
            for one in keys:
                connection.execute(update(posts).where(one).values(refresh_due=until))
            return [post for one in keys for post in _read(connection, one)]

    def _change(self, which: ColumnElement[bool], **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(posts).where(which).values(**values))


def lock(connection: Connection, key: PostKey) -> None:
    """Wait until no answer to the post is under way, and let none in before the commit.

    On SQLite a writing transaction is alone anyway.
    """
    connection.execute(select(posts.c.day).where(_is(key)).with_for_update())


def _read(connection: Connection, which: ColumnElement[bool]) -> list[Post]:
    in_order = (posts.c.team_id, posts.c.channel_id, posts.c.day)
    found = connection.execute(_POST.where(which).order_by(*in_order)).mappings()
    return [_post(row) for row in found]


def _is(key: PostKey) -> ColumnElement[bool]:
    return belongs(posts, key)


def _post(row: RowMapping) -> Post:
    return Post(
        key=PostKey(row["team_id"], row["channel_id"], row["day"]),
        question_id=row["question_id"],
        order=Order.of(row["shown"]),
        reason=row["reason"],
        client_msg_id=row["client_msg_id"],
        scheduled=row["scheduled"],
        closes_at=row["closes_at"],
        ts=row["ts"],
        closed=row["closed"],
        answered=row["people"],
        right=row["right_people"],
        solution=tuple(row["solution"].split()),
        corrections=row["corrections"],
    )
