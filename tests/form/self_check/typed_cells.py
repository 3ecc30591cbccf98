"""What is typed into cells of any types, in a form that LibreOffice works out: what the form says and what Python refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.form.language import BY_ROW, CellType, Column, Grid, Role, Row, Text
from tests.form.self_check.filled import CellFault, form_faults, worked_out
from tests.house import ErrorValue, Plan, Raw, Section, Severity, Uncalculated, Unit, literal
from tests.tables import edited, read_back, template

FIRST_ROW = 4
"""Of the answers in a form with one table."""


class Typed(NamedTuple):
    """What was typed: the name of the cell's type, and the text or value."""

    kind: str
    raw: Raw


class Answered(NamedTuple):
    """What the form says, what Python refuses and by which rule, and what was typed, by cell."""

    faults: list[CellFault]
    refused: dict[str, str]
    typed: dict[str, Typed]

    @property
    def differing(self) -> list[tuple[Typed, str, str | None]]:
        """Where the form says what Python does not: what was typed, what it says and what Python does."""
        rules = [(self.typed[finding.cell], finding.rule, self.refused.get(finding.cell)) for finding in self.faults]
        return [rule for rule in rules if rule[1] != rule[2]]


def answered(cases: Sequence[Typed], kinds: Mapping[str, CellType], folder: Path) -> Answered:
    """A form with a row a case, filled in, worked out and read back."""

    def rows(_plan: Plan, _unit: Unit) -> Iterable[Row]:
        for number, case in enumerate(cases):
            yield Row(f"case-{number}", {"what": f"{number} {case.kind}"}, types={"typed": kinds[case.kind]})

    what, typed = (
        Column("what", literal("What"), Text(), Role.LABEL),
        Column("typed", literal("Typed"), BY_ROW, required=True),
    )
    section = Section("typed", literal("Typed"), Grid(rows), (what, typed))
    path = edited(template(sections=(section,)), lambda book: _type_in(book["Typed"], cases))
    faults = form_faults(worked_out([path], folder)[0])
    findings = read_back(path, (section,)).findings
    refused = {finding.place.cell: finding.rule for finding in findings if finding.severity is Severity.ERROR}
    return Answered(faults, refused, {f"C{number + FIRST_ROW}": case for number, case in enumerate(cases)})


def _type_in(sheet: object, cases: Sequence[Typed]) -> None:
    first = next(row for row in range(1, 9) if str(sheet.cell(row, 2).value).startswith("0 "))  # type: ignore[attr-defined]
    for number, (_kind, raw) in enumerate(cases):
        cell = sheet.cell(first + number, 3)  # type: ignore[attr-defined]
        if isinstance(raw, str) and not isinstance(raw, ErrorValue | Uncalculated):
            cell.number_format = "@"
            cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", raw), "s"
            continue
        cell.value = str(raw) if isinstance(raw, ErrorValue) else raw
        if isinstance(raw, ErrorValue):
            cell.data_type = "e"
        cell.number_format = "yyyy-mm-dd" if isinstance(raw, date) else "General"
