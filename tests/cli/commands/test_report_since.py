"""followup report NAME --since: a copy in which what has changed is marked, by a sign and a ground, with a line on what that means."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.text.paragraph import Paragraph

from tests.cli.test_previous import FIRST, LATER, NOW, NextRound
from tests.house import command
from tests.outputs.reading_back import word_text
from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round, new_round, plain


@pytest.fixture
def merged(tmp_path: Path) -> Round:
    """T1 2022: published on the tenth of May, corrected since."""
    answers = {"nord": FIRST, "syd": FIRST}
    round_ = merged_round(tmp_path / "r", PLAN, answers, "--published", "--today", "2022-05-10")
    round_.answer("nord", NOW)
    return round_


def report(round_: Round, since: str, *arguments: str) -> tuple[int, str]:
    return command("report", "summary", "--since", since, "--plan", str(round_.folder), *arguments)


def marked(path: Path) -> list[str]:
    """The texts on yellow ground, in reading order."""
    document = docx.Document(str(path))
    paragraphs = [*document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")]
    runs = [run for paragraph in paragraphs for run in Paragraph(paragraph, document).runs]
    return [plain(run.text) for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]


def test_what_was_published_otherwise_is_marked_and_nothing_else(merged: Round) -> None:
    code, output = report(merged, "published")
    assert code == 0, output
    path = merged.folder / "output" / "summary since published.docx"
    texts = marked(path)
    assert texts[0].startswith("Δ på gul botten: ändrat sedan det som publicerades 2022-05-10.")
    assert "Δ K: 75,0 %" in texts and "Δ 51*" in texts, texts
    assert all("Δ" in text for text in texts)
    changed = "Sedan tertial 1 2021: K från 71 % till 75 % (bättre), M från 69 % till 79 % (bättre)."
    assert f"Δ Utveckling: ↑ Ökar. {changed}" in texts, "a sentence too"
    text = plain(word_text(path))
    assert "M: 79,0 %" in text and "Δ M: 79" not in text


def test_the_count_in_the_legend_is_that_of_the_places(merged: Round) -> None:
    report(merged, "published")
    path = merged.folder / "output" / "summary since published.docx"
    count = int(re.findall(r"(\d+) ställe", marked(path)[0])[0])
    places = [line for line in plain(word_text(path)).splitlines() if "Δ" in line]
    assert 0 < count <= len(places) - 1, "a cell of two lines is one place; a chart bears the sign in its caption"


def test_the_document_itself_is_left(merged: Round) -> None:
    before = merged.summary.read_bytes()
    report(merged, "published")
    assert merged.summary.read_bytes() == before


def test_the_same_inputs_give_the_same_bytes(merged: Round, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        shutil.copytree(merged.folder / "output" / "record", tmp_path / folder / "record")
        report(merged, "published", "--into", str(tmp_path / folder))
    first, second = ((tmp_path / folder / "summary since published.docx").read_bytes() for folder in ("a", "b"))
    assert first == second


def test_where_nothing_has_changed_the_copy_says_so(merged: Round) -> None:
    merged.answer("nord", FIRST)
    report(merged, "published")
    path = merged.folder / "output" / "summary since published.docx"
    assert marked(path) == []
    assert "Inget i det här dokumentet har ändrats sedan det som publicerades 2022-05-10." in plain(word_text(path))


def test_since_the_last_merge_of_the_round_itself(merged: Round) -> None:
    report(merged, "T1 2022")
    assert "Δ K: 75,0 %" in marked(merged.folder / "output" / "summary since T1 2022.docx")


def test_a_level_and_its_reason_are_marked_with_the_figure(merged: Round) -> None:
    merged.answer("nord", FIRST.replace("70,83 %", "85 %"))
    report(merged, "published")
    texts = marked(merged.folder / "output" / "summary since published.docx")
    assert "Δ K: □ Uppnått" in texts, texts


def test_since_an_earlier_round(tmp_path: Path) -> None:
    first = merged_round(tmp_path / "a", PLAN, {"nord": FIRST, "syd": FIRST})
    new_round(tmp_path / "b", LATER, {})
    shutil.copytree(first.folder / "output" / "record", tmp_path / "b" / "history" / "T1 2022")
    later = NextRound(tmp_path / "b")
    later.answer("nord", NOW)
    later.answer("syd", FIRST)
    code, output = report(later, "2022 T1")
    assert code == 0, output
    texts = marked(later.folder / "output" / "summary since T1 2022.docx")
    assert texts[0].startswith("Δ på gul botten: ändrat sedan T1 2022.")
    assert "Δ K: 75,0 %" in texts and not [text for text in texts if text.endswith("70,8 %")], texts


@pytest.mark.parametrize(
    ("since", "arguments", "sentence"),
    [
        ("T3 2020", (), "Inget finns sparat från något tillfälle som heter T3 2020"),
        ("published", ("--format", "json"), "det kan json inte visa"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    merged: Round, since: str, arguments: tuple[str, ...], sentence: str
) -> None:
    code, output = report(merged, since, *arguments)
    assert code == 2 and sentence in output


def test_a_round_that_was_not_published_is_refused(tmp_path: Path) -> None:
    round_ = merged_round(tmp_path / "r", PLAN, {"nord": FIRST})
    code, output = report(round_, "published")
    assert code == 2 and "T1 2022 har inte publicerats" in output


def test_a_page_for_a_browser_has_the_marks_too(merged: Round) -> None:
    code, _output = report(merged, "published", "--format", "html")
    assert code == 0
    page = plain((merged.folder / "output" / "summary since published.html").read_text(encoding="utf-8"))
    assert "<mark>Δ K: 75,0 %</mark>" in page


def test_of_a_closed_round_nothing_is_made_anew(tmp_path: Path) -> None:
    answers = {"nord": FIRST, "syd": FIRST, "tand": "| Styrmått | Utfall totalt |\n| Antal som fått frågan | 7 |"}
    round_ = merged_round(tmp_path / "r", PLAN, answers, "--published")
    code, output = command("close", "--plan", str(round_.folder))
    assert code == 0, output
    for arguments in (("report", "summary", "--since", "published"), ("merge", "--dry-run")):
        code, output = command(*arguments, "--plan", str(round_.folder))
        assert code == 2 and "är stängd sedan" in output
