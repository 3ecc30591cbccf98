"""What a file of ours bears: by it opened-and-saved is told from edited, in every format that can bear a mark."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.shared import Pt, RGBColor
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import FilterColumn, Filters

from followup.files.seals.seal import can_bear, digest_of_contents, is_untouched, put_seal, seal_in
from tests.cli.commands.test_merge import NORD, TODAY
from tests.demos import Demo
from tests.files.language import Book, Cell
from tests.office import convert, needs_office
from tests.plans import PLAN
from tests.scoring.rounds import merged_round
from tests.tables import fill, text_tables
from tests.tables import save_book as written_book

PAGE = "<!doctype html>\n<html>\n<head>\n<title>Sida</title>\n</head>\n<body>\n<p>Klart</p>\n</body>\n</html>\n"
YELLOW = PatternFill("solid", fgColor="FFFFFF00")


def sealed(source: Path, folder: Path) -> Path:
    """A copy that bears a mark."""
    copy = folder / source.name
    shutil.copy(source, copy)
    put_seal(copy, copy, "test", "round")
    return copy


def stands(path: Path) -> bool:
    """Whether the file is as we wrote it, by its mark."""
    seal = seal_in(path)
    return seal is not None and seal.kind == "test" and seal.of == "round" and is_untouched(path, seal)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace as a merge left it."""
    return merged_round(tmp_path_factory.mktemp("r") / "r", PLAN, {"nord": NORD}, *TODAY).folder


@pytest.fixture
def book(merged: Path, tmp_path: Path) -> Path:
    return sealed(merged / "output" / "regional.xlsx", tmp_path)


@pytest.fixture
def document(merged: Path, tmp_path: Path) -> Path:
    return sealed(merged / "output" / "summary.docx", tmp_path)


def save_book(path: Path, edit: Callable[[Any], object] = lambda book: None) -> None:
    """As another program saves it: every part anew."""
    book = openpyxl.load_workbook(path, rich_text=True)
    edit(book)
    book.save(path)


def save_document(path: Path, edit: Callable[[Any], object] = lambda document: None) -> None:
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))


def a_picture() -> BytesIO:
    from PIL import Image as Drawn

    memory = BytesIO()
    Drawn.new("RGB", (8, 8), "red").save(memory, "png")
    memory.seek(0)
    return memory


def cell(name: str, **more: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        for key, value in more.items():
            setattr(book["Styrmått"][name], key, value)

    return edit


def validated(book: Any) -> None:
    rule = DataValidation(type="whole", formula1="1", formula2="9")
    rule.add("AH6")
    book["Styrmått"].add_data_validation(rule)


def filtered(book: Any) -> None:
    table = book["Styrmått"].tables["v_measures"]
    table.autoFilter.filterColumn.append(FilterColumn(colId=0, filters=Filters(filter=["Nord"])))


BOOK_EDITS: dict[str, Callable[[Any], object]] = {
    "a figure": cell("H6", value=0.5),
    "a text beside": cell("AH6", value="fråga"),
    "a formula": cell("H6", value="=1+1"),
    "a text taken away": cell("A6", value=None),
    "a note": cell("A6", comment=Comment("Stämmer?", "Anna")),
    "a colour": cell("A6", fill=YELLOW),
    "a colour on an empty cell": cell("AH60", fill=YELLOW),
    "bold": cell("A6", font=Font(name="Arial", size=10, bold=True)),
    "another size": cell("A6", font=Font(name="Arial", size=12)),
    "a word in bold": cell("A6", value=CellRichText("Division ", TextBlock(InlineFont(b=True), "Närsjukvård"))),
    "a number format": cell("H6", number_format="0.000"),
    "a link": cell("A6", hyperlink="https://exempel.se"),
    "a width": lambda book: setattr(book["Styrmått"].column_dimensions["A"], "width", 60),
    "a hidden column": lambda book: setattr(book["Styrmått"].column_dimensions["C"], "hidden", True),
    "a hidden row": lambda book: setattr(book["Styrmått"].row_dimensions[6], "hidden", True),
    "a merged cell": lambda book: book["Översikt"].merge_cells("H90:I90"),
    "a filter": filtered,
    "a rule": validated,
    "a name": lambda book: book.defined_names.add(DefinedName("min", attr_text="Styrmått!$A$6")),
    "a sheet": lambda book: book.create_sheet("Mitt"),
    "a sheet renamed": lambda book: setattr(book["Styrmått"], "title", "Mått"),
    "a hidden sheet": lambda book: setattr(book["Styrmått"], "sheet_state", "hidden"),
    "sheets in another order": lambda book: book.move_sheet("Styrmått", -1),
    "a sheet taken away": lambda book: book.remove(book["Iakttagelser"]),
    "a chart taken away": lambda book: book["Översikt"]._charts.clear(),
    "a picture": lambda book: book["Översikt"].add_image(Image(a_picture()), "P3"),
    "a footer": lambda book: setattr(book["Styrmått"].oddFooter.left, "text", "Utkast"),
    "a title": lambda book: setattr(book.properties, "title", "Min"),
}


def second(document: Any) -> Any:
    """A paragraph with words in it."""
    return next(p for p in document.paragraphs if len(p.text) > 40)


def run(document: Any) -> Any:
    return second(document).runs[0]


DOCUMENT_EDITS: dict[str, Callable[[Any], object]] = {
    "a paragraph": lambda document: document.add_paragraph("Min text"),
    "an empty line": lambda document: document.add_paragraph(""),
    "a word": lambda document: second(document).add_run(" till"),
    "a paragraph taken away": lambda document: second(document)._p.getparent().remove(second(document)._p),
    "bold": lambda document: setattr(run(document).font, "bold", True),
    "a colour": lambda document: setattr(run(document).font.color, "rgb", RGBColor(255, 0, 0)),
    "another size": lambda document: setattr(run(document).font, "size", Pt(17)),
    "a heading": lambda document: setattr(second(document), "style", document.styles["Heading 1"]),
    "in the middle": lambda document: setattr(second(document), "alignment", 1),
    "a cell": lambda document: setattr(document.tables[0].cell(1, 1), "text", "nytt"),
    "a row": lambda document: document.tables[0].add_row(),
    "a row taken away": lambda document: document.tables[0]._tbl.remove(document.tables[0].rows[1]._tr),
    "a table": lambda document: document.add_table(2, 2),
    "a picture": lambda document: document.add_picture(a_picture()),
    "a comment": lambda document: document.add_comment(second(document).runs, text="Stämmer?", author="Anna"),
    "a header": lambda document: setattr(document.sections[0].header.paragraphs[0], "text", "Utkast"),
    "a page on its side": lambda document: document.add_section(),
    "a style": lambda document: setattr(document.styles["Heading 1"].font, "italic", True),
    "a title": lambda document: setattr(document.core_properties, "title", "Min"),
}


def test_a_workbook_that_was_only_opened_and_saved_is_as_we_wrote_it(book: Path) -> None:
    before = book.read_bytes()
    assert stands(book)
    save_book(book, lambda book: setattr(book, "active", 2))
    assert book.read_bytes() != before
    assert stands(book)


def test_that_a_column_as_wide_as_usual_was_set_is_not_kept_by_every_program(book: Path) -> None:
    save_book(book, lambda book: setattr(book["Styrmått"].column_dimensions["AZ"], "width", 8.71))
    assert stands(book)


@pytest.mark.parametrize("edit", BOOK_EDITS)
def test_a_workbook_that_was_edited_is_not(book: Path, edit: str) -> None:
    save_book(book, BOOK_EDITS[edit])
    assert seal_in(book) is not None
    assert not stands(book)


def test_a_document_that_was_only_opened_and_saved_is_as_we_wrote_it(document: Path) -> None:
    assert stands(document)
    save_document(document, lambda document: setattr(document.core_properties, "last_modified_by", "Anna"))
    assert stands(document)


@pytest.mark.parametrize("edit", DOCUMENT_EDITS)
def test_a_document_that_was_edited_is_not(document: Path, edit: str) -> None:
    save_document(document, DOCUMENT_EDITS[edit])
    assert seal_in(document) is not None
    assert not stands(document)


def test_a_template_that_somebody_filled_in_is_not(merged: Path, tmp_path: Path) -> None:
    template = sealed(next((merged / "templates").glob("*.xlsx")), tmp_path)
    fill(template, template, [])
    assert stands(template)
    fill(template, template, text_tables(NORD, "Styrmått"))
    assert not stands(template)


@needs_office
@pytest.mark.slow
def test_what_libreoffice_opened_and_saved_is_as_we_wrote_it(demo: Demo, tmp_path: Path) -> None:
    folder, workspace = tmp_path / "libreoffice", demo.folder
    for names, ending in (
        (["output/regional.xlsx", "templates/Division Service T1 2022.xlsx", "plan.xlsx"], "xlsx"),
        (["output/summary.docx", "output/appendix/Division Service.docx"], "docx"),
    ):
        folder.mkdir(exist_ok=True)
        paths = [sealed(workspace / name, tmp_path) for name in names]
        for path, copy in zip(paths, convert(paths, ending, folder), strict=True):
            assert copy.read_bytes() != path.read_bytes()
            assert stands(copy), path.name


@pytest.mark.parametrize("name", ["sida.html", "kör.cmd", "kör.sh"])
def test_a_text_bears_its_mark_in_a_line_of_its_own(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    text = PAGE if name.endswith("html") else "echo Klart\nexit 0\n"
    path.write_bytes(text.encode())
    put_seal(path, path, "test", "round")
    once = path.read_bytes()
    assert len(once.decode().splitlines()) == len(text.splitlines()) + 1
    assert stands(path)
    path.write_bytes(once.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert stands(path)  # as a copy through a mail or a version control leaves it
    path.write_bytes(once.replace(b"Klart", b"Nej"))
    assert not stands(path)
    path.write_bytes(once)
    put_seal(path, path, "test", "round")
    assert path.read_bytes() == once


def test_the_same_file_gives_the_same_bytes_and_its_other_parts_stay_as_they_are(merged: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for source in (merged / "output" / "regional.xlsx", merged / "output" / "summary.docx"):
        first, again = sealed(source, tmp_path / "a"), sealed(source, tmp_path / "b")
        assert first.read_bytes() == again.read_bytes()
        put_seal(again, again, "test", "round")
        assert first.read_bytes() == again.read_bytes()
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(first) as new:
            assert new.testzip() is None
            assert set(old.namelist()) <= set(new.namelist())
            changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
            assert changed <= {"docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"}


def test_what_bears_no_mark_or_is_broken_is_nobodys(book: Path, tmp_path: Path) -> None:
    whole = book.read_bytes()
    for content in (whole[:2000], b"", b"%PDF-1.7"):
        book.write_bytes(content)
        assert seal_in(book) is None
    openpyxl.Workbook().save(book)
    assert seal_in(book) is None
    assert seal_in(tmp_path / "saknas.xlsx") is None
    assert not can_bear(tmp_path / "sammanfattning.pdf")


@pytest.fixture(scope="module")
def every_cell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with every kind of cell, as we write it."""
    book = Book("A book")
    sheet = book.sheet("Sheet")
    sheet.hidden_rows.add(7)
    sheet.put(0, 0, 'Å & <B> "x"\nsecond line', "title")
    sheet.put(1, 0, None, "input")
    sheet.put(1, 1, 12, "label")
    sheet.put(1, 2, True, "label")
    sheet.put(2, 0, "x", "computed", formula='=IF(A1<>"<&>","x","")')
    sheet.put(2, 1, 3, "computed", formula="=1+2")
    for row in (3, 4):
        sheet.cells[row, 3] = Cell(
            "", "key", formula=f"=LEN(A{row + 1})&{'A' * 250!r}".replace("'", '"'), pattern="LEN"
        )
    return written_book(book, tmp_path_factory.mktemp("cells") / "book.xlsx")


def test_text_and_tree_of_a_sheet_say_the_same(every_cell: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(every_cell) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    as_tree = tmp_path / "tree.xlsx"
    with zipfile.ZipFile(as_tree, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"<sheetData>", b"<sheetData><!-- a remark -->"))
    assert digest_of_contents(as_tree) == digest_of_contents(every_cell)


def test_what_was_noted_while_a_template_was_written_is_what_it_says(merged: Path) -> None:
    templates = sorted((merged / "templates").glob("*.xlsx"))
    assert templates
    for path in templates:
        seal = seal_in(path)
        assert seal is not None and seal.contents == digest_of_contents(path)
