"""From what a search ended in to what is shown."""

from typing import assert_never

from bot.domain.knowledge import Knowledge
from bot.domain.matching import Compared, DidYouMean, Finding, Found, NotFound
from bot.views.blocks import Reply
from bot.views.card import card
from bot.views.comparison import comparison
from bot.views.ids import CardState
from bot.views.suggestions import did_you_mean, no_question, not_found


def answer(
    finding: Finding, knowledge: Knowledge, question: str, *, sharable: bool = False
) -> Reply:
    """The card, the comparison, the suggestions or the "I don't know" for a question."""
    topics = [match.topic for match in finding.matches]
    match finding:
        case Found():
            state = CardState(finding.topic.id, question)
            return card(finding.topic, knowledge, state, sharable=sharable)
        case Compared():
            return comparison(*finding.topics, question)
        case DidYouMean():
            return did_you_mean(topics, question)
        case NotFound(blank=True):
            return no_question(question)
        case NotFound():
            return not_found(topics, question)
        case _:
            assert_never(finding)
