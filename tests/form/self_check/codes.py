"""The codes of a filled-in form read back: what each says of which column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from followup.form.self_check.codes import Weight

CODE = re.compile(r"(?P<weight>[!?_])(?P<column>[\w.-]+):(?P<sentence>\d{4})(?P<figures>(?:\|[^ |]*)*) ")


class Code(NamedTuple):
    """A code. ``sentence`` is the row of the sheet of sentences, counted from 1."""

    weight: Weight
    column: str
    sentence: int
    figures: tuple[str, ...]


def codes_in(text: str) -> Iterator[Code]:
    """The codes of a cell, in order."""
    for match in CODE.finditer(text):
        figures = tuple(match["figures"].split("|")[1:])
        yield Code(Weight(match["weight"]), match["column"], int(match["sentence"]), figures)
