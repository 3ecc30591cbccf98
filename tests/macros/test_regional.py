"""The buttons of the regional workbook with macros, pressed in LibreOffice: what they open, write and merge."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest

from followup.files.packages.xlsx_parts import parts_of
from followup.files.xlsx_writing.vba import ADD_IN, TYPES, WITH
from followup.flow.door.double_click import write_double_click_files
from followup.flow.listener import SILENT
from tests.demos import Demo
from tests.house import command
from tests.macros.every_workbook import procedures, read_back, workbook
from tests.macros.running_office import Office, buttons, cell, needs_running_office, press
from tests.macros.test_division import FILLED
from tests.macros.workbooks import as_saved, close, plain, seen_by_macros, seen_by_the_form
from tests.office import no_repeated_rows
from tests.outputs.reading_back import sheet_records
from tests.plans import PLAN
from tests.scoring.rounds import new_round
from tests.tables import fill, text_tables

pytestmark = [needs_running_office, pytest.mark.xdist_group("office")]

TOLD, TOLD_ELSEWHERE = "F5", "F1"


@pytest.fixture(scope="module")
def merged(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round with answers, merged with macros."""
    folder = tmp_path_factory.mktemp("merged") / "place"
    shutil.copytree(demo.folder, folder)
    shutil.rmtree(folder / "output")
    write_double_click_files(folder, SILENT)
    with no_repeated_rows():
        assert command("merge", "--plan", str(folder / "plan.xlsx"), "--macros")[0] == 1
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round that is opened, and merged again, in a moment; with macros."""
    round_ = new_round(tmp_path_factory.mktemp("small") / "r", PLAN, {"nord": FILLED})
    with no_repeated_rows():
        assert round_.merge("--macros").code == 1
    write_double_click_files(round_.folder, SILENT)
    return round_.folder


@pytest.fixture
def place(small: Path, tmp_path: Path) -> Path:
    """Its copy in a folder whose name is none of the easy ones."""
    return Path(shutil.copytree(small, tmp_path / "Uppföljning & annat 2022"))


@pytest.fixture
def document(office: Office, place: Path) -> Iterator[Any]:
    """The regional workbook in view; whatever is open afterwards is closed."""
    close_all(office)
    yield office.open(place / "output" / "regional.xlsm")
    close_all(office)


@pytest.fixture
def looked_at(office: Office, merged: Path) -> Iterator[Any]:
    """The regional workbook in view, for tests that only look: it stays open, and what they open is closed."""
    regional = merged / "output" / "regional.xlsm"
    close_all(office, but=regional)
    yield next(iter(documents(office)), None) or office.open(regional)
    close_all(office, but=regional)


def close_all(office: Office, but: Path = Path()) -> None:
    """Close whatever is open, but one file."""
    for candidate in documents(office):
        if path_of(candidate) != but.resolve():
            candidate.close(True)


def documents(office: Office) -> list[Any]:
    """Every document that is open."""
    documents_, components = [], office.desktop.Components.createEnumeration()
    while components.hasMoreElements():
        documents_.append(components.nextElement())
    return documents_


def in_view(document: Any, sheet: str, address: str) -> Any:
    """A person's step to a cell."""
    chosen = cell(document, sheet, address)
    document.CurrentController.Frame.activate()
    document.CurrentController.select(chosen)
    return chosen


def links(workbook: Path) -> list[tuple[str, str, str, str, str]]:
    """(sheet, address, file, its sheet, its cell) of every link to a cell of another workbook."""
    from openpyxl import load_workbook

    book = load_workbook(workbook)
    return [
        (sheet.title, cell.coordinate, match[1], match[2].replace("''", "'"), match[3])
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if (match := re.match(r"""=HYPERLINK\("(.+?)#'(.+)'!([A-Z]+\d+)",""", str(cell.value)))
    ]


def told(document: Any, sheet: str = "Översikt") -> str:
    """What the macro says that it did."""
    return str(cell(document, sheet, TOLD if sheet == "Översikt" else TOLD_ELSEWHERE).String)


def path_of(document: Any) -> Path:
    """Where an open document lies."""
    return Path(unquote(document.URL.removeprefix("file://")))


def at_cell(office: Office, path: Path) -> str:
    """The sheet and cell that are chosen in an open document: ``Produktion!C7``."""
    (match,) = [candidate for candidate in documents(office) if path_of(candidate) == path.resolve()]
    sheet, address = match.CurrentSelection.AbsoluteName.removeprefix("$").split(".")
    return f"{sheet}!{address}".replace("'", "").replace("$", "")


def test_each_button_is_where_it_is_needed(looked_at: Any) -> None:
    captions = [caption for caption, _script in buttons(looked_at)]
    assert captions[:3] == ["Uppdatera", "Visa källa", "Exportera PDF"]
    assert len(captions) > 6 and set(captions[3:]) == {"Visa källa"}


def test_the_source_is_opened_at_its_cell(office: Office, looked_at: Any, merged: Path) -> None:
    every = links(merged / "output" / "regional.xlsm")
    assert len(every) > 200
    by_sheet = {sheet: (sheet, *rest) for sheet, *rest in every}
    assert len(by_sheet) > 6
    for sheet, address, way, its_sheet, its_cell in by_sheet.values():
        in_view(looked_at, sheet, f"A{re.sub('[A-Z]', '', address)}")
        assert press(looked_at, "Visa källa") == "OK"
        assert told(looked_at, sheet) == f"{Path(way).name} är öppen för läsning, vid {its_sheet}!{its_cell}."
        assert at_cell(office, merged / "output" / way) == f"{its_sheet}!{its_cell}"


def test_the_link_that_is_chosen_comes_before_the_rows_others(looked_at: Any) -> None:
    addresses = (f"{column}5" for column in "BCDEFGHI")
    file = next(at for at in addresses if "T1 2022.xlsx" in cell(looked_at, "Underlag", at).String)
    in_view(looked_at, "Underlag", file)
    assert press(looked_at, "Visa källa") == "OK"
    assert told(looked_at, "Underlag") == f"{cell(looked_at, 'Underlag', file).String} är öppen för läsning."


@pytest.mark.parametrize(("sheet", "address"), [("Besök", "A2"), ("Översikt", "A1"), ("Mål", "A6"), ("Regionen", "B9")])
def test_a_row_without_a_source_is_told(office: Office, looked_at: Any, sheet: str, address: str) -> None:
    in_view(looked_at, sheet, address)
    assert press(looked_at, "Visa källa") == "OK"
    assert told(looked_at, sheet).startswith("Den här raden leder inte till någon fil.")
    assert len(documents(office)) == 1


def test_a_file_that_is_gone_is_told(office: Office, document: Any, place: Path) -> None:
    (place / "inbox" / "Division Nord T1 2022.xlsx").unlink()
    in_view(document, "Besök", "A5")
    assert press(document, "Visa källa") == "OK"
    assert told(document, "Besök").startswith("Division Nord T1 2022.xlsx finns inte kvar.")
    assert len(documents(office)) == 1


def test_a_sheet_that_is_gone_is_told(office: Office, document: Any, place: Path) -> None:
    from openpyxl import load_workbook

    file = place / "inbox" / "Division Nord T1 2022.xlsx"
    book = load_workbook(file)
    book["Produktion"].title = "Annat"
    book.save(file)
    in_view(document, "Besök", "A5")
    assert press(document, "Visa källa") == "OK"
    assert "har inget blad Produktion" in told(document, "Besök")


def test_the_workbook_as_pdf(document: Any, place: Path) -> None:
    from pypdf import PdfReader

    assert press(document, "Exportera PDF") == "OK"
    written = place / "output" / "regional.pdf"
    assert told(document) == f"PDF-filen ligger i {written}."
    pages = PdfReader(written).pages
    sheets = map(document.Sheets.getByIndex, range(document.Sheets.Count))
    assert len(pages) >= sum(sheet.IsVisible for sheet in sheets) > 5
    assert "enheter har svarat" in pages[0].extract_text()
    assert "PDF-filen" not in pages[0].extract_text()


def test_the_merge_is_run_and_new_values_stand_on_disk(document: Any, place: Path) -> None:
    before = figure(place)
    type_in_inbox(place, 21999)
    assert press(document, "Uppdatera") == "OK"
    assert (
        told(document) == "Sammanställningen är klar. Stäng den här arbetsboken utan att spara den och öppna den igen."
    )
    assert before != 21999
    assert figure(place) == figure(place, "regional.xlsm") == 21999
    assert "Svaren är sammanställda" in (place / "output" / "resultat.html").read_text(encoding="utf-8")


def test_a_workbook_that_may_not_be_replaced_gets_a_new_one_that_is_opened(
    office: Office, document: Any, place: Path
) -> None:
    type_in_inbox(place, 21999)
    book = openpyxl.load_workbook(place / "output" / "regional.xlsm", keep_vba=True)
    book.worksheets[0]["A60"] = "changed by a person"
    book.save(place / "output" / "regional.xlsm")
    close(book)  # else its macros' archive is ended when some other test runs
    assert press(document, "Uppdatera") == "OK"
    assert "står i regional (2).xlsm, som nu är öppen. Stäng regional.xlsm." in told(document)
    assert figure(place, "regional (2).xlsm") == 21999
    assert place / "output" / "regional (2).xlsm" in map(path_of, documents(office))


def test_a_merge_that_cannot_be_done_is_told(document: Any, place: Path) -> None:
    before = (place / "output" / "regional.xlsm").read_bytes()
    (place / "plan.xlsx").write_bytes(b"no workbook")
    assert press(document, "Uppdatera") == "OK"
    assert told(document).startswith("Sammanställningen kunde inte göras härifrån; inget har ändrats.")
    assert (place / "output" / "regional.xlsm").read_bytes() == before
    assert "Det gick inte" in (place / "output" / "resultat.html").read_text(encoding="utf-8")


def test_a_workspace_without_the_file_that_runs_followup_is_told(document: Any, place: Path) -> None:
    shutil.rmtree(place / "program")
    assert press(document, "Uppdatera") == "OK"
    assert "followup.sh saknas." in told(document)


def test_a_workbook_outside_its_workspace_is_told(office: Office, place: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copy(place / "output" / "regional.xlsm", tmp_path / "regional.xlsm"))
    document = office.open(moved)
    assert press(document, "Uppdatera") == "OK"
    assert told(document).startswith("Ingen plan.xlsx finns i arbetsbokens mapp")
    document.close(True)


def figure(place: Path, name: str = "regional.xlsx") -> float:
    """What the first division's figure of somatic visits is in the regional workbook on disk."""
    rows = sheet_records(place / "output" / name, "Besök", "Enhet")
    return next(float(row["Besök jan–apr 2022"]) for row in rows if row["Radnyckel"] == "lakare-somatik")


def type_in_inbox(place: Path, number: int) -> None:
    """The division sends a corrected file under the same name."""
    file = place / "inbox" / "Division Nord T1 2022.xlsx"
    fill(file, file, text_tables(f"## Produktion\n| Besök | Besök jan–apr 2022 |\n| Läkarbesök > Somatik | {number} |"))


def test_the_same_answers_give_the_same_bytes(place: Path) -> None:
    workbook = place / "output" / "regional.xlsm"
    before = workbook.read_bytes()
    with no_repeated_rows():
        command("merge", "--plan", str(place / "plan.xlsx"), "--macros")
    assert workbook.read_bytes() == before
    manifest = (place / "output" / "manifest.json").read_text(encoding="utf-8")
    assert '"file": "regional.xlsm"' in manifest


def test_what_is_published_has_no_macros(place: Path) -> None:
    command("merge", "--plan", str(place / "plan.xlsx"), "--macros", "--published")
    assert sorted(path.name for path in (place / "output" / "published").iterdir()) == ["regional.xlsx", "summary.docx"]


# ------------------------------------------------------------------------- an own workbook, and an add-in


@pytest.fixture
def beside(office: Office, place: Path) -> Iterator[Any]:
    """The plain regional workbook in view."""
    close_all(office)
    yield office.open(place / "output" / "regional.xlsx")
    close_all(office)


def test_an_own_workbook_acts_on_the_one_that_was_in_view(office: Office, beside: Any, place: Path) -> None:
    own_book = office.open(workbook("own workbook"))
    in_view(beside, "Besök", "A6")
    own_book.CurrentController.Frame.activate()
    assert press(own_book, "Visa källa") == "OK"
    assert (
        cell(own_book, "Followup", "A3").String == "Division Nord T1 2022.xlsx är öppen för läsning, vid Produktion!C8."
    )
    assert at_cell(office, place / "inbox" / "Division Nord T1 2022.xlsx") == "Produktion!C8"


def test_an_own_workbook_alone_asks_for_the_regional_one(office: Office) -> None:
    own_book = office.open(workbook("own workbook"))
    for caption in ("Uppdatera", "Visa källa", "Exportera PDF"):
        assert press(own_book, caption) == "OK"
        assert cell(own_book, "Followup", "A3").String == "Öppna regionens arbetsbok först."
    own_book.close(True)


def add_in_as_workbook(target: Path) -> Path:
    """LibreOffice opens no .xlam: the same file, called a workbook."""
    parts = parts_of(workbook("add-in").read_bytes())
    parts.content[TYPES] = parts.content[TYPES].replace(ADD_IN, WITH)
    target.write_bytes(parts.packed())
    return target


def test_an_add_in_checks_the_plain_workbook_in_view(office: Office, tmp_path: Path) -> None:
    path = plain(FILLED)
    assert path.suffix == ".xlsx"
    added = office.open(add_in_as_workbook(tmp_path / "Followup.xlsm"))
    document = office.open(path)
    document.CurrentController.Frame.activate()
    script = "vnd.sun.star.script:VBAProject.FollowupDivision.Kontrollera?language=Basic&location=document"
    assert added.getScriptProvider().getScript(script).invoke([], [], [])[0] == "OK"
    listed = seen_by_macros(document)
    assert listed == seen_by_the_form(as_saved(document, path)) and listed
    document.close(True)
    added.close(True)


def test_an_add_in_acts_on_the_workbook_in_view(office: Office, beside: Any, place: Path) -> None:
    added = office.open(add_in_as_workbook(place / "Followup.xlsm"))
    script = "vnd.sun.star.script:VBAProject.FollowupRegional.{}?language=Basic&location=document"
    in_view(beside, "Besök", "A6")
    assert added.getScriptProvider().getScript(script.format("ExporteraPDF")).invoke([], [], [])[0] == "OK"
    assert (place / "output" / "regional.pdf").read_bytes().startswith(b"%PDF")
    assert added.getScriptProvider().getScript(script.format("VisaKalla")).invoke([], [], [])[0] == "OK"
    assert at_cell(office, place / "inbox" / "Division Nord T1 2022.xlsx") == "Produktion!C8"


def test_an_add_ins_tab_runs_procedures_that_are_there() -> None:
    tab = zipfile.ZipFile(workbook("add-in")).read("customUI/customUI14.xml").decode("utf-8")
    called_procedures = re.findall(r'onAction="(\w+)"', tab)
    assert called_procedures == [
        *("RibbonUppdatera", "RibbonVisaKalla", "RibbonExporteraPDF"),
        *("RibbonKontrollera", "RibbonNastaTomma", "RibbonSparaForInlamning"),
    ]
    assert set(called_procedures) <= set(procedures(read_back(workbook("add-in"))["FollowupRibbon"]))
