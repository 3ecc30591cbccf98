"""Formulas of the template that came back: as they are, as they were, changed; and results that may be old."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.files.broken import repacked, small_book
from tests.house import Severity, read_book
from tests.outputs.to_units.test_returned_copy import of_a_former_version
from tests.returns.editing import both, put
from tests.returns.test_reader import PRODUCTION
from tests.tables import edited, filled_in, read_back

CHANGED = "Förändring"
ROW = "Övriga besök"


def rules(*changes: object) -> list[tuple[str, Severity]]:
    read = read_back(edited(filled_in(""), both(*changes)), checks=False)  # type: ignore[arg-type]
    assert read.answers.refused == 0, "no answer was lost"
    return [(finding.rule, finding.severity) for finding in read.findings]


def of_the_version_before(workbook: Any) -> None:
    """Sums as they were when a cell that was filled with an empty text counted as a text."""
    written = re.compile(r"^=IFERROR\(IF\(SUMPRODUCT.+>COUNT\(([^()]+)\),\"\",(.+)\),\"\"\)$")
    changed = 0
    for cell in (cell for row in workbook[PRODUCTION].iter_rows() for cell in row if cell.data_type == "f"):
        formula, times = written.subn(r'=IF(COUNTA(\1)>COUNT(\1),"",\2)', cell.value)
        cell.value, changed = formula, changed + times
    assert changed > 1


def test_formulas_as_they_are_and_as_former_versions_wrote_them_are_not_told() -> None:
    assert rules(lambda _workbook: None) == []
    assert rules(of_the_version_before) == []
    assert rules(of_a_former_version) == []


@pytest.mark.parametrize("formula", ["=C5*2", "=IF(1,C5/D5-1)", "=SUM(C1:C9)"])
def test_a_changed_formula_is_told_and_is_no_answer(formula: str) -> None:
    assert rules(put(PRODUCTION, ROW, CHANGED, formula)) == [("formula-changed", Severity.WARNING)]
    assert rules(of_a_former_version, put(PRODUCTION, ROW, CHANGED, formula)) == [("formula-changed", Severity.WARNING)]


def test_a_figure_typed_over_a_formula_is_told_and_is_no_answer() -> None:
    assert rules(put(PRODUCTION, ROW, CHANGED, 0.5)) == [("computed-overwritten", Severity.WARNING)]


@pytest.mark.parametrize(
    ("message", "old"),
    [
        ('calcMode="manual"', True),
        ('calcCompleted="0"', True),
        ('calcId="191029" fullCalcOnLoad="1"', True),
        ('calcId="124519" fullCalcOnLoad="1"', False),
        ('calcId="191029"', False),
        ('calcMode="autoNoTable" calcOnSave="0"', False),
    ],
)
def test_a_workbook_says_itself_that_its_results_are_old(message: str, old: bool) -> None:
    def edit(name: str, content: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return content
        head, separator, rest = content.partition(b"<calcPr")
        return head + b"<calcPr " + message.encode() + b"/>" + rest.partition(b"/>")[2] if separator else content

    (sheet,) = read_book(repacked(edit, None, small_book())).sheets
    assert sheet.old_results is old
