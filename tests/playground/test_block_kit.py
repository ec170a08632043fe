from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.block_kit import faults, view_faults


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
MODAL = {"type": "modal", "title": plain("Title"), "blocks": []}


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


@pytest.mark.parametrize("surface, most", [("message", 50), ("modal", 100), ("home", 100)])
def test_each_surface_takes_its_number_of_blocks(surface, most):
    assert faults([{"type": "divider"}] * most, surface) == []
    assert faults([{"type": "divider"}] * (most + 1), surface) == [
        f"no more than {most} items allowed [json-pointer:/blocks]"
    ]


def test_block_ids_do_not_repeat_but_action_ids_may_in_another_block():
    twice = [section(block_id="b", accessory=button(action_id="a"))] * 2
    assert faults(twice, "message") == ["`block_id` b already exists [json-pointer:/blocks]"]
    apart = [section(block_id=name, accessory=button(action_id="a")) for name in "bc"]
    assert faults(apart, "message") == []


def test_only_one_element_takes_the_focus():
    both = [inputs({"type": "plain_text_input", "focus_on_load": True}) for _ in range(2)]
    assert "focus_on_load" in faults(both, "home")[0]


@pytest.mark.parametrize(
    "change, said",
    [
        ({"title": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/title"),
        ({"submit": plain("x" * 25)}, "must be less than 25 characters"),
        ({"close": mrkdwn("x")}, "unsupported type: mrkdwn"),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters"),
        ({"callback_id": "x" * 256}, "must be less than 256 characters"),
        ({"type": "home"}, "must be one of: modal"),
        ({"clear_on_close": "yes"}, "must provide a boolean"),
        ({"width": 1}, "invalid additional property: width [json-pointer:/view]"),
        ({"blocks": None}, "must provide an array [json-pointer:/view/blocks]"),
        ({"blocks": [inputs(select())]}, "missing required field: submit [json-pointer:/view]"),
    ],
)
def test_a_modal_keeps_slacks_limits(change, said):
    assert view_faults(MODAL, "modal") == []
    assert any(fault.startswith(said) for fault in view_faults({**MODAL, **change}, "modal"))


def test_a_home_tab_has_no_title():
    assert view_faults({"type": "home", "blocks": []}, "home") == []
    assert view_faults({"type": "home", "title": plain("x"), "blocks": []}, "home") == [
        "invalid additional property: title [json-pointer:/view]"
    ]


@given(st.integers(0, 3100))
def test_a_section_takes_1_to_3000_characters(length):
    assert (faults([section(text=plain("x" * length))], "message") == []) == (1 <= length <= 3000)


KEYS = st.sampled_from(
    ["type", "text", "elements", "accessory", "element", "options", "label", "fields", "block_id"]
)
TYPES = st.sampled_from(
    ["section", "actions", "input", "rich_text", "plain_text", "static_select", "checkboxes"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | TYPES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(ANYTHING | st.lists(ANYTHING))
def test_whatever_comes_in_is_judged_and_never_breaks_the_judge(payload):
    found = faults(payload, "message")
    assert all(fault.endswith("]") and "[json-pointer:/blocks" in fault for fault in found)
    assert found or isinstance(payload, list)
