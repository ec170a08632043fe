"""The rules of the board: points, periods, ranks, streaks, the weekly recap, strengths.

Everything is counted from answers given in time; late ones are practice and never get here.
"""

from bot.domain.scoring.periods import Period, period_key, period_keys
from bot.domain.scoring.points import POINTS, points
from bot.domain.scoring.recap import Improved, Missed, Recap, recap
from bot.domain.scoring.standings import Board, Line, Score, accuracy_board
from bot.domain.scoring.streaks import Streak, streak
from bot.domain.scoring.strengths import Grasp, Strength, strengths, weakest
from bot.domain.scoring.tally import Tally, by_domain, by_topic, percent

__all__ = [
    "POINTS",
    "Board",
    "Grasp",
    "Improved",
    "Line",
    "Missed",
    "Period",
    "Recap",
    "Score",
    "Streak",
    "Strength",
    "Tally",
    "accuracy_board",
    "by_domain",
    "by_topic",
    "percent",
    "period_key",
    "period_keys",
    "points",
    "recap",
    "streak",
    "strengths",
    "weakest",
]
