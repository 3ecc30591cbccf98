"""Formulas of computed cells that templates of former versions still have: they are known as ours when they come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from followup.expressions import Call, Constant, Fault, Operand
from followup.form.derived import Derived


def former_formulas(derived: Derived, operands: Mapping[str, Operand | Constant]) -> Iterator[str | Fault]:
    """What former versions wrote for a derived value, the newest first; nothing for one that they did not know."""
    if derived.other_rows:
        return
    root, cells = derived.expression.root, [cell for cell in operands.values() if isinstance(cell, Operand)]
    yield derived.formula({key: _as_counted_before(cell) for key, cell in zip(derived.inputs, cells, strict=True)})
    if derived.adds_up:
        sources = ",".join(cell.sources for cell in cells if cell.sources)
        yield from former_sums([cell.ref for cell in cells], sources)
    elif isinstance(root, Call) and root.function in ("share", "change"):
        plain = [Operand(cell.ref) for cell in cells]
        yield derived.formula(dict(zip(derived.inputs, plain, strict=True)))


def _as_counted_before(cell: Operand) -> Operand:
    """A computed cell lacked what nobody had filled in at all, and a text beside figures was held against other texts."""
    return replace(cell, parts=(), is_figure=False)


def former_sums(cells: Sequence[str], sources: str) -> Iterator[str]:
    """What former versions wrote for a sum: an empty text from elsewhere kept the one empty, no text the other."""
    listed = ",".join(cells)
    formula = f'IF(COUNT({listed})=0,"",SUM({listed}))'
    if sources:
        yield f'=IF(COUNTA({sources})>COUNT({sources}),"",{formula})'
    yield f"={formula}"
