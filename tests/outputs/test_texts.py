"""Texts that people write, all the way into every output: identical in Word, never a formula, whole or said to be cut."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.house import SECTIONS, Value, command, form_for, lay_out_form
from tests.outputs.reading_back import word_text
from tests.plans import PLAN, changed
from tests.scoring.rounds import Round, every_text, new_round, plain
from tests.tables import save_book

FORMULA_LIKE = "=1+1"
LINES = (
    '=HYPERLINK("http://x")',
    "-5 % lägre",
    "+46 70 123 45 67",
    "@SUM(A1)",
    "& < > \" '",
    "{{ plan }} {x} {% if %} %s",
    "_x0041_ ]]> <w:p/>",
    "NA",
    "👩‍⚕️ å ä ö",
    "a\tb",
)
MANY_LINES = "\n".join(f"rad {number}" for number in range(1, 401))
LONG = "👩" * 16_000 + "slut"
PERSON = "811218-9876"
COMMENTS: Mapping[str, Mapping[str, Mapping[str, Value]]] = {
    "measures": {
        "vantat": {"comment": "\n".join(LINES)},
        "fragor": {"comment": LONG},
        "budget": {"comment": f"Dolt\u200b tecken\u202e och {PERSON}"},
    },
    "actions": {"planering": {"comment": FORMULA_LIKE}, "remisser": {"comment": MANY_LINES}},
    "visits": {"ovriga": {"comment": f"Gäller 19{PERSON.replace('-', '')}"}},
    "sign_off": {"done_by": {"answer": f"Eva {PERSON}"}},
}


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """A round where one division has answered with such texts, merged and published."""
    round_ = new_round(
        tmp_path_factory.mktemp("texter"), changed("Resultat mot budget |", "=Resultat mot budget |"), {}
    )
    form = form_for(round_.plan, round_.plan.units["nord"], SECTIONS)
    inbox = round_.folder / "inbox"
    inbox.mkdir()
    book = lay_out_form(form, round_.plan, round_.plan.units["nord"], COMMENTS)
    save_book(book, inbox / round_.template("nord").name)
    return round_.merge("--published")


def comment(row: Mapping[str, object]) -> str:
    """A row's comment in the regional workbook."""
    return str(row["Kommentar"])


def test_a_text_is_the_same_in_word(merged: Round) -> None:
    assert "".join(LINES).replace("\t", "") in word_text(merged.summary)
    assert "<w:t>a</w:t><w:tab/>" in every_text(merged.summary)["word/document.xml"]
    assert f": {FORMULA_LIKE}\n" in word_text(merged.summary)


@pytest.mark.parametrize("text", [MANY_LINES, LONG], ids=["400 lines", "32 004 units"])
def test_a_long_text_is_whole_in_word(merged: Round, text: str) -> None:
    assert text.replace("\n", "") in word_text(merged.summary)


def test_a_text_stays_text_in_the_workbooks(merged: Round) -> None:
    for path in (merged.regional, merged.public("regional.xlsx"), *merged.folder.glob("templates/*.xlsx")):
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
        assert not [formula for formula in formulas if "1+1" in formula or "http" in formula or "Resultat" in formula]
    assert comment(merged.row("nord", "planering", "Strategiska åtgärder")) == FORMULA_LIKE
    assert comment(merged.row("nord", "vantat")) == "\n".join(LINES)


def test_too_many_lines_are_cut_in_excel_and_the_place_of_the_whole_is_told(merged: Round) -> None:
    text = comment(merged.row("nord", "remisser", "Strategiska åtgärder"))
    assert text.startswith("rad 1\nrad 2\n") and "rad 254" in text and "rad 255" not in text
    source = openpyxl.load_workbook(merged.folder / "inbox" / merged.template("nord").name)
    sheet, _mark, cell = text.rpartition(", ")[2].rstrip("]").partition("!")
    assert str(source[sheet][cell].value) == MANY_LINES
    assert merged.template("nord").name in text


def test_a_text_of_signs_outside_the_first_plane_is_no_longer_than_excel_takes(merged: Round) -> None:
    assert comment(merged.row("nord", "fragor")) == LONG
    assert len(LONG) < len(LONG.encode("utf-16-le")) // 2 <= 32_767


def test_signs_that_nobody_sees_are_left_out_and_told(merged: Round) -> None:
    assert comment(merged.row("nord", "budget")).startswith("Dolt tecken och ")
    assert "tagits bort" in "".join(every_text(merged.regional).values())


def test_a_personal_number_is_told_and_printed_nowhere(merged: Round) -> None:
    result = merged.merged_json()
    findings = [finding for finding in result["findings"] if finding["rule"] == "personal-number"]
    assert sorted(finding["found"] for finding in findings) == ["198112**-****", "8112**-****", "8112**-****"]
    assert {finding["severity"] for finding in findings} == {"warning"}
    code, checked = command("check", "--plan", str(merged.folder), str(merged.folder / "inbox"))
    assert code == 0 and "8112**-****" in checked
    public = [merged.public("regional.xlsx"), merged.public("summary.docx")]
    printed = [
        str(result),
        checked,
        *(t for p in (merged.regional, merged.summary, *public) for t in every_text(p).values()),
    ]
    leaks = [plain(text) for text in printed if "9876" in plain(text)]
    assert not [text[max(text.index("9876") - 60, 0) : text.index("9876") + 20] for text in leaks]
    assert "Gäller 198112**-****" in "".join(every_text(merged.regional).values())


def test_the_plan_with_its_targets_understood_keeps_texts_as_texts(tmp_path: Path) -> None:
    round_ = new_round(tmp_path, PLAN.replace("| minst 80 % |", "| =80 % |"), {})
    command("plan", "check", str(round_.folder / "plan.xlsx"))
    (copy,) = round_.folder.glob("output/*.xlsx")
    cells = [
        c for s in openpyxl.load_workbook(copy).worksheets for row in s.iter_rows() for c in row if c.value == "=80 %"
    ]
    assert [cell.data_type for cell in cells] == ["s"]
