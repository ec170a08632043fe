"""What the words after `/awssec` ask for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.knowledge import Domain
from bot.domain.schedule import seems_request
from bot.domain.scoring import Period

BoardKind = Literal["points", "accuracy"]


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
    """Show where everyone stands: in the channel unless the whole workspace is asked for."""

    period: Period = Period.WEEK
    scope: Literal["channel", "workspace"] = "channel"
    by: BoardKind = "points"
    unclear: str = ""
    """The words that ask for no board there is."""


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
ABOUT_ME = frozenset({"stats", "streak", "points", "score"})
"""What else people type to see how they do, alone or after `me` or `my`."""
ON_BOARDS = frozenset({"hide me", "hide me from boards", "show me", "show me on boards"})
"""What people type for the button of their own page."""
PERIODS = {
    **dict.fromkeys(("week", "weekly"), Period.WEEK),
    **dict.fromkeys(("month", "monthly"), Period.MONTH),
    **dict.fromkeys(("all", "ever"), Period.ALL),
}
PERIODS_OF: Mapping[BoardKind, Sequence[Period]] = {
    "points": (Period.WEEK, Period.MONTH, Period.ALL),
    "accuracy": (Period.ALL, Period.MONTH),
}
"""The periods of each kind of board, first the one that is meant where none is named. In a week
nobody has answers enough to be ranked by accuracy."""
ALL_OVER = frozenset({"workspace", "everybody", "everyone"})
BOARD_WORDS = frozenset(
    {
        *(*PERIODS, *ALL_OVER, "channel", "points", "accuracy"),
        *("this", "the", "a", "of", "by", "in", "for"),
    }
)
"""What may follow `leaderboard`, in any order."""
QUIZ_WORDS = frozenset({"quiz", "question", "questions", "schedule", "time"})
"""What makes a few words after `daily` be about the quiz, whatever else they may mean."""
MOST_UNCLEAR = 2
"""Words after `daily` up to which they are a request, unless they have an answer."""
MOST_TYPOS = 2
"""Edits (a swap of neighbours counts as one) in which a subcommand is still recognised."""


def parse(text: str, *, has_answer: Callable[[str], bool]) -> Command:
    """Read what was typed. Whatever is not a subcommand, or goes on otherwise, is a question.

    `has_answer` says whether words have a certain answer: it tells `daily backups`, which asks
    about AWS, from `daily delete`.
    """
    words = _without_name(text).split()
    if not words:
        return Help()
    found = _about_person(words) or _command(_subcommand(words[0]), words[1:], has_answer)
    return found or Ask(" ".join(words))


def _without_name(text: str) -> str:
    """What was typed, in one line, without the command itself in front."""
    words = text.split()
    named = bool(words) and words[0].lower().lstrip("/") == NAME
    return " ".join(words[named:])


def _about_person(words: Sequence[str]) -> Command | None:
    """What asks for a person's own page in other words than `me`."""
    said = [word.lower() for word in words]
    rest = said[1:] if said[0] in ("me", "my") else said
    asked = " ".join(said) in ON_BOARDS or (len(rest) == 1 and rest[0] in ABOUT_ME)
    return Me() if asked else None


def _command(
    name: str | None, words: Sequence[str], has_answer: Callable[[str], bool]
) -> Command | None:
    """The subcommand `name` with what follows it; None where that makes it a question."""
    rest = " ".join(words)
    match name, rest.lower():
        case "help", "":
            return Help()
        case "topics", "":
            return Topics(None)
        case "topics", _ if domain := domain_named(rest):
            return Topics(domain)
        case "daily", _ if seems_request(rest) or _is_unclear_request(words, has_answer):
            return Daily(rest)
        case "leaderboard", _:
            return _leaderboard(words)
        case "me", "":
            return Me()
        case "forget", "" | "me":
            return ForgetMe()
    return None


def _is_unclear_request(words: Sequence[str], has_answer: Callable[[str], bool]) -> bool:
    """Whether a few words after `daily` are about the quiz, though they can't be read."""
    if len(words) > MOST_UNCLEAR:
        return False
    rest = " ".join(words)
    about_quiz = not QUIZ_WORDS.isdisjoint(rest.lower().split())
    return about_quiz or not any(map(has_answer, (f"daily {rest}", rest, *words)))


def _leaderboard(words: Sequence[str]) -> Leaderboard:
    """The board that the words after `leaderboard` ask for, as far as they can be understood."""
    said = " ".join(words).lower().replace("all time", "all").split()
    by: BoardKind = "accuracy" if "accuracy" in said else "points"
    asked = [PERIODS[word] for word in said if word in PERIODS]
    offered = [period for period in asked if period in PERIODS_OF[by]]
    understood = BOARD_WORDS.issuperset(said) and len(asked) <= 1 and asked == offered
    return Leaderboard(
        next(iter(offered), PERIODS_OF[by][0]),
        "channel" if ALL_OVER.isdisjoint(said) else "workspace",
        by,
        unclear="" if understood else " ".join(words),
    )


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
