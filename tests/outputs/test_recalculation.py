"""Every formula's stored value is what a spreadsheet program works out: mailed workbooks open uncalculated."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.demos import Demo
from tests.house import form_for, lay_out_form
from tests.office import convert, needs_office
from tests.tables import read_plan, save_book

# LibreOffice writes an extension that openpyxl does not know; nothing of ours.
unknown_extension = pytest.mark.filterwarnings("ignore:.*extension is not supported")
pytestmark = [needs_office, pytest.mark.slow, unknown_extension]


def formula_values(path: Path, stored: Path) -> dict[tuple[str, str], Any]:
    """The value in ``stored`` of each cell that holds a formula in ``path``."""
    formulas = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    values = openpyxl.load_workbook(BytesIO(stored.read_bytes()), data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def differences(path: Path, recalculated: Path) -> list[str]:
    """The formulas whose stored value is not the recalculated one, within 1e-9."""
    before, after = formula_values(path, path), formula_values(path, recalculated)
    assert len(before) > 5, "a workbook without formulas proves nothing"
    return [
        f"{sheet}!{cell}: {before[sheet, cell]!r} stored, {value!r} calculated"
        for (sheet, cell), value in after.items()
        if not _same(before[sheet, cell], value)
    ]


def _same(stored: Any, calculated: Any) -> bool:
    if isinstance(stored, int | float) and isinstance(calculated, int | float):
        return abs(stored - calculated) <= 1e-9
    return (stored or "") == (calculated or "")


@pytest.fixture(scope="module")
def workbooks(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Workbook and recalculated workbook: every template, a filled-in one, the regional one, and one with a lie in it."""
    folder = tmp_path_factory.mktemp("recalculated")
    files = {path.stem: path for path in sorted((demo.folder / "templates").glob("*.xlsx"))}
    files["regional"] = demo.regional
    files["filled in"] = filled_in(folder / "filled.xlsx", demo)
    files["false"] = with_a_false_value(files["filled in"], folder / "false.xlsx")
    converted = convert(list(files.values()), "xlsx", folder)
    return {name: (path, new) for (name, path), new in zip(files.items(), converted, strict=True)}


def filled_in(path: Path, demo: Demo) -> Path:
    """A template written with answers, so that sums, changes and the count of what is left have values."""
    plan, _findings = read_plan(demo.folder / "plan.xlsx")
    unit = plan.units["lsv2"]
    form = form_for(plan, unit)
    answers: dict[str, dict[str, dict[str, Any]]] = {}
    for table in form.tables:
        for row in table.rows:
            for column in table.columns:
                if table.asks(row, column) and row.type_of(column).number_format.startswith(("#", "0")):
                    amount = Decimal("0.41") if "%" in row.type_of(column).number_format else Decimal(45467)
                    answers.setdefault(table.section.key, {}).setdefault(row.key, {})[column.key] = amount
    return save_book(lay_out_form(form, plan, unit, answers), path)


def with_a_false_value(source: Path, target: Path) -> Path:
    """A copy in which one stored result of a formula has been made one larger."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                lied, times = re.subn(
                    rb"(?<=</f><v>)[0-9.]+(?=</v>)", lambda m: str(float(m[0]) + 1).encode(), content, count=1
                )
                assert times == 1
                content = lied
            new.writestr(name, content)
    return target


def typed_over(source: Path, target: Path, value: object) -> Path:
    """A copy with something else in the first figure of the sheet on production."""
    workbook = openpyxl.load_workbook(source)
    workbook["Produktion"]["C8"].value = value
    workbook.save(target)
    return target


@pytest.mark.parametrize(
    "name",
    [
        "Division Länssjukvård 2 T1 2022",
        "Division Närsjukvård T1 2022",
        "Division Psykiatri T1 2022",
        "Division Folktandvård T1 2022",
        "regional",
        "filled in",
    ],
)
def test_stored_values_are_the_calculated_ones(workbooks: dict[str, tuple[Path, Path]], name: str) -> None:
    assert differences(*workbooks[name]) == []


def test_nothing_is_worked_out_from_a_text_or_from_some_of_the_figures(
    workbooks: dict[str, tuple[Path, Path]], tmp_path: Path
) -> None:
    """A text where a figure should stand, and a figure that is missing, in the first row under a total of all."""
    source = workbooks["filled in"][0]
    files = [typed_over(source, tmp_path / "text.xlsx", "ca 155 000"), typed_over(source, tmp_path / "tom.xlsx", None)]
    text, gap = convert(files, "xlsx", tmp_path / "counted")
    with_text, with_gap = formula_values(files[0], text), formula_values(files[1], gap)
    blank = ["C7", "E7", "I7", "E8", "I8", "C11", "E11", "I11"]
    assert {cell: with_text["Produktion", cell] or "" for cell in blank} == dict.fromkeys(blank, "")
    assert with_text["Produktion", "C9"] == 45467
    assert with_gap["Produktion", "C11"] == 45467, "what is there so far"
    assert {cell: with_gap["Produktion", cell] or "" for cell in blank[1:5]} == dict.fromkeys(blank[1:5], "")
    assert {with_gap["Produktion", cell] or "" for cell in ("E11", "I11")} == {""}
    left = min(
        (place for place in with_text if place[0] == "Start" and place[1][0] == "E"),
        key=lambda place: int(place[1][1:]),
    )
    assert with_text[left] == with_gap[left] == 1, "a text is no answer where a figure is asked for"


def test_a_planted_false_value_is_seen(workbooks: dict[str, tuple[Path, Path]]) -> None:
    (difference,) = differences(*workbooks["false"])[:1]
    assert difference.startswith("Produktion!")


def test_documents_become_pages(demo: Demo, tmp_path: Path) -> None:
    pages = convert([demo.summary, demo.regional], "pdf", tmp_path)
    assert [path.read_bytes()[:5] for path in pages] == [b"%PDF-", b"%PDF-"]
