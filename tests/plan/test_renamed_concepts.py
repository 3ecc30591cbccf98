"""A concept that a plan renames is called so in all that is made of it, in every form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.demos import copied, done
from tests.house import command
from tests.outputs.reading_back import word_tables, word_text
from tests.plans import PLAN
from tests.scoring.rounds import every_cell
from tests.tables import edited, plan_of, rows_of

OURS = {"styrmått": "mätetal", "vårdtillfälle": "vårdkontakt", "region": "kommun", "division": "förvaltning"}
OLD = re.compile(r"(?<!\w)\w*(?:styrmått|vårdtillfäll|region(?!al\b)|division)\w*", re.IGNORECASE)
PUBLIC_NAMES = re.compile(r"\bregional\.xlsx\b")
"""What a file is called is no word of the region's."""


def with_words(workbook: Any) -> None:
    """A plan in which four concepts are renamed."""
    sheet = workbook["Ord"]
    titles = {cell.value: cell.column for row in sheet for cell in row if cell.value in ("Ordet", "Vårt ord")}
    (last,) = [
        row[0].row for row in sheet if "Uppföljning av enhetens strategiska åtgärder" in [cell.value for cell in row]
    ]
    for at, (word, ours) in enumerate(OURS.items(), last + 1):
        sheet.cell(at, titles["Ordet"]).value = word
        sheet.cell(at, titles["Vårt ord"]).value = ours


def texts(path: Path) -> set[str]:
    """All that people read in a file."""
    if path.suffix == ".docx":
        return {word_text(path), *(text for table in word_tables(path) for row in table for text in row)}
    shown = {sheet.title for sheet in openpyxl.load_workbook(path).worksheets if sheet.sheet_state == "visible"}
    return {str(value) for sheet, _cell, value in every_cell(path) if sheet in shown} | shown


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of Norrbotten, its templates and its merge, with the plan's own words."""
    folder = copied(tmp_path_factory.mktemp("words") / "w")
    (folder / "plan.xlsx").write_bytes(edited(folder / "plan.xlsx", with_words).read_bytes())
    for verb in ("template", "merge"):
        code, output = command(verb, "--plan", str(folder))
        assert code in (0, 1), output
    return folder


def test_no_old_form_is_left(renamed: Path) -> None:
    example = done().folder
    own = {text for path in (example / "plan.xlsx", *(example / "inbox").iterdir()) for text in texts(path)}
    templates = sorted((renamed / "templates").glob("*.xlsx"))
    written_by_people = sorted((text for text in own if OLD.search(text)), key=len, reverse=True)
    left = set()
    for path in (*templates, renamed / "output" / "regional.xlsx", renamed / "output" / "summary.docx"):
        for text in sorted(text for text in texts(path) - own if OLD.search(text)):
            ours = PUBLIC_NAMES.sub("", text)
            for written in written_by_people:
                ours = ours.replace(written, "")
            left |= {(path.name, old[0]) for old in OLD.finditer(ours)}
    assert left == set()


def test_new_forms_stand_in_their_places(renamed: Path) -> None:
    regional = texts(renamed / "output" / "regional.xlsx")
    assert {"Mätetal", "Kommunen"} <= regional
    assert any(text.startswith("Vårdkontakter jan–apr 2022") for text in regional)


def test_the_check_of_a_plan_shows_the_forms() -> None:
    _plan, findings = plan_of(PLAN + "\n## Ord\n| Ordet | Vårt ord |\n| Styrmått | Mätetal |\n")
    assert [finding.rule for finding in findings] == ["concept-renamed"], rows_of(findings)
    assert "mätetal, mätetalet, mätetal, mätetalen" in rows_of(findings)


def test_forms_that_the_plan_says_itself() -> None:
    said = "| Ordet | Vårt ord | Böjningar |\n| styrmått | fokus | fokus, fokuset, fokus, fokusen |\n"
    plan, findings = plan_of(f"{PLAN}\n## Ord\n{said}")
    assert not findings, rows_of(findings)
    assert [concept.new.definite_plural for concept in plan.concepts] == ["fokusen"]
    _plan, findings = plan_of(f"{PLAN}\n## Ord\n{said.replace(', fokusen', '')}")
    assert [finding.rule for finding in findings] == ["forms-not-four"]
