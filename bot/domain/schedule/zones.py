"""Finds IANA time zones by what people call them: `berlin`, `Europe/Berln`, `pacific`, `utc+2`."""

import functools
import re
import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.domain.schedule.places import OTHER_NAMES

NOT_OFFERED = frozenset({"localtime", "Factory", "EST", "MST"})
"""The machine's own setting, a mark for "not set", and two abbreviations without daylight saving:
who writes EST means New York's clocks, and would be an hour off all summer."""

CONTINENTS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)
"""The areas whose zones are called by their city; the others (`US/Eastern`) go by full name."""

SEARCH_LIKENESS = 0.8
"""Jaro-Winkler similarity from which a name that does not contain the words is still offered."""

SHORTEST_WITH_TYPOS = 5
"""Letters from which a place's name is recognised with a typo in it."""

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*0?(\d{1,2})(?::?00)?")
_SEPARATORS = re.compile(r"[\s/_,-]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """The zone that words are nearest to, with the edits between them; 0 for its very name."""

    zone: str
    edits: int
    sure: bool
    """Whether few enough edits lead there, and to no other place."""


@functools.cache
def zone_names() -> frozenset[str]:
    """Every zone that a schedule may use, as IANA writes it."""
    return frozenset(zoneinfo.available_timezones()) - NOT_OFFERED


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA zone, written exactly so."""
    return name in zone_names()


def zone_named(words: str) -> str | None:
    """The zone that `words` name: by IANA name, city, country or offset, typos allowed.

    None where nothing is near, or more than one place equally near.
    """
    guess = nearest_zone(words)
    return guess.zone if guess and guess.sure else None


@functools.lru_cache(maxsize=1024)
def nearest_zone(words: str) -> Guess | None:
    """The zone nearest to `words`, sure or not; None without a letter to go by."""
    exact = _exact(words)
    if exact:
        return Guess(exact, edits=0, sure=True)
    plain = _plain(words)
    if not any(map(str.isalpha, plain)):
        return None
    longer = [name for name in _names() if len(name) >= SHORTEST_WITH_TYPOS]
    near = process.extract(plain, longer, scorer=OSA.distance, limit=5)
    edits = round(near[0][1])
    zones = {_names()[name] for name, distance, _ in near if distance == edits}
    sure = edits <= typos_allowed(plain) and len(zones) == 1
    return Guess(_names()[near[0][0]], edits=edits, sure=sure)


def typos_allowed(word: str) -> int:
    """Edits (a swap of neighbours counts as one) in which a place's name is still recognised.

    None in short names, `Bern` is not `Berln`; none beside digits, which say how many hours.
    """
    if len(word) < SHORTEST_WITH_TYPOS or any(map(str.isdigit, word)):
        return 0
    return 1 if len(word) < 8 else 2


def zones_matching(text: str, *, limit: int = 100) -> Sequence[str]:
    """At most `limit` zones for what somebody has typed so far, best first.

    The zone named exactly comes first, then names that begin with the words, that have a word
    that does, that contain them; those that look alike only where there is none of these. No text
    gives the zones most in use, then the rest by name.
    """
    plain = _plain(text)
    if not plain:
        return sorted(zone_names(), key=_use)[:limit]
    meant = zone_named(text)
    if meant and _OFFSET.fullmatch(text.strip().casefold()):
        return [meant][:limit]
    best: dict[str, float] = {meant: _MEANT} if meant else {}
    for name, zone in _names().items():
        rank = _rank(plain, name)
        if rank is not None:
            best[zone] = min(rank, best.get(zone, rank))
    worst = _CONTAINS if min(best.values(), default=_ALIKE) <= _CONTAINS else _ALIKE
    zones = (zone for zone, rank in best.items() if rank <= worst)
    return sorted(zones, key=lambda zone: (best[zone], _use(zone)))[:limit]


def _use(zone: str) -> tuple[int, bool, str]:
    """Orders zones: those much in use, the others of a continent by name, the rest by name."""
    used = list(OTHER_NAMES)
    place = used.index(zone) if zone in OTHER_NAMES else len(used)
    return place, not zone.startswith(CONTINENTS), zone


_MEANT, _NAMED, _BEGINS, _WORD_BEGINS, _CONTAINS, _ALIKE = map(float, range(6))


def _rank(plain: str, name: str) -> float | None:
    """How well `name` fits what was typed, smaller is better; None when it does not."""
    if name == plain:
        return _NAMED
    if name.startswith(plain):
        return _BEGINS
    if f" {plain}" in name:
        return _WORD_BEGINS
    if plain in name:
        return _CONTAINS
    likeness = JaroWinkler.similarity(plain, name, score_cutoff=SEARCH_LIKENESS)
    return _ALIKE - likeness / 2 if likeness else None


def _exact(words: str) -> str | None:
    """The zone with this very name or offset, whatever its upper and lower case."""
    stripped = words.strip().casefold()
    offset = _OFFSET.fullmatch(stripped)
    if stripped in _by_iana_name():
        return _by_iana_name()[stripped]
    if offset:
        # POSIX counts west of Greenwich, so that Etc/GMT-2 is what people call UTC+2.
        sign = "-" if offset[1] == "+" else "+"
        return _by_iana_name().get(f"etc/gmt{sign}{int(offset[2])}")
    return _names().get(_plain(words))


def _plain(words: str) -> str:
    """`words` in lower case with one blank between them, as the keys of `_names` are written."""
    return _SEPARATORS.sub(" ", words.casefold()).strip()


@functools.cache
def _by_iana_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in zone_names()}


@functools.cache
def _names() -> Mapping[str, str]:
    """Every name in plain form with its zone: cities alone, other names of places, IANA names.

    Where two zones share a city (links to each other, such as America/Indianapolis), the one with
    the longer name has it.
    """
    names: dict[str, str] = {}
    for zone in _by_length(zone_names()):
        area, _, city = zone.partition("/")
        if area in CONTINENTS:
            names.setdefault(_plain(city.rpartition("/")[2]), zone)
    for zone, others in OTHER_NAMES.items():
        if is_zone(zone):
            names.update(dict.fromkeys(others.split(", "), zone))
    for zone in _by_length(zone_names()):
        names.setdefault(_plain(zone), zone)
    return names


def _by_length(zones: Iterable[str]) -> list[str]:
    return sorted(zones, key=lambda zone: (-len(zone), zone))
