"""The settings as one frozen value, and the only reader of the environment."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from bot.errors import ConfigError

DEFAULT_DATABASE = "sqlite:///data/awssec.db"
DEFAULT_PORT = 3000
LOG_FORMAT = "%(levelname)s %(name)s: %(message)s"


@dataclass(frozen=True)
class Config:
    """What the environment says. Secrets are left out of `repr`."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    database_url: str = field(default=DEFAULT_DATABASE, repr=False)
    port: int = DEFAULT_PORT
    knowledge_dir: Path = Path("knowledge")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """Read the settings; unset and empty mean the default.

        Raises ConfigError when PORT is not a port number.
        """
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        return cls(
            bot_token=given.get("SLACK_BOT_TOKEN", ""),
            app_token=given.get("SLACK_APP_TOKEN", ""),
            signing_secret=given.get("SLACK_SIGNING_SECRET", ""),
            api_url=given.get("SLACK_API_URL", cls.api_url).rstrip("/") + "/",
            database_url=given.get("DATABASE_URL", DEFAULT_DATABASE),
            port=_port(given.get("PORT", str(DEFAULT_PORT))),
            knowledge_dir=Path(given.get("KNOWLEDGE_DIR", "knowledge")),
        )

    @property
    def has_slack(self) -> bool:
        """Whether any Slack token is set, so that a start without a command means Slack."""
        return bool(self.bot_token or self.app_token or self.signing_secret)

    def need_socket(self) -> None:
        """Raise ConfigError that names everything Socket Mode lacks."""
        _need({"SLACK_BOT_TOKEN": self.bot_token, "SLACK_APP_TOKEN": self.app_token})

    def need_token(self) -> None:
        """Raise ConfigError when there is no token to call Slack with."""
        _need({"SLACK_BOT_TOKEN": self.bot_token})

    def need_http(self) -> None:
        """Raise ConfigError that names everything the HTTP server lacks."""
        _need({"SLACK_BOT_TOKEN": self.bot_token, "SLACK_SIGNING_SECRET": self.signing_secret})


def environment() -> Mapping[str, str]:
    """The process's environment over what `.env` in the current folder says."""
    file = {name: value or "" for name, value in dotenv_values(".env").items()}
    return {**file, **os.environ}


@contextmanager
def hidden_from_bolt() -> Iterator[None]:
    """Hides Slack's variables: Bolt reads some by itself and would mix them with our settings."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise ConfigError(f"PORT is {text!r}; set it to a number from 1 to 65535")


def _need(values: Mapping[str, str]) -> None:
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise ConfigError(
            f"Set {' and '.join(missing)} in the environment or in .env; "
            "the README says where Slack shows them"
        )
