"""The format of a topic file and of the vocabulary file, and their JSON Schema.

Limits keep a card within what Slack shows (3,000 characters a section, 75 in a select's option)
and within half a minute of reading.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.knowledge import (
    Change,
    Confusion,
    Difficulty,
    Kind,
    Option,
    Pair,
    Question,
    Source,
    Step,
    Term,
)
from bot.storage.shapes import (
    Choice,
    Field,
    Items,
    Json,
    Record,
    Shape,
    Text,
    True_,
    Variants,
    Word,
)

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
TOPIC_ID = Word(SLUG, "a topic id such as `shield-advanced`")
QUESTION_ID = Word(f"{SLUG}/{SLUG}", "`<topic-id>/<slug>`, such as `shield/no-extra-cost`")
MONTH = Word(r"20\d\d-(?:0[1-9]|1[0-2])", 'a month such as "2026-03"', quoted=True)
DAY = Word(
    r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", 'a day such as "2026-11-24"', quoted=True
)
HTTPS = Word(r"https://[^\s<>|]{4,500}", "an address that starts with https://", quoted=True)

WHY = Field(Text(300), "why it is right, or what makes it wrong here")

OPTION = Record(
    Option,
    {
        "text": Field(Text(200), "what the reader can choose"),
        "correct": Field(True_(), "true for the right option; left out otherwise", required=False),
        "why": WHY,
    },
)
STEP = Record(Step, {"text": Field(Text(75), "one step, at its place in the order"), "why": WHY})
PAIR = Record(
    Pair,
    {
        "prompt": Field(Text(150), "what the reader finds the match for"),
        "match": Field(Text(75), "the match; prompts may share one"),
        "why": WHY,
    },
)


def _one_key(question: Question) -> str | None:
    right = sum(option.correct for option in question.options)
    if right != 1:
        return f"{right} options are marked `correct: true`; a single-choice question has one"
    return _distinct([option.text for option in question.options])


def _several_keys(question: Question) -> str | None:
    right = sum(option.correct for option in question.options)
    if not 2 <= right < len(question.options):
        return f"{right} options are marked `correct: true`; mark two or more, but not all"
    return _distinct([option.text for option in question.options])


def _ordered(question: Question) -> str | None:
    return _distinct([step.text for step in question.steps])


def _matched(question: Question) -> str | None:
    if len({pair.match for pair in question.pairs}) < 2:
        return "all prompts have the same match; there must be two different ones at least"
    return _distinct([pair.prompt for pair in question.pairs])


def _distinct(texts: list[str]) -> str | None:
    folded = [text.casefold() for text in texts]
    twice = next((text for text in texts if folded.count(text.casefold()) > 1), None)
    return f"`{twice}` stands twice in one question; make the texts differ" if twice else None


def _question(kind: Kind, part: str, entries: Items, about: str, rule: Any) -> Record:
    return Record(
        Question,
        {
            "id": Field(QUESTION_ID, "`<topic-id>/<slug>`; it never changes its meaning"),
            "kind": Field(Choice(Kind, (kind.value,)), "single, multiple, ordering or matching"),
            "difficulty": Field(Choice(Difficulty, tuple(Difficulty)), "easy, medium or hard"),
            "stem": Field(Text(800), "the question, answerable before the options are read"),
            part: Field(entries, about),
        },
        rule,
    )


QUESTION = Variants(
    "kind",
    {
        kind.value: _question(kind, part, entries, about, rule)
        for kind, part, entries, about, rule in (
            (Kind.SINGLE, "options", Items(OPTION, 4, 4), "four, one of them correct", _one_key),
            (
                Kind.MULTIPLE,
                "options",
                Items(OPTION, 5, 6),
                "five or six, two or more of them correct",
                _several_keys,
            ),
            (Kind.ORDERING, "steps", Items(STEP, 3, 5), "the steps in the right order", _ordered),
            (Kind.MATCHING, "pairs", Items(PAIR, 3, 7), "prompts with their matches", _matched),
        )
    },
)

CHANGE = Record(
    Change,
    {
        "date": Field(MONTH, 'the month of the change, such as "2026-03"'),
        "what": Field(Text(250), "what older study material gets wrong"),
    },
)
CONFUSION = Record(
    Confusion,
    {
        "topic": Field(TOPIC_ID, "the other topic's id"),
        "difference": Field(Text(300), "one sentence about both; the same in both files"),
    },
)
SOURCE = Record(
    Source,
    {
        "title": Field(Text(150), "the page's title"),
        "url": Field(HTTPS, "the page's https address"),
        "checked": Field(DAY, 'the day somebody read it, such as "2026-11-24"'),
    },
)


def _fields(**fields: Any) -> Mapping[str, Any]:
    return fields


TOPIC = Record(
    _fields,
    {
        "id": Field(TOPIC_ID, "the file name without .yaml"),
        "title": Field(Text(80), "the name people know"),
        "aliases": Field(Items(Text(60), 1, 20), "other names, old names, abbreviations"),
        "asks": Field(Items(Text(150), 5, 60), "ways people ask"),
        "answer": Field(Text(600), "one to three sentences that answer: what is it?"),
        "key_points": Field(Items(Text(220), 3, 6), "facts to remember"),
        "exam_trap": Field(Text(400), "the mistake the exam hopes for, and the right view"),
        "changed": Field(Items(CHANGE, 1, 4), "what older material gets wrong", required=False),
        "confused_with": Field(
            Items(CONFUSION, 1, 12), "topics taken for this one, and the difference", required=False
        ),
        "related": Field(Items(TOPIC_ID, 1, 6), "topics to read next"),
        "sources": Field(Items(SOURCE, 1, 4), "where the facts stand"),
        "questions": Field(Items(QUESTION, 4, 40), "quiz questions"),
    },
)

TERM = Record(
    Term,
    {
        "canonical": Field(Text(60), "the words that topics use"),
        "variants": Field(Items(Text(60), 1, 30), "words that mean the same"),
        "why": Field(Text(200), "the reason to be here"),
    },
)
VOCABULARY = Record(_fields, {"terms": Field(Items(TERM, 1, 1000), "words that mean the same")})

OUTSIDE_NAMES = Record(
    _fields,
    {
        "why": Field(Text(200), "what these names have in common"),
        "names": Field(Items(Text(40), 1, 500), "names as people write them"),
    },
)
OUTSIDE = Record(
    _fields, {"outside": Field(Items(OUTSIDE_NAMES, 1, 50), "names that are none of our business")}
)


def json_schema() -> Json:
    """The content of `knowledge/schema.json`: a topic file, for editors."""
    return _document("A topic of awssec", TOPIC)


def _document(title: str, shape: Shape) -> Json:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **shape.schema(),
    }
