"""The facts as tidy CSV: UTF-8 with commas, a point in numbers and days as 2022-04-30, so that any program reads it as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice, product, repeat
from operator import eq
from pathlib import Path
from typing import Any

from followup.outputs.registry import Format, Looks
from followup.region.facts.fact import COLUMNS, NUMBERS, Facts, Strip, values_at

SIGNS = re.compile('[,"\r\n]')
"""What stands in a text only between quotation marks."""
LINES_OF_A_PIECE = 500
"""Written at once: enough for few writes, few enough for the processor's own memory."""

Written = tuple[Sequence[str], Sequence[int] | None]
"""A strip as text: what lines say in its columns, and which of it each of them says; without numbers the first line says
the first, and so on."""


def write_csv(facts: Facts, path: Path, _looks: Looks | None = None) -> None:
    """Write the whole table, as ``as_csv`` has it."""
    with path.open("wb") as file:
        file.writelines(csv_pieces([facts]))


def as_csv(facts: Facts) -> bytes:
    """The whole table, its columns named in the first line; the same facts give the same bytes.

    Nothing is where there is no value. A text is as it was written, so a cell may begin with "=" and hold line breaks.
    """
    return b"".join(csv_pieces([facts]))


def csv_pieces(tables: Iterable[Facts]) -> Iterator[bytes]:
    """The same of tables after each other, as one, some lines at a time: the whole is never there at once."""
    yield from pieces_of([",".join(COLUMNS)])
    for facts in tables:
        yield from pieces_of(_in_order(facts))


def pieces_of(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as a file has them, some at a time."""
    rest = iter(lines)
    while piece := list(islice(rest, LINES_OF_A_PIECE)):
        yield "\n".join([*piece, ""]).encode()


def _in_order(facts: Facts) -> Iterator[str]:
    """The lines of a table; where none of them has another place than it was made in, each is made when it is asked for."""
    lines = chain.from_iterable(map(_lines, facts.blocks))
    if all(map(eq, facts.order, count())):
        return islice(lines, len(facts))
    return iter(values_at(list(lines), facts.order))


def _lines(block: Sequence[Strip]) -> Iterator[str]:
    return map(",".join, zip(*map(_by_line, _joined(map(_written, block))), strict=True))


def _by_line(strip: Written) -> Iterable[str]:
    texts, numbers = strip
    if numbers is None:
        return texts
    return map(texts.__getitem__, numbers) if len(texts) > 1 else repeat(texts[0], len(numbers))


def _joined(strips: Iterable[Written]) -> Iterable[Written]:
    """Strips beside each other; one in which all lines say the same is written as one with its neighbour."""
    joined: list[Written] = []
    for texts, numbers in strips:
        before, numbers_before = joined[-1] if joined else ((), None)
        if numbers is not None and numbers_before is not None and 1 in (len(before), len(texts)):
            both = list(map(",".join, product(before, texts)))
            joined[-1] = (both, numbers_before if len(texts) == 1 else numbers)
        else:
            joined.append((texts, numbers))
    return joined


def _written(strip: Strip) -> Written:
    """What lines say in the columns of a strip: written once, on however many lines it stands."""
    columns = [_numbers(column) if name in NUMBERS else as_fields(column) for name, column in strip.columns.items()]
    texts = columns[0] if len(columns) == 1 else list(map(",".join, zip(*columns, strict=True)))
    return texts, strip.numbers


def _numbers(column: Sequence[Any]) -> Sequence[str]:
    texts = ["" if number is None else str(number) for number in column]
    if any("E" in text for text in texts):
        return [f"{number:f}" if "E" in text else text for number, text in zip(column, texts, strict=True)]
    return texts


def as_fields(column: Sequence[Any]) -> Sequence[str]:
    """Texts, days and whole numbers as they stand in a line."""
    fields = {value: _field(value) for value in set(column)}
    return list(map(fields.__getitem__, column))


def _field(value: Any) -> str:
    text = "" if value is None else str(value)  # of a day ISO 8601
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if SIGNS.search(text) else text


FORMAT = Format(".csv", write_csv)
