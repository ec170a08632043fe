"""Block Kit's objects as plain dicts, one small function each.

Text of authors and of people goes into `plain_text` and `rich_text`, where Slack interprets
nothing: no mention, link or format can be smuggled in. (The SDK's models check limits when they are
turned into dicts, at 0.4 ms a card; here the tests check every view against Slack's limits.)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

BUTTONS_A_BLOCK = 25
BUTTON_LENGTH = 75


@dataclass(frozen=True, slots=True)
class Reply:
    """A message: `text` is what notifications and screen readers get, `blocks` what is seen."""

    text: str
    blocks: list[Block] = field(default_factory=list)

    def as_message(self) -> dict[str, Any]:
        """The arguments of a message; links in it are not unfurled."""
        return {"text": escape(self.text), "blocks": self.blocks, "unfurl_links": False}


def escape(text: str) -> str:
    """Text for a field that Slack reads as mrkdwn: no mention or link can start in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """`text`, cut with an ellipsis where it has more than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def plain(text: str) -> Block:
    """A plain_text object."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Block:
    """A large line; at most 150 characters."""
    return {"type": "header", "text": plain(shortened(text, 150))}


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of plain text, with an element at its right."""
    block: Block = {"type": "section", "text": plain(shortened(text, 3000))}
    return block if accessory is None else {**block, "accessory": accessory}


def context(*lines: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [plain(line) for line in lines]}


def divider() -> Block:
    """A thin line."""
    return {"type": "divider"}


def words(text: str, *, bold: bool = False, code: bool = False) -> Block:
    """A run of rich text."""
    style = {name: True for name, on in (("bold", bold), ("code", code)) if on}
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def link(url: str, text: str) -> Block:
    """A link in rich text."""
    return {"type": "link", "url": url, "text": text}


def line(*runs: Block) -> Block:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def bullets(lines: Iterable[Block]) -> Block:
    """A bulleted list of rich-text lines."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def rich(*elements: Block) -> Block:
    """A block of rich text out of lines and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def button(text: str, action_id: str, value: str = "", *, style: str = "") -> Block:
    """A button."""
    element = {
        "type": "button",
        "text": plain(shortened(text, BUTTON_LENGTH)),
        "action_id": action_id,
    }
    if value:
        element["value"] = value
    return {**element, "style": style} if style else element


def select(placeholder: str, action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """A menu of (text, value); at most 100."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
        "options": [
            {"text": plain(shortened(text, BUTTON_LENGTH)), "value": value}
            for text, value in options
        ],
    }


def actions(elements: Sequence[Block]) -> list[Block]:
    """The elements in rows, as many blocks as Slack needs for them."""
    return [
        {"type": "actions", "elements": list(elements[start : start + BUTTONS_A_BLOCK])}
        for start in range(0, len(elements), BUTTONS_A_BLOCK)
    ]
