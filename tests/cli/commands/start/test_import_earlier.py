"""Earlier outcomes beside the measures of a list come to the plan's sheet of them, whose they are and of which round.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.commands.start.taken_lists import (
    OF_MONEY,
    earlier,
    in_plan,
)
from tests.house import command
from tests.lists import (
    found,
    plan_with_units,
    sheet_of,
    take,
)
from tests.tables import edited


def test_earlier_outcomes_come_as_the_regions_or_as_those_of_the_only_unit_that_answers() -> None:
    def percents(sheet: Any) -> None:
        for cell in ("E2", "F2"):
            sheet[cell].number_format = "0.0%"

    rows = [
        ("Styrmått", "Enhet", "Mål 2026", "Svarar", "Utfall 2024", "Resultat T1 2025 (prel.)", "Kommentar"),
        ("Sjukfrånvaro", "%", "högst 5 %", "alla", 0.062, 0.058, "Bra"),
        ("Andel revisionspatienter", "%", "minst 95 %", "FTV", "91,2 %", "-", None),
        ("Antal besök", "antal", "minst 900", "alla", 850, None, None),
        ("Andel i tid", "%", "minst 80 %", "HSF", 71, None, None),
    ]
    plan = plan_with_units()
    code, result = take(plan, sheet_of(rows, percents), "measures", "--yes", "--set", "Perspektiv=Alla")
    assert code == 0 and found(result) == [("listed-figure-unsure", "E5"), ("listed-sum-for-each", "C4")]
    assert [
        tuple(row[title] for title in ("Styrmått", "Enhet", "Tillfälle", "Totalt"))
        for row in in_plan(plan, "Tidigare utfall")
    ] == [
        ("sjukfranvaro", "region", "2024", 0.062),
        ("sjukfranvaro", "region", "T1 2025 prel.", 0.058),
        ("revisionspatienter", "FTV", "2024", 0.912),
        ("besok", "region", "2024", 850),
    ]
    sheet = openpyxl.load_workbook(plan)["Tidigare utfall"]
    shown = {
        cell.number_format
        for line in sheet.iter_rows(min_row=5, max_row=7)
        for cell in line
        if cell.value in (0.062, 0.912)
    }
    assert shown == {"0.00%"}
    assert command("plan", "check", str(plan))[0] == 0


def test_an_earlier_outcome_that_was_left_out_comes_with_the_same_list_again() -> None:
    """There was no row for the region the first time."""
    file = sheet_of([OF_MONEY, ("Sjukfrånvaro", "%", "högst 5 %", "alla", "Medarbetare", "6,2 %", "5,8 %")])
    plan = edited(plan_with_units(), lambda book: book["Enheter"].delete_rows(5))
    code, result = take(plan, file, "measures", "--yes")
    assert code == 0 and found(result) == [("listed-figure-of-nobody", "F2"), ("listed-figure-of-nobody", "G2")]
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan))
    assert "står ovan" in output and "Alla rader i listan finns redan" not in output
    assert take(
        plan, sheet_of([("Id", "Namn", "Typ", "Mall"), ("region", "Region", "region", "nej")]), "units", "--yes"
    )
    code, result = take(plan, file, "measures")
    assert (code, result["rows_present"], result["findings"]) == (0, 1, [])
    assert earlier(plan) == [("sjukfranvaro", "region", "2024", 0.062), ("sjukfranvaro", "region", "2025", 0.058)]
    before = plan.read_bytes()
    assert take(plan, file, "measures")[1]["rows_added"] == [] and plan.read_bytes() == before
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan))
    assert "Inget skrevs. Alla rader i listan finns redan i planen." in output


def test_an_earlier_outcome_that_the_plan_has_otherwise_is_told_and_left() -> None:
    plan = plan_with_units()
    row = ("Resultat", "mnkr", "minst 0", "HSF", "Ekonomi")
    take(plan, sheet_of([OF_MONEY, (*row, "-12 mnkr", None)]), "measures", "--yes")
    _code, result = take(plan, sheet_of([OF_MONEY, (*row, "-13 mnkr", "-34,5 mnkr")]), "measures", "--yes")
    assert found(result) == [("list-differs", "F2")] and "−12" in result["findings"][0]["advice"]
    assert earlier(plan) == [("resultat", "HSF", "2024", -12), ("resultat", "HSF", "2025", -34.5)]
    in_kronor = sheet_of([(*OF_MONEY[:5], "Utfall 2023"), ("Resultat", "tkr", *row[2:], "-9 000")])
    _code, result = take(plan, in_kronor, "measures", "--yes")
    assert found(result) == [("list-differs", "B2"), ("listed-figure-unsure", "F2")] and len(earlier(plan)) == 2


@pytest.mark.parametrize(
    ("unit", "text", "figure"),
    [
        ("mnkr", "-34,5 mnkr", -34.5),
        ("mnkr", "34,5 mnkr", 34.5),
        ("mnkr", "34 500 tkr", 34.5),
        ("mnkr", "1,2", 1.2),
        ("antal", "960 st", 960),
        ("index", "78 index", 78),
        ("per 1 000 invånare", "8,4 per 1 000 invånare", 8.4),
        ("min", "47 min", 47),
        ("dagar", "12 kg", None),
    ],
)
def test_an_earlier_outcome_is_read_in_the_unit_of_measurement_of_its_row(
    unit: str, text: str, figure: float | None
) -> None:
    plan = plan_with_units()
    rows = [OF_MONEY, ("Ett mått", unit, "minst 0", "HSF", "Ekonomi", None, text)]
    code, result = take(plan, sheet_of(rows), "measures", "--yes")
    assert [row[3] for row in earlier(plan)] == ([] if figure is None else [figure]), result["findings"]
    assert code == (figure is None)
    assert ("unit-converted" in {rule for rule, _cell in found(result)}) == (text == "34 500 tkr")


def test_each_of_two_units_on_rows_of_their_own_has_its_own_earlier_outcome() -> None:
    row, plan = ("Resultat", "mnkr", "minst 0"), plan_with_units()
    rows = [OF_MONEY, (*row, "HSF", "Ekonomi", None, 7), (*row, "PSY", "Ekonomi", None, 9)]
    take(plan, sheet_of(rows), "measures", "--yes")
    assert [row["Svarar"] for row in in_plan(plan)] == ["HSF, PSY"]
    assert earlier(plan) == [("resultat", "HSF", "2025", 7), ("resultat", "PSY", "2025", 9)]


# ------------------------------------------------------------------------------------------------ parts of the split

LEFT = ("Styrmått", "Enhet", "Mål 2026", "Svarar", "Perspektiv")


def of_parts(plan: Path) -> list[tuple[Any, ...]]:
    """The earlier outcomes of a plan, part by part."""
    titles = ("Styrmått", "Tillfälle", "Kvinnor", "Män", "Totalt")
    return [tuple(row[title] for title in titles) for row in in_plan(plan, "Tidigare utfall")]


@pytest.mark.parametrize(
    "parts",
    [("Kv", "Män", "Tot"), ("K", "M", "Totalt"), ("kvinnor", "män", "samtliga"), ("Flickor", "Pojkar", "Total")],
)
def test_parts_under_one_heading_come_to_their_own_columns_of_one_round(parts: tuple[str, ...]) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("F1:H1")

    rows = [
        (*LEFT, "Utfall T1 2025", None, None),
        (*[None] * len(LEFT), *parts),
        ("Andel i tid", "%", "minst 95 %", "HSF", "Alla", "91 %", "90 %", None),
        ("Antal recept", "antal", "högst 250", "HSF", "Alla", 132, 113, 245),
    ]
    plan = plan_with_units()
    _code, output = command("import", str(sheet_of(rows, merge)), "--as", "measures", "--plan", str(plan))
    assert "Tidigare utfall: T1 2025, kvinnor" in output and "Tidigare utfall: T1 2025, totalt" in output
    assert max(map(len, output.splitlines()[:9])) <= 80
    code, result = take(plan, sheet_of(rows, merge), "measures", "--yes")
    assert code == 0 and of_parts(plan) == [("tid", "T1 2025", 0.91, 0.9, None), ("recept", "T1 2025", 132, 113, 245)]
    assert {(one["rule"], one["cell"]) for one in result["findings"]} == {("earlier-parts-not-asked", "A3")}
    before = plan.read_bytes()
    assert take(plan, sheet_of(rows, merge), "measures")[1]["rows_added"] == [] and plan.read_bytes() == before


@pytest.mark.parametrize(
    "titles", [("Utfall T1 2025 kvinnor", "Utfall T1 2025 män"), ("Kvinnor T1 2025", "T1 2025 (M)")]
)
def test_a_title_of_one_row_says_the_part_too(titles: tuple[str, str]) -> None:
    rows = [(*LEFT, "Uppdelat", *titles), ("Andel i tid", "%", "minst 95 %", "HSF", "Alla", "ja", "91 %", "90 %")]
    plan = plan_with_units()
    code, result = take(plan, sheet_of(rows), "measures", "--yes")
    assert code == 0 and result["findings"] == [] and of_parts(plan) == [("tid", "T1 2025", 0.91, 0.9, None)]


def test_a_part_that_the_plan_has_otherwise_or_lacks_is_told_and_left() -> None:
    row, plan = ("Andel i tid", "%", "minst 95 %", "HSF", "Alla"), plan_with_units()
    take(plan, sheet_of([(*LEFT, "Utfall 2025 K"), (*row, "91 %")]), "measures", "--yes")
    _code, result = take(
        plan, sheet_of([(*LEFT, "Utfall 2025 K", "Utfall 2025 M"), (*row, "92 %", "90 %")]), "measures", "--yes"
    )
    assert found(result) == [("list-differs", "F2"), ("list-differs", "G2")]
    assert "91" in result["findings"][0]["advice"] and "är tom" in result["findings"][1]["advice"]
    assert of_parts(plan) == [("tid", "2025", 0.91, None, None)]


def test_a_figure_that_may_be_somebody_elses_is_asked_about() -> None:
    rows = [
        (*LEFT, "Utfall 2025", "Utfall 2025 riket"),
        ("Andel i tid", "%", "minst 95 %", "HSF", "Alla", "91 %", "88 %"),
    ]
    plan, file = plan_with_units(), sheet_of(rows)
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan))
    assert re.search(r"Utfall 2025 riket +→ Tidigare utfall: 2025 riket +osäker", output)
    take(plan, file, "measures", "--yes")
    assert of_parts(plan) == [("tid", "2025", None, None, 0.91)]


def test_a_plan_in_which_a_part_was_taken_for_a_round_is_told() -> None:
    def rename(book: Any) -> None:
        sheet = book["Tidigare utfall"]
        (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == "T1 2025")
        cell.value = "T1 2025 Kv"

    row, plan = ("Andel i tid", "%", "minst 95 %", "HSF", "Alla"), plan_with_units()
    take(plan, sheet_of([(*LEFT, "Utfall T1 2025"), (*row, "91 %")]), "measures", "--yes")
    assert "läses som" not in command("plan", "check", str(plan))[1]
    _code, output = command("plan", "check", str(edited(plan, rename)))
    assert "”T1 2025 Kv” läses som ett eget tillfälle" in output and "Skriv T1 2025" in output and "Kvinnor." in output


@pytest.mark.parametrize(
    ("unit", "text", "parts"),
    [
        ("%", "K 91 %, M 90 %", (0.91, 0.9, None)),
        ("%", "Kvinnor: 91,5 %; män: 90 %; totalt: 91 %", (0.915, 0.9, 0.91)),
        ("antal", "K 132, M 113", (132, 113, None)),
        ("mnkr", "K 34 500 tkr, M 12 000 tkr", (34.5, 12, None)),
    ],
)
def test_a_cell_with_a_figure_for_each_part_comes_to_their_columns(
    unit: str, text: str, parts: tuple[Any, ...]
) -> None:
    rows, plan = (
        [(*LEFT, "Uppdelat", "Utfall 2025"), ("I tid", unit, "minst 5", "HSF", "Alla", "ja", text)],
        plan_with_units(),
    )
    _code, result = take(plan, sheet_of(rows), "measures", "--yes")
    assert of_parts(plan) == [("tid", "2025", *parts)], result["findings"]
    before = plan.read_bytes()
    assert take(plan, sheet_of(rows), "measures")[1]["findings"] == [] and plan.read_bytes() == before
    other = [rows[0], (*rows[1][:-1], text.replace("1", "2", 1))]
    told = take(plan, sheet_of(other), "measures", "--yes")[1]
    assert [rule for rule, _cell in found(told)] == ["list-differs"] and plan.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "K 91, M 90",
        "K 91 %, M 90 % (2024)",
        "K ca 91 %, M 90 %",
        "K 91 %, X 90 %",
        "K 91 % (mål 95 %)",
        "prel. K 91 %, M 90 %",
    ],
)
def test_a_cell_that_says_more_than_a_figure_for_each_part_is_refused(text: str) -> None:
    rows = [(*LEFT, "Uppdelat", "Utfall 2025"), ("I tid", "%", "minst 95 %", "HSF", "Alla", "ja", text)]
    plan = plan_with_units()
    _code, result = take(plan, sheet_of(rows), "measures", "--yes")
    assert of_parts(plan) == [] and ("G2" in {cell for _rule, cell in found(result)})


def test_parts_under_a_title_of_a_part_are_refused() -> None:
    rows = [(*LEFT, "Uppdelat", "Utfall 2025 K"), ("I tid", "%", "minst 95 %", "HSF", "Alla", "ja", "K 91 %, M 90 %")]
    plan = plan_with_units()
    take(plan, sheet_of(rows), "measures", "--yes")
    assert of_parts(plan) == []
