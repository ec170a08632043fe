"""Says why a question got its answer, as a table that a person can read."""

from bot.domain.matching.finder import Finder


def explain(finder: Finder, question: str) -> str:
    """The decision with everything that led to it."""
    return str(finder.find(question))
