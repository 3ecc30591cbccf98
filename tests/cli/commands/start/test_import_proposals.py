"""What a list means for the plan is proposed, asked about, said otherwise and remembered; nothing is guessed.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands.start.taken_lists import (
    TITLES,
    at_a_terminal,
    in_plan,
    plain_list,
)
from tests.house import command
from tests.lists import (
    REGION,
    SETTINGS,
    found,
    measures,
    plan_with_units,
    sheet_of,
    take,
)
from tests.tables import new_path, plan_book


def test_without_a_yes_nothing_is_written_and_the_proposal_is_shown() -> None:
    plan = plan_with_units()
    before = plan.read_bytes()
    code, output = command("import", str(plain_list(measures()[:3])), "--as", "measures", "--plan", str(plan))
    assert code == 1 and plan.read_bytes() == before
    assert re.search(r"C +Indikator +→ Styrmått +säker +Andel patienter", output)
    assert "Inget skrevs" in output and not (plan.parent / "log").exists()


def test_a_dry_run_says_all_and_writes_nothing() -> None:
    plan = plan_with_units()
    before = plan.read_bytes()
    code, result = take(plan, plain_list(measures()[:3]), "measures", "--yes", "--dry-run")
    assert code == 0 and len(result["rows_added"]) == 5 and not result["written"]
    assert plan.read_bytes() == before and not (plan.parent / "log").exists()


def test_a_dry_run_of_what_is_there_remembers_nothing_either() -> None:
    plan, file = plan_with_units(), plain_list(measures()[:3])
    take(plan, file, "measures", "--yes")
    (plan.parent / "log" / "imports.csv").unlink()
    assert take(plan, file, "measures", "--yes", "--dry-run")[1]["rows_present"] == 3
    assert not (plan.parent / "log" / "imports.csv").exists()


def test_a_column_that_no_title_tells_is_said_with_map_and_remembered() -> None:
    plan = plan_with_units()
    rows = [("Rubrik X", "Målvärde", "Vem"), ("Sjukfrånvaro", "högst 5 %", "HSF"), ("HME", "minst 79", "PSY")]
    code, result = take(plan, sheet_of(rows), "measures", "--yes")
    assert code == 2 and "Styrmått" in result["error"]
    code, result = take(plan, sheet_of(rows), "measures", "--yes", "--map", "Rubrik X=Styrmått", "--map", "Vem=Svarar")
    assert [row["cells"]["measure"] for row in result["rows_added"]] == ["Sjukfrånvaro", "HME"]
    more = [*rows, ("Personalomsättning", "högst 8 %", "PSY")]
    code, result = take(plan, sheet_of(more), "measures")
    assert [row["cells"]["measure"] for row in result["rows_added"]] == ["Personalomsättning"]
    text = (plan.parent / "log" / "imports.csv").read_text(encoding="utf-8")
    assert "measures;målvärde | rubrik x | vem;column;rubrik x;measure" in text


def test_what_the_list_lacks_is_said_for_every_row() -> None:
    plan = plan_with_units()
    rows = [("Styrmått", "Mål"), ("Sjukfrånvaro", "högst 5 %")]
    code, result = take(plan, sheet_of(rows), "measures", "--yes", "--dry-run")
    assert code == 1 and found(result).count(("required", "A2")) == 2
    said = ("--set", "Svarar=alla", "--set", "Perspektiv=Medarbetare")
    code, result = take(plan, sheet_of(rows), "measures", "--yes", *said)
    assert code == 0 and (in_plan(plan)[0]["Svarar"], in_plan(plan)[0]["Framgångsfaktor"]) == ("alla", "medarbetare")


def test_a_name_that_the_plan_does_not_have_is_told_with_the_nearest_and_never_guessed() -> None:
    plan = plan_with_units()
    rows = [TITLES, ["Medarbetare", "Arbetsgivare", "Sjukfrånvaro", "%", "lägre", "högst 5 %", "Folktandvård, Psyk"]]
    code, result = take(plan, sheet_of(rows), "measures", "--yes", "--dry-run")
    assert code == 1
    assert [(one["rule"], one["cell"], one["found"]) for one in result["findings"]] == [
        ("unknown-id", "G2", "Folktandvård"),
        ("unknown-id", "G2", "Psyk"),
    ]
    assert "Folktandvården" in result["findings"][0]["advice"]
    maps = ("--map", "Folktandvård=FTV", "--map", "Psyk=Psykiatriförvaltningen")
    assert take(plan, sheet_of(rows), "measures", "--yes", *maps)[0] == 0
    assert in_plan(plan)[0]["Svarar"] == "FTV, PSY"
    other = [("Styrmått", "Målvärde", "Svarar", "Perspektiv"), ("HME", "minst 79", "Psyk", "Medarbetare")]
    assert take(plan, sheet_of(other), "measures", "--yes")[0] == 0, "what a name means holds for every list"


def test_a_column_for_each_unit_is_asked_about_where_the_plan_calls_units_otherwise() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("C1:D1")

    rows: list[list[Any]] = [["Styrmått", "Målvärde", "Rapporteras av", None], [None, None, "HSV", "Tand"]]
    rows += [["Sjukfrånvaro", "högst 5 %", "x", "x"], ["Andel revisionspatienter", "minst 90 %", None, "x"]]
    plan, file = plan_with_units(), sheet_of(rows, merge)
    code, result = take(plan, file, "measures", "--yes", "--dry-run")
    assert code == 1 and {one["found"] for one in result["findings"]} == {"", "HSV", "Tand"}
    maps = ("--map", "HSV=HSF", "--map", "Tand=Folktandvården", "--set", "Perspektiv=Medarbetare")
    code, result = take(plan, file, "measures", "--yes", *maps)
    assert code == 0 and [row["Svarar"] for row in in_plan(plan)] == ["HSF, FTV", "FTV"]


def test_the_guide_shows_what_is_seen() -> None:
    page = (Path(__file__).parents[4] / "docs" / "importera.md").read_text(encoding="utf-8")
    table = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| ")
    ][:3]
    wanted = re.findall(r"```\n(.+?)```", page, re.DOTALL)[1].splitlines()
    units = "| nara | Närsjukvård | division | region | ja |\n| psyk | Psykiatri | division | region | ja |"
    file = shutil.move(sheet_of([["Region Exempel"], [], [], *table]), new_path("Styrmått 2026"))
    plan = plan_book("\n".join([SETTINGS, "## Enheter", REGION + units]))
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan))
    assert output.splitlines()[1:7] == wanted[1:7]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as Unix does")
def test_a_person_is_asked_until_the_proposal_is_right() -> None:
    plan = plan_with_units()
    rows = [
        ("KPI-text", "Mål 2026", "Rapporteras av"),
        ("Sjukfrånvaro", "högst 5 %", "Folktandvård"),
        ("HME", "minst 79", "PSY"),
    ]
    file, asks = sheet_of(rows), ("import", "--as", "measures", "--plan", str(plan))
    code, shown = at_a_terminal([*asks, str(file)], ["Strunt=Hej", "A=Styrmått", "", "", "Medarbetare"])
    assert code == 0, shown
    assert "Listan har ingen kolumn Strunt" in shown
    assert "Avses Folktandvården? Enter för ja" in shown and "Listan har ingen kolumn för Perspektiv" in shown
    assert [(row["Styrmått"], row["Svarar"], row["Framgångsfaktor"]) for row in in_plan(plan)] == [
        ("Sjukfrånvaro", "FTV", "medarbetare"),
        ("HME", "PSY", "medarbetare"),
    ]
    before = plan.read_bytes()
    code, shown = at_a_terminal([*asks, str(file)], [])
    assert code == 0 and "Stämmer det?" not in shown and plan.read_bytes() == before
    other = sheet_of([("Styrmått", "Målvärde", "Svarar", "Perspektiv"), ("Nytt", "minst 5", "HSF", "Ekonomi")])
    code, _shown = at_a_terminal([*asks, str(other)], ["n"])
    assert code in (1, 130) and plan.read_bytes() == before


def test_the_help_shows_all_that_a_list_can_be_of() -> None:
    plan = plan_with_units()
    _code, refused = command("import", "lista.xlsx", "--plan", str(plan))
    names = refused.partition("--as ")[2].strip().rstrip(".").split(" | ")
    _code, page = command("import", "--help")
    assert len(names) > 3 and set(page.partition("\n  --as ")[2].split()[0].split("|")) == set(names)


def test_what_a_list_is_of_is_known_in_swedish_and_a_slip_is_asked_about() -> None:
    plan, file = plan_with_units(), plain_list(measures()[:1])
    assert take(plan, file, "Styrmått", "--yes", "--dry-run")[1]["as"] == "measures"
    assert "Menade du measures?" in take(plan, file, "mesures")[1]["error"]
    code, output = command("import", str(file), "--plan", str(plan))
    assert code == 2 and "--as units | goals | measures | actions" in output


def test_the_titles_of_a_list_that_is_not_known_are_told() -> None:
    _code, result = take(plan_with_units(), sheet_of([("Rubrik", "Ort"), ("a", "b")]), "measures", "--yes")
    assert "som Styrmått: Rubrik, Ort. Skriv vilken det är: --map ”Rubrik=Styrmått”" in result["error"]
