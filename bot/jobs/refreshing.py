"""Shows the number of answers on open posts where it has changed."""

import logging
import threading
import time

from bot.jobs.attempts import SHORTEST
from bot.jobs.closing import show_closed
from bot.jobs.desk import Desk
from bot.jobs.sending import Outcome, update_message
from bot.study import Stale
from bot.views.post import open_post

log = logging.getLogger(__name__)


class Refreshing:
    """Goes over the posts, until it is told to stop, and knows which workspaces have to wait."""

    def __init__(self, desk: Desk, stop: threading.Event) -> None:
        self._desk = desk
        self._stop = stop
        self._free: dict[str, float] = {}

    def round(self) -> None:
        """Show what has changed. A post that cannot be shown comes again in a later round."""
        for stale in self._desk.study.closings.stale():
            if self._stop.is_set():
                return
            try:
                self._refresh(stale)
            except Exception:
                name = stale.post.key.name
                log.exception("The number of answers to %s could not be shown", name)

    def _refresh(self, stale: Stale) -> None:
        key, closings = stale.post.key, self._desk.study.closings
        outcome = self._shown(stale)
        if outcome.wait or outcome.trouble:
            self._free[key.team] = time.monotonic() + outcome.wait
            closings.refresh_later(key, seconds=outcome.wait or SHORTEST)
            return
        closings.refreshed(stale)
        show_closed(self._desk, key)  # it may have been closed in between, and shown so already

    def _shown(self, stale: Stale) -> Outcome:
        """What became of the call, or would: the posts of a workspace wait together."""
        key = stale.post.key
        rest = self._free.get(key.team, 0.0) - time.monotonic()
        if rest > 0:
            return Outcome(wait=rest)
        shown = open_post(stale.post, stale.question)
        return update_message(self._desk.client, shown, channel=key.channel, ts=str(stale.post.ts))
