"""`/awssec`: answered in the acknowledgement itself, without another request."""

from slack_bolt import Ack

from bot.domain import commands
from bot.domain.commands import Help, Topics
from bot.listeners.payloads import Payload, team_of, typed
from bot.study import Study
from bot.views import topics
from bot.views.answers import answer
from bot.views.blocks import Reply
from bot.views.help import help_message


def answer_command(ack: Ack, command: Payload, study: Study) -> None:
    """Answer what was typed after the command, for the person who typed it alone."""
    reply = _reply(typed(command.get("text")), team_of(command), study)
    ack(response_type="ephemeral", text=reply.as_message()["text"], blocks=reply.blocks)


def _reply(text: str, team: str, study: Study) -> Reply:
    match commands.parse(text):
        case Help():
            return help_message()
        case Topics(domain):
            return topics.browse(domain, study.knowledge)
        case asked:
            finding = study.ask(asked.question, team=team)
            return answer(finding, study.knowledge, asked.question, sharable=True)
