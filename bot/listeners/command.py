"""`/awssec`: answered in the acknowledgement itself, without another request."""

from slack_bolt import Ack

from bot.domain.commands import Daily, ForgetMe, Leaderboard, Me
from bot.listeners import boards
from bot.listeners.payloads import Payload, is_direct, team_of, typed
from bot.listeners.replying import reply_to, understood
from bot.study import Study
from bot.views.blocks import Reply
from bot.views.profile import ask_forget


def answer_command(ack: Ack, command: Payload, study: Study) -> None:
    """Answer what was typed after the command, for the person who typed it alone.

    What concerns the daily quiz takes calls to Slack, and is answered by `daily.carry_out`.
    """
    reply = _reply(command, study)
    if reply is None:
        ack()
    else:
        ack(response_type="ephemeral", text=reply.as_message()["text"], blocks=reply.blocks)


def _reply(command: Payload, study: Study) -> Reply | None:
    text = typed(command.get("text"))
    match understood(text, study):
        case Daily():
            return None
        case Leaderboard() as asked:
            return boards.leaderboard_reply(asked, command=command, study=study)
        case Me():
            return boards.me_reply(command=command, study=study)
        case ForgetMe():
            return ask_forget()
    sharable = not is_direct(command["channel_id"])
    return reply_to(text, team=team_of(command), study=study, sharable=sharable)
