"""A worker as a process of its own, for tests that kill it.

`python -m tests.jobs.worker DATABASE_URL API_URL KNOWLEDGE` does jobs until it is killed.
"""

import logging
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from slack_sdk import WebClient

from bot.domain.matching import Finder
from bot.jobs.due import enqueue_due
from bot.jobs.jobs import Jobs
from bot.storage.engine import open_engine
from bot.storage.knowledge_watch import Watched
from bot.storage.store import Store
from bot.study import Study
from tests.office import TOKEN

LEASE_SECONDS = 3
"""Shorter than in earnest: a killed worker is replaced within seconds."""
TICK_SECONDS = 0.5
"""Oftener than each minute: so that kills fall into the search for what is due as well."""


def work(database_url: str, api_url: str, folder: Path) -> None:
    """Do jobs for ever."""
    logging.basicConfig(level=logging.ERROR)
    watched = Watched(folder, Finder)
    study = Study(watched, Store(open_engine(database_url)), lambda: datetime.now(UTC), Random())
    headers = {"X-Worker": str(os.getpid())}
    client = WebClient(token=TOKEN, base_url=api_url, timeout=10, headers=headers)
    jobs = Jobs(study, client, database_url=database_url, lease_seconds=LEASE_SECONDS)
    jobs.start()
    while True:
        enqueue_due(study, jobs.queue)
        time.sleep(TICK_SECONDS)


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
