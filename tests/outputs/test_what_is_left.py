"""When a row is answered: the start sheet's formulas, calculated for real, and the check say the same of the same answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.house import command
from tests.office import convert, needs_office
from tests.scoring.plans import plan_text
from tests.scoring.rounds import NAMES, Round, new_round
from tests.tables import edited

pytestmark = [needs_office, pytest.mark.filterwarnings("ignore:.*extension is not supported")]

UNITS = """
| Id | Namn | Slag | Överordnad | Mall |
| region | Region Mellansjö | region | | nej |
| nord | Division Nord | division | region | ja |
| syd | Division Syd | division | region | ja |
| vast | Division Väst | division | region | ja |
"""
MEASURES = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| fragor | 1 | vard-i-tid | Antal som fått frågan | antal | högre | minst 5 | nej | DÅ04 | alla | summa |
| vantat | 2 | vard-i-tid | Andel som väntat | % | högre | minst 80 % | ja | DÅ04 | alla | nej |
| fall | 3 | trygghet | Fallskador | per 100 000 | lägre | högst 20 | nej | DÅ04 | alla | viktat |
| enkat | 4 | trygghet | Nöjda patienter | % | högre | minst 90 % | ja | ÅR | alla | nej |
"""
SHEETS = """
## Produktionsrader
| Tabell | Id | Rad | Under | Räknas |
| Besök | lakare | Läkarbesök | | fylls i |
| Besök | ovriga | Övriga besök | | fylls i |

## Produktion förra året
| Enhet | Rad | Föregående | Varav distans |
| nord | lakare | 900 | 90 |
| nord | ovriga | 100 | 10 |

## Väntetider
| Id | Serie | Mål | Enheter |
| forsta | Första besök | 100 % | nord |

## Efterfrågade uppgifter
| Id | Uppgift | Räknas i | Enheter | Uppdelat |
| grupper | Antal grupper | antal | nord | ja |

## Åtgärder
| Id | Nr | Framgångsfaktor | Åtgärd | Enheter |
| remiss | 1 | vard-i-tid | Ny remissväg | nord |

## Frågor
| Id | Rubrik | Fråga | Sorts text | Gäller avsnitt | Enheter |
| samverkan | Samverkan | Hur går samverkan? | fråga | | nord |
| analys | Analys | Vad säger siffrorna? | analys | Styrmått | nord |
| inledning | Inledning | Vad är nytt? | inledning | Styrmått | nord |
"""

# What is typed, what is left by section, and the cells that the check tells of (section, rule): both by hand.
OF_THIS = {"half-answered", "not-answered", "reason-not-in-words", "weight-missing"}
WHOLE_SHEETS = """## Produktion
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
| Läkarbesök | 900 | 90 |
| Övriga besök | 100 | 0 |
## Tillgänglighet
| Månad | Kvinnor | Män |
| 2022-01 | 50 % | 40 % |
| 2022-02 | 50 % | 40 % |
| 2022-03 | 50 % | 40 % |
| 2022-04 | 50 % | 40 % |
## Strategiska åtgärder
| Åtgärd | Status |
| Ny remissväg | klar |
"""
MEASURE = "| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt |"
WEIGHED = "| Styrmått | Täljare totalt | Nämnare totalt |"
CASES = {
    "everything": (
        f"""
        ## Styrmått
        {MEASURE}
        | Antal som fått frågan | | | 7 |
        | Andel som väntat | 81 % | 82 % | |

        {WEIGHED}
        | Fallskador | 1 | 10 000 |
        {WHOLE_SHEETS}
        ## Uppgifter
        | Uppgift | Antal eller värde | Varav kvinnor | Varav män | Källa |
        | Antal grupper | 5 | 2 | 3 | Registret, 2022-05-02 |
        ## Frågor
        | Fråga | Svar |
        | Hur går samverkan? | Bra. |
        | Vad säger siffrorna? | Att fler får vård. |
        """,
        {},
        [],
    ),
    "half": (
        f"""
        ## Styrmått
        {MEASURE}
        | Antal som fått frågan | | | Data saknas till juni |
        | Andel som väntat | 81 % | | 82 % |
        | Fallskador | | | 10 |
        ## Produktion
        | Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök | 900 | 90 |
        | Övriga besök | 100 | |
        ## Tillgänglighet
        | Månad | Kvinnor | Män |
        | 2022-01 | 50 % | |
        | 2022-02 | 50 % | 40 % |
        | 2022-03 | 50 % | 40 % |
        | 2022-04 | 50 % | 40 % |
        ## Strategiska åtgärder
        | Åtgärd | Status |
        | Ny remissväg | klar |
        ## Uppgifter
        | Uppgift | Antal eller värde | Varav kvinnor | Varav män | Källa |
        | Antal grupper | 5 | 2 | | Registret, 2022-05-02 |
        ## Frågor
        | Fråga | Svar |
        | Hur går samverkan? | Bra. |
        """,
        {"Styrmått": 2, "Besök": 1, "Tillgänglighet": 1, "Uppgifter": 1, "Frågor": 1},
        [
            *[("Styrmått", "half-answered"), ("Styrmått", "weight-missing"), ("Styrmått", "weight-missing")],
            *[("Produktion", "not-answered"), ("Tillgänglighet", "not-answered"), ("Uppgifter", "half-answered")],
            ("Frågor", "not-answered"),
        ],
    ),
    "comments": (
        """
        ## Styrmått
        | Styrmått | Utfall kvinnor | Kommentar |
        | Antal som fått frågan | | Systemet byts i maj. |
        | Andel som väntat | 81 % | Männen räknas inte än. |
        | Fallskador | | - |
        ## Produktion
        | Besök | Besök jan–apr 2022 | Kommentar |
        | Läkarbesök | 900 | Distansbesök mäts inte. |
        | Övriga besök | | x |
        ## Tillgänglighet
        | Månad | Kvinnor | Kommentar |
        | 2022-01 | | Siffran kommer i juni. |
        | 2022-02 | 50 % | Männen räknas inte än. |
        | 2022-03 | 50 % | |
        ## Strategiska åtgärder
        | Åtgärd | Kommentar |
        | Ny remissväg | Sju av tolv har börjat. |
        ## Uppgifter
        | Uppgift | Kommentar |
        | Antal grupper | Räknas först till hösten. |
        ## Frågor
        | Fråga | Svar |
        | Hur går samverkan? | Bra. |
        | Vad säger siffrorna? | Att fler får vård. |
        """,
        {"Styrmått": 1, "Besök": 1, "Tillgänglighet": 2, "Strategiska åtgärder": 1},
        [
            *[("Styrmått", "not-answered"), ("Produktion", "not-answered"), ("Produktion", "not-answered")],
            *[("Tillgänglighet", "not-answered")] * 3,
            ("Strategiska åtgärder", "not-answered"),
        ],
    ),
    "signs": (
        f"""
        ## Styrmått
        {MEASURE}
        | Antal som fått frågan | | | x |
        | Andel som väntat | – | ? | |
        | Fallskador | | | För få fall |
        {WHOLE_SHEETS}
        ## Uppgifter
        | Uppgift | Antal eller värde | Källa |
        | Antal grupper | 5 | Registret, 2022-05-02 |
        ## Frågor
        | Fråga | Svar |
        | Hur går samverkan? | - |
        | Vad säger siffrorna? | ... |
        """,
        {"Styrmått": 2, "Frågor": 2},
        [
            *[("Styrmått", "reason-not-in-words")] * 3,
            *[("Frågor", "reason-not-in-words")] * 2,
        ],
    ),
}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Round]:
    """A round for each case, and one where nothing is filled in."""
    folder = tmp_path_factory.mktemp("left")
    settings = {"Jämförelseperiod från": "2021-01-01", "Jämförelseperiod till": "2021-04-30"}
    plan = plan_text(MEASURES, units=UNITS, settings=settings) + SHEETS
    return {name: new_round(folder / name, plan, {"nord": answers}) for name, (answers, *_more) in CASES.items()}


@pytest.fixture(scope="module")
def calculated(rounds: dict[str, Round], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The answers of each case, with every formula calculated."""
    sent = [round_.folder / "inbox" / f"{NAMES['nord']} T1 2022.xlsx" for round_ in rounds.values()]
    empty = next(iter(rounds.values())).template("nord")
    converted = convert([*sent, empty], "xlsx", tmp_path_factory.mktemp("calculated"))
    return dict(zip([*rounds, "empty"], converted, strict=True))


def left(path: Path) -> dict[str, Any]:
    """What is left by section, as the start sheet says."""
    return {record["Avsnitt"]: record["Kvar"] for record in start_of(path)}


def start_of(path: Path) -> list[dict[Any, Any]]:
    """The list of what is left."""
    page = [row[1:6] for row in openpyxl.load_workbook(path, data_only=True).worksheets[0].iter_rows(values_only=True)]
    at = next(at for at, row in enumerate(page) if row[0] == "Avsnitt")
    rows = (dict(zip(page[at], row, strict=True)) for row in page[at + 1 :])
    return [row for row in rows if row["Kvar"] is not None]


def test_the_start_sheet_says_what_is_left(calculated: dict[str, Path]) -> None:
    every = {"Styrmått": 3, "Besök": 2, "Tillgänglighet": 4, "Strategiska åtgärder": 1, "Uppgifter": 1, "Frågor": 2}
    assert left(calculated["empty"]) == every
    for name, (_answers, expected, _told) in CASES.items():
        assert left(calculated[name]) == dict.fromkeys(every, 0) | expected, name


@pytest.mark.parametrize("name", CASES)
def test_the_check_tells_of_the_same(rounds: dict[str, Round], name: str) -> None:
    folder = rounds[name].folder
    arguments = ("--plan", str(folder), "--format", "json", "--today", "2022-05-02")
    _code, output = command("check", str(folder / "inbox"), *arguments)
    result = json.loads(output[output.index("{") : output.rindex("}") + 1])
    warned = [finding for file in result["files"] for finding in file["findings"] if finding["severity"] != "info"]
    findings = [(finding["sheet"], finding["rule"]) for finding in warned]
    assert sorted(finding for finding in findings if finding[1] in OF_THIS) == sorted(CASES[name][2])


def test_rows_of_different_kinds_that_take_turns_are_counted_too(tmp_path: Path) -> None:
    rows = "\n".join(
        f"| m{number} | {number} | vard-i-tid | Mått {number} | % | högre | minst 5 % | {'ja' if number % 2 else 'nej'} "
        "| DÅ04 | alla | nej |"
        for number in range(60)
    )
    answers = """
        ## Styrmått
        | Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar |
        | Mått 0 | | | 7 % | |
        | Mått 1 | 7 % | 8 % | | |
        | Mått 2 | | | | Kommer i juni. |
        | Mått 3 | 7 % | | | |
        """
    plan = plan_text("\n".join([*MEASURES.splitlines()[:2], rows]), units=UNITS)
    round_ = new_round(tmp_path / "turns", plan, {"nord": answers})
    path = round_.folder / "inbox" / f"{NAMES['nord']} T1 2022.xlsx"
    start = openpyxl.load_workbook(path).worksheets[0]
    assert max(len(str(cell.value)) for line in start.iter_rows() for cell in line) < 8_192, "Excel takes no more"
    (tmp_path / "calculated").mkdir()
    assert left(convert([path], "xlsx", tmp_path / "calculated")[0]) == {"Styrmått": 57}


def test_an_error_in_a_comment_or_an_answer_leaves_the_count_as_it_is(rounds: dict[str, Round], tmp_path: Path) -> None:
    def spoil(workbook: Any) -> None:
        sheet = workbook["Styrmått"]
        titles = {cell.value: cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
        for line, title in ((5, "Kommentar"), (6, "Utfall totalt")):
            sheet.cell(line, titles[title]).value = "=NA()"

    path = edited(rounds["comments"].template("nord"), spoil)
    (tmp_path / "calculated").mkdir()
    assert left(convert([path], "xlsx", tmp_path / "calculated")[0])["Styrmått"] == 3


def test_the_stored_counts_are_the_calculated_ones(rounds: dict[str, Round], calculated: dict[str, Path]) -> None:
    assert start_of(rounds["half"].template("nord")) == start_of(calculated["empty"])
