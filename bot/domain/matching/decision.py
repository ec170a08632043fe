"""How sure we are that the best candidate was meant, whether the question is our business at all.

Two logistic regressions over the same figures. Their weights were fitted on questions that people
ask and on questions about other things; `python -m tests.bench.tuning` fits them anew.
"""

from __future__ import annotations

import math
from typing import NamedTuple

SURE_ENOUGH = 0.68
"""Probability of being meant from which the best candidate is given as the answer, chosen so
that at most 1 in 40 of the questions about other things (tests/matching) is answered."""
OUR_BUSINESS = 0.5
"""Probability of being about AWS security from which candidates are offered."""


class Evidence(NamedTuple):
    """What speaks for and against the best candidate."""

    lead: float
    """Its share among the candidates, from 0 to 1."""
    known: float
    """Share of the question's weight in words that the knowledge uses at all."""
    centrality: float
    """Share of the question's weight in words that the topic uses often, not in passing."""
    likeness: float
    """Likeness to the topic's nearest phrasing."""
    name: float
    """Likeness to the topic's title or an alias; less for long questions."""
    brevity: float
    """1 for one or two words, less for more: a short question says little, but says it plainly."""
    outside: float
    """Names in the question that are none of our business nor of the topic's."""
    outside_used: float
    """Such names that the topic itself speaks of."""
    invented: float
    """1 where an unknown word follows the vendor's name: probably no AWS service."""


class Weights(NamedTuple):
    """What a logistic regression makes of the evidence."""

    bias: float
    by_figure: Evidence

    def probability(self, evidence: Evidence) -> float:
        """From 0 to 1."""
        figures = zip(self.by_figure, evidence, strict=True)
        logit = self.bias + sum(weight * figure for weight, figure in figures)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


MEANT = Weights(
    bias=-7.9,
    by_figure=Evidence(
        lead=7.6,
        known=3.0,
        centrality=0.5,
        likeness=4.6,
        name=0.9,
        brevity=-6.1,
        outside=-3.4,
        outside_used=-2.4,
        invented=-4.2,
    ),
)
"""Whether the first candidate is what was meant, and nothing else could be."""

BUSINESS = Weights(
    bias=-5.6,
    by_figure=Evidence(
        lead=3.9,
        known=3.8,
        centrality=7.7,
        likeness=0.7,
        name=0.6,
        brevity=-4.8,
        outside=-4.0,
        outside_used=-3.4,
        invented=-4.1,
    ),
)
"""Whether the question is about AWS security."""
