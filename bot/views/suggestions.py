"""What is shown for what has no single answer: "Did you mean", "I don't know", how to ask."""

from collections.abc import Sequence

from bot.domain.knowledge import Topic
from bot.views import ids
from bot.views.blocks import (
    Block,
    Reply,
    actions,
    button,
    context,
    line,
    rich,
    section,
    shortened,
    spoken,
    words,
)
from bot.views.help import examples
from bot.views.ids import CardState

SHOWN = 200
"""Characters of a question that are repeated to the person."""

KEPT = "The question is on the list for those who write awssec's knowledge, without your name."

BOARDS = (
    f"After `{ids.COMMAND} leaderboard` you can say channel or workspace, points of the week, the "
    "month or all time, or accuracy of the month or all time; for example "
    f"`{ids.COMMAND} leaderboard workspace month`."
)


def did_you_mean(topics: Sequence[Topic], question: str) -> Reply:
    """Buttons for the topics that may be meant, and one for none of them."""
    text = "Did you mean one of these?"
    none = button("None of these", ids.NONE_OF_THESE, question[: ids.VALUE_LENGTH] or "?")
    blocks = [section(text), *actions([*topic_buttons(topics, question), none])]
    return Reply(f"{text} {', '.join(topic.title for topic in topics)}", blocks)


def not_found(topics: Sequence[Topic], question: str) -> Reply:
    """An honest "I don't know", with the nearest topics."""
    text = f"I don't know the answer to “{shortened(question, SHOWN)}”."
    blocks = [section(text), context(KEPT)]
    if topics:
        blocks += [section("The nearest topics:"), *actions(topic_buttons(topics, question))]
    return Reply(f"{text} {KEPT}", blocks + _browse())


def no_question(question: str) -> Reply:
    """For a greeting and the like: nothing was asked, so nothing is kept."""
    said = shortened(question, SHOWN)
    text = f"I don't see a question about AWS security in “{said}”. Try one of these:"
    return Reply(text, [section(text), *examples()])


def topic_buttons(topics: Sequence[Topic], question: str) -> list[Block]:
    """A button per topic that opens its card."""
    return [
        button(
            topic.title,
            ids.numbered(ids.OPEN_TOPIC, topic.id),
            CardState(topic.id, question).value(),
        )
        for topic in topics
    ]


def rejected(question: str) -> Reply:
    """The answer to "None of these"."""
    text = f"Then I don't know the answer to “{shortened(question, SHOWN)}”."
    return Reply(text, [section(text), context(KEPT), *_browse()])


def instead_of_unknown(asked: str, board: Reply) -> Reply:
    """A `board` that is shown though something else was `asked`, below what can be asked for."""
    unclear = f"I can't tell what “{shortened(asked, SHOWN)}” means. "
    lead = rich(line(words(unclear), *spoken(BOARDS)))
    return Reply(f"{unclear}{BOARDS} {board.text}", [lead, *board.blocks])


def _browse() -> list[Block]:
    return actions([button("Browse all topics", ids.BROWSE_DOMAIN, ids.ALL_DOMAINS)])
