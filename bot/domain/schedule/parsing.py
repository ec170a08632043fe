"""Reads the words after `/awssec daily`, typos forgiven where only one meaning is near."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.knowledge import Difficulty, Domain
from bot.domain.schedule.pauses import pause_asked
from bot.domain.schedule.requests import (
    COMMAND,
    USUAL_TIME,
    NotUnderstood,
    Pause,
    PostNow,
    Request,
    Resume,
    Show,
    TurnOff,
    TurnOn,
    written,
)
from bot.domain.schedule.spelling import nearest_word
from bot.domain.schedule.timing_words import DAY_NAMES, days_named, looks_like_time, time_of_day
from bot.domain.schedule.values import WEEKDAYS, Schedule, Weekday
from bot.domain.schedule.zones import is_zone, nearest_zone

MOST_WORDS = 16
"""A longer text is no request but prose."""

_VERBS = {
    **dict.fromkeys(("on", "set", "start", "enable", "at"), "on"),
    **dict.fromkeys(("off", "stop", "disable", "cancel"), "off"),
    **dict.fromkeys(("pause", "snooze", "suspend"), "pause"),
    **dict.fromkeys(("resume", "unpause", "continue"), "resume"),
    **dict.fromkeys(("show", "status", "settings"), "show"),
    "now": "now",
}
_SINGLE: dict[str, Request] = {
    "off": TurnOff(),
    "resume": Resume(),
    "now": PostNow(),
}
_COURTESIES = frozenset({"please", "pls", "thanks", "it"})
_FILLERS = _COURTESIES | {
    *("on", "at", "in", "the", "and", "to", "for", "from", "every", "each", "all"),
    *("time", "zone", "timezone", "tz", "local"),
}
_IN_FORM = frozenset(
    {
        *(level.value for level in Difficulty),
        *(word for domain in Domain for word in domain.full_name.casefold().split()),
        *("difficult", "difficulty", "domain", "domains", "iam"),
        *("recap", "recaps", "close", "closes", "closing", "open"),
    }
) - {"and"}
"""Words for what the form sets and no request does."""
SET_IN_FORM = (
    f"Difficulty, exam domains, closing time and recap are set in the form: type `{COMMAND}`"
)
_DAY = "|".join(sorted(DAY_NAMES, key=len, reverse=True))
_REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[`\"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK},;&]", " "),
        (r"[\N{EN DASH}\N{EM DASH}]", "-"),
        (r"\b([ap])\.\s?m\b\.?", r"\1m"),
        (r"(\d)\s+([ap]m)\b", r"\1\2"),
        (r"\s*o['\N{RIGHT SINGLE QUOTATION MARK}]?clock\b", ""),
        (r"\b(utc|gmt)\s+([+-]\s*\d)", r"\1\2"),
        (r"\b(?:week|work|working|business)[\s-]days?\b", "weekdays"),
        (rf"\b({_DAY})\s*(?:-|to|thru|through)\s*({_DAY})\b", r"\1-\2"),
    )
)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What holds where a request names nothing else; None for what it has to name."""

    at: time | None
    zone: str | None
    weekdays: frozenset[Weekday]

    @classmethod
    def of(cls, schedule: Schedule | None, own_zone: str) -> "_Usual":
        """What is set in the channel, or else the asker's own zone and weekdays."""
        if schedule:
            return cls(schedule.at, schedule.zone, schedule.weekdays)
        return cls(None, own_zone if is_zone(own_zone) else None, WEEKDAYS)

    def example(self) -> TurnOn:
        """A request that could be meant."""
        return TurnOn(self.at or USUAL_TIME, self.zone or "UTC", self.weekdays)


def parse_request(
    text: str, *, zone: str, today: date, schedule: Schedule | None = None
) -> Request:
    """What the words after `/awssec daily` ask for.

    What they do not name stays as it is in `schedule`, the channel's; without one the question
    comes on weekdays in `zone`, the asker's own. `today` is the local date that pauses are counted
    from. Raises NotUnderstood, whose sentence holds the nearest valid form.
    """
    words = _words(text)
    if not words:
        return Show()
    verb = nearest_word(words[0], _VERBS)
    rest = words[1:] if verb else words
    usual = _Usual.of(schedule, zone)
    match verb.meaning if verb else "on":
        case "off" if verb and verb.edits:  # a slip must not delete what is set
            raise NotUnderstood(_unclear(words), example="off")
        case "on" if verb and schedule and _FILLERS.issuperset(rest):
            return Resume()
        case "on" if verb or _about_timing(rest) or not _IN_FORM.isdisjoint(rest):
            return _turn_on(rest, usual, names_time=verb is None)
        case "pause":
            return Pause(pause_asked([word for word in rest if word not in _COURTESIES], today))
        case "show":
            return Show()
        case single if single in _SINGLE:
            if _COURTESIES.issuperset(rest):
                return _SINGLE[single]
            raise NotUnderstood(f"Nothing goes after `{single}`", example=single)
    raise NotUnderstood(_unclear(words), example=_nearest_form(words[0], usual))


def seems_request(text: str) -> bool:
    """Whether the words after `/awssec daily` are meant for the schedule, readable or not.

    Otherwise they go on with a sentence: `daily backup of our databases` asks about AWS.
    """
    words = _words(text)
    return not words or bool(nearest_word(words[0], _VERBS)) or _about_timing(words)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    for pattern, replacement in _REWRITES:
        plain = pattern.sub(replacement, plain)
    return [stripped for word in plain.split() if (stripped := word.strip(".!?"))]


def _about_timing(words: Sequence[str]) -> bool:
    """Whether `words` speak of a time, days or a zone, so that `on` can be left out."""
    return any(looks_like_time(word) or time_of_day(word) for word in words) or any(
        word not in _FILLERS and days_named(word) for word in words
    )


def _nearest_form(word: str, usual: _Usual) -> str:
    """The request whose verb `word` is nearest to; turning on, if it is near to none."""
    near = process.extractOne(
        word, list(_VERBS), scorer=OSA.normalized_similarity, score_cutoff=0.5
    )
    form = _VERBS[near[0]] if near else "on"
    if form == "pause":
        return "pause 2 weeks"
    if form in _SINGLE:
        return form
    return written(usual.example())


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the words that are not exactly days: some a zone, the others days."""

    edits: int
    zone: str | None
    days: frozenset[Weekday]


def _turn_on(words: Sequence[str], usual: _Usual, *, names_time: bool) -> TurnOn:
    """The request of `words`, which have to name a time where `on` was not said (`names_time`)."""
    told = [word for word in words if word not in _FILLERS | _IN_FORM]
    times = [at for word in told if (at := time_of_day(word))]
    exact = [near for word in told if (near := days_named(word)) and not near.edits]
    days = frozenset[Weekday]().union(*(near.meaning for near in exact))
    unclear = [word for word in told if not time_of_day(word) and not _is_exactly_days(word)]
    reading = _only_best(_readings(unclear)) if len(unclear) <= MOST_WORDS else None
    zone = (reading.zone if reading else None) or usual.zone
    days |= reading.days if reading else frozenset()
    usual_time = None if names_time else usual.at
    at = times[0] if times else usual_time
    in_form = not _IN_FORM.isdisjoint(words)
    if at and zone and reading and len(set(times)) <= 1 and not in_form:
        return TurnOn(at, zone, days or usual.weekdays)
    plain = usual.example()
    example = TurnOn(
        times[0] if times else _nearest_time(unclear, plain.at),
        zone if reading and zone else _nearest_zone(unclear, plain.zone),
        days or plain.weekdays,
    )
    fault = SET_IN_FORM if in_form else _fault(times, unclear, reading)
    raise NotUnderstood(fault, example=written(example))


def _fault(times: Sequence[time], unclear: Sequence[str], reading: _Reading | None) -> str:
    wrong_times = [word for word in unclear if looks_like_time(word)]
    if wrong_times:
        return f"`{_quoted(wrong_times[:1])}` is not a time of day"
    if reading is None:
        return _unclear(_unread(unclear[:MOST_WORDS]) or unclear)
    if len(times) > 1:
        return "A question comes once a day, so one time is enough"
    return "The time zone is missing" if times else "The time of day is missing"


def _is_exactly_days(word: str) -> bool:
    near = days_named(word)
    return near is not None and not near.edits


def _readings(words: Sequence[str]) -> Iterator[_Reading]:
    """All ways to read `words`: a run of them as the zone, each of the others as days."""
    if all(map(days_named, words)):
        yield _as_days(words, _Reading(0, None, frozenset()))
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            guess = nearest_zone(" ".join(words[start:end]))
            others = [*words[:start], *words[end:]]
            if guess and guess.sure and all(map(days_named, others)):
                yield _as_days(others, _Reading(guess.edits, guess.zone, frozenset()))


def _as_days(words: Sequence[str], reading: _Reading) -> _Reading:
    near = [near for word in words if (near := days_named(word))]
    edits = reading.edits + sum(one.edits for one in near)
    return _Reading(edits, reading.zone, reading.days.union(*(one.meaning for one in near)))


def _only_best(readings: Iterator[_Reading]) -> _Reading | None:
    """The reading with the fewest edits; None if there is none, or another is as good."""
    best: set[_Reading] = set()
    for reading in readings:
        fewest = min((one.edits for one in best), default=reading.edits)
        if reading.edits < fewest:
            best = {reading}
        elif reading.edits == fewest:
            best.add(reading)
    return best.pop() if len(best) == 1 else None


def _nearest_time(words: Sequence[str], usual: time) -> time:
    """The hour that a malformed time begins with, `9:75`, or the usual time."""
    for word in words:
        hour = re.match(r"\d{1,2}(?!\d)", word)
        if hour and int(hour[0]) < 24:
            return time(int(hour[0]))
    return usual


def _nearest_zone(words: Sequence[str], usual: str) -> str:
    """The zone that `words` come near to, or else the usual one."""
    places = [word for word in words if not looks_like_time(word) and not days_named(word)]
    for letters in (" ".join(places), *places):
        guess = nearest_zone(letters)
        if guess and guess.edits < len(letters) / 3:
            return guess.zone
    return usual


def _unread(words: Sequence[str]) -> Sequence[str]:
    """Those of `words` that are neither days nor zones, long names of these before short ones."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            guess = nearest_zone(" ".join(words[start : start + length]))
            if guess and guess.sure:
                return _unread([*words[:start], *words[start + length :]])
    return [word for word in words if not days_named(word)]


def _unclear(words: Sequence[str]) -> str:
    return f"I can't tell what `{_quoted(words)}` means"


def _quoted(words: Sequence[str]) -> str:
    """`words` short enough to quote."""
    text = " ".join(words)
    return text if len(text) <= 40 else f"{text[:39]}\N{HORIZONTAL ELLIPSIS}"
