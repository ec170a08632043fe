"""awssec as it runs, with the stand-in for Slack around it: driven by what people do and see."""

import hmac
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import Engine
from werkzeug.test import Client

from bot.app import create_app, manifest, now
from bot.config import Config
from bot.domain.gaps import Gap, merge
from bot.domain.matching import DidYouMean, Finder
from bot.playground import Answer, StandIn
from bot.storage.engine import open_engine
from bot.storage.knowledge_watch import Watched
from bot.storage.migrations import migrate
from bot.storage.store import Store
from bot.study import Study
from bot.web import SLACK_PATH, Web

Json = dict[str, Any]

TOKEN = "xoxb-test"
SECRET = "signing-secret"
WORKER = "elsewhere"
"""A worker that was alive when the office was opened."""
KNOWLEDGE = Path(__file__).parents[1] / "knowledge"


@cache
def whole_finder() -> Watched[Finder]:
    """The finder over all of the real knowledge: made once, for nobody changes it."""
    return Watched(KNOWLEDGE, Finder)


def vague_word(finder: Finder) -> str:
    """A word of which the finder isn't sure what it means, whatever its thresholds are."""
    titles = (topic.title for topic in finder.knowledge.topics.values())
    words = sorted({word.lower() for title in titles for word in title.split()})
    return next(word for word in words if isinstance(finder.find(word), DidYouMean))


class Inline(Executor):
    """Runs at once, so that a test sees everything happen."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def signed(
    body: bytes, media_type: str = "application/json", *, secret: str = SECRET, age: int = 0
) -> tuple[bytes, dict[str, str]]:
    """A request as Slack signed it `age` seconds ago: its body and headers."""
    timestamp = str(int(time.time()) - age)
    base = b"v0:" + timestamp.encode() + b":" + body
    signature = "v0=" + hmac.new(secret.encode(), base, "sha256").hexdigest()
    return body, {
        "Content-Type": media_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature,
    }


@dataclass(frozen=True)
class Shown:
    """A message, a modal or the Home tab on somebody's screen."""

    user: str
    source: Json
    blocks: list[Json]
    text: str = ""
    ephemeral: bool = False
    thread_ts: str | None = None

    @property
    def title(self) -> str:
        return str(next(b["text"]["text"] for b in self.blocks if b["type"] == "header"))

    @property
    def words(self) -> str:
        """Everything that can be read, in order."""
        return "\n".join(text for _, text in texts(self.blocks))

    @property
    def buttons(self) -> list[str]:
        return [e["text"]["text"] for e in self.elements() if e["type"] == "button"]

    @property
    def choices(self) -> list[str]:
        """The options of all menus."""
        return [o["text"]["text"] for e in self.elements() for o in e.get("options", ())]

    def elements(self) -> Iterator[Json]:
        for block in self.blocks:
            yield from block.get("elements", ()) if block["type"] == "actions" else ()
            yield from [block["accessory"]] if "accessory" in block else ()


def texts(node: Any) -> Iterator[tuple[str, str]]:
    """Every text in blocks with the type of the object that holds it."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node.get("type", ""), node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from texts(value)


class Office:
    """The sample workspace with awssec in it. Slack's requests reach the real WSGI app."""

    def __init__(
        self,
        finder: Watched[Finder],
        database_url: str,
        *,
        clock: Callable[[], datetime] = now,
        executor: Executor | None = None,
        installed: Json | None = None,
    ) -> None:
        self.finder = finder
        self.engine: Engine = open_engine(database_url)
        migrate(self.engine)
        self.study = Study(finder, Store(self.engine), clock, Random(1))
        self.study.workers.alive(WORKER, now=now())
        self.slack = StandIn(
            installed or manifest(),
            bot_token=TOKEN,
            signing_secret=SECRET,
            clock=now,
            retry_delays=(0, 0, 0),
        )
        address = self.slack.serve(0)
        config = Config(
            bot_token=TOKEN,
            signing_secret=SECRET,
            api_url=f"{address}/api/",
            database_url=database_url,
        )
        self.web = Web(create_app(self.study, config, executor or Inline()), self.study)
        self.http = Client(self.web)
        self.requests: list[tuple[bytes, Mapping[str, str]]] = []
        self.slack.connect(self.deliver)

    def close(self) -> None:
        self.slack.stop()
        self.engine.dispose()

    def deliver(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """What Slack sends, into the app and noted."""
        self.requests.append((body, headers))
        response = self.http.post(SLACK_PATH, data=body, headers=dict(headers))
        return Answer(response.status_code, dict(response.headers), response.data)

    def deliver_again(self) -> Answer:
        """Slack's last request once more, as after a double click or a lost answer."""
        return self.deliver(*self.requests[-1])

    def form_of(self, kind: str) -> dict[str, str]:
        """The fields of Slack's last request with `kind` in it: of a command, or of a click."""
        body = next(body for body, _ in reversed(self.requests) if kind.encode() in body)
        return dict(parse_qsl(body.decode(), keep_blank_values=True))

    def deliver_form(self, fields: Mapping[str, str]) -> Answer:
        """A command or a click of these fields, as Slack signs it."""
        form = "application/x-www-form-urlencoded"
        return self.deliver(*signed(urlencode(fields).encode(), form))

    # --- what people do ---------------------------------------------------------------------

    def ask(self, text: str, user: str = "ana", channel: str = "aws-security") -> Shown:
        """Type `/awssec text`; the answer."""
        self.slack.send(user, channel, f"/awssec {text}")
        return self.last(user, channel)

    def click(self, shown: Shown, text: str) -> None:
        element = next(
            e for e in shown.elements() if e["type"] == "button" and e["text"]["text"] == text
        )
        self.slack.act(shown.user, shown.source, {"action_id": element["action_id"]})

    def choose(self, shown: Shown, text: str) -> None:
        """Pick an option from whichever menu has it."""
        menu, option = next(
            (e, o)
            for e in shown.elements()
            for o in e.get("options", ())
            if o["text"]["text"] == text
        )
        action = {"action_id": menu["action_id"], "selected_option": option}
        self.slack.act(shown.user, shown.source, action)

    # --- what people see --------------------------------------------------------------------

    def seen(self, user: str = "ana", channel: str = "aws-security") -> list[Shown]:
        person = self.slack.workspace.person(user)
        place = self.slack.workspace.seen_by(person, channel).id
        conversations = self.slack.state(user)["conversations"]
        return [
            Shown(
                user,
                {"kind": "message", "channel": place, "ts": message["ts"]},
                message["blocks"] or [],
                message["text"],
                message["ephemeral"],
                message["thread_ts"],
            )
            for conversation in conversations
            if conversation["id"] == place
            for message in conversation["messages"]
        ]

    def gaps(self) -> Sequence[Gap]:
        """What was asked in vain, as the command line lists it."""
        return merge(Store(self.engine).asked_in_vain(None))

    def last(self, user: str = "ana", channel: str = "aws-security") -> Shown:
        return self.seen(user, channel)[-1]

    def modal(self, user: str = "ana") -> Shown:
        top = self.slack.state(user)["modals"][-1]
        source = {"kind": "view", "view_id": top["view_id"]}
        return Shown(user, source, top["view"]["blocks"])

    def home(self, user: str = "ana") -> Shown:
        self.slack.open_home(user)
        return Shown(user, {"kind": "home"}, self.slack.state(user)["home"]["blocks"])
