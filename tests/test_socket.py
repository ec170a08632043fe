"""`python -m bot socket`, with the stand-in for Slack at the other end of a real WebSocket."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from websockets.sync.server import Server, ServerConnection, serve
from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.app import manifest, now
from bot.playground import Answer, StandIn
from tests.office import SECRET, TOKEN

APP_TOKEN = "xapp-test"
ROOT = Path(__file__).parents[1]
PATIENCE = 20


class Quiet(WSGIRequestHandler):
    def log(self, *args: Any) -> None:
        """Say nothing."""


class SlackBySocket:
    """The stand-in, reached as in Socket Mode: it opens a socket and sends envelopes through it."""

    def __init__(self) -> None:
        self.slack = StandIn(
            manifest(), bot_token=TOKEN, signing_secret=SECRET, clock=now, retry_delays=()
        )
        self.slack.connect(self.deliver)
        self.connected: queue.Queue[ServerConnection] = queue.Queue()
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.tokens: list[str] = []
        self.socket: Server = serve(self.talk, "127.0.0.1", 0)
        self.web = make_server("127.0.0.1", 0, self.answer, threaded=True, request_handler=Quiet)
        self.slack.base_url = f"http://127.0.0.1:{self.web.port}"

    def answer(self, environ: dict[str, Any], start_response: Any) -> Any:
        """The Web API: what opens a socket, and the rest of it."""
        request = Request(environ)
        if request.path != "/api/apps.connections.open":
            return self.slack(environ, start_response)
        self.tokens.append(request.headers["Authorization"])
        port = self.socket.socket.getsockname()[1]
        opened = {"ok": True, "url": f"ws://127.0.0.1:{port}/link"}
        return Response(json.dumps(opened), mimetype="application/json")(environ, start_response)

    def talk(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        self.connected.put(connection)
        for message in connection:
            self.answers.put(json.loads(message))

    def deliver(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """A request of the stand-in as an envelope, and the acknowledgement as its answer."""
        payload = payload_of(body, headers["Content-Type"])
        kind = {None: "slash_commands", "event_callback": "events_api"}.get(
            payload.get("type"), "interactive"
        )
        envelope = {"type": kind, "envelope_id": os.urandom(8).hex(), "payload": payload}
        self.connection.send(json.dumps({**envelope, "accepts_response_payload": True}))
        answer = self.answers.get(timeout=3)
        assert answer["envelope_id"] == envelope["envelope_id"]
        answered = json.dumps(answer["payload"]).encode() if answer.get("payload") else b""
        return Answer(200, {"Content-Type": "application/json"}, answered)

    def wait_for_app(self) -> None:
        self.connection = self.connected.get(timeout=PATIENCE)


def payload_of(body: bytes, media_type: str) -> dict[str, Any]:
    if media_type == "application/json":
        return dict(json.loads(body))
    form = dict(parse_qsl(body.decode()))
    return dict(json.loads(form["payload"])) if "payload" in form else form


@pytest.fixture
def end() -> Iterator[SlackBySocket]:
    end = SlackBySocket()
    threads = [
        threading.Thread(target=end.socket.serve_forever),
        threading.Thread(target=end.web.serve_forever, args=(0.05,)),
    ]
    for thread in threads:
        thread.start()
    yield end
    end.socket.shutdown()
    end.web.shutdown()
    for thread in threads:
        thread.join()


@pytest.fixture
def process(end: SlackBySocket, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "KNOWLEDGE_DIR": str(ROOT / "knowledge"),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{end.slack.base_url}/api/",
    }
    command = [sys.executable, "-m", "bot", "socket"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environ, stderr=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def test_everything_that_comes_through_a_socket_is_answered(end, process):
    end.wait_for_app()
    assert end.tokens == [f"Bearer {APP_TOKEN}"]
    slack = end.slack
    slack.send("ana", "aws-security", "/awssec shield")
    [card] = slack.state("ana")["conversations"][1]["messages"]
    assert card["ephemeral"] and card["blocks"][0]["text"]["text"] == "AWS Shield"

    slack.send("ben", "aws-security", "@awssec shield")
    wait_until(slack, "ben", lambda state: state["conversations"][1]["messages"][0]["reply_count"])

    slack.open_home("ben")
    wait_until(slack, "ben", lambda state: state["home"])

    process.send_signal(signal.SIGINT)
    _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "Traceback" not in log


def wait_until(slack: StandIn, user: str, seen: Any) -> None:
    """Until this person sees it; the stand-in tells when there is something new."""
    person = slack.workspace.person(user)
    for _ in range(10):
        version = slack.workspace.version(person)
        if seen(slack.state(user)):
            return
        slack.workspace.wait(person, version, PATIENCE)
    raise AssertionError("never seen")
