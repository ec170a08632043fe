from datetime import UTC, timedelta

import pytest
from sqlalchemy import inspect

from bot.app import check_token, create_app, create_study, manifest, now, open_knowledge
from bot.config import Config
from bot.errors import ConfigError, KnowledgeError
from bot.playground import StandIn
from bot.storage.engine import open_engine
from tests.jobs.plain_slack import PlainSlack, served
from tests.office import SECRET, TOKEN, Office, whole_finder


@pytest.fixture
def slack():
    slack = StandIn(manifest(), bot_token=TOKEN, signing_secret=SECRET, clock=now, retry_delays=())
    slack.serve(0)
    yield slack
    slack.stop()


@pytest.fixture
def config(slack, sqlite_url, knowledge_dir):
    return Config(
        bot_token=TOKEN,
        signing_secret=SECRET,
        api_url=f"{slack.base_url}/api/",
        database_url=sqlite_url,
        knowledge_dir=knowledge_dir,
    )


@pytest.fixture
def study(config):
    return create_study(config, open_knowledge(config))


def test_the_study_is_made_over_a_database_that_is_brought_up_to_date(study, sqlite_url):
    engine = open_engine(sqlite_url)
    assert {"gaps", "ratings", "claims"} <= set(inspect(engine).get_table_names())
    engine.dispose()
    assert set(study.knowledge.topics) == {"shield", "waf"}


def test_a_knowledge_folder_with_a_fault_stops_the_start(config):
    (config.knowledge_dir / "infrastructure-security" / "waf.yaml").write_text("id: waf\n")
    with pytest.raises(KnowledgeError):
        open_knowledge(config)


def test_the_token_is_checked_at_the_start(study, config):
    wrong = Config(bot_token="xoxb-wrong", signing_secret=SECRET, api_url=config.api_url)
    with pytest.raises(ConfigError, match="SLACK_BOT_TOKEN"):
        create_app(study, wrong)
    create_app(study, config)


def test_a_slack_that_is_not_there_is_named(study, slack, config):
    slack.stop()
    with pytest.raises(ConfigError, match="cannot be reached at http://"):
        create_app(study, config)


def test_a_slack_whose_answer_breaks_off_is_named(study):
    with served(PlainSlack(broken={"auth.test": 2})) as address:
        config = Config(bot_token=TOKEN, signing_secret=SECRET, api_url=f"{address}/api/")
        with pytest.raises(ConfigError, match=f"cannot be reached at {address}"):
            check_token(config)
        with pytest.raises(ConfigError, match=f"cannot be reached at {address}"):
            create_app(study, config)


def test_a_slack_that_fails_is_not_taken_for_a_wrong_token(study, slack, config):
    slack.trouble("auth.test", status=500)
    with pytest.raises(ConfigError, match="cannot be reached"):
        create_app(study, config)


def test_a_slack_at_its_limits_is_waited_for_at_the_start(study, slack, config):
    slack.trouble("auth.test", retry_after=0)
    create_app(study, config)
    assert [method for method, _ in slack.calls] == ["auth.test", "auth.test"]


def test_the_time_is_aware_and_in_utc():
    assert now().tzinfo is UTC
    assert now().utcoffset() == timedelta(0)


def test_slack_variables_that_are_not_ours_do_not_reach_bolt(monkeypatch, tmp_path):
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "secret")
    office = Office(whole_finder(), f"sqlite:///{tmp_path}/own.db")
    try:
        assert office.ask("shield").title == "AWS Shield"
    finally:
        office.close()
