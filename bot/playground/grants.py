"""What Slack hands out for a short time: trigger ids for one use, response URLs for five."""

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.directory import Person
from bot.playground.errors import ApiError
from bot.playground.workspace import Clock, Conversation, Message

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass
class _Trigger:
    person: Person
    issued: datetime
    exchanged: bool = False


@dataclass(frozen=True)
class Place:
    """Where an answer goes: to whom, in which conversation, and in place of which message."""

    person: Person
    conversation: Conversation
    source: Message | None = None


@dataclass
class _ResponseUrl:
    place: Place
    issued: datetime
    left: int = RESPONSE_USES


class Grants:
    """Safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._triggers: dict[str, _Trigger] = {}
        self._responses: dict[str, _ResponseUrl] = {}
        self.token_error: str | None = None
        """With what calls are refused since the app's token was withdrawn; None before."""

    def trigger(self, person: Person) -> str:
        with self._lock:
            number = len(self._triggers) + 1
            name = f"{number}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
            self._triggers[name] = _Trigger(person, self._clock())
            return name

    def exchange(self, trigger_id: str) -> Person:
        """Whom a trigger lets the app open a view for."""
        with self._lock:
            trigger = self._triggers.get(trigger_id)
            if trigger is None:
                raise ApiError("invalid_trigger_id")
            if trigger.exchanged:
                raise ApiError("exchanged_trigger_id")
            if self._clock() - trigger.issued > TRIGGER_LIFE:
                raise ApiError("expired_trigger_id")
            trigger.exchanged = True
            return trigger.person

    def response(self, place: Place) -> str:
        with self._lock:
            token = secrets.token_urlsafe(18)
            self._responses[token] = _ResponseUrl(place, self._clock())
            return token

    def respond(self, token: str) -> Place:
        """Where an answer to this response URL goes; every call uses it up a little."""
        with self._lock:
            response = self._responses.get(token)
            if response is None:
                raise ApiError("invalid_url", status=404)
            if self._clock() - response.issued > RESPONSE_LIFE:
                raise ApiError("expired_url", status=404)
            if response.left == 0:
                raise ApiError("used_url", status=404)
            response.left -= 1
            return response.place
