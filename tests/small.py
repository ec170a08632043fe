"""A tiny knowledge for tests: whole topics of which a test states only what it is about."""

from pathlib import Path
from typing import Any

import yaml

from bot.domain.knowledge import Domain, Topic
from bot.storage.shapes import Faults
from bot.storage.topic_shape import TOPIC
from bot.storage.yaml_tree import parse

Document = dict[str, Any]


def document(id: str, **fields: Any) -> Document:
    """A topic file's content without a fault, changed by `fields`; None leaves a field out."""
    whole = {
        "id": id,
        "title": f"AWS {id.title()}",
        "aliases": [id],
        "asks": [f"{ask} {id}" for ask in ("what is", "why", "when", "price of", "who needs")],
        "answer": f"What {id} is.",
        "key_points": [f"{id} is one.", f"{id} is two.", f"{id} is three."],
        "exam_trap": f"What {id} is not.",
        "related": ["shield"] if id != "shield" else ["waf"],
        "sources": [{"title": "A page", "url": "https://aws.example", "checked": "2026-11-24"}],
        "questions": [single(id), multiple(id), ordering(id), matching(id)],
    }
    return {key: value for key, value in {**whole, **fields}.items() if value is not None}


def single(id: str, **fields: Any) -> Document:
    return question(id, "single", **{"options": options(4, right=1), **fields})


def multiple(id: str, **fields: Any) -> Document:
    return question(id, "multiple", **{"options": options(5, right=2), **fields})


def ordering(id: str, **fields: Any) -> Document:
    steps = [{"text": f"Step {n}", "why": "It comes here."} for n in range(3)]
    return question(id, "ordering", **{"steps": steps, **fields})


def matching(id: str, **fields: Any) -> Document:
    pairs = [{"prompt": f"Need {n}", "match": f"Means {n}", "why": "It fits."} for n in range(3)]
    return question(id, "matching", **{"pairs": pairs, **fields})


def question(id: str, kind: str, **fields: Any) -> Document:
    start = {"id": f"{id}/{kind}", "kind": kind, "difficulty": "easy", "stem": "Which?"}
    return {**start, **fields}


def options(count: int, *, right: int) -> list[Document]:
    return [
        {"text": f"Option {n}", "why": "Because.", **({"correct": True} if n < right else {})}
        for n in range(count)
    ]


def confused(topic: str, difference: str = "One is not the other.") -> list[Document]:
    return [{"topic": topic, "difference": difference}]


def as_yaml(value: Any) -> str:
    """YAML in block style with every text quoted, as authors are asked to write it."""
    return yaml.dump(value, Dumper=_Author, sort_keys=False, width=10_000, allow_unicode=True)


class _Key(str):
    """A field name, which stands without quotes."""


class _Author(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


STR, MAP = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"
_Author.add_representer(str, lambda to, text: to.represent_scalar(STR, text, style='"'))
_Author.add_representer(_Key, lambda to, key: to.represent_scalar(STR, str(key)))
_Author.add_representer(
    dict, lambda to, fields: to.represent_mapping(MAP, {_Key(key): fields[key] for key in fields})
)


def topic(id: str, domain: Domain = Domain.DETECTION, **fields: Any) -> Topic:
    """The topic of `document`, read as the app reads it."""
    faults = Faults()
    read = TOPIC.read(parse(as_yaml(document(id, **fields))), id, faults)
    assert not faults.found
    return Topic(domain=domain, **read)


def write(folder: Path, *documents: Document, domain: str = "detection") -> Path:
    """Put each document into its file below the knowledge folder; the last one's path."""
    for one in documents:
        path = folder / domain / f"{one['id']}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_yaml(one), encoding="utf-8")
    return path
