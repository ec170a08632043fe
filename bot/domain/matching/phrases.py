"""The texts of a topic as short phrases: what people ask, what its card and questions say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.knowledge import Question, Topic


class Field(StrEnum):
    """Where in a topic file a phrase stands."""

    NAME = "name"
    ASK = "ask"
    CARD = "card"
    STEM = "stem"
    DIFFERENCE = "difference"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a topic."""

    field: Field
    text: str


_CLAUSE_END = re.compile(r"(?<=[.;:])\s")


def phrases(topic: Topic) -> Iterator[Phrase]:
    """Every phrase of `topic`; running text is cut at the ends of clauses."""
    for name in (topic.title, *topic.aliases):
        yield Phrase(Field.NAME, name)
    for ask in topic.asks:
        yield Phrase(Field.ASK, ask)
    card = (topic.answer, *topic.key_points, topic.exam_trap, *(c.what for c in topic.changed))
    for text in card:
        yield from _clauses(Field.CARD, text)
    for confusion in topic.confused_with:
        yield from _clauses(Field.DIFFERENCE, confusion.difference)
    for question in topic.questions:
        yield Phrase(Field.STEM, question.stem)
        yield from (Phrase(Field.KEY, text) for text in _right_texts(question))


def _clauses(field: Field, text: str) -> Iterator[Phrase]:
    return (Phrase(field, clause) for clause in _CLAUSE_END.split(text))


def _right_texts(question: Question) -> Iterator[str]:
    """What a question says that is true; wrong options would teach the wrong words."""
    for option in question.options:
        if option.correct:
            yield option.text
            yield option.why
    yield from (step.text for step in question.steps)
    yield from (pair.prompt for pair in question.pairs)
