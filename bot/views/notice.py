"""What the setter of a channel's daily quiz is told in a direct message."""

from bot.views.blocks import Block, Reply


def about_channel(channel: str, text: str) -> Reply:
    """A sentence or two of ours about a channel, with a link to it that notifies nobody."""
    linked: Block = {"type": "mrkdwn", "text": f"<#{channel}>: {text}"}
    return Reply(text, [{"type": "section", "text": linked}], channel)
