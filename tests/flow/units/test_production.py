"""Units that change: the visits of last year follow them, and the region's stand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.flow.units.years import PLAN, PRODUCTION, Later, facts, merged_after, plan_of, visits, with_production
from tests.scoring.rounds import NAMES, Round, merged_round, new_round


def region_visits(later: Later, folder: Path, *arguments: str) -> dict[str, dict[str, str]]:
    """The region's visits by row and column; of a masked one why there is no figure."""
    rows: dict[str, dict[str, str]] = {}
    for line in facts(later, folder, *arguments):
        if line["section"] == "visits" and not line["unit"] and line["column"] in ("now", "before", "change"):
            rows.setdefault(line["row"], {})[line["column"]] = line["value"] or line["missing_reason"]
    return rows


def produced(tmp_path: Path, nord: str, syd: str, people: str = "nej") -> Round:
    """T1 2022: Nord gave somatic visits, Syd psychiatric ones."""
    plan = with_production(plan_of(2022, {"nord": "", "syd": ""}), "nord | somatik", "syd | psykiatri", people=people)
    given = {"nord": visits(2022, somatik=nord), "syd": visits(2022, psykiatri=syd)}
    return merged_round(tmp_path / "1", plan, given)


def test_visits_of_last_year_follow_the_units_and_the_regions_stand_although_one_is_gone(tmp_path: Path) -> None:
    first = produced(tmp_path, "1000", "500")
    plan = with_production(plan_of(2023, {"a": "nord 60 %", "b": "nord 40 %"}, "syd"), "a | somatik", "b | somatik")
    given = {"a": visits(2023, somatik="630"), "b": visits(2023, somatik="500")}
    later = merged_after(Later(tmp_path / "2"), plan, given, {"T1 2022": first})
    assert [later.row(unit, "somatik", "Besök")["Besök jan–apr 2022"] for unit in ("a", "b")] == [600, 400]
    region = region_visits(later, tmp_path)
    assert region["somatik"] == {"now": "1130", "before": "1000", "change": "0.13"}
    assert region["totalt"]["before"] == "1500", "nobody has psychiatric visits now"
    assert Decimal(region["totalt"]["change"]) == pytest.approx(Decimal(-370) / 1500)


def test_what_a_unit_that_is_gone_had_is_not_told_by_what_is_left_of_the_regions(tmp_path: Path) -> None:
    """Three psychiatric visits: 1 003 less the 1 000 of the units that there are now."""
    first = produced(tmp_path, "1000", "3", "ja")
    plan = with_production(
        plan_of(2023, {"a": "nord 60 %", "b": "nord 40 %"}, "syd"), "a | somatik", "b | somatik", people="ja"
    )
    given = {"a": visits(2023, somatik="630"), "b": visits(2023, somatik="500")}
    later = merged_after(Later(tmp_path / "2"), plan, given, {"T1 2022": first})
    assert region_visits(later, tmp_path)["totalt"]["before"] == "1003"
    published = region_visits(later, tmp_path / "public", "--published")
    assert published["totalt"]["before"] == "1003" and published["somatik"]["before"] == "–"
    lines = [line for line in facts(later, tmp_path / "public", "--published") if line["column"] == "before"]
    assert {line["missing_reason"] for line in lines if line["unit"]} == {"–"}, "what they make is not told either"


def test_a_successor_fills_in_the_rows_of_its_predecessors_where_it_has_none_of_its_own(tmp_path: Path) -> None:
    units = {"a": "nord 60 %", "b": "nord 40 %", "c": "syd"}
    lines = ("nord | somatik | 1000", "nord | psykiatri | 100", "syd | somatik | 50", "b | psykiatri")
    plan = plan_of(2022, units) + PRODUCTION.format(
        lines="\n".join(f"| {line} |" + " |" * (3 - len(line.split("|"))) for line in lines), people="nej"
    )
    later = merged_round(tmp_path / "r", plan, {"a": visits(2022, somatik="630", psykiatri="60")})
    assert later.code == 0, later.output
    of = {
        (unit, row["Radnyckel"]): row["Besök jan–apr 2021"]
        for unit in units
        for row in later.rows("Besök")
        if row["Enhet"] == NAMES[unit]
    }
    assert of == {
        ("a", "somatik"): 600, ("a", "psykiatri"): 60, ("a", "totalt"): 660,
        ("b", "psykiatri"): 40, ("b", "totalt"): 40,
        ("c", "somatik"): 50, ("c", "totalt"): 50,
    }  # fmt: skip


def test_a_clinic_under_another_division_takes_its_figures_with_it(tmp_path: Path) -> None:
    """Of this round and of last year: each division is compared with the clinics that stand under it now."""
    tree = """
| a | Division A | division | region | nej | |
| b | Division B | division | region | nej | |
| a1 | Klinik A1 | klinik | a | ja | |
| a2 | Klinik A2 | klinik | {} | ja | |
| b1 | Klinik B1 | klinik | b | ja | |
"""

    def plan(year: int, parent: str) -> str:
        text = PLAN.format(
            year=year, before=year - 1, units=tree.strip().format(parent) + "\n", region="", people="nej"
        )
        return with_production(text, "a1 | somatik", "a2 | somatik", "b1 | somatik")

    given = {"a1": "100", "a2": "30", "b1": "200"}
    first = new_round(
        tmp_path / "1", plan(2022, "a"), {unit: visits(2022, somatik=text) for unit, text in given.items()}
    ).merge()
    later = merged_after(
        Later(tmp_path / "2"),
        plan(2023, "b"),
        {unit: visits(2023, somatik=text) for unit, text in given.items()},
        {"T1 2022": first},
    )
    before = {
        line["unit"]: line["value"]
        for line in facts(later, tmp_path)
        if (line["row"], line["column"]) == ("somatik", "before")
    }
    assert before == {"a1": "100", "a2": "30", "b1": "200", "a": "100", "b": "230", "": "330"}


def test_visits_that_a_unit_reports_no_more_are_no_decrease(tmp_path: Path) -> None:
    first = produced(tmp_path, "1000", "500")
    plan = with_production(plan_of(2023, {"nord": "", "syd": ""}), "nord | somatik")
    later = merged_after(Later(tmp_path / "2"), plan, {"nord": visits(2023, somatik="1100")}, {"T1 2022": first})
    region = region_visits(later, tmp_path)
    assert region["totalt"] == {"now": "1100", "before": "1000", "change": "0.1"}


def test_figures_of_another_period_that_were_left_in_the_plan_are_not_the_successors(tmp_path: Path) -> None:
    """1 000 and 100 were of 2021; the round of 2022 reported 1 100 and 120."""
    lines = ("nord | somatik | 1000", "nord | psykiatri | 100")
    production = PRODUCTION.format(lines="\n".join(f"| {line} |" for line in lines), people="nej")
    given = {"nord": visits(2022, somatik="1100", psykiatri="120")}
    first = merged_round(tmp_path / "1", plan_of(2022, {"nord": "", "syd": ""}) + production, given)
    assert first.code == 0, first.output
    plan = plan_of(2023, {"a": "nord 60 %", "b": "nord 40 %", "syd": ""}) + production
    later = merged_after(Later(tmp_path / "2"), plan, {"a": visits(2023, somatik="630")}, {"T1 2022": first})
    before = {unit: later.row(unit, "somatik", "Besök")["Besök jan–apr 2022"] for unit in ("a", "b")}
    assert before == {"a": 660, "b": 440}
    assert region_visits(later, tmp_path)["somatik"]["before"] == "1100"
