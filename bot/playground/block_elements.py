"""The shapes and limits of what stands inside a block: texts, options, elements, rich text."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

from bot.playground.shapes import (
    Check,
    Fields,
    also,
    any_value,
    array,
    boolean,
    fault,
    integer,
    mapping,
    moment,
    one_of,
    string,
    typed,
    url,
)

ID = string(1, 255)
TYPE: Fields = {"type": any_value}


def plain(most: int) -> Check:
    return typed({"plain_text": _plain(most)})


def either(most: int) -> Check:
    """Text in `plain_text` or `mrkdwn`."""
    return typed({"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)})


def _plain(most: int) -> Check:
    return mapping({**TYPE, "text": string(1, most)}, {"emoji": boolean})


def _mrkdwn(most: int) -> Check:
    return mapping({**TYPE, "text": string(1, most)}, {"verbatim": boolean})


CONFIRM = mapping(
    {},
    {
        "title": plain(100),
        "text": either(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
)


def _option(text: Check, extra: Fields) -> Check:
    return mapping({"text": text, "value": string(1, 150)}, extra)


MENU_OPTION = _option(plain(75), {"description": plain(75)})
BOX_OPTION = _option(either(75), {"description": either(75)})
OVERFLOW_OPTION = _option(plain(75), {"description": plain(75), "url": url})
OPTION_GROUP = mapping({"label": plain(75), "options": array(MENU_OPTION, 1, 100)}, {})


def _offered(element: dict[str, Any]) -> list[Any]:
    groups = element.get("option_groups", [])
    grouped = [option for group in groups for option in group["options"]]
    return [*element.get("options", []), *grouped]


def _values_are_unique(element: dict[str, Any], at: str) -> Iterator[str]:
    values = [option["value"] for option in _offered(element)]
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield fault(f"option value {value!r} is used more than once", at)


def _initial_is_offered(element: dict[str, Any], at: str) -> Iterator[str]:
    chosen = [*element.get("initial_options", [])]
    chosen += [element["initial_option"]] if "initial_option" in element else []
    if any(option not in _offered(element) for option in chosen):
        yield fault("initial option must exactly match one of the options", at)


def _options_or_groups(element: dict[str, Any], at: str) -> Iterator[str]:
    if ("options" in element) == ("option_groups" in element):
        yield fault("must define either `options` or `option_groups`", at)


def _lengths_agree(element: dict[str, Any], at: str) -> Iterator[str]:
    if element.get("min_length", 0) > element.get("max_length", 3000):
        yield fault("`min_length` must not exceed `max_length`", at)


BUTTON = mapping(
    {**TYPE, "text": plain(75)},
    {
        "action_id": ID,
        "url": url,
        "value": string(1, 2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(1, 75),
    },
)
CHOICE: Fields = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": boolean}
STATIC_SELECT = also(
    mapping(
        TYPE,
        {
            **CHOICE,
            "placeholder": plain(150),
            "options": array(MENU_OPTION, 1, 100),
            "option_groups": array(OPTION_GROUP, 1, 100),
            "initial_option": MENU_OPTION,
        },
    ),
    _options_or_groups,
    _values_are_unique,
    _initial_is_offered,
)
BOXES = array(BOX_OPTION, 1, 10)
RADIO_BUTTONS = also(
    mapping({**TYPE, "options": BOXES}, {**CHOICE, "initial_option": BOX_OPTION}),
    _values_are_unique,
    _initial_is_offered,
)
CHECKBOXES = also(
    mapping({**TYPE, "options": BOXES}, {**CHOICE, "initial_options": BOXES}),
    _values_are_unique,
    _initial_is_offered,
)
OVERFLOW = also(
    mapping(
        {**TYPE, "options": array(OVERFLOW_OPTION, 1, 5)}, {"action_id": ID, "confirm": CONFIRM}
    ),
    _values_are_unique,
)
PLAIN_TEXT_INPUT = also(
    mapping(
        TYPE,
        {
            "action_id": ID,
            "initial_value": string(0, 3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
            "placeholder": plain(150),
            "focus_on_load": boolean,
            "dispatch_action_config": mapping(
                {
                    "trigger_actions_on": array(
                        one_of("on_enter_pressed", "on_character_entered"), 1, 2
                    )
                },
                {},
            ),
        },
    ),
    _lengths_agree,
)
TIME, DATE = "%H:%M", "%Y-%m-%d"
ZONES = available_timezones()


def _zone(value: Any, at: str) -> Iterator[str]:
    if value not in ZONES:
        yield fault("must be the name of a time zone, such as Europe/Berlin", at)


PLACEHOLDER: Fields = {"placeholder": plain(150)}
TIMEPICKER = mapping(
    TYPE,
    {
        **CHOICE,
        **PLACEHOLDER,
        "initial_time": moment(TIME, "HH:mm"),
        "timezone": _zone,
    },
)
DATEPICKER = mapping(TYPE, {**CHOICE, **PLACEHOLDER, "initial_date": moment(DATE, "YYYY-MM-DD")})
EXTERNAL_SELECT = mapping(
    TYPE,
    {
        **CHOICE,
        **PLACEHOLDER,
        "initial_option": MENU_OPTION,
        "min_query_length": integer(0, 3000),
    },
)
# What an app may answer when it is asked for the options of an external select.
SUGGESTIONS = also(
    mapping(
        {},
        {
            "options": array(MENU_OPTION, 0, 100),
            "option_groups": array(OPTION_GROUP, 0, 100),
        },
    ),
    _options_or_groups,
)
IMAGE = mapping({**TYPE, "image_url": url, "alt_text": string(1, 2000)}, {})

ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "static_select": STATIC_SELECT,
    "radio_buttons": RADIO_BUTTONS,
    "checkboxes": CHECKBOXES,
    "overflow": OVERFLOW,
    "plain_text_input": PLAIN_TEXT_INPUT,
    "timepicker": TIMEPICKER,
    "datepicker": DATEPICKER,
    "external_select": EXTERNAL_SELECT,
    "image": IMAGE,
}
CHOICES = (
    "static_select",
    "external_select",
    "radio_buttons",
    "checkboxes",
    "timepicker",
    "datepicker",
)
INTERACTIVE = ("button", "overflow", *CHOICES)
INPUTS = ("plain_text_input", *CHOICES)

# --- rich text ------------------------------------------------------------------------------

STYLE = mapping({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
INLINE: dict[str, Check] = {
    "text": mapping({**TYPE, "text": string(1)}, {"style": STYLE}),
    "link": mapping({**TYPE, "url": url}, {"text": string(), "unsafe": boolean, "style": STYLE}),
    "emoji": mapping(
        {**TYPE, "name": string(1)}, {"unicode": string(), "skin_tone": integer(1, 6)}
    ),
    "user": mapping({**TYPE, "user_id": string(1)}, {"style": STYLE}),
}
INLINES = array(typed(INLINE))
INDENT = integer(0, 8)
SECTION = mapping({**TYPE, "elements": INLINES}, {})
RICH_TEXT: dict[str, Check] = {
    "rich_text_section": SECTION,
    "rich_text_list": mapping(
        {
            **TYPE,
            "style": one_of("bullet", "ordered"),
            "elements": array(typed({"rich_text_section": SECTION}), 1),
        },
        {"indent": INDENT, "offset": integer(0, 10_000), "border": integer(0, 1)},
    ),
    "rich_text_quote": mapping({**TYPE, "elements": INLINES}, {"border": integer(0, 1)}),
    "rich_text_preformatted": mapping(
        {**TYPE, "elements": array(typed(INLINE, ("text", "link")))},
        {"border": integer(0, 1), "language": string(1)},
    ),
}
