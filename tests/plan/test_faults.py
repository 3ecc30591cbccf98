"""Every fault of a plan is told with its sheet and cell, and a sound plan has none."""

from __future__ import annotations

import pytest

from tests.house import Finding, Severity
from tests.plans import PLAN, changed, without
from tests.tables import compare_findings, edited, plan_book, read_plan, rows_of


def faults(text: str) -> list[Finding]:
    """What is found in a plan typed from a text, but for information."""
    return [finding for finding in read_plan(plan_book(text))[1] if finding.severity is not Severity.INFO]


def assert_fault(old: str, new: str, finds: str) -> None:
    """The plan with one text replaced: its findings, whole."""
    compare_findings(faults(changed(old, new)), finds)


def test_a_sound_plan_has_none() -> None:
    compare_findings(read_plan(plan_book())[1], "")


@pytest.mark.parametrize(
    ("old", "new", "finds"),
    [
        (
            "| lakare-psykiatri | 12 |",
            "| lakare-psykiatr | 12 |",
            "Produktion förra året | Rad | unknown-id | lakare-psykiatr",
        ),
        ("| nord | vtf |", "| norr | vtf |", "Produktion förra året | Enhet | unknown-id | norr"),
        ("| DÅ04, ÅR | nord, syd |", "| DÅ04, ÅR | nord, öst |", "Styrmått | Svarar | unknown-id | öst"),
        (
            "| fotnot-vantat |\n| fragor",
            "| fotnot-väntat |\n| fragor",
            "Styrmått | Fotnot | unknown-id | fotnot-väntat",
        ),
        (
            "| 2 | vard-i-tid | Rätta",
            "| 2 | vård-i-tid | Rätta",
            "Åtgärder | Framgångsfaktor | unknown-id | vård-i-tid",
        ),
        (
            "| tand | Folktandvården | förvaltning | region |",
            "| tand | Folktandvården | förvaltning | regionen-x |",
            "Enheter | Överordnad | unknown-id | regionen-x",
        ),
        (
            "| vantat | nord | T1 2021 |",
            "| vantad | nord | T1 2021 |",
            "Tidigare utfall | Styrmått | unknown-id | vantad",
        ),
        (
            "| Första besök | 100 % | nord |",
            "| Första besök | 100 % | nrd |",
            "Väntetider | Enheter | unknown-id | nrd",
        ),
        ("| syd | Division Syd |", "| nord | Division Syd |", None),
        (
            "| ramar | Framgångsfaktor | Verksamhet inom ramarna |",
            "| | Framgångsfaktor | Verksamhet inom ramarna |",
            None,
        ),
        (
            "| budget | 3 | ramar | Resultat mot budget | mnkr | högre |",
            "| budget | 3 | ramar | Resultat mot budget | mnkr | uppåt |",
            None,
        ),
        ("| Språk | sv |", "| Språk | svenska |", "Uppföljning | Värde | not-in-the-list | svenska"),
        ("| Period till | 2022-04-30 |", "| Period till | i april |", "Uppföljning | Värde | not-a-date | i april"),
        (
            "| Period från | 2022-01-01 |",
            "| Period från | 2022-05-01 |",
            "Uppföljning | Värde | period-backwards | 2022-04-30",
        ),
        ("| Region | Region Mellansjö |\n", "", "Uppföljning | Värde | required | "),
        ("| Sista svarsdag | 2022-05-13 |\n", "", "Uppföljning | Värde | required | "),
        (
            "| lakare | Läkarbesök | totalt | summa |",
            "| lakare | Läkarbesök | lakare | summa |",
            "Produktionsrader | Under | row-under-itself | lakare",
        ),
        (
            "| Övriga besök | totalt | fylls i |",
            "| Övriga besök | vtf | fylls i |",
            "Produktionsrader | Under | row-under-a-figure | vtf",
        ),
        (
            "| syd | lakare-psykiatri | 12 | 2 |",
            "| syd | totalt | 12 | 2 |",
            "Produktion förra året | Rad | figure-on-a-sum | totalt",
        ),
        (
            "| 42 401 | 4 516 |",
            "| ca 42 000 | 4 516 |",
            "Produktion förra året | Föregående | not-a-number | ca 42 000",
        ),
        ("| Första besök | 100 % |", "| Första besök | 100 |", "Väntetider | Mål | percent-too-large | 100"),
    ],
)
def test_fault(old: str, new: str, finds: str | None) -> None:
    findings = faults(changed(old, new))
    if finds is None:
        assert [finding for finding in findings if finding.severity is Severity.ERROR], "an error"
    else:
        compare_findings(findings, f"| sheet | column | rule | found |\n| {finds} |")
    assert all(finding.place.cell for finding in findings), rows_of(findings)


def test_the_nearest_id_is_suggested() -> None:
    (finding,) = faults(changed("| lakare-psykiatri | 12 |", "| lakare-psykiatr | 12 |"))
    assert dict(finding.advice.arguments)["id"] is not None
    (finding,) = faults(changed("| Språk | sv |", "| Språk | swe |"))
    assert finding.rule == "not-in-the-list"


def test_the_cell_of_a_fault_is_the_one_that_a_person_sees() -> None:
    """Enheter: title in row 1, help in row 2, hidden keys in row 3, header in row 4; the fourth unit in row 8."""
    findings = faults(
        changed("| tand | Folktandvården | förvaltning | region |", "| tand | Folktandvården | förvaltning | ingen |")
    )
    compare_findings(findings, "| sheet | cell | rule |\n| Enheter | E8 | unknown-id |")


def test_an_id_that_stands_twice() -> None:
    findings = faults(changed("| syd | Division Syd |", "| nord | Division Syd |"))
    twice = [finding for finding in findings if finding.rule == "row-twice"]
    compare_findings(twice, "| sheet | column | found |\n| Enheter | Id | nord |")
    assert {finding.rule for finding in findings} == {"row-twice", "unknown-id"}, "nobody is syd now"


def test_a_required_cell_that_is_empty() -> None:
    findings = faults(
        changed(
            "| ramar | Framgångsfaktor | Verksamhet inom ramarna |", "| | Framgångsfaktor | Verksamhet inom ramarna |"
        )
    )
    required = [finding for finding in findings if finding.rule == "required"]
    compare_findings(required, "| sheet | column |\n| Målstruktur | Id |")
    assert {finding.rule for finding in findings} == {"required", "unknown-id"}


def test_two_rows_without_an_id_are_not_also_twice() -> None:
    text = changed("| ramar | Framgångsfaktor |", "| | Framgångsfaktor |").replace(
        "| ekonomi | Perspektiv |", "| | Perspektiv |"
    )
    assert "row-twice" not in {finding.rule for finding in faults(text)}


def test_a_bad_choice_names_the_words() -> None:
    assert_fault(
        "| Resultat mot budget | mnkr | högre |",
        "| Resultat mot budget | mnkr | hoegre |",
        """
        | sheet    | column   | rule              | found  | severity |
        | Styrmått | Riktning | not-in-the-list   | hoegre | error    |
        | Styrmått | Mål      | direction-missing | 0,0    | warning  |
        """,
    )


def test_a_target_that_is_not_understood_is_a_warning() -> None:
    assert_fault(
        "| minst 80 % | ja |",
        "| så bra som möjligt | ja |",
        "| sheet | column | rule | found | severity |\n| Styrmått | Mål | target-not-understood | så bra som möjligt | warning |",
    )


def test_a_target_that_is_a_number_below_one_may_have_been_a_percentage() -> None:
    def number(workbook: object) -> None:
        page = workbook["Styrmått"]  # type: ignore[index]
        cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "minst 80 %")
        cell.number_format, cell.value = "General", 0.8

    findings = read_plan(edited(plan_book(), number))[1]
    compare_findings(
        findings, "| sheet | column | rule | found | severity |\n| Styrmått | Mål | target-is-a-number | 0,8 | error |"
    )


def test_a_target_that_shows_a_percentage_is_one() -> None:
    def number(workbook: object) -> None:
        page = workbook["Styrmått"]  # type: ignore[index]
        cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "minst 80 %")
        cell.number_format, cell.value = "0%", 1

    plan, findings = read_plan(edited(plan_book(), number))
    compare_findings(findings, "")
    assert "100 %" in [row["target"] for row in plan.rows("measures_planned")]


def test_a_bare_target_without_direction_is_a_warning() -> None:
    assert_fault(
        "| Resultat mot budget | mnkr | högre |",
        "| Resultat mot budget | mnkr | |",
        "| sheet | column | rule | found | severity |\n| Styrmått | Mål | direction-missing | 0,0 | warning |",
    )


def test_rows_in_a_ring() -> None:
    text = changed("| lakare | Läkarbesök | totalt | summa |", "| lakare | Läkarbesök | totalt | summa |")
    text = text.replace("| totalt | Totalt antal besök | |", "| totalt | Totalt antal besök | lakare |")
    compare_findings(
        faults(text),
        """
        | sheet            | column | rule             | found  |
        | Produktionsrader | Under  | row-under-itself | totalt |
        | Produktionsrader | Under  | row-under-itself | lakare |
        """,
    )


@pytest.mark.parametrize(
    ("sheet", "severity"),
    [("Enheter", "error"), ("Styrmått", "error"), ("Åtgärder", "info"), ("Uppdelning", "info"), ("Ord", "info")],
)
def test_a_sheet_that_is_missing(sheet: str, severity: str) -> None:
    path = edited(plan_book(), lambda workbook: workbook.remove(workbook[sheet]))
    missing = [finding for finding in read_plan(path)[1] if finding.rule == "sheet-missing"]
    assert [(finding.severity.key, finding.place.sheet, finding.place.cell) for finding in missing] == [
        (severity, "", "")
    ]


def test_a_sheet_that_stands_twice() -> None:
    path = edited(plan_book(), lambda workbook: setattr(workbook.copy_worksheet(workbook["Enheter"]), "title", "Kopia"))
    compare_findings(read_plan(path)[1], "| sheet | rule | severity |\n| Kopia | table-twice | error |")


def test_a_scale_of_two_types() -> None:
    old = "| utveckling | utveckling | minskar |"
    findings = faults(changed(old, "| utveckling | mognad | minskar |"))
    compare_findings(findings, "| sheet | column | rule |\n| Skalor | Typ | scale-of-two-types |")


def test_a_section_that_no_section_is_called() -> None:
    findings = faults(changed("| Tandnämnden | | Styrmått |", "| Tandnämnden | | Styrmått, Produktoin |"))
    compare_findings(findings, "| sheet | column | rule | found |\n| Enheter | Avsnitt | unknown-id | Produktoin |")


def test_a_unit_that_is_named_where_it_is_never_asked() -> None:
    findings = faults(changed("| VO-chefer | nord | Klart tertial 1", "| VO-chefer | nord, tand | Klart tertial 1"))
    compare_findings(
        findings,
        """
        | sheet | column | rule | found | severity |
        | Åtgärder | Enheter | unit-not-asked | tand | warning |
        """,
    )


ANOTHER = "| åtgärdsstatus | prognos | försenad | ▼ | försenad | #A31515 | | | försenad |\n"


def test_a_scale_of_a_type_that_another_has() -> None:
    findings = faults(changed(ANOTHER, ANOTHER + "| planstatus | prognos | bra | ↑ | går bra | | | | |\n"))
    compare_findings(
        findings,
        """
        | sheet | column | rule | found | severity |
        | Skalor | Typ | scale-not-used | planstatus | warning |
        """,
    )


def test_a_level_that_a_scale_of_attainment_does_not_have() -> None:
    findings = faults(
        changed("| måluppfyllelse | måluppfyllelse | uppnått |", "| måluppfyllelse | måluppfyllelse | nästan |")
    )
    compare_findings(findings, "| sheet | column | rule | found |\n| Skalor | Nivå | not-in-the-list | nästan |")


@pytest.mark.parametrize("heading", ["Väntetider förra året", "Tidigare utfall", "Texter", "Uppdelning"])
def test_sheets_without_rows_are_no_fault_in_themselves(heading: str) -> None:
    of_rows_that_need_them = {"unknown-id", "target-without-a-baseline"}
    findings = faults(without(heading))
    assert {finding.rule for finding in findings} <= of_rows_that_need_them, rows_of(findings)
    assert all(finding.place.sheet != heading for finding in findings)


def test_the_text_of_the_plan_can_be_changed_only_where_it_stands() -> None:
    with pytest.raises(AssertionError, match="stands 0 times"):
        changed("står inte i planen", "x")
    assert changed("T1 2022", "T2 2022") != PLAN
