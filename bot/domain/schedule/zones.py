"""Finds IANA time zones by what people call them: `berlin`, `Europe/Berln`, `pacific`, `utc+2`."""

import functools
import re
import unicodedata
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.domain.schedule.offsets import fixed_zone, offset_at, offset_named
from bot.domain.schedule.places import COUNTRIES, OTHER_NAMES

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

SHORT = 3
"""Letters up to which words are not looked for inside of names: `usa` is not in Lausanne."""

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


def zones_matching(text: str, *, now: datetime, limit: int = 100) -> Sequence[str]:
    """At most `limit` zones for what somebody has typed so far, best first.

    The zone named exactly comes first, then those of a country, names that begin with the words,
    that have a word that does, that contain them; those that look alike only where there is none
    of these. An offset gives the zones that have it `now`; no text those most in use, then the
    rest by name.
    """
    plain = _plain(text)
    offset = offset_named(text)
    if not plain:
        return sorted(zone_names(), key=_use)[:limit]
    if offset is not None and text.strip().casefold() not in _by_iana_name():
        return _having(offset, now)[:limit]
    meant = zone_named(text)
    best: dict[str, float] = {meant: _MEANT} if meant else {}
    for name, zone in _searched():
        rank = _rank(plain, name)
        if rank is not None:
            best[zone] = min(rank, best.get(zone, rank))
    worst = _CONTAINS if min(best.values(), default=_ALIKE) <= _CONTAINS else _ALIKE
    zones = (zone for zone, rank in best.items() if rank <= worst)
    return sorted(zones, key=lambda zone: (best[zone], _use(zone)))[:limit]


def _having(offset: timedelta, now: datetime) -> Sequence[str]:
    """The zones of places with this offset `now`; the one that has it always if there is none."""
    places = {zone for zone in zone_names() if zone.startswith(CONTINENTS)} | {*OTHER_NAMES}
    having = [zone for zone in places if is_zone(zone) and offset_at(zone, now) == offset]
    return sorted(having, key=_use) or [zone for zone in (fixed_zone(offset),) if is_zone(zone)]


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
    if len(plain) > SHORT and plain in name:
        return _CONTAINS
    likeness = JaroWinkler.similarity(plain, name, score_cutoff=SEARCH_LIKENESS)
    return _ALIKE - likeness / 2 if likeness else None


def _exact(words: str) -> str | None:
    """The zone with this very name or offset, whatever its upper and lower case."""
    stripped = words.strip().casefold()
    offset = offset_named(words)
    if stripped in _by_iana_name():
        return _by_iana_name()[stripped]
    if offset is not None:
        return fixed_zone(offset) if is_zone(fixed_zone(offset)) else None
    return _names().get(_plain(words))


def _plain(words: str) -> str:
    """`words` as the keys of `_names` are written: lower case, no accents, single blanks."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    without_accents = "".join(filter(_is_no_accent, letters))
    return _SEPARATORS.sub(" ", without_accents).strip()


def _is_no_accent(character: str) -> bool:
    return not unicodedata.combining(character)


@functools.cache
def _by_iana_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in zone_names()}


def _searched() -> Iterator[tuple[str, str]]:
    """Every name that leads to a zone with that zone; the name of a country leads to several."""
    yield from _names().items()
    for names, zones in COUNTRIES.items():
        yield from ((name, zone) for name in names.split(", ") for zone in zones if is_zone(zone))


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
