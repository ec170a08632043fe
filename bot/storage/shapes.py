"""Shapes of values in a knowledge file: each reads a tree node and says itself as JSON Schema.

One description serves the loader, its error messages and `knowledge/schema.json`. Knows nothing of
topics; their shape is put together in `topic_shape.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from rapidfuzz import process

from bot.storage import yaml_tree
from bot.storage.yaml_tree import Node, Scalar, yaml_reads_as

Json = dict[str, Any]


@dataclass
class Faults:
    """What is wrong in one file, as (line, message) pairs."""

    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """Note one fault; `line` counts from 1."""
        self.found.append((line, message))


class Shape(Protocol):
    """Something that a value can be."""

    def read(self, node: Node, name: str, faults: Faults) -> Any:
        """The value of `node`; when it does not fit, `faults` grows and the result is of no use."""

    def schema(self) -> Json:
        """The same shape in JSON Schema (draft 2020-12)."""


@dataclass(frozen=True)
class Text:
    """Free text in quotes or a block, 1 to `most` characters after trimming."""

    most: int

    def read(self, node: Node, name: str, faults: Faults) -> str:
        """The text with its line breaks folded to spaces."""
        if not isinstance(node, Scalar):
            faults.add(node.line, f"`{name}` is a list or a mapping; make it one text in quotes")
            return ""
        text = " ".join(node.text.split())
        if not text:
            faults.add(node.line, f"`{name}` is empty; fill it in or delete the line")
        elif node.plain:
            faults.add(node.line, _unquoted(name, node.text))
        elif len(text) > self.most:
            faults.add(node.line, f"`{name}` has {len(text)} characters; at most {self.most}")
        return text

    def schema(self) -> Json:
        """A string with a length and something to read in it."""
        return {"type": "string", "pattern": r"\S", "maxLength": self.most}


def _unquoted(name: str, plain: str) -> str:
    becomes = yaml_reads_as(plain)
    if becomes:
        return f"`{name}` is {plain}, which YAML reads as {becomes}; put it in double quotes"
    return f"`{name}` is not quoted; put the text in double quotes"


@dataclass(frozen=True)
class Word:
    """A short word of a fixed form, quoted or not: an id, a date, an address."""

    pattern: str
    form: str
    """The form in words, with an example, for the message."""
    quoted: bool = False
    """Whether quotes are needed (YAML would make a date object of a bare date)."""

    def read(self, node: Node, name: str, faults: Faults) -> str:
        """The word itself."""
        if not isinstance(node, Scalar):
            faults.add(node.line, f"`{name}` is a list or a mapping; it must be {self.form}")
            return ""
        if node.plain and node.text and (self.quoted or yaml_reads_as(node.text)):
            faults.add(node.line, _unquoted(name, node.text))
        elif not re.fullmatch(self.pattern, node.text):
            faults.add(node.line, f"`{name}` is `{node.text[:80]}`; it must be {self.form}")
        return node.text

    def schema(self) -> Json:
        """A string with a pattern."""
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True)
class Choice:
    """One word out of a list, turned into `make`'s member."""

    make: Callable[[str], Any]
    words: tuple[str, ...]

    def read(self, node: Node, name: str, faults: Faults) -> Any:
        """The member that the word names."""
        if isinstance(node, Scalar) and node.text in self.words:
            return self.make(node.text)
        given = f"`{node.text[:40]}`" if isinstance(node, Scalar) else "a list or a mapping"
        faults.add(node.line, f"`{name}` is {given}; choose one of {', '.join(self.words)}")
        return None

    def schema(self) -> Json:
        """An enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class True_:
    """The bare word `true`; for the opposite the field is left out."""

    def read(self, node: Node, name: str, faults: Faults) -> bool:
        """Always True where it fits."""
        if not (isinstance(node, Scalar) and node.plain and node.text == "true"):
            faults.add(node.line, f"`{name}` must be the bare word true; delete the line otherwise")
        return True

    def schema(self) -> Json:
        """A constant."""
        return {"const": True}


@dataclass(frozen=True)
class Items:
    """A list of `least` to `most` values of one shape."""

    of: Shape
    least: int
    most: int

    def read(self, node: Node, name: str, faults: Faults) -> tuple[Any, ...]:
        """The values in order."""
        if not isinstance(node, yaml_tree.Sequence):
            faults.add(node.line, f"`{name}` must be a list: a line with `- ` for each value")
            return ()
        if not self.least <= len(node.items) <= self.most:
            faults.add(node.line, f"`{name}` has {len(node.items)} entries; {self._span()}")
        return tuple(self.of.read(item, name, faults) for item in node.items)

    def _span(self) -> str:
        if self.least == self.most:
            return f"it must have {self.least}"
        return f"it must have {self.least} to {self.most}"

    def schema(self) -> Json:
        """An array with a length."""
        return {
            "type": "array",
            "items": self.of.schema(),
            "minItems": self.least,
            "maxItems": self.most,
        }


@dataclass(frozen=True)
class Field:
    """A named value of a record; `about` says to the author what belongs there."""

    shape: Shape
    about: str
    required: bool = True


@dataclass(frozen=True)
class Record:
    """A mapping with known fields, turned into `make(**fields)`.

    `rule` looks at the finished value and says what is wrong with it, or None.
    """

    make: Callable[..., Any]
    fields: Mapping[str, Field]
    rule: Callable[[Any], str | None] | None = None

    def read(self, node: Node, name: str, faults: Faults) -> Any:
        """The finished value, or None when anything in it was at fault."""
        if not isinstance(node, yaml_tree.Mapping):
            faults.add(node.line, f"`{name}` must be a mapping with {', '.join(self.fields)}")
            return None
        before = len(faults.found)
        self._check_names(node, name, faults)
        values = {
            key: self.fields[key].shape.read(value, key, faults)
            for key, (_, value) in node.entries.items()
            if key in self.fields
        }
        return self._finish(values, node, faults) if len(faults.found) == before else None

    def _finish(self, values: Json, node: Node, faults: Faults) -> Any:
        made = self.make(**values)
        wrong = self.rule(made) if self.rule else None
        if wrong:
            faults.add(node.line, wrong)
        return made

    def _check_names(self, node: yaml_tree.Mapping, name: str, faults: Faults) -> None:
        for line, key in node.doubled:
            faults.add(line, f"`{key}` stands twice here; YAML would keep only one: merge them")
        for key, (line, _) in node.entries.items():
            if key not in self.fields:
                faults.add(line, f"unknown field `{key[:60]}`; {self._nearest(key)}")
        for key, wanted in self.fields.items():
            if wanted.required and key not in node.entries:
                faults.add(node.line, f"`{name}` has no `{key}`; add it: {wanted.about}")

    def _nearest(self, key: str) -> str:
        near = process.extractOne(key, list(self.fields), score_cutoff=60)
        if near:
            return f"did you mean `{near[0]}`?"
        return f"the fields here are {', '.join(self.fields)}"

    def schema(self) -> Json:
        """An object that allows these fields only."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [key for key, wanted in self.fields.items() if wanted.required],
            "properties": {
                key: {"description": wanted.about, **wanted.shape.schema()}
                for key, wanted in self.fields.items()
            },
        }


@dataclass(frozen=True)
class Variants:
    """A record whose other fields follow from the word in its field `key`."""

    key: str
    records: Mapping[str, Record]

    def read(self, node: Node, name: str, faults: Faults) -> Any:
        """What the record for this word reads."""
        if not isinstance(node, yaml_tree.Mapping):
            faults.add(node.line, f"`{name}` must be a mapping with `{self.key}` and more")
            return None
        line, word = node.entries.get(self.key, (node.line, None))
        record = self.records.get(word.text) if isinstance(word, Scalar) else None
        if record is None:
            faults.add(line, f"`{self.key}` must be one of {', '.join(self.records)}")
            return None
        return record.read(node, name, faults)

    def schema(self) -> Json:
        """One schema per word, chosen by the word."""
        return {
            "type": "object",
            "required": [self.key],
            "properties": {self.key: {"enum": list(self.records)}},
            "allOf": [
                {
                    "if": {"properties": {self.key: {"const": word}}},
                    "then": record.schema(),
                }
                for word, record in self.records.items()
            ],
        }
