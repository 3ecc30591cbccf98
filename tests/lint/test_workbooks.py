"""Workbooks of ours have none of the faults that the validator does not see, and each of these is found where it is put."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.table import Table

from tests.demos import Demo
from tests.lint.workbooks import faults, faults_in


def long_list(book: Any) -> None:
    choices = ",".join(f"val {number}" for number in range(60))
    rule = DataValidation("list", formula1=f'"{choices}"')
    rule.add("A1")
    book.active.add_data_validation(rule)


def overlapping(book: Any) -> None:
    sheet = book.active
    sheet.merged_cells.ranges |= {MergedCellRange(sheet, "A1:B2"), MergedCellRange(sheet, "B2:C3")}


def many_lines(book: Any) -> None:
    book.active["A1"] = "\n" * 254


def dangling(book: Any) -> None:
    book.defined_names["borta"] = DefinedName("borta", attr_text="#REF!$A$1")


def wrong_heads(book: Any) -> None:
    sheet = book.active
    sheet.append(["Enhet", "Värde"])
    sheet.append(["Nord", 1])
    table: Any = Table(displayName="r_prov", ref="A1:B2")
    sheet.add_table(table)
    table._initialise_columns()
    table.tableColumns[0].name = "Någon annan"
    table.tableColumns[1].name = "Värde"


def nowhere(book: Any) -> None:
    book.active["A1"] = '=HYPERLINK("#\'Borta\'!A1","Borta")'


def small(book: Any) -> None:
    book.active["A1"] = "liten"
    book.active["A1"].font = Font(size=7)


def mute_chart(book: Any) -> None:
    sheet = book.active
    sheet["A1"] = 1
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1))
    sheet.add_chart(chart, "C3")


def faint(book: Any) -> None:
    book.active["A1"] = "blek"
    book.active["A1"].font = Font(color="FFFFFF")
    book.active["A1"].fill = PatternFill("solid", fgColor="FFD54F")


def alike_bars(book: Any) -> None:
    sheet = book.active
    for row in ((1, 2), (3, 4)):
        sheet.append(row)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, max_col=2, min_row=1, max_row=2))
    for series, colour in zip(chart.series, ("2E7D32", "9A6700"), strict=True):
        series.graphicalProperties.solidFill = colour
    sheet.add_chart(chart, "C3")


SEEDED: dict[str, Callable[[Any], None]] = {
    "a list of": long_list,
    "merged cells overlap": overlapping,
    "254 line feeds": many_lines,
    "leads nowhere": dangling,
    "are not those of its cells": wrong_heads,
    "leads to a sheet that is not there": nowhere,
    "letters of 7": small,
    "has no text": mute_chart,
    "written in FFFFFF": faint,
    "bars of 2E7D32 and 9A6700": alike_bars,
}


@pytest.mark.parametrize("wanted", SEEDED)
def test_a_seeded_fault_is_found(wanted: str) -> None:
    book: Any = openpyxl.Workbook()
    stored = BytesIO()
    SEEDED[wanted](book)
    book.save(stored)
    assert [fault for fault in faults(stored.getvalue()) if wanted in fault]


def test_a_text_that_no_cell_holds_is_found() -> None:
    book: Any = openpyxl.Workbook()
    stored, spoiled = BytesIO(), BytesIO()
    book.active["A1"] = "text"
    book.save(stored)
    with zipfile.ZipFile(stored) as package, zipfile.ZipFile(spoiled, "w") as other:
        for name in package.namelist():
            other.writestr(name, package.read(name).replace(b"<t>text</t>", b"<t>" + b"t" * 32_768 + b"</t>"))
    assert faults(spoiled.getvalue()) == ["Sheet!A1: a text of 32768 characters"]


def test_a_plain_workbook_has_none() -> None:
    book: Any = openpyxl.Workbook()
    stored = BytesIO()
    book.active["A1"] = "Enhet"
    book.save(stored)
    assert faults(stored.getvalue()) == []


def test_what_the_demo_makes_has_none(demo: Demo) -> None:
    paths = [*sorted(demo.folder.glob("*.xlsx")), *sorted(demo.folder.glob("templates/*.xlsx")), demo.regional]
    assert len(paths) > 7
    assert [f"{path.name}: {fault}" for path in paths for fault in faults_in(path)] == []
