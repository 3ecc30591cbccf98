"""A workbook that was only opened and saved still counts as ours; whatever a person does to it makes it theirs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import FilterColumn, Filters

from followup.files.excel.written_workbook import contents_of, is_as_written, written_copy
from tests.cli.commands.test_merge import NORD, TODAY, record
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    return merged_round(tmp_path / "r", PLAN, {"nord": NORD}, *TODAY)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder as a merge left it."""
    return merged_round(tmp_path_factory.mktemp("r") / "r", PLAN, {"nord": NORD}, *TODAY).folder / "output"


@pytest.fixture
def regional(merged: Path, tmp_path: Path) -> Path:
    """A regional workbook, with what the merge kept of it."""
    return shutil.copytree(merged, tmp_path / "output") / "regional.xlsx"


def saved_by_another(path: Path, edit: Callable[[Any], object] = lambda book: None) -> None:
    """Written anew, every part of it, as another program writes it."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


def test_a_merge_keeps_what_it_wrote(regional: Path) -> None:
    assert written_copy(regional).read_bytes() == regional.read_bytes()


def test_opened_and_saved_is_still_ours(round_: Round) -> None:
    path = round_.folder / "output" / "regional.xlsx"
    before = path.read_bytes()
    saved_by_another(path, lambda book: setattr(book, "active", 2))
    assert path.read_bytes() != before
    assert is_as_written(path)
    round_.merge(*TODAY)
    assert [output["file"] for output in record(round_)["outputs"]] == ["regional.xlsx", "summary.docx"]
    assert path.read_bytes() == before


def changed(sheet: str, cell: str, **named: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        for name, value in named.items():
            setattr(book[sheet][cell], name, value)

    return edit


def filtered(book: Any) -> None:
    table = book["Styrmått"].tables["v_measures"]
    table.autoFilter.filterColumn.append(FilterColumn(colId=0, filters=Filters(filter=["Nord"])))


EDITS: dict[str, Callable[[Any], object]] = {
    "a figure": changed("Styrmått", "H6", value=0.5),
    "a text beside": changed("Styrmått", "AH6", value="fråga"),
    "a formula": changed("Översikt", "C5", value="=1+1"),
    "a note": changed("Styrmått", "A6", comment=Comment("Stämmer?", "Anna")),
    "a mark": changed("Styrmått", "A6", fill=PatternFill("solid", fgColor="FFFFFF00")),
    "a mark on an empty cell": changed("Översikt", "H40", fill=PatternFill("solid", fgColor="FFFFFF00")),
    "bold": changed("Styrmått", "A6", font=Font(name="Arial", size=10, bold=True)),
    "a sheet": lambda book: book.create_sheet("Mitt"),
    "a sheet renamed": lambda book: setattr(book["Styrmått"], "title", "Mått"),
    "sheets in another order": lambda book: book.move_sheet("Styrmått", -1),
    "a filter": filtered,
    "a hidden row": lambda book: setattr(book["Styrmått"].row_dimensions[6], "hidden", True),
    "a width": lambda book: setattr(book["Styrmått"].column_dimensions["A"], "width", 60),
    "a merged cell": lambda book: book["Översikt"].merge_cells("H40:I40"),
    "a name": lambda book: book.defined_names.add(
        openpyxl.workbook.defined_name.DefinedName("min", attr_text="Styrmått!$A$6")
    ),
    "a chart away": lambda book: book["Översikt"]._charts.clear(),
    "a link": changed("Styrmått", "A6", hyperlink="https://exempel.se"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_a_person_does_makes_it_theirs(regional: Path, edit: str) -> None:
    saved_by_another(regional, EDITS[edit])
    assert not is_as_written(regional)


def test_an_edited_one_is_kept_to_the_byte(round_: Round) -> None:
    path = round_.folder / "output" / "regional.xlsx"
    saved_by_another(path, EDITS["a note"])
    before = path.read_bytes()
    round_.merge(*TODAY)
    assert [other.read_bytes() for other in path.parent.glob("regional 2*.xlsx")] == [before]
    assert contents_of(written_copy(path)) == contents_of(path)


def test_without_the_copy_or_with_a_broken_file_nothing_is_taken_for_ours(regional: Path) -> None:
    path = regional
    saved_by_another(path)
    shutil.copy(path, path.with_name("annan.xlsx"))
    assert not is_as_written(path.with_name("annan.xlsx"))
    path.write_bytes(path.read_bytes()[:2000])
    assert not is_as_written(path)
    shutil.rmtree(written_copy(path).parent)
    assert not is_as_written(path)
