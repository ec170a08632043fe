"""Small pieces of sentences that several views share."""

from collections.abc import Sequence
from datetime import datetime

from bot.views.blocks import Block


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 point`, `3 points`, `2 people`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def people(number: int) -> str:
    """A number of people."""
    return counted(number, "person", "people")


def were(number: int) -> str:
    """The verb that goes with a number in the past: `1 was`, `2 were`."""
    return "was" if number == 1 else "were"


def joined(names: Sequence[str]) -> str:
    """Names in a row: `Ana`, `Ana and Ben`, `Ana, Ben and Carla`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def capital(text: str) -> str:
    """The text with its first letter in upper case and nothing else changed."""
    return text[:1].upper() + text[1:]


def until(moment: datetime, before: str, after: str) -> Block:
    """Small print around a moment that Slack shows by each reader's own clock.

    The only text of ours that Slack interprets: `before` and `after` come from nobody's typing.
    """
    token = f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}"
    text = f"{before} {token}|{moment:%d %b %H:%M} UTC>{after}"
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}
