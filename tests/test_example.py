"""The bundled example's workbook is what its text says: the text is what people review."""

from __future__ import annotations

from pathlib import Path

from followup.cli.workspace import read_plan, sections
from followup.files.bundled import bundled
from followup.files.fill import fill
from followup.files.look import read_look
from followup.files.tables import read_tables
from followup.files.xlsx_write import write_book
from followup.locale import Words
from followup.plan.blank import blank_plan
from tests.conftest import EXAMPLE


def make_plan(text: Path, target: Path) -> None:
    """A plan workbook with the tables of a text typed into an empty plan."""
    empty = target.with_name("empty.xlsx")
    write_book(
        blank_plan(sections(), Words("sv"), typed=False), empty, read_look(bundled("workbook_templates") / "base.xlsx")
    )
    fill(empty, target, read_tables(text.read_text(encoding="utf-8")))
    empty.unlink()


def test_the_plan_workbook_is_what_the_text_says(tmp_path: Path) -> None:
    example = bundled("examples") / EXAMPLE
    make_plan(example / "plan.md", tmp_path / "plan.xlsx")
    made, _found = read_plan(tmp_path / "plan.xlsx")
    kept, findings = read_plan(example / "plan.xlsx")
    assert made.version == kept.version, "run: python -m tests.test_example"
    assert [(finding.rule, finding.place.sheet) for finding in findings] == [("direction-missing", "Styrmått")]


if __name__ == "__main__":
    here = Path(__file__).parents[1] / "examples" / EXAMPLE
    make_plan(here / "plan.md", here / "plan.xlsx")
