import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import chain, repeat

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.engine import open_engine
from bot.storage.migrations import migrate
from bot.storage.steps import STEPS
from bot.storage.store import Store
from bot.storage.tables import metadata


def shape(engine):
    """Every table with what the code relies on."""
    looked = inspect(engine)
    return {name: table_shape(looked, name) for name in looked.get_table_names()}


def table_shape(looked, name):
    columns = {
        column["name"]: (str(column["type"]), column["nullable"])
        for column in looked.get_columns(name)
    }
    indexes = {(index["name"], *index["column_names"]) for index in looked.get_indexes(name)}
    return columns, looked.get_pk_constraint(name)["constrained_columns"], indexes


def take_to(engine, version):
    """A database as the release with this many steps left it."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO schema_version VALUES (:n)"), {"n": version})
        for statement in chain.from_iterable(STEPS[:version]):
            connection.execute(text(statement))


def test_a_blank_database_gets_the_tables_that_the_code_expects(engine, tmp_path):
    migrate(engine)
    expected = open_engine(f"sqlite:///{tmp_path}/expected.db")
    metadata.create_all(expected)
    got = shape(engine)
    del got["schema_version"]
    assert got == shape(expected)
    expected.dispose()


@pytest.mark.parametrize("version", range(len(STEPS) + 1))
def test_every_older_version_becomes_the_newest(engine, tmp_path, version):
    take_to(engine, version)
    assert migrate(engine) == len(STEPS) - version
    fresh = open_engine(f"sqlite:///{tmp_path}/fresh.db")
    migrate(fresh)
    assert shape(engine).keys() == shape(fresh).keys()
    assert migrate(engine) == 0
    fresh.dispose()


def test_whoever_hid_before_standings_knew_it_is_hidden_in_them(engine):
    take_to(engine, 2)
    with engine.begin() as connection:
        for user in ("ann", "bob", "cem"):
            add = "INSERT INTO standings VALUES ('T1', '', 'all', :user, 2, 1, 1)"
            connection.execute(text(add), {"user": user})
        for user, hides in (("ann", True), ("bob", False)):
            add = "INSERT INTO people VALUES ('T1', :user, '', '', :hides, 0)"
            connection.execute(text(add), {"user": user, "hides": hides})
    migrate(engine)
    scores = Store(engine).boards.scores("T1", scope="", period="all")
    assert [one.user for one in scores if one.hidden] == ["ann"]
    assert Store(engine).people.get("T1", "cem") is not None


def test_a_second_run_changes_nothing_and_keeps_the_data(engine, now):
    assert migrate(engine) == len(STEPS)
    Store(engine).note_gap("T1", "quantum vault", now)
    before = shape(engine)
    assert migrate(engine) == 0
    assert shape(engine) == before
    assert [gap.question for gap in Store(engine).asked_in_vain("T1")] == ["quantum vault"]


def test_a_step_that_fails_leaves_the_database_as_it_was(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE claims (something_else INTEGER)"))
    before = shape(engine)
    with pytest.raises(SQLAlchemyError):
        migrate(engine)
    assert shape(engine) == before


def test_a_database_newer_than_the_code_is_left_alone(engine):
    take_to(engine, len(STEPS))
    with engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = version + 1"))
    assert migrate(engine) == 0
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version FROM schema_version")).scalar_one()
    assert version == len(STEPS) + 1


def open_and_migrate(address):
    engine = open_engine(address)
    try:
        return migrate(engine)
    finally:
        engine.dispose()


@pytest.mark.parametrize("run", [1, 2, 3])
def test_threads_that_start_at_once_apply_each_step_once(database_url, run):
    with ThreadPoolExecutor(8) as pool:
        applied = pool.map(open_and_migrate, repeat(database_url, 8))
        assert sorted(applied) == [0] * 7 + [len(STEPS)]


def test_processes_that_start_at_once_apply_each_step_once(database_url):
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(abs, range(4)))  # all four are up, then they start together
        applied = pool.map(open_and_migrate, repeat(database_url, 4))
        assert sorted(applied) == [0] * 3 + [len(STEPS)]
