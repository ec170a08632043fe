"""What awssec can do, in words and with examples to click."""

from bot.views import ids
from bot.views.blocks import Block, Reply, actions, bullets, button, header, line, rich, words

USAGE = (
    (f"{ids.COMMAND} <question>", "answers with a card that only you see until you share it"),
    (f"{ids.COMMAND} <this> vs <that>", "tells two things apart"),
    (f"{ids.COMMAND} topics [exam domain]", "lists what I know"),
    (f"{ids.COMMAND} daily", "shows this channel's daily quiz, with a form to set it"),
    (
        f"{ids.COMMAND} daily on 09:30 Europe/Berlin weekdays",
        "sets it; also daily pause 2 weeks, daily resume, daily now, daily off",
    ),
    (f"{ids.COMMAND} leaderboard [week, month, all, workspace, accuracy]", "shows the standings"),
    (f"{ids.COMMAND} me", "shows your points, streak and strengths, to you alone"),
    (f"{ids.COMMAND} forget me", "deletes what I keep about you"),
    (f"{ids.COMMAND} help", "shows this"),
)
"""Every form of the command, as help and README list them."""

EXAMPLES = ("shield", "someone committed our keys to github", "security group vs nacl")


def help_message() -> Reply:
    """The answer to `/awssec` and `/awssec help`."""
    text = "I answer questions about AWS security, for everyday work and for the exams."
    blocks = [header("awssec"), rich(line(words(text))), *usage(), *examples()]
    return Reply(f"{text} Type {ids.COMMAND} and your question.", blocks)


def usage() -> list[Block]:
    """Every command, and the other ways to ask."""
    commands = bullets(line(words(form, code=True), words(f" {what}")) for form, what in USAGE)
    others = (
        "You can also mention me in a channel, write me a direct message, or choose “Explain with "
        "awssec” from the menu of any message. Typos are fine."
    )
    return [rich(commands), rich(line(words(others)))]


def examples() -> list[Block]:
    """Questions to click."""
    return actions(
        [
            button(question, ids.numbered(ids.ASK_EXAMPLE, number), question)
            for number, question in enumerate(EXAMPLES, start=1)
        ]
    )
