"""What makes quiz questions give their answer away, measured over a whole bank of them.

Pure functions: questions in, faults out. A question's form (number of options, lengths) is held by
`storage/topic_shape.py` and not looked at again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.domain.knowledge import Kind, Option, Question

LONGEST_SHARE = 0.35
"""At most so often may the key be the longest option of four; chance alone gives a quarter."""

CHI_SQUARED = 11.345
"""Upper critical value for p = 0.01 with 3 degrees of freedom (four positions): NIST/SEMATECH
e-Handbook of Statistical Methods, section 1.3.6.7.4."""

COUNTABLE = 20
"""Fewer keys than this say nothing about positions: the test wants 5 expected in each of four."""

ALIKE = 75.0
"""Likeness from which two questions count as one, in percent of `fuzz.token_sort_ratio`.

Measured on the 851 questions of the bank: with a fifth of its words exchanged at random, 99 of 100
are still this like themselves; of those that ask different things, the most alike reach 72."""

RARE_SHARE = 0.01
"""A word is rare when it stands in at most this share of all questions."""

SHORTEST_WORD = 3
"""Shorter words are letters and figures that name things in the scene: `VPC A`, `30 days`."""


@dataclass(frozen=True, slots=True)
class ItemFault:
    """What is wrong and what to do, in one question or, where that is None, in the whole bank."""

    question: str | None
    message: str


def item_faults(questions: Sequence[Question]) -> list[ItemFault]:
    """Every fault: those of the whole bank first, then by the order of the questions."""
    place = {question.id: at for at, question in enumerate(questions)}
    found = [*_longest_too_often(questions), *_uneven(questions), *_alike(questions)]
    found += _repeated_words(questions)
    for question in questions:
        found += _of_the_above(question)
        found += _quiet_negatives(question)
    return sorted(found, key=lambda fault: place[fault.question] if fault.question else -1)


# --- the length of keys ---------------------------------------------------------------------


def single_choice(questions: Iterable[Question]) -> list[Question]:
    """The questions with one key among four options."""
    return [question for question in questions if question.kind is Kind.SINGLE]


def longest_keys(questions: Iterable[Question]) -> list[Question]:
    """The single-choice questions whose key is longer than every other option, worst first.

    A key that is only as long as another option is none of them: length does not point it out.
    """
    singles = single_choice(questions)
    longest = [question for question in singles if _lead(question) > 0]
    return sorted(longest, key=_lead, reverse=True)


def _lead(question: Question) -> int:
    """By how many characters the key is longer than the longest of the other options."""
    key, others = _split(question)
    return max(len(option.text) for option in key) - max(len(option.text) for option in others)


def _split(question: Question) -> tuple[list[Option], list[Option]]:
    """The right options and the wrong ones."""
    right = [option for option in question.options if option.correct]
    return right, [option for option in question.options if not option.correct]


def _longest_too_often(questions: Sequence[Question]) -> Iterator[ItemFault]:
    longest, count = longest_keys(questions), len(single_choice(questions))
    if count and len(longest) / count > LONGEST_SHARE:
        worst = ", ".join(question.id for question in longest[:3])
        yield ItemFault(
            None,
            f"the key is the longest option in {len(longest)} of {count} single-choice questions "
            f"({len(longest) / count:.0%}, at most {LONGEST_SHARE:.0%}); shorten keys or lengthen "
            f"other options, first in {worst}",
        )


# --- the position of keys -------------------------------------------------------------------


def key_positions(questions: Iterable[Question]) -> list[int]:
    """How many keys of single-choice questions stand first, second, third and fourth."""
    places = Counter(
        place
        for question in single_choice(questions)
        for place, option in enumerate(question.options)
        if option.correct
    )
    return [places[place] for place in range(4)]


def chi_squared(counts: Sequence[int]) -> float:
    """How far `counts` are from all being the same (Pearson's statistic)."""
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 / expected for count in counts) if expected else 0.0


def _uneven(questions: Sequence[Question]) -> Iterator[ItemFault]:
    counts = key_positions(questions)
    if sum(counts) >= COUNTABLE and chi_squared(counts) > CHI_SQUARED:
        shown = ", ".join(str(count) for count in counts)
        yield ItemFault(
            None,
            f"keys of single-choice questions stand at positions 1 to 4 {shown} times "
            f"(chi-squared {chi_squared(counts):.1f}, at most {CHI_SQUARED}); "
            "move keys to the positions that have few",
        )


# --- wording --------------------------------------------------------------------------------

_OF_THE_ABOVE = re.compile(
    r"\b(all|none|both|any|each|either|neither) (of )?the (above|other (options|answers))\b"
    r"|^(all|none|both|any|either|neither) of (these|those)( (options|answers))?\.?$",
    re.IGNORECASE,
)


def _of_the_above(question: Question) -> Iterator[ItemFault]:
    texts = [option.text for option in question.options] + [pair.match for pair in question.pairs]
    for text in texts:
        if _OF_THE_ABOVE.search(text):
            message = f"`{text}` speaks of other options; write an option that stands by itself"
            yield ItemFault(question.id, message)


_QUOTED = re.compile(r'"[^"]*"')
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_COMMAND = r"(?:select|choose|name|pick|match|put|order|arrange)\b"
_NOT = r"\b(not|never|cannot|neither|\w+n't)\b"
_ASIDE = r"(?:if|unless|when|while|because|although|whether|why|how|that|who|so|but|and not)\b"
_ASKS = r"(?:^(?:\w+ )?|, (?=[^,]*$))(?:which|what|who|whose|where)\b"
_ASKS_BY = [
    # "Which traffic is not copied?", but not "Which key fits, if it must not leave the Region?"
    re.compile(rf"{_ASKS}(?:(?!\b{_ASIDE})[^,;:])*?{_NOT}", re.I),
    # "Select the types that can never grant anything."
    re.compile(rf"^{_COMMAND}(?: \w+){{0,4}}? (?:that|which|who) (?:\w+ )?{_NOT}", re.I),
    # "... with the least effort", but neither "at least" nor "least privilege"
    re.compile(r"(?<!\bat )\b(least)\b(?![ -]privilege)", re.I),
    # "All of these are true except:"
    re.compile(r"\b(except)\b(?=\W*$| (?:which|one|for)\b)", re.I),
]


def _quiet_negatives(question: Question) -> Iterator[ItemFault]:
    """Negatives by which the stem asks; those that only tell the scene may stay small."""
    for sentence in _asking(question.stem):
        for pattern in _ASKS_BY:
            found = pattern.search(sentence)
            if found and not found[1].isupper():
                shown = found[1].upper()
                message = f"the stem asks by `{found[1]}`, which is easily missed; write {shown}"
                yield ItemFault(question.id, message)


def _asking(stem: str) -> list[str]:
    """The sentences of a stem that say what to answer, without what they quote."""
    sentences = _SENTENCE_END.split(_QUOTED.sub("", stem).strip())
    command = re.compile(_COMMAND, re.I)
    asking = [one for one in sentences if one.endswith("?") or command.match(one)]
    return asking or sentences[-1:]


# --- two alike ------------------------------------------------------------------------------


def _alike(questions: Sequence[Question]) -> Iterator[ItemFault]:
    """Each question that an earlier one asks already.

    Words are sorted once, so that the plain `ratio` of each pair is its `token_sort_ratio`; the
    cut-off lets rapidfuzz leave most pairs early, which needs no blocking and no numpy.
    """
    texts = [" ".join(sorted(_words(_whole(question)))) for question in questions]
    for at, text in enumerate(texts):
        later = process.extract_iter(text, texts[at + 1 :], scorer=fuzz.ratio, score_cutoff=ALIKE)
        for _, score, place in later:
            yield ItemFault(
                questions[at + 1 + place].id,
                f"{score:.0f}% like `{questions[at].id}`, less than {ALIKE:.0f}% is asked for; "
                "ask something else here or remove one of the two",
            )


def _whole(question: Question) -> str:
    parts = [question.stem, *(option.text for option in question.options)]
    parts += [step.text for step in question.steps]
    parts += [f"{pair.prompt} {pair.match}" for pair in question.pairs]
    return " ".join(parts)


# --- rare words -----------------------------------------------------------------------------


def _repeated_words(questions: Sequence[Question]) -> Iterator[ItemFault]:
    """Options that sound like the stem where no wrong option does, which points to the key."""
    spread = Counter(word for question in questions for word in _roots(_whole(question)))
    for question in questions:
        right, wrong = (
            _roots(" ".join(option.text for option in options)) for options in _split(question)
        )
        stem = _roots(question.stem)
        for word in sorted((stem.keys() & right.keys()) - wrong.keys()):
            if spread[word] <= RARE_SHARE * len(questions):
                message = (
                    f"of all options only the key repeats the stem's rare `{stem[word]}`; "
                    "say it in a wrong option too, or in other words"
                )
                yield ItemFault(question.id, message)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


def _roots(text: str) -> dict[str, str]:
    """The words of a text by what is left without their endings."""
    return {_root(word): word for word in _words(text) if len(word) >= SHORTEST_WORD}


def _root(word: str) -> str:
    """Enough to see that `simulated` is `simulate` and `policies` is `policy`; no dictionary."""
    short = re.sub(r"(?:ies|ied|ing|ed|es|s|e|y)$", "", word)
    return short if len(short) >= SHORTEST_WORD else word
