"""HTTP entry: a WSGI application for gunicorn with Slack's endpoint and a health check."""

import json
import logging
import re
import signal
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from slack_bolt import App, BoltRequest, BoltResponse

from bot.app import create_app, create_jobs, create_study, open_knowledge
from bot.config import LOG_FORMAT, Config, environment
from bot.study import Study

log = logging.getLogger(__name__)
BOLT_VERIFICATION = "slack_bolt.RequestVerification"
"""Bolt's logger that would quote whatever a stranger sends; `Web` says in one line what matters."""

SLACK_PATH = "/slack/events"
HEALTH_PATH = "/healthz"
MOST_BYTES = 1_000_000
"""Largest request that is read; Slack's have a few thousand bytes."""
WATCH_SECONDS = 2.0
ODD_PAYLOAD = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What Bolt raises when a payload has not the shape that it expects."""
_SECONDS = re.compile(r"[0-9]{1,12}")

Headers = list[tuple[str, str]]
Answer = tuple[HTTPStatus, Headers, bytes]


class Refused(Exception):
    """A request that is not one of Slack's: answered with `status`, noted in one log line."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def create_wsgi(*, with_jobs: bool = False) -> "Web":
    """The application that gunicorn serves: `gunicorn "bot.web:create_wsgi()"`.

    Gunicorn calls this in the process that serves, so jobs are done there and not in its master.
    """
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    config = Config.from_env(environment())
    config.need_http()
    watched = open_knowledge(config)
    watched.watch(WATCH_SECONDS, threading.Event())
    study = create_study(config, watched)
    app = create_app(study, config)
    if not with_jobs:
        return Web(app, study)
    jobs = create_jobs(study, config)
    jobs.start()
    return Web(app, study, on_exit=jobs.stop)


def post_worker_init(_: object) -> None:
    """Gunicorn's hook for a process that begins to serve: it leaves Ctrl+C to its master.

    Ctrl+C reaches both, and the master then tells this process to stop. Two such signals in quick
    succession would leave it waiting for itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def worker_exit(_: object, worker: Any) -> None:
    """Gunicorn's hook for a process that ends, while its threads still run: it stops its jobs.

    The master calls it too, for a process that is gone.
    """
    web = getattr(worker, "wsgi", None)
    if isinstance(web, Web):
        web.on_exit()


class Web:
    """Routes requests; everything about Slack is Bolt's. `on_exit` is what to do at the end."""

    def __init__(
        self, app: App, study: Study, *, on_exit: Callable[[], None] = lambda: None
    ) -> None:
        self._app = app
        self._study = study
        self.on_exit = on_exit
        logging.getLogger(BOLT_VERIFICATION).setLevel(logging.WARNING)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one HTTP request."""
        try:
            status, headers, body = self._route(environ)
        except Refused as refusal:
            log.warning("Refused a request: %s", refusal)
            status, headers, body = _text(refusal.status, f"{refusal}\n")
        start_response(
            f"{status.value} {status.phrase}", [*headers, ("Content-Length", str(len(body)))]
        )
        return [body]

    def _route(self, environ: WSGIEnvironment) -> Answer:
        match environ["REQUEST_METHOD"], environ.get("PATH_INFO"):
            case "POST", path if path == SLACK_PATH:
                return _answer(self._dispatch(_bolt_request(environ)))
            case "GET" | "HEAD", path if path == HEALTH_PATH:
                return self._health()
            case _, path if path in (SLACK_PATH, HEALTH_PATH):
                raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "method not allowed")
        raise Refused(HTTPStatus.NOT_FOUND, "no such page")

    def _dispatch(self, request: BoltRequest) -> BoltResponse:
        try:
            response = self._app.dispatch(request)
        except ODD_PAYLOAD as error:
            # Faults of listeners end in their error boundary; this is Bolt reading an odd payload.
            raise Refused(HTTPStatus.BAD_REQUEST, "malformed payload") from error
        if response.status == HTTPStatus.UNAUTHORIZED:
            raise Refused(HTTPStatus.UNAUTHORIZED, "not signed by Slack in the last 5 minutes")
        return response

    def _health(self) -> Answer:
        body = json.dumps({"status": "ok", "topics": len(self._study.knowledge.topics)})
        return HTTPStatus.OK, [("Content-Type", "application/json")], body.encode()


def _bolt_request(environ: WSGIEnvironment) -> BoltRequest:
    """The request as Bolt wants it, or Refused: Bolt breaks on a malformed body or signature."""
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").lower(): value
        for name, value in environ.items()
        if name.startswith("HTTP_") or name == "CONTENT_TYPE"
    }
    try:
        body = _body(environ).decode("utf-8")
        _check_signature_form(headers)
        return BoltRequest(body=body, query=environ.get("QUERY_STRING", ""), headers=headers)
    except ODD_PAYLOAD as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "malformed body") from error


def _check_signature_form(headers: dict[str, str]) -> None:
    timestamp = headers.get("x-slack-request-timestamp", "")
    signature = headers.get("x-slack-signature", "")
    if not (_SECONDS.fullmatch(timestamp) and signature.isascii()):
        raise Refused(HTTPStatus.UNAUTHORIZED, "not signed by Slack")


def _body(environ: WSGIEnvironment) -> bytes:
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        raise Refused(HTTPStatus.BAD_REQUEST, "malformed content length")
    if int(length) > MOST_BYTES:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body too large")
    return bytes(environ["wsgi.input"].read(int(length)))


def _answer(response: BoltResponse) -> Answer:
    headers = [
        (name, value)
        for name, values in response.headers.items()
        if name.lower() != "content-length"
        for value in values
    ]
    return HTTPStatus(response.status), headers, response.body.encode("utf-8")


def _text(status: HTTPStatus, text: str) -> Answer:
    return status, [("Content-Type", "text/plain; charset=utf-8")], text.encode()
