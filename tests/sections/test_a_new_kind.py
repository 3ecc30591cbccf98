"""A kind of section that nobody has heard of goes the whole way by one declaration and one line in the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from followup.documents.summary import SUMMARY
from followup.files.bundled import bundled
from followup.files.fill import fill
from followup.files.look import read_look
from followup.files.tables import read_tables
from followup.files.xlsx_read import read_book
from followup.files.xlsx_write import write_book
from followup.form.cells.number import Number
from followup.form.cells.text import Name, Text, choice
from followup.form.columns import Column
from followup.form.finding import Problem, Remark, Severity
from followup.form.presenting import ChartOf, Line, TableOf
from followup.form.rows import FilledRow
from followup.form.section import Listing, Section
from followup.locale import literal
from followup.outputs.regional import regional_workbook
from followup.outputs.word import write_document
from followup.plan.blank import blank_plan
from followup.plan.load import load_plan
from followup.plan.model import Plan
from followup.sections.registry import SECTIONS
from followup.stages.collecting import collect, read_file
from followup.stages.consolidating import Consolidated, consolidate
from followup.stages.reading import Reader
from followup.stages.template import form_for, lay_out_form
from tests.outputs.reading_back import sheet_records, word_tables, word_text

# The declaration: a listing of incidents with its own plan sheet, its own rule, a chart and an overview line.

KINDS = Section(
    "incident_kinds",
    literal("Händelsetyper"),
    Listing(("kind",), blank=5),
    (Column("kind", literal("Typ av händelse"), Name(), required=True), Column("limit", literal("Gräns"), Number())),
)


def count_is_above_the_limit(row: FilledRow, plan: Plan) -> Iterator[Remark]:
    """The plan says how many of a kind are too many.

    Wrong: 7 where the limit is 5.
    Right: 4 where the limit is 5.
    """
    limits = {kind.text("kind"): kind.number("limit") for kind in plan.rows("incident_kinds")}
    limit, count = limits.get(row.text("kind")), row.number("count")
    if limit is not None and count is not None and count > limit:
        told = literal("är fler än gränsen. Skriv vad som görs.")
        yield Remark("count", Problem("above-the-limit", told, Severity.WARNING), f"{count}")


def _total(rows: Sequence[FilledRow]) -> Decimal:
    return sum((row.number("count") or Decimal(0) for row in rows), Decimal(0))


INCIDENTS = Section(
    "incidents",
    literal("Händelser"),
    Listing(("kind",), blank=6),
    (
        Column("kind", literal("Händelse"), choice("Fall", "Trycksår", "Läkemedel"), width=20),
        Column("count", literal("Antal"), Number()),
        Column("note", literal("Anteckning"), Text(), width=40),
    ),
    plan=(KINDS,),
    checks=(count_is_above_the_limit,),
    overview=(Line(literal("Händelser"), Number(), _total),),
    reading=(
        TableOf(("kind", "count", "note"), literal("Händelser")),
        ChartOf("kind", ("count",), literal("Händelser"), kind="column", number_format="0"),
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
def result(registry: tuple[Section, ...], tmp_path_factory: pytest.TempPathFactory) -> Consolidated:
    """Plan, templates, filled-in workbooks, reading, checks and merge."""
    folder = tmp_path_factory.mktemp("ninth")
    look = read_look(bundled("workbook_templates") / "base.xlsx")
    from followup.locale import Words

    write_book(blank_plan(registry, Words("sv")), folder / "empty.xlsx", look)
    fill(folder / "empty.xlsx", folder / "plan.xlsx", read_tables(PLAN))
    plan, findings = load_plan(read_book(folder / "plan.xlsx"), registry, Words("sv"))
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    reader, files = Reader(plan, registry), []
    for unit in plan.answering():
        template = folder / f"{unit.id} template.xlsx"
        write_book(lay_out_form(form_for(plan, unit, registry), plan, unit), template, look)
        fill(template, folder / f"{unit.id}.xlsx", read_tables(ANSWERS[unit.id]))
        files.append(read_file(folder / f"{unit.id}.xlsx", reader, read_book))
    collected = collect(files, plan)
    forms = {unit.id: reader.form(unit) for unit in plan.answering()}
    return consolidate(plan, registry, forms, collected.submissions, collected.states, collected.findings)


def test_its_answers_are_read_and_its_own_rule_is_heard(result: Consolidated) -> None:
    told = [(finding.place.unit, finding.place.cell, finding.rule, finding.found) for finding in result.findings]
    assert told == [
        ("Område Söder", "C4", "not-a-number", "tre"),
        ("Område Norr", "C4", "above-the-limit", "7"),
    ]


def test_it_stands_in_the_regional_workbook_with_a_line_and_a_chart(result: Consolidated, tmp_path: Path) -> None:
    book = regional_workbook(result, "inbox")
    path = tmp_path / "regional.xlsx"
    write_book(book, path, read_look(bundled("workbook_templates") / "base.xlsx"))
    rows = sheet_records(path, "Händelser", "Enhet")
    assert [(row["Enhet"], row["Händelse"], row["Antal"]) for row in rows] == [
        ("Område Norr", "Fall", 7),
        ("Område Norr", "Trycksår", 2),
        ("Område Söder", "Fall", "gick inte att läsa"),
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


def test_it_has_a_chapter_in_word_that_no_document_names(result: Consolidated, tmp_path: Path) -> None:
    path = tmp_path / "summary.docx"
    write_document(SUMMARY, result, bundled("workbook_templates") / SUMMARY.template, path)
    assert ["Fall", "7", "Halkiga golv"] in [row for table in word_tables(path) for row in table]
    assert "Händelser" in word_text(path).splitlines()
