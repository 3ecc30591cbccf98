"""What a figure may be is told from the plan: its kind, and how far from target and earlier outcomes it may lie."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.house import Finding, Severity, read_book
from tests.returns.test_older_plan import template_of
from tests.round.rounds_of_files import collected
from tests.scoring.plans import plan_text
from tests.scoring.rounds import merged_round
from tests.tables import compare_findings, labels_in, plan_book, plan_of, read_plan

NORD = "Division Nord T1 2022"
HEAD = (
    "| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Slag av siffra | Riktning | Mål | Uppdelat | Följs upp "
    "| Svarar | Läggs ihop | Gräns, gånger |\n"
)
MEASURES = (
    HEAD
    + """\
| belagd | 1 | trygghet | Beläggning | % | andel utan tak | lägre | högst 100 % | ja | DÅ04 | nord | nej | |
| fler | 2 | trygghet | Förändrad kö | % | förändring | lägre | högst 0 % | ja | DÅ04 | nord | nej | |
| klar | 3 | trygghet | Klara i tid | % | | högre | minst 80 % | ja | DÅ04 | nord | nej | |
| remiss | 4 | trygghet | Remisser | antal | | lägre | Minska | ja | DÅ04 | nord | summa | |
| netto | 5 | trygghet | Resultat | mnkr | | högre | 0,0 | nej | DÅ04 | nord | summa | |
| prod | 6 | trygghet | Produktivitet | index | | högre | minst 100 | ja | DÅ04 | nord | nej | |
| pris | 7 | trygghet | Kostnad | kr per poäng | | lägre | Minska | nej | DÅ04 | nord | nej | |
| tid | 8 | trygghet | Vårdtid | dagar | | lägre | Minska | ja | DÅ04 | nord | nej | |
| nytt | 9 | trygghet | Video | antal | | högre | minst 3 000 | nej | DÅ04 | nord | nej | |
| fritt | 10 | trygghet | Digitalt | antal | | högre | Öka | nej | DÅ04 | nord | nej | 500 |
"""
)
EARLIER = """
| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |
| belagd | nord | T1 2021 | 98 % | 103 % | |
| klar | nord | T1 2021 | 71 % | 74 % | |
| remiss | nord | T1 2021 | 210 | 190 | |
| netto | nord | T1 2021 | | | -8,6 |
| prod | nord | T1 2021 | | | 98,4 |
| pris | nord | T1 2021 | | | 52 300 |
| tid | nord | T1 2021 | | | 4,3 |
| nytt | nord | T1 2021 | | | 610 |
| fritt | nord | T1 2021 | | | 40 |
"""
PLAN = plan_text(MEASURES, earlier=EARLIER)
TITLES = "## Styrmått\n| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Helårsprognos | Kommentar |\n"
TOLD = "| row | column | rule | found | severity |\n"
SETTLED = ("comment-missing", "not-answered")


def assert_finds(answers: str, finds: str = "", plan: str = PLAN) -> None:
    """These rows of measures give these findings; what is not answered or not met is another matter."""
    plan_read, faults = plan_of(plan)
    assert not [fault for fault in faults if fault.severity is Severity.ERROR]
    path = template_of(plan_read, NORD, TITLES + answers)
    findings = [finding for finding in collected(path, by=plan_read).findings if finding.rule not in SETTLED]
    findings = [finding for finding in findings if finding.severity is not Severity.INFO]
    compare_findings(findings, TOLD + finds if finds else "", labels_in(read_book(path), "Styrmått"))


def of_plan(measures: str, earlier: str = "") -> list[tuple[str, str, str]]:
    """What the check of the plan says: rule, severity, and where."""

    def as_told(finding: Finding) -> tuple[str, str, str]:
        return finding.rule, finding.severity.key, finding.place.label

    findings = read_plan(plan_book(plan_text(HEAD + measures, earlier=earlier)))[1]
    return [as_told(finding) for finding in findings]


@pytest.mark.parametrize(
    "answers",
    [
        "| Beläggning | 104 % | 97,5 % | 101 % | 106 % | |",
        "| Förändrad kö | -2 % | 1,5 % | -0,5 % | -12 % | |",
        "| Klara i tid | 78 % | 80 % | 79 % | 88 % | |",
        "| Remisser | 240 | 170 | 410 | 1 100 | |",
        "| Resultat | | | -17,7 | -45 | |",
        "| Resultat | | | 1,4 | 0,5 | |",
        "| Produktivitet | 101,2 | 99 | 100,4 | 103 | |",
        "| Kostnad | | | 49 870 | 51 000 | |",
        "| Vårdtid | 4,1 | 4,6 | 4,4 | | |",
        "| Vårdtid | 410 | 460 | 870 | | 870 dagar i allt, inte snitt. |",
        "| Video | | | 4 120 | | |",
        "| Digitalt | | | 9 000 | | |",
    ],
)
def test_honest_answers_are_not_asked_about(answers: str) -> None:
    assert_finds(answers)


@pytest.mark.parametrize(
    ("answers", "finds"),
    [
        (
            "| Beläggning | 104 | | | | |",
            "| Beläggning | Utfall kvinnor | percent-too-large | 104 | error |",
        ),
        (
            "| Förändrad kö | -2 % | -2 | | | |",
            "| Förändrad kö | Utfall män | far-from-likely | -200\u00a0% | warning |",
        ),
        (
            "| Klara i tid | 83 | 104 % | 83 | | |",
            "| Klara i tid | Utfall kvinnor | percent-too-large | 83 | error |\n"
            "| Klara i tid | Utfall män | percent-too-large | 1,04 | error |\n"
            "| Klara i tid | Utfall totalt | percent-too-large | 83 | error |",
        ),
        (
            "| Klara i tid | 7,8 % | 80 % | | | |",
            "| Klara i tid | Utfall kvinnor | far-from-likely | 7,8\u00a0% | warning |",
        ),
        (
            "| Klara i tid | 78 % | 80 % | 77 % | | |",
            "| Klara i tid | Utfall totalt | parts-do-not-add-up | 77\u00a0% | warning |",
        ),
        (
            "| Remisser | 240 | 170 | 401 | | |",
            "| Remisser | Utfall totalt | parts-do-not-add-up | 401 | warning |",
        ),
        (
            "| Remisser | 24 000 | 170 | | | |",
            "| Remisser | Utfall kvinnor | far-from-likely | 24\u00a0000 | warning |",
        ),
        (
            "| Remisser | 240,5 | 170 | 410,5 | | |",
            "| Remisser | Utfall kvinnor | part-of-one | 240,5 | warning |\n"
            "| Remisser | Utfall totalt | part-of-one | 410,5 | warning |",
        ),
        ("| Resultat | | | -9 100 | | |", "| Resultat | Utfall totalt | far-from-likely | -9\u00a0100 | warning |"),
        ("| Produktivitet | | | 10,12 | | |", "| Produktivitet | Utfall totalt | far-from-likely | 10,12 | warning |"),
        ("| Kostnad | | | 49,9 | | |", "| Kostnad | Utfall totalt | far-from-likely | 49,9 | warning |"),
        (
            "| Vårdtid | 4,1 | 4,6 | 6,1 | | |",
            "| Vårdtid | Utfall totalt | parts-do-not-add-up | 6,1 | warning |",
        ),
        ("| Video | | | 41 200 | | |", "| Video | Utfall totalt | far-from-likely | 41\u00a0200 | warning |"),
        ("| Video | | | 4 120 | 412 000 | |", "| Video | Helårsprognos | far-from-likely | 412\u00a0000 | warning |"),
        ("| Digitalt | | | 40 000 | | |", "| Digitalt | Utfall totalt | far-from-likely | 40\u00a0000 | warning |"),
    ],
)
def test_slips_are_asked_about(answers: str, finds: str) -> None:
    assert_finds(answers, finds)


def test_only_a_comment_that_names_the_figure_explains_it() -> None:
    assert_finds(
        "| Remisser | 2 | 17 000 | | | Högre än förra året. |",
        "| Remisser | Utfall kvinnor | far-from-likely | 2 | warning |\n"
        "| Remisser | Utfall män | far-from-likely | 17\u00a0000 | warning |",
    )
    assert_finds("| Remisser | 240 | 17 000 | | | De 17 000 kom när mottagningen i Arvika slog igen. |")


def test_a_setting_says_how_far_is_far() -> None:
    mild = plan_text(
        MEASURES, earlier=EARLIER, settings={"Orimlig siffra, gånger": "200", "Orimligt antal, minst": "900"}
    )
    assert_finds("| Remisser | 24 000 | 170 | | | |", plan=mild)
    strict = plan_text(MEASURES, earlier=EARLIER, settings={"Orimlig siffra, gånger": "1,1"})
    assert_finds(
        "| Produktivitet | | | 115,1 | | |",
        "| Produktivitet | Utfall totalt | far-from-likely | 115,1 | warning |",
        plan=strict,
    )


def test_few_patients_may_become_many_times_more() -> None:
    few = EARLIER.replace("| 210 | 190 | |", "| 3 | 2 | |")
    assert_finds("| Remisser | 30 | 2 | 32 | | |", plan=plan_text(MEASURES, earlier=few))


def test_an_earlier_figure_by_another_method_makes_nothing_likely() -> None:
    head = HEAD.replace("Gräns, gånger |", "Ny metod från |")
    row = "| pris | 7 | trygghet | Kostnad | kr per poäng | | lägre | Minska | nej | DÅ04 | nord | nej | T1 2022 |"
    assert_finds(
        "| Kostnad | | | 49,9 | | |",
        plan=plan_text(head + row, earlier=EARLIER.split("| belagd")[0] + "| pris | nord | T1 2021 | | | 52 300 |"),
    )


def test_a_limit_that_the_plans_own_target_breaks_is_no_limit() -> None:
    above = "| a | 1 | trygghet | Uppföljda | % | | högre | minst 105 % | nej | DÅ04 | nord | nej | |"
    assert of_plan(above) == [("kind-not-declared", "info", "Slag av siffra")]
    assert_finds("| Uppföljda | | | 108 % | 110 % | |", plan=plan_text(HEAD + above))
    below = "| a | 1 | trygghet | Ändring | % | | lägre | högst 1 % | nej | DÅ04 | nord | nej | |"
    before = "| Styrmått | Enhet | Tillfälle | Totalt |\n| a | nord | T1 2021 | -3 % |"
    assert of_plan(below, before) == [("kind-not-declared", "info", "Slag av siffra")]
    assert_finds("| Ändring | | | -2 % | | |", plan=plan_text(HEAD + below, earlier=before))


@pytest.mark.parametrize(
    ("measure", "rule", "column"),
    [
        ("% | | högre | minst 80 % | nej | DÅ04 | nord | summa", "share-added-up", "Läggs ihop"),
        ("procent | andel utan tak | högre | minst 80 % | nej | DÅ04 | nord | summa", "share-added-up", "Läggs ihop"),
        ("index | | högre | minst 80 | nej | DÅ04 | nord | summa", "share-added-up", "Läggs ihop"),
        ("per 1 000 invånare | | lägre | högst 8 | nej | DÅ04 | nord | summa", "share-added-up", "Läggs ihop"),
        ("% | belopp | högre | minst 80 % | nej | DÅ04 | nord | nej", "kind-against-the-unit", "Slag av siffra"),
        ("mnkr | andel | högre | minst 80 mnkr | nej | DÅ04 | nord | nej", "kind-against-the-unit", "Slag av siffra"),
    ],
)
def test_what_cannot_be_is_told_by_the_plans_check(measure: str, rule: str, column: str) -> None:
    assert of_plan(f"| a | 1 | trygghet | Något | {measure} | |") == [(rule, "warning", column)]


def test_an_earlier_share_without_its_sign_is_told() -> None:
    row = "| a | 1 | trygghet | Klara | % | | högre | minst 80 % | nej | DÅ04 | nord | nej | |"
    before = "| Styrmått | Enhet | Tillfälle | Totalt |\n| a | nord | T1 2021 | 71 |"
    assert of_plan(row, before) == [("earlier-share-without-sign", "warning", "Totalt")]


WEIGHED = """
| Id | Nr | Framgångsfaktor | Styrmått | Måttenhet | Slag av siffra | Riktning | Mål | Uppdelat | Följs upp | Svarar | Läggs ihop |
| a | 1 | trygghet | Andel klara | % | | högre | minst 80 % | ja | DÅ04 | nord | viktat |
| b | 2 | trygghet | Beläggning | % | andel utan tak | lägre | högst 100 % | nej | DÅ04 | nord | viktat |
"""
RATIOS = (
    "## Styrmått\n| Styrmått | Täljare kvinnor | Täljare män | Täljare totalt | Nämnare kvinnor | Nämnare män "
    "| Nämnare totalt |\n"
)


def test_a_share_that_is_worked_out_is_held_as_strictly_as_one_that_is_written() -> None:
    plan_read, _faults = read_plan(plan_book(plan_text(WEIGHED)))
    answers = "| Andel klara | 104 | 80 | 170 | 100 | 90 | 180 |\n| Beläggning | | | 104 | | | 100 |"
    path = template_of(plan_read, NORD, RATIOS + answers)
    round_ = collected(path, by=plan_read)
    compare_findings(
        [finding for finding in round_.findings if finding.rule not in SETTLED],
        TOLD
        + "| Andel klara | Täljare kvinnor | part-exceeds-whole | 104 | error |\n"
        + "| Andel klara | Nämnare totalt | parts-do-not-add-up | 180 | warning |\n",
        labels_in(read_book(path), "Styrmått"),
    )
    rows = {row.row.key: row for row in round_.submissions["nord"].tables["measures"]}
    assert rows["a"]["outcome.women"] is None and rows["b"]["outcome.total"] == Decimal("1.04")


def test_shares_are_never_added_up(tmp_path: Path) -> None:
    """Not even where the plan says sum: the region has then no figure."""
    rows = "| a | 1 | trygghet | Klara | % | | högre | minst 80 % | nej | DÅ04 | nord, syd | summa | |"
    rows += "\n| b | 2 | trygghet | Samtal | antal | | högre | minst 10 | nej | DÅ04 | nord, syd | summa | |"
    rows += "\n| c | 3 | trygghet | Snitt | antal | medelvärde | högre | minst 3 | nej | DÅ04 | nord, syd | summa | |"
    answers = (
        "| Styrmått | Utfall totalt | Kommentar |\n| Klara | 41 % | Så är det. |\n| Samtal | 40 | |\n| Snitt | 3,5 | |"
    )
    merged = merged_round(tmp_path / "r", plan_text(HEAD + rows), {"nord": answers, "syd": answers})
    assert merged.region("Klara") is None and merged.region("Snitt") is None
    calls = merged.region("Samtal")
    assert calls is not None and calls["Utfall totalt"] == 80


def test_days_many_years_from_the_round_are_asked_about() -> None:
    titles = "| Klara i tid | 78 % | 80 % | | | För få läkare. | "
    plan_read, _faults = plan_of(PLAN)
    for day, expected in (
        ("2022-09-30", []),
        ("2026-12-31", []),
        ("2072-09-30", ["2072-09-30"]),
        ("2009-01-01", ["2009-01-01"]),
    ):
        text = TITLES.rstrip().replace("Kommentar", "Orsak | Klart") + f"\n{titles}{day} |"
        findings = collected(template_of(plan_read, NORD, text), by=plan_read).findings
        assert [finding.raw for finding in findings if finding.rule == "day-far-from-the-round"] == expected


def test_a_day_is_asked_about_where_only_its_row_says_that_it_is_one() -> None:
    plan_read, _faults = plan_of(PLAN)
    for day, expected in (("2022-05-10", []), ("2072-05-10", ["2072-05-10"])):
        signed = f"| Uppgift | Svar |\n| Uppgifterna lämnade av | Eva Ek |\n| Datum | {day} |"
        findings = collected(template_of(plan_read, NORD, signed), by=plan_read).findings
        assert [finding.raw for finding in findings if finding.rule == "day-far-from-the-round"] == expected
