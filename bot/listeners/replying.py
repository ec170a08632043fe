"""From what a person typed, on whatever surface, to the reply."""

from bot.domain import commands
from bot.domain.commands import Help, Topics
from bot.study import Study
from bot.views import topics
from bot.views.answers import answer
from bot.views.blocks import Reply
from bot.views.help import help_message


def reply_to(text: str, *, team: str, study: Study, sharable: bool = False) -> Reply:
    """Help, a list of topics, or an answer; `sharable` where a card can be shared.

    What only the command can show, boards and schedules, counts as a question elsewhere.
    """
    match commands.parse(text):
        case Help():
            return help_message()
        case Topics(domain):
            return topics.browse(domain, study.knowledge)
    return answer_to(commands.without_name(text), team=team, study=study, sharable=sharable)


def answer_to(question: str, *, team: str, study: Study, sharable: bool = False) -> Reply:
    """The answer to what is a question for certain."""
    finding = study.ask(question, team=team)
    return answer(finding, study.knowledge, question, sharable=sharable)
