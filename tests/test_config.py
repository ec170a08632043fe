import pytest

from bot.config import Config, environment
from bot.errors import ConfigError

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-hidden-1",
    "SLACK_APP_TOKEN": "xapp-hidden-2",
    "SLACK_SIGNING_SECRET": "hidden-3",
    "DATABASE_URL": "postgresql://me:hidden-4@db/awssec",
}


def test_without_an_environment_everything_has_a_default():
    config = Config.from_env({})
    assert not config.has_slack
    assert config.api_url == "https://slack.com/api/"
    assert config.database_url == "sqlite:///data/awssec.db"
    assert config.port == 3000
    assert str(config.knowledge_dir) == "knowledge"


def test_everything_can_be_set():
    config = Config.from_env(
        {
            **SECRETS,
            "SLACK_API_URL": "http://127.0.0.1:9/api",
            "PORT": "8080",
            "KNOWLEDGE_DIR": "/srv/k",
        }
    )
    assert (config.bot_token, config.app_token) == ("xoxb-hidden-1", "xapp-hidden-2")
    assert config.signing_secret == "hidden-3"
    assert config.database_url == "postgresql://me:hidden-4@db/awssec"
    assert config.api_url == "http://127.0.0.1:9/api/"
    assert (config.port, str(config.knowledge_dir)) == (8080, "/srv/k")


def test_empty_is_unset_and_spaces_around_a_value_are_dropped():
    config = Config.from_env({"SLACK_BOT_TOKEN": "  ", "PORT": "", "SLACK_APP_TOKEN": " xapp-1\n"})
    assert (config.bot_token, config.app_token, config.port) == ("", "xapp-1", 3000)


@pytest.mark.parametrize("port", ["0", "-1", "65536", "http", "3000.0", "3 000", "²"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port):
    with pytest.raises(ConfigError, match=f"PORT is '{port}'; set it to a number from 1 to 65535"):
        Config.from_env({"PORT": port})


def test_no_secret_shows_in_its_repr():
    config = Config.from_env(SECRETS)
    assert "hidden" not in repr(config)
    assert "hidden" not in f"{config}"


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_any_token_means_slack(name):
    assert Config.from_env({name: "x"}).has_slack


def test_all_that_is_missing_is_named_in_one_sentence():
    with pytest.raises(ConfigError, match="Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN in"):
        Config.from_env({}).need_socket()
    with pytest.raises(ConfigError, match="Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET in"):
        Config.from_env({}).need_http()
    with pytest.raises(ConfigError, match="Set SLACK_APP_TOKEN in"):
        Config.from_env({"SLACK_BOT_TOKEN": "x"}).need_socket()


def test_nothing_is_missing_when_all_is_set():
    Config.from_env(SECRETS).need_socket()
    Config.from_env(SECRETS).need_http()


def test_the_environment_goes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("# both\nPORT=1\nSLACK_BOT_TOKEN='xoxb-1'\nSLACK_APP_TOKEN\n")
    monkeypatch.setenv("PORT", "2")
    config = Config.from_env(environment())
    assert (config.port, config.bot_token, config.app_token) == (2, "xoxb-1", "")
