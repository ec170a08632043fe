"""What people are told when something keeps awssec, or a channel's daily quiz, from working."""

from bot.views.blocks import Block, Reply, escape

NO_ACCESS = (
    "Slack no longer accepts awssec's access to this workspace. "
    "An admin has to install the app again."
)


def why_stopped(reason: str) -> str:
    """Why nothing is posted any more: `reason`, a sentence, may be of long ago."""
    return f"A question could not be posted. The reason then: {reason}"


def stopped(reason: str) -> str:
    """To who set a quiz that was stopped for `reason`, a sentence."""
    return (
        f"The daily quiz there has stopped. {why_stopped(reason)} "
        "Once the reason is gone, `/awssec daily resume` in the channel starts it again."
    )


def about_channel(channel: str, text: str) -> Reply:
    """A sentence or two of ours about a channel, with a link to it that notifies nobody."""
    linked: Block = {"type": "mrkdwn", "text": f"<#{channel}>: {escape(text)}"}
    return Reply(text, [{"type": "section", "text": linked}], channel)
