"""The study assistant itself: answers questions, and holds the other use cases."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.knowledge import Knowledge, Topic
from bot.domain.matching import Compared, Finder, Finding, Found, NotFound
from bot.errors import UserError
from bot.storage.knowledge_watch import Watched
from bot.storage.store import Store
from bot.study.channels import Channels
from bot.study.closings import Closings
from bot.study.daily import Daily
from bot.study.people import People
from bot.study.recaps import Recaps
from bot.study.workers import Workers

log = logging.getLogger(__name__)

QUESTION_LENGTH = 1000
"""Characters of a question that are looked at; the rest of a longer text is left out."""


class Study:
    """The study assistant. `clock` gives the current time, aware and in UTC."""

    def __init__(
        self,
        finder: Watched[Finder],
        store: Store,
        clock: Callable[[], datetime],
        dice: Random,
    ) -> None:
        self._finder = finder
        self._store = store
        self._clock = clock

        def knowledge() -> Knowledge:
            return self.knowledge

        self.daily = Daily(store, clock, knowledge, dice)
        self.channels = Channels(store, clock)
        self.closings = Closings(store, clock, knowledge)
        self.people = People(store, clock, knowledge)
        self.recaps = Recaps(store, clock, knowledge)
        self.workers = Workers(store)

    @property
    def knowledge(self) -> Knowledge:
        """What awssec knows at this moment."""
        return self._finder.value.knowledge

    def ask(self, question: str, *, team: str) -> Finding:
        """What answers `question`. One that nothing answers is kept for the authors."""
        question = question[:QUESTION_LENGTH]
        finding = self._finder.value.find(question)
        if isinstance(finding, NotFound) and not finding.blank:
            self.note_gap(question, team=team)
        return finding

    def has_answer(self, words: str) -> bool:
        """Whether these words, taken as a question, have a certain answer; nothing is kept."""
        return isinstance(self._finder.value.find(words), Found | Compared)

    def note_gap(self, question: str, *, team: str) -> None:
        """Keep a question that got no useful answer.

        The person's answer does not depend on it, so a database that fails is only logged.
        """
        try:
            self._store.note_gap(team, question[:QUESTION_LENGTH], self._clock())
        except SQLAlchemyError:
            log.exception("A question without an answer could not be stored")

    def topic(self, topic_id: str) -> Topic:
        """The topic with this id; raises UserError when it is gone since the card was shown."""
        topic = self.knowledge.topics.get(topic_id)
        if topic is None:
            raise UserError("This topic no longer exists. Ask again with /awssec.")
        return topic

    def rate(self, topic_id: str, *, question: str, team: str, helpful: bool) -> None:
        """Note that a card helped, or did not, with a question."""
        self._store.note_rating(
            team, topic_id=topic_id, question=question, helpful=helpful, now=self._clock()
        )

    @contextmanager
    def once(self, name: str) -> Iterator[bool]:
        """Around what must be done once: True for the first of all who come to do `name`.

        After an exception it counts as not done, and the next may try.
        """
        first = self._store.claim(name, self._clock())
        try:
            yield first
        except Exception:
            if first:
                self._store.release(name)
            raise

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()
