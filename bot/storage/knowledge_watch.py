"""Keeps the knowledge in use up to date with its folder while the app runs."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from bot.domain.knowledge import Knowledge
from bot.errors import KnowledgeError
from bot.storage import knowledge_files

log = logging.getLogger(__name__)

Prepared = TypeVar("Prepared")


class Watched(Generic[Prepared]):
    """What `prepare` makes of a knowledge folder, made anew when a file in it changes.

    A broken edit is logged with its faults and leaves the last good value in use. Raises
    KnowledgeError at the start when the folder has a fault.
    """

    def __init__(self, folder: Path, prepare: Callable[[Knowledge], Prepared]) -> None:
        self._folder = folder
        self._prepare = prepare
        self._stamp = knowledge_files.stamp(folder)
        self._value = prepare(knowledge_files.load(folder))

    @property
    def value(self) -> Prepared:
        """The last good value."""
        return self._value

    def refresh(self) -> bool:
        """Look at the folder once; True when a change was taken over."""
        stamp = knowledge_files.stamp(self._folder)
        if stamp == self._stamp:
            return False
        try:
            self._value = self._prepare(knowledge_files.load(self._folder))
        except KnowledgeError as error:
            self._stamp = stamp
            log.error("Knowledge not reloaded, the last good one stays in use:\n%s", error)
            return False
        self._stamp = stamp
        log.info("Knowledge reloaded from %s", self._folder)
        return True

    def watch(self, seconds: float, stop: threading.Event) -> threading.Thread:
        """Refresh every so many seconds in a thread, until `stop` is set."""

        def run() -> None:
            while not stop.wait(seconds):
                try:
                    self.refresh()
                except Exception:
                    log.exception("Knowledge not reloaded, the last good one stays in use")

        thread = threading.Thread(target=run, name="knowledge-watch", daemon=True)
        thread.start()
        return thread
