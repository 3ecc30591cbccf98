"""A measure from round to round: ``Tidigare utfall`` and the outcome as a chart, of the unit or of the region."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.house import command
from tests.scoring.plans import plan_text
from tests.scoring.rounds import Round, new_round

MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Räknar personer | Svarar | Läggs ihop |
| fragade | 1 | ramar | Patienter som fått frågan | antal | högre | Öka | ja | ja | nord, syd | summa |
| sjuk | 2 | ramar | Sjukfrånvaro | % | lägre | Minska | nej | nej | nord, syd | nej |
| nytt | 3 | ramar | Nytt mått | % | högre | minst 50 % | nej | nej | nord | nej |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| fragade | nord | T1 2021 | 12 | 7 | |
| fragade | nord | 2020 | 10 | 9 | |
| sjuk | nord | T1 2021 | | | 8,2 % |
"""
PARTS = """
## Dokument
| Id | Titel | För | Skede | Word-mall | Kräver |
| bilaga | Bilaga | {whose} | arbetsmaterial | | |
## Delar
| Dokument | Rubrik | Vad | Kolumner | Filter | Form |
| bilaga | Över tid | Styrmått | Tidigare utfall, Utfall | | {form} |
"""
ANSWERS = {
    "nord": """
## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |
| Patienter som fått frågan | 29 | 14 | |
| Sjukfrånvaro | | | 8,6 % |
| Nytt mått | | | 60 % |
""",
    "syd": "\n## Styrmått\n| Styrmått | Utfall kvinnor | Utfall män |\n| Patienter som fått frågan | 5 | 6 |\n",
}


def charts(folder: Path, whose: str, form: str, *more: str, answers: dict[str, str] = ANSWERS) -> list[dict[str, Any]]:
    """The charts of the document as JSON; of the published one where that is asked for."""
    plan = plan_text(MEASURES, earlier=EARLIER) + PARTS.format(whose=whose, form=form)
    round_: Round = new_round(folder / "r", plan, answers)
    code, output = command("report", "bilaga", "--format", "json", "--plan", str(round_.folder), *more)
    assert code in (0, 1), output
    made = round_.folder / "output" / ("published" if "--published" in more else "")
    found = sorted([*made.glob("bilaga.json"), *made.glob("bilaga/*.json")])
    parts = [part for path in found for part in json.loads(path.read_text("utf-8"))["parts"]]
    return [part for part in parts if part["part"] == "chart"]


def series(chart: dict[str, Any]) -> dict[str, list[float | None]]:
    """The figures of a chart, by the name of their series."""
    return {figures["name"]: figures["values"] for figures in chart["figures"]}


@pytest.mark.parametrize(("form", "kind"), [("staplar", "column"), ("linjer", "line")])
def test_a_unit_sees_each_measure_from_round_to_round(tmp_path: Path, form: str, kind: str) -> None:
    """The earliest first, each part of the split by itself; a measure of a single round has nothing to show."""
    asked, sick = charts(tmp_path, "varje enhet", form)
    assert (asked["title"], asked["kind"]) == ("Patienter som fått frågan", kind)
    assert asked["categories"] == ["2020", "tertial 1 2021", "tertial 1 2022"]
    assert series(asked) == {"Kvinnor": [10, 12, 29], "Män": [9, 7, 14]}
    assert (sick["title"], series(sick)) == ("Sjukfrånvaro", {"Utfall totalt": [0.082, 0.086]})


def test_the_region_sees_whose_figure_it_is_where_there_is_no_sum(tmp_path: Path) -> None:
    (sick,) = charts(tmp_path, "regionen", "staplar")
    assert (sick["title"], series(sick)) == ("Sjukfrånvaro, Division Nord", {"Utfall totalt": [0.082, 0.086]})


def test_a_published_chart_draws_no_small_number(tmp_path: Path) -> None:
    """Four men this round, who stand in no chart; nor do the women beside them who would give them away."""
    few = ANSWERS["nord"].replace("| 29 | 14 |", "| 29 | 4 |")
    published = charts(tmp_path, "varje enhet", "staplar", "--published", answers={**ANSWERS, "nord": few})
    drawn = [value for chart in published if chart["title"].startswith("Patienter") for value in _values(chart)]
    assert 4 not in drawn and 10 in drawn


def _values(chart: dict[str, Any]) -> list[float | None]:
    return [value for values in series(chart).values() for value in values]
