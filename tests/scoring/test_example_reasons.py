"""The fifteen measures of the example: every level with a reason that holds what it was judged by."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.demos import Demo
from tests.outputs.reading_back import Record, sheet_records, word_tables
from tests.scoring.rounds import plain

UNIT = "Division Länssjukvård 2"

# Per line of the reason (women, men; or the whole): what it must hold, whatever its wording.
REASONS: list[tuple[str, tuple[tuple[str, ...], ...]]] = [
    ("1", (("K: ", "41 %", "minst 100 %", "dec"), ("M: ", "41 %", "minst 100 %", "dec"))),
    ("2", (("K: ", "42 %", "minst 100 %", "dec"), ("M: ", "48 %", "minst 100 %", "dec"))),
    ("3", (("K: ", "29", "ökning", "12", "tertial 1 2021"), ("M: ", "4", "ökning", "7", "tertial 1 2021"))),
    ("4", (("K: Det finns inget utfall", "tertial 1 2021"), ("M: Det finns inget utfall", "tertial 1 2021"))),
    ("5", (("K: ", "20 %", "minst 70 %"), ("M: ", "19 %", "minst 70 %"))),
    ("6", (("8,4 %", "högst 7 %"),)),
    ("7", (("K: ", "14,5 %", "högst 16 %"), ("M: ", "14,7 %", "högst 17,2 %"))),
    ("8", (("Följs upp vid DÅ08, ÅR", "inte vid DÅ04"),)),
    ("9", (("K: Det finns inget utfall", "2020"), ("M: Det finns inget utfall", "2020"))),
    ("10", (("K: ", "59 %", "minst 70 %"), ("M: ", "63 %", "minst 70 %"))),
    ("11", (("Det finns inget utfall", "tertial 1 2021"),)),
    ("12", (("Det finns inget utfall", "tertial 1 2021"),)),
    ("13", (("−17,7 mnkr", "minst 0 mnkr"),)),
    ("14", (("Enheten skriver: ”Data saknas”",),)),
    ("15", (("Enheten skriver: ”Data saknas”",),)),
]


def rows_of(demo: Demo) -> dict[str, Record]:
    """The division's measures by number."""
    records = sheet_records(demo.regional, "Styrmått", "Enhet")
    return {str(record["Nr"]): record for record in records if record["Enhet"] == UNIT}


@pytest.mark.parametrize(("number", "wanted"), REASONS, ids=[number for number, _wanted in REASONS])
def test_the_reason_holds_what_it_was_judged_by(demo: Demo, number: str, wanted: tuple[tuple[str, ...], ...]) -> None:
    lines = plain(rows_of(demo)[number]["Måluppfyllelse: motivering"]).splitlines()
    assert len(lines) == len(wanted)
    for line, parts in zip(lines, wanted, strict=True):
        assert [part for part in parts if part not in line] == [], line


def test_there_are_fifteen(demo: Demo) -> None:
    assert set(rows_of(demo)) == {str(n) for n in range(1, 16)}


def test_what_is_not_due_is_shown_with_the_outcome_that_came_all_the_same(demo: Demo) -> None:
    row = rows_of(demo)["8"]
    assert (row["Måluppfyllelse"], row["Utfall totalt"]) == ("– Inte aktuellt nu", pytest.approx(0.067))


def test_every_level_and_trend_of_every_unit_has_a_reason(demo: Demo) -> None:
    for row in sheet_records(demo.regional, "Styrmått", "Enhet"):
        for scale in ("Måluppfyllelse", "Utveckling"):
            assert bool(row[scale]) is bool(row[f"{scale}: motivering"]), row
            assert len(str(row[scale] or "").splitlines()) == len(str(row[f"{scale}: motivering"] or "").splitlines())


def test_every_level_of_the_region_has_a_reason_and_so_has_a_sum_without_one(demo: Demo) -> None:
    rows = sheet_records(demo.regional, "Regionen", "Styrmått")
    assert rows
    for row in rows:
        assert row["Måluppfyllelse: motivering"], row
        assert bool(row["Måluppfyllelse"]) is ("inget mål för regionens summa" not in row["Måluppfyllelse: motivering"])


def test_every_reason_can_be_read_in_word(demo: Demo) -> None:
    """Each once, with all rows that have it: in front of them stands their unit where they are of several."""
    in_word = {
        (name, plain(line[3].partition("\nUtveckling: ")[0]))
        for table in word_tables(demo.summary)
        if table[0][0] == "Nr" and table[0][2:] == ["Bedömning", "Motivering"]
        for line in table[1:]
        for rows in line[1].split("\n")
        if table[0][1] == "Rad" or rows.startswith(f"{UNIT}: ")
        for name in rows.removeprefix(f"{UNIT}: ").split("; ")
    }
    wanted = {(row["Styrmått"], plain(row["Måluppfyllelse: motivering"])) for row in rows_of(demo).values()}
    assert wanted <= in_word


def test_the_trend_is_never_among_what_a_goal_is_judged_from(demo: Demo) -> None:
    """The counts of the perspectives are those of attainment, symbol by symbol; no arrow is among them."""
    measures = sheet_records(demo.regional, "Styrmått", "Enhet")
    attained = [
        line.removeprefix("K: ").removeprefix("M: ")[0] for r in measures for line in r["Måluppfyllelse"].splitlines()
    ]
    goals = [r for r in sheet_records(demo.regional, "Mål", "Enhet") if r["Enhet"] == "Region Norrbotten"]
    rolled_up: Counter[str] = Counter()
    for row in goals:
        if row["Nivå"] == "Perspektiv":
            signs = str(row["Bedömningar"]).split()
            rolled_up.update(dict(zip(signs[::2], map(int, signs[1::2]), strict=True)))
    assert rolled_up == Counter(attained)
    assert not set(rolled_up) & set("↑→↓↕")
