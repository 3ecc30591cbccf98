# ruff: noqa: E501
"""Scales are data: eight that real organisations use can all be written in the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.house import Plan
from tests.tables import SWEDISH, empty_plan, fill, read_plan, read_tables

FIRST_ROW = 4
EIGHT = """
## Skalor
| Skala                  | Typ            | Nivå                             | Symbol | Ord                              | Färg    | Betydelse                       | Varianter | Räknas som    |
| ---------------------- | -------------- | -------------------------------- | ------ | -------------------------------- | ------- | ------------------------------- | --------- | ------------- |
| Norrbotten 2022        | måluppfyllelse | uppnått                          | □      | Uppnått                          | #2E7D32 | antagen                         |           |               |
| Norrbotten 2022        | måluppfyllelse | inte uppnått                     | ▲      | Inte uppnått                     | #A31515 | antagen                         |           |               |
| Norrbotten, utveckling | utveckling     | ökar                             | ↑      | Ökar                             | #1A56A0 |                                 |           |               |
| Norrbotten, utveckling | utveckling     | minskar                          | ↓      | Minskar                          | #4C82C3 |                                 |           |               |
| Norrbotten, utveckling | utveckling     | oförändrat                       | →      | Oförändrat                       | #E8EAED |                                 |           |               |
| Norrbotten, utveckling | utveckling     | åt olika håll                    | ↕      | Åt olika håll                    | #3B2A6B |                                 |           |               |
| Jämtland planer 2021   | prognos        | bra                              | ↑      | Arbetet går bra                  | #2E7D32 | de flesta mål väntas nås        |           | pågår         |
| Jämtland planer 2021   | prognos        | delvis                           | →      | Arbetet går delvis bra           | #FFD54F | målen väntas delvis nås         | ➔, è      | pågår         |
| Jämtland planer 2021   | prognos        | inte                             | ↓      | Arbetet går inte enligt förväntat | #A31515 | mycket få mål väntas nås       |           | försenad      |
| Jämtland mål 2020      | måluppfyllelse | uppnått                          | ●      | Uppfyllt                         | #2E7D32 | grön                            |           |               |
| Jämtland mål 2020      | måluppfyllelse | delvis                           | ●      | Påbörjat                         | #FFD54F | gul                             |           |               |
| Jämtland mål 2020      | måluppfyllelse | inte uppnått                     | ●      | Inte uppnått eller inte påbörjat | #A31515 | röd                             |           |               |
| Jämtland mål 2020      | måluppfyllelse | uppgift saknas                   | ○      | Har inte gått att redovisa       | #80868B |                                 |           |               |
| VGR                    | relativ        | grön                             | ●      | Grön                             | #2E7D32 | enligt indikatorn               |           |               |
| VGR                    | relativ        | gul                              | ●      | Gul                              | #FFD54F |                                 |           |               |
| VGR                    | relativ        | röd                              | ●      | Röd                              | #A31515 |                                 |           |               |
| VGR                    | relativ        | ingen                            | -      | Ingen färg                       | #F5F6F7 |                                 |           |               |
| Jämtland nyckeltal 2025 | måluppfyllelse | uppnått                         | ●      | Uppnådda                         | #2E7D32 |                                 |           |               |
| Jämtland nyckeltal 2025 | måluppfyllelse | delvis                          | ●      | Inte helt uppnådda               | #FFD54F | även fleråriga som går som de ska |         |               |
| Jämtland nyckeltal 2025 | måluppfyllelse | inte uppnått                    | ●      | Ej uppnådda                      | #A31515 |                                 |           |               |
| Vansbro 2019           | måluppfyllelse | uppnått                          | ■      | Målet uppnått                    | #2E7D32 |                                 |           |               |
| Vansbro 2019           | måluppfyllelse | delvis                           | ■      | Målet delvis uppnått             | #FFD54F | minst 80 %                      |           |               |
| Vansbro 2019           | måluppfyllelse | inte uppnått                     | ■      | Målet ej uppnått                 | #A31515 | under 80 %                      |           |               |
| Malmö 2014             | utveckling     | ökar                             | ↗      | Förbättrat                       | #1A56A0 | en utveckling, inget mål        |           |               |
| Malmö 2014             | utveckling     | oförändrat                       | →      | Oförändrat                       | #E8EAED |                                 |           |               |
| Malmö 2014             | utveckling     | minskar                          | ↘      | Försämrat                        | #4C82C3 |                                 |           |               |
| Malmö 2014             | utveckling     | kan inte avgöras                 | □      | Kan inte bedömas                 | #3B2A6B | ny mätmetod                     |           |               |
| Västerås               | mognad         | kan nås                          | ●      | Målet kan uppnås                 | #2E7D32 |                                 |           |               |
| Västerås               | mognad         | delvis                           | ●      | Målet kan delvis uppnås          | #FFD54F |                                 |           |               |
| Västerås               | mognad         | svårt                            | ●      | Målet blir svårt att uppnå       | #A31515 |                                 |           |               |
| Västerås               | mognad         | saknas                           | ○      | Bedömning saknas                 | #F5F6F7 |                                 |           |               |
"""


@pytest.fixture(scope="module")
def look_and_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scales")


def plan_with(tables: str, folder: Path) -> tuple[Plan, list[tuple[str, str]]]:
    """A plan with these tables typed in, and what was found on the sheet of scales."""
    fill(empty_plan(), folder / "p.xlsx", read_tables(tables))
    plan, findings = read_plan(folder / "p.xlsx")
    return plan, [(finding.rule, finding.raw) for finding in findings if finding.place.sheet == "Skalor"]


def test_eight_real_scales_stand_in_a_plan(look_and_folder: Path) -> None:
    plan, findings = plan_with(EIGHT, look_and_folder)
    rules = {rule for rule, _found in findings}
    assert rules == {"scale-not-used", "sign-means-two-levels", "colour-near-the-next"}, (
        "no region would have the scales of eight"
    )
    kinds = {name: scale.kind for name, scale in plan.scales.items()}
    assert len(kinds) == 9, "Norrbotten has two: one for attainment, one for the trend"
    assert kinds["Jämtland planer 2021"] == "forecast" and kinds["Malmö 2014"] == "trend"
    assert list(plan.scales["Vansbro 2019"].levels) == ["met", "partly", "not_met"]


@pytest.mark.parametrize("written", ["➔", "→", "è", "Arbetet går delvis bra", "arbetet går  DELVIS bra", "delvis"])
def test_variants_of_a_symbol_mean_the_same(look_and_folder: Path, written: str) -> None:
    plan, _found = plan_with(EIGHT, look_and_folder)
    assert plan.scales["Jämtland planer 2021"].choice().parse(written).value == "delvis"


def test_a_scale_of_two_types_and_no_colour_are_told(look_and_folder: Path) -> None:
    wrong = """
## Skalor
| Skala | Typ            | Nivå    | Symbol | Ord     | Färg    |
| ----- | -------------- | ------- | ------ | ------- | ------- |
| A     | måluppfyllelse | uppnått | ●      | Uppnått | #FFFF00 |
| A     | prognos        | sen     | ●      | Sen     | röd     |
"""
    _plan, findings = plan_with(wrong, look_and_folder)
    assert sorted(findings) == [
        ("not-a-colour", "röd"),
        ("scale-of-two-types", "A"),
        ("sign-means-two-levels", "●"),
    ]


FORMER = """
## Skalor
| Skala | Typ            | Nivå             | Symbol | Ord              | Färg    |
| ----- | -------------- | ---------------- | ------ | ---------------- | ------- |
| A     | måluppfyllelse | uppnått          | ●      | Uppnått          | #2E7D32 |
| A     | måluppfyllelse | delvis           | ◐      | Delvis           | #9A6700 |
| A     | måluppfyllelse | inte uppnått     | ▲      | Inte uppnått     | #B3261E |
| A     | måluppfyllelse | inte aktuellt nu | –      | Inte aktuellt nu | {} |
| A     | måluppfyllelse | uppgift saknas   | ○      | Uppgift saknas   | #5F6368 |
"""


def test_who_writes_the_colours_advised_has_a_scale_without_findings(look_and_folder: Path) -> None:
    def too_close(colours: Sequence[str]) -> list[tuple[str, str]]:
        rows = "".join(f"| A | relativ | {n} | {n} | steg {n} | {c} |\n" for n, c in enumerate(colours))
        path = look_and_folder / "p.xlsx"
        fill(empty_plan(), path, read_tables(f"## Skalor\n| Skala | Typ | Nivå | Symbol | Ord | Färg |\n{rows}"))
        _plan, findings = read_plan(path)
        found = [finding for finding in findings if finding.rule.startswith("colour-")]
        return [(finding.place.cell, SWEDISH(finding.advice)) for finding in found]

    colours = ["#2E7D32", "#9A6700", "#B3261E", "#5F6368", "#5F6368"]
    told = too_close(colours)
    assert len(told) > 2
    for cell, advice in told:
        (colours[int(cell[1:]) - FIRST_ROW],) = re.findall("#[0-9A-F]{6}", advice)
    assert too_close(colours) == []
