"""What Slack makes of typed text: escapes, mentions and links, and the same as rich text."""

import re
from collections.abc import Mapping
from typing import Any

_NAME = re.compile(r"(?<![\w@#&])[@#][\w.-]*\w")
_LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)'\"]")
_TOKEN = re.compile(r"<([@#])(\w+)(?:\|[^>]*)?>|<(https?://[^>|]+)(?:\|([^>]*))?>")
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def escape(text: str) -> str:
    for character, entity in _ENTITIES:
        text = text.replace(character, entity)
    return text


def unescape(text: str) -> str:
    for character, entity in reversed(_ENTITIES):
        text = text.replace(entity, character)
    return text


def delivered(typed: str, names: Mapping[str, str]) -> str:
    """Typed text as an app receives it; `names` says what `@name` and `#channel` stand for."""
    linked = _LINK.sub(lambda match: f"<{match[0]}>", escape(typed))
    return _outside_links(linked, names)


def _outside_links(text: str, names: Mapping[str, str]) -> str:
    parts = re.split(r"(<[^>]*>)", text)
    return "".join(
        part if part.startswith("<") else _NAME.sub(lambda m: names.get(m[0], m[0]), part)
        for part in parts
    )


def rich_text(text: str) -> list[dict[str, Any]]:
    """The `blocks` that Slack adds to a person's message."""
    section = {"type": "rich_text_section", "elements": list(_inline(text))}
    return [{"type": "rich_text", "block_id": "typed", "elements": [section]}]


def _inline(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    end = 0
    for match in _TOKEN.finditer(text):
        found += _words(text[end : match.start()])
        found.append(_reference(match))
        end = match.end()
    return found + _words(text[end:])


def _words(text: str) -> list[dict[str, Any]]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _reference(match: re.Match[str]) -> dict[str, Any]:
    if match[1] == "@":
        return {"type": "user", "user_id": match[2]}
    if match[1] == "#":
        return {"type": "channel", "channel_id": match[2]}
    label = {"text": unescape(match[4])} if match[4] else {}
    return {"type": "link", "url": unescape(match[3]), **label}
