"""YAML text to a tree that remembers lines and quoting.

Knows YAML, nothing of topics. It reads the parser's events instead of building objects, so that a
hostile file (deep nesting, alias bomb, tags) is refused while it is read, in little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

MAX_DEPTH = 8
"""Levels of nesting; the deepest well-formed topic file has five."""


class YamlFault(Exception):
    """The text is not YAML that we read: `line` counts from 1, the message is for the author."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Scalar:
    """A text value; `plain` when it stood without quotes."""

    line: int
    text: str
    plain: bool


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys with their values in the order of the file; a key that comes twice is in `doubled`."""

    line: int
    entries: dict[str, tuple[int, Node]] = field(default_factory=dict)
    doubled: list[tuple[int, str]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


def parse(text: str) -> Node:
    """The one document in `text` as a tree.

    Raises YamlFault where the text is not YAML, is empty, nests deeper than MAX_DEPTH, holds a
    second document, or uses an anchor, an alias or a tag.
    """
    events = _events(text)
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                raise YamlFault(_line(event), "a second document starts here; keep one per file")
            root = _node(next(events), events, depth=1)
    if root is None:
        raise YamlFault(1, "the file is empty; copy another file of this folder and change it")
    return root


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "not YAML"
        raise YamlFault(
            min(mark.line, text.rstrip().count("\n")) + 1 if mark else 1,
            f"YAML cannot be read here: {problem}; look for a missing quote, colon or indent",
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1  # the position counts bytes
        raise YamlFault(line, "a character that YAML forbids; delete it") from error


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
    _refuse_specials(event)
    if depth > MAX_DEPTH:
        raise YamlFault(_line(event), f"nested more than {MAX_DEPTH} levels deep; flatten it")
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(event, events, depth)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(event, events, depth)
    assert isinstance(event, yaml.ScalarEvent)
    return Scalar(_line(event), event.value, plain=event.style in (None, ""))


def _sequence(start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Sequence:
    sequence = Sequence(_line(start))
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        sequence.items.append(_node(event, events, depth + 1))
    return sequence


def _mapping(start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
    mapping = Mapping(_line(start))
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _node(event, events, depth + 1)
        if not isinstance(key, Scalar):
            raise YamlFault(key.line, "a list or mapping used as a field name; use a word")
        value = _node(next(events), events, depth + 1)
        if key.text in mapping.entries:
            mapping.doubled.append((key.line, key.text))
        else:
            mapping.entries[key.text] = (key.line, value)
    return mapping


def _refuse_specials(event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise YamlFault(_line(event), f"an alias (*{event.anchor}); write the text out")
    if getattr(event, "anchor", None):
        raise YamlFault(_line(event), "an anchor (&); write the text out where it is needed")
    tag = getattr(event, "tag", None)
    if tag:
        raise YamlFault(_line(event), f"a tag ({tag}); remove it and quote the value")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def yaml_reads_as(plain: str) -> str | None:
    """What YAML makes of an unquoted word when that isn't text: "True", "a number", ..."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    for tag, pattern in resolvers.get(plain[:1], []):
        if pattern.match(plain):
            return _YAML_TYPES.get(tag)
    return None


_YAML_TYPES = {
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date object",
    "tag:yaml.org,2002:null": "nothing",
}
