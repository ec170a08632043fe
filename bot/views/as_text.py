"""A reply as plain text, for the command line."""

from collections.abc import Iterator

from bot.views import ids
from bot.views.blocks import Block, Reply


def as_text(reply: Reply) -> str:
    """The reply's words in reading order; topics to open in square brackets."""
    return "\n".join(line for block in reply.blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
            yield "=" * len(block["text"]["text"])
        case "section":
            yield block["text"]["text"]
        case "context":
            yield from (element["text"] for element in block["elements"])
        case "rich_text":
            yield ""
            for element in block["elements"]:
                yield from _rich(element)
        case "actions":
            yield ""
            yield "  ".join(filter(None, map(_control, block["elements"])))


def _rich(element: Block) -> Iterator[str]:
    if element["type"] == "rich_text_list":
        yield from (f"- {_run(item)}" for item in element["elements"])
    else:
        yield _run(element)


def _run(section: Block) -> str:
    return "".join(
        f"{run['text']} {run['url']}" if run["type"] == "link" else run["text"]
        for run in section["elements"]
    )


def _control(element: Block) -> str:
    if element["type"] == "static_select":
        return f"Related: {', '.join(option['text']['text'] for option in element['options'])}"
    return f"[{element['text']['text']}]" if element["action_id"].startswith(ids.OPEN_TOPIC) else ""
