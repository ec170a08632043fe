"""How searching grows with the number of phrasings; how soon and in how much memory the bot starts.

Every figure about memory or the start is taken inside a fresh process.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from bot.config import Config
from bot.storage import knowledge_files
from tests.bench import contenders, startup
from tests.bench.ask import slack
from tests.bench.figures import MIB, middle, ms, show
from tests.bench.material import KNOWLEDGE, ROOT, Phrasing, phrasings, questions, varied
from tests.bench.servers import environment

SIZES = (10_000, 100_000)
QUESTIONS = 24
STARTS = 5
AIMS = {"as they are": "20", "100,000": "100"}
WAYS = {
    "find": contenders.finder,
    "extract, WRatio": contenders.extract,
    "SQLite FTS5": contenders.fts5,
}


def main() -> None:
    show_sizes()
    show_start()


def show_sizes() -> None:
    knowledge = knowledge_files.load(KNOWLEDGE)
    real = phrasings(knowledge)
    more = list(varied(knowledge, max(SIZES) - len(real)))
    sized = {f"{size:,}": [*real, *more[: size - len(real)]] for size in SIZES}
    rows = [
        row
        for name, searched in {"as they are": real, **sized}.items()
        for row in compared(name, searched)
    ]
    show(
        f"{len(knowledge.topics)} topics with {len(real):,} phrasings, and more made by varying "
        f"these; {QUESTIONS} questions, each asked once, all three in turn",
        ["phrasings", "by", "build s", "process MiB", "ms a question", "find is x faster", "aim"],
        rows,
    )


def compared(name: str, searched: Sequence[Phrasing]) -> list[list[str]]:
    asked = [*questions("asked", QUESTIONS // 2), *questions("short", QUESTIONS // 2)]
    with ExitStack() as stack:
        built = {
            way: stack.enter_context(contenders.contender(prepare, searched))
            for way, prepare in WAYS.items()
        }
        took = [{way: one.took(question) for way, one in built.items()} for question in asked]
    return [
        [
            name,
            way,
            f"{one.built.seconds:.2f}",
            f"{one.built.memory / MIB:.0f}",
            ms(median(times[way] for times in took)),
            "" if way == "find" else f"{median(t[way] / t['find'] for t in took):.1f}",
            AIMS.get(name, "") if way.startswith("extract") else "",
        ]
        for way, one in built.items()
    ]


def show_start() -> None:
    with slack() as config:
        starts = [fresh("knowledge", config) for _ in range(STARTS)]
        whole = [fresh("app", config) for _ in range(STARTS)]
    parts = [
        ["read the knowledge", middle([one["load"] for one in starts]), ""],
        ["make the Finder", middle([one["finder"] for one in starts]), ""],
        ["both", middle([one["load"] + one["finder"] for one in starts]), "0.50"],
        ["before that: imports", middle([one["imports"] for one in starts]), ""],
        ["whole bot: imports to app", middle([sum_of(one) for one in whole]), ""],
    ]
    show(
        f"start, seconds, median of {STARTS} processes", ["part", "s (least to most)", "aim"], parts
    )
    memory = [f"{median(one['memory'] for one in each) / MIB:.0f}" for each in (starts, whole)]
    show(
        "memory after the start, MiB",
        ["process", "MiB", "aim"],
        [["knowledge and Finder", memory[0], ""], ["whole bot", memory[1], "120"]],
    )


def sum_of(start: dict[str, float]) -> float:
    return sum(value for name, value in start.items() if name != "memory")


def fresh(what: str, config: Config) -> dict[str, float]:
    """What `startup` measures in a process of its own."""
    command = [sys.executable, "-m", startup.__name__, what]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(config), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
