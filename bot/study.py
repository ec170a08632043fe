"""The use cases: what people do with awssec, whatever surface they do it on."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.gaps import Gap, merge
from bot.domain.knowledge import Knowledge, Topic
from bot.domain.matching import Finder, Finding, NotFound
from bot.errors import UserError
from bot.storage.knowledge_watch import Watched
from bot.storage.store import Store

log = logging.getLogger(__name__)

QUESTION_LENGTH = 1000
"""Characters of a question that are looked at; the rest of a longer text is left out."""


class Study:
    """The study assistant. `clock` gives the current time, aware and in UTC."""

    def __init__(
        self, finder: Watched[Finder], store: Store, clock: Callable[[], datetime]
    ) -> None:
        self._finder = finder
        self._store = store
        self._clock = clock

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

    def gaps(self, team: str | None = None) -> Sequence[Gap]:
        """What people asked in vain, most asked first, near-duplicates merged."""
        return merge(self._store.asked_in_vain(team))

    def claim(self, name: str) -> bool:
        """Whether this call is the one that should do `name`, out of all that may come."""
        return self._store.claim(name, self._clock())

    def release(self, name: str) -> None:
        """Let `name` be done again, after a failure."""
        self._store.release(name)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()
