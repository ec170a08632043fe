import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.yaml_tree import MAX_DEPTH, Mapping, Scalar, Sequence, YamlFault, parse


def test_every_value_knows_its_line_and_whether_it_was_quoted():
    tree = parse('# a comment\nid: waf\n\ntitle: "AWS WAF"\nasks:\n  - >-\n    two\n    lines\n')
    assert tree.line == 2
    assert tree.entries["id"] == (2, Scalar(2, "waf", plain=True))
    assert tree.entries["title"] == (4, Scalar(4, "AWS WAF", plain=False))
    assert tree.entries["asks"] == (5, Sequence(6, [Scalar(6, "two lines", plain=False)]))


def test_a_field_that_comes_twice_is_kept_once_and_noted():
    tree = parse("a: 1\nb: 2\na: 3\n")
    assert tree.entries["a"][1].text == "1"
    assert tree.doubled == [(3, "a")]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "empty"),
        ("# nothing but this\n", 1, "empty"),
        ("a: [1, 2\nb: 3\n", 2, "missing quote, colon or indent"),
        ("a: 1\n  b: 2\n", 2, "missing quote, colon or indent"),
        ('a: 1\nb: "\\z"\n', 2, "escape"),
        ('a: 1\nb: "no end\n\n', 2, "missing quote"),
        ("a: 1\n\tb: 2\n", 2, "missing quote, colon or indent"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\nb: &x 1\n", 2, "anchor"),
        ("a: 1\nb: *x\n", 2, r"alias \(\*x\)"),
        ("a: 1\nb: !!str 1\n", 2, "tag"),
        ("a: 1\nb: !!python/object/apply:os.system [id]\n", 2, "tag"),
        ("a: 1\n? [b]\n: 1\n", 2, "field name"),
        ("a: 1\nb: \x07\n", 2, "character"),
        ("a: ééééé\nb: \x07\n" + "c: 1\n" * 9, 2, "character"),
        ("a:\n  " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, 2, "levels deep"),
    ],
)
def test_what_is_not_read_is_refused_with_its_line(text, line, message):
    with pytest.raises(YamlFault, match=message) as refusal:
        parse(text)
    assert refusal.value.line == line


def plain_value(node):
    match node:
        case Mapping():
            return {key: plain_value(value) for key, (_, value) in node.entries.items()}
        case Sequence():
            return [plain_value(item) for item in node.items]
    return node.text


readable = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"], exclude_characters="\ufeff"),
    max_size=20,
)
values = st.recursive(
    readable, lambda inner: st.lists(inner) | st.dictionaries(readable, inner), max_leaves=15
)


def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inner), default=0)


@given(values.filter(lambda value: depth(value) < MAX_DEPTH))
def test_what_is_well_formed_is_read_as_it_stands(value):
    assert plain_value(parse(json.dumps(value, ensure_ascii=False))) == value


@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@#,~ \n\t\x07é")))
def test_any_text_is_read_or_refused_with_a_line_of_the_file(text):
    try:
        parse(text)
    except YamlFault as fault:
        assert 1 <= fault.line <= text.count("\n") + 1
