"""What is likely of figures, in production, access and asked figures: the same as in measures."""

from __future__ import annotations

import re

import pytest

from tests.house import Severity, read_book
from tests.plans import PLAN, changed
from tests.returns.test_older_plan import template_of
from tests.round.rounds_of_files import collected
from tests.tables import compare_findings, labels_in, plan_book, plan_of, read_plan

NORD = "Division Nord T1 2022"
ASKED = """
## Efterfrågade uppgifter
| Id | Uppgift | Räknas i | Enheter | Mål | Uppdelat | Del av | Slag av siffra | Gräns, gånger |
| deltog | Deltagare | personer | nord | | ja | | | |
| timmar | Utbildning | timmar | nord | | nej | | mängd | |
| andel | Andel kallade | % | nord | minst 80 % | ja | | | |
| belagt | Platser i bruk | procent | nord | | ja | | andel utan tak | |
| snitt | Ålder | år | nord | | ja | | medelvärde | |
| tolk | Med tolk | % | nord | | ja | | andel | |
| bredd | Bredband | personer | nord | minst 2 000 | nej | | | |
"""
TOLD = "| row | column | rule | found | severity |\n"


def assert_finds(plan: str, answers: str, title: str, finds: str = "", section: str = "") -> None:
    """These answers give these findings; that others are missing is another matter."""
    plan_read, faults = plan_of(plan)
    assert not [fault for fault in faults if fault.severity is Severity.ERROR]
    path = template_of(plan_read, NORD, answers)
    findings = [
        finding
        for finding in collected(path, by=plan_read).findings
        if finding.rule not in ("not-answered", "source-missing")
    ]
    findings = [finding for finding in findings if finding.severity is not Severity.INFO]
    compare_findings(findings, TOLD + finds if finds else "", labels_in(read_book(path), title))


@pytest.mark.parametrize(
    ("row", "finds"),
    [
        ("Deltagare | 60 | 45 | 15", ""),
        ("Deltagare | 60 | 45 | 10", "Antal eller värde | parts-do-not-add-up | 60"),
        ("Deltagare | 60,5 | |", "Antal eller värde | part-of-one | 60,5"),
        (
            "Deltagare | omkring 60 | 45 | 14,5",
            "Varav män | part-of-one | 14,5\nAntal eller värde | parts-do-not-add-up | omkring 60",
        ),
        ("Utbildning | 62,5 | |", ""),
        ("Andel kallade | 82 % | 80 % | 84 %", ""),
        (
            "Andel kallade | 162 % | 80 % | 82 %",
            "Antal eller värde | share-above-the-whole | 162\u00a0%\nAntal eller värde | parts-do-not-add-up | 162\u00a0%",
        ),
        ("Andel kallade | 82 % | 83 | 80 %", "Varav kvinnor | percent-too-large | 83 | error"),
        ("Andel kallade | 83 | 82 % | 80 %", "Antal eller värde | percent-too-large | 83 | error"),
        ("Platser i bruk | 104 % | 110 % | 98 %", ""),
        (
            "Platser i bruk | 104 % | 9 | 98 %",
            "Varav kvinnor | far-from-likely | 900\u00a0%",
        ),
        ("Ålder | 41,5 | 43 | 40", ""),
        ("Ålder | 83 | 43 | 40", "Antal eller värde | parts-do-not-add-up | 83"),
        ("Med tolk | 104 % | |", "Antal eller värde | percent-too-large | 1,04 | error"),
        ("Bredband | 1 100 | |", ""),
        ("Bredband | 210 000 | |", "Antal eller värde | far-from-likely | 210\u00a0000"),
    ],
)
def test_asked_figures(row: str, finds: str) -> None:
    name = row.partition(" |")[0]
    rows = [
        f"| {name} | {line} |" if line.endswith("error") else f"| {name} | {line} | warning |"
        for line in finds.splitlines()
    ]
    answers = f"## Uppgifter\n| Uppgift | Antal eller värde | Varav kvinnor | Varav män |\n| {row} |"
    assert_finds(PLAN + ASKED, answers, "Uppgift", "\n".join(rows))


MONTHS = "## Tillgänglighet\n| Serie | Månad | Kvinnor | Män |\n"


@pytest.mark.parametrize(
    ("row", "finds"),
    [
        ("42 % | 43 %", ""),
        ("4,2 % | 43 %", "| Första besök | Kvinnor | far-from-likely | 4,2\u00a0% | warning |"),
        (
            "101 % | 83",
            "| Första besök | Kvinnor | percent-too-large | 1,01 | error |\n| Första besök | Män | percent-too-large | 83 | error |",
        ),
    ],
)
def test_series_of_shares(row: str, finds: str) -> None:
    assert_finds(PLAN, f"{MONTHS}| Första besök | 2022-01 | {row} |", "Serie", finds)


def test_a_series_may_pass_the_whole_where_the_plan_says_so() -> None:
    declared = changed("| Id | Serie | Mål | Enheter |", "| Id | Serie | Mål | Enheter | Slag av siffra |")
    declared = declared.replace(
        "| forsta | Första besök | 100 % | nord |", "| forsta | Första besök | 100 % | nord | andel utan tak |"
    )
    assert_finds(declared, f"{MONTHS}| Första besök | 2022-03 | 104 % | 98 % |", "Serie")
    findings = [
        (finding.rule, finding.severity.key)
        for finding in read_plan(plan_book(changed("| 100 % | nord |", "| 105 % | nord |")))[1]
    ]
    assert findings == [("kind-not-declared", "info")]


VISITS = "## Besök\n| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |\n"


@pytest.mark.parametrize(
    ("row", "finds"),
    [
        ("Läkarbesök > Somatik | 45 467 | 9 000", ""),
        (
            "Läkarbesök > Somatik | 45 467,5 | 4 326",
            "| Somatik | Besök jan–apr 2022 | part-of-one | 45\u00a0467,5 | warning |",
        ),
        (
            "Läkarbesök > Somatik | 45 467 | 432",
            "| Somatik | Varav distansbesök jan–apr 2022 | far-from-likely | 432 | warning |",
        ),
    ],
)
def test_visits_are_whole_and_near_last_years(row: str, finds: str) -> None:
    assert_finds(PLAN, f"{VISITS}| {row} |", "Besök", finds)


ROWS = "| Vårdavtal | ortopedi | Ortopedi | | fylls i | | |\n"
OWN = changed(
    "| Tabell | Id | Rad | Under | Räknas |", "| Tabell | Id | Rad | Under | Räknas | Slag av siffra | Gräns, gånger |"
)
KINDS = re.sub(r"(?m)^(\| (?:Besök|Vårdtillfällen|Vårdavtal) \| .*\| (?:summa|fylls i) \|)$", r"\1 | |", OWN)


def test_a_row_of_production_may_be_a_share_or_a_mean_and_is_then_in_no_sum() -> None:
    more = (
        "| Vårdtillfällen | medel | Medelvårdtid | | fylls i | medelvärde | |\n"
        "| Vårdtillfällen | belagd | Beläggning | | fylls i | andel utan tak | 1,1 |\n"
    )
    plan = KINDS.replace(ROWS, ROWS + more).replace(
        "| nord | vtf | 4 421 | |", "| nord | vtf | 4 421 | |\n| nord | medel | 4 | |\n| nord | belagd | 1 | |"
    )
    titles = "## Vårdtillfällen\n| Vårdtillfällen | Vårdtillfällen jan–apr 2022 |\n"
    assert_finds(
        plan,
        f"{titles}| Vårdtillfällen totalt | 4 192 |\n| Medelvårdtid | 4,3 |\n| Beläggning | 104 % |",
        "Vårdtillfällen",
    )
    assert_finds(
        plan,
        f"{titles}| Vårdtillfällen totalt | 4 192 |\n| Medelvårdtid | 43 |\n| Beläggning | 130 % |",
        "Vårdtillfällen",
        "| Medelvårdtid | Vårdtillfällen jan–apr 2022 | far-from-last-year | 43 | warning |\n"
        "| Beläggning | Vårdtillfällen jan–apr 2022 | far-from-last-year | 130\u00a0% | warning |",
    )


def test_a_share_under_a_sum_is_told() -> None:
    plan = KINDS.replace(
        "| Övriga besök | totalt | fylls i | | |",
        "| Övriga besök | totalt | fylls i | andel | |",
    )
    assert [finding.rule for finding in plan_of(plan)[1]] == ["share-added-up"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [("| Orimlig produktion, gånger | 11 |", False), ("| Orimligt antal, minst | 50 000 |", False), ("", True)],
)
def test_settings_say_how_far_production_may_be(setting: str, message: bool) -> None:
    plan = changed("| Gräns för små tal | 5 |", f"| Gräns för små tal | 5 |\n{setting}".rstrip())
    expected = "| Somatik | Besök jan–apr 2022 | far-from-last-year | 4\u00a0192 | warning |" if message else ""
    assert_finds(plan, f"{VISITS}| Läkarbesök > Somatik | 4 192 | 4 100 |", "Besök", expected)
