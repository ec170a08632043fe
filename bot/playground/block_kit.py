"""What Slack accepts as blocks and views: shapes, limits, and ids that must not repeat.

Types that the playground's page cannot show are refused like unknown ones.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from bot.playground.block_elements import (
    ELEMENTS,
    ID,
    INPUTS,
    INTERACTIVE,
    RICH_TEXT,
    TYPE,
    either,
    plain,
)
from bot.playground.forms import elements
from bot.playground.shapes import (
    Check,
    also,
    array,
    boolean,
    fault,
    mapping,
    one_of,
    string,
    typed,
    url,
)

Surface = Literal["message", "modal", "home"]

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}


def _has_text_or_fields(block: dict[str, Any], at: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield fault("must define either `text` or `fields`", at)


SECTION = also(
    mapping(
        TYPE,
        {
            "block_id": ID,
            "text": either(3000),
            "fields": array(either(2000), 1, 10),
            "accessory": typed(ELEMENTS, (*INTERACTIVE, "image")),
            "expand": boolean,
        },
    ),
    _has_text_or_fields,
)
CONTEXT_ELEMENT = typed(
    {"image": ELEMENTS["image"], "plain_text": either(3000), "mrkdwn": either(3000)}
)
BLOCKS: dict[str, Check] = {
    "section": SECTION,
    "header": mapping({**TYPE, "text": plain(150)}, {"block_id": ID}),
    "divider": mapping(TYPE, {"block_id": ID}),
    "context": mapping({**TYPE, "elements": array(CONTEXT_ELEMENT, 1, 10)}, {"block_id": ID}),
    "actions": mapping(
        {**TYPE, "elements": array(typed(ELEMENTS, INTERACTIVE), 1, 25)}, {"block_id": ID}
    ),
    "image": mapping(
        {**TYPE, "image_url": url, "alt_text": string(1, 2000)},
        {"block_id": ID, "title": plain(2000)},
    ),
    "input": mapping(
        {**TYPE, "label": plain(2000), "element": typed(ELEMENTS, INPUTS)},
        {"block_id": ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": mapping(
        {**TYPE, "elements": array(typed(RICH_TEXT), 1)},
        {"block_id": ID},
    ),
}
BLOCK = typed(BLOCKS)

_VIEW_FIELDS: dict[str, Check] = {
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
}


def faults(blocks: object, surface: Surface, at: str = "/blocks") -> list[str]:
    """Everything that Slack would refuse in these blocks, each fault with where it stands."""
    return list(_blocks(surface)(blocks, at))


def view_faults(view: object, surface: Literal["modal", "home"], at: str = "/view") -> list[str]:
    """Everything that Slack would refuse in this view."""
    return list((_modal() if surface == "modal" else _home())(view, at))


def _blocks(surface: Surface) -> Check:
    shape = array(BLOCK, 0, MOST_BLOCKS[surface])
    return also(shape, _block_ids_are_unique, _action_ids_are_unique, _one_focus)


def _home() -> Check:
    return mapping({"type": one_of("home"), "blocks": _blocks("home")}, _VIEW_FIELDS)


def _modal() -> Check:
    required = {"type": one_of("modal"), "title": plain(24), "blocks": _blocks("modal")}
    optional = {
        **_VIEW_FIELDS,
        "close": plain(24),
        "submit": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    }
    return also(mapping(required, optional), _submit_for_inputs)


def _submit_for_inputs(view: dict[str, Any], at: str) -> Iterator[str]:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield fault("missing required field: submit", at)


def _repeated(values: list[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def _block_ids_are_unique(blocks: list[dict[str, Any]], at: str) -> Iterator[str]:
    for block_id in _repeated([block["block_id"] for block in blocks if "block_id" in block]):
        yield fault(f"`block_id` {block_id} already exists", at)


def _action_ids_are_unique(blocks: list[dict[str, Any]], at: str) -> Iterator[str]:
    """Slack asks for this within a block; two blocks may share an action id."""
    for number, block in enumerate(blocks):
        ids = [element["action_id"] for _, element in elements([block]) if "action_id" in element]
        for action_id in _repeated(ids):
            yield fault(f"`action_id` {action_id} already exists", f"{at}/{number}")


def _one_focus(blocks: list[dict[str, Any]], at: str) -> Iterator[str]:
    if sum(bool(element.get("focus_on_load")) for _, element in elements(blocks)) > 1:
        yield fault("only one element can be set to `focus_on_load`", at)
