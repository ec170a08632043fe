"""The answer card of a topic."""

from functools import lru_cache

from bot.domain.knowledge import Knowledge, Source, Topic
from bot.views import ids
from bot.views.blocks import (
    Block,
    Reply,
    actions,
    bullets,
    button,
    context,
    header,
    line,
    link,
    rich,
    select,
    words,
)
from bot.views.ids import CardState

RATED = "Thank you, your rating is noted."


def card(topic: Topic, knowledge: Knowledge, state: CardState, *, sharable: bool = False) -> Reply:
    """The card with its buttons; `sharable` where it can be shared to a channel."""
    blocks = [*_body(topic), *_notes(state), *actions(_buttons(topic, knowledge, state, sharable))]
    return Reply(_fallback(topic), blocks)


def shared_card(topic: Topic, knowledge: Knowledge, sharer: str) -> Reply:
    """The card as everyone in a channel sees it, with who shared it."""
    blocks = [
        *_body(topic),
        context(f"Shared by {sharer} from awssec"),
        *actions(_related(topic, knowledge)),
    ]
    return Reply(f"{sharer} shared: {_fallback(topic)}", blocks)


def domain_line(topic: Topic) -> str:
    """The exam domain and its share of the exam."""
    return f"{topic.domain.full_name} ({topic.domain.weight}% of the SCS-C03 exam)"


def _fallback(topic: Topic) -> str:
    return f"{topic.title}: {topic.answer}"


@lru_cache(maxsize=1024)
def _body(topic: Topic) -> tuple[Block, ...]:
    elements = [line(words(topic.answer)), bullets(line(words(p)) for p in topic.key_points)]
    blocks = [
        header(topic.title),
        context(domain_line(topic)),
        rich(*elements),
        rich(line(words("Exam trap: ", bold=True), words(topic.exam_trap))),
    ]
    if topic.changed:
        news = (line(words(f"{c.date}: ", bold=True), words(c.what)) for c in topic.changed)
        title = line(words("What older study material gets wrong", bold=True))
        blocks.append(rich(title, bullets(news)))
    blocks.append(rich(*_sources(topic.sources)))
    return tuple(blocks)


def _sources(sources: tuple[Source, ...]) -> tuple[Block, Block]:
    lines = (
        line(link(source.url, source.title), words(f" (checked {source.checked})"))
        for source in sources
    )
    return line(words("Sources", bold=True)), bullets(lines)


def _notes(state: CardState) -> list[Block]:
    said = [
        text
        for text, on in (
            ("You shared this card.", state.shared),
            (RATED, state.rated),
        )
        if on
    ]
    return [context(*said)] if said else []


def _buttons(topic: Topic, knowledge: Knowledge, state: CardState, sharable: bool) -> list[Block]:
    value = state.value()
    elements = []
    if sharable and not state.shared:
        elements.append(button("Share to channel", ids.SHARE_CARD, value))
    if not state.rated:
        elements.append(button("Helpful", ids.RATE_HELPFUL, value))
        elements.append(button("Not helpful", ids.RATE_NOT_HELPFUL, value))
    return elements + _related(topic, knowledge)


@lru_cache(maxsize=1024)
def _related(topic: Topic, knowledge: Knowledge) -> list[Block]:
    confused = [confusion.topic for confusion in topic.confused_with]
    near = [
        knowledge.topics[id_]
        for id_ in dict.fromkeys([*topic.related, *confused])
        if id_ in knowledge.topics
    ]
    options = [(other.title, other.id) for other in near]
    return [select("Related topics", ids.OPEN_TOPIC, options)] if options else []
