"""What documents draw: levels by unit, this year beside last, women and men as dots with their target.

A test of ``followup``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import followup
from tests.demos import copied


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The charts of the bundled example's summary, by their titles."""
    folder = copied(tmp_path_factory.mktemp("charts") / "w")
    (path,) = followup.report(folder, ["summary"], format="json", into=folder / "json").paths
    parts = json.loads(Path(path).read_text(encoding="utf-8"))["parts"]
    return {part["title"]: part for part in parts if part["part"] == "chart"}


def figures(chart: dict[str, Any]) -> dict[str, dict[str, float | None]]:
    """The figures of a chart by series and category."""
    return {of["name"]: dict(zip(chart["categories"], of["values"], strict=True)) for of in chart["figures"]}


def test_levels_by_unit_the_worst_first(charts: dict[str, dict[str, Any]]) -> None:
    chart = charts["Styrmått per enhet: andel på varje nivå, antal i staplarna"]
    assert chart["kind"] == "stacked" and chart["categories"][0] == "Division Länssjukvård 1"
    drawn = figures(chart)
    assert drawn["□ Uppnått"] == {
        "Division Länssjukvård 1": 5, "Division Länssjukvård 2": 3, "Division Psykiatri": 5,
        "Division Närsjukvård (preliminär)": 10, "Division Service": 4,
    }  # fmt: skip
    assert drawn["▲ Inte uppnått"]["Division Service"] is None, "nothing is drawn of none"


def test_actions_by_unit_the_most_delayed_first(charts: dict[str, dict[str, Any]]) -> None:
    chart = charts["Strategiska åtgärder per enhet: andel på varje nivå, antal i staplarna"]
    late = figures(chart)["▼ försenad"]
    whole = {unit: sum(of[unit] or 0 for of in figures(chart).values()) for unit in chart["categories"]}
    shares = [(late[unit] or 0) / whole[unit] for unit in chart["categories"]]
    assert shares == sorted(shares, reverse=True) and sum(whole.values()) == 57


def test_goals_by_how_they_stand_under_each_perspective(charts: dict[str, dict[str, Any]]) -> None:
    chart = charts["Mål efter bedömning: andel på varje nivå, antal i staplarna"]
    assert chart["kind"] == "stacked" and chart["categories"] == ["Medborgare", "Verksamhet", "Medarbetare", "Ekonomi"]
    assert figures(chart)["▲ Inte uppnått"] == {"Medborgare": 2, "Verksamhet": 1, "Medarbetare": None, "Ekonomi": None}
    assert sum(figure or 0 for of in figures(chart).values() for figure in of.values()) == 14, (
        "none of the perspectives"
    )


def test_this_year_beside_last_and_what_is_incomplete_is_said(charts: dict[str, dict[str, Any]]) -> None:
    chart = charts["Besök: januari–april 2022 och januari–april 2021"]
    assert chart["kind"] == "bar" and chart["categories"][:2] == ["Totalt antal besök (minst)", "Läkarbesök"]
    drawn = figures(chart)
    assert (drawn["januari–april 2022"]["Läkarbesök"], drawn["januari–april 2021"]["Läkarbesök"]) == (190842, 183671)
    assert drawn["januari–april 2022"]["Totalt antal besök (minst)"] == 344420
    assert drawn["januari–april 2021"]["Totalt antal besök (minst)"] is None, "beside less it would show a fall"


def test_women_and_men_beside_each_other_with_the_target(charts: dict[str, dict[str, Any]]) -> None:
    chart = charts["Andel som väntat 90 dagar eller kortare på operation eller åtgärd, april 2022"]
    assert chart["kind"] == "dots"
    units = ["Division Länssjukvård 1", "Division Länssjukvård 2"]
    assert figures(chart) == {
        "Kvinnor": dict(zip(units, (0.51, 0.42), strict=True)),
        "Män": dict(zip(units, (0.53, 0.48), strict=True)),
        "Mål": dict.fromkeys(units, 1.0),
    }
    visits = figures(charts["Besök 80 år och äldre på akutmottagning"])
    assert visits["Kvinnor"]["Division Länssjukvård 2"] == 0.17 and "Mål" not in visits, (
        "each is compared with its own of before"
    )
