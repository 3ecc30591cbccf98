"""Where answers stood, by the line of their row: the same as each answer's own place says."""

from __future__ import annotations

from collections.abc import Sequence

from followup.region.facts.lines.fact_sources import Sources
from tests.form.language import AnsweredTable, Answers, DetachedRow, FilledRow, Row, SheetOrigin, SheetSource, runs_of

KEYS = ("now", "before", "added")
CELLS = [(row, column) for row in range(5) for column in range(3)]
ORIGIN = SheetOrigin("nord.xlsx", "nord", "Besök")


def stood(rows: Sequence[FilledRow], without: Sequence[tuple[int, int]] = ()) -> list[tuple[str, str, str]]:
    """File, sheet and cell of each cell of the rows."""
    cells = [cell for cell in CELLS if cell[0] < len(rows)]
    files, names = Sources(runs_of(rows), KEYS).strips(cells, without)
    return list(zip(files.column("file"), files.column("sheet"), names.column("cell"), strict=True))


def table(source: SheetSource) -> AnsweredTable:
    """Rows on the lines 5 and 6, one that is lost, and one that has an answer elsewhere."""
    rows = [Row(key) for key in ("a", "b", "c", "d")]
    values = {key: [None] * 4 for key in KEYS}
    answers = Answers(("a", "b", "c", "d"), values, (4, 5, -1, 7), (source,), elsewhere={(3, "now"): (20, 27)})
    return AnsweredTable(rows, answers)


def test_rows_of_a_sheet() -> None:
    rows = table(SheetSource(ORIGIN, {"now": 3, "before": 1}))
    names = [name for _file, _sheet, name in stood(rows)]
    assert names == ["D5", "B5", "", "D6", "B6", "", "", "", "", "AB21", "B8", ""]
    assert {(file, sheet) for file, sheet, name in stood(rows) if name} == {("nord.xlsx", "Besök")}
    assert {(file, sheet) for file, sheet, name in stood(rows) if not name} == {("", "")}


def test_lines_with_names_and_rows_apart_from_their_table() -> None:
    named = table(SheetSource(ORIGIN, {"now": 3}, line_names={4: "Fråga 4"}))
    assert stood([named[0]])[0] == ("nord.xlsx", "Besök", "Fråga 4")
    apart = DetachedRow(Row("e"), {}, ORIGIN, {"before": (8, 0)})
    assert stood([apart, DetachedRow(Row("f"))]) == [
        *(("", "", ""), ("nord.xlsx", "Besök", "A9"), ("", "", "")),
        *[("", "", "")] * 3,
    ]


def test_what_stood_nowhere_of_a_row_that_stood_somewhere() -> None:
    rows = table(SheetSource(ORIGIN, {"now": 3, "before": 1}))
    assert stood(rows[:1], [(0, 1)]) == [("nord.xlsx", "Besök", "D5"), ("", "", ""), ("", "", "")]
