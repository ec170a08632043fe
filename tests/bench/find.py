"""How long `Finder.find` takes beside `rapidfuzz.process.extract` over all names and asks."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from rapidfuzz import process
from rapidfuzz.fuzz import WRatio

from bot.domain.matching import Finder
from bot.domain.matching.text import stem
from bot.storage import knowledge_files
from tests.bench.figures import ms, show
from tests.bench.material import KNOWLEDGE, SETS, phrasings, questions

ROUNDS = 3
PER_SET = 30
AIM = 20


def main() -> None:
    knowledge = knowledge_files.load(KNOWLEDGE)
    texts = [text for _, text in phrasings(knowledge)]
    asked = {name: questions(name, PER_SET) for name in SETS}
    extract = partial(process.extract, choices=texts, scorer=WRatio, limit=5)
    ours: dict[str, list[float]] = {}
    theirs: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        stem.cache_clear()
        find = Finder(knowledge).find  # a new one has empty caches
        for question in (q for name in SETS for q in asked[name]):
            ours.setdefault(question, []).append(took(find, question))
            theirs.setdefault(question, []).append(took(extract, question))
    every = [question for name in SETS for question in asked[name]]
    show(
        f"{len(every)} questions, {len(knowledge.topics)} topics, {len(texts)} phrasings; "
        f"median ms a question, {ROUNDS} rounds, caches empty at the start of each",
        ["set", "find", "extract", "times as fast", "aim"],
        [row(name, qs, ours, theirs) for name, qs in [*asked.items(), ("all", every)]],
    )


def took(work: Callable[[str], object], question: str) -> float:
    began = time.perf_counter()
    work(question)
    return time.perf_counter() - began


def row(
    name: str, asked: list[str], ours: dict[str, list[float]], theirs: dict[str, list[float]]
) -> list[str]:
    find = [median(ours[question]) for question in asked]
    extract = [median(theirs[question]) for question in asked]
    times = median(slow / fast for slow, fast in zip(extract, find, strict=True))
    return [name, ms(median(find)), ms(median(extract)), f"{times:.0f}", f"{AIM}"]


if __name__ == "__main__":
    main()
