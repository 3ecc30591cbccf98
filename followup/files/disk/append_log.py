"""A log: lines that are only ever added to a file, which a spreadsheet opens by a double click.

UTF-8 with the three bytes by which Excel knows it, semicolons, a title a column. All lines of one occasion are written
at once: an interrupted run leaves them, or none, or a last one that is cut, after which the next begins a new line.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from followup.files.disk.ordinary_file import text_of
from followup.files.size_limits import OWN

BEGINS = "\ufeff"
LINE_ENDS = re.compile(r"\r\n|\r|\n")
FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")
"""A text that begins so gets an apostrophe before it, so that no spreadsheet takes it for a formula."""


def append_lines(path: Path, titles: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Add lines to a log, which is made where there is none. OSError where another program holds it.

    What somebody has written in it stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        begin = BEGINS + lines_as_text([titles]) if not size else ""
        if size and file.seek(size - 1) is not None and file.read(1) not in (b"\n", b"\r"):
            begin = "\r\n"
        file.write((begin + lines_as_text(lines)).encode("utf-8"))


def lines_in(path: Path, titles: Sequence[str]) -> list[dict[str, str]]:
    """The lines of a log as far as they can be understood, by title; none where there is no log.

    A line of a former version, which had fewer columns, is empty in the others.
    """
    try:
        text = text_of(path, OWN.file).removeprefix(BEGINS)
    except (OSError, ValueError):
        return []
    lines = (
        next(csv.reader([line], delimiter=";"), []) for line in LINE_ENDS.split(text)
    )  # one cut line spoils no other
    read = [[cell.removeprefix("'") for cell in line] for line in lines]
    lines_of_ours = (line for line in read if 1 < len(line) <= len(titles) and line != [*titles[: len(line)]])
    return [dict(zip(titles, [*line, *[""] * (len(titles) - len(line))], strict=True)) for line in lines_of_ours]


def lines_as_text(lines: Iterable[Sequence[object]]) -> str:
    """Lines as a spreadsheet reads them."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return text.getvalue()


def _plain(cell: object) -> str:
    """A cell on one line."""
    text = " ".join(LINE_ENDS.split(str(cell)))
    return f"'{text}" if text.startswith(FORMULA) else text
