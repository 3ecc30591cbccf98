"""Conditions in a form as formulas, beside what the check says: a test of ``followup.form.shapes.condition_formulas``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from followup.form.shapes.condition_formulas import conditions_of_row
from tests.form.language import (
    UNIT,
    WARNING,
    Column,
    Condition,
    Day,
    Derived,
    Frame,
    Grid,
    Laid,
    Name,
    Number,
    PerPart,
    Role,
    Row,
    Rule,
    Text,
    choice,
)
from tests.house import Plan, Section, Unit, Value, literal
from tests.office import convert, needs_office
from tests.tables import edited, form_with, plan, read_back, template

ROWS, SUMS = 60, 5
SHEET = "Prov"


def _rows(_plan: Plan, _unit: Unit) -> Iterable[Row]:
    """Rows with a limit, a day and last year's figure of the plan; every twelfth is the sum of those before it."""
    random, parts = Random(7), list[str]()
    for number in range(ROWS):
        key = f"r{number}"
        days, before = date(2022, 4, random.randrange(20, 31)), Decimal(random.randrange(9))
        cells: dict[str, Value] = {"row": key, "due_by": days, "before": before}
        about = {"limit": random.choice((None, Decimal(3), Decimal("2.5")))}
        closed = frozenset({"note"}) if number % 5 == 0 else frozenset[str]()
        yield Row(key, cells, about=about, closed=closed, optional=number % 7 == 0)
        parts.append(key)
        if len(parts) == ROWS // SUMS:
            yield Row(f"s{number}", {"row": f"s{number}"}, sums=tuple(parts))
            parts = []


def _limit(row: Row, _frame: Frame, _column: str) -> Mapping[str, Any] | None:
    return None if row.sums or row.about["limit"] is None else {"limit": row.about["limit"]}


def _end(_row: Row, frame: Frame, _column: str) -> Mapping[str, Any] | None:
    return {"period_end": frame.period.last, "open": ("pågår", "ej påbörjad")}


def _asked(row: Row, _frame: Frame, column: str) -> Mapping[str, Any] | None:
    return None if row.sums or row.optional or column in row.closed else {}


def rule(id_: str) -> Rule:
    """A rule that is found by its id."""
    return Rule(id_, WARNING, UNIT, literal("är fel."), "why", "wrong", "right")


TABLE = Section(
    "made_up_table",
    literal(SHEET),
    Grid(_rows),
    (
        Column("row", literal("Rad"), Name(), Role.LABEL),
        Column("due_by", literal("Senast"), Day(), Role.LABEL),
        Column("before", literal("Förra året"), Number(), Role.EARLIER),
        Column("now", literal("Nu"), Number()),
        Column("part", literal("Varav"), Number()),
        Column("change", literal("Förändring"), Number(), Role.COMPUTED, derived=Derived("förändring(now; before)")),
        Column("together", literal("Ihop"), Number(), Role.COMPUTED, derived=Derived("summa(now; part)")),
        PerPart(Column("share", literal("Utfall {part}"), Number())),
        PerPart(Column("weight", literal("Vikt {part}"), Number())),
        Column("status", literal("Läge"), choice("pågår", "ej påbörjad", "klar")),
        Column("note", literal("Kommentar"), Text()),
    ),
    conditions=(
        Condition("part", "part > now", rule("part-above"), words={"whole": "now"}),
        Condition("now", "now > before * limit", rule("far"), _limit),
        Condition("weight", "ärtal(share) och tom(weight)", rule("weight-missing")),
        Condition("share.women", "tom(share) och tom(share.women)", rule("no-share")),
        Condition("now", "summa(share) <> now", rule("not-the-sum")),
        Condition("status", "due_by <= period_end och status = open och tom(note)", rule("late"), _end),
        Condition("note", "tom(note)", rule("no-note"), _asked),
        Condition("note", "change > 1 eller together < 2", rule("unexplained")),
        Condition("now", 'inte tom(status) och status <> "klar" och tom(now)', rule("no-figure")),
    ),
)


def fill_at_random(workbook: Any, random: Random) -> None:
    """Numbers, texts, empty texts and spaces in the cells of answers."""
    sheet = workbook[SHEET]
    for line, column in cells_of_answers(sheet):
        kind = random.choices(("blank", "empty", "space", "text", "zero", "number"), (25, 10, 3, 12, 10, 40))[0]
        words = ("pågår", "KLAR", " ej påbörjad") if column == "status" else ("ca 5", "saknas")
        number = random.choice(words) if column in ("status", "note") else random.randrange(1, 12)
        value = {"blank": None, "empty": '=""', "space": " ", "text": random.choice(words), "zero": 0}.get(kind, number)
        line[column].value = value


Line = Mapping[str, Any]


def lines(sheet: Any) -> dict[str, Line]:
    """The cells of each row of the table by column, by the row's key, as the hidden keys have it."""
    keys = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("#"))
    columns = {cell.column - 1: cell.value for cell in keys[1:] if cell.value}
    rows = (row for row in sheet.iter_rows(min_row=keys[0].row + 1) if row[0].value)
    return {row[0].value: {key: row[at] for at, key in columns.items()} for row in rows}


def cells_of_answers(sheet: Any) -> Iterable[tuple[Line, str]]:
    """Every cell that a person may fill in."""
    answered = ("now", "part", "status", "note", "share.women", "share.men", "weight.women", "weight.men")
    rows = (line for key, line in lines(sheet).items() if key.startswith("r"))
    return [(line, column) for line in rows for column in answered]


FIRST_FREE = 40


def put_formulas(workbook: Any) -> None:
    """The formulas of each row's conditions, to the right of the table, each behind its rule and column."""
    sheet, (table,) = workbook[SHEET], form_with("nord", (TABLE,)).tables
    found = lines(sheet)
    rows = {key: next(iter(line.values())).row - 1 for key, line in found.items()}
    columns = {key: cell.column - 1 for key, cell in next(iter(found.values())).items()}
    laid = Laid(table, SHEET, 0, columns, rows)
    for row in table.rows:
        for at, (condition, formula) in enumerate(conditions_of_row(laid, row, plan().frame)):
            told = f"{condition.condition.rule.id} {condition.column}"
            sheet.cell(rows[row.key] + 1, FIRST_FREE + 2 * at).value = told
            sheet.cell(rows[row.key] + 1, FIRST_FREE + 2 * at + 1).value = f"={formula}"


def in_excel(path: Path) -> set[tuple[int, str]]:
    """Row, rule and column of every condition whose formula is true."""
    sheet = openpyxl.load_workbook(path, data_only=True)[SHEET]
    told: set[tuple[int, str]] = set()
    for row in sheet.iter_rows(min_col=FIRST_FREE):
        for name, true in zip(row[::2], row[1::2], strict=False):
            assert name.value is None or isinstance(true.value, bool), (name.value, true.value)
            if true.value:
                told.add((int(name.row or 0), str(name.value)))
    return told


def in_the_check(path: Path) -> set[tuple[int, str]]:
    """The same of what the check finds."""
    rules = {condition.rule.id for condition in TABLE.conditions}
    read = read_back(path, (TABLE,))
    keys = {cell.column: key for key, cell in next(iter(lines(openpyxl.load_workbook(path)[SHEET]).values())).items()}
    found: Sequence[Any] = [each for each in read.findings if each.rule in rules]
    return {(each.place.row + 1, f"{each.rule} {keys[each.place.column + 1]}") for each in found}


@needs_office
@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_formulas_of_a_form_fire_where_the_check_does(tmp_path: Path) -> None:
    filled = edited(template("nord", (TABLE,)), lambda workbook: fill_at_random(workbook, Random(1)))
    (asked, answered) = convert([edited(filled, put_formulas), filled], "xlsx", tmp_path)
    formulas, check = in_excel(asked), in_the_check(answered)
    assert formulas == check
    assert {name.split()[0] for _row, name in check} == {condition.rule.id for condition in TABLE.conditions}
    assert len(check) > ROWS
