"""Units that are split, merged, renamed or gone: each series goes on where it can be told how, and the region's always."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.flow.units.years import ANSWERED, Later, Latest, a_year_later, answers, facts, merged_after, plan_of, series
from tests.scoring.rounds import Round, merged_round, new_round


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
    assert (
        a[1] == "Sedan tertial 1 2022: från 12 till 14 (bättre). Om tertial 1 2022: beräknat ur 60 % av Division Nord."
    )
    assert b[0] == "T1 2022 8 (beräknat ur 40 % av Division Nord)"
    assert b[1].startswith("Sedan tertial 1 2022: från 8 till 7 (sämre).")
    assert syd == ("T1 2022 30", "Sedan tertial 1 2022: från 30 till 31 (bättre).")
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 57 (bättre)."
    assert later.of_region(ANSWERED) == "Sedan tertial 1 2022: från 58,49 % till 58,49 %.", "31 of 53, and the same now"
    share = later.of_unit("a", "vantat")
    assert share[0] == "T1 2022 (siffran för Division Nord kan inte delas)", "80 % of the whole is not 80 % of a part"
    assert share[1] == "Siffrorna för tertial 1 2022 kan inte jämföras: siffran för Division Nord kan inte delas."
    assert "kan inte delas" in str(later.row("a", "vantat")["Måluppfyllelse: motivering"])


def test_two_units_that_were_merged(first: Round, tmp_path: Path) -> None:
    units = {"a": "nord, syd", "vast": ""}
    given = {"a": answers("52", "75 %", "30 av 50"), "vast": answers("5", "90 %", "3 av 3")}
    later = a_year_later(first, tmp_path / "r", units, given)
    computed = "beräknat ur Division Nord, Division Syd"
    assert later.of_unit("a") == (
        f"T1 2022 50 ({computed})",
        f"Sedan tertial 1 2022: från 50 till 52 (bättre). Om tertial 1 2022: {computed}.",
    )
    assert later.of_unit("a", "svarat")[0] == f"T1 2022 56 % ({computed})", "28 of 50; the mean of 80 and 50 % is 65 %"
    assert "kan inte läggas ihop" in later.of_unit("a", "vantat")[1]
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 57 (bättre)."


def test_a_unit_under_another_id(first: Round, tmp_path: Path) -> None:
    units = {"a": "Division Nord", "syd": "", "vast": ""}
    given = {"a": answers("21", "81 %", "9 av 10"), "syd": answers("30"), "vast": answers("5")}
    later = a_year_later(first, tmp_path / "r", units, given)
    assert later.of_unit("a") == ("T1 2022 20", "Sedan tertial 1 2022: från 20 till 21 (bättre).")
    assert later.of_unit("a", "vantat")[1] == "Sedan tertial 1 2022: från 80 % till 81 % (bättre)."


def test_a_unit_that_is_gone_is_told_and_the_region_keeps_its_figures(first: Round, tmp_path: Path) -> None:
    units = {"a": "", "syd": "", "vast": ""}
    given = {"a": answers("21", "81 %"), "syd": answers("31"), "vast": answers("5")}
    later = a_year_later(first, tmp_path / "r", units, given)
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 57 (bättre)."
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
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 36 (sämre)."


def test_a_split_without_shares_begins_the_series_anew(first: Round, tmp_path: Path) -> None:
    units = {"a": "nord", "b": "nord", "syd": "", "vast": ""}
    given = {"a": answers("14"), "b": answers("7"), "syd": answers("31"), "vast": answers("5")}
    later = a_year_later(first, tmp_path / "r", units, given)
    reason = "Division Nord har delats, och planen anger inga andelar"
    assert later.of_unit("a") == (f"T1 2022 ({reason})", f"Siffrorna för tertial 1 2022 kan inte jämföras: {reason}.")
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 57 (bättre)."


def test_a_unit_that_goes_on_keeps_its_share_and_is_divided_once(first: Round, tmp_path: Path) -> None:
    """Nord gave 40 % to A in 2023. The plan of 2024 says so still: the figures of 2023 are of the smaller Nord."""
    units = {"nord": "nord 60 %", "a": "nord 40 %", "syd": "", "vast": ""}
    given = {"nord": answers("15"), "a": answers("9"), "syd": answers("31"), "vast": answers("5")}
    second = a_year_later(first, tmp_path / "2", units, given)
    assert second.of_unit("nord")[0].startswith("T1 2022 12 ") and second.of_unit("a")[0].startswith("T1 2022 8 ")
    third = merged_after(
        Latest(tmp_path / "3"), plan_of(2024, units), {"nord": answers("16")}, {"T1 2022": first, "T1 2023": second}
    )
    earlier = series(third, tmp_path)
    assert earlier["nord"] == [
        ("T1 2022", Decimal(12), "beräknat ur 60 % av Division Nord"),
        ("T1 2023", Decimal(15), ""),
    ]
    assert earlier["a"] == [
        ("T1 2022", Decimal(8), "beräknat ur 40 % av Division Nord"),
        ("T1 2023", Decimal(9), ""),
    ]
    assert earlier[""] == [("T1 2022", Decimal(55), ""), ("T1 2023", Decimal(60), "")]


def test_changes_of_several_rounds_follow_each_other(first: Round, tmp_path: Path) -> None:
    """Nord was split in A and B, and the year after A and Syd were merged to C: the last plan knows no Nord."""
    split = {"a": "nord 60 %", "b": "nord 40 %", "syd": "", "vast": ""}
    given = {"a": answers("14"), "b": answers("7"), "syd": answers("31"), "vast": answers("5")}
    second = a_year_later(first, tmp_path / "2", split, given)
    merged = {"c": "a, syd", "b": "", "vast": ""}
    third = merged_after(
        Latest(tmp_path / "3"), plan_of(2024, merged), {"c": answers("46")}, {"T1 2022": first, "T1 2023": second}
    )
    earlier = series(third, tmp_path)
    assert earlier["c"] == [
        ("T1 2022", Decimal(42), "beräknat ur 60 % av Division Nord, Division Syd"),
        ("T1 2023", Decimal(45), "beräknat ur Division A, Division Syd"),
    ]
    assert earlier[""] == [("T1 2022", Decimal(55), ""), ("T1 2023", Decimal(57), "")]


def test_a_sum_that_lacks_one_of_the_merged_is_no_sum(tmp_path: Path) -> None:
    units = {"nord": "", "syd": "", "vast": ""}
    first = merged_round(tmp_path / "1", plan_of(2022, units), {"nord": answers("20"), "vast": answers("5")})
    later = a_year_later(first, tmp_path / "2", {"a": "nord, syd", "vast": ""}, {"a": answers("52")})
    assert later.of_unit("a") == (
        "T1 2022 (siffra saknas för Division Syd)",
        "Siffrorna för tertial 1 2022 kan inte jämföras: siffra saknas för Division Syd.",
    )


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
    assert later.of_region().startswith("Sedan tertial 1 2022: från 55 till 60"), units
    assert later.of_region(ANSWERED).startswith("Sedan tertial 1 2022: från 58,49 % till 50 %"), units
    earlier = series(later, tmp_path)
    by_unit = {unit: value for unit, ((_round, value, _note),) in earlier.items()}
    assert by_unit.pop("") == 55, "the region's own"
    assert sum(by_unit.values()) == 55, units
    notes = {unit: note for unit, ((_round, _value, note),) in earlier.items()}
    assert all("beräknat ur" in notes[unit] for unit, text in units.items() if "%" in text)


def test_goals_stand_as_they_did_only_where_a_unit_is_one_unit_of_before(first: Round, tmp_path: Path) -> None:
    units = {"a": "nord", "b": "syd 50 %", "c": "syd 50 %", "vast": ""}
    later = a_year_later(first, tmp_path / "r", units, {unit: answers("20", "80 %", "1 av 2") for unit in units})
    stood = {unit: later.goal("Vård i tid", unit)["Bedömning T1 2022"] for unit in ("a", "b", "vast", "")}
    assert stood == {unit: "? Kan inte avgöras" if unit != "b" else "" for unit in stood}


def test_nor_by_the_regions_earlier_outcome(tmp_path: Path) -> None:
    units = {"nord": "", "syd": "", "vast": ""}
    given = {"nord": answers("20"), "syd": answers("30"), "vast": answers("3")}
    first = merged_round(tmp_path / "1", plan_of(2022, units, people="ja"), given)
    plan = plan_of(2023, {"a": "nord", "syd": ""}, "vast", people="ja")
    later = merged_after(Later(tmp_path / "2"), plan, {"a": answers("25"), "syd": answers("31")}, {"T1 2022": first})
    assert later.of_region() == "Sedan tertial 1 2022: från 53 till 56 (bättre)."
    lines = [line for line in facts(later, tmp_path, "--published") if line["row"] == "fragor" and not line["unit"]]
    assert [line["masked"] for line in lines if line["round"] == "T1 2022"] == ["yes"]
    assert not [line for line in lines if "53" in line["value"] + line["reason"]]


def test_the_regional_workbook_keeps_the_same_as_the_record(first: Round, tmp_path: Path) -> None:
    new_round(tmp_path / "r", plan_of(2023, {"a": "nord, syd", "vast": ""}), {})
    later = Later(tmp_path / "r")
    later.answer("a", answers("52", "75 %", "30 av 50"))
    later.answer("vast", answers("5", "90 %", "3 av 3"))
    later.merge("--previous", str(first.regional))
    assert later.of_unit("a")[0] == "T1 2022 50 (beräknat ur Division Nord, Division Syd)"
    assert later.of_unit("a", "svarat")[0] == "T1 2022 56 % (beräknat ur Division Nord, Division Syd)"
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 57 (bättre)."


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
    assert later.of_region().startswith("Siffrorna för tertial 1 2022 kan inte jämföras: nord hade en siffra")
    assert later.of_unit("syd")[1] == "Sedan tertial 1 2022: från 30 till 31 (bättre)."


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
    assert later.of_region() == "Sedan tertial 1 2022: från 55 till 57 (bättre)."


def test_where_other_units_are_asked_the_region_is_compared_by_those_of_both_rounds(
    first: Round, tmp_path: Path
) -> None:
    """Syd answers no more, though it is there still: 20 and 5 then, 21 and 5 now; all three were 55."""
    units, given = {"nord": "", "syd": "", "vast": ""}, {"nord": answers("21"), "vast": answers("5")}
    plan = plan_of(2023, units).replace("| alla |", "| nord, vast |")
    given["nord"], given["vast"] = answers("21", "81 %", "9 av 10"), answers("5", "90 %", "3 av 3")
    later = merged_after(Later(tmp_path / "1"), plan, given, {"T1 2022": first})
    then = "andra enheter tillfrågades då"
    assert later.of_region() == f"Sedan tertial 1 2022: från 25 till 26 (bättre). Om tertial 1 2022: {then}."
    assert later.of_region(ANSWERED) == f"Siffrorna för tertial 1 2022 kan inte jämföras: {then}."
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
    assert newcomer.of_region() == "Sedan tertial 1 2022: från 20 till 51 (bättre).", (
        "a unit that was none is the region's too"
    )


def test_thirds_are_thirds_although_they_are_written_with_one_decimal(first: Round, tmp_path: Path) -> None:
    units = {"nord": "", "vast": ""} | dict.fromkeys(("a", "b", "c"), "syd 33,3 %")
    later = a_year_later(first, tmp_path / "r", units, {unit: answers("10") for unit in units})
    assert [later.of_unit(unit)[0] for unit in "abc"] == ["T1 2022 10 (beräknat ur 33,3 % av Division Syd)"] * 3
    assert later.of_unit("a")[1].startswith("Sedan tertial 1 2022: från 10 till 10.")
