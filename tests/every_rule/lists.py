"""Rules of lists that are taken into a plan: a list of measures with what the example says in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.styles import Font

from tests.every_rule.case import Case
from tests.lists import plan_with_units, sheet_of, take
from tests.tables import edited

TITLES = ("Id", "Perspektiv", "Styrmått", "Måttenhet", "Riktning", "Mål", "Svarar")
ROW = ("", "Medarbetare", "Sjukfrånvaro", "%", "lägre", "5 %", "HSF")
OTHER = ("", "Medarbetare", "Personalomsättning", "%", "lägre", "8 %", "HSF")


def listed(*rows: tuple[object, ...], change: Callable[[Any], None] = lambda _sheet: None) -> Callable[[str], set[str]]:
    """What is found in a list of these rows."""

    def do(_example: str) -> set[str]:
        _code, result = take(plan_with_units(), sheet_of([TITLES, *rows], change), "measures", "--yes", "--dry-run")
        return {finding["rule"] for finding in result["findings"]}

    return do


def beside_the_plan(row: tuple[str, ...]) -> Callable[[str], set[str]]:
    """What is found in a list of this row, where the plan has ROW, as M1."""

    def do(_example: str) -> set[str]:
        plan = plan_with_units()
        take(plan, sheet_of([TITLES, ("M1", *ROW[1:])]), "measures", "--yes")
        _code, result = take(plan, sheet_of([TITLES, row]), "measures", "--yes", "--dry-run")
        return {finding["rule"] for finding in result["findings"]}

    return do


def struck(sheet: Any) -> None:
    """The second row of values struck out."""
    for cell in sheet[3]:
        cell.font = Font(strike=True)


def hidden(sheet: Any) -> None:
    """The second row of values hidden."""
    sheet.row_dimensions[3].hidden = True


def shown_whole(sheet: Any) -> None:
    """The target shown without decimals."""
    sheet["F2"].number_format = "0%"


def done_before(text: object) -> Callable[[str], set[str]]:
    """What is found of an outcome of 2025, of a measure that is to be done by a day."""

    def do(_example: str) -> set[str]:
        rows = [(*TITLES, "Utfall 2025"), (*ROW[:3], "ja/nej", "", "Klart senast 31 mars 2026", "HSF", text)]
        _code, result = take(plan_with_units(), sheet_of(rows), "measures", "--yes", "--dry-run")
        return {finding["rule"] for finding in result["findings"]}

    return do


def outcome(figure: object, unit: str = "HSF", measured: str = "%") -> Callable[[str], set[str]]:
    """What is found of an outcome of 2025, of a measure in per cent or what else it is ``measured`` in."""

    def do(_example: str) -> set[str]:
        rows = [(*TITLES, "Utfall 2025"), (*ROW[:3], measured, *ROW[4:6], unit, figure)]
        _code, result = take(plan_with_units(), sheet_of(rows), "measures", "--yes", "--dry-run")
        return {finding["rule"] for finding in result["findings"]}

    return do


def counted(unit: str) -> Callable[[str], set[str]]:
    """What is found of a measure with 8,4 before, in a unit of measurement."""

    def do(_example: str) -> set[str]:
        rows = [(*TITLES, "Utfall 2025"), (*ROW[:3], unit, "lägre", "högst 7", "HSF", 8.4)]
        _code, result = take(plan_with_units(), sheet_of(rows), "measures", "--yes", "--dry-run")
        return {finding["rule"] for finding in result["findings"]}

    return do


def money_before(unit: str) -> Callable[[str], set[str]]:
    """What is found of an outcome in a list in such a unit of measurement, where the plan has the measure in mnkr."""

    def do(_example: str) -> set[str]:
        plan, titles = plan_with_units(), (*TITLES, "Utfall 2025")
        row = ("M1", "Ekonomi", "Resultat", "mnkr", "högre", "minst 0", "HSF")
        take(plan, sheet_of([TITLES, row]), "measures", "--yes")
        _code, result = take(plan, sheet_of([titles, (*row[:3], unit, *row[4:], -34)]), "measures", "--yes")
        return {finding["rule"] for finding in result["findings"]} - {"list-differs"}

    return do


def units_beside(name: str, contact: str = "") -> Callable[[str], set[str]]:
    """What is found of a unit in a list, where the plan has Folktandvården without a contact."""

    def do(_example: str) -> set[str]:
        file = sheet_of([("Namn", "Kontakt"), (name, contact)])
        _code, result = take(plan_with_units(), file, "units", "--yes", "--dry-run")
        return {finding["rule"] for finding in result["findings"]}

    return do


def without_a_region(_example: str) -> set[str]:
    """An outcome that all units have together, in a plan without a row for the region."""
    plan = edited(plan_with_units(), lambda book: book["Enheter"].delete_rows(5))
    rows = [(*TITLES, "Utfall 2025"), (*ROW[:6], "alla", "7,1 %")]
    _code, result = take(plan, sheet_of(rows), "measures", "--yes", "--dry-run")
    return {finding["rule"] for finding in result["findings"]}


CASES = {
    "LISTED_FIGURE_UNSURE": Case(outcome("7,1 %", measured="antal"), outcome("7,1 %")),
    "LISTED_FIGURE_WITHOUT_SIGN": Case(outcome(1), outcome("1 %")),
    "LISTED_FIGURES_AS_SHARES": Case(outcome(7.1), outcome("7,1 %")),
    "LISTED_OUTCOME_IN_WORDS": Case(done_before("nej"), done_before(None)),
    "LISTED_FIGURE_OF_NOBODY": Case(without_a_region, outcome("7,1 %", "alla")),
    "LISTED_FIGURE_IN_ANOTHER_UNIT": Case(money_before("tkr"), money_before("mnkr")),
    "LISTED_PARTS_OF_ONE": Case(counted("antal"), counted("per 1 000")),
    "LISTED_SUM_FOR_EACH": Case(
        listed((*ROW[:3], "antal", "högre", "minst 1 200", "alla")),
        listed((*ROW[:3], "antal", "högre", "minst 1 200", "HSF")),
    ),
    "LISTED_NEARLY_KNOWN": Case(units_beside("Division Folktandvården"), units_beside("Folktandvården")),
    "LISTED_NEARLY_KNOWN_WITH_MORE": Case(
        units_beside("Division Folktandvården", "a@x.se"), units_beside("Folktandvården")
    ),
    "LIST_HAS_MORE": Case(units_beside("Folktandvården", "a@x.se"), units_beside("Folktandvården")),
    "LIST_DIFFERS": Case(beside_the_plan((*ROW[:5], "6 %", "HSF")), beside_the_plan(ROW)),
    "LISTED_TWICE": Case(listed(ROW, (*ROW[:5], "6 %", "HSF")), listed(ROW, (*ROW[:6], "PSY"))),
    "LISTED_NEARLY_TWICE": Case(listed(ROW, (*ROW[:2], "Sjuk frånvaro", *ROW[3:])), listed(ROW, OTHER)),
    "LISTED_WITHOUT_NAME": Case(listed(ROW, (*OTHER[:2], "", *OTHER[3:])), listed(ROW, OTHER)),
    "LISTED_STRUCK": Case(listed(ROW, OTHER, change=struck), listed(ROW, OTHER)),
    "LISTED_HIDDEN": Case(listed(ROW, OTHER, change=hidden), listed(ROW, OTHER)),
    "LISTED_OUTSIDE": Case(listed(ROW, ("Summa",)), listed(ROW, OTHER)),
    "LISTED_ID_TAKEN": Case(beside_the_plan(("M1", *OTHER[1:])), beside_the_plan(("M2", *OTHER[1:]))),
    "SHOWN_ROUNDED": Case(
        listed((*ROW[:5], 0.0534, "HSF"), change=shown_whole), listed((*ROW[:5], 0.05, "HSF"), change=shown_whole)
    ),
}
