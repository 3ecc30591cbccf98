"""Many files at once, and what came of them as tables."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item, Result = TypeVar("Item"), TypeVar("Result")


def in_parallel(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """The results in order, with a line on standard error now and then."""
    with ThreadPoolExecutor(jobs) as pool:
        for number, result in enumerate(pool.map(work, items), start=1):
            if not number % 50:
                print(f"{number}/{len(items)} …", file=sys.stderr)
            yield result


def table(title: str, rows: Counter[str] | dict[str, str]) -> None:
    """A Markdown table of two columns; counts have the largest first."""
    if rows:
        print(f"| {title} |  |\n| --- | --: |")
        for name, value in rows.most_common() if isinstance(rows, Counter) else rows.items():
            print(f"| {name} | {value} |")
        print()
