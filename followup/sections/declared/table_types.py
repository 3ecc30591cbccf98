"""The types of declared columns and rows: a cell type each, and the kind of figure that stands there."""

from __future__ import annotations

from followup.form.cells.base import CellType
from followup.form.cells.day import Day
from followup.form.cells.kinds import FigureKind
from followup.form.cells.number import Number, Percent
from followup.form.cells.prose import Prose
from followup.form.cells.text import YES_NO, Choice, Name, Text, choice
from followup.locale import Message, _, literal
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words

KINDS = {
    words.COUNT: FigureKind.COUNT,
    words.SHARE: FigureKind.SHARE,
    words.AMOUNT: FigureKind.AMOUNT,
    words.NUMBER: FigureKind.QUANTITY,
    words.INDEX: FigureKind.INDEX,
}
"""The types that are figures."""

IN_LISTS = frozenset({words.ONE_OF, words.LEVEL, words.YES_OR_NO, words.UNIT})
"""The types whose answers are words from a list."""


def is_figure(type_: str) -> bool:
    """Whether figures stand in cells of a type."""
    return type_ in KINDS


def cell_type(type_: str, unit: str, choices: tuple[str, ...], plan: Plan, help_: str = "") -> CellType:
    """The cells of a declared type. Of a scale that the plan has not, and of no choices, any text is taken."""
    if type_ in KINDS:
        return _figure(type_, unit)
    if type_ in IN_LISTS:
        return _list(type_, choices, plan)
    match type_:
        case words.LONG_TEXT:
            return Prose()
        case words.DAY:
            return Day()
        case words.PERIOD:
            return Name(_help(help_, _("Write a period: 2022, 2022-04 or T1 2022.")))
        case words.PERSON:
            return Name(_help(help_, _("Write a role and no name: verksamhetschef.")))
    return Text(_help(help_, _("Write a text.")))


def _figure(type_: str, unit: str) -> Number | Percent:
    match type_:
        case words.SHARE:
            return Percent()
        case words.COUNT:
            return Number(unit)
        case words.AMOUNT:
            return Number(unit or "mnkr", decimals=None, minimum=None)
        case words.INDEX:
            return Number(unit or "index", decimals=None, minimum=None)
    return Number(unit, decimals=None, minimum=None)


def _list(type_: str, choices: tuple[str, ...], plan: Plan) -> CellType:
    match type_:
        case words.LEVEL:
            scale = plan.scales.of(choices[0]) if choices else None
            return scale.choice() if scale is not None else Text()
        case words.YES_OR_NO:
            return YES_NO
        case words.UNIT:
            return Choice(options=tuple((unit.id, literal(unit.name)) for unit in plan.units.values()))
    return choice(*choices) if choices else Text()


def _help(own: str, ours: Message) -> Message:
    return literal(own) if own else ours
