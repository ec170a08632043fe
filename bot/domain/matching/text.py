"""From text to the words that count: lower case, stemmed, without accents and function words."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence

from bot.domain.knowledge import Term

_WORD = re.compile(r"[a-z0-9]+")
_IDENTIFIER = re.compile(r"\b(?:[A-Z]+[a-z0-9]+){3,}[A-Z]*\b|\b[A-Z]{2,}(?:[A-Z][a-z0-9]+){2,}\b")
_PART_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_POSSESSIVE = re.compile(r"['\N{RIGHT SINGLE QUOTATION MARK}](?:s\b)?")

FUNCTION_WORDS = frozenset(
    _WORD.findall(
        """
        a an the and or of to in on at for from by with is are was were be been am do does did doing
        has have had having it its this that these those there here i me my mine we us our ours you
        your yours he him his she her they them their what which how when where why can could should
        would will shall may might must if so as than then too very just also only about into out up
        down over under again any some all each more most other such own same s t don now im ive id
        ill whats hows lets theres thats cant dont doesnt didnt isnt please pls plz hi hello hey
        thanks thank ok tell give show explain mean means want need get got use used using like make
        makes made way thing things something someone somebody anything anyone anybody really
        actually aws amazon question help know
        u ur r thx ty
        """
    )
)
"""Words that say nothing of the subject: function words, courtesies, the vendor's name."""

SLIPS = {
    slip: word
    for word in sorted(FUNCTION_WORDS)
    if len(word) > 2
    for slip in (
        *(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)),
        *(word[:at] + word[at + 1 :] for at in range(1, len(word) - 1) if len(word) > 3),
    )
    if slip not in FUNCTION_WORDS
}
"""Function words with two neighbours swapped or a letter left out inside: `teh`, `wht`."""

VENDOR = ("aws", "amazon")
"""Words that stand before any name, right or wrong."""

QUESTION_WORDS = frozenset({"who", "no", "not", "without", "but", "one", "anoth", "els", "ever"})
"""Words that count in company, but ask nothing alone."""

_ENDINGS = (
    ("ies", "y", 3),
    ("sses", "ss", 3),
    ("ing", "", 4),
    ("edly", "", 3),
    ("ed", "", 3),
    ("es", "", 3),
    ("s", "", 3),
    ("ly", "", 4),
)
"""Endings with what takes their place and the fewest letters that must stay before them."""
_SHORTEST = 3


def words(text: str) -> list[str]:
    """The words of `text` as typed, lower case, accents and apostrophes dropped.

    Identifiers of three and more parts (`GetCallerIdentity`) are cut; names such as GuardDuty stay.
    """
    if not text.islower():
        text = _IDENTIFIER.sub(lambda found: _PART_START.sub(" ", found[0]), text)
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall(_POSSESSIVE.sub("", plain))


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """`word` without its inflection: `policies` and `policy` become the same.

    A light stemmer after Harman's S-stemmer, with -ing, -ed and -ly; words with digits stay whole.
    """
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    for ending, instead, fewest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= fewest:
            word = _without(word, ending, instead)
            break
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


def _without(word: str, ending: str, instead: str) -> str:
    if ending == "s" and word.endswith("ss"):
        return word
    if ending == "es" and not word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-1]
    cut = word[: len(word) - len(ending)] + instead
    doubled = ending in ("ing", "ed") and len(cut) > _SHORTEST and cut[-1] == cut[-2]
    return cut[:-1] if doubled and cut[-1] not in "sl" else cut


def pairs(tokens: Sequence[str]) -> list[str]:
    """Every two neighbours as one token."""
    return [f"{one} {two}" for one, two in itertools.pairwise(tokens)]


class Thesaurus:
    """From words to tokens: stems in the shared vocabulary's wording, without function words."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._rules: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._stems: set[str] = set()
        for term in terms:
            canonical = tuple(self.tokens(words(term.canonical)))
            for variant in term.variants:
                stems = tuple(map(stem, words(variant)))
                if stems:
                    self._rules.setdefault(stems[0], []).append((stems, canonical))
                    self._stems.update(stems)
        for rules in self._rules.values():
            rules.sort(key=lambda rule: -len(rule[0]))

    def knows(self, word: str) -> bool:
        """Whether `word` is part of a variant."""
        return stem(word) in self._stems

    def tokens(self, typed: Sequence[str]) -> list[str]:
        """The tokens of `typed`: every variant, longest first, in its canonical wording."""
        stems = [stem(word) for word in typed]
        result: list[str] = []
        place = 0
        while place < len(typed):
            size, canonical = self._rule_at(stems, place)
            if size:
                result.extend(canonical)
            elif typed[place] not in FUNCTION_WORDS:
                result.append(stems[place])
            place += max(1, size)
        return result

    def _rule_at(self, stems: Sequence[str], place: int) -> tuple[int, tuple[str, ...]]:
        for variant, canonical in self._rules.get(stems[place], ()):
            if tuple(stems[place : place + len(variant)]) == variant:
                return len(variant), canonical
        return 0, ()
