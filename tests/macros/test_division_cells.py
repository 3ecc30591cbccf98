"""What people write in cells of each type, through the macros: what Python refuses they refuse, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from followup.form.personal_number import masked_numbers_in
from tests.form.cells.test_what_people_write import CELLS, rows, signs, typed_as
from tests.form.language import BY_ROW, Column, Grid, Role, Row, Text
from tests.house import ErrorValue, Plan, Section, Severity, Uncalculated, Unit, form_for, literal
from tests.macros.running_office import Office, needs_running_office, press
from tests.macros.workbooks import edited, listed, read, with_macros
from tests.tables import plan, unit

pytestmark = [needs_running_office, pytest.mark.xdist_group("office")]
NOT_IN_A_FILE = ("<half>",)
"""Halves of characters, that no workbook can hold."""

CASES = [each for each in rows() if not any(sign in each[1] for sign in NOT_IN_A_FILE) and each[1] != "=!"]


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


@pytest.fixture(scope="module")
def workbook() -> Path:
    """A sheet with a row for each case."""
    header = {row.key: at for at, row in enumerate(form_for(plan(), unit(), (TYPED,)).tables[0].rows, start=4)}

    def type_in(book: object) -> None:
        sheet = book["Typed"]  # type: ignore[index]
        for number, (_kind, typed, _becomes, _told) in enumerate(CASES):
            raw = typed_as(typed)
            target = sheet.cell(header[f"case-{number}"], 3)
            if isinstance(raw, str) and not isinstance(raw, ErrorValue | Uncalculated):
                raw = ILLEGAL_CHARACTERS_RE.sub(lambda found: f"_x{ord(found[0]):04X}_", signs(typed))
                target.number_format = "@"
                target.value, target.data_type = raw, "s"
                continue
            target.value = str(raw) if isinstance(raw, ErrorValue) else raw
            if isinstance(raw, ErrorValue):
                target.data_type = "e"
            target.number_format = "yyyy-mm-dd" if isinstance(raw, date) else "General"

    return edited(with_macros(sections=(TYPED,)), type_in)


def test_macros_refuse_what_python_refuses(office: Office, workbook: Path) -> None:
    document = office.open(workbook)
    try:
        assert press(document, "Kontrollera") == "OK"
        rows_told = listed(document)
    finally:
        document.close(True)
    graver = {row[2]: row[6] for row in rows_told if row[6] not in ("personal-number", "not-judged-here")}
    _submission, findings = read(workbook, (TYPED,))
    refused = {each.place.cell: each.rule for each in findings if each.severity is Severity.ERROR}
    named = {f"C{at + 4}": case for at, case in enumerate(CASES)}
    held = {cell for cell, case in named.items() if list(masked_numbers_in(case[1]))}  # told once for the sheet
    graver, refused = ({cell: rule for cell, rule in each.items() if cell not in held} for each in (graver, refused))
    differing = {cell: (graver.get(cell), refused.get(cell)) for cell in graver.keys() | refused.keys()}
    wrong = [(named[cell], *both) for cell, both in differing.items() if both[0] != both[1]]
    assert not wrong, "\n".join(map(str, wrong))
    assert {named[cell] for cell in refused} == {
        case for cell, case in named.items() if case[2] == "nej" and cell not in held
    }
