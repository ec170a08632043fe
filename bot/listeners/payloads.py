"""What listeners read out of Slack's payloads, in one place."""

import hashlib
import re
from typing import Any

from slack_bolt import Ack

Payload = dict[str, Any]

_MENTION = re.compile(r"<[@!][^<>]*>")
_LABELLED = re.compile(r"<[^<>|]*\|([^<>]*)>")
_BARE = re.compile(r"<([^<>|]*)>")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Halves of characters, which a database refuses, and what changes a terminal's display."""


def at_once(ack: Ack) -> None:
    """Acknowledge; the work follows in a lazy listener."""
    ack()


def typed(text: str | None) -> str:
    """The words a person typed, without Slack's mark-up: mentions dropped, links by their label."""
    text = _MENTION.sub(" ", text or "")
    text = _LABELLED.sub(r"\1", text)
    text = _BARE.sub(r"\1", text)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return cleaned(text)


def cleaned(text: str | None) -> str:
    """`text` in one line, without what cannot be stored."""
    return " ".join(_UNSTORABLE.sub(" ", text or "").split())


def team_of(body: Payload) -> str:
    """The workspace that awssec is installed in, from any request of Slack's.

    In a channel shared with another organisation that need not be the person's own: `team` of a
    form or of a button in it is theirs, and so may `team_id` of an event be.
    """
    of_view = (body.get("view") or {}).get("app_installed_team_id")
    of_event = [one.get("team_id") for one in body.get("authorizations") or ()]
    named = body.get("team_id") or (body.get("team") or {}).get("id")
    return str(next(filter(None, (of_view, *of_event, named)), None) or body["user"]["team_id"])


def channel_of(body: Payload) -> str:
    """The channel in which somebody clicked; empty in a modal and on the Home tab."""
    return str(body["container"].get("channel_id", ""))


def is_direct(channel: str) -> bool:
    """Whether the id is that of a direct message."""
    return channel.startswith("D")


def message_claim(deed: str, body: Payload) -> str:
    """A name for one person's deed on one message, the same when they click twice.

    Hashed, so that the database holds no user ids.
    """
    place = body["container"]
    parts = (deed, team_of(body), body["user"]["id"])
    where = (channel_of(body), place.get("message_ts") or place.get("view_id", ""))
    digest = hashlib.sha256("|".join(map(str, parts + where)).encode()).hexdigest()
    return f"{deed}:{digest[:40]}"
