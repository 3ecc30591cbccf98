"""Units that are split, merged, renamed or gone: each series goes on where it can be told how, and the region's always."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.house import command
from tests.scoring.rounds import NAMES, Round, new_round, plain
from tests.tables import plan_book

ASKED, WAITED, ANSWERED = "Antal som fått frågan", "Andel som väntat högst 90 dagar", "Andel som svarat"
PLAN = """
## Uppföljning
| Inställning | Värde |
| Region | Region Mellansjö |
| Kort namn | mellansjo |
| Tillfälle | T1 {year} |
| Period från | {year}-01-01 |
| Period till | {year}-04-30 |
| Jämförs med | T1 {before} |
| Jämförelseperiod från | {before}-01-01 |
| Jämförelseperiod till | {before}-04-30 |
| Sista svarsdag | {year}-05-13 |
| Målet nått när minst | 80 % |
| Språk | sv |

## Enheter
| Id | Namn | Slag | Överordnad | Mall | Ersätter |
| region | Region Mellansjö | region | | nej | {region} |
{units}
## Målstruktur
| Id | Nivå | Namn | Överordnad |
| medborgare | Perspektiv | Medborgare | |
| vard-i-tid | Framgångsfaktor | Vård i tid | medborgare |

## Styrmått
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Svarar | Läggs ihop | Räknar personer |
| fragor | 1 | vard-i-tid | Antal som fått frågan | antal | högre | Öka | alla | summa | {people} |
| vantat | 2 | vard-i-tid | Andel som väntat högst 90 dagar | % | högre | Öka | alla | nej | nej |
| svarat | 3 | vard-i-tid | Andel som svarat | % | högre | Öka | alla | viktat | nej |
"""


def plan_of(year: int, units: Mapping[str, str], region: str = "", people: str = "nej") -> str:
    """The plan of T1 of a year, with these units and what each replaces."""
    rows = "".join(f"| {id_} | {NAMES[id_]} | division | region | ja | {text} |\n" for id_, text in units.items())
    return PLAN.format(year=year, before=year - 1, units=rows, region=region, people=people)


def answers(asked: str, waited: str = "", share: str = "") -> str:
    """A unit's answers; ``share`` is "so many of so many"."""
    above, _of, below = share.partition(" av ")
    return f"""
| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |
| {ASKED} | {asked} | | |
| {WAITED} | {waited} | | |
| {ANSWERED} | | {above} | {below} |
"""


class Later(Round):
    """A round of a later year."""

    year = 2023

    def template(self, unit: str) -> Path:
        return Path(str(super().template(unit)).replace("T1 2022", f"T1 {self.year}"))

    def of_unit(self, unit: str, measure: str = "fragor") -> tuple[str, str]:
        """A unit's earlier outcomes as they stand, and why its trend is what it is."""
        row = self.row(unit, measure)
        return str(row["Tidigare utfall"] or ""), str(row["Utveckling: motivering"] or "")

    def of_region(self, measure: str = ASKED) -> str:
        """Why the region's trend is what it is."""
        record = self.region(measure)
        assert record is not None
        return plain(record["Utveckling: motivering"])


class Latest(Later):
    """The round two years later."""

    year = 2024


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """T1 2022: 20, 30 and 5 were asked, 55 in the region; 8 of 10, 20 of 40 and 3 of 3 answered, 31 of 53."""
    units = {"nord": "", "syd": "", "vast": ""}
    given = {
        "nord": answers("20", "80 %", "8 av 10"),
        "syd": answers("30", "70 %", "20 av 40"),
        "vast": answers("5", "90 %", "3 av 3"),
    }
    return new_round(tmp_path_factory.mktemp("t1") / "r", plan_of(2022, units), given).merge()


def a_year_later(
    first: Round, folder: Path, units: Mapping[str, str], given: Mapping[str, str], region: str = ""
) -> Later:
    """T1 2023 with the record of T1 2022 in its history, merged."""
    return merged_after(Later(folder), plan_of(2023, units, region), given, {"T1 2022": first})


def merged_after(later: Later, plan: str, given: Mapping[str, str], before: Mapping[str, Round]) -> Later:
    """A round with the records of those before in its history, merged."""
    new_round(later.folder, plan, {})
    for round_, earlier in before.items():
        shutil.copytree(earlier.folder / "output" / "record", later.folder / "history" / round_)
    for unit, text in given.items():
        later.answer(unit, text)
    later.merge()
    assert later.code == 0, later.output
    return later


def facts(later: Later, folder: Path, *arguments: str) -> list[dict[str, str]]:
    """The facts of a round, a line each."""
    code, output = command("export", "--plan", str(later.folder), "--into", str(folder / "facts"), *arguments)
    assert code == 0, output
    (path,) = (folder / "facts" / ("published" if "--published" in arguments else "")).glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def series(later: Later, folder: Path) -> dict[str, list[tuple[str, Decimal, str]]]:
    """How many were asked in earlier rounds, by unit ("" is the region): round, figure and what is said of it."""
    by_unit: dict[str, list[tuple[str, Decimal, str]]] = {}
    for line in facts(later, folder):
        if line["row"] == "fragor" and line["kind"] == "earlier":
            by_unit.setdefault(line["unit"], []).append((line["round"], Decimal(line["value"]), plain(line["note"])))
    return by_unit


def test_a_unit_that_was_split_in_two_by_shares(first: Round, tmp_path: Path) -> None:
    units = {"a": "nord 60 %", "b": "nord 40 %", "syd": "", "vast": ""}
    given = {
        "a": answers("14", "81 %", "3 av 4"),
        "b": answers("7", "79 %", "5 av 6"),
        "syd": answers("31", "70 %", "20 av 40"),
        "vast": answers("5", "90 %", "3 av 3"),
    }
    later = a_year_later(first, tmp_path / "r", units, given)
    a, b, syd = (later.of_unit(unit) for unit in ("a", "b", "syd"))
    assert a[0] == "T1 2022 12 (beräknat ur 60 % av Division Nord)", "60 % of 20"
    assert a[1] == "Sedan T1 2022: från 12 till 14 (bättre). T1 2022: beräknat ur 60 % av Division Nord."
    assert b[0] == "T1 2022 8 (beräknat ur 40 % av Division Nord)"
    assert b[1].startswith("Sedan T1 2022: från 8 till 7 (sämre).")
    assert syd == ("T1 2022 30", "Sedan T1 2022: från 30 till 31 (bättre).")
    assert later.of_region() == "Sedan T1 2022: från 55 till 57 (bättre)."
    assert later.of_region(ANSWERED) == "Sedan T1 2022: från 58,49 % till 58,49 %.", "31 of 53, and the same now"
    share = later.of_unit("a", "vantat")
    assert share[0] == "T1 2022 (siffran för Division Nord kan inte delas)", "80 % of the whole is not 80 % of a part"
    assert share[1] == "Siffrorna för T1 2022 kan inte jämföras: siffran för Division Nord kan inte delas."
    assert "kan inte delas" in str(later.row("a", "vantat")["Måluppfyllelse: motivering"])


def test_two_units_that_were_merged(first: Round, tmp_path: Path) -> None:
    units = {"a": "nord, syd", "vast": ""}
    given = {"a": answers("52", "75 %", "30 av 50"), "vast": answers("5", "90 %", "3 av 3")}
    later = a_year_later(first, tmp_path / "r", units, given)
    computed = "beräknat ur Division Nord, Division Syd"
    assert later.of_unit("a") == (
        f"T1 2022 50 ({computed})",
        f"Sedan T1 2022: från 50 till 52 (bättre). T1 2022: {computed}.",
    )
    assert later.of_unit("a", "svarat")[0] == f"T1 2022 56 % ({computed})", "28 of 50; the mean of 80 and 50 % is 65 %"
    assert "kan inte läggas ihop" in later.of_unit("a", "vantat")[1]
    assert later.of_region() == "Sedan T1 2022: från 55 till 57 (bättre)."


def test_a_unit_under_another_id(first: Round, tmp_path: Path) -> None:
    units = {"a": "Division Nord", "syd": "", "vast": ""}
    given = {"a": answers("21", "81 %", "9 av 10"), "syd": answers("30"), "vast": answers("5")}
    later = a_year_later(first, tmp_path / "r", units, given)
    assert later.of_unit("a") == ("T1 2022 20", "Sedan T1 2022: från 20 till 21 (bättre).")
    assert later.of_unit("a", "vantat")[1] == "Sedan T1 2022: från 80 % till 81 % (bättre)."


def test_a_unit_that_is_gone_is_told_and_the_region_keeps_its_figures(first: Round, tmp_path: Path) -> None:
    units = {"a": "", "syd": "", "vast": ""}
    given = {"a": answers("21", "81 %"), "syd": answers("31"), "vast": answers("5")}
    later = a_year_later(first, tmp_path / "r", units, given)
    assert later.of_region() == "Sedan T1 2022: från 55 till 57 (bättre)."
    assert later.of_unit("a")[0] == ""
    findings = [finding for finding in later.merged_json()["findings"] if finding["rule"] == "unit-gone"]
    assert [(finding["file"], finding["sheet"], finding["found"]) for finding in findings] == [
        ("plan.xlsx", "Enheter", "Division Nord")
    ]
    assert "Skriv nord i kolumnen Ersätter" in findings[0]["advice"]


def test_a_unit_that_nobody_has_taken_over_from_stands_on_the_regions_row(first: Round, tmp_path: Path) -> None:
    units, given = {"syd": "", "vast": ""}, {"syd": answers("31"), "vast": answers("5")}
    later = a_year_later(first, tmp_path / "r", units, given, "nord")
    assert not [finding for finding in later.merged_json()["findings"] if finding["rule"] == "unit-gone"]
    assert later.of_region() == "Sedan T1 2022: från 55 till 36 (sämre)."


def test_a_split_without_shares_begins_the_series_anew(first: Round, tmp_path: Path) -> None:
    units = {"a": "nord", "b": "nord", "syd": "", "vast": ""}
    given = {"a": answers("14"), "b": answers("7"), "syd": answers("31"), "vast": answers("5")}
    later = a_year_later(first, tmp_path / "r", units, given)
    reason = "Division Nord har delats, och planen anger inga andelar"
    assert later.of_unit("a") == (f"T1 2022 ({reason})", f"Siffrorna för T1 2022 kan inte jämföras: {reason}.")
    assert later.of_region() == "Sedan T1 2022: från 55 till 57 (bättre)."


def test_a_unit_that_goes_on_keeps_its_share_and_is_divided_once(first: Round, tmp_path: Path) -> None:
    """Nord gave 40 % to A in 2023. The plan of 2024 says so still: the figures of 2023 are of the smaller Nord."""
    units = {"nord": "nord 60 %", "a": "nord 40 %", "syd": "", "vast": ""}
    given = {"nord": answers("15"), "a": answers("9"), "syd": answers("31"), "vast": answers("5")}
    second = a_year_later(first, tmp_path / "2", units, given)
    assert second.of_unit("nord")[0].startswith("T1 2022 12 ") and second.of_unit("a")[0].startswith("T1 2022 8 ")
    third = merged_after(
        Latest(tmp_path / "3"), plan_of(2024, units), {"nord": answers("16")}, {"T1 2022": first, "T1 2023": second}
    )
    assert series(third, tmp_path)["nord"] == [
        ("T1 2022", Decimal(12), "beräknat ur 60 % av Division Nord"),
        ("T1 2023", Decimal(15), ""),
    ]
    assert series(third, tmp_path)["a"] == [
        ("T1 2022", Decimal(8), "beräknat ur 40 % av Division Nord"),
        ("T1 2023", Decimal(9), ""),
    ]
    assert series(third, tmp_path)[""] == [("T1 2022", Decimal(55), ""), ("T1 2023", Decimal(60), "")]


def test_changes_of_several_rounds_follow_each_other(first: Round, tmp_path: Path) -> None:
    """Nord was split in A and B, and the year after A and Syd were merged to C: the last plan knows no Nord."""
    split = {"a": "nord 60 %", "b": "nord 40 %", "syd": "", "vast": ""}
    given = {"a": answers("14"), "b": answers("7"), "syd": answers("31"), "vast": answers("5")}
    second = a_year_later(first, tmp_path / "2", split, given)
    merged = {"c": "a, syd", "b": "", "vast": ""}
    third = merged_after(
        Latest(tmp_path / "3"), plan_of(2024, merged), {"c": answers("46")}, {"T1 2022": first, "T1 2023": second}
    )
    assert series(third, tmp_path)["c"] == [
        ("T1 2022", Decimal(42), "beräknat ur 60 % av Division Nord, Division Syd"),
        ("T1 2023", Decimal(45), "beräknat ur Division A, Division Syd"),
    ]
    assert series(third, tmp_path)[""] == [("T1 2022", Decimal(55), ""), ("T1 2023", Decimal(57), "")]


def test_a_sum_that_lacks_one_of_the_merged_is_no_sum(tmp_path: Path) -> None:
    units = {"nord": "", "syd": "", "vast": ""}
    first = new_round(tmp_path / "1", plan_of(2022, units), {"nord": answers("20"), "vast": answers("5")}).merge()
    later = a_year_later(first, tmp_path / "2", {"a": "nord, syd", "vast": ""}, {"a": answers("52")})
    assert later.of_unit("a") == (
        "T1 2022 (siffra saknas för Division Syd)",
        "Siffrorna för T1 2022 kan inte jämföras: siffra saknas för Division Syd.",
    )


def test_a_unit_that_no_earlier_round_knows_is_told_with_those_that_have_no_successor(
    first: Round, tmp_path: Path
) -> None:
    units = {"a": "norr", "syd": "", "vast": ""}
    later = a_year_later(first, tmp_path / "r", units, {"a": answers("21")})
    (finding,) = [finding for finding in later.merged_json()["findings"] if finding["rule"] == "predecessor-unknown"]
    assert (finding["sheet"], finding["found"]) == ("Enheter", "norr") and finding["cell"]
    assert "nord" in finding["advice"]


def any_change(seed: int) -> dict[str, str]:
    """Units A, B and C, and at random which shares each has of Nord, Syd and Väst."""
    chance = random.Random(seed)
    replaced: dict[str, list[str]] = {"a": [], "b": [], "c": []}
    for predecessor in ("nord", "syd", "vast"):
        cuts = sorted(chance.choice((0, 100, chance.randint(1, 99))) for _cut in range(2))
        shares = (cuts[0], cuts[1] - cuts[0], 100 - cuts[1])
        for unit, share in zip(replaced, shares, strict=True):
            if share:
                replaced[unit].append(predecessor if share == 100 else f"{predecessor} {share} %")
    return {unit: ", ".join(texts) for unit, texts in replaced.items()}


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_lost_or_counted_twice_whatever_has_changed(first: Round, tmp_path: Path, seed: int) -> None:
    units = any_change(seed)
    given = {unit: answers("20", "80 %", "1 av 2") for unit in units}
    later = a_year_later(first, tmp_path / "r", units, given)
    assert later.of_region().startswith("Sedan T1 2022: från 55 till 60"), units
    assert later.of_region(ANSWERED).startswith("Sedan T1 2022: från 58,49 % till 50 %"), units
    by_unit = {unit: value for unit, ((_round, value, _note),) in series(later, tmp_path).items()}
    assert by_unit.pop("") == 55, "the region's own"
    assert sum(by_unit.values()) == 55, units
    notes = {unit: note for unit, ((_round, _value, note),) in series(later, tmp_path).items()}
    assert all("beräknat ur" in notes[unit] for unit, text in units.items() if "%" in text)


def test_goals_stand_as_they_did_only_where_a_unit_is_one_unit_of_before(first: Round, tmp_path: Path) -> None:
    units = {"a": "nord", "b": "syd 50 %", "c": "syd 50 %", "vast": ""}
    later = a_year_later(first, tmp_path / "r", units, {unit: answers("20", "80 %", "1 av 2") for unit in units})
    stood = {unit: later.goal("Vård i tid", unit)["Bedömning T1 2022"] for unit in ("a", "b", "vast", "")}
    assert stood == {unit: "? Kan inte avgöras" if unit != "b" else "" for unit in stood}


PRODUCTION = """
## Produktionsrader
| Tabell | Id | Rad | Under | Räknas | Räknar personer |
| Besök | somatik | Somatik | totalt | fylls i | {people} |
| Besök | psykiatri | Psykiatri | totalt | fylls i | {people} |
| Besök | totalt | Totalt | | summa | {people} |

## Produktion förra året
| Enhet | Rad | Föregående |
{lines}
"""


def with_production(plan: str, *lines: str, people: str = "nej") -> str:
    """A plan with visits: which unit fills in which row."""
    return plan + PRODUCTION.format(lines="\n".join(f"| {line} | |" for line in lines), people=people)


def visits(year: int, **rows: str) -> str:
    lines = "\n".join(f"| {row.capitalize()} | {number} | 0 |" for row, number in rows.items())
    return f"## Besök\n| Besök | Besök {year}04 | Varav distansbesök {year}04 |\n{lines}\n"


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
    return new_round(tmp_path / "1", plan, given).merge()


def test_visits_of_last_year_follow_the_units_and_the_regions_stand_although_one_is_gone(tmp_path: Path) -> None:
    first = produced(tmp_path, "1000", "500")
    plan = with_production(plan_of(2023, {"a": "nord 60 %", "b": "nord 40 %"}, "syd"), "a | somatik", "b | somatik")
    given = {"a": visits(2023, somatik="630"), "b": visits(2023, somatik="500")}
    later = merged_after(Later(tmp_path / "2"), plan, given, {"T1 2022": first})
    assert [later.row(unit, "somatik", "Besök")["Besök 202204"] for unit in ("a", "b")] == [600, 400]
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


def test_nor_by_the_regions_earlier_outcome(tmp_path: Path) -> None:
    units = {"nord": "", "syd": "", "vast": ""}
    given = {"nord": answers("20"), "syd": answers("30"), "vast": answers("3")}
    first = new_round(tmp_path / "1", plan_of(2022, units, people="ja"), given).merge()
    plan = plan_of(2023, {"a": "nord", "syd": ""}, "vast", people="ja")
    later = merged_after(Later(tmp_path / "2"), plan, {"a": answers("25"), "syd": answers("31")}, {"T1 2022": first})
    assert later.of_region() == "Sedan T1 2022: från 53 till 56 (bättre)."
    lines = [line for line in facts(later, tmp_path, "--published") if line["row"] == "fragor" and not line["unit"]]
    assert [line["masked"] for line in lines if line["round"] == "T1 2022"] == ["yes"]
    assert not [line for line in lines if "53" in line["value"] + line["reason"]]


TYPED = """
## Tidigare utfall
| Styrmått | Enhet | Tillfälle | Totalt |
| fragor | nord | T1 2021 | 10 |
| fragor | syd | T1 2021 | 15 |
| svarat | nord | T1 2021 | 80 % |
| vantat | nord | T1 2020 | 60 % |
"""


def test_what_the_plan_says_of_a_unit_that_is_gone_is_its_successors(tmp_path: Path) -> None:
    """Nobody types it again, with or without a record of the round."""
    plan = plan_of(2022, {"a": "nord, syd", "vast": ""}) + TYPED
    later = new_round(tmp_path / "r", plan, {"a": answers("30"), "vast": answers("5")}).merge()
    assert later.code == 0, later.output
    row = later.row("a", "fragor")
    assert row["Tidigare utfall"] == "T1 2021 25 (beräknat ur nord, syd)"
    assert str(row["Utveckling: motivering"]).startswith("Sedan T1 2021: från 25 till 30 (bättre).")
    assert later.row("a", "svarat")["Tidigare utfall"] == "T1 2021 (siffra saknas för syd)"
    assert later.row("a", "vantat")["Tidigare utfall"] == "T1 2020 (siffra saknas för syd)"


def test_what_the_plan_says_goes_before_the_record(first: Round, tmp_path: Path) -> None:
    plan = plan_of(2023, {"a": "nord, syd", "vast": ""}) + TYPED.replace("T1 2021 | 10", "T1 2022 | 21")
    later = merged_after(Later(tmp_path / "r"), plan, {"a": answers("52"), "vast": answers("5")}, {"T1 2022": first})
    assert "T1 2022 51 (beräknat ur Division Nord, Division Syd)" in later.of_unit("a")[0], "21 and 30, not 20 and 30"
    assert "från 56 till 57" in later.of_region(), "21, 30 and 5"


def test_a_successor_fills_in_the_rows_of_its_predecessors_where_it_has_none_of_its_own(tmp_path: Path) -> None:
    units = {"a": "nord 60 %", "b": "nord 40 %", "c": "syd"}
    lines = ("nord | somatik | 1000", "nord | psykiatri | 100", "syd | somatik | 50", "b | psykiatri")
    plan = plan_of(2022, units) + PRODUCTION.format(
        lines="\n".join(f"| {line} |" + " |" * (3 - len(line.split("|"))) for line in lines), people="nej"
    )
    later = new_round(tmp_path / "r", plan, {"a": visits(2022, somatik="630", psykiatri="60")}).merge()
    assert later.code == 0, later.output
    of = {
        (unit, row["Radnyckel"]): row["Besök 202104"]
        for unit in units
        for row in later.rows("Besök")
        if row["Enhet"] == NAMES[unit]
    }
    assert of == {
        ("a", "somatik"): 600, ("a", "psykiatri"): 60, ("a", "totalt"): 660,
        ("b", "psykiatri"): 40, ("b", "totalt"): 40,
        ("c", "somatik"): 50, ("c", "totalt"): 50,
    }  # fmt: skip


def test_where_a_unit_that_is_gone_is_asked_its_successors_are(tmp_path: Path) -> None:
    plan = plan_of(2022, {"a": "nord", "b": "nord", "c": ""}).replace("| alla | viktat |", "| nord | viktat |")
    later = new_round(tmp_path / "r", plan, {})
    page = {unit: openpyxl.load_workbook(later.template(unit))["Styrmått"] for unit in "abc"}
    asked = {unit for unit in page if any(cell.value == ANSWERED for row in page[unit].iter_rows() for cell in row)}
    assert asked == {"a", "b"}


def test_two_plans_compared_tell_what_a_unit_has_taken_over_from(tmp_path: Path) -> None:
    old = plan_book(plan_of(2022, {"nord": "", "syd": ""}))
    new = plan_book(plan_of(2022, {"a": "nord 60 %", "syd": "syd, nord 40 %"}))
    _code, output = command("plan", "diff", str(old), str(new))
    lines = [plain(line).strip() for line in output.splitlines()]
    assert "Enheter ”a”, Ersätter: – → nord 60 %" in lines
    assert "Enheter ”syd”, Ersätter: – → syd, nord 40 %" in lines
    assert "Enheter ”nord” stryks." in lines and "Enheter ”a” läggs till." in lines


def test_plan_check_tells_of_units_that_are_gone_before_a_template_is_made(first: Round, tmp_path: Path) -> None:
    new_round(tmp_path / "r", plan_of(2023, {"a": "norr", "syd": "", "vast": ""}), {})
    later = Later(tmp_path / "r")
    shutil.copytree(first.folder / "output" / "record", later.folder / "history" / "T1 2022")
    by_rule = {finding["rule"]: finding for finding in later.plan_findings()}
    assert by_rule["unit-gone"]["found"] == "Division Nord" and by_rule["unit-gone"]["sheet"] == "Enheter"
    assert by_rule["predecessor-unknown"]["found"] == "norr" and "nord" in by_rule["predecessor-unknown"]["advice"]


ACTIONS = """
## Skalor
| Skala | Typ | Nivå | Symbol | Ord | Färg | Räknas som |
| åtgärdsstatus | prognos | klar | ✓ | klar | #2E7D32 | klar |
| åtgärdsstatus | prognos | pågår | ► | pågår enligt plan | #1A56A0 | pågår |

## Åtgärder
| Id | Nr | Framgångsfaktor | Åtgärd | Ansvarig | Enheter | Start |
| planering | 1 | vard-i-tid | Införa produktionsplanering | VO-chefer | {units} | 2022-01-01 |
"""


def test_what_a_unit_wrote_last_stands_before_the_new_cell_of_its_successors(tmp_path: Path) -> None:
    said = "## Strategiska åtgärder\n| Åtgärd | Status | Kommentar |\n| Införa produktionsplanering | pågår enligt plan | {} |\n"
    given = {unit: said.format(text) for unit, text in (("nord", "Två kliniker klara."), ("syd", "Börjar i höst."))}
    plan = plan_of(2022, {"nord": "", "syd": ""}) + ACTIONS.format(units="nord, syd")
    first = new_round(tmp_path / "1", plan, given).merge()
    assert first.code == 0, first.output
    plan = plan_of(2023, {"a": "nord 50 %", "b": "nord 50 %, syd"}) + ACTIONS.format(units="a, b")
    new_round(tmp_path / "2", plan, {})
    later = Later(tmp_path / "2")
    shutil.copytree(first.folder / "output" / "record", later.folder / "history" / "T1 2022")
    code, output = command("template", "--plan", str(later.folder))
    assert code == 0, output
    assert shown(later.template("a")) == ["Två kliniker klara."]
    assert shown(later.template("b")) == ["Division Nord: Två kliniker klara.\nDivision Syd: Börjar i höst."]


def shown(template: Path) -> list[str]:
    """The texts of the last round that a template shows."""
    sheet = openpyxl.load_workbook(template)["Strategiska åtgärder"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    return [text for text in texts if "kliniker" in text or "höst" in text]


def test_a_unit_that_was_there_before_says_so_where_it_takes_over_a_part(first: Round, tmp_path: Path) -> None:
    given = {"nord": answers("13"), "syd": answers("38"), "vast": answers("5")}
    units = {"nord": "nord 60 %", "syd": "nord 40 %", "vast": ""}
    later = a_year_later(first, tmp_path / "1", units, given)
    (finding,) = [finding for finding in later.merged_json()["findings"] if finding["rule"] == "successor-is-older"]
    assert finding["found"] == "nord 40 %" and "syd, nord 40 %" in finding["advice"]
    assert [later.of_unit(unit)[0] for unit in ("nord", "syd")] == ["T1 2022 20", "T1 2022 30"]
    later = a_year_later(first, tmp_path / "2", units | {"syd": "syd, nord 40 %"}, given)
    assert not [finding for finding in later.merged_json()["findings"] if finding["rule"] == "successor-is-older"]
    assert [later.of_unit(unit)[0].split(" (")[0] for unit in ("nord", "syd")] == ["T1 2022 12", "T1 2022 38"]


def sheet_of(book: openpyxl.Workbook, name: str) -> tuple[Any, dict[str, int], dict[str, int]]:
    """A sheet of a plan, its columns by title, and its rows by id; "" is the first empty one."""
    sheet = book[name]
    head = next(row for row in range(1, 9) if sheet.cell(row, 2).value == "Id")
    columns = {str(cell.value): cell.column for cell in sheet[head] if cell.value}
    ids = {str(sheet.cell(row, 2).value or ""): row for row in range(sheet.max_row, head, -1)}
    return sheet, columns, ids


def type_into(book: openpyxl.Workbook, name: str, id_: str, **cells: str) -> None:
    """Type cells into the row of an id, or into the first empty row."""
    sheet, columns, rows = sheet_of(book, name)
    for title, text in cells.items():
        sheet.cell(rows.get(id_, rows[""]), columns[title.replace("_", " ")]).value = text


def test_a_division_split_in_two_with_a_measure_added_and_one_struck(first: Round, tmp_path: Path) -> None:
    """The next round as a secretary makes it: started from the last one, and twelve cells typed."""
    days = ("--period-from", "2023-01-01", "--period-to", "2023-04-30", "--deadline", "2023-05-13")
    code, output = command("new", str(tmp_path / "r"), "--from", str(first.folder), "--round", "T1 2023", *days)
    assert code == 0, output
    later = Later(tmp_path / "r")
    book = openpyxl.load_workbook(later.folder / "plan.xlsx")
    type_into(book, "Enheter", "nord", Id="a", Namn="Division A", Ersätter="nord 60 %")
    type_into(book, "Enheter", "", Id="b", Namn="Division B", Överordnad="region", Mall="ja", Ersätter="nord 40 %")
    type_into(book, "Styrmått", "vantat", Gäller_till="T1 2022")
    new = {"Id": "nytt", "Framgångsfaktor": "vard-i-tid", "Styrmått": "Antal nya", "Måttenhet": "antal"}
    type_into(book, "Styrmått", "", **new, Mål="minst 3", Svarar="alla", Läggs_ihop="summa")
    book.save(later.folder / "plan.xlsx")
    assert [finding["rule"] for finding in later.plan_findings() if finding["severity"] != "info"] == []
    code, output = command("template", "--plan", str(later.folder))
    assert code == 0, output
    given = {"a": (14, "3 av 4"), "b": (7, "5 av 6"), "syd": (31, "20 av 40"), "vast": (5, "3 av 3")}
    for unit, (asked, share) in given.items():
        text = answers(str(asked), "", share).replace(f"| {WAITED} |  | | |\n", "") + "| Antal nya | 4 | | |\n"
        later.answer(unit, text)
    later.merge()
    assert later.code == 0, later.output
    assert later.of_unit("a")[1].startswith("Sedan T1 2022: från 12 till 14 (bättre).")
    assert later.of_unit("b")[1].startswith("Sedan T1 2022: från 8 till 7 (sämre).")
    assert later.of_unit("syd")[1] == "Sedan T1 2022: från 30 till 31 (bättre)."
    assert later.of_region() == "Sedan T1 2022: från 55 till 57 (bättre)."
    assert later.of_region(ANSWERED) == "Sedan T1 2022: från 58,49 % till 58,49 %."
    assert later.of_unit("a", "nytt") == ("", "Det finns inget utfall från T1 2022 att jämföra med.")
    assert later.row("syd", "vantat")["Tidigare utfall"] == "T1 2022 70 %", "struck, with its history"


def test_the_regional_workbook_keeps_the_same_as_the_record(first: Round, tmp_path: Path) -> None:
    new_round(tmp_path / "r", plan_of(2023, {"a": "nord, syd", "vast": ""}), {})
    later = Later(tmp_path / "r")
    later.answer("a", answers("52", "75 %", "30 av 50"))
    later.answer("vast", answers("5", "90 %", "3 av 3"))
    later.merge("--previous", str(first.regional))
    assert later.of_unit("a")[0] == "T1 2022 50 (beräknat ur Division Nord, Division Syd)"
    assert later.of_unit("a", "svarat")[0] == "T1 2022 56 % (beräknat ur Division Nord, Division Syd)"
    assert later.of_region() == "Sedan T1 2022: från 55 till 57 (bättre)."


def test_a_workbook_of_before_that_keeps_no_figures_of_the_region_gives_no_wrong_ones(
    first: Round, tmp_path: Path
) -> None:
    """Version 0.1 kept neither the region's figures nor the units: what is left of the units is no sum of the region."""
    book = openpyxl.load_workbook(first.regional)
    for name, is_new in (("_followup", lambda row: not row[2]), ("_followup_before", lambda row: row[0] != "text")):
        sheet = book[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for number in reversed(range(2, len(rows))):
            if is_new(rows[number]):
                sheet.delete_rows(number + 1)
    book.save(tmp_path / "old.xlsx")
    new_round(tmp_path / "r", plan_of(2023, {"a": "", "syd": "", "vast": ""}), {})
    later = Later(tmp_path / "r")
    for unit, asked in (("a", "21"), ("syd", "31"), ("vast", "5")):
        later.answer(unit, answers(asked))
    later.merge("--previous", str(tmp_path / "old.xlsx"))
    assert later.code == 0, later.output
    assert later.of_region().startswith("Siffrorna för T1 2022 kan inte jämföras: nord hade en siffra")
    assert later.of_unit("syd")[1] == "Sedan T1 2022: från 30 till 31 (bättre)."


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


def test_a_division_that_goes_on_above_its_clinics_without_a_template_has_none_of_its_own(
    first: Round, tmp_path: Path
) -> None:
    units = {"a1": "nord 60 %", "a2": "nord 40 %", "syd": "", "vast": ""}
    rest = "| nord | Division Nord | division | region | nej | |\n\n## Målstruktur"
    plan = (
        plan_of(2023, units)
        .replace("\n## Målstruktur", rest, 1)
        .replace("division | region | ja | nord", "klinik | nord | ja | nord")
    )
    given = {"a1": answers("14"), "a2": answers("7"), "syd": answers("31"), "vast": answers("5")}
    later = merged_after(Later(tmp_path / "r"), plan, given, {"T1 2022": first})
    assert [later.of_unit(unit)[0].split(" (")[0] for unit in ("a1", "a2")] == ["T1 2022 12", "T1 2022 8"]
    assert later.of_region() == "Sedan T1 2022: från 55 till 57 (bättre)."


def test_where_other_units_are_asked_the_region_is_compared_by_those_of_both_rounds(
    first: Round, tmp_path: Path
) -> None:
    """Syd answers no more, though it is there still: 20 and 5 then, 21 and 5 now; all three were 55."""
    units, given = {"nord": "", "syd": "", "vast": ""}, {"nord": answers("21"), "vast": answers("5")}
    plan = plan_of(2023, units).replace("| alla |", "| nord, vast |")
    given["nord"], given["vast"] = answers("21", "81 %", "9 av 10"), answers("5", "90 %", "3 av 3")
    later = merged_after(Later(tmp_path / "1"), plan, given, {"T1 2022": first})
    then = "andra enheter tillfrågades då"
    assert later.of_region() == f"Sedan T1 2022: från 25 till 26 (bättre). T1 2022: {then}."
    assert later.of_region(ANSWERED) == f"Siffrorna för T1 2022 kan inte jämföras: {then}."
    assert series(later, tmp_path)[""] == [("T1 2022", Decimal(55), then)], "as it was reported"


def test_a_unit_that_is_asked_for_the_first_time_is_no_increase(tmp_path: Path) -> None:
    units = {"nord": "", "syd": ""}
    first = new_round(
        tmp_path / "1", plan_of(2022, units).replace("| alla |", "| nord |"), {"nord": answers("20")}
    ).merge()
    given = {"nord": answers("21"), "syd": answers("30")}
    later = merged_after(Later(tmp_path / "2"), plan_of(2023, units), given, {"T1 2022": first})
    assert "kan inte jämföras: andra enheter tillfrågades då" in later.of_region()
    newcomer = merged_after(
        Later(tmp_path / "3"),
        plan_of(2023, {"nord": "", "a": ""}),
        {"nord": answers("21"), "a": answers("30")},
        {"T1 2022": first},
    )
    assert newcomer.of_region() == "Sedan T1 2022: från 20 till 51 (bättre).", (
        "a unit that was none is the region's too"
    )


def test_visits_that_a_unit_reports_no_more_are_no_decrease(tmp_path: Path) -> None:
    first = produced(tmp_path, "1000", "500")
    plan = with_production(plan_of(2023, {"nord": "", "syd": ""}), "nord | somatik")
    later = merged_after(Later(tmp_path / "2"), plan, {"nord": visits(2023, somatik="1100")}, {"T1 2022": first})
    region = region_visits(later, tmp_path)
    assert region["totalt"] == {"now": "1100", "before": "1000", "change": "0.1"}


def test_thirds_are_thirds_although_they_are_written_with_one_decimal(first: Round, tmp_path: Path) -> None:
    units = {"nord": "", "vast": ""} | dict.fromkeys(("a", "b", "c"), "syd 33,3 %")
    later = a_year_later(first, tmp_path / "r", units, {unit: answers("10") for unit in units})
    assert [later.of_unit(unit)[0] for unit in "abc"] == ["T1 2022 10 (beräknat ur 33,3 % av Division Syd)"] * 3
    assert later.of_unit("a")[1].startswith("Sedan T1 2022: från 10 till 10.")


def test_figures_of_another_period_that_were_left_in_the_plan_are_not_the_successors(tmp_path: Path) -> None:
    """1 000 and 100 were of 2021; the round of 2022 reported 1 100 and 120."""
    lines = ("nord | somatik | 1000", "nord | psykiatri | 100")
    production = PRODUCTION.format(lines="\n".join(f"| {line} |" for line in lines), people="nej")
    given = {"nord": visits(2022, somatik="1100", psykiatri="120")}
    first = new_round(tmp_path / "1", plan_of(2022, {"nord": "", "syd": ""}) + production, given).merge()
    assert first.code == 0, first.output
    plan = plan_of(2023, {"a": "nord 60 %", "b": "nord 40 %", "syd": ""}) + production
    later = merged_after(Later(tmp_path / "2"), plan, {"a": visits(2023, somatik="630")}, {"T1 2022": first})
    before = {unit: later.row(unit, "somatik", "Besök")["Besök 202204"] for unit in ("a", "b")}
    assert before == {"a": 660, "b": 440}
    assert region_visits(later, tmp_path)["somatik"]["before"] == "1100"
