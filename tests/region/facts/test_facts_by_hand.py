"""The facts of the five examples against sums worked out by hand from their answers, and against the cells answered in."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.house import bundled, read_book
from tests.region.facts.test_facts import EXAMPLES, exported, facts_of, only, pivot, select_facts, workspace_of
from tests.region.masking.test_published import ANSWERS as WEIGHED_ANSWERS
from tests.region.masking.test_published import MEASURES as WEIGHED_MEASURES
from tests.scoring.plans import plan_text
from tests.scoring.rounds import new_round
from tests.tables import read_tables

BY_HAND = """
## norrbotten-2022-04
| Section | Row | Column | Part | What the units answered | Makes | Incomplete |
| visits | besok-lakare-somatik | now | | 22 050 + 33 295 + 45 467 | 100 812 | |
| visits | besok-lakare | now | | 100 812 + 9 915 + 80 115 | 190 842 | |
| visits | besok-ovriga | now | | 28 040 + 40 120 + 42 393 + 43 025 | 153 578 | 4 av 5 |
| visits | besok-totalt | now | | 190 842 + 153 578 | 344 420 | 9 av 10 |
| visits | besok-lakare | before | | 21 340 + 78 420 + 31 870 + 42 401 + 9 640 | 183 671 | |
| visits | besok-ovriga | before | | 26 910 + 148 600 + 38 450 + 36 530 + 41 380 | 291 870 | |
| visits | besok-totalt | before | | 183 671 + 291 870 | 475 541 | |
| visits | besok-lakare-somatik | remote | | 2 610 + 2 205 + 4 326 | 9 141 | |
| episodes | vardtillfallen-totalt | now | | 6 085 + 3 978 + 4 192 + 1 219 | 15 474 | |
| contracted | vardavtal-summa | total | | 27 + 12 + 43 + 46 + 8 + 3 | 139 | |
| measures | fraga-vald | outcome | women | 118 + 9 + 29 + 64 | 220 | |
| measures | fraga-vald | outcome | men | 37 + 3 + 4 + 41 | 85 | |
| measures | fraga-vald | outcome | | 155 + 12 + 29 + 4 + 105 | 305 | |
| measures | fallskador | outcome | | 8 + 3 + 1 + 0 | 12 | |
| measures | budget | outcome | | -11,2 - 17,7 + 1,4 + 2,6 | -24,9 | 4 av 6 |

## norrbotten-2018-02
| Section | Row | Column | Part | What the units answered | Makes | Incomplete |
| agreements | sum-ongoing | share_before | | 11,6 + 1,3 + 24,0 + 50,3 + 10,6 | 97,8 | 5 av 7 |
| agreements | sum-ongoing | share_now | | 22 + 23,6 + 9,7 | 55,3 | 3 av 7 |
| agreements | sum-new | share_now | | 1,945 + 24,3 + 1 | 27,245 | 3 av 4 |
| agreements | sum | share_now | | 55,3 + 27,245 | 82,545 | 6 av 11 |
"""
"""Read off ``examples/*/answers`` and added with pencil and paper. The other three examples have no row that adds up."""

CASES = [(table.heading, *row) for table in read_tables(BY_HAND) for row in table.rows]


def number(text: str) -> Decimal:
    """A number as it stands in the table: 100 812; -24,9."""
    return Decimal(text.replace(" ", "").replace(",", "."))


def answered(text: str) -> list[Decimal]:
    """The answers that a sum is made of, each with its sign."""
    return [number(part) for part in re.split(r" \+ | (?=- )", text)]


@pytest.mark.parametrize(("example", "section", "row", "column", "part", "answers", "makes", "short"), CASES)
def test_the_regions_figure_is_what_the_answers_make(
    example: str, section: str, row: str, column: str, part: str, answers: str, makes: str, short: str
) -> None:
    assert sum(answered(answers)) == number(makes), "the table itself"
    total = only(facts_of(example), kind="total", section=section, row=row, column=column, part=part)
    assert Decimal(total["value"]) == number(makes)
    assert total["note"] == (f"ofullständig: {short}" if short else "")


def test_three_examples_have_no_row_that_adds_up() -> None:
    none = {
        name for name in EXAMPLES if not [fact for fact in select_facts(facts_of(name), kind="total") if fact["value"]]
    }
    assert none == set(EXAMPLES) - {example for example, *_row in CASES}
    assert none == {"halland-2020", "jamtland-2020-revision", "jamtland-2021-04"}


# -------------------------------------------------------------------------------------- leaves against totals


DECLARED_TOTALS = [("patientsakerhet-2025", 55), ("socialnamnd-2026-08", 178)]
"""Examples whose tables the plan declares with sums, and how many totals of the region they have."""


def sums_of(name: str) -> dict[str, set[str]]:
    """The rows that are sums of others, with the filled-in rows under them, read off the example's plan."""
    plan = read_tables((bundled("examples") / name / "plan.md").read_text(encoding="utf-8"))
    above: dict[str, str] = {}
    for table in plan:
        records = [dict(zip(table.titles, row, strict=True)) for row in table.rows]
        if table.heading == "Produktionsrader":
            above |= {row["Id"]: row["Under"] for row in records}
        if table.heading == "Överenskommelser":
            kind = {"pågående": "sum-ongoing", "ny": "sum-new"}
            above |= {row["Id"]: kind[row["Pågående eller ny"]] for row in records}
            above |= dict.fromkeys(kind.values(), "sum")
    below: dict[str, set[str]] = {}
    for row in set(above) - set(above.values()):
        over = above[row]
        while over:
            below.setdefault(over, set()).add(row)
            over = above.get(over, "")
    return below


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_pivot_of_leaves_is_the_regions_total_of_every_row_that_adds_up(name: str) -> None:
    """A row that is the sum of others too: its leaves are those of the rows under it."""
    facts, below = facts_of(name), sums_of(name)
    leaves = pivot(facts, kind="leaf")
    checked = 0
    for total in select_facts(facts, kind="total"):
        if not total["value"] or total["unit_of_measure"] == "%":
            continue
        section, row, column, part = (total[key] for key in ("section", "row", "column", "part"))
        leaves_of_row = [
            leaves[section, fact, column, part]
            for fact in below.get(row, {row})
            if (section, fact, column, part) in leaves
        ]
        assert sum(leaves_of_row) == Decimal(total["value"]), total
        checked += 1
    assert checked == {"norrbotten-2022-04": 69, "norrbotten-2018-02": 16}.get(name, 0)


def declared_sums(name: str) -> dict[tuple[str, str], dict[str, int]]:
    """By table and row the rows that declared sums are made of in the end, each added (1) or taken away (-1)."""
    plan = read_tables((bundled("examples") / name / "plan.md").read_text(encoding="utf-8"))
    rows = [
        dict(zip(table.titles, row, strict=True)) for table in plan if table.heading == "Rader" for row in table.rows
    ]
    by_cell = {(row["Tabell"], row["Id"]): row for row in rows}
    below: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        sign, at = 1, row
        while row["Räknas"] != "summa" and at["Under"]:
            sign *= {"minus": -1, "ej i summan": 0}.get(at.get("Tecken i summan", ""), 1)
            at = by_cell[row["Tabell"], at["Under"]]
            below.setdefault((at["Tabell"], at["Id"]), {})[row["Id"]] = sign
    return below


@pytest.mark.parametrize(("name", "wanted"), DECLARED_TOTALS)
def test_leaves_of_declared_tables_are_the_regions_total(name: str, wanted: int) -> None:
    facts, below = facts_of(name), declared_sums(name)
    tables = {table for table, _row in below}
    leaves, checked = pivot(facts, kind="leaf"), 0
    for total in select_facts(facts, kind="total"):
        section, row, column, part = (total[key] for key in ("section", "row", "column", "part"))
        if section not in tables or not total["value"] or total["unit_of_measure"] == "%":
            continue
        signs = below.get((section, row), {row: 1})
        figures = [sign * leaves.get((section, fact, column, part), Decimal(0)) for fact, sign in signs.items()]
        assert sum(figures) == Decimal(total["value"]), total
        checked += 1
    assert checked == wanted


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_share_of_the_region_is_worked_out_from_its_own_figures(name: str) -> None:
    """Remote visits of all visits, and changes since last year: of the totals, never a mean of the units'."""
    totals = pivot(select_facts(facts_of(name), kind="total"))
    sums = {
        "remote_share": ("remote", "now", 0),
        "change": ("now", "before", 1),
        "remote_change": ("remote", "remote_before", 1),
    }
    checked = 0
    for (section, row, column, part), value in totals.items():
        if column in sums:
            above, below, less = sums[column]
            figures = [totals[section, row, base, part] for base in (above, below)]
            assert float(value) == pytest.approx(float(figures[0] / figures[1] - less), abs=1e-12)
            checked += 1
    assert checked == {"norrbotten-2022-04": 24}.get(name, 0)


def test_a_weighted_figure_is_its_numerators_over_its_denominators(tmp_path: Path) -> None:
    """Women: (431 + 613 + 871) / (517 + 819 + 1 071) = 1 915 / 2 407 = 79,56 %; a mean of the three would be 79,85 %."""
    round_ = new_round(tmp_path / "r", plan_text(WEIGHED_MEASURES), WEIGHED_ANSWERS)
    facts = select_facts(exported(round_.folder, tmp_path / "ut"), row="andel")
    above, below = (pivot(facts, ["part"], kind="leaf", column=weight) for weight in ("numerator", "denominator"))
    totals = pivot(facts, ["part"], kind="total", column="outcome")
    assert above["women",] == 1915 and below["women",] == 2407 and round(totals["women",], 4) == Decimal("0.7956")
    for part in (("women",), ("men",), ("",)):
        assert float(totals[part]) == pytest.approx(float(above[part] / below[part]), abs=1e-14)
    assert {fact["unit_of_measure"] for fact in select_facts(facts, column="outcome")} == {"%"}


ONCE = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Svarar | Läggs ihop |
| index | 1 | vard-i-tid | Nöjdhetsindex | index | högre | minst 70 | ja | nord, syd | lämnas för regionen |
"""


@pytest.mark.parametrize(("syd", "total"), [("", {"women": "74", "men": "71"}), ("| Nöjdhetsindex | 60 | 61 |", {})])
def test_a_figure_given_once_is_the_one_that_was_given(tmp_path: Path, syd: str, total: dict[str, str]) -> None:
    """Where two units have each given one there is none: nobody chooses between them, and nothing is added."""
    titles = "| Styrmått | Utfall kvinnor | Utfall män |"
    answers = {"nord": f"{titles}\n| Nöjdhetsindex | 74 | 71 |", "syd": f"{titles}\n{syd}".strip()}
    round_ = new_round(tmp_path / "r", plan_text(ONCE), answers)
    facts = select_facts(exported(round_.folder, tmp_path / "ut"), column="outcome")
    assert {fact["part"]: fact["value"] for fact in select_facts(facts, kind="total")} == total
    assert {fact["part"]: fact["value"] for fact in select_facts(facts, unit="nord")} == {"women": "74", "men": "71"}


# ------------------------------------------------------------------------------------------------ the cells themselves


def at(cell: str) -> tuple[int, int]:
    """Row and column from 0: D7 is (6, 3)."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


IN_CELLS = {
    "halland-2020": 9,
    "jamtland-2020-revision": 24,
    "jamtland-2021-04": 0,
    "norrbotten-2018-02": 11,
    "norrbotten-2022-04": 263,
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_figure_stands_where_its_line_says(name: str) -> None:
    """Every number with a file and a cell is that cell's number in the file; those of one cell with several are texts."""
    books = {path.name: read_book(path) for path in (workspace_of(name) / "inbox").glob("*.xlsx")}
    checked = 0
    for fact in select_facts(facts_of(name), kind="leaf"):
        if fact["value"] and fact["cell"]:
            sheet = books[fact["file"]].sheet(fact["sheet"])
            raw = sheet.cells.get(at(fact["cell"])) if sheet is not None else None
            if isinstance(raw, Decimal):
                assert raw == Decimal(fact["value"]), fact
                checked += 1
    assert checked == IN_CELLS[name]
