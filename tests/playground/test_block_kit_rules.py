"""What holds for a whole message or view, and for whatever may come in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.block_kit import faults, view_faults
from tests.playground.kit import (
    button,
    inputs,
    mrkdwn,
    plain,
    section,
    select,
)

MODAL = {"type": "modal", "title": plain("Title"), "blocks": []}


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


@settings(deadline=None)
@given(ANYTHING | st.lists(ANYTHING))
def test_whatever_comes_in_is_judged_and_never_breaks_the_judge(payload):
    found = faults(payload, "message")
    assert all(fault.endswith("]") and "[json-pointer:/blocks" in fault for fault in found)
    assert found or isinstance(payload, list)
