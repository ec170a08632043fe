"""The way of a question from signed HTTP request to response body, beside a bare Bolt app.

Both apps are asked in turn, in this process and through gunicorn; Slack is the stand-in.
"""

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from statistics import median
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.app import create_app, create_study, manifest, now, open_knowledge
from bot.config import Config
from bot.playground import StandIn
from bot.web import SLACK_PATH, Web
from tests.bench.bare import bare_app
from tests.bench.figures import ms, p99, show
from tests.bench.load import Load, Request, Round
from tests.bench.material import KNOWLEDGE, questions
from tests.bench.servers import gunicorn
from tests.office import SECRET, TOKEN, signed

ROUNDS = 7
REQUESTS = 800
CONNECTIONS = 8
MIX = 50
AIM_SHARE, AIM_P99 = "70%", "5"

Ask = Callable[[Sequence[Request]], Round]
"""Sends all requests and says how long they took."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask both apps."""

    name: str
    bare: Ask
    awssec: Ask


def main() -> None:
    asked = {"shield": ["shield"], f"{MIX} asked": questions("asked", MIX)}
    with ExitStack() as stack:
        config = stack.enter_context(slack())
        ways = [
            *stack.enter_context(in_process(config)),
            *stack.enter_context(through_http(config)),
        ]
        rows = [row(way, name, texts) for way in ways for name, texts in asked.items()]
    show(
        f"medians of {ROUNDS} rounds, both apps in turn, {REQUESTS} requests a round",
        ["way", "asked", "bare/s", "awssec/s", "share", "aim", "bare p50, p99 ms", "awssec", "aim"],
        rows,
    )


@contextmanager
def slack() -> Iterator[Config]:
    """The stand-in for Slack on this machine, and an empty database, while the block runs."""
    stand_in = StandIn(manifest(), bot_token=TOKEN, signing_secret=SECRET, clock=now)
    address = stand_in.serve()
    with tempfile.TemporaryDirectory() as folder:
        try:
            yield Config(
                bot_token=TOKEN,
                signing_secret=SECRET,
                api_url=f"{address}/api/",
                database_url=f"sqlite:///{folder}/awssec.db",
                knowledge_dir=KNOWLEDGE,
            )
        finally:
            stand_in.stop()


@contextmanager
def in_process(config: Config) -> Iterator[list[Way]]:
    """Without a network: into Bolt, and into the WSGI apps around it."""
    with closing(create_study(config, open_knowledge(config))) as study:
        bare, awssec = bare_app(config), create_app(study, config)
        yield [
            Way("Bolt's dispatch", partial(dispatch, bare), partial(dispatch, awssec)),
            Way(
                "WSGI", partial(call, SlackRequestHandler(bare)), partial(call, Web(awssec, study))
            ),
        ]


@contextmanager
def through_http(config: Config) -> Iterator[list[Way]]:
    """Through gunicorn, over one connection and over several."""
    first = slash("shield")
    with (
        Load(CONNECTIONS) as load,
        gunicorn("tests.bench.bare:create_wsgi()", config, first) as bare,
        gunicorn("bot.web:create_wsgi()", config, first) as awssec,
    ):
        yield [
            Way(
                f"gunicorn, {count} connection{'s' * (count > 1)}",
                lambda requests, n=count: load.run(bare, requests, n),
                lambda requests, n=count: load.run(awssec, requests, n),
            )
            for count in (1, CONNECTIONS)
        ]


def row(way: Way, name: str, texts: Sequence[str]) -> list[str]:
    rounds = [turn(way, texts, swap=bool(number % 2)) for number in range(ROUNDS)]
    bare, awssec = zip(*rounds, strict=True)
    share = median(ours.rate / theirs.rate for theirs, ours in rounds)
    return [
        way.name,
        name,
        f"{median(one.rate for one in bare):.0f}",
        f"{median(one.rate for one in awssec):.0f}",
        f"{share:.0%}",
        AIM_SHARE if way.name.startswith("gunicorn") else "",
        latencies(bare),
        latencies(awssec),
        AIM_P99 if way.name.endswith("1 connection") else "",
    ]


def turn(way: Way, texts: Sequence[str], *, swap: bool) -> tuple[Round, Round]:
    """One round of the bare app and one of awssec, in either order."""
    requests = [slash(text) for text in islice(cycle(texts), REQUESTS)]
    if swap:
        awssec = way.awssec(requests)
        return way.bare(requests), awssec
    return way.bare(requests), way.awssec(requests)


def latencies(rounds: Sequence[Round]) -> str:
    half = median(median(one.seconds) for one in rounds)
    return f"{ms(half)}, {ms(median(p99(one.seconds) for one in rounds))}"


def slash(text: str) -> Request:
    """`/awssec text` as Slack sends it, signed now."""
    fields = {
        "token": "verification-token",
        "team_id": "T0000000001",
        "team_domain": "office",
        "channel_id": "C0000000001",
        "channel_name": "aws-security",
        "user_id": "U0000000001",
        "user_name": "ana",
        "command": "/awssec",
        "text": text,
        "api_app_id": "A0000000001",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0000000001/1234567890123/abcdef",
        "trigger_id": "1234567890123.1234567890.0123456789abcdef0123456789abcdef",
    }
    return signed(urlencode(fields).encode(), "application/x-www-form-urlencoded")


def dispatch(app: App, requests: Sequence[Request]) -> Round:
    def one(request: Request) -> None:
        body, headers = request
        response = app.dispatch(BoltRequest(body=body.decode(), headers=headers))
        response.body.encode()
        assert response.status == 200

    return timed(one, requests)


def call(wsgi: Callable[..., object], requests: Sequence[Request]) -> Round:
    statuses: list[str] = []

    def one(request: Request) -> None:
        body, headers = request
        b"".join(wsgi(environ(body, headers), lambda status, _: statuses.append(status)))

    result = timed(one, requests)
    assert set(statuses) == {"200 OK"}
    return result


def environ(body: bytes, headers: dict[str, str]) -> dict[str, object]:
    sent = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return sent | {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": SLACK_PATH,
        "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": sent.pop("HTTP_CONTENT_TYPE"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
    }


def timed(one: Callable[[Request], None], requests: Sequence[Request]) -> Round:
    one(requests[0])
    began = time.perf_counter()
    seconds = []
    for request in requests:
        start = time.perf_counter()
        one(request)
        seconds.append(time.perf_counter() - start)
    return Round(len(requests) / (time.perf_counter() - began), seconds)


if __name__ == "__main__":
    main()
