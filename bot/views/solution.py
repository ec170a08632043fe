"""The right answer with the reasons: what a verdict and a closed post have in common."""

from collections.abc import Sequence

from bot.domain.knowledge import Kind, Question, Topic
from bot.domain.quiz import Order, Part, Solution
from bot.views import ids
from bot.views.blocks import Block, button, line, rich, stacked, words
from bot.views.ids import CardState
from bot.views.wording import joined


def choice_in_words(question: Question, choice: Sequence[str]) -> str:
    """A choice as people read it: `B`, `B and D`, `C, A, B` in order, `1 B, 2 A` in pairs."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return joined(choice)
        case Kind.ORDERING:
            return ", ".join(choice)
        case Kind.MATCHING:
            return ", ".join(f"{number} {label}" for number, label in enumerate(choice, start=1))


def reasons(question: Question, solution: Solution) -> Block:
    """Every option, step or prompt with what is right about it and why."""
    return rich(stacked(_reason(question.kind, part) for part in solution.parts))


def labelled(question: Question, order: Order) -> list[Block]:
    """The matches of a matching question, to whose letters its reasons refer; else nothing."""
    if question.kind is not Kind.MATCHING:
        return []
    pairs = zip(order.labels, order.shown, strict=True)
    return [
        rich(stacked(line(words(f"{label}. ", bold=True), words(text)) for label, text in pairs))
    ]


def card_button(topic: Topic) -> Block:
    """The way to the topic's card."""
    return button(f"Read about {topic.title}", ids.READ_TOPIC, CardState(topic.id).value())


def _reason(kind: Kind, part: Part) -> Block:
    said = {Kind.ORDERING: f"step {part.answer}", Kind.MATCHING: f"goes with {part.answer}"}
    return line(
        words(f"{part.label}. {part.text}: {said.get(kind, part.answer)}.", bold=True),
        words(f" {part.why}"),
    )
