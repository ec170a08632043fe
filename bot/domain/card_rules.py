"""What keeps cards short: a card is read in Slack, between two other things."""

from collections.abc import Iterable

from bot.domain.knowledge import Topic

MOST_WORDS = 130
"""Words of a card that take about half a minute: adults read 238 (non-fiction) to 260 (fiction)
words of English a minute (Brysbaert 2019, Journal of Memory and Language 109)."""


def words_of(topic: Topic) -> int:
    """How many words a card has that are to be read: its sources are not."""
    texts = (topic.answer, *topic.key_points, topic.exam_trap, *(c.what for c in topic.changed))
    return sum(len(text.split()) for text in texts)


def card_faults(topics: Iterable[Topic]) -> dict[str, str]:
    """What is wrong, in words for the author, by the id of each topic whose card is too long."""
    return {
        topic.id: f"the card has {words} words; cut it to {MOST_WORDS}, about half a minute's"
        for topic in topics
        if (words := words_of(topic)) > MOST_WORDS
    }
