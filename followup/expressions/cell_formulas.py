"""What Excel formulas of expressions are put together from: cells, numbers, texts, and formulas of these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from followup.expressions import cell_values as values
from followup.expressions.model import Identifier
from followup.frozen import frozen

MISSING = "NA()"
"""What a formula gives where its value is missing: an error, which goes through all that is made of it."""


@frozen
class Operand:
    """A cell that a formula works on. ``sources`` are the cells with figures that it is made of in the end, with commas
    between: itself, or those under a sum; ``count`` how many they are. ``ref`` is a range where an answer has several
    cells, which can only be asked whether it is empty. In a cell that ``is_figure`` a text is no answer, whatever it says:
    it is refused where it is read, and held against nothing. ``parts`` are the sums of rows that a computed cell is made
    of: it lacks what one of them lacks; not what nobody has filled in at all, which is left out of a sum of columns.
    """

    ref: str
    sources: str = ""
    count: int = 0
    is_sum: bool = False
    is_figure: bool = False
    parts: tuple[Operand, ...] = ()


@frozen
class Constant:
    """What the plan says of a row by a name; a tuple of texts is any one of them, None is missing."""

    value: Decimal | date | str | tuple[str, ...] | None


Operands = Mapping[Identifier, Operand | Constant]


class Truth(NamedTuple):
    """Formulas that say that a condition is true, and that it is false; both are FALSE where it is unknown."""

    true: str
    false: str


def is_number(operand: Operand) -> str:
    """Whether a cell holds a number; a sum, whether none of those under it is missing."""
    holds_number = f"ISNUMBER({operand.ref})"
    if operand.parts:
        return all_true([*map(_is_whole_or_empty, operand.parts), holds_number])
    return f"AND(COUNT({operand.sources})={operand.count},{holds_number})" if operand.is_sum else holds_number


def _is_whole_or_empty(part: Operand) -> str:
    """Whether all cells under a sum hold numbers, or nothing is written in any of them."""
    return f"OR(COUNT({part.sources})={part.count},IFERROR({_filled_cells(part.sources)}=0,FALSE))"


def _filled_cells(sources: str) -> str:
    """How many cells something is written in, spaces apart."""
    return "+".join(f'SUMPRODUCT(--({trimmed(run)}<>""))' for run in sources.split(",") if run)


def constant_number(operand: Operand | Constant) -> Decimal | None:
    """The number that the plan says; None of a cell, and of anything else."""
    return values.number(operand.value) if isinstance(operand, Constant) else None


def empty_cell(operand: Operand | Constant) -> Truth:
    """Whether nothing is written in a cell, or in any of a range; spaces apart."""
    if isinstance(operand, Constant):
        return certain_truth(TRUE if values.blank(operand.value) else FALSE)
    if ":" in operand.ref:
        return certain_truth(f'IFERROR(SUMPRODUCT(--({trimmed(operand.ref)}<>""))=0,FALSE)')
    return certain_truth(f'IFERROR({trimmed(operand.ref)}="",FALSE)')


def text_of_cell(ref: str) -> str:
    """The text that stands in a cell, with single spaces; an error where it is none."""
    return f'IF(ISTEXT({ref}),IF({trimmed(ref)}="",{MISSING},{trimmed(ref)}),{MISSING})'


def number_literal(value: Decimal) -> str:
    """A number as formulas write it: with the digits that a float keeps."""
    rounded = +value if len(value.as_tuple().digits) <= 15 else Decimal(f"{value:.14e}")
    text = f"{rounded.normalize() + 0:f}"
    return f"({text})" if text.startswith("-") else text


def trimmed(ref: str) -> str:
    """A cell's text without the spaces that people leave; a no-break space is no space to TRIM."""
    return f'TRIM(SUBSTITUTE({ref},"\u00a0"," "))'


def text_literal(text: str) -> str:
    """A text as formulas write it."""
    return '"' + text.replace('"', '""') + '"'


def quotient_of_cells(cells: Sequence[Operand], is_change: bool, missing: str) -> str:
    """A cell over another, or how much it has changed; ``missing`` where one of them has no number, and over 0."""
    part, whole = (cell.ref for cell in cells)
    quotient = f"{part}/{whole}-1" if is_change else f"{part}/{whole}"
    formula = f"IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}=0,{missing},{quotient}),{missing})"
    if not any(cell.is_sum for cell in cells):
        return formula
    if any(cell.parts for cell in cells):
        return f"IF({all_true(map(is_number, cells))},{formula},{missing})"
    sources = ",".join(cell.sources for cell in cells if cell.sources)
    return f"IF(COUNT({sources})<{sum(cell.count for cell in cells)},{missing},{formula})"


def sum_of_columns(parts: Sequence[Operand | Constant], missing: str) -> str:
    """A sum of some columns of a row; see ``sum_of_cells``."""
    cells = [part for part in parts if isinstance(part, Operand)]
    numbers = [number for part in parts if (number := constant_number(part)) is not None]
    blanks = [part for part in parts if isinstance(part, Constant) and values.blank(part.value)]
    if not (cells or numbers) or len(cells) + len(numbers) + len(blanks) < len(parts):
        return missing
    own = {cell.ref: f"{cell.sources},{cell.ref}" if cell.parts else cell.sources or cell.ref for cell in cells}
    sources = ",".join(dict.fromkeys(own.values()))
    return sum_of_cells([*(cell.ref for cell in cells), *map(number_literal, numbers)], sources, missing)


def sum_of_cells(
    cells: Iterable[str], sources: str, missing: str = '""', minus: Iterable[str] = (), least: int = 1
) -> str:
    """A sum in Excel, less the cells in ``minus``: ``missing`` until a number is filled in, or ``least`` of the ``sources``,
    and as long as a text stands in one of these.
    """
    added, taken = list(cells), list(minus)
    listed, less = ",".join([*added, *taken]), f"-SUM({','.join(taken)})" if taken else ""
    summed = f"SUM({','.join(added)}){less}" if added else f"0{less}"
    filled_cells = _filled_cells(sources)
    formula = f"IF(COUNT({sources})<{least}" if least > 1 and sources else f"IF(COUNT({listed})=0"
    formula = f"{formula},{missing},{summed})"
    return f"IFERROR(IF({filled_cells}>COUNT({sources}),{missing},{formula}),{missing})" if filled_cells else formula


TRUE, FALSE = "TRUE", "FALSE"


def certain_truth(formula: str) -> Truth:
    """A condition that is always known."""
    opposite = {TRUE: FALSE, FALSE: TRUE}.get(formula, f"NOT({formula})")
    return Truth(formula, opposite)


def all_true(formulas: Iterable[str]) -> str:
    """Formulas that all are true."""
    several = [formula for formula in dict.fromkeys(formulas) if formula != TRUE]
    if FALSE in several:
        return FALSE
    return f"AND({','.join(several)})" if len(several) > 1 else several[0] if several else TRUE


def any_true(formulas: Iterable[str]) -> str:
    """Formulas of which one is true."""
    several = [formula for formula in dict.fromkeys(formulas) if formula != FALSE]
    if TRUE in several:
        return TRUE
    return f"OR({','.join(several)})" if len(several) > 1 else several[0] if several else FALSE
