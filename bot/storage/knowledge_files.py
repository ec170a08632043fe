"""Reads a knowledge folder: files to `Knowledge`, or every fault at once as `file:line: ...`.

What one file must look like stands in `topic_shape.py`, what files must agree on in
`knowledge_links.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.knowledge import Domain, Knowledge, Topic
from bot.errors import KnowledgeError
from bot.storage import yaml_tree
from bot.storage.knowledge_links import Fault, TopicFile, link_faults
from bot.storage.shapes import Faults, Record
from bot.storage.topic_shape import OUTSIDE, TOPIC, VOCABULARY
from bot.storage.yaml_tree import YamlFault

MAX_BYTES = 200_000
"""Largest file that is read; the longest topic of the project has about 30,000 bytes."""

VOCABULARY_FILE = "vocabulary.yaml"
OUTSIDE_FILE = "outside.yaml"


@dataclass(frozen=True)
class Report:
    """What reading a folder gave: the knowledge, complete only if `faults` is empty."""

    knowledge: Knowledge
    faults: list[str]
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each topic's answer and each question stands, `file:line` by its id."""


def load(folder: Path) -> Knowledge:
    """The knowledge in `folder`.

    Raises KnowledgeError with every fault when there is one.
    """
    report = inspect(folder)
    if report.faults:
        raise KnowledgeError(report.faults)
    return report.knowledge


def inspect(folder: Path) -> Report:
    """Read all of `folder` and say what is wrong in it."""
    if not folder.is_dir():
        return Report(
            Knowledge.of([]), [f"{folder}:1: no such folder; set KNOWLEDGE_DIR to the right one"]
        )
    files: list[TopicFile] = []
    faults: list[Fault] = []
    shared = (folder / VOCABULARY_FILE, folder / OUTSIDE_FILE)
    for path in sorted(path for path in folder.rglob("*.y*ml") if path not in shared):
        files.extend(_topic_file(path, folder, faults))
    unread = {path.stem for path, *_ in faults}
    terms = _shared(folder / VOCABULARY_FILE, VOCABULARY, faults).get("terms", ())
    groups = _shared(folder / OUTSIDE_FILE, OUTSIDE, faults).get("outside", ())
    outside = [name for group in groups for name in group["names"]]
    faults.extend(link_faults(files, unread))
    if not files and not faults:
        faults.append((folder, 1, "no topic in it; add <exam-domain>/<topic-id>.yaml"))
    topics = [file.topic for file in files]
    return Report(Knowledge.of(topics, terms, outside), _lines(faults), _places(files))


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """A value that changes when a file in `folder` is added, removed or saved."""
    return tuple(
        (str(path), info.st_mtime_ns, info.st_size)
        for path in sorted(
            [*folder.glob("*/*.yaml"), folder / VOCABULARY_FILE, folder / OUTSIDE_FILE]
        )
        if path.exists()
        for info in [path.stat()]
    )


def _topic_file(path: Path, folder: Path, faults: list[Fault]) -> Iterator[TopicFile]:
    if path.suffix == ".yml":
        faults.append((path, 1, f"rename it to {path.stem}.yaml; other endings are not read"))
    if path.suffix != ".yaml":
        return
    if path.parent.name not in list(Domain) or path.parent.parent != folder:
        faults.append((path, 1, f"move it into an exam domain's folder: {', '.join(Domain)}"))
        return
    read = _read(path, TOPIC, faults)
    if read:
        tree, fields = read
        topic = Topic(domain=Domain(path.parent.name), **fields)
        yield TopicFile(path, tree, topic)


def _shared(path: Path, shape: Record, faults: list[Fault]) -> dict[str, Any]:
    """The fields of a file that all topics share; it may be absent."""
    read = _read(path, shape, faults) if path.exists() else None
    return read[1] if read else {}


def _read(
    path: Path, shape: Record, faults: list[Fault]
) -> tuple[yaml_tree.Node, dict[str, Any]] | None:
    """The file's tree and its fields, or None when it has a fault."""
    found = Faults()
    try:
        tree = yaml_tree.parse(_text(path))
        fields = shape.read(tree, path.stem, found)
    except YamlFault as fault:
        found.add(fault.line, str(fault))
    faults.extend((path, line, message) for line, message in found.found)
    return None if found.found else (tree, fields)


def _text(path: Path) -> str:
    if not path.is_file():
        raise YamlFault(1, "not a file; remove it")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise YamlFault(1, f"larger than {MAX_BYTES // 1000} KB; split the topic in two")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise YamlFault(line, "not UTF-8 text; save the file as UTF-8") from error
    except OSError as error:
        raise YamlFault(1, f"cannot be read ({error.strerror}); check its permissions") from error


def _lines(faults: list[Fault]) -> list[str]:
    return [f"{_shown(path)}:{line}: {message}" for path, line, message in sorted(faults)]


def _places(files: list[TopicFile]) -> dict[str, str]:
    cards = {file.topic.id: f"{_shown(file.path)}:{file.line('answer')}" for file in files}
    return cards | {
        question.id: f"{_shown(file.path)}:{file.line('questions', place, 'id')}"
        for file in files
        for place, question in enumerate(file.topic.questions)
    }


def _shown(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
