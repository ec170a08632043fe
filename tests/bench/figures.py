"""Small plain tables, and the few sums that all benchmarks need."""

import resource
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from statistics import median, quantiles

MIB = 2**20


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table with the first column to the left and figures to the right."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip_longest(*lines, fillvalue="")]
    print(f"\n{title}")
    for line in lines:
        first, *rest = (
            f"{cell:<{width}}" if place == 0 else f"{cell:>{width}}"
            for place, (cell, width) in enumerate(zip(line, widths, strict=False))
        )
        print("  ".join(["", first, *rest]).rstrip())


def p99(values: Sequence[float]) -> float:
    return quantiles(values, n=100)[98]


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f}" if seconds < 0.1 else f"{1000 * seconds:.0f}"


def middle(values: Sequence[float]) -> str:
    """The median of some seconds, with the least and the most."""
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def resident() -> int:
    """Bytes of memory that this process holds now; its peak where there is no /proc."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else 1024 * peak
    return pages * resource.getpagesize()
