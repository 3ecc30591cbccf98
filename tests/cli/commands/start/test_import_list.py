"""A list that a region has already comes into its plan: found, understood, added once, and nothing else changed.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.styles import Font

from tests.files.older import ods
from tests.house import command
from tests.lists import (
    EVERYBODY,
    LISTS,
    REGION,
    SETTINGS,
    UNITS,
    Measure,
    csv_list,
    excel_list,
    found,
    measures,
    names_of,
    plan_with_units,
    sheet_of,
    take,
    units_csv,
)
from tests.macros.test_validator import faults, needs_validator
from tests.one_sheet import sheet_in
from tests.tables import edited, new_path, plan_book, read_plan

TITLES = ("Perspektiv", "Mål", "Indikator", "Enhet", "Önskad riktning", "Målvärde", "Ansvarig")
"""Of a plain list; see ``plain_row``."""


def plain_row(one: Measure) -> list[str]:
    """A measure on a row of a plain list."""
    return [one.perspective, one.goal, one.name, one.unit, one.direction, one.target, ", ".join(names_of(one.owners))]


def plain_list(rows: list[Measure], **more: Any) -> Path:
    """A plain list in Excel."""
    return sheet_of([TITLES, *map(plain_row, rows)], **more)


def in_plan(plan: Path, sheet: str = "Styrmått") -> list[dict[str, Any]]:
    """The rows of a sheet of a plan that have something, by title."""
    lines: list[tuple[Any, ...]] = list(sheet_in(plan, sheet).iter_rows(values_only=True))
    at = next(at for at, line in enumerate(lines) if line[0] == "Nyckel")
    return [
        dict(zip(lines[at], line, strict=True))
        for line in lines[at + 1 :]
        if any(value is not None for value in line[1:])
    ]


def as_measures(plan: Path) -> list[Measure]:
    """What the plan has of measures, with what they stand under, as the lists have it."""
    goals = {row["Id"]: row for row in in_plan(plan, "Målstruktur")}
    rows = []
    for row in in_plan(plan):
        goal = goals[row["Framgångsfaktor"]]
        owners = row["Svarar"].replace(", ", " ")
        owners = EVERYBODY if owners.split() == [id_ for id_, _name in UNITS] else owners
        perspective = goals[goal["Överordnad"]]["Namn"]
        rows.append(
            Measure(
                perspective, goal["Namn"], row["Styrmått"], row["Måttenhet"], row["Mål"], row["Riktning"], owners, ""
            )
        )
    return rows


def without_source(rows: list[Measure]) -> list[Measure]:
    """The same where only some lists say where figures come from."""
    return [replace(one, source="") for one in rows]


# ------------------------------------------------------------------------------------------- sixty measures, three ways


@pytest.mark.parametrize("kind", LISTS)
def test_sixty_measures_come_from_a_list_of_any_layout_and_the_plan_is_clean(kind: str) -> None:
    make, suffix = LISTS[kind]
    plan = plan_with_units()
    code, result = take(plan, make(new_path(kind).with_suffix(f".{suffix}")), "measures", "--yes")
    assert (code, result["rows_read"], result["rows_present"]) == (0, 60, 0)
    assert {finding["severity"] for finding in result["findings"]} == {"info"}
    assert as_measures(plan) == without_source(measures())
    assert command("plan", "check", str(plan))[0] == 0
    ids = [row["Id"] for row in in_plan(plan)]
    assert len(set(ids)) == 60 and all(re.fullmatch(r"[a-z0-9-]{2,20}", id_) for id_ in ids)
    assert {"sjukfranvaro", "hme", "resultat-mot-budget"[:20]} & set(ids)


@pytest.mark.parametrize("kind", LISTS)
def test_the_same_list_again_changes_nothing(kind: str) -> None:
    make, suffix = LISTS[kind]
    plan, file = plan_with_units(), make(new_path(kind).with_suffix(f".{suffix}"))
    take(plan, file, "measures", "--yes")
    before = plan.read_bytes()
    code, result = take(plan, file, "measures")  # without --yes: what was confirmed is remembered
    assert (code, result["rows_read"], result["rows_present"], result["rows_added"]) == (0, 60, 60, [])
    assert plan.read_bytes() == before and not result["written"]


def test_a_list_becomes_a_plan_from_nothing_but_its_first_sheet() -> None:
    plan = plan_with_units(units=False)
    assert take(plan, units_csv(new_path("enheter").with_suffix(".csv")), "units", "--yes")[0] == 0
    assert [
        tuple(row[title] for title in ("Id", "Namn", "Överordnad", "Mall")) for row in in_plan(plan, "Enheter")[1:]
    ] == [(id_, name, "region", "ja") for id_, name in UNITS]
    assert take(plan, csv_list(new_path("lista").with_suffix(".csv")), "measures", "--yes")[0] == 0
    assert command("plan", "check", str(plan))[0] == 0
    assert command("template", "--plan", str(plan))[0] == 0


# --------------------------------------------------------------------------------------------------- what is proposed


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


def at_a_terminal(arguments: list[str], answers: list[str]) -> tuple[int, str]:
    """Exit code and all that is seen where somebody sits at a terminal and types these answers to what is asked."""
    import pty
    import select

    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "followup", *arguments], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    seen, waiting = b"", list(answers)
    try:
        while select.select([ours], [], [], 60)[0]:
            seen += os.read(ours, 65_536)
            if waiting and seen.rstrip(b" ").endswith(b":") and not select.select([ours], [], [], 0.3)[0]:
                os.write(ours, f"{waiting.pop(0)}\n".encode())
    except OSError:  # the other end is closed: it has ended
        pass
    os.close(ours)
    return done.wait(60), seen.decode("utf-8", "replace")


# ------------------------------------------------------------------------------------------------- whatever the layout

ENDINGS: tuple[list[list[str | None]], ...] = ([], [["Summa"]], [[None], ["Källa: regionplanen"]])
"""What stands under a list."""


def nothing(count: int) -> list[str | None]:
    """So many empty cells."""
    return [None] * count


SYNONYMS = {
    "Perspektiv": ("Perspektiv", "Målområde", "Fokusområde", "PERSPEKTIV"),
    "Mål": ("Strategiskt mål", "Övergripande mål", "Mål", "Resultatmål"),
    "Indikator": ("Indikator", "Styrmått", "Nyckeltal", "Mätetal", "Mått", "Styrmått/indikator", "Indikatror"),
    "Enhet": ("Enhet", "Måttenhet", "Sort", "Enhet / sort"),
    "Önskad riktning": ("Riktning", "Önskad riktning", "Önskad utveckling"),
    "Målvärde": ("Målvärde", "Målnivå", "Målvärde 2026", "Mål 2026", "Target", "Måltal"),
    "Ansvarig": ("Ansvarig", "Ansvarig förvaltning", "Rapporteras av", "Svarar", "Ansvarig nämnd/förvaltning"),
}


@pytest.mark.parametrize("seed", range(12))
def test_order_of_columns_titles_blank_rows_and_headings_make_no_difference(seed: int) -> None:
    chance = random.Random(seed)
    rows = chance.sample(measures(), 12)
    rows.sort(key=lambda one: (one.perspective, one.goal))
    columns = list(range(len(TITLES)))
    chance.shuffle(columns)
    titles = [chance.choice(SYNONYMS[TITLES[at]]) for at in columns]
    lines: list[list[str | None]] = []
    for text in chance.sample(
        ["Region Exempel", "Regionplan 2026–2028", "Beslutad 2025-11-24", ""], chance.randint(0, 4)
    ):
        lines.append([*nothing(chance.randint(0, 2)), text or None])
    lines.append(list(titles))
    for one in rows:
        values = plain_row(one)
        lines.append([values[at] for at in columns])
        lines += [[None]] * chance.choice((0, 0, 0, 1))
    lines += ENDINGS[chance.randrange(len(ENDINGS))]
    left, plan = nothing(chance.randint(0, 2)), plan_with_units()
    code, result = take(plan, sheet_of([[*left, *line] for line in lines]), "measures", "--yes")
    assert code == 0, result["findings"]
    assert as_measures(plan) == without_source(rows), titles


def test_a_goal_that_has_a_year_in_its_title_is_a_target_whatever_stands_there() -> None:
    rows = [("Perspektiv", "Styrmått", "Mål 2026", "Svarar"), ("Medarbetare", "HME", "Ska bibehållas", "alla")]
    plan = plan_with_units()
    take(plan, sheet_of(rows), "measures", "--yes")
    assert in_plan(plan)[0]["Mål"] == "Ska bibehållas"


def test_headings_between_the_rows_say_what_these_stand_under() -> None:
    rows = [
        ("Styrmått", "Enhet", "Mål 2026", "Ansvarig"),
        ("PERSPEKTIV: MEDBORGARE",),
        ("Mål 1: God tillgänglighet",),
        ("Andel besök i tid", "%", "minst 80 %", "HSF"),
        ("Mål 2: Jämlik hälsa",),
        ("Andel vaccinerade", "%", "minst 75 %", "HSF"),
        ("Perspektiv: Ekonomi",),
        ("Resultat", "mnkr", "minst 0", "Samtliga"),
    ]
    plan = plan_with_units()
    take(plan, sheet_of(rows), "measures", "--yes")
    goals = [(row["Namn"], row["Nivå"], row["Överordnad"]) for row in in_plan(plan, "Målstruktur")]
    assert goals == [
        ("Medborgare", "Perspektiv", None),
        ("God tillgänglighet", "Strategiskt mål", "medborgare"),
        ("Jämlik hälsa", "Strategiskt mål", "medborgare"),
        ("Ekonomi", "Perspektiv", None),
    ]
    assert [row["Framgångsfaktor"] for row in in_plan(plan)] == ["god-tillganglighet", "jamlik-halsa", "ekonomi"]


def test_sheets_of_one_list_say_by_their_names_what_their_rows_stand_under() -> None:
    workbook = openpyxl.Workbook()
    for name, measure in (("Medborgare", "Andel besök i tid"), ("Ekonomi", "Resultat mot budget")):
        sheet = workbook.create_sheet(name)
        sheet.append(["Styrmått", "Målvärde", "Ansvarig"])
        sheet.append([measure, "minst 80", "HSF"])
    path = new_path("blad")
    workbook.save(path)
    plan = plan_with_units()
    take(plan, path, "measures", "--yes")
    assert [row["Framgångsfaktor"] for row in in_plan(plan)] == ["medborgare", "ekonomi"]
    plan = plan_with_units()
    assert take(plan, path, "measures", "--yes", "--sheet", "ekonomi")[1]["rows_read"] == 1
    code, result = take(plan, path, "measures", "--yes", "--sheet", "Annat")
    assert code == 2 and "Medborgare, Ekonomi" in result["error"]


def test_rows_of_one_measure_that_differ_only_in_their_units_are_one() -> None:
    rows = [TITLES] + [
        ["Medarbetare", "Hälsa", "Sjukfrånvaro", "%", "lägre", "högst 5 %", unit] for unit in ("HSF", "PSY")
    ]
    plan = plan_with_units()
    take(plan, sheet_of(rows), "measures", "--yes")
    assert [row["Svarar"] for row in in_plan(plan)] == ["HSF, PSY"]


# --------------------------------------------------------------------------------------------------- what stands there


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


def test_struck_hidden_and_total_rows_are_told() -> None:
    def change(sheet: Any) -> None:
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet.row_dimensions[3].hidden = True

    rows = [TITLES, *map(plain_row, measures()[:3]), ["Summa"], [None, None, None, "%", None, "minst 1", "HSF"]]
    plan = plan_with_units()
    _code, result = take(plan, sheet_of(rows, change), "measures", "--yes")
    assert sorted(found(result)) == [
        ("listed-hidden", "A3"),
        ("listed-outside", "A5"),
        ("listed-struck", "A2"),
        ("listed-without-name", "D6"),
    ]
    assert len(in_plan(plan)) == 2


def test_earlier_outcomes_come_as_the_regions_or_as_those_of_the_only_unit_that_answers() -> None:
    def percents(sheet: Any) -> None:
        for cell in ("E2", "F2"):
            sheet[cell].number_format = "0.0%"

    rows = [
        ("Styrmått", "Enhet", "Mål 2026", "Svarar", "Utfall 2024", "Resultat T1 2025 (prel.)", "Kommentar"),
        ("Sjukfrånvaro", "%", "högst 5 %", "alla", 0.062, 0.058, "Bra"),
        ("Andel revisionspatienter", "%", "minst 95 %", "FTV", "91,2 %", "-", None),
        ("Antal besök", "antal", "minst 900", "alla", 850, None, None),
        ("Andel i tid", "%", "minst 80 %", "HSF", 71, None, None),
    ]
    plan = plan_with_units()
    code, result = take(plan, sheet_of(rows, percents), "measures", "--yes", "--set", "Perspektiv=Alla")
    assert code == 0 and found(result) == [("listed-figure-unsure", "E5"), ("listed-sum-for-each", "C4")]
    assert [
        tuple(row[title] for title in ("Styrmått", "Enhet", "Tillfälle", "Totalt"))
        for row in in_plan(plan, "Tidigare utfall")
    ] == [
        ("sjukfranvaro", "region", "2024", 0.062),
        ("sjukfranvaro", "region", "T1 2025 prel.", 0.058),
        ("revisionspatienter", "FTV", "2024", 0.912),
        ("besok", "region", "2024", 850),
    ]
    sheet = sheet_in(plan, "Tidigare utfall")
    shown = {
        cell.number_format
        for line in sheet.iter_rows(min_row=5, max_row=7)
        for cell in line
        if cell.value in (0.062, 0.912)
    }
    assert shown == {"0.00%"}
    assert command("plan", "check", str(plan))[0] == 0


# ------------------------------------------------------------------------------- what the plan has already, or nearly

OF_MONEY = ("Styrmått", "Enhet", "Mål 2026", "Svarar", "Perspektiv", "Utfall 2024", "Utfall 2025")


def earlier(plan: Path) -> list[tuple[Any, ...]]:
    """The earlier outcomes of a plan."""
    titles = ("Styrmått", "Enhet", "Tillfälle", "Totalt")
    return [tuple(row[title] for title in titles) for row in in_plan(plan, "Tidigare utfall")]


def test_an_earlier_outcome_that_was_left_out_comes_with_the_same_list_again() -> None:
    """There was no row for the region the first time."""
    file = sheet_of([OF_MONEY, ("Sjukfrånvaro", "%", "högst 5 %", "alla", "Medarbetare", "6,2 %", "5,8 %")])
    plan = edited(plan_with_units(), lambda book: book["Enheter"].delete_rows(5))
    code, result = take(plan, file, "measures", "--yes")
    assert code == 0 and found(result) == [("listed-figure-of-nobody", "F2"), ("listed-figure-of-nobody", "G2")]
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan))
    assert "står ovan" in output and "Alla rader i listan finns redan" not in output
    assert take(
        plan, sheet_of([("Id", "Namn", "Typ", "Mall"), ("region", "Region", "region", "nej")]), "units", "--yes"
    )
    code, result = take(plan, file, "measures")
    assert (code, result["rows_present"], result["findings"]) == (0, 1, [])
    assert earlier(plan) == [("sjukfranvaro", "region", "2024", 0.062), ("sjukfranvaro", "region", "2025", 0.058)]
    before = plan.read_bytes()
    assert take(plan, file, "measures")[1]["rows_added"] == [] and plan.read_bytes() == before
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan))
    assert "Inget skrevs. Alla rader i listan finns redan i planen." in output


def test_an_earlier_outcome_that_the_plan_has_otherwise_is_told_and_left() -> None:
    plan = plan_with_units()
    row = ("Resultat", "mnkr", "minst 0", "HSF", "Ekonomi")
    take(plan, sheet_of([OF_MONEY, (*row, "-12 mnkr", None)]), "measures", "--yes")
    _code, result = take(plan, sheet_of([OF_MONEY, (*row, "-13 mnkr", "-34,5 mnkr")]), "measures", "--yes")
    assert found(result) == [("list-differs", "F2")] and "−12" in result["findings"][0]["advice"]
    assert earlier(plan) == [("resultat", "HSF", "2024", -12), ("resultat", "HSF", "2025", -34.5)]
    in_kronor = sheet_of([(*OF_MONEY[:5], "Utfall 2023"), ("Resultat", "tkr", *row[2:], "-9 000")])
    _code, result = take(plan, in_kronor, "measures", "--yes")
    assert found(result) == [("list-differs", "B2"), ("listed-figure-unsure", "F2")] and len(earlier(plan)) == 2


@pytest.mark.parametrize(
    ("unit", "text", "figure"),
    [
        ("mnkr", "-34,5 mnkr", -34.5),
        ("mnkr", "34,5 mnkr", 34.5),
        ("mnkr", "34 500 tkr", 34.5),
        ("mnkr", "1,2", 1.2),
        ("antal", "960 st", 960),
        ("index", "78 index", 78),
        ("per 1 000 invånare", "8,4 per 1 000 invånare", 8.4),
        ("min", "47 min", 47),
        ("dagar", "12 kg", None),
    ],
)
def test_an_earlier_outcome_is_read_in_the_unit_of_measurement_of_its_row(
    unit: str, text: str, figure: float | None
) -> None:
    plan = plan_with_units()
    rows = [OF_MONEY, ("Ett mått", unit, "minst 0", "HSF", "Ekonomi", None, text)]
    code, result = take(plan, sheet_of(rows), "measures", "--yes")
    assert [row[3] for row in earlier(plan)] == ([] if figure is None else [figure]), result["findings"]
    assert code == (figure is None)
    assert ("unit-converted" in {rule for rule, _cell in found(result)}) == (text == "34 500 tkr")


def test_each_of_two_units_on_rows_of_their_own_has_its_own_earlier_outcome() -> None:
    row, plan = ("Resultat", "mnkr", "minst 0"), plan_with_units()
    rows = [OF_MONEY, (*row, "HSF", "Ekonomi", None, 7), (*row, "PSY", "Ekonomi", None, 9)]
    take(plan, sheet_of(rows), "measures", "--yes")
    assert [row["Svarar"] for row in in_plan(plan)] == ["HSF, PSY"]
    assert earlier(plan) == [("resultat", "HSF", "2025", 7), ("resultat", "PSY", "2025", 9)]


NEARLY = [("Namn", "Kontakt"), ("Division Primärvård", "a@x.se"), ("Psykiatrii", None), ("Habilitering", None)]


def plan_of_new() -> Path:
    """A plan whose units were typed."""
    folder = new_path("ny").with_suffix("")
    units = ("--units", "Primärvård, Psykiatri, Område 1")
    assert command("new", str(folder), "--region", "Exempel", "--round", "T1 2026", *units)[0] == 0
    return folder / "plan.xlsx"


def names_in(plan: Path, sheet: str = "Enheter", title: str = "Namn") -> list[Any]:
    """The names of a sheet's rows."""
    return [row[title] for row in in_plan(plan, sheet)]


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


def test_units_without_a_parent_in_the_list_stand_under_the_region() -> None:
    plan = plan_with_units(units=False)
    rows = [("Namn", "Överordnad"), ("Närsjukvård", None), ("Psykiatri", "Närsjukvård")]
    file = sheet_of(rows)
    _code, output = command("import", str(file), "--as", "units", "--plan", str(plan))
    assert "(där det är tomt)  →  Överordnad: region" in output
    take(plan, file, "units", "--yes")
    assert [row["Överordnad"] for row in in_plan(plan, "Enheter")][1:] == ["region", "Närsjukvård"]


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


def test_what_is_nothing_is_not_counted() -> None:
    file = plain_list(measures()[:3])
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan_with_units()), "--yes")
    assert "Styrmått: 3 rader lades till." in output and not re.search(r"\b0 ", output)


# ------------------------------------------------------------------------------------------------- the other lists


def test_goals_come_as_a_tree_or_with_their_parents() -> None:
    plan = plan_with_units()
    rows = [
        ("Perspektiv", "Strategiskt mål"),
        ("Medborgare", "Vård i tid"),
        (None, "Jämlik hälsa"),
        ("Ekonomi", "Balans"),
    ]
    code, result = take(plan, sheet_of(rows), "goals", "--yes")
    assert code == 0 and len(result["rows_added"]) == 5
    flat = [("Id", "Nivå", "Namn", "Överordnad"), ("trygg", "Strategiskt mål", "Trygg vård", "Medborgare")]
    assert take(plan, sheet_of(flat), "goals", "--yes")[0] == 0
    assert [(row["Namn"], row["Överordnad"]) for row in in_plan(plan, "Målstruktur")] == [
        ("Medborgare", None),
        ("Vård i tid", "medborgare"),
        ("Jämlik hälsa", "medborgare"),
        ("Ekonomi", None),
        ("Balans", "ekonomi"),
        ("Trygg vård", "medborgare"),
    ]
    assert command("plan", "check", str(plan))[0] == 0


def test_actions_come_with_their_days_units_and_running_numbers() -> None:
    plan = plan_with_units()
    rows = [
        ("Mål", "Aktivitet", "Ansvarig chef", "Förvaltning", "Start", "Klart senast"),
        ("God tillgänglighet", "Inför kömiljarden", "Förvaltningschef", "HSF", "2026-02-01", "2026-12-31"),
        (None, "Digitala besök", "IT-chef", "HSF, PSY", "2026-03-01", None),
    ]
    code, result = take(plan, sheet_of(rows), "actions", "--yes")
    assert code == 0, result["findings"]
    rows_there = in_plan(plan, "Åtgärder")
    assert [
        (row["Nr"], row["Åtgärd"] if "Åtgärd" in row else row["Strategisk åtgärd"], row["Enheter"])
        for row in rows_there
    ] == [
        ("1", "Inför kömiljarden", "HSF"),
        ("2", "Digitala besök", "HSF, PSY"),
    ]
    assert command("plan", "check", str(plan))[0] == 0


# --------------------------------------------------------------------------------------------- the plan it goes into


def test_the_plan_grows_and_keeps_all_that_stands_in_it() -> None:
    plan = plan_with_units()
    workbook = openpyxl.load_workbook(plan)
    sheet = workbook["Styrmått"]
    sheet["D5"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    sheet["AD2"] = "Anteckning bredvid"
    workbook.save(plan)
    before = {name: content for name, content in parts_of(plan).items() if "sheet" not in name and "table" not in name}
    take(plan, excel_list(new_path("lista")), "measures", "--yes")
    after = parts_of(plan)
    assert all(after[name] == content for name, content in before.items())
    grown = sheet_in(plan, "Styrmått")
    (table,) = grown.tables.values()
    assert table.ref.endswith("64") and table.autoFilter.ref == table.ref
    rules = [area for rule in grown.data_validations.dataValidation for area in rule.sqref.ranges]
    assert rules and all(area.max_row == 64 for area in rules)
    assert grown["D5"].fill.fgColor.rgb == "00FFFF00" and grown["AD2"].value == "Anteckning bredvid"
    looks = [[cell.style_id for cell in row] for row in grown.iter_rows(min_row=19, max_row=64, max_col=26)]
    assert looks[-1] == looks[0] and len({*map(tuple, looks)}) == 1
    assert read_plan(plan)[0].rows("measures_planned")[59].place("measure").cell == "E64"


def test_a_sheet_that_was_hidden_is_shown_when_it_gets_rows() -> None:
    plan = plan_with_units()
    workbook = openpyxl.load_workbook(plan)
    workbook["Målstruktur"].sheet_state = workbook["Åtgärder"].sheet_state = "hidden"
    workbook.save(plan)
    take(plan, plain_list(measures()[:1]), "measures", "--yes")
    states = {sheet.title: sheet.sheet_state for sheet in openpyxl.load_workbook(plan)}
    assert (states["Målstruktur"], states["Åtgärder"]) == ("visible", "hidden")


@needs_validator
def test_excel_takes_a_plan_that_has_grown(tmp_path: Path) -> None:
    units = ", ".join(name for _id, name in UNITS)
    assert command("new", str(tmp_path / "w"), "--region", "Exempel", "--round", "T1 2026", "--units", units)[0] == 0
    plan = tmp_path / "w" / "plan.xlsx"
    assert take(plan, csv_list(new_path("lista").with_suffix(".csv")), "measures", "--yes")[0] == 0
    assert faults(plan) == []


def test_a_copy_of_the_plan_as_it_was_is_kept() -> None:
    plan = plan_with_units()
    before = plan.read_bytes()
    _code, result = take(plan, plain_list(measures()[:1]), "measures", "--yes", "--today", "2026-01-15")
    assert Path(result["outputs"][1]).name == "plan före import 2026-01-15.xlsx"
    assert Path(result["outputs"][1]).read_bytes() == before
    _code, result = take(plan, plain_list(measures()[:2]), "measures", "--yes", "--today", "2026-01-15")
    assert Path(result["outputs"][1]).name == "plan före import 2026-01-15 (2).xlsx"


def test_a_plan_that_somebody_has_open_is_left() -> None:
    plan = plan_with_units()
    before = plan.read_bytes()
    plan.with_name("~$plan.xlsx").write_bytes(b"\x04Anna" + bytes(160))
    code, result = take(plan, plain_list(measures()[:1]), "measures", "--yes")
    assert code == 2 and "Anna" in result["error"] and plan.read_bytes() == before


def test_what_stands_under_a_table_is_in_the_way() -> None:
    plan = plan_with_units()
    workbook = openpyxl.load_workbook(plan)
    workbook["Styrmått"]["E22"] = None
    workbook["Styrmått"]["AE22"] = "Egen uträkning"
    workbook.save(plan)
    before = plan.read_bytes()
    code, result = take(plan, plain_list(measures()), "measures", "--yes")
    assert code == 2 and plan.read_bytes() == before and "plan.xlsx" in result["error"]


# --------------------------------------------------------------------------------------------------- formats and foes

TEXT = "Styrmått;Mål;Svarar\nAndel besök i tid, år;minst 0,5 %;HSF\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_a_csv_of_any_encoding_and_sign_is_read(encoding: str, sign: str) -> None:
    text = TEXT.replace(";", sign) if sign != "," else TEXT.replace(", år", " år").replace("0,5", "5").replace(";", ",")
    path = new_path("lista").with_suffix(".csv")
    path.write_bytes(text.encode(encoding))
    _code, result = take(plan_with_units(), path, "measures", "--yes", "--dry-run")
    (row,) = result["rows_added"]
    assert row["cells"]["measure"].startswith("Andel besök i tid") and "år" in row["cells"]["measure"]
    assert row["cells"]["target"] == ("minst 0,5 %" if sign != "," else "minst 5 %")


def cells(*texts: str) -> str:
    """A row of an .ods."""
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{inner}</table:table-row>"


OLDER: dict[str, Callable[[], bytes]] = {
    "ods": lambda: ods(cells("Styrmått", "Mål", "Svarar") + cells("Sjukfrånvaro", "högst 5 %", "HSF")),
}


@pytest.mark.parametrize("kind", OLDER)
def test_other_workbooks_than_excels_own_are_read(kind: str) -> None:
    path = new_path("lista").with_suffix(f".{kind}")
    path.write_bytes(OLDER[kind]())
    _code, result = take(plan_with_units(), path, "measures", "--yes", "--dry-run")
    assert [row["cells"]["target"] for row in result["rows_added"]] == ["högst 5 %"]


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved(name: str, content: bytes) -> Path:
    """A file of these bytes."""
    path = new_path("fil").with_name(name)
    path.write_bytes(content)
    return path


def word_of(*texts: str) -> Path:
    """A Word document with these paragraphs and no table."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    path = new_path("text").with_suffix(".docx")
    document.save(str(path))
    return path


def bomb() -> bytes:
    """A Word document of 400 MB of spaces."""
    path = new_path("bomb").with_suffix(".docx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 400_000_000 + b"</w>")
    return path.read_bytes()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOES: dict[str, tuple[Callable[[], Path], str]] = {
    "no workbook": (lambda: saved("lista.xlsx", b"%PDF-1.4 x"), "är ingen lista som kan läsas"),
    "empty": (lambda: saved("lista.xlsx", b""), "är en tom fil"),
    "half": (lambda: saved("lista.xlsx", plan_with_units().read_bytes()[:3000]), "är ofullständig"),
    "noise": (lambda: saved("lista.csv", bytes(range(256)) * 20), "är ingen lista som kan läsas"),
    "zip bomb": (lambda: saved("lista.docx", bomb()), "är större än en lista kan vara"),
    "mail": (lambda: saved("lista.csv", b"From: a@b.se\nSubject: x;y\n\nhej"), "är ingen lista som kan läsas"),
    "text": (lambda: saved("lista.txt", b"hej\n"), "har ingen tabell"),
    "word without a table": (lambda: word_of("hej"), "har ingen tabell"),
    "torn quotes": (lambda: saved("lista.csv", b'Mal;Styrmatt\n"a;b\n"c;d\n'), "är skadad"),
    "no end": (
        lambda: saved("lista.csv", b"Nr;Styrm\xe5tt\n" + b"".join(b";M%d\n" % at for at in range(3_001))),
        "har fler än 3\u00a0000 rader",
    ),
    "a plan": (plan_with_units, "är en uppföljningsplan"),
    "a folder": (lambda: new_path("mapp").parent, "är en mapp"),
    "gone": (lambda: new_path("borta"), "finns inte"),
}


@pytest.mark.parametrize("name", FOES)
def test_what_is_no_list_gets_one_sentence(name: str) -> None:
    make, sentence = FOES[name]
    plan = plan_with_units()
    code, result = take(plan, make(), "measures", "--yes")
    assert code == 2 and sentence in result["error"], result
    assert result["findings"] == []


def test_what_a_list_is_of_is_known_in_swedish_and_a_slip_is_asked_about() -> None:
    plan, file = plan_with_units(), plain_list(measures()[:1])
    assert take(plan, file, "Styrmått", "--yes", "--dry-run")[1]["as"] == "measures"
    assert "Menade du measures?" in take(plan, file, "mesures")[1]["error"]
    code, output = command("import", str(file), "--plan", str(plan))
    assert code == 2 and "--as units | goals | measures | actions" in output


def test_the_titles_of_a_list_that_is_not_known_are_told() -> None:
    _code, result = take(plan_with_units(), sheet_of([("Rubrik", "Ort"), ("a", "b")]), "measures", "--yes")
    assert "som Styrmått: Rubrik, Ort. Skriv vilken det är: --map ”Rubrik=Styrmått”" in result["error"]


def test_what_followup_has_made_is_no_list() -> None:
    plan = plan_book()
    assert command("template", "--plan", str(plan))[0] == 0
    (template, *_others) = sorted((plan.parent / "templates").glob("*.xlsx"))
    filled = shutil.copyfile(template, new_path("svar"))
    workbook = openpyxl.load_workbook(filled)
    workbook.save(filled)
    for file in (template, filled):
        code, result = take(plan, file, "measures", "--yes")
        assert code == 2 and "är en enhets mall" in result["error"]


# ------------------------------------------------------------------------------------------------- a list for a new plan

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


def test_the_help_shows_all_that_a_list_can_be_of() -> None:
    plan = plan_with_units()
    _code, refused = command("import", "lista.xlsx", "--plan", str(plan))
    names = refused.partition("--as ")[2].strip().rstrip(".").split(" | ")
    _code, page = command("import", "--help")
    assert len(names) > 3 and set(page.partition("\n  --as ")[2].split()[0].split("|")) == set(names)
