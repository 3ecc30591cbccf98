"""The bundled example's workbook is what its text says: the text is what people review."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.house import bundled
from tests.tables import TextTable, empty_decisions, empty_plan, fill, read_decisions, read_plan, read_tables


def make_plan(text: Path, target: Path) -> None:
    """A plan workbook with the tables of a text."""
    make_workbook(read_tables(text.read_text(encoding="utf-8")), target)


def make_workbook(tables: Iterable[TextTable], target: Path) -> None:
    """A plan workbook with these tables typed into an empty plan."""
    typed = list(tables)
    fill(empty_plan(filled=frozenset(table.heading for table in typed)), target, typed)


def make_decisions(text: Path, target: Path) -> None:
    """A decisions workbook with the tables of a text typed into an empty one."""
    fill(empty_decisions(), target, read_tables(text.read_text(encoding="utf-8")))


EXAMPLES = sorted(example.name for example in bundled("examples").iterdir() if (example / "plan.md").is_file())

DECIDED = [name for name in EXAMPLES if (bundled("examples") / name / "decisions.md").is_file()]

TOLD = {
    "jamtland-2020-revision": [("concept-renamed", "Ord")],
    "patientsakerhet-2025": [("concept-renamed", "Ord")],
    "socialnamnd-2026-08": [("concept-renamed", "Ord")],
    "norrbotten-2018-02": [("amount-implausible", "Överenskommelser")],
    "norrbotten-2022-04": [("target-without-a-baseline", "Styrmått"), ("direction-missing", "Styrmått")],
}
"""What the check of an example's plan says; nothing of the others."""


PLANS = [(name, text.stem) for name in EXAMPLES for text in sorted((bundled("examples") / name).glob("plan*.md"))]
"""An example may have two plans: the second is what the first was revised to."""


@pytest.mark.parametrize(("example", "plan"), PLANS)
def test_the_plan_workbook_is_what_the_text_says(example: str, plan: str, tmp_path: Path) -> None:
    folder = bundled("examples") / example
    make_plan(folder / f"{plan}.md", tmp_path / "plan.xlsx")
    made_from_text, _found = read_plan(tmp_path / "plan.xlsx")
    bundled_plan, findings = read_plan(folder / f"{plan}.xlsx")
    assert made_from_text.version == bundled_plan.version, f"run: python -m tests.test_example {example}"
    assert [(finding.rule, finding.place.sheet) for finding in findings] == TOLD.get(example, [])


@pytest.mark.parametrize(("example", "plan"), PLANS)
def test_the_first_sheet_lists_what_is_shown_and_what_is_hidden(example: str, plan: str) -> None:
    book = openpyxl.load_workbook(bundled("examples") / example / f"{plan}.xlsx")
    names = [str(row[1].value) for row in book["Läs mig"].iter_rows()]
    at = names.index("Dolda blad") if "Dolda blad" in names else len(names)
    for sheet in book.worksheets[1:]:
        links = [name for name in names[:at] if name.endswith(f',"{sheet.title}")')]
        assert (len(links), sheet.title in names[at:]) == (
            (1, False) if sheet.sheet_state == "visible" else (0, not sheet.title.startswith("_"))
        ), sheet.title


@pytest.mark.parametrize("example", DECIDED)
def test_the_decisions_workbook_is_what_the_text_says(example: str, tmp_path: Path) -> None:
    folder = bundled("examples") / example
    make_decisions(folder / "decisions.md", tmp_path / "decisions.xlsx")
    plan, _told = read_plan(folder / "plan.xlsx")
    from_text, _found = read_decisions(tmp_path / "decisions.xlsx", plan, date(2018, 2, 20))
    stored, findings = read_decisions(folder / "decisions.xlsx", plan, date(2018, 2, 20))
    assert from_text == stored, f"run: python -m tests.test_example {example}"
    assert not findings


if __name__ == "__main__":
    for name in sys.argv[1:] or EXAMPLES:
        HERE = Path(__file__).parents[1] / "examples" / name
        for text in sorted(HERE.glob("plan*.md")):
            make_plan(text, text.with_suffix(".xlsx"))
        if (HERE / "decisions.md").is_file():
            make_decisions(HERE / "decisions.md", HERE / "decisions.xlsx")
