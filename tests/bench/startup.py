"""Starts in this process what it is told to, and prints as JSON what that cost.

It imports nothing of ours before the clock runs.
"""

import json
import os
import sys
import time
from pathlib import Path


def knowledge() -> dict[str, float]:
    """Reading the knowledge and preparing it for questions."""
    began = time.perf_counter()
    from bot.domain.matching import Finder
    from bot.storage import knowledge_files

    imported = time.perf_counter()
    known = knowledge_files.load(Path(os.environ["KNOWLEDGE_DIR"]))
    loaded = time.perf_counter()
    KEPT.append(Finder(known))
    made = time.perf_counter()
    return {"imports": imported - began, "load": loaded - imported, "finder": made - loaded}


def app() -> dict[str, float]:
    """Everything that a server needs before its first request."""
    began = time.perf_counter()
    from bot.web import create_wsgi

    imported = time.perf_counter()
    KEPT.append(create_wsgi())
    return {"imports": imported - began, "app": time.perf_counter() - imported}


KEPT: list[object] = []
"""What must still be there when memory is measured."""


def main() -> None:
    took = {"knowledge": knowledge, "app": app}[sys.argv[1]]()
    from tests.bench.figures import resident

    print(json.dumps({**took, "memory": resident()}))


if __name__ == "__main__":
    main()
