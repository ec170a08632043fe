"""The format says itself twice, to the loader and to editors; both must mean the same."""

import copy
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.storage.shapes import Faults
from bot.storage.topic_shape import TOPIC, json_schema
from bot.storage.yaml_tree import YamlFault, parse
from tests import small

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
BEYOND_JSON_SCHEMA = re.compile("marked `correct: true`|stands twice in one|the same match")

SCHEMA = Draft202012Validator(json_schema())
WHOLE = small.document(
    "shield",
    changed=[{"date": "2026-03", "what": "It got cheaper."}],
    confused_with=small.confused("waf"),
)


def loader_faults(document):
    faults = Faults()
    try:
        TOPIC.read(parse(small.as_yaml(document)), "shield", faults)
    except YamlFault as fault:
        faults.add(fault.line, str(fault))
    return [message for _, message in faults.found]


def paths(node, path=()):
    """The way to every value in the document but the document itself."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*path, key))


ODD_WORDS = ["", " ", "yes", "single", "multiple", "hard", "a-b", "a/b", "2026-03", "2026-13"]
ODD_WORDS += ["2026-11-24", "https://aws.example", "http://aws.example", "https://"]
ODD_NODES = [[], {}, [[]], ["waf"], ["waf", 5], {"text": "a", "why": "b"}, {"topic": "waf"}]
# Copied, since a later change in the same document may go into what was drawn.
ODD_VALUES = st.sampled_from([None, True, False, 0, 5, 2026, *ODD_WORDS, *ODD_NODES]).map(
    copy.deepcopy
)
LONG_TEXTS = st.sampled_from([60, 75, 80, 150, 200, 220, 250, 300, 400, 600, 800]).flatmap(
    lambda limit: st.sampled_from(["x" * limit, "x" * (limit + 1)])
)


@st.composite
def mutated(draw):
    """A topic file in which one to three things were changed, for the worse or not."""
    document = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(list(paths(document))))
        parent = document
        for key in way:
            parent = parent[key]
        change = draw(st.sampled_from(["value", "text", "delete", "repeat", "add"]))
        if change == "delete":
            del parent[last]
        elif change == "repeat" and isinstance(parent, list):
            times = draw(st.integers(1, 5))
            parent.extend(copy.deepcopy(parent[last]) for _ in range(times))
        elif change == "add" and isinstance(parent, dict):
            parent[draw(st.sampled_from(["extra", "why", "steps", "options", "correct"]))] = "a"
        else:
            parent[last] = draw(LONG_TEXTS if change == "text" else ODD_VALUES)
    return document


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_editors_and_the_loader_refuse_the_same_documents(document):
    faults = loader_faults(document)
    if SCHEMA.is_valid(document):
        assert [fault for fault in faults if not BEYOND_JSON_SCHEMA.search(fault)] == []
    else:
        assert faults


def test_both_accept_a_whole_document():
    assert list(SCHEMA.iter_errors(WHOLE)) == []
    assert loader_faults(WHOLE) == []


@pytest.mark.parametrize(
    ("path", "limit"),
    [("answer", 600), ("exam_trap", 400), ("title", 80)],
)
def test_both_draw_the_line_of_a_length_at_the_same_place(path, limit):
    for length, good in ((limit, True), (limit + 1, False)):
        document = {**WHOLE, path: "é" * length}
        assert SCHEMA.is_valid(document) is good
        assert (loader_faults(document) == []) is good


def test_the_schema_file_of_editors_is_the_one_of_the_loader():
    Draft202012Validator.check_schema(json_schema())
    assert json.loads((KNOWLEDGE / "schema.json").read_text(encoding="utf-8")) == json_schema()
