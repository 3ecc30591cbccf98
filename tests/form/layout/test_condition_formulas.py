"""Conditions of every kind, with rubbish in the cells: what the form says, worked out by LibreOffice, and what the check does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.form.language import (
    UNIT,
    WARNING,
    Column,
    ColumnPerPart,
    Condition,
    Day,
    Derived,
    Frame,
    Grid,
    Name,
    Number,
    Role,
    Row,
    Rule,
    Text,
    choice,
)
from tests.form.self_check.filled import form_faults
from tests.house import Plan, Section, Unit, Value, literal, read_book
from tests.office import convert, needs_office
from tests.tables import edited, read_back, template

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
        yield Row(key, cells, plan_record=about, closed=closed, optional=number % 7 == 0)
        parts.append(key)
        if len(parts) == ROWS // SUMS:
            yield Row(f"s{number}", {"row": f"s{number}"}, sums=tuple(parts))
            parts = []


def _limit(row: Row, _frame: Frame, _column: str) -> Mapping[str, Any] | None:
    return None if row.sums or row.plan_record["limit"] is None else {"limit": row.plan_record["limit"]}


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
        ColumnPerPart(Column("share", literal("Utfall {part}"), Number())),
        ColumnPerPart(Column("weight", literal("Vikt {part}"), Number())),
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


def in_the_form(path: Path) -> set[tuple[str, str]]:
    """Cell and rule of every condition that the form says is true."""
    rules = {condition.rule.id for condition in TABLE.conditions}
    return {(finding.cell, finding.rule) for finding in form_faults(read_book(path)) if finding.rule in rules}


def in_the_check(path: Path) -> set[tuple[str, str]]:
    """The same of what the check finds."""
    rules = {condition.rule.id for condition in TABLE.conditions}
    return {
        (finding.place.cell, finding.rule) for finding in read_back(path, (TABLE,)).findings if finding.rule in rules
    }


@needs_office
@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_form_says_what_the_check_does(tmp_path: Path) -> None:
    filled = edited(template("nord", (TABLE,)), lambda workbook: fill_at_random(workbook, Random(1)))
    (worked_out,) = convert([filled], "xlsx", tmp_path)
    form, check = in_the_form(worked_out), in_the_check(worked_out)
    assert form == check
    assert {rule for _cell, rule in check} == {condition.rule.id for condition in TABLE.conditions}
    assert len(check) > ROWS
