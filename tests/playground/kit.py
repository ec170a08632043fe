"""Blocks and elements to build test payloads from."""

from typing import Any


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def options(count: int, **more: Any) -> list[dict[str, Any]]:
    return [{"text": plain(f"Option {n}"), "value": str(n), **more} for n in range(count)]


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn("text"), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Press"), **more}


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", "options": options(3), **more}


def inputs(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def run(*elements: dict[str, Any], kind: str = "rich_text_section") -> dict[str, Any]:
    return {"type": kind, "elements": list(elements)}


IMAGE = {"type": "image", "image_url": "https://a.b/c.png", "alt_text": "A picture"}
CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *stays*."),
    "confirm": plain("Do it"),
    "deny": plain("Stop"),
    "style": "danger",
}
TEXT = {"type": "text", "text": "bold", "style": {"bold": True}}
LINK = {"type": "link", "url": "https://a.b", "text": "a"}
