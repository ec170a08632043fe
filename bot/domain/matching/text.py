"""From text to the words that count: lower case, stemmed, without accents and function words."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence

from bot.domain.knowledge import Term

_WORD = re.compile(r"[a-z0-9]+")
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
        """
    )
)
"""Words that say nothing of the subject: function words, courtesies, the vendor's name."""

VENDOR = ("aws", "amazon")
"""Words that stand before any name, right or wrong."""

QUESTION_WORDS = frozenset({"who", "no", "not", "without", "but", "one", "anoth", "els", "ever"})
"""Words that count in company, but ask nothing alone."""

_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
)
_SHORTEST_STEM = 3


def words(text: str) -> list[str]:
    """The words of `text` as typed, lower case, accents and apostrophes dropped."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall(_POSSESSIVE.sub("", plain))


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """`word` without its inflection: `policies` and `policy` become the same.

    A light stemmer after Harman's S-stemmer, with -ing, -ed and -ly; words with digits stay whole.
    """
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = _without(word, ending, instead)
            break
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word


def _without(word: str, ending: str, instead: str) -> str:
    if ending == "s" and word.endswith("ss"):
        return word
    if ending == "es" and not word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-1]
    cut = word[: len(word) - len(ending)] + instead
    doubled = ending in ("ing", "ed") and len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2]
    return cut[:-1] if doubled and cut[-1] not in "sl" else cut


def content_words(text: str) -> list[str]:
    """The words of `text` that are not function words."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def stems(text: str) -> list[str]:
    """The stems of the content words of `text`."""
    return [stem(word) for word in content_words(text)]


def pairs(tokens: Sequence[str]) -> list[str]:
    """Every two neighbours as one token."""
    return [f"{one} {two}" for one, two in itertools.pairwise(tokens)]


class Thesaurus:
    """Rewrites what means the same to one wording, by the shared vocabulary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._rules: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for term in terms:
            canonical = tuple(stems(term.canonical))
            for variant in term.variants:
                tokens = tuple(stems(variant))
                if tokens and tokens != canonical:
                    self._rules.setdefault(tokens[0], []).append((tokens, canonical))
        for rules in self._rules.values():
            rules.sort(key=lambda rule: -len(rule[0]))

    def rewrite(self, tokens: Sequence[str]) -> list[str]:
        """`tokens` with every variant, longest first, replaced by its canonical words."""
        result: list[str] = []
        place = 0
        while place < len(tokens):
            variant, canonical = self._rule_at(tokens, place)
            result.extend(canonical)
            place += len(variant)
        return result

    def _rule_at(
        self, tokens: Sequence[str], place: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        for variant, canonical in self._rules.get(tokens[place], ()):
            if tuple(tokens[place : place + len(variant)]) == variant:
                return variant, canonical
        return (tokens[place],), (tokens[place],)
