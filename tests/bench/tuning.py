"""Fits the weights of `bot/domain/matching/decision.py` and says what they are worth.

`python -m tests.bench.tuning [SET.jsonl ...]` fits on the questions in tests/matching, prints the
weights, the figures by five-fold cross-validation, and the learning curve over the number of ways
of asking per topic. Sets named on the command line are measured too, never fitted on.
"""

import json
import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, pstdev

from bot.domain.knowledge import Knowledge
from bot.domain.matching.decision import (
    BUSINESS,
    MEANT,
    OUR_BUSINESS,
    SURE_ENOUGH,
    Evidence,
    Weights,
)
from bot.domain.matching.finder import Finder
from bot.storage import knowledge_files

CASES = Path(__file__).parent.parent / "matching"
FOLDS = 5
SEED = 20260101
STEPS, RATE, SHRINK = 1500, 0.5, 0.002

Case = dict[str, object]
Row = tuple[list[float], float]
DECISIONS = ("answer", "suggest", "none")


class Measured:
    """One case with what the finder made of it."""

    def __init__(self, case: Case, finder: Finder) -> None:
        considered = finder.consider(str(case["q"]))
        self.ids = list(case["ids"])
        self.kind = str(case["kind"]).split("-")[0]
        self.found = [candidate.topic.id for candidate in considered.candidates]
        self.figures = list(considered.evidence or [0.0] * len(Evidence._fields))

    @property
    def right(self) -> bool:
        return bool(self.found) and self.found[0] in self.ids


Decide = Callable[[Measured], str]


def main(paths: Sequence[str]) -> None:
    knowledge = knowledge_files.load(Path("knowledge"))
    finder = Finder(knowledge)
    own = measured(sorted(CASES.glob("*.jsonl")), finder)
    show_weights("MEANT", fit(meant(own)))
    show_weights("BUSINESS", fit(business(own)))
    print("\nin use, on tests/matching")
    show(own, decide_with(MEANT, BUSINESS))
    print("\nfive-fold cross-validation on tests/matching")
    show(own, decide_by_folds(own))
    for path in paths:
        print(f"\nin use, on {path}")
        show(measured([Path(path)], finder), decide_with(MEANT, BUSINESS))
    print("\nlearning curve: top1 on tests/matching by ways of asking per topic")
    for count in (5, 10, 15, 25, 60):
        learner = Finder(with_asks(knowledge, count))
        cases = measured([CASES / "asked.jsonl"], learner)
        print(f"{count:4}  {mean(one.right for one in cases):.3f}")


def measured(paths: Sequence[Path], finder: Finder) -> list[Measured]:
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [Measured(json.loads(line), finder) for line in lines]


def with_asks(knowledge: Knowledge, count: int) -> Knowledge:
    rng = random.Random(SEED)
    topics = [
        replace(topic, asks=tuple(rng.sample(topic.asks, min(count, len(topic.asks)))))
        for topic in knowledge.topics.values()
    ]
    return Knowledge.of(topics, knowledge.vocabulary, knowledge.outside)


def meant(cases: Sequence[Measured]) -> list[Row]:
    """Vague questions count as wrong: several topics fit, none should be given alone."""
    return [(one.figures, float(one.right and one.kind != "ambiguous")) for one in cases]


def business(cases: Sequence[Measured]) -> list[Row]:
    return [(one.figures, float(one.kind != "none")) for one in cases]


def fit(data: Sequence[Row]) -> Weights:
    """A logistic regression, by gradient descent on standardized figures."""
    columns = list(zip(*(figures for figures, _ in data), strict=True))
    means, spreads = [mean(c) for c in columns], [pstdev(c) or 1.0 for c in columns]
    scaled = [
        [(x - m) / s for x, m, s in zip(figures, means, spreads, strict=True)]
        for figures, _ in data
    ]
    weights, bias = [0.0] * len(columns), 0.0
    for _ in range(STEPS):
        errors = [
            y - _logistic(bias + sum(w * x for w, x in zip(weights, line, strict=True)))
            for line, (_, y) in zip(scaled, data, strict=True)
        ]
        bias += RATE * mean(errors)
        for place, weight in enumerate(weights):
            slope = mean(e * line[place] for e, line in zip(errors, scaled, strict=True))
            weights[place] += RATE * (slope - SHRINK * weight)
    true = [w / s for w, s in zip(weights, spreads, strict=True)]
    bias -= sum(w * m for w, m in zip(true, means, strict=True))
    return Weights(bias, Evidence(*true))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def show_weights(name: str, weights: Weights) -> None:
    print(f"{name}: bias={weights.bias:.1f}")
    for figure, weight in zip(Evidence._fields, weights.by_figure, strict=True):
        print(f"        {figure}={weight:.1f},")


def decide_with(meant: Weights, business: Weights) -> Decide:
    def decide(one: Measured) -> str:
        evidence = Evidence(*one.figures)
        if any(evidence) and meant.probability(evidence) >= SURE_ENOUGH:
            return "answer"
        if any(evidence) and business.probability(evidence) >= OUR_BUSINESS:
            return "suggest"
        return "none"

    return decide


def decide_by_folds(cases: Sequence[Measured]) -> Decide:
    """Decides every case with weights that were fitted without it."""
    shuffled = random.Random(SEED).sample(cases, len(cases))
    decided: dict[int, str] = {}
    for fold in range(FOLDS):
        held = shuffled[fold::FOLDS]
        rest = [one for one in shuffled if one not in held]
        decide = decide_with(fit(meant(rest)), fit(business(rest)))
        decided.update({id(one): decide(one) for one in held})
    return lambda one: decided[id(one)]


def show(cases: Sequence[Measured], decide: Decide) -> None:
    for kind in dict.fromkeys(one.kind for one in cases):
        of_kind = [one for one in cases if one.kind == kind]
        decisions = [decide(one) for one in of_kind]
        shares = (f"{word} {decisions.count(word) / len(of_kind):.3f}" for word in DECISIONS)
        line = f"  {kind:10} n {len(of_kind):4}  {'  '.join(shares)}"
        if kind == "ambiguous":
            two = mean(len({*one.ids} & {*one.found[:5]}) >= 2 for one in of_kind)
            line += f"  offered2 {two:.3f}"
        elif kind != "none":
            pairs = zip(decisions, of_kind, strict=True)
            wrong = mean(word == "answer" and not one.right for word, one in pairs)
            three = mean(bool({*one.ids} & {*one.found[:3]}) for one in of_kind)
            line += f"  top1 {mean(one.right for one in of_kind):.3f}  top3 {three:.3f}"
            line += f"  wrong {wrong:.3f}"
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
