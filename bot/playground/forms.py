"""The interactive parts of blocks: where they are, what was chosen, what is still missing."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.playground.block_elements import DATE, INPUTS, MENU_OPTION, TIME
from bot.playground.errors import Refusal
from bot.playground.shapes import is_moment

Json = dict[str, Any]

# Pickers: the field with what was picked, the one with what stood there first, how it is written.
PICKED = {
    "timepicker": ("selected_time", "initial_time", TIME),
    "datepicker": ("selected_date", "initial_date", DATE),
}
FILLED = ("value", "selected_option", "selected_options", "selected_time", "selected_date")
BUTTON_SENDS = ("text", "value", "style")
REQUIRED = "Please complete this required field."


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in blocks:
        match block["type"]:
            case "section":
                found = [block["accessory"]] if "accessory" in block else []
            case "actions":
                found = block["elements"]
            case "input":
                found = [block["element"]]
            case _:
                found = []
        for element in found:
            if element["type"] != "image":
                yield block, element


def with_ids(blocks: Sequence[Json], prefix: str) -> list[Json]:
    """A copy in which every block and interactive element has an id, as Slack fills them in."""
    filled = copy.deepcopy(list(blocks))
    for number, block in enumerate(filled):
        block.setdefault("block_id", f"{prefix}{number}")
    for number, (_, element) in enumerate(elements(filled)):
        element.setdefault("action_id", f"{prefix}a{number}")
    return filled


def find(blocks: Sequence[Json], action: Mapping[str, Any]) -> tuple[Json, Json]:
    """The element with this action id, in the block with this block id if one is named."""
    for block, element in elements(blocks):
        if element["action_id"] == action.get("action_id") and (
            action.get("block_id") in (None, block["block_id"])
        ):
            return block, element
    raise Refusal("That button or menu is no longer there.")


def used(block: Json, element: Json, given: Mapping[str, Any]) -> Json:
    """The entry of `actions` that Slack sends for this element."""
    action: Json = {
        "type": element["type"],
        "block_id": block["block_id"],
        "action_id": element["action_id"],
    }
    if element["type"] == "button":
        shown: Json = {name: element[name] for name in BUTTON_SENDS if name in element}
        return {**action, **shown}
    if element["type"] == "overflow":
        return {**action, "selected_option": _option(element, given.get("selected_option"))}
    return {**action, **_answer(element, given)}


def state_of(blocks: Sequence[Json], given: Mapping[str, Any] | None) -> Json:
    """`state` as Slack sends it: what is filled in, or what stood there from the start."""
    values: Json = {}
    for block, element in elements(blocks):
        if element["type"] in INPUTS:
            entry = _entered(given, block["block_id"], element["action_id"])
            answer = _initial(element) if entry is None else _answer(element, entry)
            kept = values.setdefault(block["block_id"], {})
            kept[element["action_id"]] = {"type": element["type"], **answer}
    return {"values": values}


def _entered(given: Any, block_id: str, action_id: str) -> Json | None:
    """What the page says stands in an input; anything but an object counts as nothing."""
    for key in ("values", block_id, action_id):
        given = given.get(key) if isinstance(given, dict) else None
    return given if isinstance(given, dict) else None


def missing(blocks: Sequence[Json], state: Json) -> dict[str, str]:
    """What Slack itself says under the inputs before it sends a form to the app."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            entry = state["values"][block["block_id"]][element["action_id"]]
            if error := _complaint(element, entry, optional=block.get("optional", False)):
                errors[block["block_id"]] = error
    return errors


def _complaint(element: Json, entry: Json, *, optional: bool) -> str | None:
    value = next((entry[name] for name in FILLED if entry.get(name)), None)
    if not value:
        return None if optional else REQUIRED
    if element["type"] == "plain_text_input":
        return _length_complaint(len(value), element)
    return None


def _length_complaint(length: int, element: Json) -> str | None:
    if length < element.get("min_length", 0):
        return f"This has to be at least {element['min_length']} characters long."
    if length > element.get("max_length", 3000):
        return f"This has to be at most {element.get('max_length', 3000)} characters long."
    return None


def _initial(element: Json) -> Json:
    match element["type"]:
        case "plain_text_input":
            return {"value": element.get("initial_value") or None}
        case "checkboxes":
            return {"selected_options": element.get("initial_options", [])}
        case "timepicker" | "datepicker" as kind:
            selected, initial, _ = PICKED[kind]
            return {selected: element.get(initial)}
    return {"selected_option": element.get("initial_option")}


def _answer(element: Json, given: Mapping[str, Any]) -> Json:
    match element["type"]:
        case "plain_text_input":
            return {"value": given.get("value") or None}
        case "checkboxes":
            chosen = given.get("selected_options") or []
            return {"selected_options": [_option(element, option) for option in chosen]}
        case "timepicker" | "datepicker" as kind:
            return _picked(kind, given)
    option = given.get("selected_option")
    return {"selected_option": None if option is None else _option(element, option)}


def _picked(kind: str, given: Mapping[str, Any]) -> Json:
    selected, _, layout = PICKED[kind]
    value = given.get(selected) or None
    if value is not None and not is_moment(value, layout):
        raise Refusal("That is not a date or a time.")
    return {selected: value}


def _option(element: Json, chosen: Any) -> Json:
    """The option as the app sent it, whatever the page says it looked like."""
    if element["type"] == "external_select":
        return _suggested(chosen)
    groups = element.get("option_groups", [])
    grouped = [option for group in groups for option in group["options"]]
    for option in [*element.get("options", []), *grouped]:
        if isinstance(chosen, dict) and option["value"] == chosen.get("value"):
            return dict(option)
    raise Refusal("That choice is no longer offered.")


def _suggested(chosen: Any) -> Json:
    """An option that the app offered when it was asked: only its shape can be checked."""
    if list(MENU_OPTION(chosen, "")):
        raise Refusal("That is not an option.")
    return dict(chosen)
