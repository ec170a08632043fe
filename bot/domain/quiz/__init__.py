"""The rules of a quiz question: how it is picked, shown, graded and summed up.

`picking` chooses the next one, `presenting` shuffles and shows it without its key, `grading`
judges a choice, `spread` counts what everybody chose.
"""

from bot.domain.quiz.grading import Part, Solution, Verdict, grade, solve
from bot.domain.quiz.picking import LowPool, Mix, Pick, low_pool, pick, unasked
from bot.domain.quiz.presenting import Labelled, Order, Presented, present, shuffle
from bot.domain.quiz.spread import Count, Mistake, Spread, bar, spread

__all__ = [
    "Count",
    "Labelled",
    "LowPool",
    "Mistake",
    "Mix",
    "Order",
    "Part",
    "Pick",
    "Presented",
    "Solution",
    "Spread",
    "Verdict",
    "bar",
    "grade",
    "low_pool",
    "pick",
    "present",
    "shuffle",
    "solve",
    "spread",
    "unasked",
]
