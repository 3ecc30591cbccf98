"""Units under units: the region's sums by hand calculation, where a division and its clinics answer the same rows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.reading_back import Record
from tests.scoring.plans import plan_text
from tests.scoring.rounds import NAMES, Round, merged_round, new_round, plain

UNITS = """
| Id | Namn | Slag | Överordnad | Mall | Räknas |
| region | Region Mellansjö | region | | nej | |
| a | Division A | division | region | ja | {a} |
| a1 | Klinik A1 | klinik | a | ja | |
| a2 | Klinik A2 | klinik | a | ja | |
| b | Division B | division | region | nej | |
| b1 | Klinik B1 | klinik | b | ja | |
| b2 | Klinik B2 | klinik | b | ja | |
| c | Division C | division | region | ja | |
"""
CALLS, COST, WAITED = "Besvarade samtal", "Kostnad för hyrpersonal", "Andel som väntat högst 90 dagar"
MEASURES = f"""
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| samtal | 1 | vard-i-tid | {CALLS} | antal | högre | minst 50 | nej | DÅ04 | alla | summa |
| hyr | 2 | ramar | {COST} | mnkr | lägre | högst 5 | nej | DÅ04 | alla | summa |
| vantat | 3 | vard-i-tid | {WAITED} | % | högre | minst 75 % | nej | DÅ04 | alla | viktat |
"""
EARLIER = """
| Styrmått | Enhet | Tillfälle | Totalt |
| samtal | a | T1 2021 | 90 |
| samtal | a1 | T1 2021 | 50 |
| samtal | a2 | T1 2021 | 40 |
| samtal | b1 | T1 2021 | 40 |
| samtal | b2 | T1 2021 | 40 |
| samtal | c | T1 2021 | 50 |
"""
OTHER_SHEETS = """
## Produktionsrader
| Tabell | Id | Rad | Under | Räknas |
| Besök | lakare | Läkarbesök | | summa |
| Besök | somatik | Somatik | lakare | fylls i |
| Besök | psykiatri | Psykiatri | lakare | fylls i |

## Produktion förra året
| Enhet | Rad | Föregående | Varav distans |
| a | somatik | 900 | 90 |
| a1 | somatik | 550 | 50 |
| a2 | somatik | 350 | 40 |
| b1 | somatik | 310 | 30 |
| b2 | psykiatri | 80 | 8 |
| c | somatik | 190 | 20 |
| c | psykiatri | 40 | 4 |

## Väntetider
| Id | Serie | Mål | Enheter |
| forsta | Första besök | 100 % | a, a1, c |

## Efterfrågade uppgifter
| Id | Uppgift | Räknas i | Enheter |
| grupper | Antal grupper | antal | a, a1, a2 |
"""

# By hand: calls 60 + 40 + 30 + 25 + 45 = 200; cost 4,2 + 6,3 + 2,5 + 3,0 + 1,7 = 17,7; waited 172 of 250 = 68,8 %;
# visits 600 + 400 + 300 + 200 = 1 500 (before 550 + 350 + 310 + 190 = 1 400) and 100 + 50 = 150 (80 + 40 = 120).
FIGURES = {
    "a": (100, "10,5", (80, 100), (1000, 95), None),
    "a1": (60, "4,2", (50, 60), (600, 55), None),
    "a2": (40, "6,3", (30, 40), (400, 40), None),
    "b1": (30, "2,5", (20, 40), (300, 25), None),
    "b2": (25, "3,0", (45, 60), None, (100, 10)),
    "c": (45, "1,7", (27, 50), (200, 15), (50, 5)),
}


def answers(unit: str, calls: int | None = None) -> str:
    """What one unit answers, from the table above."""
    usual, cost, (met, of), *visits = FIGURES[unit]
    calls = usual if calls is None else calls
    lines = [
        "| Styrmått | Utfall totalt | Täljare totalt | Nämnare totalt |",
        *(f"| {name} | {figure} | | |" for name, figure in ((CALLS, calls), (COST, cost))),
        f"| {WAITED} | | {met} | {of} |",
        "",
        "## Produktion",
        "| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |",
    ]
    for name, figures in zip(("Somatik", "Psykiatri"), visits, strict=True):
        if figures is not None:
            lines.append(f"| {name} | {figures[0]} | {figures[1]} |")
    if unit in ("a", "a1", "c"):
        lines += ["", "## Tillgänglighet", "| Månad | Kvinnor | Män |"]
        lines += [f"| 2022-0{month} | 50 % | 40 % |" for month in range(1, 5)]
    if unit in ("a", "a1", "a2"):
        count = {"a": 7, "a1": 4, "a2": 3}[unit]
        lines += [
            "",
            "## Uppgifter",
            "| Uppgift | Antal eller värde | Källa |",
            f"| Antal grupper | {count} | Registret, 2022-05-02 |",
        ]
    return "\n".join(lines)


def the_plan(a: str = "", units: str = UNITS) -> str:
    """The plan, in which division A counts so."""
    settings = {"Jämförelseperiod från": "2021-01-01", "Jämförelseperiod till": "2021-04-30"}
    return plan_text(MEASURES, units=units.format(a=a), earlier=EARLIER, settings=settings) + OTHER_SHEETS


def every_answer(**changed: str) -> dict[str, str]:
    """What all units answer; ``changed`` instead of what stands above."""
    return {unit: answers(unit) for unit in FIGURES} | changed


def figure(record: Record | None, title: str) -> Any:
    """A figure of a row, to four decimals."""
    value = record[title] if record else None
    return None if value is None else round(Decimal(str(value)), 4)


def visits(merged: Round, unit: str = "") -> dict[str, tuple[object, ...]]:
    """The visits of the region, or of a unit with those under it, by row: now, before, remote, what is incomplete."""
    page = list(openpyxl.load_workbook(merged.regional, data_only=True)["Regionen"].iter_rows(values_only=True))
    heading = f"Besök, {NAMES.get(unit, unit)} med enheterna under" if unit else "Besök"
    start = next(at for at, row in enumerate(page) if row[0] == heading) + 1
    titles = ("Besök jan–apr 2022", "Besök jan–apr 2021", "Varav distansbesök jan–apr 2022", "Ofullständig")
    places = [page[start].index(title) for title in titles]
    rows = takewhile(lambda row: row[0] is not None, page[start + 1 :])
    return {str(row[0]): tuple(row[place] for place in places) for row in rows}


def differing(merged: Round) -> list[tuple[str, str, str]]:
    """What was found of units against their sub-units: whose, what stood there, what is said."""
    (block,) = [merged.rows("Iakttagelser")]
    return [
        (row["Enhet"], plain(row["Det stod"]), plain(row["Vad som är fel och vad du skriver"]))
        for row in block
        if row["Regel"] == "differs-from-sub-units"
    ]


def levels(merged: Round) -> Counter[str]:
    """The region's judgements by level."""
    return Counter({level: count for level, count in merged.merged_json()["levels"].items() if count})


def test_a_sum_and_a_figure_that_differ_are_not_shown_alike(tmp_path: Path) -> None:
    """Visits are shown in whole numbers; some are counted by halves all the same."""
    given = {"a": "1000,4", "a1": "600,1", "a2": "400,1"}
    table = "## Produktion\n| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |\n| Somatik | {} | 9 |"
    round_ = new_round(tmp_path / "r", the_plan(), {unit: table.format(visits) for unit, visits in given.items()})
    (block,) = [difference for difference in differing(round_.merge()) if "1 000" in difference[1]]
    assert block[1] == "1 000,4" and "tillsammans, 1 000,2 (Klinik A1 600,1, Klinik A2 400,1)" in block[2]


@pytest.fixture(scope="module")
def all_of_them(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Every unit has answered."""
    return merged_round(tmp_path_factory.mktemp("under") / "r", the_plan(), every_answer())


def test_sums_count_each_figure_once(all_of_them: Round) -> None:
    assert all_of_them.code == 0, all_of_them.output
    assert figure(all_of_them.region(CALLS), "Utfall totalt") == 200
    assert figure(all_of_them.region(COST), "Utfall totalt") == Decimal("17.7")
    waited = all_of_them.region(WAITED)
    assert figure(waited, "Utfall totalt") == Decimal("0.688")
    assert (figure(waited, "Täljare totalt"), figure(waited, "Nämnare totalt")) == (172, 250)
    assert visits(all_of_them) == {
        "Läkarbesök": (1650, 1520, 150, None),
        "Somatik": (1500, 1400, 135, None),
        "Psykiatri": (150, 120, 15, None),
    }


def test_a_division_has_sub_totals_whether_it_answers_itself_or_not(all_of_them: Round) -> None:
    assert visits(all_of_them, "a")["Läkarbesök"] == (1000, 900, 95, None)
    assert visits(all_of_them, "Division B") == {
        "Läkarbesök": (400, 390, 35, None),
        "Somatik": (300, 310, 25, None),
        "Psykiatri": (100, 80, 10, None),
    }


def test_what_does_not_add_up_has_no_sum(all_of_them: Round) -> None:
    page = openpyxl.load_workbook(all_of_them.regional, data_only=True)["Regionen"]
    texts = {str(cell) for row in page.iter_rows(values_only=True) for cell in row if cell is not None}
    assert not texts & {"Antal grupper", "Första besök", "Division C med enheterna under"}
    assert len(all_of_them.rows("Tillgänglighet")) == 12, "a month of a unit is a row of its own"


def test_a_judgement_of_a_division_is_not_counted_beside_those_that_it_is_made_of(all_of_them: Round) -> None:
    # calls: A1 is met, four are not; cost: A2 is not met, four are; waited: 83 and 75 and 75 %, not 50 and 54 %.
    assert levels(all_of_them) == {"met": 8, "not_met": 7}
    assert all_of_them.goal("Region Mellansjö")["Bedömningar"] == "□ 8   ▲ 7"
    assert all_of_them.goal("Division A", "a")["Bedömningar"] == "□ 2   ▲ 1", "its own are still shown"


def test_the_trend_of_a_sum_is_that_of_the_same_units(all_of_them: Round) -> None:
    row = all_of_them.region(CALLS)  # 50 + 40 + 40 + 40 + 50 = 220 before, without the 90 of division A
    assert row is not None and "220" in str(row["Utveckling: motivering"]), row


@pytest.mark.parametrize(
    ("calls", "silent", "expected", "incomplete"),
    [
        pytest.param({}, ("a1", "a2"), 200, "", id="the division stands for clinics that are silent"),
        pytest.param({}, ("a2",), 160, "ofullständig: 4 av 5", id="one clinic of two: its figure, incomplete"),
        pytest.param({}, ("a",), 200, "", id="a silent division is no gap"),
        pytest.param({}, ("a", "a1", "a2"), 100, "ofullständig: 3 av 5", id="clinics are counted, not their division"),
        pytest.param({"a": 120}, (), 200, "", id="the division says something else"),
    ],
)
def test_coverage_is_counted_in_those_who_contribute(
    tmp_path: Path, calls: dict[str, int], silent: tuple[str, ...], expected: int, incomplete: str
) -> None:
    given = every_answer(**{unit: answers(unit, calls=figure) for unit, figure in calls.items()})
    merged = new_round(tmp_path / "r", the_plan(), {unit: text for unit, text in given.items() if unit not in silent})
    row = merged.merge().region(CALLS)
    assert row is not None
    assert (figure(row, "Utfall totalt"), str(row["Ofullständig"] or "")) == (expected, incomplete)
    differences = differing(merged)
    assert len(differences) == len(calls)
    for unit, shown, message in differences:
        assert (unit, shown) == ("Division A", "120")
        assert "tillsammans, 100 (Klinik A1 60, Klinik A2 40)" in message


@pytest.mark.parametrize(
    ("counted", "expected"),
    [("egen siffra", 220), ("båda, läggs ihop", 320), ("enheterna under", 200)],
)
def test_the_plan_says_what_counts(tmp_path: Path, counted: str, expected: int) -> None:
    """Division A says 120, its clinics 60 and 40; the others 100."""
    merged = merged_round(tmp_path / "r", the_plan(counted), every_answer(a=answers("a", calls=120)))
    assert figure(merged.region(CALLS), "Utfall totalt") == expected
    assert len(differing(merged)) == (counted == "enheterna under")


def test_any_depth(tmp_path: Path) -> None:
    """Wards under a clinic under a division, all of which answer; the clinic between says something else."""
    deeper = UNITS.rstrip() + "\n| a21 | Enhet A21 | enhet | a2 | ja | |\n| a22 | Enhet A22 | enhet | a2 | ja | |\n"
    wards = {
        "a21": f"| Styrmått | Utfall totalt |\n| {CALLS} | 25 |",
        "a22": f"| Styrmått | Utfall totalt |\n| {CALLS} | 16 |",
    }
    merged = merged_round(tmp_path / "r", the_plan(units=deeper), every_answer(**wards))
    assert figure(merged.region(CALLS), "Utfall totalt") == 60 + 25 + 16 + 30 + 25 + 45
    assert [difference[:2] for difference in differing(merged)] == [("Division A", "100"), ("Klinik A2", "40")]
    cost = merged.region(COST)
    assert figure(cost, "Utfall totalt") == Decimal("17.7"), "the wards give none: their clinic's stands"


def test_figures_rounded_each_for_itself_do_not_differ(tmp_path: Path) -> None:
    rounded = {"a": answers("a").replace("10,5", "10,6"), "a1": answers("a1").replace("4,2", "4,25")}
    assert differing(merged_round(tmp_path / "r", the_plan(), every_answer(**rounded))) == []


def test_the_summary_counts_each_judgement_once(all_of_them: Round) -> None:
    assert "Av tio bedömningar är sex inte uppnådda och fyra uppnådda." in all_of_them.word
    assert "Av fem bedömningar är fyra uppnådda och en inte uppnådd." in all_of_them.word


PEOPLE = MEASURES.replace("| nej | DÅ04 | alla | summa |", "| nej | DÅ04 | alla | summa | ja |").replace(
    "| Läggs ihop |", "| Läggs ihop | Räknar personer |"
)


def test_a_small_number_of_a_clinic_is_not_what_is_left_of_its_division(tmp_path: Path) -> None:
    """A1 has 3 of division A's 43: neither A less A2, nor the region less the others, may tell it."""
    rows = [row if row.endswith("| ja |") else f"{row} nej |" for row in PEOPLE.strip().splitlines()[1:]]
    measures = "\n".join([PEOPLE.strip().splitlines()[0], *rows])
    plan = plan_text(measures, units=UNITS.format(a=""), settings={"Gräns för små tal": "5"}) + OTHER_SHEETS
    given = every_answer(a=answers("a", calls=43), a1=answers("a1", calls=3))
    merged = merged_round(tmp_path / "r", plan, given, "--published")
    shown = {unit: merged.row(unit, "samtal", path=merged.public("regional.xlsx"))["Utfall totalt"] for unit in FIGURES}
    region = merged.region(CALLS, path=merged.public("regional.xlsx"))
    assert region is not None
    known = {unit for unit, figure in shown.items() if isinstance(figure, int | float)}
    assert "a1" not in known
    assert not {"a", "a2"} <= known
    assert not ({"a2", "b1", "b2", "c"} <= known and isinstance(region["Utfall totalt"], int | float))
    page = openpyxl.load_workbook(merged.public("regional.xlsx"))["Regionen"]
    assert not [row for row in page.iter_rows(values_only=True) if "med enheterna under" in str(row[0])]


def test_a_sum_of_some_units_and_the_units_under_others_gives_no_small_number_away(tmp_path: Path) -> None:
    """Division A counts by its own figure and B by its clinics': 40 + 3 + 20 + 45 less the others would be the 3."""
    rows = [row if row.endswith("| ja |") else f"{row} nej |" for row in PEOPLE.strip().splitlines()[1:]]
    measures = "\n".join([PEOPLE.strip().splitlines()[0], *rows])
    units = UNITS.format(a="egen siffra").replace("| b | Division B | division | region | nej |", B_ANSWERS)
    plan = plan_text(measures, units=units, settings={"Gräns för små tal": "5"}) + OTHER_SHEETS
    typed = {"a": 40, "a1": 25, "a2": 15, "b": 50, "b1": 3, "b2": 20, "c": 45}
    given = {unit: f"| Styrmått | Utfall totalt |\n| {CALLS} | {calls} |" for unit, calls in typed.items()}
    merged = merged_round(tmp_path / "r", plan, given, "--published")
    working, public = merged.region(CALLS), merged.region(CALLS, path=merged.public("regional.xlsx"))
    shown = {unit: merged.row(unit, "samtal", path=merged.public("regional.xlsx"))["Utfall totalt"] for unit in typed}
    known = {unit for unit, figure in shown.items() if isinstance(figure, int | float)}
    assert working is not None and working["Utfall totalt"] == 108
    assert public is not None and "b1" not in known
    assert not ({"a", "b2", "c"} <= known and isinstance(public["Utfall totalt"], int | float))


B_ANSWERS = "| b | Division B | division | region | ja |"
