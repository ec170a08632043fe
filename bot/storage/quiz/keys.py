"""What identifies a channel and a post, and how that stands in the tables."""

from datetime import date
from hashlib import sha256

from sqlalchemy import Table, and_
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.quiz.posts import PostKey

Place = tuple[str, str]
"""A workspace and a channel of it."""


def mark(key: PostKey, user: str) -> str:
    """The claim that keeps a person who was forgotten from a second answer; it names nobody."""
    return f"forgotten:{sha256(f'{key.name}:{user}'.encode()).hexdigest()}"


def names(key: PostKey) -> dict[str, str | date]:
    """The key's columns."""
    return {"team_id": key.team, "channel_id": key.channel, "day": key.day}


def belongs(table: Table, key: PostKey) -> ColumnElement[bool]:
    """Whether a row of the table is the post's."""
    return and_(*(table.c[name] == value for name, value in names(key).items()))
