"""A kind of section that nobody has heard of goes the whole way by one declaration and one line in the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.form.language import (
    UNIT,
    WARNING,
    Column,
    Frame,
    Listing,
    Name,
    Number,
    Remark,
    RowView,
    Rule,
    Text,
    UnitFigure,
    WordChart,
    WordTable,
    choice,
)
from tests.house import (
    SECTIONS,
    Plan,
    Region,
    Section,
    Severity,
    Value,
    consolidated,
    form_for,
    gather_files,
    lay_out_form,
    literal,
    regional_workbook,
    write_document,
)
from tests.outputs.reading_back import sheet_records, word_tables, word_text
from tests.tables import empty_plan, fill, read_plan, read_tables, save_book

# The declaration: a listing of incidents with its own plan sheet, its own rule, a chart and an overview line.

KINDS = Section(
    "incident_kinds",
    literal("Händelsetyper"),
    Listing(("kind",), blank=5),
    (
        Column("kind", literal("Typ av händelse"), Name(), required=True),
        Column("limit", literal("Gräns"), Number()),
    ),
)


def limits(plan: Plan) -> dict[str, Value]:
    """By kind, how many are too many."""
    return {kind.text("kind"): kind["limit"] for kind in plan.rows("incident_kinds")}


ABOVE_THE_LIMIT = Rule(
    "above-the-limit",
    WARNING,
    UNIT,
    literal("är fler än gränsen. Skriv vad som görs."),
    why="The plan says how many of a kind are too many.",
    wrong="7 where the limit is 5.",
    right="4 where the limit is 5.",
)


def count_is_above_the_limit(row: RowView, _frame: Frame) -> Iterator[Remark]:
    """More of a kind than the plan lets pass."""
    limit, count = row.row.plan_record.get(row.text("kind")), row.number("count")
    if isinstance(limit, Decimal) and count is not None and count > limit:
        yield ABOVE_THE_LIMIT.remark("count", f"{count}")


def _total(rows: Sequence[RowView]) -> Decimal:
    return sum((row.number("count") or Decimal(0) for row in rows), Decimal(0))


INCIDENTS = Section(
    "incidents",
    literal("Händelser"),
    Listing(("kind",), blank=6, plan_record=limits),
    (
        Column("kind", literal("Händelse"), choice("Fall", "Trycksår", "Läkemedel"), width=20),
        Column("count", literal("Antal"), Number()),
        Column("note", literal("Anteckning"), Text(), width=40),
    ),
    plan=(KINDS,),
    checks=(count_is_above_the_limit,),
    overview=(UnitFigure(literal("Händelser"), Number(), _total),),
    word=(
        WordTable(("kind", "count", "note"), literal("Händelser")),
        WordChart("kind", ("count",), literal("Händelser"), kind="column", number_format="0"),
    ),
)

PLAN = """
## Uppföljning
| Inställning     | Värde      |
| --------------- | ---------- |
| Region          | Region Ny  |
| Kort namn       | ny         |
| Tillfälle       | T1 2026    |
| Rapportens titel | Händelser våren 2026 |
| Period från     | 2026-01-01 |
| Period till     | 2026-04-30 |
| Sista svarsdag  | 2026-05-15 |

## Enheter
| Id     | Namn         | Slag   | Mall |
| ------ | ------------ | ------ | ---- |
| region | Region Ny    | region | nej  |
| norr   | Område Norr  | område | ja   |
| soder  | Område Söder | område | ja   |

## Händelsetyper
| Typ av händelse | Gräns |
| --------------- | ----- |
| Fall            | 5     |
| Trycksår        | 5     |
"""

ANSWERS = {
    "norr": "## Händelser\n| Händelse | Antal | Anteckning |\n|--|--|--|\n| Fall | 7 | Halkiga golv |\n| Trycksår | 2 | |\n",
    "soder": "## Händelser\n| Händelse | Antal | Anteckning |\n|--|--|--|\n| Fall | tre | |\n| Läkemedel | 4 | Två doser |\n",
}


@pytest.fixture(scope="module")
def registry() -> tuple[Section, ...]:
    """The one line in the registry."""
    return (*SECTIONS, INCIDENTS)


@pytest.fixture(scope="module")
def result(registry: tuple[Section, ...], tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Plan, templates, filled-in workbooks, reading, checks and merge."""
    folder = tmp_path_factory.mktemp("ninth")
    fill(empty_plan(registry, typed=True), folder / "plan.xlsx", read_tables(PLAN))
    plan, findings = read_plan(folder / "plan.xlsx", registry)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    files = []
    for unit in plan.units.answering:
        template = save_book(lay_out_form(form_for(plan, unit, registry), plan, unit))
        files.append(folder / f"{unit.id}.xlsx")
        fill(template, files[-1], read_tables(ANSWERS[unit.id]))
    return consolidated(gather_files(files, plan, registry), plan, registry)


def test_its_answers_are_read_and_its_own_rule_is_heard(result: Region) -> None:
    findings = [(finding.place.unit, finding.place.cell, finding.rule, finding.raw) for finding in result.findings]
    assert findings == [
        ("Område Söder", "C4", "not-a-number", "tre"),
        ("Område Norr", "C4", "above-the-limit", "7"),
    ]


def test_it_stands_in_the_regional_workbook_with_a_line_and_a_chart(result: Region, tmp_path: Path) -> None:
    book = regional_workbook(result, "inbox")
    path = save_book(book, tmp_path / "regional.xlsx")
    rows = sheet_records(path, "Händelser", "Enhet")
    assert [(row["Enhet"], row["Händelse"], row["Antal"]) for row in rows] == [
        ("Område Norr", "Fall", 7),
        ("Område Norr", "Trycksår", 2),
        ("Område Söder", "Fall", "gick inte att använda"),
        ("Område Söder", "Läkemedel", 4),
    ]
    charts = [chart.title for sheet in book.sheets for chart in sheet.charts]
    assert charts == ["Område Norr", "Område Söder"]
    overview = book.sheets[0]
    lines = {
        overview.cells[row, 0].value: cell.value
        for (row, column), cell in overview.cells.items()
        if column == 1 and isinstance(cell.value, Decimal)
    }
    assert lines == {"Område Norr": Decimal(9), "Område Söder": Decimal(4)}


def test_it_has_a_chapter_in_word_that_no_document_names(result: Region, tmp_path: Path) -> None:
    path = tmp_path / "summary.docx"
    write_document("summary.docx", result, path)
    assert ["Fall", "7 (?)", "Halkiga golv"] in [row for table in word_tables(path) for row in table]
    assert "Händelser" in word_text(path).splitlines()
