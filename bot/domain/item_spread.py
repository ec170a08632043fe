"""How a question bank is spread over domains, kinds, difficulties and key positions, as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.domain.item_rules import (
    LONGEST_SHARE,
    key_positions,
    longest_keys,
    single_choice,
)
from bot.domain.knowledge import Difficulty, Domain, Kind, Knowledge, Question
from bot.domain.scoring import percent

Row = tuple[str, int, int, str]
"""What is counted, how many, out of how many, and what to compare with."""


def spread(knowledge: Knowledge) -> str:
    """The table, a line per figure."""
    questions = knowledge.questions
    rows = [*_by_domain(knowledge), *_by_form(questions), *_by_key(questions)]
    width = max(len(name) for name, *_ in rows)
    return "\n".join(
        f"{name:<{width}}  {count:>5}  {percent(count, total or 1):>3}%  {note}".rstrip()
        for name, count, total, note in rows
    )


def _by_domain(knowledge: Knowledge) -> Iterator[Row]:
    total = knowledge.question_count
    for domain in Domain:
        count = sum(len(topic.questions) for topic in knowledge.by_domain[domain])
        yield domain.full_name, count, total, f"exam {domain.weight}%"


def _by_form(questions: Sequence[Question]) -> Iterator[Row]:
    kinds = Counter(question.kind for question in questions)
    levels = Counter(question.difficulty for question in questions)
    for kind in Kind:
        yield f"kind {kind}", kinds[kind], len(questions), ""
    for level in Difficulty:
        yield f"difficulty {level}", levels[level], len(questions), ""


def _by_key(questions: Sequence[Question]) -> Iterator[Row]:
    singles, counts = len(single_choice(questions)), key_positions(questions)
    limit = f"of single choice; at most {LONGEST_SHARE:.0%}"
    yield "key is the longest option", len(longest_keys(questions)), singles, limit
    for place, count in enumerate(counts):
        yield f"key at position {place + 1}", count, singles, "of single choice"
