"""What topic files must agree on: ids, names that belong to one topic, links that lead somewhere.

Gets files that are each well-formed, and reports faults with the line to change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.knowledge import Topic
from bot.storage.yaml_tree import Mapping, Node, Sequence

Fault = tuple[Path, int, str]


@dataclass(frozen=True)
class TopicFile:
    """A topic with the file it stands in."""

    path: Path
    tree: Node
    topic: Topic

    def line(self, *keys: str | int) -> int:
        """The line of the value that `keys` lead to: field names, and places in lists from 0."""
        node = self.tree
        for key in keys:
            if isinstance(node, Mapping) and isinstance(key, str):
                node = node.entries[key][1]
            elif isinstance(node, Sequence) and isinstance(key, int):
                node = node.items[key]
        return node.line


def link_faults(files: list[TopicFile], unread: set[str]) -> Iterator[Fault]:
    """Every disagreement within and between the files.

    `unread` names topics whose files have faults of their own: links to them lead somewhere.
    """
    by_id = {file.topic.id: file for file in files}
    yield from _ids(files, by_id)
    yield from _claimed_twice(files, "aliases", lambda topic: topic.aliases)
    yield from _claimed_twice(files, "asks", lambda topic: topic.asks)
    for file in files:
        yield from _dangling(file, by_id.keys() | unread)
        yield from _one_sided(file, by_id)
        yield from _question_ids(file)


def _ids(files: list[TopicFile], by_id: dict[str, TopicFile]) -> Iterator[Fault]:
    for file in files:
        line, id_ = file.line("id"), file.topic.id
        if id_ != file.path.stem:
            yield file.path, line, f"id `{id_}` is not the file's name; make them the same"
        if by_id[id_] is not file:
            other = by_id[id_].path
            yield file.path, line, f"id `{id_}` is also in {other.parent.name}; rename one"


def _claimed_twice(
    files: list[TopicFile], field: str, names: Callable[[Topic], tuple[str, ...]]
) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for file in files:
        for place, name in enumerate(names(file.topic)):
            owner = owners.setdefault(" ".join(name.casefold().split()), file.topic.id)
            line = file.line(field, place)
            if owner != file.topic.id:
                yield file.path, line, f"`{name}` is in {field} of `{owner}` too; keep it in one"


def _dangling(file: TopicFile, known: set[str]) -> Iterator[Fault]:
    topic = file.topic
    links = [(id_, file.line("related", place)) for place, id_ in enumerate(topic.related)]
    links += [
        (confusion.topic, file.line("confused_with", place, "topic"))
        for place, confusion in enumerate(topic.confused_with)
    ]
    for id_, line in links:
        if id_ == topic.id:
            yield file.path, line, f"`{id_}` names itself; remove it"
        elif id_ not in known:
            yield file.path, line, f"there is no topic `{id_}`; correct the id or remove it"


def _one_sided(file: TopicFile, by_id: dict[str, TopicFile]) -> Iterator[Fault]:
    for place, confusion in enumerate(file.topic.confused_with):
        other = by_id.get(confusion.topic)
        if other is None:
            continue
        back = {entry.topic: entry.difference for entry in other.topic.confused_with}
        line = file.line("confused_with", place)
        if file.topic.id not in back:
            yield file.path, line, f"`{other.topic.id}` does not name this topic back; add it there"
        elif back[file.topic.id] != confusion.difference:
            message = f"`{other.topic.id}` states another difference; use one sentence in both"
            yield file.path, line, message


def _question_ids(file: TopicFile) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, question in enumerate(file.topic.questions):
        line = file.line("questions", place, "id")
        if not question.id.startswith(f"{file.topic.id}/"):
            yield file.path, line, f"`{question.id}` must start with `{file.topic.id}/`"
        if question.id in seen:
            yield file.path, line, f"question id `{question.id}` stands twice; rename one"
        seen.add(question.id)
