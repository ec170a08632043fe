"""`/awssec`: answered in the acknowledgement itself, without another request."""

from slack_bolt import Ack

from bot.listeners.payloads import Payload, team_of, typed
from bot.listeners.replying import reply_to
from bot.study import Study


def answer_command(ack: Ack, command: Payload, study: Study) -> None:
    """Answer what was typed after the command, for the person who typed it alone."""
    reply = reply_to(
        typed(command.get("text")),
        team=team_of(command),
        study=study,
        sharable=not command["channel_id"].startswith("D"),
    )
    ack(response_type="ephemeral", text=reply.as_message()["text"], blocks=reply.blocks)
