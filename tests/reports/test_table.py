"""A table is columns, made over some rows when somebody asks: however many at a time, they say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable, text_column

ROWS = [("Länssjukvård", number) for number in range(7)]
Row = tuple[str, int]


def figures(rows: Sequence[Row]) -> Cells:
    """The numbers; the first of those asked for stands out."""
    return Cells([Decimal(number) for _name, number in rows], strong={0})


def words(rows: Sequence[Row]) -> Cells:
    return Cells([f"{number} st" for _name, number in rows])


def table(said_once: int = 0) -> ReportTable[Row]:
    columns: list[ReportColumn[Row]] = [
        text_column("Enhet", lambda row: row[0]),
        ReportColumn("Antal", figures, words),
    ]
    return ReportTable("Tal", columns, ROWS, said_once=said_once)


@pytest.mark.parametrize("at_a_time", [1, 3, 7, 500])
def test_the_rows_are_the_same_however_many_are_made_at_a_time(at_a_time: int) -> None:
    tables = [
        row for _rows, columns in table().batches(at_a_time) for row in zip(*(c.values for c in columns), strict=True)
    ]
    assert tables == [(name, Decimal(number)) for name, number in ROWS]


def test_nothing_is_made_before_it_is_asked_for() -> None:
    calls: list[int] = []

    def cells(rows: Sequence[Row]) -> Cells:
        calls.append(len(rows))
        return Cells([0 for _row in rows])

    batches = ReportTable("", [ReportColumn("", cells)], ROWS).batches(3)
    assert calls == []
    next(batches)
    assert calls == [3]
    list(batches)
    assert calls == [3, 3, 1]


def test_a_figure_reads_as_words_in_a_document_and_stays_a_number_elsewhere() -> None:
    assert list(table().texts())[6] == ("Länssjukvård", "6 st")
    assert [column.values[6] for _rows, columns in table().batches() for column in columns] == [
        "Länssjukvård",
        Decimal(6),
    ]


def test_a_label_is_not_said_again_below_itself() -> None:
    assert [row[0] for row in table(said_once=1).texts()] == ["Länssjukvård", *[""] * 6]


def test_a_label_that_is_not_said_again_takes_its_notes_with_it() -> None:
    def labels(rows: Sequence[str]) -> Cells:
        every = range(len(rows))
        links, notes = {at: (CellLink("https://x"),) for at in every}, dict.fromkeys(every, ((0, "not"),))
        return Cells(list(rows), strong=set(every), links=links, notes=notes)

    (cells,) = ReportTable("", [ReportColumn("", labels)], ["a", "a", "b"], said_once=1).in_words()
    assert list(cells.values) == ["a", "", "b"]
    assert set(cells.notes) == set(cells.links) == set(cells.strong) == {0, 2}


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 6, 7])
@pytest.mark.parametrize("said_once", [0, 1, 2])
def test_a_long_table_reads_the_same_in_parts(monkeypatch: pytest.MonkeyPatch, at_a_time: int, said_once: int) -> None:
    """A label is not said again where the row above stands in the part before."""
    monkeypatch.setattr("followup.reports.table.ROWS_IN_WORDS", at_a_time)
    rows = [("a", 1), ("a", 1), ("a", 2), ("b", 2), ("b", 2), ("", 2), ("a", 1)]
    whole = replace(table(said_once), rows=rows)
    parts = list(whole.parts_in_words())
    assert [len(columns[0].values) for columns in parts] == [
        len(rows[at : at + at_a_time]) for at in range(0, 7, at_a_time)
    ]
    of_parts = [[value for columns in parts for value in columns[number].values] for number in (0, 1)]
    assert of_parts == [list(column.values) for column in whole.in_words()]
    assert len(list(replace(whole, at_once=True).parts_in_words())) == 1
