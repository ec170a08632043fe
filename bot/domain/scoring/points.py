"""What an answer is worth. Speed never counts."""

from bot.domain.knowledge import Difficulty

POINTS = {Difficulty.EASY: 1, Difficulty.MEDIUM: 2, Difficulty.HARD: 3}


def points(difficulty: Difficulty, *, right: bool) -> int:
    """Points for one answer: 1 to 3 by difficulty; 0 if it is wrong."""
    return POINTS[difficulty] if right else 0
