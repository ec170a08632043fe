"""A stand-in with a clock that tests move, and an app on the other end that answers as told."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.test import Client, TestResponse

from bot.playground import Answer, StandIn

BOT_TOKEN = "xoxb-test"
SIGNING_SECRET = "signing-secret"
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "awssec", "description": "Answers on AWS security"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "awssec", "always_online": True},
        "slash_commands": [
            {"command": "/awssec", "description": "Ask", "usage_hint": "shield vs waf"},
            {"command": "/escaped", "description": "Escapes", "should_escape": True},
        ],
        "shortcuts": [
            {
                "name": "Explain",
                "type": "message",
                "callback_id": "explain",
                "description": "Explains",
            }
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["app_mentions:read", "chat:write", "commands", "im:history"]}
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "app_mention", "message.im"]},
    },
}


class MovableClock:
    """Stands still unless a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class ScriptedApp:
    """Keeps what it is sent and answers 200 with nothing in it, unless told otherwise."""

    received: list[tuple[dict[str, Any], Mapping[str, str]]] = field(default_factory=list)
    answers: list[Answer | Exception | Callable[[], Answer]] = field(default_factory=list)

    def __call__(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        self.received.append((_decoded(body, headers["Content-Type"]), headers))
        answer = self.answers.pop(0) if self.answers else Answer(200)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, Answer) else answer()

    def will_answer(self, *answers: Any) -> None:
        """Each a dict (sent as JSON), a text, an Answer, an exception or a function."""
        self.answers += [_answer(answer) for answer in answers]

    @property
    def payloads(self) -> list[dict[str, Any]]:
        return [payload for payload, _ in self.received]

    @property
    def last(self) -> dict[str, Any]:
        return self.payloads[-1]


def _decoded(body: bytes, content_type: str) -> dict[str, Any]:
    if content_type == "application/json":
        return dict(json.loads(body))
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return dict(json.loads(form["payload"])) if "payload" in form else form


def _answer(given: Any) -> Any:
    match given:
        case dict():
            return Answer(200, {"content-type": "application/json"}, json.dumps(given).encode())
        case str():
            return Answer(200, {"content-type": "text/plain"}, given.encode())
    return given


class Slack:
    """The stand-in as these tests use it: called in process, looked at through `state`."""

    def __init__(
        self,
        manifest: dict[str, Any] = MANIFEST,
        retry_delays: tuple[float, ...] = (0, 0, 0),
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.clock = MovableClock()
        self.app = ScriptedApp()
        self.stand_in = StandIn(
            manifest,
            bot_token=BOT_TOKEN,
            signing_secret=SIGNING_SECRET,
            clock=clock or self.clock,
            retry_delays=retry_delays,
        )
        self.stand_in.connect(self.app)
        self.http = Client(self.stand_in)

    def api(self, method: str, **arguments: Any) -> dict[str, Any]:
        response = self.post(
            f"/api/{method}", arguments, headers={"Authorization": f"Bearer {BOT_TOKEN}"}
        )
        return dict(response.get_json())

    def post(self, path: str, body: Any, **more: Any) -> TestResponse:
        return self.http.post(path, json=body, **more)

    def respond(self, response_url: str, **payload: Any) -> TestResponse:
        return self.post(response_url.removeprefix(self.stand_in.base_url), payload)

    def messages(self, user: str, channel: str = "aws-security") -> list[dict[str, Any]]:
        person = self.stand_in.workspace.person(user)
        wanted = self.stand_in.workspace.seen_by(person, channel).id
        for conversation in self.stand_in.state(user)["conversations"]:
            if conversation["id"] == wanted:
                return list(conversation["messages"])
        raise LookupError(channel)

    def card(self, **message: Any) -> dict[str, Any]:
        """A message by the app in #aws-security, with a button unless told otherwise."""
        posted = self.api("chat.postMessage", channel="#aws-security", **{**CARD, **message})
        assert posted["ok"], posted
        return {"kind": "message", "channel": posted["channel"], "ts": posted["ts"]}

    def modal(self, user: str = "ana", **view: Any) -> str:
        """A modal that the app opens for this person; its id."""
        self.stand_in.send(user, "aws-security", "/awssec form")
        trigger_id = self.app.last["trigger_id"]
        opened = self.api("views.open", trigger_id=trigger_id, view={**MODAL, **view})
        assert opened["ok"], opened
        return str(opened["view"]["id"])

    def modals(self, user: str = "ana") -> list[dict[str, Any]]:
        return list(self.stand_in.state(user)["modals"])


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Press"), "action_id": "press", "value": "7", **more}


CARD = {
    "text": "A card",
    "blocks": [
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Shield*"}, "accessory": button()}
    ],
}
MODAL = {
    "type": "modal",
    "callback_id": "schedule",
    "title": plain("Schedule"),
    "submit": plain("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "time",
            "label": plain("Time"),
            "element": {"type": "plain_text_input", "action_id": "at"},
        }
    ],
}


def entered(value: str) -> dict[str, Any]:
    """The state of MODAL with this text in its input."""
    return {"values": {"time": {"at": {"type": "plain_text_input", "value": value}}}}


HOME = {"type": "home", "blocks": [{"type": "actions", "elements": [button()]}]}


def manifest_with(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """A copy of MANIFEST after this change."""
    manifest = copy.deepcopy(MANIFEST)
    change(manifest)
    return manifest


def private(slack: Slack, user: str = "ana") -> list[str]:
    """What only this person sees in #aws-security."""
    return [message["text"] for message in slack.messages(user) if message["ephemeral"]]
