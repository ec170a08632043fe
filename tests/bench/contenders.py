"""Three ways to search phrasings, each in a process of its own, whose memory is its own too."""

import gc
import multiprocessing
import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from rapidfuzz import fuzz, process

from bot.domain.knowledge import Knowledge
from bot.domain.matching import Finder
from bot.storage import knowledge_files
from tests.bench.figures import resident
from tests.bench.material import KNOWLEDGE, Phrasing

Search = Callable[[str], object]
Build = Callable[[], Search]


@dataclass(frozen=True, slots=True)
class Built:
    """What making a contender cost."""

    seconds: float
    memory: int
    """Bytes of the whole process."""


class Contender:
    """The near end of a process with one way of searching."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.built: Built = pipe.recv()

    def took(self, question: str) -> float:
        """Seconds for one question, taken at the far end."""
        self._pipe.send(question)
        return float(self._pipe.recv())


@contextmanager
def contender(
    prepare: Callable[[Sequence[Phrasing]], Build], phrasings: Sequence[Phrasing]
) -> Iterator[Contender]:
    """A fresh process that has built its search, while the block runs."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    worker = spawn.Process(target=_work, args=(theirs, prepare), daemon=True)
    worker.start()
    theirs.close()  # so that a process that dies is noticed
    with closing(ours):
        ours.send(phrasings)
        yield Contender(ours)
    worker.join()


def _work(pipe: Connection, prepare: Callable[[Sequence[Phrasing]], Build]) -> None:
    build = prepare(pipe.recv())
    gc.collect()
    began = time.perf_counter()
    search = build()
    seconds = time.perf_counter() - began
    del build  # with what only it needs
    gc.collect()
    pipe.send(Built(seconds, resident()))
    while True:
        try:
            question = pipe.recv()
        except EOFError:
            return
        began = time.perf_counter()
        search(question)
        pipe.send(time.perf_counter() - began)


def finder(phrasings: Sequence[Phrasing]) -> Build:
    """awssec's, over the real knowledge in which these are the ways of asking."""
    knowledge = _asked_like(knowledge_files.load(KNOWLEDGE), phrasings)
    return lambda: Finder(knowledge).find


def _asked_like(knowledge: Knowledge, phrasings: Sequence[Phrasing]) -> Knowledge:
    asks: defaultdict[str, list[str]] = defaultdict(list)
    for topic_id, text in phrasings:
        topic = knowledge.topics[topic_id]
        if text != topic.title and text not in topic.aliases:
            asks[topic_id].append(text)
    topics = [replace(one, asks=tuple(asks[one.id])) for one in knowledge.topics.values()]
    return Knowledge.of(topics, knowledge.vocabulary, knowledge.outside)


def extract(phrasings: Sequence[Phrasing]) -> Build:
    """rapidfuzz's, which compares the question with every phrasing."""
    texts = [text for _, text in phrasings]
    return lambda: lambda question: process.extract(question, texts, scorer=fuzz.WRatio, limit=5)


def fts5(phrasings: Sequence[Phrasing]) -> Build:
    """SQLite's full-text search, in memory: any of the words, best first."""
    texts = [(text,) for _, text in phrasings]

    def build() -> Search:
        database = sqlite3.connect(":memory:")
        database.execute("CREATE VIRTUAL TABLE phrasing USING fts5(text)")
        database.executemany("INSERT INTO phrasing VALUES (?)", texts)
        database.execute("INSERT INTO phrasing(phrasing) VALUES ('optimize')")
        return lambda question: database.execute(_FTS, (_any_word(question),)).fetchall()

    return build


_FTS = "SELECT text FROM phrasing WHERE phrasing MATCH ? ORDER BY bm25(phrasing) LIMIT 5"


def _any_word(question: str) -> str:
    return " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
