"""A list of whatever layout comes into the plan whole: order, titles, headings, sheets and totals make no difference.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import random
import re
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from tests.cli.commands.start.taken_lists import (
    TITLES,
    as_measures,
    in_plan,
    plain_list,
    plain_row,
    without_source,
)
from tests.house import command
from tests.lists import (
    LISTS,
    UNITS,
    csv_list,
    found,
    measures,
    plan_with_units,
    sheet_of,
    take,
    units_csv,
)
from tests.tables import new_path


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


def test_what_is_nothing_is_not_counted() -> None:
    file = plain_list(measures()[:3])
    _code, output = command("import", str(file), "--as", "measures", "--plan", str(plan_with_units()), "--yes")
    assert "Styrmått: 3 rader lades till." in output and not re.search(r"\b0 ", output)
