"""A template of an older version of the plan: carried over where ids match, and what could not be is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import SECTIONS, Plan, Severity, form_for, lay_out_form
from tests.plans import PLAN
from tests.round.rounds_of_files import collected, reported_rules, sentences_of, states
from tests.tables import new_path, plan, plan_of, save_book, text_tables

ANSWERS = """
## Styrmått
| Styrmått              | Utfall totalt |
| Antal som fått frågan | 29            |
| Resultat mot budget   | 1,5           |
## Besök
| Besök                | Besök jan–apr 2022 |
| Läkarbesök > Somatik | 45 467       |
| Övriga besök         | 42 393       |
"""
CHANGES = [
    # a row is added, one is reworded and asks for another goal, one is removed, one is now split
    (
        "| budget | 3 | ramar | Resultat mot budget | mnkr | högre | 0,0 | nej | nej | DÅ04, ÅR | nord | summa | | |\n",
        "",
    ),
    ("minst 80 %", "minst 85 %"),
    (
        "| fragor | 2 | vard-i-tid | Antal som fått frågan | antal | högre | Öka | nej |",
        "| fragor | 2 | vard-i-tid | Antal som fått frågan om våld | antal | högre | Öka | ja |",
    ),
    (
        "| Besök | ovriga | Övriga besök | totalt | fylls i |",
        "| Besök | ovriga | Övriga besök | totalt | fylls i |\n| Besök | digitala | Digitala besök | totalt | fylls i |",
    ),
    ("| nord | ovriga | 36 530 | 6 825 |", "| nord | ovriga | 36 531 | 6 825 |\n| nord | digitala | 100 | 100 |"),
]


def changed(*changes: tuple[str, str]) -> Plan:
    """The plan after these changes."""
    text = PLAN
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    plan, findings = plan_of(text)
    assert not [finding for finding in findings if finding.severity is Severity.ERROR]
    return plan


_empty: dict[tuple[int, str], tuple[Plan, Path]] = {}


def _empty_template(plan: Plan, of: str) -> Path:
    """A unit's empty template by a plan, written once; kept with its plan, which is told by where it is in memory."""
    key = (id(plan), of)
    if key not in _empty:
        unit = plan.units[of]
        _empty[key] = plan, save_book(lay_out_form(form_for(plan, unit, SECTIONS), plan, unit), new_path("tom"))
    return _empty[key][1]


def template_of(made: Plan, name: str, text: str = ANSWERS, of: str = "nord") -> Path:
    """A unit's template by a plan, filled in; that of the northern division if none is given."""
    from tests.tables import fill

    target = new_path(name)
    fill(_empty_template(made, of), target, text_tables(text))
    return target


def test_a_template_of_the_plan_before_it_was_changed() -> None:
    new = changed(*CHANGES)
    round_ = collected(template_of(plan(), "Division Nord T1 2022"), by=new)
    submission = round_.submissions["nord"]
    assert submission.filled == submission.read + submission.refused
    visits, measures = ({row.row.key: row for row in submission.tables[key]} for key in ("visits", "measures"))
    assert visits["lakare-somatik"]["now"] == 45467 and visits["ovriga"]["now"] == 42393, "the same ids: carried over"
    assert measures["fragor"]["outcome.total"] == 29, "reworded and now split: the answer is still there"
    rules_found = {(rule, severity) for _file, rule, severity in reported_rules(round_)}
    assert {
        ("another-plan-version", Severity.WARNING),
        ("row-added-since", Severity.WARNING),
        ("row-unknown", Severity.ERROR),
        ("reworded-since", Severity.INFO),
        ("reworded-since", Severity.WARNING),
    } <= rules_found
    assert {"row-missing", "prefilled-changed"} & {rule for rule, _severity in rules_found} == set()
    assert "Digitala besök" in sentences_of(round_, "row-added-since")[0]
    assert "1,5" in sentences_of(round_, "row-unknown")[0], "the answer on the removed row is named"
    assert "minst 80 %" in " ".join(sentences_of(round_, "reworded-since"))


def test_a_row_added_makes_no_error_by_itself() -> None:
    new = changed(*CHANGES[3:])
    round_ = collected(template_of(plan(), "Division Nord T1 2022"), by=new)
    assert states(round_)["nord"] == "answered"
    total = next(row for row in round_.submissions["nord"].tables["visits"] if row.row.key == "totalt")
    assert total.coverages["now"] == (2, 3), "the sum says that it lacks a contribution"


def test_a_new_column_of_a_split() -> None:
    """Nothing was split when the template was made; now women and men are asked for."""
    unsplit = changed(
        (
            "|vantat|1|vard-i-tid| Andel som väntat högst 90 dagar | % | högre | minst 80 % | ja |",
            "|vantat|1|vard-i-tid| Andel som väntat högst 90 dagar | % | högre | minst 80 % | nej |",
        ),
        ("| women | Kvinnor | K |\n| men | Män | M |", "| women | Kvinnor | K |"),
        (
            "| vantat | nord | T1 2021 | 71 % | 69 % | |",
            "| vantat | nord | T1 2021 | 71 % | | |".replace("| 71 % | | |", "| 71 % | |"),
        ),
        (
            "| Styrmått | Enhet | Tillfälle | Kvinnor | Män | Totalt |",
            "| Styrmått | Enhet | Tillfälle | Kvinnor | Totalt |",
        ),
        ("| fragor | nord | T1 2021 | | | 19 |", "| fragor | nord | T1 2021 | | 19 |"),
        ("| Serie | Enhet | Månad | Kvinnor | Män |", "| Serie | Enhet | Månad | Kvinnor |"),
        ("| forsta | nord | 2021-01 | 50 % | 49 % |", "| forsta | nord | 2021-01 | 50 % |"),
        ("| forsta | nord | 2021-02 | 51 % | 50 % |", "| forsta | nord | 2021-02 | 51 % |"),
    )
    round_ = collected(template_of(unsplit, "Division Nord T1 2022"))
    assert states(round_)["nord"] == "answered"
    told_columns = sentences_of(round_, "column-added-since")
    assert told_columns and all("Planen har ändrats" in told_column for told_column in told_columns)
    assert any("Utfall män" in told_column for told_column in told_columns)


def test_a_whole_section_that_is_new() -> None:
    without_access = changed(
        ("| forsta | Första besök | 100 % | nord |\n", ""),
        ("| forsta | nord | 2021-01 | 50 % | 49 % |\n", ""),
        ("| forsta | nord | 2021-02 | 51 % | 50 % |\n", ""),
    )
    round_ = collected(template_of(without_access, "Division Nord T1 2022"))
    assert states(round_)["nord"] == "answered"
    assert ["Tillgänglighet" in each for each in sentences_of(round_, "table-added-since")] == [True]


def test_the_same_version_is_judged_as_ever() -> None:
    """A row that a person deleted is an error, for nothing has changed in the plan."""
    from tests.returns.editing import on
    from tests.tables import edited

    path = edited(template_of(plan(), "Division Nord T1 2022"), on("Produktion", lambda page: page.delete_rows(8)))
    rules_found = reported_rules(collected(path), "row-missing", "row-added-since")
    assert [(rule, severity) for _file, rule, severity in rules_found] == [("row-missing", Severity.ERROR)]


@pytest.mark.parametrize("setting", ["| Kort namn | mellansjo |", "| Tillfälle | T1 2022 |"])
def test_another_region_or_round_is_refused_and_both_are_named(setting: str) -> None:
    key, value = (part.strip() for part in setting.strip("| ").split("|"))
    other = changed((setting, f"| {key} | annat |"))
    round_ = collected(template_of(other, "Division Nord T1 2022"))
    assert states(round_)["nord"] == "refused"
    (sentence,) = sentences_of(round_, "another-region") + sentences_of(round_, "another-round")
    assert "annat" in sentence and value in sentence
