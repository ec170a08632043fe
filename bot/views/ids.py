"""Every action, block and callback id, once, and what the value of a button carries."""

import re
from dataclasses import dataclass, replace
from datetime import date

COMMAND = "/awssec"
EXPLAIN_SHORTCUT = "explain_message"

OPEN_TOPIC = "open_topic"
READ_TOPIC = "read_topic"
"""Opens a topic's card beside what it is clicked on, which stays."""
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

OPEN_DAILY = "open_daily"
DAILY_FORM = "daily_form"
DAILY_TOLD = "daily_told"
"""The form's modal once it only says something: that it waits, or what became of it."""
DAILY_TIME = "daily_time"
DAILY_ZONE = "daily_zone"
DAILY_DAYS = "daily_days"
DAILY_DOMAINS = "daily_domains"
DAILY_DIFFICULTY = "daily_difficulty"
DAILY_CLOSING = "daily_closing"
DAILY_RECAP = "daily_recap"
DAILY_PAUSE = "daily_pause"
"""Each names an input of the form, its block and its element alike."""

ANSWER = "answer_question"
"""Numbered by label; the value is `Choice.value()`."""
SUBMIT_ANSWER = "submit_answer"
"""The value is the post's local date; what was chosen is in the message's state."""
CHOICE = "choice"
"""An input of an open post, numbered by place or prompt; `choice_block` names its block."""
REPORT_QUESTION = "report_question"
"""The value is the post's local date."""

SHOW_BOARD = "show_board"
HIDE_ME = "hide_me"
SHOW_ME = "show_me"
FORGET_ME = "forget_me"
KEEP_ME = "keep_me"

VALUE_LENGTH = 2000
"""Most characters that Slack allows in a button's value."""


def numbered(action: str, number: int | str) -> str:
    """An action id that is unique among the buttons of one message."""
    return f"{action}:{number}"


def any_of(*actions: str) -> re.Pattern[str]:
    """A pattern for these action ids, numbered or not."""
    return re.compile(rf"^(?:{'|'.join(map(re.escape, actions))})(?::.+)?$")


def choice_block(day: date, number: int) -> str:
    """The block id of an input in the open post of a local date, numbered from 1."""
    return f"{CHOICE}:{day}:{number}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button of a single-choice post stands for: a label in the post of a local date."""

    day: date
    label: str

    def value(self) -> str:
        """As a button's value."""
        return f"{self.day}|{self.label}"

    @classmethod
    def of(cls, value: str) -> "Choice":
        """From a button's value."""
        day, _, label = value.partition("|")
        return cls(date.fromisoformat(day), label)


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
