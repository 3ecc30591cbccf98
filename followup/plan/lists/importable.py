"""What a sheet of the plan declares so that lists can be taken into it: its name, and what lists call its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from followup.form.cells.base import CellType
from followup.form.section import Section
from followup.form.terms.breakdown import Breakdown
from followup.form.traits import Trait
from followup.frozen import frozen
from followup.locale import Message
from followup.rulebook.problem import Problem


@frozen
class ImportedColumn:
    """What lists call a ``column`` of the plan, in small letters, besides its own titles.

    ``words`` are (word that stands in lists, what the plan writes for it). ``fits`` says of a text whether it can stand
    there, where only that tells one column from another: a target from a goal. ``usual``, or what it makes of the plan, is
    proposed for every row where a list has no such column, with ``fills_gaps`` also for rows that have nothing in it;
    ``is_running`` numbers them instead, and ``read_from`` reads it
    from another column's text: the unit of measurement from a target.
    """

    column: str
    titles: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    fits: Callable[[str], bool] | None = None
    usual: str | Callable[[Any], str] = ""
    is_running: bool = False
    fills_gaps: bool = False
    read_from: tuple[str, Callable[[str], str]] | None = None


@frozen
class ImportedLevel:
    """A level above the rows of a list: what it is called, and what lists call it, in small letters."""

    key: str
    title: Message
    titles: tuple[str, ...]


@frozen
class ImportedLevels:
    """Columns and headings of a list that name what its rows stand under, from the top: rows of another ``sheet``, to
    the lowest of which ``column`` refers. Where ``column`` is empty they are the sheet's own rows.
    """

    column: str
    sheet: str
    levels: tuple[ImportedLevel, ...]


@frozen
class ImportedFigures:
    """Columns of a list that hold figures of earlier rounds, called so in its ``titles`` with the round beside it: each
    a row of another ``sheet``, whose columns ``row``, ``unit`` and ``round`` say what the ``figure`` is of, which has a
    column for each part and one for the whole. ``asked`` is the column of the row that says which unit it is of, where
    it names one alone; else it is the region's. ``cell`` is how a figure is written, by the row's cells; ``is_sure``
    says of one, and these, whether it can be nothing else than it is, and ``is_same_unit`` of the cells of a list and
    of the plan whether their figures are in the same unit of measurement. ``limits`` are those of the row's target, as figures
    are stored. ``of_parts`` reads a text that has a figure for each part of the split, by the part; nothing of any other.
    ``is_in_words`` says of a row that
    yes, no or a day answers it: what a list has of it from before is no figure, and compared with nothing.
    """

    sheet: str
    titles: tuple[str, ...]
    row: str
    unit: str
    round: str
    figure: str
    asked: str
    cell: Callable[[Mapping[str, object]], CellType]
    is_sure: Callable[[object, Mapping[str, object]], bool]
    is_same_unit: Callable[[Mapping[str, object], Mapping[str, object]], bool]
    is_in_words: Callable[[Mapping[str, object]], bool]
    limits: Callable[[Mapping[str, object]], Sequence[Decimal]]
    of_parts: Callable[[str, Mapping[str, object], Breakdown], Mapping[str, Decimal]]


@frozen
class Importable(Trait):
    """A list can be taken into the sheet, as ``name`` on the command line, or as it is ``also`` called there. ``named_by`` is
    the column that says what a row is called, from which its id is made. ``kinds`` are words of such a name that only say
    what the row is, in small letters. ``doubts`` are what a new row makes one ask, of its cells and the earlier figures of
    the list beside it: each a column and what is said of it.
    """

    name: str
    also: tuple[str, ...]
    named_by: str
    columns: tuple[ImportedColumn, ...]
    levels: ImportedLevels | None = None
    figures: ImportedFigures | None = None
    kinds: tuple[str, ...] = ()
    doubts: Callable[[Mapping[str, object], Sequence[Decimal], Any], Iterator[tuple[str, Problem]]] | None = None

    def of_column(self, key: str) -> ImportedColumn:
        """What is declared of a column; nothing of one that lists have by its own title alone."""
        return next((column for column in self.columns if column.column == key), ImportedColumn(key))


def importables(sheets: Iterable[Section]) -> dict[str, Section]:
    """The sheets that lists can be taken into, by their names on the command line."""
    return {trait.name: sheet for sheet in sheets if (trait := sheet.trait(Importable)) is not None}


def names_of_kinds(sheets: Iterable[Section]) -> dict[str, str]:
    """What each kind of list is called on the command line, by all that it may be called."""
    names: dict[str, str] = {}
    for name, sheet in importables(sheets).items():
        trait = sheet.trait(Importable)
        names |= dict.fromkeys((name, *(trait.also if trait is not None else ())), name)
    return names
