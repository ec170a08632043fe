"""Judges a choice as the exam does, all or nothing, and says what is right and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from bot.domain.knowledge import Kind, Question
from bot.domain.quiz.presenting import NUMBERS, Order, uses_each_once
from bot.errors import UserError

SAME_TEXT = 70
"""fuzz.ratio from which a text counts as the one that was posted, reworded since."""


@dataclass(frozen=True, slots=True)
class Part:
    """One option, step or prompt with what is right about it and why."""

    label: str
    text: str
    answer: str
    """Of an option `right` or `wrong`; of a step its place, `1`; of a prompt its match, `B`."""
    why: str


@dataclass(frozen=True, slots=True)
class Solution:
    """The right answer in the labels of one post: for those who have answered, or at its end."""

    key: tuple[str, ...]
    """Right options in the order of the alphabet; steps in order; a match for each prompt."""
    parts: tuple[Part, ...]
    """All options or prompts in the order they are shown; steps in the right order."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a choice."""

    right: bool
    choice: tuple[str, ...]
    """The choice as it is stored: upper case, and sorted where its order means nothing."""
    solution: Solution


def grade(question: Question, order: Order, *, choice: Sequence[str]) -> Verdict:
    """Judge the labels in `choice`: right as a whole or wrong (the exam gives no part points).

    Of a multiple-choice question the order does not matter; an ordering question takes the labels
    first step first, a matching question the label for each prompt in turn.

    Raises UserError if nobody can choose that in this post, or if the question has been rewritten
    since so that its labels mean nothing any more.
    """
    read = _read(question.kind, order, choice)
    solution = solve(question, order)
    return Verdict(read == solution.key, read, solution)


def solve(question: Question, order: Order) -> Solution:
    """The right answer of `question` in the labels of a post. Raises UserError as `grade` does."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return _options(question, order)
        case Kind.ORDERING:
            return _steps(question, order)
        case Kind.MATCHING:
            return _pairs(question, order)


def _options(question: Question, order: Order) -> Solution:
    label = _labels([option.text for option in question.options], order.shown, order.labels)
    parts = [
        Part(label[option.text], option.text, "right" if option.correct else "wrong", option.why)
        for option in question.options
    ]
    shown = sorted(parts, key=lambda part: part.label)
    return Solution(tuple(part.label for part in shown if part.answer == "right"), tuple(shown))


def _steps(question: Question, order: Order) -> Solution:
    label = _labels([step.text for step in question.steps], order.shown, order.labels)
    parts = [
        Part(label[step.text], step.text, str(place), step.why)
        for place, step in enumerate(question.steps, start=1)
    ]
    return Solution(tuple(part.label for part in parts), tuple(parts))


def _pairs(question: Question, order: Order) -> Solution:
    numbers = [str(number) for number in range(1, len(order.prompts) + 1)]
    number = _labels([pair.prompt for pair in question.pairs], order.prompts, numbers)
    label = _labels([pair.match for pair in question.pairs], order.shown, order.labels)
    parts = [
        Part(number[pair.prompt], pair.prompt, label[pair.match], pair.why)
        for pair in question.pairs
    ]
    shown = sorted(parts, key=lambda part: int(part.label))
    return Solution(tuple(part.answer for part in shown), tuple(shown))


def _labels(texts: Sequence[str], shown: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """The label under which each of `texts` was posted, the likest first where one was reworded."""
    pairs = product(set(texts), zip(shown, labels, strict=True))
    likest = sorted((-fuzz.ratio(text, there), text, label) for text, (there, label) in pairs)
    found: dict[str, str] = {}
    for minus, text, label in likest:
        if -minus >= SAME_TEXT and text not in found and label not in found.values():
            found[text] = label
    if len(found) < len(set(texts)):
        raise UserError(
            "This question has been rewritten since it was posted, so answers to that post can "
            "no longer be graded; wait for its next turn."
        )
    return found


def _read(kind: Kind, order: Order, choice: Sequence[str]) -> tuple[str, ...]:
    labels = [label.strip().upper() for label in choice]
    unknown = next((label for label in labels if label not in order.labels), None)
    if unknown is not None:
        listed = f"{', '.join(order.labels[:-1])} and {order.labels[-1]}"
        raise UserError(f"There is no {unknown or 'empty letter'} here; choose from {listed}.")
    doubled = len(set(labels)) < len(labels)
    if len(labels) != order.choose or (doubled and not _may_repeat(kind, order)):
        raise UserError(_refusal(kind, order))
    return tuple(sorted(labels) if kind is Kind.MULTIPLE else labels)


def _may_repeat(kind: Kind, order: Order) -> bool:
    return kind is Kind.MATCHING and not uses_each_once(order)


def _refusal(kind: Kind, order: Order) -> str:
    count = NUMBERS[order.choose]
    match kind:
        case Kind.SINGLE:
            return "Choose exactly one option."
        case Kind.MULTIPLE:
            return f"Choose exactly {count} different options."
        case Kind.ORDERING:
            return f"Give each of the {count} steps a place of its own."
        case Kind.MATCHING if uses_each_once(order):
            return f"Give each of the {count} numbers a letter of its own."
        case Kind.MATCHING:
            return f"Give each of the {count} numbers one letter."
