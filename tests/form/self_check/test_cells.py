"""What people write in cells of each type, worked out by LibreOffice: what the form calls wrong Python refuses too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.form.cells.test_what_people_write import CELLS, rows, signs, typed_as
from tests.form.language import BY_ROW, Column, Grid, Role, Row, Text
from tests.form.self_check.filled import Told, told_by, worked_out
from tests.house import ErrorValue, Plan, Section, Severity, Uncalculated, Unit, literal
from tests.office import needs_office
from tests.tables import edited, read_back, template

pytestmark = needs_office
CASES = [case for case in rows() if "<half>" not in case[1] and case[1] != "=!"]
"""All but halves of characters, which no workbook can hold, and formulas that were never worked out: here they are."""

FIRST_ROW = 4


def _rows(_plan: Plan, _unit: Unit) -> Iterable[Row]:
    for number, (kind, typed, _becomes, _told) in enumerate(CASES):
        yield Row(f"case-{number}", {"what": f"{number} {kind} {typed}"}, types={"typed": CELLS[kind]})


TYPED = Section(
    "typed",
    literal("Typed"),
    Grid(_rows),
    (
        Column("what", literal("What"), Text(), Role.LABEL),
        Column("typed", literal("Typed"), BY_ROW, required=True),
    ),
)


def _type_in(book: object) -> None:
    sheet = book["Typed"]  # type: ignore[index]
    first = next(row for row in range(1, 9) if str(sheet.cell(row, 2).value).startswith("0 "))
    for number, (_kind, typed, _becomes, _told) in enumerate(CASES):
        raw = typed_as(typed)
        target = sheet.cell(first + number, 3)
        if isinstance(raw, str) and not isinstance(raw, ErrorValue | Uncalculated):
            raw = ILLEGAL_CHARACTERS_RE.sub(lambda found: f"_x{ord(found[0]):04X}_", signs(typed))
            target.number_format = "@"
            target.value, target.data_type = raw, "s"
            continue
        target.value = str(raw) if isinstance(raw, ErrorValue) else raw
        if isinstance(raw, ErrorValue):
            target.data_type = "e"
        target.number_format = "yyyy-mm-dd" if isinstance(raw, date) else "General"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Told], dict[str, str], dict[str, tuple[str, str]]]:
    """What the form says, what Python refuses by cell, and what was typed there."""
    path = edited(template(sections=(TYPED,)), _type_in)
    told = told_by(worked_out([path], tmp_path_factory.mktemp("office"))[0])
    findings = read_back(path, (TYPED,)).findings
    refused = {finding.place.cell: finding.rule for finding in findings if finding.severity is Severity.ERROR}
    return told, refused, {f"C{number + FIRST_ROW}": (case[0], case[1]) for number, case in enumerate(CASES)}


Filled = tuple[list[Told], dict[str, str], dict[str, tuple[str, str]]]


def test_what_the_form_calls_wrong_is_refused_by_the_same_rule(filled: Filled) -> None:
    told, refused, typed = filled
    differing = [finding for finding in told if finding.rule != refused.get(finding.cell)]
    wrong = [(typed[each.cell], each.rule, refused.get(each.cell)) for each in differing]
    days = {cell for cell, (_kind, text) in typed.items() if text.startswith("@")}
    assert {each.cell for each in differing} <= days & refused.keys(), f"to a formula a day is a number: {wrong}"
    assert len(told) == len({finding.cell for finding in told}), "a cell is told of once"


def test_most_of_what_is_refused_is_told_by_the_form_itself(filled: Filled) -> None:
    told, refused, typed = filled
    by_form = {finding.cell for finding in told}
    share = Counter(typed[cell][0] for cell in refused if cell not in by_form)
    left = {refused[cell] for cell in refused.keys() - by_form if typed[cell][1][0] in "#=@"}
    assert left <= {"not-a-number", "not-a-date", "outcome-not-understood"}, "a day, or a number among days"
    assert len(by_form) > len(refused) / 3, share


def test_the_sentence_names_the_column_and_ends_with_what_to_write(filled: Filled) -> None:
    told, _refused, typed = filled
    sentences = {typed[finding.cell]: finding.sentence for finding in told}
    assert sentences["andel", "#41"] == (
        "Typed: betyder 4\u00a0100\u00a0% i den här cellen, och det är mer än 100 %. "
        "Skriv andelen med procenttecken: 41 %."
    )
    for typed_in in ("ca 1100", "många", "patienter 12"):
        assert sentences["besök", typed_in] == "Typed: är inte ett tal. Skriv bara siffror, i besök."
