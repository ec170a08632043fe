"""The use cases: what people do with awssec, whatever surface they do it on.

`Study` answers questions and holds the others.
"""

from bot.storage.quiz.keys import Place
from bot.storage.quiz.schedules import DuePlace
from bot.study.closings import OtherGrading, Stale
from bot.study.daily import Daily, Handover
from bot.study.recaps import RecapHandover, RecapKey
from bot.study.study import QUESTION_LENGTH, Study

__all__ = [
    "QUESTION_LENGTH",
    "Daily",
    "DuePlace",
    "Handover",
    "OtherGrading",
    "Place",
    "RecapHandover",
    "RecapKey",
    "Stale",
    "Study",
]
