"""What is asked and what is searched: the questions of tests/matching, the real phrasings."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from bot.domain.knowledge import Knowledge, Term

ROOT = Path(__file__).parents[2]
KNOWLEDGE = ROOT / "knowledge"
SETS = ("asked", "short", "exam", "none", "ambiguous")
SEED = 20260101

Phrasing = tuple[str, str]
"""The id of a topic and a way to name it or ask for it."""


def questions(name: str, count: int) -> list[str]:
    """So many questions of a set, the same in every run."""
    lines = (ROOT / "tests" / "matching" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["q"] for line in random.Random(SEED).sample(lines, count)]


def phrasings(knowledge: Knowledge) -> list[Phrasing]:
    """Every name and way of asking."""
    return [
        (topic.id, text)
        for topic in knowledge.topics.values()
        for text in (topic.title, *topic.aliases, *topic.asks)
    ]


def varied(knowledge: Knowledge, count: int) -> Iterator[Phrasing]:
    """So many new phrasings: real ones with words swapped, synonyms put in, typos made."""
    rng = random.Random(SEED)
    real = phrasings(knowledge)
    seen = {text for _, text in real}
    made = 0
    while made < count:
        topic, text = rng.choice(real)
        for _ in range(rng.randint(1, 3)):
            text = _vary(text, knowledge.vocabulary, rng)
        if text not in seen:
            seen.add(text)
            made += 1
            yield topic, text


def _vary(text: str, terms: tuple[Term, ...], rng: random.Random) -> str:
    words = text.split()
    place = rng.randrange(len(words))
    match rng.choice(("swap", "synonym", "typo")):
        case "swap":
            other = rng.randrange(len(words))
            words[place], words[other] = words[other], words[place]
        case "synonym":
            return _other_words(text, terms, rng)
        case "typo":
            words[place] = _mistyped(words[place], rng)
    return " ".join(words)


def _other_words(text: str, terms: tuple[Term, ...], rng: random.Random) -> str:
    """`text` with one name or term said in another of its wordings, if the vocabulary has one."""
    padded = f" {text.lower()} "
    fitting = [
        (said, term)
        for term in terms
        for said in (term.canonical, *term.variants)
        if f" {said.lower()} " in padded
    ]
    if not fitting:
        return text
    said, term = rng.choice(fitting)
    instead = rng.choice((term.canonical, *term.variants))
    return padded.replace(f" {said.lower()} ", f" {instead} ", 1).strip()


def _mistyped(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice(
        (
            word[:at] + word[at + 1 :] or word,
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )
