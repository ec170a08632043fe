"""What people are told when something keeps awssec, or a channel's daily quiz, from working."""

from datetime import date

from bot.domain.schedule import START_AGAIN, day_in_words, why_stopped
from bot.views.blocks import Block, Reply, escape

SHUT_OUT = frozenset(
    {"token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive"}
)
"""Slack's errors for a token that it does not accept."""
NO_ACCESS = (
    "Slack no longer accepts awssec's access to this workspace. "
    "An admin has to install the app again."
)


def stopped(reason: str) -> str:
    """To who set a quiz that was stopped for `reason`, a sentence."""
    return f"The daily quiz there has stopped. {why_stopped(reason)} {START_AGAIN}"


def not_taken(day: date, error: str) -> str:
    """To who set a quiz whose question of that day Slack refused with this error."""
    when = day_in_words(day, today=day)
    return (
        f"Slack did not take the question of {when} ({error}). "
        "The next one comes as planned; `/awssec daily now` asks one at once."
    )


def about_channel(channel: str, text: str) -> Reply:
    """A sentence or two of ours about a channel, with a link to it that notifies nobody."""
    linked: Block = {"type": "mrkdwn", "text": f"<#{channel}>: {escape(text)}"}
    return Reply(text, [{"type": "section", "text": linked}], channel)
