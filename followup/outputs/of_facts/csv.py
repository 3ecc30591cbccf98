"""The facts as tidy CSV: UTF-8 with commas, a point in numbers and days as 2022-04-30, so that any program reads it as it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from followup.outputs.registry import Format, Looks
from followup.region.facts.fact import COLUMNS, Facts


def write_csv(facts: Facts, path: Path, _looks: Looks | None = None) -> None:
    """Write the whole table, its columns named in the first line; the same facts give the same bytes.

    Nothing is where there is no value. A text is as it was written, so a cell may begin with "=" and hold line breaks.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_lines(facts))


def _lines(facts: Facts) -> Iterator[list[str]]:
    for fact in facts:
        yield [_written(value) for value in fact]


def _written(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


FORMAT = Format(".csv", write_csv)
