"""A question in a channel while it is open: nothing here is made from the key."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.knowledge import Kind, Question
from bot.domain.quiz import Labelled, Presented, present
from bot.domain.quiz.posts import Post
from bot.domain.scoring import POINTS
from bot.errors import UserError
from bot.views import ids
from bot.views.blocks import (
    BUTTON_LENGTH,
    Block,
    Reply,
    actions,
    button,
    checkboxes,
    context,
    header,
    line,
    rich,
    section,
    select,
    stacked,
    words,
)
from bot.views.wording import capital, counted, people, until

TITLE = "Question of the day"


def open_post(post: Post, question: Question) -> Reply:
    """The question with what it takes to answer it, and how many people have."""
    shown = present(question, post.order)
    blocks = [
        header(TITLE),
        rich(line(words(shown.stem))),
        *_listed(shown),
        context(shown.how),
        *_inputs(shown, post.key.day),
        context(f"{_worth(question)} Picked: {post.reason}."),
        until(post.closes_at, "Open until", f". {_answered(post.answered)}"),
        *actions([report(post.key.day)]),
    ]
    return Reply(f"{TITLE}: {shown.stem}", blocks)


def report(day: date) -> Block:
    """The button for whoever thinks that the question is wrong."""
    return button("Report this question", ids.REPORT_QUESTION, str(day))


def chosen(values: Mapping[str, Any], day: date) -> tuple[str, ...]:
    """The labels chosen in the inputs of the open post of a local date.

    `values` is the message's state. Raises UserError if something is still to be chosen.
    """
    labels: list[str] = []
    for number in range(1, len(values) + 1):
        entry = values.get(ids.choice_block(day, number), {}).get(ids.CHOICE)
        if entry:
            labels += _labels(entry)
    if not labels:
        raise UserError("Choose first, then submit.")
    return tuple(labels)


def _labels(entry: Mapping[str, Any]) -> list[str]:
    if entry["type"] == "checkboxes":
        return [option["value"] for option in entry["selected_options"]]
    if not entry["selected_option"]:
        raise UserError("Something is still to be chosen; fill every menu, then submit.")
    return [entry["selected_option"]["value"]]


def _listed(shown: Presented) -> list[Block]:
    """The choices in full, unless checkboxes show them so."""
    fit = all(len(text) <= BUTTON_LENGTH for text, _ in _options(shown))
    if shown.kind is Kind.MULTIPLE and fit:
        return []
    return [rich(stacked(map(_choice, shown.choices)))]


def _choice(choice: Labelled) -> Block:
    return line(words(f"{choice.label}. ", bold=True), words(choice.text))


def _inputs(shown: Presented, day: date) -> list[Block]:
    match shown.kind:
        case Kind.SINGLE:
            return actions([_answer(choice, day) for choice in shown.choices])
        case Kind.MULTIPLE:
            boxes = actions([checkboxes(ids.CHOICE, _options(shown))])[0]
            menus = [{**boxes, "block_id": ids.choice_block(day, 1)}]
        case Kind.ORDERING:
            places = range(1, shown.choose + 1)
            menus = [_menu(f"Step {place}", shown, day, place) for place in places]
        case Kind.MATCHING:
            menus = [
                _menu(f"{prompt.label}. {prompt.text}", shown, day, number)
                for number, prompt in enumerate(shown.prompts, start=1)
            ]
    return [*menus, *actions([button("Submit", ids.SUBMIT_ANSWER, str(day), style="primary")])]


def _answer(choice: Labelled, day: date) -> Block:
    value = ids.Choice(day, choice.label).value()
    return button(choice.label, ids.numbered(ids.ANSWER, choice.label), value)


def _menu(text: str, shown: Presented, day: date, number: int) -> Block:
    menu = select("Choose", ids.CHOICE, _options(shown))
    return {**section(text, menu), "block_id": ids.choice_block(day, number)}


def _options(shown: Presented) -> list[tuple[str, str]]:
    return [(f"{choice.label}. {choice.text}", choice.label) for choice in shown.choices]


def _worth(question: Question) -> str:
    worth = counted(POINTS[question.difficulty], "point")
    return f"{capital(question.difficulty)}: {worth}."


def _answered(number: int) -> str:
    if not number:
        return "Nobody has answered yet."
    return f"{people(number)} {'has' if number == 1 else 'have'} answered."
