"""Finds the topic that answers a question: `Finder(knowledge).find(question)`.

`text` cuts words, `lexicon` corrects them, `index` scores topics, `finder` decides and `explain`
says why.
"""

from bot.domain.matching.finder import Finder
from bot.domain.matching.findings import Compared, DidYouMean, Finding, Found, Match, NotFound

__all__ = ["Compared", "DidYouMean", "Finder", "Finding", "Found", "Match", "NotFound"]
