"""All wiring: from the settings to the study assistant, and from there to a Bolt app."""

import gc
import json
import ssl
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bot.config import Config, hidden_from_bolt
from bot.domain.matching import Finder
from bot.errors import UNANSWERED, ConfigError
from bot.jobs.due import hand_over
from bot.jobs.queue import JobQueue
from bot.listeners import register
from bot.storage.engine import open_engine
from bot.storage.knowledge_watch import Watched
from bot.storage.migrations import migrate
from bot.storage.store import Store
from bot.study import Study

if TYPE_CHECKING:
    from bot.jobs.jobs import Jobs

SLACK_TIMEOUT = 10
"""Seconds that a call to Slack may take; nobody waits for it but the call itself."""
CALLS_AT_ONCE = 16
"""Listeners of a process that may wait for Slack at the same time. With Bolt's 5 the last of 500
people who answered at once, over two processes, read their verdict after 20 seconds; with 16 it was
8 (measured with 150 ms for a call to Slack)."""


def now() -> datetime:
    """The current time, aware and in UTC."""
    return datetime.now(UTC)


def create_study(
    config: Config, watched: Watched[Finder], clock: Callable[[], datetime] = now
) -> Study:
    """The study assistant over the configured database, brought up to date.

    Raises ConfigError when the database cannot be used.
    """
    engine = open_engine(config.database_url)
    migrate(engine)
    return Study(watched, Store(engine), clock, Random())


def create_jobs(study: Study, config: Config) -> "Jobs":
    """This process as a worker, not started yet."""
    from bot.jobs.jobs import Jobs

    client = _client(config, retries=0)
    return Jobs(study, client, database_url=config.database_url)


def open_knowledge(config: Config) -> Watched[Finder]:
    """The knowledge folder, prepared for searching; raises KnowledgeError when it has a fault.

    Nothing that is made here becomes garbage, so the collector rests: it would take a tenth of the
    time.
    """
    gc.disable()
    try:
        return Watched(config.knowledge_dir, Finder)
    finally:
        gc.enable()


def create_app(
    study: Study,
    config: Config,
    executor: Executor | None = None,
    *,
    queue: JobQueue | None = None,
) -> App:
    """A Bolt app that serves `study`. `executor` runs what calls Slack (default: threads).

    Questions that people want at once go into `queue` (default: that of the configured database),
    and the jobs of a workspace that removes the app are taken out of it.

    Raises ConfigError when Slack refuses the token or cannot be reached.
    """
    app = _bolt_app(config, executor)
    jobs = queue or JobQueue(config.database_url)
    register(app, study, post_now=partial(hand_over, study, jobs), drop_jobs=jobs.drop)
    return app


def _bolt_app(config: Config, executor: Executor | None) -> App:
    try:
        with hidden_from_bolt():
            return App(
                client=_client(config, retries=2),
                signing_secret=config.signing_secret,
                process_before_response=True,
                listener_executor=executor or ThreadPoolExecutor(CALLS_AT_ONCE),
            )
    except BoltError as error:
        raise ConfigError(_why_refused(error.__context__, config)) from error
    except UNANSWERED as error:
        raise ConfigError(_unreachable(config)) from error


def check_token(config: Config) -> None:
    """Raise ConfigError when Slack refuses the token or cannot be reached; Bolt does so itself."""
    try:
        _client(config, retries=2).auth_test()
    except SlackApiError as error:
        raise ConfigError(_why_refused(error, config)) from error
    except UNANSWERED as error:
        raise ConfigError(_unreachable(config)) from error


def _why_refused(refusal: BaseException | None, config: Config) -> str:
    if isinstance(refusal, SlackApiError) and refusal.response.status_code != 200:
        return _unreachable(config)
    return "Slack refuses SLACK_BOT_TOKEN; copy it anew from the app's OAuth & Permissions page"


def _unreachable(config: Config) -> str:
    return f"Slack cannot be reached at {config.api_url}; try again"


def stay_connected(app: App, config: Config) -> None:
    """Serve `app` by Socket Mode until the process is told to stop.

    Raises ConfigError when Slack refuses the app-level token.
    """
    try:
        SocketModeHandler(app, config.app_token).start()  # type: ignore[no-untyped-call]
    except SlackApiError as error:
        raise ConfigError(
            "Slack refuses SLACK_APP_TOKEN; copy it anew from the app's App-Level Tokens"
        ) from error


def _client(config: Config, *, retries: int) -> WebClient:
    """A client that tries again where Slack has it wait, `retries` times."""
    client = WebClient(
        token=config.bot_token,
        base_url=config.api_url,
        timeout=SLACK_TIMEOUT,
        ssl=_tls(),
    )
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=retries))
    return client


class _SharedTls(ssl.SSLContext):
    """One TLS context for all clients: making one takes 20 ms, and Bolt copies clients."""

    def __deepcopy__(self, _: object) -> "_SharedTls":
        return self


def _tls() -> ssl.SSLContext:
    context = _SharedTls(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    return context


def manifest() -> dict[str, Any]:
    """The app's manifest, as it is given to Slack."""
    text = (Path(__file__).parent / "manifest.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
