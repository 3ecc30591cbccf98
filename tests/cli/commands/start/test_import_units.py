"""A list of units comes into the plan, and begins a new one; none is added twice.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.commands.start.taken_lists import (
    at_a_terminal,
    in_plan,
    names_in,
    plan_of_new,
    saved,
)
from tests.house import command
from tests.lists import (
    found,
    plan_with_units,
    sheet_of,
    take,
)
from tests.tables import new_path

NEARLY = [("Namn", "Kontakt"), ("Division Primärvård", "a@x.se"), ("Psykiatrii", None), ("Habilitering", None)]


def test_a_unit_that_the_plan_has_under_nearly_the_same_name_is_asked_about_and_never_added_twice() -> None:
    plan, file = plan_of_new(), sheet_of([*NEARLY, ("Område 2", None)])
    code, result = take(plan, file, "units", "--yes")
    assert code == 0 and found(result) == [("listed-nearly-known", "A2"), ("listed-nearly-known", "A3")]
    first = result["findings"][0]["advice"]
    assert "utan Kontakt" in first and '--map "Division Primärvård=primarvard"' in first
    assert names_in(plan) == ["Exempel", "Primärvård", "Psykiatri", "Område 1", "Habilitering", "Område 2"]
    assert [row["Överordnad"] for row in in_plan(plan, "Enheter")][-2:] == ["exempel", "exempel"]
    maps = ("--map", "Division Primärvård=primarvard", "--map", "Psykiatrii=–")
    code, result = take(plan, file, "units", "--yes", *maps)
    assert found(result) == [("list-differs", "B2")] and "är tom" in result["findings"][0]["advice"]
    assert names_in(plan)[-1] == "Psykiatrii" and result["rows_present"] == 3
    assert take(plan, file, "units")[1]["rows_added"] == [], "what a name means is remembered, also that it is new"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as Unix does")
def test_a_person_is_asked_whether_nearly_the_same_name_is_the_same() -> None:
    plan = plan_of_new()
    code, shown = at_a_terminal(["import", "--as", "units", "--plan", str(plan), str(sheet_of(NEARLY))], ["", "", "n"])
    assert code == 0 and "är det Primärvård, som finns i planen?" in shown, shown
    assert names_in(plan)[4:] == ["Psykiatrii", "Habilitering"]


def test_units_without_a_parent_in_the_list_stand_under_the_region() -> None:
    plan = plan_with_units(units=False)
    rows = [("Namn", "Överordnad"), ("Närsjukvård", None), ("Psykiatri", "Närsjukvård")]
    file = sheet_of(rows)
    _code, output = command("import", str(file), "--as", "units", "--plan", str(plan))
    assert "(där det är tomt)  →  Överordnad: region" in output
    take(plan, file, "units", "--yes")
    assert [row["Överordnad"] for row in in_plan(plan, "Enheter")][1:] == ["region", "Närsjukvård"]


NEW = ("--region", "Exempel", "--round", "T1 2026", "--units")


def new_workspace(units: Path | str) -> tuple[int, str, Path]:
    """The exit code and what is seen of a new workspace with these units, and its plan."""
    folder = new_path("ny").with_suffix("")
    code, output = command("new", str(folder), *NEW, str(units))
    return code, output, folder / "plan.xlsx"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_new_workspace_takes_its_units_from_a_list(kind: str) -> None:
    rows = [("Enhet", "E-post"), ("Division Närsjukvård", "n@x.se"), ("Psykiatri", None)]
    file = (
        sheet_of(rows)
        if kind == "xlsx"
        else saved("enheter.csv", "Enhet;E-post\nDivision Närsjukvård;n@x.se\nPsykiatri;\n".encode())
    )
    code, output, plan = new_workspace(file)
    assert code == 0 and "Enheter: 2 rader lades till." in output
    assert [(row["Id"], row["Namn"], row["Överordnad"], row["Mall"]) for row in in_plan(plan, "Enheter")] == [
        ("exempel", "Exempel", None, "nej"),
        ("narsjukvard", "Division Närsjukvård", "exempel", "ja"),
        ("psykiatri", "Psykiatri", "exempel", "ja"),
    ]
    assert in_plan(plan, "Enheter")[1]["Kontakt"] == "n@x.se"


def test_a_new_workspace_is_not_begun_with_what_is_no_list_and_stays_without_units_where_no_column_has_them() -> None:
    for file, sentence in ((saved("lista.xlsx", b"%PDF-1.4"), "är ingen lista"), (Path("borta.xlsx"), "finns inte")):
        code, output, plan = new_workspace(file)
        assert code == 2 and sentence in output and not plan.parent.exists()
    code, output, plan = new_workspace(sheet_of([("Rubrik", "Ort"), ("a", "b")]))
    assert code == 1 and "Arbetsmappen är klar, men utan enheter" in output and plan.is_file()
    code, output, plan = new_workspace(saved("enheter.txt", "Ett\nTvå\n".encode()))
    assert code == 0 and names_in(plan) == ["Exempel", "Ett", "Två"]
    code, output, plan = new_workspace(saved("enheter.csv", "Ett;a@x.se\nTvå;\n".encode()))
    assert code == 0 and names_in(plan) == ["Exempel", "Ett", "Två"], "without titles the names are in the first column"
