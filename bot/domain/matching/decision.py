"""How sure we are that the best candidate is what was meant, and what follows from that.

A logistic regression over a few figures. Its weights were fitted on questions that people ask and
on questions that are none of our business; `python -m tests.bench.tuning` fits them anew.
"""

from __future__ import annotations

import math
from typing import NamedTuple

SURE_ENOUGH = 0.6
"""Probability from which the best candidate is given as the answer."""
WORTH_A_GUESS = 0.25
"""Probability from which the candidates are offered as "Did you mean"."""


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


BIAS = -7.9
WEIGHTS = Evidence(
    lead=7.6,
    known=3.0,
    centrality=0.5,
    likeness=4.6,
    name=0.9,
    brevity=-6.1,
    outside=-3.4,
    outside_used=-2.4,
    invented=-4.2,
)


def sureness(evidence: Evidence) -> float:
    """Probability that the best candidate is what was meant."""
    logit = BIAS + sum(w * figure for w, figure in zip(WEIGHTS, evidence, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
