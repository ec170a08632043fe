"""Each block and element, within its limits and beyond them."""

import pytest

from bot.playground.block_kit import faults
from tests.playground.kit import (
    CONFIRM,
    IMAGE,
    LINK,
    TEXT,
    actions,
    button,
    inputs,
    mrkdwn,
    options,
    plain,
    rich,
    run,
    section,
    select,
)

ACCEPTED = {
    "header": {"type": "header", "text": {**plain("Shield"), "emoji": True}},
    "section": section(block_id="b", expand=True, text={**mrkdwn("text"), "verbatim": True}),
    "fields only": {"type": "section", "fields": [mrkdwn("a"), plain("b")]},
    "image accessory": section(accessory=IMAGE),
    "button": actions(button(style="primary", value="v", url="https://a.b", confirm=CONFIRM)),
    "select": section(accessory=select(placeholder=plain("Pick"), initial_option=options(3)[1])),
    "option groups": section(
        accessory={
            "type": "static_select",
            "option_groups": [{"label": plain("G"), "options": options(2)}],
            "initial_option": options(2)[0],
        }
    ),
    "checkboxes": actions(
        {
            "type": "checkboxes",
            "options": [{"text": mrkdwn("*a*"), "value": "a", "description": mrkdwn("_d_")}],
            "initial_options": [
                {"text": mrkdwn("*a*"), "value": "a", "description": mrkdwn("_d_")}
            ],
        }
    ),
    "radio buttons": actions({"type": "radio_buttons", "options": options(10)}),
    "overflow": actions({"type": "overflow", "options": options(5, url="https://a.b")}),
    "context": {"type": "context", "elements": [IMAGE, mrkdwn("a"), plain("b")]},
    "divider": {"type": "divider"},
    "image": {**IMAGE, "title": plain("Title")},
    "input": inputs(
        {
            "type": "plain_text_input",
            "multiline": True,
            "min_length": 1,
            "max_length": 10,
            "placeholder": plain("Ask"),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
        dispatch_action=True,
        optional=True,
        hint=plain("Hint"),
    ),
    "rich text": rich(
        run(TEXT, LINK, {"type": "emoji", "name": "lock"}, {"type": "user", "user_id": "U1"}),
        {**run(run(TEXT), kind="rich_text_list"), "style": "bullet", "indent": 1},
        run(TEXT, kind="rich_text_quote"),
        {**run({"type": "text", "text": "x"}, kind="rich_text_preformatted"), "border": 1},
    ),
}


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize("block", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_slack_shows_is_accepted_everywhere(block, surface):
    assert faults([block], surface) == []


REFUSED = {
    "unknown type": ({"type": "marquee"}, "unsupported type: marquee", "/type"),
    "no type": ({"text": mrkdwn("a")}, "missing required field: type", ""),
    "not an object": ("text", "must provide an object", ""),
    "unknown key": (section(colour="red"), "invalid additional property: colour", ""),
    "empty section": ({"type": "section"}, "must define either `text` or `fields`", ""),
    "empty text": (section(text=mrkdwn("")), "must be more than 0 characters", "/text/text"),
    "long text": (
        section(text=mrkdwn("x" * 3001)),
        "must be less than 3001 characters",
        "/text/text",
    ),
    "text as string": (section(text="hi"), "must provide an object", "/text"),
    "emoji in mrkdwn": (
        section(text={**mrkdwn("a"), "emoji": True}),
        "invalid additional property: emoji",
        "/text",
    ),
    "eleven fields": (
        section(fields=[plain("a")] * 11),
        "no more than 10 items allowed",
        "/fields",
    ),
    "long field": (
        section(fields=[plain("x" * 2001)]),
        "must be less than 2001 characters",
        "/fields/0/text",
    ),
    "mrkdwn header": (
        {"type": "header", "text": mrkdwn("a")},
        "unsupported type: mrkdwn",
        "/text/type",
    ),
    "long header": (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters",
        "/text/text",
    ),
    "crowded context": (
        {"type": "context", "elements": [plain("a")] * 11},
        "no more than 10 items allowed",
        "/elements",
    ),
    "26 buttons": (
        actions(*[button(action_id=str(n)) for n in range(26)]),
        "no more than 25 items allowed",
        "/elements",
    ),
    "no buttons": (actions(), "no fewer than 1 items allowed", "/elements"),
    "image among actions": (actions(IMAGE), "unsupported type: image", "/elements/0/type"),
    "long button": (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters",
        "/elements/0/text/text",
    ),
    "long value": (
        actions(button(value="x" * 2001)),
        "must be less than 2001 characters",
        "/elements/0/value",
    ),
    "long action id": (
        actions(button(action_id="x" * 256)),
        "must be less than 256 characters",
        "/elements/0/action_id",
    ),
    "unknown style": (
        actions(button(style="default")),
        "must be one of: primary, danger",
        "/elements/0/style",
    ),
    "script link": (actions(button(url="javascript:x")), "invalid URL", "/elements/0/url"),
    "long block id": (
        section(block_id="x" * 256),
        "must be less than 256 characters",
        "/block_id",
    ),
    "101 options": (
        section(accessory=select(options=options(101))),
        "no more than 100 items allowed",
        "/accessory/options",
    ),
    "long option": (
        section(accessory=select(options=[{"text": plain("x" * 76), "value": "v"}])),
        "must be less than 76 characters",
        "/accessory/options/0/text/text",
    ),
    "long option value": (
        section(accessory=select(options=[{"text": plain("x"), "value": "v" * 151}])),
        "must be less than 151 characters",
        "/accessory/options/0/value",
    ),
    "options and groups": (
        section(accessory=select(option_groups=[{"label": plain("G"), "options": options(1)}])),
        "must define either `options` or `option_groups`",
        "/accessory",
    ),
    "initial not offered": (
        section(accessory=select(initial_option={"text": plain("?"), "value": "?"})),
        "initial option must exactly match one of the options",
        "/accessory",
    ),
    "same value twice": (
        section(accessory=select(options=options(1) * 2)),
        "option value '0' is used more than once",
        "/accessory",
    ),
    "eleven boxes": (
        actions({"type": "checkboxes", "options": options(11)}),
        "no more than 10 items allowed",
        "/elements/0/options",
    ),
    "six in overflow": (
        actions({"type": "overflow", "options": options(6)}),
        "no more than 5 items allowed",
        "/elements/0/options",
    ),
    "text input outside input": (
        actions({"type": "plain_text_input"}),
        "unsupported type: plain_text_input",
        "/elements/0/type",
    ),
    "button in input": (inputs(button()), "unsupported type: button", "/element/type"),
    "max under min": (
        inputs({"type": "plain_text_input", "min_length": 5, "max_length": 2}),
        "`min_length` must not exceed `max_length`",
        "/element",
    ),
    "true is no number": (
        inputs({"type": "plain_text_input", "min_length": True}),
        "must provide an integer",
        "/element/min_length",
    ),
    "image without alt text": (
        {"type": "image", "image_url": "https://a.b"},
        "missing required field: alt_text",
        "",
    ),
    "long confirm": (
        actions(button(confirm={**CONFIRM, "title": plain("x" * 101)})),
        "must be less than 101 characters",
        "/elements/0/confirm/title/text",
    ),
    "list of texts": (
        rich({**run(TEXT, kind="rich_text_list"), "style": "bullet"}),
        "unsupported type: text",
        "/elements/0/elements/0/type",
    ),
    "same action id in a block": (
        actions(button(action_id="a"), button(action_id="a")),
        "`action_id` a already exists",
        "",
    ),
}


@pytest.mark.parametrize("block, said, where", REFUSED.values(), ids=REFUSED.keys())
def test_what_slack_refuses_is_refused_with_its_place(block, said, where):
    assert f"{said} [json-pointer:/blocks/0{where}]" in faults([block], "message")
