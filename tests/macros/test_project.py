"""What stands in a workbook with macros is the text that we wrote, every procedure of it; and the rest of the workbook
is the one without.

A test of ``followup.files.xlsx_writing.vba``.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from followup.files.xlsx_writing.vba import modules_in
from tests.house import bundled, command
from tests.macros.every_workbook import (
    KINDS,
    PLACE,
    TEXTS_MODULE,
    modules_of,
    plain,
    procedures,
    read_back,
    round_of_an_example,
    workbook,
)
from tests.macros.running_office import Office, needs_running_office

FOLDERS = sorted(path.name for path in bundled("macros").iterdir() if path.is_dir())
EVERY = [(folder, module) for folder in FOLDERS for module in modules_in(bundled("macros") / folder)]
BOTH = ("division", "regional")
"""The kinds that stand beside the same workbook without macros."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_procedure_is_in_the_file(kind: str) -> None:
    modules = read_back(workbook(kind))
    expected = modules_of(kind)
    assert {module.name for module in expected} < set(modules)
    for module in expected:
        text = plain(module.text)
        assert procedures(text)
        assert procedures(modules[module.name]) == procedures(text)
        assert modules[module.name] == text
    assert all(text.count(" = ") for text in procedures(modules[TEXTS_MODULE]).values())


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_else_is_in_the_file(kind: str) -> None:
    ours = {module.name for module in modules_of(kind)} | {TEXTS_MODULE}
    assert {name: text for name, text in read_back(workbook(kind)).items() if name not in ours and text} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_that_is_asked_for_is_there(kind: str) -> None:
    texts = set(procedures(read_back(workbook(kind))[TEXTS_MODULE]))
    used = {name for module in modules_of(kind) for name in re.findall(r"\b(Text[A-Z]\w+)\(\)", module.text)}
    assert used <= texts


@pytest.mark.parametrize(("folder", "module"), EVERY, ids=lambda value: getattr(value, "name", value))
def test_the_text_keeps_the_rules_of_the_house(folder: str, module: Any) -> None:
    assert module.text.startswith("Option Explicit\n'"), "first what it is for"
    assert module.text.isascii(), "words come from the catalogue"
    assert "MsgBox" not in module.text or folder == "addin", "nothing stops what a test runs"
    long = {name: text.count("\n") for name, text in procedures(module.text).items() if text.count("\n") > 40}
    assert not long


def test_what_differs_is_seen() -> None:
    text = "Option Explicit\n\nPublic Function One() As String\n    One = 1\nEnd Function\n"
    assert procedures(text) == {"One": "Public Function One() As String\n    One = 1\nEnd Function"}
    assert procedures(text) != procedures(text.replace("One = 1", "One = 2"))


@pytest.mark.parametrize("kind", KINDS)
def test_two_runs_give_the_same_bytes(kind: str, tmp_path: Path) -> None:
    first = workbook(kind).read_bytes()
    if kind in BOTH:
        again = tmp_path / "again"
        shutil.copytree(round_of_an_example(), again)
        verb = ("template", "--unit", "psykiatri") if kind == "division" else ("merge",)
        command(verb[0], "--plan", str(again / "plan.xlsx"), "--macros", *verb[1:])
        second = again / workbook(kind).relative_to(round_of_an_example())
    else:
        command("excel", "install", "--into", str(tmp_path), *(["--addin"] if kind == "add-in" else []))
        second = next(tmp_path.glob("Followup.xl*"))
    assert second.read_bytes() == first


# ------------------------------------------------------------------------------------------- the same without macros


def dump(path: Path) -> Iterator[tuple[Any, ...]]:
    """Everything that people see or that is computed: cells, formulas, formats, widths, validations, names."""
    from openpyxl import load_workbook

    for book in (load_workbook(path), load_workbook(path, data_only=True)):
        yield from ((name, defined.attr_text) for name, defined in book.defined_names.items())
        for sheet in book:
            yield (sheet.title, sheet.sheet_state, sheet.protection.sheet, sheet.freeze_panes, sheet.dimensions)
            yield from ((rule.sqref, rule.type, rule.formula1, rule.prompt) for rule in _validations(sheet))
            yield from ((area.sqref, rule.type) for area in sheet.conditional_formatting for rule in area.rules)
            yield from ((table.name, table.ref) for table in sheet.tables.values())
            yield from (
                (letter, dimension.width, dimension.hidden) for letter, dimension in sheet.column_dimensions.items()
            )
            yield from (
                (number, dimension.height, dimension.hidden) for number, dimension in sheet.row_dimensions.items()
            )
            for row in sheet.iter_rows():
                yield from ((c.coordinate, c.value, c.number_format, c.style_id, c.fill.fgColor.rgb) for c in row)


def _validations(sheet: Any) -> Any:
    return sheet.data_validations.dataValidation


@pytest.mark.parametrize("kind", BOTH)
def test_the_workbook_is_the_one_without_macros(kind: str) -> None:
    with_macros = workbook(kind)
    ours, others = list(dump(with_macros)), list(dump(with_macros.with_suffix(".xlsx")))
    assert len(ours) > 1000
    assert [pair for pair in zip(ours, others, strict=True) if pair[0] != pair[1]] == []


@needs_running_office
@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("kind", BOTH)
def test_where_macros_are_not_allowed_the_same_is_seen(office: Office, kind: str) -> None:
    shown = []
    for path in (workbook(kind), workbook(kind).with_suffix(".xlsx")):
        document = office.open(path, macros=False)
        sheets = [document.Sheets.getByIndex(number) for number in range(document.Sheets.Count)]
        shown.append([(sheet.Name, sheet.IsVisible, _seen(sheet)) for sheet in sheets])
        document.close(True)
    assert shown[0] == shown[1]
    assert len(shown[0]) > 2


def _seen(sheet: Any) -> Any:
    return sheet.getCellRangeByName("A1:AD300").getDataArray()


# ------------------------------------------------------------------------------------------- handed in with macros


def filled_in(folder: Path) -> Path:
    """A division's workbook with macros, filled in as the example's is, with one wrong answer."""
    from tests.tables import fill, read_tables

    template = workbook("division")
    answers = bundled("examples") / PLACE / "answers" / "psykiatri.md"
    fill(template.with_suffix(".xlsx"), folder / "plain.xlsx", read_tables(answers.read_text(encoding="utf-8")))
    from openpyxl import load_workbook

    plain_book, book = load_workbook(folder / "plain.xlsx"), load_workbook(template, keep_vba=True)
    for sheet in plain_book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value != book[sheet.title][cell.coordinate].value:
                    book[sheet.title][cell.coordinate] = cell.value
    path = folder / f"{template.stem}.xlsm"
    save_with_macros(book, path)
    return path


def save_with_macros(book: Any, path: Path) -> None:
    """Save what was opened with ``keep_vba``; openpyxl leaves the file of the macros open."""
    book.save(path)
    book.vba_archive.close()


def test_a_workbook_handed_in_with_macros_is_read_as_one_without(tmp_path: Path) -> None:
    import json

    handed_in = filled_in(tmp_path)
    assert zipfile.ZipFile(handed_in).read("xl/vbaProject.bin")
    plan = str(round_of_an_example() / "plan.xlsx")
    results = []
    for path in (tmp_path / "plain.xlsx", handed_in):
        (result,) = json.loads(command("check", str(path), "--plan", plan, "--format", "json")[1])["files"]
        findings = [
            finding for finding in result["findings"] if finding["rule"] not in ("macros-ignored", "name-misleads")
        ]
        results.append((result["values_read"], [{**finding, "file": ""} for finding in findings]))
    assert results[0][0] > 20
    assert results[0] == results[1]


def test_what_goes_back_is_without_macros_and_says_so(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    handed_in = filled_in(tmp_path)
    book = load_workbook(handed_in, keep_vba=True)
    book["Produktion"]["C18"] = "ca 100"
    save_with_macros(book, handed_in)
    plan = str(round_of_an_example() / "plan.xlsx")
    _code, output = command("check", str(handed_in), "--plan", plan, "--return-to", str(tmp_path / "returned"))
    (copy,) = (tmp_path / "returned").iterdir()
    assert copy.suffix == ".xlsx"
    names = zipfile.ZipFile(copy).namelist()
    assert not [name for name in names if "vba" in name.casefold() or "ctrlprop" in name.casefold()]
    assert b"macroEnabled" not in zipfile.ZipFile(copy).read("[Content_Types].xml")
    first = load_workbook(copy).worksheets[0]
    assert any("makron" in str(cell.value) for row in first.iter_rows() for cell in row)
    assert "ca 100" in output
