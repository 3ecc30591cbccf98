"""What a cell of a list says, as the plan writes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from followup.files.received import ErrorValue, Look, Raw, Uncalculated
from followup.form.cells.base import CellType, as_text
from followup.form.cells.text import Text
from followup.form.cells.visible_value import scaled, visible_text
from followup.form.terms.units import EVERY_UNIT
from followup.form.texts.personal_number import masked
from followup.form.written.plain_text import folded, plain
from followup.frozen import frozen
from followup.plan.importing.fields import Field, names_in
from followup.rulebook.planning.imported import SHOWN_ROUNDED
from followup.rulebook.privacy import PERSONAL_NUMBER_AS_ANSWER
from followup.rulebook.problem import Problem

CellValue = str | Decimal | date
"""What is written into a cell of the plan."""
ALL = "alla"
"""How every unit is written, whichever of the words for it a list has."""
NOTHING = frozenset({"-", "–", "—", "saknas", "ej aktuellt", "n/a", "na", "?", "..."})
"""What lists write where there is nothing."""


@frozen
class ImportedValue:
    """What is written for a cell, None where nothing is; what is to be said of it; names that no row has."""

    value: CellValue | None = None
    problem: Problem | None = None
    unknown: tuple[str, ...] = ()


def imported_value(field: Field, raw: Raw, look: Look | None, given: Mapping[str, str]) -> ImportedValue:
    """A cell's value in a column of the plan. ``given`` are ids by names as somebody has said they are meant, both folded."""
    column = field.column
    assert column is not None and isinstance(column.type, CellType), (
        "levels are no cells, and a list's types are its own"
    )
    if isinstance(raw, ErrorValue | Uncalculated):
        return ImportedValue(problem=column.type.read(raw, look).problem)
    text = as_text(raw)
    if masked(text) != text:
        return ImportedValue(problem=PERSONAL_NUMBER_AS_ANSWER.problem())
    if folded(text) in NOTHING and not field.word(text):
        return ImportedValue()
    if column.refers and field.takes_several:
        return _named(field, text, given)
    if column.refers:
        named = _named(field, text, given)
        return named if not named.unknown else ImportedValue(plain(text), None, named.unknown)
    if (word := field.word(text)) and not isinstance(column.type, Text):
        text, raw, look = word, word, None
    if isinstance(column.type, Text) and isinstance(raw, Decimal):
        return _number_as_text(column.type, raw, look)
    parsed = column.type.read(raw, look)
    value = column.type.to_cell(parsed.value, field.plan.words)
    kept = value if isinstance(value, str | Decimal | date) else None
    return ImportedValue(kept, parsed.problem)


def _named(field: Field, text: str, given: Mapping[str, str]) -> ImportedValue:
    """The ids of the rows that a cell names; a name that none has stands as it is."""
    whole = _id_of(field, text, given)
    names = [text] if whole else names_in(text, field.knows) if field.takes_several else [text]
    ids, unknown = [], []
    for name in names:
        id_ = _id_of(field, name, given)
        ids.append(id_ or plain(name))
        if not id_:
            unknown.append(plain(name))
    return ImportedValue(", ".join(dict.fromkeys(ids)) or None, None, tuple(unknown))


def _id_of(field: Field, name: str, given: Mapping[str, str]) -> str:
    """The id that a name means; empty where none is meant for sure."""
    if own := given.get(folded(name)) or field.word(name):
        return own
    if folded(name) in EVERY_UNIT:
        return ALL
    directory = field.plan.directories.get(field.column.refers) if field.column is not None else None
    ids = directory.ids_of(name) if directory is not None else ()
    return ids[0] if len(ids) == 1 else ""


def _number_as_text(kind: CellType, raw: Decimal, look: Look | None) -> ImportedValue:
    """A number where the plan keeps a text, such as a target: with its sign, and all its decimals, also those not shown."""
    if look is None or look.shows_itself or not look.digits or look.mask:
        parsed = kind.read(raw, look)
        value = parsed.value if parsed.value is None or isinstance(parsed.value, str) else str(parsed.value)
        return ImportedValue(value, parsed.problem)
    seen = visible_text(raw, look)
    exact = visible_text(raw, _with_all_decimals(raw, look))
    parsed = kind.parse(exact)
    if not isinstance(parsed.value, str):
        return ImportedValue(problem=parsed.problem)
    number = scaled(raw, look)
    rounded = look.decimals is not None and round(number, look.decimals) != number
    return ImportedValue(parsed.value, SHOWN_ROUNDED.problem(shown=seen, exact=exact) if rounded else parsed.problem)


def _with_all_decimals(raw: Decimal, look: Look) -> Look:
    from dataclasses import replace

    return replace(look, decimals=max(0, -int(scaled(raw, look).as_tuple().exponent)))
