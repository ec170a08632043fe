"""Recognizes a question for the difference between two things."""

import re

_ASIDE = re.compile(r"[,;?!(\n].*$", re.DOTALL)
_MARKER = re.compile(r"\b(?:vs|versus|or|compared?|differences?)\b", re.I)
_TWO_SIDES = (
    re.compile(
        r"\bdifferences?\s+(?:between|of)\s+(.+?)\s+(?:and|vs\.?|versus|or|to)\s+(.+)", re.I
    ),
    re.compile(r"\bcompare\s+(.+?)\s+(?:and|with|to|vs\.?|versus)\s+(.+)", re.I),
    re.compile(r"(.+?)\s+(?:vs\.?|versus|compared\s+(?:to|with))\s+(.+)", re.I),
    re.compile(r"(.+?)\s+or\s+(.+)", re.I),
)
MOST_WORDS = 8
"""Words that a side may have; what is longer is a sentence, not the name of a thing."""


def two_sides(question: str) -> tuple[str, str] | None:
    """The two things that `question` sets against each other, in its words, or None."""
    if not _MARKER.search(question):
        return None
    for pattern in _TWO_SIDES:
        found = pattern.search(question)
        if found:
            left, right = (_ASIDE.sub("", side).strip() for side in found.groups())
            fits = all(0 < len(side.split()) <= MOST_WORDS for side in (left, right))
            return (left, right) if fits else None
    return None
