"""A workbook that came back, as plain values: what stands in each cell, and what a reader must know besides."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import field, fields
from datetime import date
from decimal import Context, Decimal
from typing import Any, NamedTuple

from followup.files.runs import Spans
from followup.frozen import frozen, growing
from followup.rulebook.problem import Problem

FLOAT_DIGITS = Context(prec=15)


def exact(number: float | int) -> Decimal:
    """The decimal that a person typed, from the float that Excel stored: 15 significant digits."""
    return FLOAT_DIGITS.create_decimal(repr(number)).normalize() + 0


class ErrorValue(str):
    """An Excel error such as ``#REF!``: never blank, never 0."""

    __slots__ = ()


class Uncalculated(str):
    """A formula whose result was never stored: never blank. The text is the formula where it is known."""

    __slots__ = ()


class Withheld(str):
    """What is left of a cell that held nothing but a personal number: the text is what may be shown of it."""

    __slots__ = ()


Raw = str | Decimal | bool | date | ErrorValue | Uncalculated | Withheld


@frozen(slots=True)
class Look:
    """What a reader sees of a cell beside its value, or instead of it, where the two differ.

    ``before`` and ``after`` are words around a number or a text; without ``digits`` they stand alone. Shown are the
    number times 100 for each of ``percents`` and over 1 000 for each of ``thousands``, with so many ``decimals`` (None:
    all of them), its thousands ``grouped``, or its digits between the signs of ``mask`` (``0-0``). A date ``lacks`` its
    month, day or year, and is written by the ``pattern``. ``font`` is one of symbols; what is ``hidden`` shows nothing.
    """

    before: str = ""
    after: str = ""
    digits: bool = True
    percents: int = 0
    thousands: int = 0
    decimals: int | None = None
    grouped: bool = False
    mask: str = ""
    lacks: str = ""
    pattern: tuple[str, ...] = ()
    font: str = ""
    hidden: bool = False

    @property
    def is_odd(self) -> bool:
        """Whether anything but the value is seen."""
        odd = self.before or self.after or self.percents or self.thousands or self.mask or self.lacks
        return bool(odd or self.font or self.hidden or not self.digits)

    @property
    def shows_itself(self) -> bool:
        """Whether a reader sees the value just as it is, where anything is shown at all."""
        beside = self.before or self.after or self.percents or self.thousands or self.mask or self.lacks
        written = self.decimals is not None or self.grouped or self.pattern or self.font
        return self.digits and not beside and not written


SHOWS_ITSELF = Look()


@growing(slots=True)
class ReceivedSheet:
    """The non-empty cells of one sheet by (row, column), counted from 0; blank text counts as empty.

    ``merged`` are first row and column, last row and column, of each merged range. ``comments`` are notes pinned to
    cells, of either kind that Excel knows, with who wrote them where the file says so. ``links`` are addresses that cells
    lead to. ``looks`` are of cells that show something else than their value, ``fills`` the colours (RRGGBB) of cells
    that are filled in another colour than most of the sheet.
    ``struck`` are cells all of whose text is struck out, ``left_out`` says what was struck out of those that hold
    more. ``italics`` are the words of a text that stand in italics, counted in its characters without the blanks.
    ``written`` are formulas as they stand, where the format tells. ``old_results`` says that the workbook itself does not
    vouch for the results of its formulas.

    Of a Word form: ``notes`` are the footnotes of an answer, ``called`` says by row what its reader sees, and
    ``asked_only`` that it never held the columns in which this unit is asked nothing.
    """

    name: str
    cells: dict[tuple[int, int], Raw]
    visible: bool = True
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    notes: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[int, str] = field(default_factory=dict)
    asked_only: bool = False
    struck: frozenset[tuple[int, int]] = frozenset()
    left_out: Mapping[tuple[int, int], str] = field(default_factory=dict)
    written: Mapping[tuple[int, int], str] = field(default_factory=dict)
    old_results: bool = False
    looks: Mapping[tuple[int, int], Look] = field(default_factory=dict)
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    italics: Mapping[tuple[int, int], Spans] = field(default_factory=dict)

    def __getstate__(self) -> tuple[array[int], array[int], list[Raw], list[Any]]:
        """As it is sent to another process: the cells as columns, for their places would take more memory than they do."""
        rows, columns = (array("L", (place[at] for place in self.cells)) for at in (0, 1))
        return rows, columns, [*self.cells.values()], [getattr(self, name) for name in BESIDE_CELLS]

    def __setstate__(self, state: tuple[array[int], array[int], list[Raw], list[Any]]) -> None:
        rows, columns, raws, beside = state
        number = list(
            range(1 + max(max(rows, default=0), max(columns, default=0)))
        ).__getitem__  # a row's cells share it
        self.cells = dict(zip(zip(map(number, rows), map(number, columns), strict=True), raws, strict=True))
        for name, value in zip(BESIDE_CELLS, beside, strict=True):
            setattr(self, name, value)


BESIDE_CELLS = tuple(part.name for part in fields(ReceivedSheet) if part.name != "cells")
"""What a sheet has besides its cells."""


class FileRemark(NamedTuple):
    """What is to be said of a file as a whole; ``detail`` is what of it, or in it, it is about."""

    problem: Problem
    detail: str = ""


@growing(slots=True)
class ReceivedBook:
    """All that is read from a file. ``names`` are the defined names as written; ``sha256`` is of the whole file.

    ``saved`` is when it was last saved, as the workbook itself says (ISO 8601), empty where it does not. ``partial`` says that
    the file never held all tables of its form.
    """

    file: str
    sha256: str
    sheets: list[ReceivedSheet]
    properties: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    macros: bool = False
    size: int = 0
    saved: str = ""
    remarks: tuple[FileRemark, ...] = ()
    partial: bool = False

    def sheet(self, name: str) -> ReceivedSheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


class UnreadableFile(Exception):
    """A file that could not be read as a workbook: why, and ``detail`` what of it that is about."""

    def __init__(self, problem: Problem, detail: str = "") -> None:
        super().__init__(problem.rule)
        self.problem = problem
        self.detail = detail

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[Problem, str]]:
        """As it is sent from one process to another."""
        return UnreadableFile, (self.problem, self.detail)
