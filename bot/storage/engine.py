"""Opens the database: SQLite or PostgreSQL from one address. The two's differences live here."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import ConfigError

BUSY_SECONDS = 2
"""How long a statement may wait for the database: less than the 3 seconds that Slack gives us."""
STREAMED = 1000
"""Rows of a large answer that are in memory at a time."""
POOL = 15
"""Connections that a process may use at the same time on PostgreSQL, which allows 100 in all by
default: about half of its threads', of which few are at the database at a time."""
TRUSTED_SECONDS = 1
"""A connection that was in use so recently is taken to be alive."""


def open_engine(address: str) -> Engine:
    """An engine for `address`, with its folder made where it is a SQLite file.

    Raises ConfigError, in words for the operator, when the address is not one of ours or the
    database cannot be reached.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(url)
    else:
        arguments = {"connect_timeout": BUSY_SECONDS, "options": _PG}
        engine = create_engine(
            url,
            connect_args=arguments,
            hide_parameters=True,
            pool_size=POOL // 3,
            max_overflow=POOL - POOL // 3,
            pool_timeout=BUSY_SECONDS,
        )
        _look_before_use(engine)
    try:
        with engine.connect():
            return engine
    except SQLAlchemyError as error:
        raise ConfigError(_unreachable(url)) from error


_PG = f"-c statement_timeout={BUSY_SECONDS * 1000} -c timezone=UTC"


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        if url.get_backend_name() in ("postgres", "postgresql"):
            return url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() == "sqlite" and not url.host:
            return url.set(drivername="sqlite")
    except (ArgumentError, ValueError):
        pass
    raise ConfigError(
        "DATABASE_URL must look like sqlite:///data/awssec.db or postgresql://user:password@host/name"
    )


def _sqlite(url: URL) -> Engine:
    if url.database:
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(_unreachable(url)) from error
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _record: object) -> None:
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous=NORMAL")


def _write_ahead(connection: Any) -> None:
    """Let people read while somebody writes.

    SQLite does not wait where processes that start together switch a new file at the same moment.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorname.startswith("SQLITE_BUSY")
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _unreachable(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        folder = Path(url.database or ".").parent
        return f"The database {url.database} cannot be opened; make the folder {folder} writable"
    return f"The database at {url.host or 'localhost'} cannot be reached; check DATABASE_URL"


def _look_before_use(engine: Engine) -> None:
    """Replace connections that died while they lay unused, as when the server was restarted.

    SQLAlchemy's `pool_pre_ping` asks the server each time, which takes longer than most of our
    statements; those in quick succession do without.
    """

    @event.listens_for(engine, "checkin")
    def _laid_down(_connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info["unused_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _picked_up(connection: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
        now = time.monotonic()
        if now - entry.info.get("unused_since", now) > TRUSTED_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                raise DisconnectionError from error  # the pool then takes a new one


def insert_for(connection: Connection) -> Callable[..., Any]:
    """The `insert` that knows `on_conflict_do_update`, for this connection's database."""
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that changes nothing; each statement sees what was committed before it.

    There is no transaction: on PostgreSQL its beginning and end would be a message each.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection


@contextmanager
def streaming(engine: Engine) -> Iterator[Connection]:
    """A connection for an answer that is too large to hold and may take its time."""
    with engine.connect() as connection:
        take_time(connection)
        yield connection.execution_options(yield_per=STREAMED)


def take_time(connection: Connection) -> None:
    """Let the statements of this transaction take as long as they need: nobody waits for them."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))


_ONE_WRITER = threading.Lock()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that changes something, and may read it first.

    SQLite lets one writer in at a time. The threads of a process queue up for that, since those
    that wait inside SQLite only look from time to time whether it is free, and some never find it
    so. It takes the write lock at once: a reader that turned into a writer would fail, without
    waiting, if somebody else had written meanwhile.
    """
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with _ONE_WRITER, engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def lock_schema(connection: Connection) -> None:
    """Let one process at a time change the schema, until this transaction ends."""
    take_time(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7261)"))
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
