"""From what a person typed, on whatever surface, to the reply."""

from bot.domain import commands
from bot.domain.commands import Ask, Command, Help, Topics
from bot.study import Study
from bot.views import ids, topics
from bot.views.answers import answer
from bot.views.blocks import Reply, said
from bot.views.help import help_message


def understood(text: str, study: Study) -> Command:
    """What the words after the command ask for, by what `study` knows."""
    return commands.parse(text, has_answer=study.has_answer)


def reply_to(text: str, *, team: str, study: Study, sharable: bool = False) -> Reply:
    """Help, a list of topics, or an answer; `sharable` where a card can be shared.

    Boards and schedules are shown to whoever types the command, and nowhere else.
    """
    match understood(text, study):
        case Help():
            return help_message()
        case Topics(domain):
            return topics.browse(domain, study.knowledge)
        case Ask(question):
            return answer_to(question, team=team, study=study, sharable=sharable)
    return said(f"Type `{ids.COMMAND} {text}` for that: the answer is for you alone.")


def answer_to(question: str, *, team: str, study: Study, sharable: bool = False) -> Reply:
    """The answer to what is a question for certain."""
    finding = study.ask(question, team=team)
    return answer(finding, study.knowledge, question, sharable=sharable)
