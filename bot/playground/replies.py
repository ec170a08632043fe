"""Messages that the app sends, by call, answer or response URL: checked, then put in place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.block_kit import faults
from bot.playground.errors import ApiError, invalid
from bot.playground.grants import Grants, Place
from bot.playground.workspace import Message, Workspace

Json = dict[str, Any]

LONGEST_TEXT = 40_000


@dataclass(frozen=True)
class Draft:
    text: str
    blocks: list[Json] | None


def drafted(payload: Mapping[str, Any]) -> Draft:
    """The message in a payload, or the error with which Slack refuses it."""
    if payload.get("attachments"):
        fault = "the playground does not show attachments [json-pointer:/attachments]"
        raise invalid("invalid_arguments", [fault])
    text = payload.get("text") or ""
    blocks = decoded(payload.get("blocks") or None, "invalid_blocks_format")
    if not isinstance(text, str):
        raise invalid("invalid_arguments", ["must provide a string [json-pointer:/text]"])
    if not text and not blocks:
        raise ApiError("no_text")
    if len(text) > LONGEST_TEXT:
        raise ApiError("msg_too_long")
    if blocks and (found := faults(blocks, "message")):
        raise invalid("invalid_blocks", found)
    return Draft(text, blocks)


def decoded(value: Any, error: str) -> Any:
    """An argument that may come as JSON or as a string with JSON in it."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise ApiError(error) from None


def flag(value: Any, default: bool) -> bool:
    """Slack's documentation writes these as strings as often as not."""
    return default if value is None else value in (True, "true", "True", "1", 1)


class Replies:
    """Puts what the app answers into the workspace."""

    def __init__(self, workspace: Workspace, grants: Grants) -> None:
        self._workspace = workspace
        self._grants = grants

    def to_response_url(self, token: str, payload: Mapping[str, Any]) -> None:
        place = self._grants.respond(token)
        try:
            self._respond(place, payload)
        except ApiError as error:
            error.status = 400
            raise

    def _respond(self, place: Place, payload: Mapping[str, Any]) -> None:
        source = place.source
        if source and flag(payload.get("delete_original"), default=False):
            self._workspace.delete(place.conversation, source)
            return
        draft = drafted(payload)
        if source and self._replaces(source, payload):
            self._workspace.edit(place.conversation, source, draft.text, draft.blocks)
        else:
            self.post(place, payload)

    def _replaces(self, source: Message, payload: Mapping[str, Any]) -> bool:
        # Slack puts the answer to a message in that message's place unless told not to. What only
        # one person sees can't become visible to all that way: it becomes a message of its own.
        becomes_visible = source.ephemeral and payload.get("response_type") == "in_channel"
        return flag(payload.get("replace_original"), default=not becomes_visible)

    def post(self, place: Place, payload: Mapping[str, Any]) -> Message:
        """A new message by the app, for one person unless it says `in_channel`."""
        draft = drafted(payload)
        thread_ts = payload.get("thread_ts")
        if thread_ts is not None:
            thread_ts = self.thread(place.conversation.id, thread_ts)
        visible = payload.get("response_type") == "in_channel"
        return self._workspace.post(
            place.conversation,
            self._workspace.app.user_id,
            draft.text,
            blocks=draft.blocks,
            thread_ts=thread_ts,
            reader=None if visible else place.person.id,
        )

    def thread(self, channel: str, ts: Any) -> str:
        """The first message of the thread that this message is in."""
        parent = self._workspace.message(channel, ts) if isinstance(ts, str) else None
        if parent is None:
            raise ApiError("thread_not_found")
        if parent.ephemeral:
            raise ApiError("cannot_reply_to_message")
        return parent.thread_ts or parent.ts
