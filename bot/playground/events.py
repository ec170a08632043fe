"""Events on their way to the app: only those it subscribes to, and again if it does not answer."""

import json
import threading
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from bot.playground import payloads
from bot.playground.directory import Person
from bot.playground.sender import NoAnswer, Sender
from bot.playground.workspace import Conversation, Message, Workspace

Json = dict[str, Any]


SUBSCRIPTIONS = {"D": "message.im", "G": "message.groups", "C": "message.channels"}


class Events:
    """Sends each event once, then up to as many times more as there are retry delays."""

    def __init__(self, workspace: Workspace, sender: Sender, retry_delays: Sequence[float]) -> None:
        self._workspace = workspace
        self._app = workspace.app
        self._sender = sender
        self._retry_delays = tuple(retry_delays)
        self._lock = threading.Lock()
        self._waiting: set[threading.Timer] = set()

    # --- what happened ----------------------------------------------------------------------

    def message(self, conversation: Conversation, message: Message) -> None:
        """Somebody wrote something; the app hears of it where it is a member."""
        if not self._workspace.app_is_in(conversation):
            return
        direct = conversation.kind == "im"
        if not direct and f"<@{self._app.user_id}>" in message.text:
            self._tell("app_mention", "app_mention", conversation, message)
        subscription = SUBSCRIPTIONS[payloads.letter(conversation)]
        self._tell(subscription, "message", conversation, message)

    def _tell(
        self, subscription: str, kind: str, conversation: Conversation, message: Message
    ) -> None:
        client_id = str(uuid.uuid4())
        event = payloads.message_event(kind, self._app, conversation, message, client_id)
        self._announce(subscription, event)

    def home_opened(self, person: Person, tab: str, view: Json | None) -> None:
        ts = self._workspace.new_ts()
        self._announce("app_home_opened", payloads.home_event(person, tab, ts, view))

    def joined(self, conversation: Conversation, inviter: Person) -> None:
        ts = self._workspace.new_ts()
        event = payloads.join_event(self._app, conversation, inviter, ts)
        self._announce("member_joined_channel", event)

    def uninstalled(self) -> None:
        self._announce("app_uninstalled", {"type": "app_uninstalled"})

    def tokens_revoked(self) -> None:
        self._announce("tokens_revoked", payloads.tokens_revoked_event(self._app))

    # --- sending ----------------------------------------------------------------------------

    def _announce(self, subscription: str, event: Json) -> None:
        if self._app.subscribes(subscription):
            # Not counted: the app remembers ids longer than one run of the playground.
            event_id = f"Ev{uuid.uuid4().hex[:10].upper()}"
            now = int(self._workspace.clock().timestamp())
            envelope = payloads.event_callback(self._app, event, event_id, now)
            self._deliver(json.dumps(envelope), 0, "")

    def _deliver(self, body: str, attempt: int, reason: str) -> None:
        retry = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        try:
            self._sender(body, "application/json", retry if attempt else None)
        except NoAnswer as failure:
            if failure.may_retry and attempt < len(self._retry_delays):
                delay, why = self._retry_delays[attempt], failure.retry_reason
                self.later(delay, lambda: self._deliver(body, attempt + 1, why))

    def later(self, delay: float, work: Callable[[], None]) -> None:
        """At once where there is nothing to wait for, so that a test sees all of it happen."""
        if delay <= 0:
            work()
        else:
            self._start(delay, work)

    def aside(self, work: Callable[[], None]) -> None:
        """In a thread of its own: whoever asked does not wait."""
        self._start(0, work)

    def _start(self, delay: float, work: Callable[[], None]) -> None:
        timer = threading.Timer(delay, work)
        timer.daemon = True
        timer.start()
        with self._lock:
            self._waiting = {waiting for waiting in self._waiting if waiting.is_alive()} | {timer}

    def stop(self) -> None:
        """Drops the retries that are still to come."""
        with self._lock:
            for timer in self._waiting:
                timer.cancel()
