"""Shows a question without its key: texts under neutral labels, in an order the dice chose.

What is shown depends on the texts and the dice alone, never on which of them is right.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_uppercase

from bot.domain.knowledge import Difficulty, Kind, Question

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")
"""Small numbers in words; no question has more than seven parts."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a post shows at which label: stored with the post, to translate a choice back.

    It keeps texts, not places in the file, so an author who reorders steps or options to correct
    a key does not change what an earlier choice meant.
    """

    shown: tuple[str, ...]
    """The options, steps or matches at A, B, C, ..."""
    choose: int
    """How many labels make a whole choice."""
    prompts: tuple[str, ...] = ()
    """The prompts of a matching question at 1, 2, 3, ..."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that can be chosen: A, B, C, ..."""
        return tuple(ascii_uppercase[: len(self.shown)])

    def texts(self, choice: Sequence[str]) -> list[str]:
        """What the labels in `choice` stand for."""
        shown = dict(zip(self.labels, self.shown, strict=True))
        return [shown[label] for label in choice]

    def value(self) -> str:
        """As text, for storing."""
        return json.dumps([self.shown, self.choose, self.prompts], ensure_ascii=False)

    @classmethod
    def of(cls, value: str) -> "Order":
        """From its text."""
        shown, choose, prompts = json.loads(value)
        return cls(tuple(shown), choose, tuple(prompts))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text under a label that says nothing about it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Presented:
    """All that may be shown of a question before it is answered.

    The question's id is left out: it names the topic, and with it often the answer.
    """

    kind: Kind
    difficulty: Difficulty
    stem: str
    how: str
    """How to answer, in a sentence or two."""
    choose: int
    """How many labels make a whole choice; for a matching question one for each prompt."""
    choices: tuple[Labelled, ...]
    """The options, steps or matches, under A, B, C, ..."""
    prompts: tuple[Labelled, ...] = ()
    """The prompts of a matching question, under 1, 2, 3, ..."""


def shuffle(question: Question, rng: Random) -> Order:
    """Put the options, steps or matches of `question` into an order for one post.

    The texts are sorted first, so that the place in the file, which is the key of a step or a
    match, leaves no trace. Every order is possible, the right one of the steps too: to leave that
    out would be a hint. Prompts stay as the author put them.
    """
    shown = sorted(dict.fromkeys(_texts(question)))
    rng.shuffle(shown)
    return Order(tuple(shown), _choose(question), tuple(pair.prompt for pair in question.pairs))


def _texts(question: Question) -> Sequence[str]:
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return [option.text for option in question.options]
        case Kind.ORDERING:
            return [step.text for step in question.steps]
        case Kind.MATCHING:
            return [pair.match for pair in question.pairs]


def _choose(question: Question) -> int:
    right = sum(option.correct for option in question.options)
    return right or len(question.steps) or len(question.pairs)


def present(question: Question, order: Order) -> Presented:
    """Show `question` as a post with this `order` shows it, whenever that is needed again."""
    return Presented(
        question.kind,
        question.difficulty,
        question.stem,
        _how(question.kind, order),
        order.choose,
        tuple(map(Labelled, order.labels, order.shown)),
        tuple(Labelled(str(n), prompt) for n, prompt in enumerate(order.prompts, start=1)),
    )


def _how(kind: Kind, order: Order) -> str:
    match kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return f"Choose {NUMBERS[order.choose]}."
        case Kind.ORDERING:
            return "Choose a letter for each step, the first step first."
        case Kind.MATCHING if uses_each_once(order):
            return "Give each number its letter. Each letter is used once."
        case Kind.MATCHING:
            return "Give each number its letter. A letter may be used more than once."


def uses_each_once(order: Order) -> bool:
    """Whether a matching question has a match of its own for every prompt."""
    return len(order.shown) == len(order.prompts)
