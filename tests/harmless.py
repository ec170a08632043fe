"""What people may type to make awssec say more than it means, and how to see that it failed."""

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from bot.domain.knowledge import Knowledge

TRICKS = (
    "<!channel>",
    "<!here|here>",
    "@channel",
    "<@U0BENOKAFO>",
    "<#C0GENERAL0|general>",
    "<https://evil.example|AWS console>",
    "https://evil.example",
    "[AWS](https://evil.example)",
    "*bold* _italic_ ~gone~ `code` ```block```",
    "&lt;!channel&gt;",
    "&amp;lt;",
    ":tada:",
    "🛡️👩‍💻",
    "\u202eright to left",
    "\u200b",
    "a\x00b",
    "\x1b[31mred",
    "|rs|",
    '"}],"text":"',
    "shield",
    "vs",
    "x" * 2100,
)
TYPED = st.lists(st.sampled_from(TRICKS) | st.text(max_size=30), min_size=1, max_size=5).map(
    " ".join
)
INERT = {
    "plain_text",
    "text",
    "link",
    "rich_text",
    "rich_text_section",
    "rich_text_list",
    "header",
    "section",
    "context",
    "divider",
    "actions",
    "input",
    "plain_text_input",
    "button",
    "static_select",
}
"""Every type in which Slack interprets nothing of a text."""


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object inside blocks."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from objects(value)


def harms(blocks: list[dict[str, Any]], text: str, knowledge: Knowledge) -> list[str]:
    """What Slack would turn into a mention, a link, a format or an emoji that nobody meant."""
    sources = {source.url for topic in knowledge.topics.values() for source in topic.sources}
    found = [f"raw {mark} in the text" for mark in re.findall(r"[<>]|&(?!(?:amp|lt|gt);)", text)]
    for node in objects(blocks):
        if "type" in node and node["type"] not in INERT:
            found.append(f"type {node['type']}")
        if node.get("type") == "plain_text" and node.get("emoji") is not False:
            found.append(f"emoji in {node['text']}")
        if "url" in node and node["url"] not in sources:
            found.append(f"link to {node['url']}")
    return found
