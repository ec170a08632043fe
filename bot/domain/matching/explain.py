"""Says why a question got its answer, in tables that a person can read."""

from collections.abc import Iterator, Sequence

from bot.domain.matching.decision import BUSINESS, MEANT, OUR_BUSINESS, SURE_ENOUGH, Evidence
from bot.domain.matching.finder import Considered, Finder
from bot.domain.matching.findings import Compared, DidYouMean, Found


def explain(finder: Finder, question: str) -> str:
    """The decision on `question` with everything that led to it."""
    finding, considered = finder.find(question), finder.consider(question)
    match finding:
        case Found():
            decision = f"answer: {finding.topic.id}"
        case Compared():
            one, two = finding.topics
            decision = f"comparison: {one.id} and {two.id}, each side being clear enough"
        case DidYouMean():
            decision = "did you mean: the candidates below"
        case _:
            decision = "I don't know"
    return "\n".join([f"Question  {question}", f"Decision  {decision}", *_reasons(considered)])


def _reasons(considered: Considered) -> Iterator[str]:
    yield f"Meant     {considered.sure:.2f}  (an answer from {SURE_ENOUGH})"
    yield f"Business  {considered.business:.2f}  (a guess from {OUR_BUSINESS})"
    yield f"Read as   {' '.join(token.token for token in considered.understood.tokens) or '-'}"
    for reading in considered.understood.readings:
        if reading.words != (reading.typed,) or reading.certainty < 1:
            words = " ".join(reading.words) if reading.certainty else "not known"
            yield f"Corrected {reading.typed}: {words} (certainty {reading.certainty:.2f})"
    if considered.evidence:
        yield ""
        yield from _table(_candidate_rows(considered))
        yield ""
        yield from _table(_evidence_rows(considered.evidence))


def _candidate_rows(considered: Considered) -> Iterator[Sequence[str]]:
    yield "candidate", "score", "likelihood", "cover", "likeness", "name", "nearest phrasing"
    for one in considered.candidates:
        figures = (one.score, one.likelihood, one.cover, one.likeness, one.name)
        yield one.topic.id, *(f"{figure:.2f}" for figure in figures), one.phrasing or "-"


def _evidence_rows(evidence: Evidence) -> Iterator[Sequence[str]]:
    yield "evidence for the first", "figure", "adds to meant", "adds to business"
    for name, figure, *weights in zip(
        Evidence._fields, evidence, MEANT.by_figure, BUSINESS.by_figure, strict=True
    ):
        yield name, f"{figure:.2f}", *(f"{figure * weight:+.2f}" for weight in weights)
    yield "bias", "", f"{MEANT.bias:+.2f}", f"{BUSINESS.bias:+.2f}"


def _table(rows: Iterator[Sequence[str]]) -> Iterator[str]:
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        first, *rest = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join([first, *rest]).rstrip()
