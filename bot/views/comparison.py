"""The card that tells two topics apart."""

from bot.domain.knowledge import Topic
from bot.views import ids
from bot.views.blocks import Block, Reply, actions, button, header, line, rich, words
from bot.views.ids import CardState


def comparison(one: Topic, two: Topic, question: str) -> Reply:
    """One line on each, then the difference where an author has written it down."""
    difference = one.difference(two)
    blocks = [header(f"{one.title} or {two.title}?"), rich(_line(one)), rich(_line(two))]
    if difference:
        blocks.append(rich(line(words("The difference: ", bold=True), words(difference))))
    blocks += actions([_open(topic, question) for topic in (one, two)])
    text = difference or f"{_gist(one.answer)} {_gist(two.answer)}"
    return Reply(f"{one.title} or {two.title}: {text}", blocks)


def _line(topic: Topic) -> Block:
    return line(words(f"{topic.title}: ", bold=True), words(_gist(topic.answer)))


def _open(topic: Topic, question: str) -> Block:
    state = CardState(topic.id, question)
    return button(topic.title, ids.numbered(ids.OPEN_TOPIC, topic.id), state.value())


GIST = 80
"""Characters that a line on a topic has at least, where its answer has them."""


def _gist(answer: str) -> str:
    """The first sentences of an answer, as many as it takes to say something."""
    end = answer.find(". ", GIST)
    return answer if end < 0 else answer[: end + 1]
