"""Words that a unit sets in italics stand so in the document that comes of it; the answer itself is the plain text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.house import command
from tests.plans import PLAN
from tests.returns.test_struck_out import shared
from tests.scoring.rounds import Round, new_round

QUESTIONS = """
## Frågor
| Id | Rubrik | Fråga | Enheter |
| digital | Nära vård | Vad har gjorts? | nord |
"""
TYPED = "Fler samtal på video."
ANSWERS = f"""
## Frågor
| Fråga | Svar |
| Vad har gjorts? | {TYPED} |
"""
LOOKS: dict[str, dict[str, Any]] = {"/": {"i": True}, "~": {"strike": True}, "^": {"vertAlign": "superscript"}}
Write = Callable[[Any], None]


def pieces(text: str) -> CellRichText:
    """A text in pieces with a bar between: / before one in italics, ~ before one struck out, ^ before one raised."""
    blocks = ((LOOKS.get(each[:1], {}), each) for each in text.split("|"))
    return CellRichText(*(TextBlock(InlineFont(**look), each[bool(look) :]) for look, each in blocks))


def handed_in(folder: Path, write: Write, store: Callable[[Path], Path] = lambda path: path) -> Round:
    """A round in which the answer's cell was written so."""
    round_ = new_round(folder, PLAN + QUESTIONS, {"nord": ANSWERS})
    path = round_.folder / "inbox" / "Division Nord T1 2022.xlsx"
    workbook = openpyxl.load_workbook(path)
    (cell,) = (cell for line in workbook["Frågor"].iter_rows() for cell in line if cell.value == TYPED)
    write(cell)
    workbook.save(path)
    workbook.close()
    stored = store(path)
    if stored != path:
        path.write_bytes(stored.read_bytes())
    return round_


def typed(text: str) -> Write:
    """The answer in pieces."""

    def write(cell: Any) -> None:
        cell.value = pieces(text)

    return write


def paragraph_with(document: Path, text: str) -> list[tuple[str, bool]]:
    """The runs of the paragraphs that have a text, with whether each is in italics."""
    found = [paragraph for paragraph in docx.Document(str(document)).paragraphs if text in paragraph.text]
    assert found, text
    return [(run.text, bool(run.italic)) for paragraph in found for run in paragraph.runs]


CASES = {
    "Fler |/samtal| på video.": [("Fler ", False), ("samtal", True), (" på video.", False)],
    "Fler|/ samtal |på |/video|.": [("Fler ", False), ("samtal", True), (" på ", False), ("video", True), (".", False)],
    "Fle|/\u0308r| samtal på video.": [("Flër samtal på video.", False)],
    "Fler |/samtal |på |/video.": [("Fler ", False), ("samtal", True), (" på ", False), ("video.", True)],
    "Fler |~två |/samtal| på video.": [("Fler ", False), ("samtal", True), (" på video.", False)],
    " \u00a0Fler  |/ samtal| på video.": [("Fler  ", False), ("samtal", True), (" på video.", False)],
    "Ne\u0308j |/e\u0308j| samtal på video.": [("Nëj ", False), ("ëj", True), (" samtal på video.", False)],
    "Stycke.\nFler |/samtal\nEtt| till.": [("Fler ", False), ("samtal", True)],
    "- Stycke.\n- Fler |/samtal| på video.": [("Fler ", False), ("samtal", True), (" på video.", False)],
    "Fler \u200b|/samtal| på video.": [("Fler samtal på video.", False)],
    "/Fler samtal på video.": [("Fler samtal på video.", False)],
    "/Fler |/samtal på video.": [("Fler samtal på video.", False)],
}


@pytest.mark.parametrize("text", CASES)
def test_a_word_in_italics_is_one_in_the_document(text: str, tmp_path: Path) -> None:
    merged = handed_in(tmp_path, typed(text)).merge()
    words = "samtal"
    assert paragraph_with(merged.summary, words) == CASES[text]


def test_so_is_one_whose_text_stands_among_the_shared_ones(tmp_path: Path) -> None:
    merged = handed_in(tmp_path, typed("Fler |/samtal| på video."), shared).merge()
    assert paragraph_with(merged.summary, "samtal") == CASES["Fler |/samtal| på video."]


def test_a_cell_that_is_styled_is_no_emphasis(tmp_path: Path) -> None:
    def write(cell: Any) -> None:
        cell.font = Font(italic=True)

    assert paragraph_with(handed_in(tmp_path, write).merge().summary, "samtal") == [(TYPED, False)]


def test_what_says_nothing_of_its_look_looks_as_its_cell(tmp_path: Path) -> None:
    def write(cell: Any) -> None:
        cell.value = CellRichText(
            "Fler ", TextBlock(InlineFont(b=True), "samtal"), TextBlock(InlineFont(i=True), " på video.")
        )
        cell.font = Font(italic=True)

    assert paragraph_with(handed_in(tmp_path, write).merge().summary, "samtal") == [
        ("Fler", True),
        (" samtal ", False),
        ("på video.", True),
    ]


def test_the_answer_is_its_text_and_a_reading_that_was_kept_has_its_look(tmp_path: Path) -> None:
    round_ = handed_in(tmp_path, typed("Fler |/samtal| på video.")).merge()
    first = round_.summary.read_bytes()
    code, _output = command("export", "--plan", str(round_.folder), "--into", str(tmp_path / "facts"))
    assert code == 0
    (facts,) = (tmp_path / "facts").glob("*.csv")
    lines = list(csv.DictReader(io.StringIO(facts.read_text(encoding="utf-8-sig"))))
    assert TYPED in {line["text"] for line in lines}
    round_.merge()
    assert round_.summary.read_bytes() == first
    with zipfile.ZipFile(round_.regional) as package:
        assert TYPED in package.read("xl/sharedStrings.xml").decode()


def test_a_page_has_it_too(tmp_path: Path) -> None:
    round_ = handed_in(tmp_path, typed("Fler |/samtal < 5| på video."))
    command("report", "--plan", str(round_.folder), "--all", "--format", "html")
    (page,) = round_.folder.rglob("summary.html")
    assert "Fler <em>samtal &lt; 5</em> på video." in page.read_text(encoding="utf-8")


def test_a_published_document_has_it_too(tmp_path: Path) -> None:
    round_ = handed_in(tmp_path, typed("Fler |/samtal| på video.")).merge("--published")
    assert paragraph_with(round_.public("summary.docx"), "samtal") == CASES["Fler |/samtal| på video."]
