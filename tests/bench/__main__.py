"""`python -m tests.bench [NAME ...]`: measures what is named, or everything.

Prints what was measured beside what we aim at; a slow machine fails nothing.
"""

import argparse
import importlib
import logging
import time

MENU = {
    "ask": "from signed request to response body, beside a bare Bolt app",
    "find": "Finder.find beside rapidfuzz's extract with WRatio",
    "scale": "10,000 and 100,000 phrasings, start-up time and memory",
    "board": "the board as answers grow, and answers stored per second",
    "due": "finding due channels among 100,000 and a million schedules",
    "drain": "10,000 channels due in the same minute: how steadily and fairly they are served",
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measure awssec.",
        epilog="; ".join(f"{name}: {about}" for name, about in MENU.items()),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MENU)}")
    names = parser.parse_args().names or list(MENU)
    unknown = [name for name in names if name not in MENU]
    if unknown:
        parser.error(f"{', '.join(unknown)}: choose from {', '.join(MENU)}")
    logging.disable(logging.INFO)  # no log line may cost time
    for name in names:
        began = time.perf_counter()
        print(f"\n{name}: {MENU[name]}")
        importlib.import_module(f"tests.bench.{name}").main()
        print(f"({name} took {time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
