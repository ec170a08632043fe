import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import ConfigError
from bot.storage.engine import TRUSTED_SECONDS, open_engine, reading, streaming


def test_the_folder_of_a_sqlite_file_is_made(tmp_path):
    open_engine(f"sqlite:///{tmp_path}/a/b/awssec.db").dispose()
    assert (tmp_path / "a/b/awssec.db").is_file()


def test_somebody_writes_while_others_read(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
    with engine.connect() as reader, engine.connect() as writer:
        reader.exec_driver_sql("BEGIN")
        assert reader.execute(text("SELECT count(*) FROM t")).scalar_one() == 0
        writer.execute(text("INSERT INTO t VALUES (1)"))
        writer.commit()
        reader.rollback()
        assert reader.execute(text("SELECT count(*) FROM t")).scalar_one() == 1


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_name_postgresql_is_understood(postgres_url, scheme):
    engine = open_engine(postgres_url.replace("postgresql", scheme, 1))
    with engine.connect() as connection:
        assert connection.execute(text("SHOW server_version_num")).scalar_one() >= "140000"
    engine.dispose()


def test_a_slow_statement_on_postgresql_is_cut_off_before_slack_gives_up(postgres_url):
    engine = open_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "2s"
    engine.dispose()


def test_a_connection_that_died_unused_is_replaced_before_it_is_used(postgres_url):
    engine, admin = open_engine(postgres_url), open_engine(postgres_url)
    mine = text("SELECT pg_backend_pid()")
    with reading(engine) as connection:
        first = connection.execute(mine).scalar_one()
    with reading(admin) as connection:
        end = text("SELECT pg_terminate_backend(:pid)")
        assert connection.execute(end, {"pid": first}).scalar_one()
    time.sleep(TRUSTED_SECONDS * 1.1)
    with reading(engine) as connection:
        assert connection.execute(mine).scalar_one() != first
    engine.dispose()
    admin.dispose()


def test_a_statement_that_only_reads_leaves_no_transaction_behind(postgres_url):
    engine = open_engine(postgres_url)
    with reading(engine) as connection:
        connection.execute(text("SELECT 1"))
        assert not connection.connection.driver_connection.info.transaction_status
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))
        assert connection.connection.driver_connection.info.transaction_status
    engine.dispose()


def test_a_large_answer_may_take_longer_than_a_person_would_wait(postgres_url):
    engine = open_engine(postgres_url)
    limit = text("SELECT current_setting('statement_timeout')")
    for open_one, seconds in ((streaming, "0"), (reading, "2s")):
        with open_one(engine) as connection:
            assert connection.execute(limit).scalar_one() == seconds
    engine.dispose()


@pytest.mark.parametrize(
    "address",
    [
        "awssec.db",
        "mysql://root:s3cret@db/awssec",
        "postgresql://me:s3cret@db:port/awssec",
        "sqlite://data/awssec.db",
    ],
)
def test_another_kind_of_address_is_refused_with_examples_of_the_right_one(address):
    with pytest.raises(ConfigError) as refusal:
        open_engine(address)
    assert "DATABASE_URL" in str(refusal.value)
    assert "sqlite:///data/awssec.db or postgresql://" in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


def test_a_database_that_is_not_there_is_named_without_the_password():
    with pytest.raises(ConfigError) as refusal:
        open_engine("postgres://me:s3cret@127.0.0.1:1/awssec")
    assert "127.0.0.1 cannot be reached" in str(refusal.value)
    assert "s3cret" not in str(refusal.value)


def test_a_sqlite_file_that_cannot_be_made_is_named_with_its_folder(tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(ConfigError, match=f"{tmp_path}/data writable"):
        open_engine(f"sqlite:///{tmp_path}/data/awssec.db")


def test_a_failed_statement_does_not_tell_what_people_typed(engine):
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as failure:
        connection.execute(text("SELECT :asked FROM missing"), {"asked": "a private question"})
    assert "a private question" not in str(failure.value)
