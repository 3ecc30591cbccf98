"""The facts as tidy CSV: UTF-8 with commas, a point in numbers and days as 2022-04-30, so that any program reads it as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from followup.outputs.registry import Format, Looks
from followup.region.facts.fact import COLUMNS, NUMBERS, Facts, Strip, values_at

SIGNS = re.compile('[,"\r\n]')
"""What stands in a text only between quotation marks."""


def write_csv(facts: Facts, path: Path, _looks: Looks | None = None) -> None:
    """Write the whole table, as ``as_csv`` has it."""
    path.write_bytes(as_csv(facts))


def as_csv(facts: Facts) -> bytes:
    """The whole table, its columns named in the first line; the same facts give the same bytes.

    Nothing is where there is no value. A text is as it was written, so a cell may begin with "=" and hold line breaks.
    """
    lines = [line for block in facts.blocks for line in _lines(block)]
    return b"\n".join([",".join(COLUMNS).encode(), *values_at(lines, facts.order), b""])


def _lines(block: Sequence[Strip]) -> Iterator[bytes]:
    return map(b",".join, zip(*map(_written, block), strict=True))


def _written(strip: Strip) -> Sequence[bytes]:
    """What each line says in the columns of a strip: written once, on however many lines it stands."""
    columns = [_numbers(column) if name in NUMBERS else _texts(column) for name, column in strip.columns.items()]
    texts = list(map(b",".join, zip(*columns, strict=True)))
    if strip.numbers is None:
        return texts
    return texts * len(strip.numbers) if len(texts) == 1 else values_at(texts, strip.numbers)


def _numbers(column: Sequence[Any]) -> Iterable[bytes]:
    return [b"" if number is None else f"{number:f}".encode() for number in column]


def _texts(column: Sequence[Any]) -> Iterable[bytes]:
    """Texts, days and whole numbers."""
    written = {value: _text(value) for value in set(column)}
    return map(written.__getitem__, column)


def _text(value: Any) -> bytes:
    text = "" if value is None else str(value)  # of a day ISO 8601
    return (f'"{text.replace(chr(34), chr(34) * 2)}"' if SIGNS.search(text) else text).encode()


FORMAT = Format(".csv", write_csv)
