"""What the words after `/awssec` ask for."""

from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.knowledge import Domain
from bot.domain.schedule import seems_request
from bot.domain.scoring import Period


@dataclass(frozen=True, slots=True)
class Help:
    """Say what awssec can do."""


@dataclass(frozen=True, slots=True)
class Topics:
    """List the topics of one exam domain, or the domains (None)."""

    domain: Domain | None


@dataclass(frozen=True, slots=True)
class Ask:
    """Answer a question."""

    question: str


@dataclass(frozen=True, slots=True)
class Daily:
    """Show or set this channel's daily quiz; `request` is for `schedule.parse_request`."""

    request: str


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Show where everyone stands."""

    period: Period


@dataclass(frozen=True, slots=True)
class Me:
    """Show how the person does."""


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Delete what is kept about the person."""


Command = Help | Topics | Daily | Leaderboard | Me | ForgetMe | Ask

NAME = "awssec"
"""What people write before a question in a direct message too, out of habit."""
SUBCOMMANDS = ("help", "topics", "daily", "leaderboard", "me", "forget")
PERIODS = {
    **dict.fromkeys(("", "week", "this week", "weekly"), Period.WEEK),
    **dict.fromkeys(("month", "this month", "monthly"), Period.MONTH),
    **dict.fromkeys(("all", "all time", "ever"), Period.ALL),
}
"""What may follow `leaderboard`."""
MOST_TYPOS = 2
"""Edits (a swap of neighbours counts as one) in which a subcommand is still recognised."""


def parse(text: str) -> Command:
    """Read what was typed. Whatever is not a subcommand, or goes on otherwise, is a question."""
    words = _without_name(text).split()
    if not words:
        return Help()
    found = _command(_subcommand(words[0]), " ".join(words[1:]))
    return found or Ask(" ".join(words))


def _without_name(text: str) -> str:
    """What was typed, in one line, without the command itself in front."""
    words = text.split()
    named = bool(words) and words[0].lower().lstrip("/") == NAME
    return " ".join(words[named:])


def _command(name: str | None, rest: str) -> Command | None:
    """The subcommand `name` with what follows it; None where that makes it a question."""
    match name, rest.lower():
        case "help", "":
            return Help()
        case "topics", "":
            return Topics(None)
        case "topics", _ if domain := domain_named(rest):
            return Topics(domain)
        case "daily", _ if seems_request(rest):
            return Daily(rest)
        case "leaderboard", words if period := PERIODS.get(words):
            return Leaderboard(period)
        case "me", "":
            return Me()
        case "forget", "me":
            return ForgetMe()
    return None


def _subcommand(word: str) -> str | None:
    near = process.extractOne(
        word.lower(), SUBCOMMANDS, scorer=OSA.distance, score_cutoff=min(MOST_TYPOS, len(word) // 3)
    )
    return near[0] if near else None


DOMAIN_CUTOFF = 80
"""Percent of likeness from which words name an exam domain; `identiy` has 93."""
FEWEST_LETTERS = 3
SHORT_NAMES = {"iam": Domain.IDENTITY, "ir": Domain.INCIDENT_RESPONSE}


def domain_named(words: str) -> Domain | None:
    """The exam domain that `words` name: by id or full name, their beginning, or a short name.

    Typos are allowed in whole names.
    """
    said = words.lower().replace("-", " ")
    if said in SHORT_NAMES:
        return SHORT_NAMES[said]
    names = {
        name.replace("-", " ").lower(): domain
        for domain in Domain
        for name in (domain.value, domain.full_name)
    }
    begun = {names[name] for name in names if any(p.startswith(said) for p in _ends(name))}
    if len(begun) == 1 and len(said) >= FEWEST_LETTERS:
        return begun.pop()
    near = process.extractOne(
        said, list(names), scorer=OSA.normalized_similarity, score_cutoff=DOMAIN_CUTOFF / 100
    )
    return names[near[0]] if near else None


def _ends(name: str) -> list[str]:
    """`name` from each of its words on: `data protection`, `protection`."""
    words = name.replace("-", " ").split()
    return [" ".join(words[start:]) for start in range(len(words))]
