"""Faults of a whole file that no one stage answers for alone: from the file that came to the finding or the output."""

from __future__ import annotations

import shutil
import time
import tracemalloc
import unicodedata
import zipfile
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from followup.files.containers.inbox import submissions_in
from tests.files.broken import MACROS, PLAIN, SHEET, repacked, saved, zipped
from tests.files.test_reading_safely import TYPES, only_sheet
from tests.house import ErrorValue, Severity, UnreadableFile, command, read_book
from tests.plans import PLAN
from tests.returns.editing import both, on, put
from tests.scoring.rounds import new_round
from tests.tables import SWEDISH, Book, ReadBack, edited, filled_in, new_path, read_back, rows_of, save_book

MEASURES = "## Styrmått\n| Styrmått | Utfall totalt |\n| Antal som fått frågan | 29 |\n| Resultat mot budget | 1,5 |"
ASKED, TOTAL = "Antal som fått frågan", "Utfall totalt"
MEASURES_PART = "xl/worksheets/sheet4.xml"


@pytest.fixture(scope="module")
def answered() -> Path:
    """A template with two answers."""
    return filled_in(MEASURES)


def figure(read: ReadBack) -> object:
    """The answer that every test looks for."""
    return read.value("measures", "fragor", "outcome.total")


def assert_same(path: Path) -> ReadBack:
    """The answers are those that were given, whatever is told besides."""
    read = read_back(path)
    assert figure(read) == Decimal(29) and read.value("measures", "budget", "outcome.total") == Decimal("1.5")
    assert (read.answers.filled, read.answers.refused) == (2, 0), rows_of(read.findings)
    return read


def refusal(path: Path) -> str:
    """The rule that a file is refused by."""
    with pytest.raises(UnreadableFile) as fault:
        read_book(path)
    return fault.value.problem.rule


# ------------------------------------------------------------------------------------------------------ files as such


def test_macros_are_told_and_reach_no_output(answered: Path, tmp_path: Path) -> None:
    """The answers are read; neither the copy that goes back nor anything that merge makes holds the macros."""
    round_ = new_round(
        tmp_path / "r", PLAN, {"nord": MEASURES, "syd": MEASURES.replace("| Resultat mot budget | 1,5 |", "")}
    )
    inbox = round_.folder / "inbox"
    plain = inbox / round_.template("nord").name
    with_macros = repacked(
        lambda _name, content: content.replace(PLAIN, MACROS), {"xl/vbaProject.bin": b"MAKRON"}, plain
    )
    plain.unlink()
    shutil.copyfile(with_macros, plain.with_suffix(".xlsm"))
    result = round_.merged_json()
    findings = [
        (finding["rule"], finding["severity"]) for finding in result["findings"] if finding["file"].endswith(".xlsm")
    ]
    assert ("macros-ignored", "info") in findings
    assert round_.row("nord", "fragor")["Utfall totalt"] == 29
    command("check", str(inbox), "--plan", str(round_.folder), "--return-to", str(tmp_path / "back"))
    outputs = [path for path in [*round_.folder.glob("output/*"), *(tmp_path / "back").iterdir()] if path.is_file()]
    assert len(outputs) >= 4
    assert not [path for path in outputs if b"MAKRON" in _whole(path)]


def _whole(path: Path) -> bytes:
    """A file's bytes, and those of the parts that it is made of."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content += b"".join(archive.read(name) for name in archive.namelist())
    return content


def test_what_is_embedded_reaches_no_output(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": MEASURES})
    path = round_.folder / "inbox" / round_.template("nord").name
    extra = {"xl/embeddings/oleObject1.bin": b"INBAKAT", "xl/activeX/activeX1.bin": b"INBAKAT"}
    shutil.copyfile(repacked(lambda _name, content: content, extra, path), path)
    result = round_.merged_json()
    (finding,) = [finding for finding in result["findings"] if finding["rule"] == "embedded-object"]
    assert finding["severity"] == "warning" and "oleObject1.bin" in finding["found"]
    command("check", str(path), "--plan", str(round_.folder), "--return-to", str(tmp_path / "back"))
    outputs = [path for path in [*round_.folder.glob("output/*"), *(tmp_path / "back").iterdir()] if path.is_file()]
    assert not [output for output in outputs if b"INBAKAT" in _whole(output)]


def test_files_that_are_no_workbooks_are_listed_as_not_read(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "r", PLAN, {"nord": MEASURES})
    inbox = round_.folder / "inbox"
    for name in (
        "bilaga.pdf",
        "svar.zip",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "__MACOSX/._svar.xlsx",
        "~$svar.xlsx",
    ):
        (inbox / name).parent.mkdir(exist_ok=True)
        (inbox / name).write_bytes(b"x")
    _code, output = command("check", str(inbox), "--plan", str(round_.folder))
    assert "bilaga.pdf" in output and "svar.zip" in output and "inte" in output
    assert not [name for name in ("Thumbs", "desktop", "DS_Store", "~$", "._svar") if name in output]


def test_a_long_path_and_a_decomposed_name_are_read(answered: Path) -> None:
    name = unicodedata.normalize("NFD", "Åtgärder å'n & 100 % #1 från Närsjukvården")
    folder = new_path().parent / ("lång mapp " * 12).strip() / ("å" * 60)
    folder.mkdir(parents=True)
    path = folder / f"{name}.xlsx"
    shutil.copyfile(answered, path)
    assert len(str(path)) > 260
    assert submissions_in([folder]) == ([path], [])
    assert_same(path)


def test_an_unrelated_workbook_and_an_empty_one_are_told_within_a_second() -> None:
    budget, empty = Book("Budget"), Book("Tom")
    budget.sheet("Kalkyl").put(0, 0, "Lokaler")
    empty.sheet("Blad1")
    for book in (budget, empty):
        path = save_book(book)
        began = time.process_time()
        read = read_back(path)
        assert read.submission is None and read.rules(Severity.ERROR) == ["not-our-form"]
        assert time.process_time() - began < 1


def test_a_file_protected_as_a_whole_or_not_at_all_says_the_same(answered: Path) -> None:
    from openpyxl.workbook.protection import WorkbookProtection

    def lock(workbook: Any) -> None:
        for page in workbook.worksheets:
            page.protection.sheet = True
            page.protection.password = "hemligt"
        workbook.security = WorkbookProtection(lockStructure=True)

    def unlock(workbook: Any) -> None:
        workbook["Start"].protection.sheet = False

    for change in (lock, unlock):
        assert assert_same(edited(answered, change)).rules() == read_back(answered).rules()


def test_names_that_are_broken_foreign_or_gone_hide_nothing(answered: Path) -> None:
    """Our own name points nowhere, a stranger's is there: the identity is still known by the other two marks."""
    from openpyxl.workbook.defined_name import DefinedName

    def spoil(workbook: Any) -> None:
        for name in list(workbook.defined_names):
            workbook.defined_names[name].attr_text = "#REF!"
        workbook.defined_names["fel"] = DefinedName("fel", attr_text="[9]Annan!$A$1:$ZZZZZ$1")
        workbook.defined_names["_xlnm.Foreign"] = DefinedName("_xlnm.Foreign", attr_text="#REF!$A$1")

    def lose(workbook: Any) -> None:
        for name in list(workbook.defined_names):
            del workbook.defined_names[name]

    wrong = put("Styrmått", "Resultat mot budget", TOTAL, "enligt bilaga")
    for change in (spoil, lose):
        assert_same(edited(answered, change))
        read = read_back(edited(answered, both(change, wrong)))
        assert read.rules(Severity.ERROR) == ["outcome-not-understood"], "the list of faults is not empty"


def test_without_its_identity_the_likely_unit_is_named_and_not_taken(answered: Path) -> None:
    from tests.returns.test_identity import PLACES, lost

    read = read_back(edited(answered, both(*(lost(place) for place in PLACES))))
    assert read.submission is None and read.rules() == ["not-our-form"]
    assert "Division Nord" in SWEDISH(read.findings[0].advice)


# ------------------------------------------------------------------------------------------------------------- cells


def as_a_formula(path: Path, formula: str, result: str = "29", more: dict[str, bytes] | None = None) -> Path:
    """The answer 29 as a formula with a stored result, as Excel saves it."""

    def edit(name: str, content: bytes) -> bytes:
        if name != MEASURES_PART:
            return content
        assert content.count(b"<v>29</v>") == 1
        return content.replace(b"<v>29</v>", f"<f>{formula}</f><v>{result}</v>".encode())

    return repacked(edit, more, path)


def test_a_formula_of_the_units_own_is_used_with_its_result(answered: Path) -> None:
    read = assert_same(as_a_formula(answered, "12+17"))
    assert [(finding.rule, finding.severity) for finding in read.of("formula-used")] == [
        ("formula-used", Severity.INFO)
    ]


def test_a_formula_into_another_workbook_is_used_and_the_link_never_followed(answered: Path) -> None:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="x" Target="file:///C:/hemlig/annan.xlsx" TargetMode="External"/></Relationships>'
    )
    parts = {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": link.encode(),
    }
    read = assert_same(as_a_formula(answered, "[1]Blad1!A1", more=parts))
    assert {"external-links", "formula-used"} <= set(read.rules())
    assert read.of("external-links")[0].severity is Severity.WARNING


def test_a_picture_in_a_cell_is_an_error_value_and_never_blank() -> None:
    """Excel stores a picture placed in a cell as the error #VALUE! with metadata that only newer versions know."""
    cell = b'<row r="7"><c r="C7" t="e" vm="1"><v>#VALUE!</v></c></row></sheetData>'
    path = repacked(lambda name, old: old.replace(b"</sheetData>", cell) if name == SHEET else old)
    raw = only_sheet(path).cells[6, 2]
    assert isinstance(raw, ErrorValue) and raw == "#VALUE!"


def test_an_error_far_down_empties_no_other_row() -> None:
    """The last row of all is an error: every row above it is read."""
    months = "".join(f"| Första besök | 2022-0{n} | 4{n} % | 4{n} % |\n" for n in range(1, 5))
    path = filled_in(f"## Tillgänglighet\n| Serie | Månad | Kvinnor | Män |\n{months}")

    def spoil(page: Any) -> None:
        last = max(cell.row for line in page.iter_rows() for cell in line if cell.value == 0.44)
        at = [cell for cell in page[last] if cell.value == 0.44]
        at[-1].value = "#REF!"

    read = read_back(edited(path, on("Tillgänglighet", spoil)), checks=False)
    assert read.rules(Severity.ERROR) == ["error-value"]
    assert (read.answers.filled, read.answers.read, read.answers.refused) == (8, 7, 1)


def test_values_pasted_over_the_validation_are_checked_again(answered: Path) -> None:
    """A paste takes Excel's own check away with it: what it would have stopped is found when the file is read."""

    def paste(workbook: Any) -> None:
        for page in workbook.worksheets:
            page.data_validations.dataValidation = []
        put("Strategiska åtgärder", "1", "Status", "nästan klar")(workbook)
        put("Produktion", "Övriga besök", "Besök jan–apr 2022", -45)(workbook)

    read = read_back(edited(answered, paste))
    assert sorted(read.rules(Severity.ERROR)) == ["not-in-the-list", "too-small"]


def test_a_half_filled_row_is_read_as_far_as_it_goes() -> None:
    read = read_back(filled_in("## Besök\n| Besök | Besök jan–apr 2022 |\n| Övriga besök | 42 393 |"))
    assert read.value("visits", "ovriga", "now") == Decimal(42393)
    assert read.value("visits", "ovriga", "remote") is None
    assert "not-answered" in read.rules(Severity.WARNING) and not read.rules(Severity.ERROR)


# ----------------------------------------------------------------------------------------------------------- hostile


UNLIKE = Random(1).randbytes(10_000)
"""What shrinks too little for its ratio to be told."""


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ((("xl/media/bomb", b"\0" * 60_000_000),), "too-large-inside"),
        (tuple((f"xl/media/{n}", UNLIKE * 100) for n in range(160)), "too-large-inside"),
        (tuple((f"xl/others/{n}", b"") for n in range(3_000)), "too-many-parts"),
        (tuple((f"xl/media/{n}", b"") for n in range(5_100)), "too-many-pictures"),
    ],
    ids=["ratio", "total", "entries", "pictures"],
)
def test_a_zip_bomb_costs_neither_time_nor_memory(parts: tuple[tuple[str, bytes], ...], rule: str) -> None:
    path = saved(zipped(TYPES, ("xl/workbook.xml", b"<x/>"), *parts))
    content = path.read_bytes()
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(UnreadableFile) as fault:
        read_book(content, path.name)
    took, most = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert fault.value.problem.rule == rule
    assert took < 1 and most < 100_000_000, (took, most)


def test_names_of_units_lead_out_of_no_folder(tmp_path: Path) -> None:
    odd = {"Division Nord": "../../Nord", "Division Syd": "CON", "Folktandvården": "Akut/Olycka: å*?"}
    plan = PLAN
    for old, new in odd.items():
        plan = plan.replace(old, new)
    round_ = new_round(tmp_path / "a" / "b" / "r", plan, {})
    names = sorted(path.name for path in (round_.folder / "templates").glob("*.xlsx"))
    assert names == ["-..-Nord T1 2022.xlsx", "Akut-Olycka- å-- T1 2022.xlsx", "CON T1 2022.xlsx"]
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and round_.folder not in path.parents]
    assert outside == []
    for name in names:
        sheets = openpyxl.load_workbook(round_.folder / "templates" / name).sheetnames
        assert len(sheets) == len({sheet.casefold() for sheet in sheets})


# --------------------------------------------------------------------------------------------------- what we hand out


def test_a_long_drop_down_stands_on_a_sheet_of_lists_and_covers_real_rows_only() -> None:
    """Excel drops a list of more than 255 characters; LibreOffice cuts a range of rows that are not there."""
    from followup.files.book import Validation
    from tests.tables import LISTS

    words = tuple(f"ett långt svarsalternativ nummer {n}" for n in range(20))
    book = Book("Val")
    sheet = book.sheet("Blad")
    for row in range(3):
        sheet.put(row, 0, f"rad {row}")
    sheet.validations.append((0, 2, 1, Validation("list", choices=words)))
    workbook = openpyxl.load_workbook(save_book(book))
    (rule,) = workbook["Blad"].data_validations.dataValidation
    assert rule.formula1 == f"{LISTS}!$A$1:$A$20" and str(rule.sqref) == "B1:B3"
    assert [cell.value for cell in workbook[LISTS]["A"]] == list(words)
    assert workbook[LISTS].sheet_state == "hidden"


def test_no_validation_of_a_template_reaches_below_its_last_row(answered: Path) -> None:
    for page in openpyxl.load_workbook(answered).worksheets:
        for rule in page.data_validations.dataValidation:
            assert max(area.max_row for area in rule.sqref.ranges) <= page.max_row, (page.title, rule.sqref)
