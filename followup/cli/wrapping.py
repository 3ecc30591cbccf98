"""Lines that have room on the terminal that one looks at: wrapped between words, not broken in one.

What is piped or written to a file is left as it is: there a line is a line for whoever searches in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TextIO

BETWEEN, NARROWEST = 2, 12
"""Spaces between the columns of a table; and how narrow a column is made at most."""


def columns_of(stream: TextIO | None = None) -> int:
    """The width of the terminal; 0 where standard output, or the stream, is none."""
    import shutil

    stream = stream or sys.stdout
    return shutil.get_terminal_size().columns if stream.isatty() else 0


def wrapped(text: str, width: int, hang: int = 2) -> str:
    """The text on lines of at most so many columns, those after the first ``hang`` further in than it; 0 is any width."""
    import textwrap

    if not width:
        return text
    lines = []
    for line in text.split("\n"):
        begins = " " * (len(line) - len(line.lstrip()))
        lines += textwrap.wrap(
            line,
            width,
            subsequent_indent=begins + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
        ) or [line]
    return "\n".join(lines)


def table_lines(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The rows as columns beside each other; where they have no room the widest cells are wrapped. 0 is any width."""
    widths = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
    while width and sum(widths) + BETWEEN * (len(widths) - 1) > width and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    for row in rows:
        cells = [_in_lines(cell, room) for cell, room in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            yield "  ".join(f"{text:<{room}}" for text, room in zip(line, widths, strict=True)).rstrip()


def _in_lines(cell: str, room: int) -> list[str]:
    if len(cell) <= room:
        return [cell]
    import textwrap

    return textwrap.wrap(cell, room, break_on_hyphens=False) or [""]
