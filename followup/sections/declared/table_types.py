"""The types of declared columns and rows: a cell type each, and the kind of figure that stands there."""

from __future__ import annotations

from decimal import Decimal

from followup.form.cells.base import CellType
from followup.form.cells.day import Day
from followup.form.cells.kinds import FigureKind, cell_of
from followup.form.cells.number import Number, Percent
from followup.form.cells.prose import Prose
from followup.form.cells.text import YES_NO, Choice, Name, Text, choice
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.locale.numbers import show_number
from followup.plan.model import Plan
from followup.sections.declared import table_sheets as words

KINDS = {
    words.COUNT: FigureKind.COUNT,
    words.SHARE: FigureKind.SHARE,
    words.AMOUNT: FigureKind.AMOUNT,
    words.NUMBER: FigureKind.QUANTITY,
    words.INDEX: FigureKind.INDEX,
    words.OPEN_SHARE: FigureKind.OPEN_SHARE,
    words.CHANGE: FigureKind.CHANGE,
    words.AVERAGE: FigureKind.AVERAGE,
}
"""The types that are figures."""

IN_LISTS = frozenset({words.ONE_OF, words.LEVEL, words.YES_OR_NO, words.UNIT})
"""The types whose answers are words from a list."""


SHARES = frozenset({words.SHARE, words.OPEN_SHARE, words.CHANGE})
"""The types whose columns hold shares on every row, whatever the row's own type."""


def is_figure(type_: str) -> bool:
    """Whether figures stand in cells of a type."""
    return type_ in KINDS


USUAL_MONEY = "mnkr"
"""What amounts are in where the plan does not say it."""

MONEY_DECIMALS = {"mnkr": 1, "tkr": 0, "kr": 0}
"""How many decimals money is shown with in a table, so that figures stand under each other."""


@frozen
class DeclaredFigure(Number):
    """A figure of a declared table. Its unit is said once, over the table, and not in every cell.

    ``of_nobody`` says that the plan has it that the figures count no people.
    """

    of_nobody: bool = False

    def show(self, value: Value, words: Words) -> str:
        if not isinstance(value, Decimal):
            return super().show(value, words)
        return show_number(value, words.language, self.decimals)

    def may_count(self) -> bool:
        return not self.of_nobody and super().may_count()


def cell_type(
    type_: str, unit: str, choices: tuple[str, ...], plan: Plan, help_: Message | None = None, of_nobody: bool = False
) -> CellType:
    """The cells of a declared type. Of a scale that the plan has not, and of no choices, any text is taken."""
    if type_ in KINDS:
        return _figure(type_, unit, of_nobody)
    if type_ in IN_LISTS:
        return _list(type_, choices, plan)
    match type_:
        case words.LONG_TEXT:
            return Prose()
        case words.DAY:
            return Day()
        case words.PERIOD:
            return Name(help_ or _("Write a period: 2022, 2022-04 or T1 2022."))
        case words.PERSON:
            return Name(help_ or _("Write a role and no name: verksamhetschef."))
    return Text(help_ or _("Write a text."))


def _figure(type_: str, unit: str, of_nobody: bool) -> DeclaredFigure | Percent:
    match type_:
        case words.SHARE:
            return Percent()
        case words.OPEN_SHARE | words.CHANGE:
            kind = cell_of(KINDS[type_], "%")
            assert isinstance(kind, Percent)
            return kind
        case words.AVERAGE:
            return DeclaredFigure(unit, decimals=None, of_nobody=of_nobody)
        case words.COUNT:
            return DeclaredFigure(unit, of_nobody=of_nobody)
        case words.AMOUNT:
            money = unit or USUAL_MONEY
            return DeclaredFigure(money, MONEY_DECIMALS.get(money), minimum=None, of_nobody=of_nobody)
        case words.INDEX:
            return DeclaredFigure(unit or "index", decimals=None, minimum=None, of_nobody=of_nobody)
    return DeclaredFigure(unit, decimals=None, minimum=None, of_nobody=of_nobody)


def unit_of_money(kind: CellType) -> str:
    """What a figure is in, where that is money; else empty."""
    return str(kind.unit) if isinstance(kind, DeclaredFigure) and kind.unit in MONEY_DECIMALS else ""


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
