"""What is the same in many units or files is one line, and each finding for scripts.

A test of ``followup.reports.wording.findings_text``, which joins them.
"""

from __future__ import annotations

from pathlib import Path

from followup.reports.wording.findings_text import group_findings
from tests.demos import Demo
from tests.house import Finding, Place, Severity, command, literal
from tests.tables import SWEDISH, Book, save_book

NUMBER = literal("är inte ett tal.")


def finding(unit: int, text: str = "x", row: int = 11, label: str = "Besök") -> Finding:
    place = Place(f"{unit:03}.xlsx", f"Enhet {unit:03}", "Produktion", row, 2, label)
    return Finding(place, "not-a-number", Severity.ERROR, text, NUMBER)


def lines(*findings: Finding) -> list[str]:
    return [text for _severity, text in group_findings(findings, SWEDISH)]


def test_one_line_for_a_hundred_and_ninety_five() -> None:
    assert lines(*map(finding, range(195))) == [
        "195 enheter (Enhet 000, Enhet 001, Enhet 002 …) · Produktion!C12 · Besök: ”x” är inte ett tal."
    ]


def test_a_few_have_a_line_each() -> None:
    assert len(lines(*map(finding, range(3)))) == 3
    assert len(lines(*map(finding, range(4)))) == 1


def test_what_differs_is_not_joined() -> None:
    assert len(lines(*(finding(unit, f"x{unit}") for unit in range(9)))) == 9
    assert len(lines(*(finding(unit, label=f"Besök {unit}") for unit in range(9)))) == 9


def test_the_cell_is_told_where_it_is_the_same_in_all() -> None:
    moved = [finding(unit, row=11 + unit) for unit in range(5)]
    assert lines(*moved) == ["5 enheter (Enhet 000, Enhet 001, Enhet 002 …) · Produktion · Besök: ”x” är inte ett tal."]


def test_files_that_are_nobodys_are_counted_as_files() -> None:
    advice = literal("är inte en av våra mallar.")
    strange = [Finding(Place(f"{n}.xlsx"), "not-our-form", Severity.ERROR, f"{n}.xlsx", advice) for n in range(4)]
    assert lines(*strange) == ["4 filer (0.xlsx, 1.xlsx, 2.xlsx …): är inte en av våra mallar."]


def test_several_in_each_keep_their_cells() -> None:
    both = [finding(unit, row=row) for unit in range(4) for row in (11, 13)]
    assert lines(*both) == [
        "4 enheter (Enhet 000, Enhet 001, Enhet 002 …) · Produktion!C12, C14 · Besök: ”x” är inte ett tal."
    ]


def test_a_check_tells_it_once_and_the_files_by_themselves(tmp_path: Path, demo: Demo) -> None:
    for n in range(4):
        book = Book("Budget")
        book.sheet("Kalkyl").put(0, 0, "Lokaler")
        (tmp_path / f"{n}.xlsx").write_bytes(save_book(book, tmp_path / "b.xlsx").read_bytes())
    (tmp_path / "b.xlsx").unlink()
    plan = str(demo.folder / "plan.xlsx")
    code, printed = command("check", "--plan", plan, str(tmp_path))
    assert code == 1 and printed.count("inte en av våra mallar") == 1
    assert printed.index("I många av filerna") < printed.index("4 filer (0.xlsx") < printed.index("\n3.xlsx")
