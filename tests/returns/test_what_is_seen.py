"""Whole workbooks whose formats, fonts and colours say something beside the values, in each format that is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from tests.office import convert, needs_office
from tests.returns.editing import Change, at, both
from tests.returns.test_reader import ACTIONS, ASKED, BUDGET, MEASURES, PRODUCTION, VISITS, WAITED
from tests.tables import edited, filled_in, read_back

ANSWERS = """
## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar |
| Andel som väntat högst 90 dagar | 41 % | 38 % | | Fler remisser |
| Antal som fått frågan | | | 29 | |
| Resultat mot budget | | | 1.5 | |
"""
OTHER = "Övriga besök"
GREEN = PatternFill("solid", fgColor="00B050")


def shown(sheet: str, row: str, column: str, value: object, code: str = "General", font: str = "") -> Change:
    """A value typed into a cell with a number format, or in a font."""

    def change(workbook: Any) -> None:
        cell = at(workbook, sheet, row, column)
        cell.value, cell.number_format = value, code
        if font:
            cell.font = Font(name=font)

    return change


def filled(sheet: str, row: str, column: str, value: object = None) -> Change:
    """A cell coloured green, with a value or none."""

    def change(workbook: Any) -> None:
        cell = at(workbook, sheet, row, column)
        cell.value, cell.fill = value, GREEN

    return change


def reported_rules(path: Path, *rules: str) -> list[tuple[str, str]]:
    """The findings of some rules: what was found, and the rule."""
    return sorted((finding.raw, finding.rule) for finding in read_back(path).findings if finding.rule in rules)


EVERYTHING = both(
    shown(MEASURES, BUDGET, "Utfall totalt", 2600000, '#,##0 "kr"'),
    shown(MEASURES, WAITED, "Utfall kvinnor", 0.9, '0.0" %"'),
    shown(MEASURES, WAITED, "Kommentar", 0.84, "0%"),
    shown(MEASURES, ASKED, "Utfall totalt", 1.5, "[h]:mm"),
    shown(PRODUCTION, OTHER, VISITS, 42393, ";;;"),
)
RULES = ("unit-converted", "percent-by-format", "outcome-not-understood", "hidden-answers")


def assert_all_counted(path: Path) -> None:
    """What is read and told of a workbook after ``EVERYTHING``."""
    read = read_back(path)
    values = {str(row.row.key): row for row in read.answers.tables["measures"]}
    assert "84 %" in [row["comment"] for row in values.values()]
    reported = [
        (finding.raw.replace("\u00a0", " "), finding.rule) for finding in read.findings if finding.rule in RULES
    ]
    assert sorted(reported) == [
        ("0,9 %", "percent-by-format"),
        ("2 600 000 kr", "unit-converted"),
        ("36:00", "outcome-not-understood"),
        ("42393", "hidden-answers"),
    ]


def test_what_formats_show_is_read_and_told() -> None:
    assert_all_counted(edited(filled_in(ANSWERS), EVERYTHING))


@needs_office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_saved_in_another_format_it_shows_the_same(ending: str, tmp_path: Path) -> None:
    (converted,) = convert([edited(filled_in(ANSWERS), EVERYTHING)], ending, tmp_path)
    assert_all_counted(converted)


@pytest.mark.parametrize("colour", ["FFFFFF", "FFF6D6"])
def test_what_has_the_colour_of_its_background_is_read_and_told(colour: str) -> None:
    def change(workbook: Any) -> None:
        at(workbook, MEASURES, ASKED, "Utfall totalt").font = Font(color=f"FF{colour}")

    assert reported_rules(edited(filled_in(ANSWERS), change), "hidden-answers") == [("29", "hidden-answers")]


def test_a_smiley_in_wingdings_is_no_word() -> None:
    row = at_first_action
    path = edited(filled_in(ANSWERS), lambda workbook: _picture(row(workbook)))
    assert reported_rules(path, "sign-of-a-font", "not-in-the-list") == [("☺ (Wingdings)", "sign-of-a-font")]


def at_first_action(workbook: Any) -> Any:
    """The status of the first action."""
    page = workbook[ACTIONS]
    title = next(cell for line in page.iter_rows() for cell in line if cell.value == "Status")
    return page.cell(title.row + 1, title.column)


def _picture(cell: Any) -> None:
    cell.value, cell.font = "J", Font(name="Wingdings")


@pytest.mark.parametrize(
    ("change", "findings"),
    [
        (filled(MEASURES, ASKED, "Utfall totalt"), 1),
        (filled(MEASURES, ASKED, "Utfall totalt", 29), 0),
        (filled(MEASURES, WAITED, "Kommentar"), 0),
        (filled(MEASURES, WAITED, "Utfall totalt"), 0),
        (lambda workbook: setattr(at_first_action(workbook), "fill", GREEN), 1),
        (lambda _workbook: None, 0),
    ],
    ids=["empty and wanted", "with an answer", "a comment", "beside the parts", "a word wanted", "the form's own"],
)
def test_a_colour_is_told_where_an_answer_is_wanted(change: Callable[[Any], None], findings: int) -> None:
    read = read_back(edited(filled_in(ANSWERS), change))
    coloured = read.of("colour-is-no-answer")
    assert len(coloured) == findings
    places = {(item.place.sheet, item.place.cell) for item in coloured}
    assert not places & {(finding.place.sheet, finding.place.cell) for finding in read.of("not-answered")}


def test_a_smiley_within_a_text_is_no_letter() -> None:
    def change(workbook: Any) -> None:
        at_first_action(workbook).value = CellRichText(TextBlock(InlineFont(rFont="Wingdings"), "J"), " bra")

    assert reported_rules(edited(filled_in(ANSWERS), change), "not-in-the-list") == [("☺ bra", "not-in-the-list")]
