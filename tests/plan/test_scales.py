# ruff: noqa: E501
"""Scales are data: eight that real organisations use can all be written in the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import Plan
from tests.tables import empty_plan, fill, read_plan, read_tables

EIGHT = """
## Skalor
| Skala                  | Typ            | Nivå                             | Symbol | Ord                              | Färg    | Betydelse                       | Varianter | Räknas som    |
| ---------------------- | -------------- | -------------------------------- | ------ | -------------------------------- | ------- | ------------------------------- | --------- | ------------- |
| Norrbotten 2022        | måluppfyllelse | uppnått                          | □      | Uppnått                          | #2E7D32 | antagen                         |           |               |
| Norrbotten 2022        | måluppfyllelse | inte uppnått                     | ▲      | Inte uppnått                     | #B3261E | antagen                         |           |               |
| Norrbotten, utveckling | utveckling     | ökar                             | ↑      | Ökar                             | #1A56A0 |                                 |           |               |
| Norrbotten, utveckling | utveckling     | minskar                          | ↓      | Minskar                          | #1A56A0 |                                 |           |               |
| Norrbotten, utveckling | utveckling     | oförändrat                       | →      | Oförändrat                       | #5F6368 |                                 |           |               |
| Norrbotten, utveckling | utveckling     | åt olika håll                    | ↕      | Åt olika håll                    | #5B4B8A |                                 |           |               |
| Jämtland planer 2021   | prognos        | bra                              | ↑      | Arbetet går bra                  | #2E7D32 | de flesta mål väntas nås        |           | pågår         |
| Jämtland planer 2021   | prognos        | delvis                           | →      | Arbetet går delvis bra           | #9A6700 | målen väntas delvis nås         | ➔, è      | pågår         |
| Jämtland planer 2021   | prognos        | inte                             | ↓      | Arbetet går inte enligt förväntat | #B3261E | mycket få mål väntas nås       |           | försenad      |
| Jämtland mål 2020      | måluppfyllelse | uppnått                          | ●      | Uppfyllt                         | #2E7D32 | grön                            |           |               |
| Jämtland mål 2020      | måluppfyllelse | delvis                           | ●      | Påbörjat                         | #9A6700 | gul                             |           |               |
| Jämtland mål 2020      | måluppfyllelse | inte uppnått                     | ●      | Inte uppnått eller inte påbörjat | #B3261E | röd                             |           |               |
| Jämtland mål 2020      | måluppfyllelse | uppgift saknas                   | ○      | Har inte gått att redovisa       | #5F6368 |                                 |           |               |
| VGR                    | relativ        | grön                             | ●      | Grön                             | #2E7D32 | enligt indikatorn               |           |               |
| VGR                    | relativ        | gul                              | ●      | Gul                              | #9A6700 |                                 |           |               |
| VGR                    | relativ        | röd                              | ●      | Röd                              | #B3261E |                                 |           |               |
| VGR                    | relativ        | ingen                            | -      | Ingen färg                       | #5F6368 |                                 |           |               |
| Jämtland nyckeltal 2025 | måluppfyllelse | uppnått                         | ●      | Uppnådda                         | #2E7D32 |                                 |           |               |
| Jämtland nyckeltal 2025 | måluppfyllelse | delvis                          | ●      | Inte helt uppnådda               | #9A6700 | även fleråriga som går som de ska |         |               |
| Jämtland nyckeltal 2025 | måluppfyllelse | inte uppnått                    | ●      | Ej uppnådda                      | #B3261E |                                 |           |               |
| Vansbro 2019           | måluppfyllelse | uppnått                          | ■      | Målet uppnått                    | #2E7D32 |                                 |           |               |
| Vansbro 2019           | måluppfyllelse | delvis                           | ■      | Målet delvis uppnått             | #9A6700 | minst 80 %                      |           |               |
| Vansbro 2019           | måluppfyllelse | inte uppnått                     | ■      | Målet ej uppnått                 | #B3261E | under 80 %                      |           |               |
| Malmö 2014             | utveckling     | ökar                             | ↗      | Förbättrat                       | #2E7D32 | en utveckling, inget mål        |           |               |
| Malmö 2014             | utveckling     | oförändrat                       | →      | Oförändrat                       | #9A6700 |                                 |           |               |
| Malmö 2014             | utveckling     | minskar                          | ↘      | Försämrat                        | #B3261E |                                 |           |               |
| Malmö 2014             | utveckling     | kan inte avgöras                 | □      | Kan inte bedömas                 | #5F6368 | ny mätmetod                     |           |               |
| Västerås               | mognad         | kan nås                          | ●      | Målet kan uppnås                 | #2E7D32 |                                 |           |               |
| Västerås               | mognad         | delvis                           | ●      | Målet kan delvis uppnås          | #9A6700 |                                 |           |               |
| Västerås               | mognad         | svårt                            | ●      | Målet blir svårt att uppnå       | #B3261E |                                 |           |               |
| Västerås               | mognad         | saknas                           | ○      | Bedömning saknas                 | #5F6368 |                                 |           |               |
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
    assert rules == {"scale-not-used", "sign-means-two-levels"}, "no region would have the scales of eight"
    kinds = {name: scale.kind for name, scale in plan.scales.items()}
    assert len(kinds) == 9, "Norrbotten has two: one for attainment, one for the trend"
    assert kinds["Jämtland planer 2021"] == "forecast" and kinds["Malmö 2014"] == "trend"
    assert list(plan.scales["Vansbro 2019"].levels) == ["met", "partly", "not_met"]


@pytest.mark.parametrize("written", ["➔", "→", "è", "Arbetet går delvis bra", "arbetet går  DELVIS bra", "delvis"])
def test_variants_of_a_symbol_mean_the_same(look_and_folder: Path, written: str) -> None:
    plan, _found = plan_with(EIGHT, look_and_folder)
    assert plan.scales["Jämtland planer 2021"].choice().parse(written).value == "delvis"


def test_a_scale_of_two_types_a_pale_colour_and_no_colour_are_told(look_and_folder: Path) -> None:
    wrong = """
## Skalor
| Skala | Typ            | Nivå    | Symbol | Ord     | Färg    |
| ----- | -------------- | ------- | ------ | ------- | ------- |
| A     | måluppfyllelse | uppnått | ●      | Uppnått | #FFFF00 |
| A     | prognos        | sen     | ●      | Sen     | röd     |
"""
    _plan, findings = plan_with(wrong, look_and_folder)
    assert sorted(findings) == [
        ("colour-too-pale", "#FFFF00"),
        ("not-a-colour", "röd"),
        ("scale-of-two-types", "A"),
        ("sign-means-two-levels", "●"),
    ]
