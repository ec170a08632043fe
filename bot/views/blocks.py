"""Block Kit's objects as plain dicts, one small function each.

Text of authors and of people goes into `plain_text` and `rich_text`, where Slack interprets
nothing: no mention, link or format can be smuggled in. (The SDK's models check limits when they are
turned into dicts, at 0.4 ms a card; here the tests check every view against Slack's limits.)
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]

BUTTONS_A_BLOCK = 25
BUTTON_LENGTH = 75
SECTION_LENGTH = 3000

_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Reply:
    """A message: `text` is what notifications and screen readers get, `blocks` what is seen."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    channel: str = ""
    """Id of a channel to name in front of the text: Slack puts the name there."""

    def as_message(self) -> dict[str, Any]:
        """The arguments of a message; links in it are not unfurled."""
        about = f"<#{self.channel}>: " if self.channel else ""
        return {"text": about + escape(self.text), "blocks": self.blocks, "unfurl_links": False}


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
    block: Block = {"type": "section", "text": plain(shortened(text, SECTION_LENGTH))}
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


def spoken(text: str) -> list[Block]:
    """The runs of a sentence in which what stands between backticks is code."""
    parts = _CODE.split(text)
    return [words(part, code=bool(place % 2)) for place, part in enumerate(parts) if part]


def line(*runs: Block) -> Block:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(runs)}


def stacked(lines: Iterable[Block]) -> Block:
    """Rich-text lines below each other, for those that have a number or a letter of their own."""
    runs = [run for one in lines for run in (words("\n"), *one["elements"])]
    return line(*runs[1:])


def bullets(lines: Iterable[Block]) -> Block:
    """A bulleted list of rich-text lines."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def rich(*elements: Block) -> Block:
    """A block of rich text out of lines and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def sentence(text: str) -> Block:
    """A paragraph of ours, with code between backticks; nothing else in it is interpreted."""
    return rich(line(*spoken(shortened(text, SECTION_LENGTH))))


def said(text: str) -> Reply:
    """A sentence of ours as a message, and nothing else in it."""
    return Reply(text, [sentence(text)])


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


def confirmed(element: Block, *, title: str, text: str, yes: str) -> Block:
    """The button, which asks back before it does anything."""
    dialog = {
        "title": plain(title),
        "text": plain(text),
        "confirm": plain(yes),
        "deny": plain("Cancel"),
    }
    return {**element, "confirm": dialog}


def option(text: str, value: str) -> Block:
    """One thing to choose in a menu or among checkboxes."""
    return {"text": plain(shortened(text, BUTTON_LENGTH)), "value": value}


def select(
    placeholder: str, action_id: str, options: Sequence[tuple[str, str]], *, chosen: str = ""
) -> Block:
    """A menu of (text, value), at most 100; `chosen` is the value it shows at first."""
    offered = [option(text, value) for text, value in options]
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
        "options": offered,
    }
    initial = [one for one in offered if one["value"] == chosen]
    return {**element, "initial_option": initial[0]} if initial else element


def checkboxes(
    action_id: str, options: Sequence[tuple[str, str]], *, ticked: Collection[str] = ()
) -> Block:
    """Boxes of (text, value), at most 10; those whose value is in `ticked` are so at first."""
    offered = [option(text, value) for text, value in options]
    element: Block = {"type": "checkboxes", "action_id": action_id, "options": offered}
    initial = [one for one in offered if one["value"] in ticked]
    return {**element, "initial_options": initial} if initial else element


def field_of(label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """An input of a form; its block has the id of its element."""
    block: Block = {
        "type": "input",
        "block_id": element["action_id"],
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return {**block, "hint": plain(hint)} if hint else block


def actions(elements: Sequence[Block]) -> list[Block]:
    """The elements in rows, as many blocks as Slack needs for them."""
    return [
        {"type": "actions", "elements": list(elements[start : start + BUTTONS_A_BLOCK])}
        for start in range(0, len(elements), BUTTONS_A_BLOCK)
    ]
