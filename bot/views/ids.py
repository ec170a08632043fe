"""Every action, block and callback id, once, and what the value of a button carries."""

import re
from dataclasses import dataclass, replace

COMMAND = "/awssec"
EXPLAIN_SHORTCUT = "explain_message"

OPEN_TOPIC = "open_topic"
BROWSE_DOMAIN = "browse_domain"
ALL_DOMAINS = "all"
"""The value of BROWSE_DOMAIN that stands for the list of domains."""
ASK_EXAMPLE = "ask_example"
NONE_OF_THESE = "none_of_these"
SHARE_CARD = "share_card"
RATE_HELPFUL = "rate_helpful"
RATE_NOT_HELPFUL = "rate_not_helpful"
ASK_FROM_HOME = "ask_from_home"

QUESTION_BLOCK = "question"
QUESTION_INPUT = "question_input"

ANSWER_MODAL = "answer"

VALUE_LENGTH = 2000
"""Most characters that Slack allows in a button's value."""


def numbered(action: str, number: int | str) -> str:
    """An action id that is unique among the buttons of one message."""
    return f"{action}:{number}"


def any_of(*actions: str) -> re.Pattern[str]:
    """A pattern for these action ids, numbered or not."""
    return re.compile(rf"^(?:{'|'.join(map(re.escape, actions))})(?::.+)?$")


@dataclass(frozen=True, slots=True)
class CardState:
    """What a button on a card must know to show the card again: it travels in its value."""

    topic_id: str
    question: str = ""
    rated: bool = False
    shared: bool = False

    def with_rated(self) -> "CardState":
        """The same card once it has been rated."""
        return replace(self, rated=True)

    def with_shared(self) -> "CardState":
        """The same card once it has been shared."""
        return replace(self, shared=True)

    def value(self) -> str:
        """As a button's value."""
        flags = "r" * self.rated + "s" * self.shared
        return f"{self.topic_id}|{flags}|{self.question}"[:VALUE_LENGTH]

    @classmethod
    def of(cls, value: str) -> "CardState":
        """From a button's or an option's value; a bare topic id will do."""
        topic_id, _, rest = value.partition("|")
        flags, _, question = rest.partition("|")
        return cls(topic_id, question, rated="r" in flags, shared="s" in flags)
