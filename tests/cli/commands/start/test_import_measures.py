"""What a list says of measures comes as it stands there, or is told: targets, units of measurement, and what the plan has already.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.cli.commands.start.taken_lists import (
    OF_MONEY,
    TITLES,
    in_plan,
    names_in,
    plain_list,
    plain_row,
)
from tests.house import command
from tests.lists import (
    EVERYBODY,
    UNITS,
    found,
    measures,
    plan_with_units,
    sheet_of,
    take,
)


def test_the_unit_of_measurement_is_read_from_the_target_where_the_list_has_no_column_for_it() -> None:
    rows = [
        ("Styrmått", "Målvärde", "Svarar"),
        ("A1 ett", "högst 5 %", "HSF"),
        ("B1 två", "Minska med 50 % jmf 2020", "HSF"),
    ]
    plan = plan_with_units()
    _code, output = command("import", str(sheet_of(rows)), "--as", "measures", "--plan", str(plan))
    assert "(ur Mål)  →  Måttenhet" in output
    take(plan, sheet_of(rows), "measures", "--yes")
    assert [row["Måttenhet"] for row in in_plan(plan)] == ["%", None]


def test_a_goal_that_has_a_year_in_its_title_is_a_target_whatever_stands_there() -> None:
    rows = [("Perspektiv", "Styrmått", "Mål 2026", "Svarar"), ("Medarbetare", "HME", "Ska bibehållas", "alla")]
    plan = plan_with_units()
    take(plan, sheet_of(rows), "measures", "--yes")
    assert in_plan(plan)[0]["Mål"] == "Ska bibehållas"


def test_rows_of_one_measure_that_differ_only_in_their_units_are_one() -> None:
    rows = [TITLES] + [
        ["Medarbetare", "Hälsa", "Sjukfrånvaro", "%", "lägre", "högst 5 %", unit] for unit in ("HSF", "PSY")
    ]
    plan = plan_with_units()
    take(plan, sheet_of(rows), "measures", "--yes")
    assert [row["Svarar"] for row in in_plan(plan)] == ["HSF, PSY"]


def test_numbers_come_as_they_are_seen_and_one_that_is_shown_rounded_is_told() -> None:
    def percents(sheet: Any) -> None:
        sheet["F2"].number_format, sheet["F3"].number_format = "0%", "0%"

    rows = [TITLES] + [
        ["Medborgare", "Mål", name, "%", "högre", value, "HSF"] for name, value in (("A1 i tid", 0.9), ("B1", 0.9534))
    ]
    plan = plan_with_units()
    code, result = take(plan, sheet_of(rows, percents), "measures", "--yes")
    assert [row["Mål"] for row in in_plan(plan)] == ["90 %", "95,34 %"]
    assert code == 0 and ("shown-rounded", "F3") in found(result)


def test_an_error_a_formula_without_a_result_and_a_personal_number_do_not_come() -> None:
    rows = [
        TITLES,
        ["Medborgare", "Mål", "Andel ett", "%", "högre", "#SAKNAS!", "HSF"],
        ["Medborgare", "Mål", "Andel två", "%", "högre", "=1+1", "HSF"],
        ["Medborgare", "Mål", "Andel tre", "%", "högre", "minst 811218-9876", "HSF"],
    ]
    plan = plan_with_units()
    code, result = take(plan, sheet_of(rows), "measures", "--yes", "--dry-run")
    assert code == 1
    assert {("error-value", "F2"), ("not-calculated", "F3"), ("personal-number", "F4")} <= set(found(result))
    assert "811218" not in str(result) and all("target" not in row["cells"] for row in result["rows_added"])


def test_a_target_is_echoed_as_it_is_understood() -> None:
    rows = [TITLES, ["Medborgare", "Mål", "Andel ett", "%", "högre", "K 16,0 M 17,2", "HSF"]]
    rows += [["Medborgare", "Mål", "Andel två", "%", "högre", "ska vara bra", "HSF"]]
    _code, result = take(plan_with_units(), sheet_of(rows), "measures", "--yes", "--dry-run")
    assert [(one["cell"], one["text"]) for one in result["understood"]] == [
        ("F2", "K 16,0 M 17,2"),
        ("F3", "ska vara bra"),
    ]
    assert ("target-not-understood", "F3") in found(result)


def test_a_measure_that_the_plan_has_is_known_by_its_name_and_left_as_it_is() -> None:
    plan = plan_with_units()
    take(plan, plain_list(measures()[:2]), "measures", "--yes")
    before = plan.read_bytes()
    rows = [plain_row(one) for one in measures()[:2]]
    rows[1][2], rows[1][5] = rows[1][2].upper(), "minst 99 %"
    code, result = take(plan, sheet_of([TITLES, *rows]), "measures", "--yes")
    assert code == 0 and result["rows_present"] == 2 and plan.read_bytes() == before
    assert [(one["rule"], one["cell"], one["found"]) for one in result["findings"]] == [
        ("list-differs", "F3", "minst 99 %")
    ]
    assert "minst 75 %" in result["findings"][0]["advice"]


def test_a_measure_that_the_plan_has_brings_no_goal_with_it() -> None:
    plan = plan_with_units()
    take(plan, plain_list(measures()[:2]), "measures", "--yes")
    before = plan.read_bytes()
    rows = [plain_row(replace(one, goal="Ett annat mål")) for one in measures()[:2]]
    _code, result = take(plan, sheet_of([TITLES, *rows]), "measures", "--yes")
    assert result["rows_added"] == [] and plan.read_bytes() == before
    assert [(one["rule"], one["cell"], one["found"]) for one in result["findings"]] == [
        ("list-differs", "B2", "Ett annat mål"),
        ("list-differs", "B3", "Ett annat mål"),
    ]


def test_all_units_by_their_names_are_all_units() -> None:
    plan, everybody = plan_with_units(), [one for one in measures() if one.owners == EVERYBODY][:2]
    take(plan, plain_list(everybody), "measures", "--yes")
    named = [replace(one, owners=" ".join(id_ for id_, _name in UNITS)) for one in everybody]
    _code, result = take(plan, plain_list(named), "measures", "--yes")
    assert result["rows_present"] == 2 and result["findings"] == []


def test_measures_and_goals_that_the_plan_has_under_nearly_the_same_name_are_not_added() -> None:
    plan, titles = plan_with_units(), ("Perspektiv", "Strategiskt mål", "Styrmått", "Målvärde", "Svarar")
    row = ("Medborgare", "God tillgänglighet", "Andel revisionspatienter i tid", "minst 95 %", "HSF")
    take(plan, sheet_of([titles, row]), "measures", "--yes")
    rows = [
        (*row[:2], "Andel revisionspatineter i tid", *row[3:]),
        ("Medborgare", "God tillgängligheten", "Andel kariesfria", *row[3:]),
        (*row[:2], "Andel revisionspatienter inom 90 dagar", *row[3:]),
    ]
    code, result = take(plan, sheet_of([titles, *rows]), "measures", "--yes")
    assert code == 0 and found(result) == [("listed-nearly-known", "C2"), ("listed-nearly-known", "B3")]
    assert names_in(plan, "Målstruktur") == ["Medborgare", "God tillgänglighet"]
    assert names_in(plan, "Styrmått", "Styrmått") == [row[2], rows[2][2]]
    take(plan, sheet_of([titles, *rows]), "measures", "--yes", "--map", "God tillgängligheten=god-tillganglighet")
    assert [one["Framgångsfaktor"] for one in in_plan(plan)][2:] == ["god-tillganglighet"]
    levels = sheet_of([("Perspektiv", "Strategiskt mål"), ("Medborgarna", "Jämlik hälsa"), ("Ekonomi", "Balans")])
    code, result = take(plan, levels, "goals", "--yes")
    assert found(result) == [("listed-nearly-known", "A2")]
    assert names_in(plan, "Målstruktur")[2:] == ["Ekonomi", "Balans"]


def test_a_count_with_decimals_and_a_limit_for_the_region_are_told() -> None:
    rows = [
        OF_MONEY,
        ("Antal vårdskador per 1 000", "antal", "högst 7", "HSF", "Alla", None, 8.4),
        ("Antal besök", "antal", "minst 1 200 st", "alla", "Alla", None, 1150),
        ("Vårdskador", "per 1 000", "högst 7", "alla", "Alla", None, 8.4),
        ("Antal samtal", "antal", "minst 1 200 st", "HSF", "Alla", None, 1150),
    ]
    _code, result = take(plan_with_units(), sheet_of(rows), "measures", "--yes", "--dry-run")
    told = {(one["rule"], one["cell"]): one["advice"] for one in result["findings"] if one["rule"].startswith("listed")}
    assert list(told) == [("listed-parts-of-one", "B2"), ("listed-sum-for-each", "C3")]
    assert "8,4" in told["listed-parts-of-one", "B2"] and "Slag av siffra" in told["listed-parts-of-one", "B2"]
    assert "Regionens mål" in told["listed-sum-for-each", "C3"]


def test_the_target_of_a_part_is_not_taken_for_that_of_all() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("C1:D1")

    rows = [
        ("Styrmått", "Enhet", "Mål 2026", None, "Svarar", "Perspektiv"),
        (None, None, "K", "M", None, None),
        ("Andel i tid", "%", "minst 90 %", "minst 80 %", "HSF", "Alla"),
    ]
    code, result = take(plan_with_units(), sheet_of(rows, merge), "measures", "--yes", "--dry-run")
    assert code == 1 and "target-missing" in {rule for rule, _cell in found(result)}
    assert [column["means"] for column in result["columns"]][2:4] == ["", ""]


def test_targets_of_other_years_are_told_in_the_result() -> None:
    rows = [
        ("Styrmått", "Enhet", "Mål 2025", "Mål 2026", "Mål 2027", "Svarar", "Perspektiv"),
        ("Sjukfrånvaro", "%", "högst 6 %", "högst 5 %", "högst 4 %", "HSF", "Medarbetare"),
    ]
    plan = plan_with_units()
    _code, output = command("import", str(sheet_of(rows)), "--as", "measures", "--plan", str(plan), "--yes")
    assert "Mål 2025, Mål 2027 kom inte med. Mål togs ur kolumnen Mål 2026." in output.splitlines()
    assert [row["Mål"] for row in in_plan(plan)] == ["högst 5 %"]
    of_one_year = [(*row[:2], *row[3:4], *row[5:]) for row in rows]
    _code, output = command(
        "import", str(sheet_of(of_one_year)), "--as", "measures", "--plan", str(plan_with_units()), "--yes"
    )
    assert "kom inte med" not in output
