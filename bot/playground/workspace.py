"""The state of the playground's workspace: conversations, their messages, and who sees what.

It does not know how the app is reached, nor what the app may do.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.playground.directory import (
    CHANNELS,
    PEOPLE,
    SECURITY,
    SLACKBOT,
    App,
    Channel,
    Person,
)
from bot.playground.errors import Refusal
from bot.playground.forms import with_ids

Json = dict[str, Any]
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Message:
    ts: str
    user: str
    text: str
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    reader: str | None = None
    edited: bool = False
    system: bool = False

    @property
    def ephemeral(self) -> bool:
        return self.reader is not None

    def visible_to(self, person: str) -> bool:
        return self.reader in (None, person)


@dataclass(frozen=True)
class Conversation:
    """A channel, or one person's direct message with the app."""

    id: str
    name: str
    kind: str
    topic: str
    members: tuple[str, ...]
    private: bool = False


class Workspace:
    """Everything that people see but views; safe to use from several threads."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.lock = threading.RLock()
        self._changed = threading.Condition(self.lock)
        self._closed = False
        self._last_micros = 0
        self._version = 1
        self._people = {person.id: person for person in PEOPLE}
        self._versions = dict.fromkeys(self._people, 1)
        self._joined = {SECURITY.id}
        self._archived: set[str] = set()
        self._conversations = {channel.id: _shared(channel) for channel in CHANNELS}
        self._conversations |= {person.dm: _direct(person, app) for person in PEOPLE}
        self._messages: dict[str, dict[str, Message]] = {key: {} for key in self._conversations}

    # --- finding ----------------------------------------------------------------------------

    @property
    def people(self) -> list[Person]:
        """The sample workspace's people, then those who came with a channel."""
        return list(self._people.values())

    def person(self, named: str) -> Person:
        for person in self.people:
            if named in (person.id, person.name):
                return person
        raise Refusal(f"Nobody here is called {named}.")

    def conversation(self, named: str) -> Conversation | None:
        """The conversation with this id or channel name."""
        with self.lock:
            if named in self._conversations:
                return self._conversations[named]
            wanted = ("channel", named.removeprefix("#"))
            everything = self._conversations.values()
            return next((one for one in everything if (one.kind, one.name) == wanted), None)

    def seen_by(self, person: Person, named: str) -> Conversation:
        """The conversation as this person names it; theirs with the app also goes by its name."""
        if named.removeprefix("@") == self.app.name:
            named = person.dm
        conversation = self.conversation(named)
        if conversation is None or person.id not in conversation.members:
            raise Refusal("There is no such conversation.")
        return conversation

    def message(self, channel: str, ts: str) -> Message | None:
        with self.lock:
            return self._messages[channel].get(ts)

    def app_is_in(self, conversation: Conversation) -> bool:
        return conversation.kind == "im" or conversation.id in self._joined

    def is_archived(self, conversation: Conversation) -> bool:
        return conversation.id in self._archived

    def names(self) -> dict[str, str]:
        """What `@name` and `#channel` become in delivered text."""
        people = {f"@{person.name}": f"<@{person.id}>" for person in PEOPLE}
        channels = {f"#{channel.name}": f"<#{channel.id}|{channel.name}>" for channel in CHANNELS}
        return {**people, **channels, f"@{self.app.name}": f"<@{self.app.user_id}>"}

    # --- changing ---------------------------------------------------------------------------

    def new_ts(self) -> str:
        """The time as Slack writes it; no two are alike, and each is later than the last."""
        with self.lock:
            micros = int(self.clock().timestamp() * 1_000_000)
            self._last_micros = max(micros, self._last_micros + 1)
            return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def post(
        self,
        conversation: Conversation,
        user: str,
        text: str,
        *,
        blocks: list[Json] | None = None,
        thread_ts: str | None = None,
        reader: str | None = None,
        system: bool = False,
    ) -> Message:
        with self.lock:
            ts = self.new_ts()
            filled = with_ids(blocks, _prefix(ts)) if blocks else None
            message = Message(ts, user, text, filled, thread_ts, reader, system=system)
            there = self._messages[conversation.id]
            there[ts] = message
            if thread_ts and not reader:  # a message with replies is the first of its own thread
                there[thread_ts] = replace(there[thread_ts], thread_ts=thread_ts)
            self.touch([reader] if reader else conversation.members)
            return message

    def tell(
        self, conversation: Conversation, reader: Person, text: str, thread_ts: str | None = None
    ) -> None:
        """Slackbot says something that only this person sees."""
        self.post(conversation, SLACKBOT, text, thread_ts=thread_ts, reader=reader.id)

    def edit(
        self, conversation: Conversation, message: Message, text: str, blocks: list[Json] | None
    ) -> Message:
        """The message as it is now; one that has been deleted stays so."""
        with self.lock:
            filled = with_ids(blocks, _prefix(self.new_ts())) if blocks else None
            # Slack marks as edited only what others may have read before.
            edited = replace(message, text=text, blocks=filled, edited=not message.ephemeral)
            if message.ts in self._messages[conversation.id]:
                self._messages[conversation.id][message.ts] = edited
                self.touch([message.reader] if message.reader else conversation.members)
            return edited

    def delete(self, conversation: Conversation, message: Message) -> None:
        with self.lock:
            if self._messages[conversation.id].pop(message.ts, None):
                self.touch([message.reader] if message.reader else conversation.members)

    def join(self, conversation: Conversation) -> bool:
        """The app becomes a member of a channel; false where it was one."""
        with self.lock:
            if self.app_is_in(conversation):
                return False
            self._joined.add(conversation.id)
            return True

    def add_channel(self, channel: Channel, *, joined: bool = True) -> None:
        """One more channel beside those of the sample workspace, with the app in it or not.

        Members that the workspace has not had yet come into it.
        """
        new = {one.id: one for one in channel.members or () if one.id not in self._people}
        added = {channel.id: _shared(channel)}
        added |= {one.dm: _direct(one, self.app) for one in new.values()}
        with self.lock:
            self._people |= new
            self._versions |= dict.fromkeys(new, 1)
            self._conversations |= added
            self._messages |= {id: {} for id in added}
            if joined:
                self._joined.add(channel.id)
            self.touch(self._conversations[channel.id].members)

    def leave(self, conversation: Conversation) -> bool:
        """The app is no longer a member of a channel; false where it was none."""
        with self.lock:
            if conversation.id not in self._joined:
                return False
            self._joined.remove(conversation.id)
            return True

    def set_archived(self, conversation: Conversation, archived: bool) -> None:
        with self.lock:
            (self._archived.add if archived else self._archived.discard)(conversation.id)
            self.touch(conversation.members)

    # --- watching ---------------------------------------------------------------------------

    def touch(self, people: Iterable[str]) -> None:
        """What these people see has changed."""
        with self.lock:
            self._version += 1
            self._versions.update(dict.fromkeys(people, self._version))
            self._changed.notify_all()

    def touch_all(self) -> None:
        self.touch(self._versions)

    def version(self, person: Person) -> int:
        return self._versions[person.id]

    def wait(self, person: Person, seen: int, timeout: float) -> int:
        """The version that this person sees, as soon as it is another than `seen`."""
        with self.lock:
            self._changed.wait_for(lambda: self._closed or self.version(person) != seen, timeout)
            return self.version(person)

    @property
    def closed(self) -> bool:
        return self._closed

    def set_closed(self, closed: bool) -> None:
        """Wakes whoever waits, so that a server can stop at once."""
        with self.lock:
            self._closed = closed
            self._changed.notify_all()

    def conversations(self, person: Person) -> list[Json]:
        """What this person sees, in the form the page asks for."""
        with self.lock:
            return [
                {
                    "id": conversation.id,
                    "name": conversation.name,
                    "kind": conversation.kind,
                    "topic": conversation.topic,
                    "private": conversation.private,
                    "archived": self.is_archived(conversation),
                    "app_is_member": self.app_is_in(conversation),
                    "messages": self._listed(conversation, person),
                }
                for conversation in self._conversations.values()
                if person.id in conversation.members
            ]

    def _listed(self, conversation: Conversation, person: Person) -> list[Json]:
        messages = [m for m in self._messages[conversation.id].values() if m.visible_to(person.id)]
        replies = Counter(m.thread_ts for m in messages if m.thread_ts != m.ts and not m.ephemeral)
        return [_entry(message, replies[message.ts]) for message in messages]


def _prefix(ts: str) -> str:
    return f"b{ts.replace('.', '')}-"


def _shared(channel: Channel) -> Conversation:
    people = PEOPLE if channel.members is None else channel.members
    members = tuple(person.id for person in people)
    private = channel.members is not None
    return Conversation(channel.id, channel.name, "channel", channel.topic, members, private)


def _direct(person: Person, app: App) -> Conversation:
    return Conversation(person.dm, app.name, "im", "", (person.id,))


def _entry(message: Message, replies: int) -> Json:
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": message.ephemeral,
        "edited": message.edited,
        "reply_count": replies,
        "system": message.system,
    }
