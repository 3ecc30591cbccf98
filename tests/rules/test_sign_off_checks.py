"""What can be wrong with a sign-off, as a table of what is signed and what is found."""

from __future__ import annotations

from datetime import date

import pytest

from tests.house import Severity
from tests.plans import changed
from tests.round.rounds_of_files import (
    answered,
    collected,
    decided,
    name_files,
    record_after,
    reported_rules,
    sentences_of,
    states,
)
from tests.tables import filled_in, plan_book, read_plan

WHO, ROLE, DAY = "Godkänt av", "Godkännarens roll", "Godkänt den"
RULES = (
    "half-a-signature",
    "approved-on-a-day-to-come",
    "approved-before-the-end",
    "changed-after-approval",
    "came-late",
    "not-a-date",
)


def signed(**rows: str) -> str:
    """Rows of the sign-off: who, role and day of the approval, or ``done`` and ``done_day``."""
    titles = {"who": WHO, "role": ROLE, "day": DAY, "done": "Uppgifterna lämnade av", "done_day": "Datum"}
    return "\n".join(f"| {titles[key]} | {text} |" for key, text in rows.items())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({}, []),
        ({"who": "Karin Ek", "role": "Divisionschef", "day": "2022-05-12"}, []),
        ({"who": "Karin Ek", "day": "2022-05-12"}, []),
        ({"who": "Karin Ek"}, ["half-a-signature"]),
        ({"day": "2022-05-12"}, ["half-a-signature"]),
        ({"role": "Divisionschef"}, ["half-a-signature"]),
        ({"done": "Per Bo"}, ["half-a-signature"]),
        ({"done": "Per Bo", "done_day": "2022-05-02"}, []),
        ({"who": "Karin Ek", "day": "2022-05-21"}, ["approved-on-a-day-to-come"]),
        ({"who": "Karin Ek", "day": "2022-05-20"}, []),
        ({"who": "Karin Ek", "day": "2022-04-29"}, ["approved-before-the-end"]),
        ({"who": "Karin Ek", "day": "2022-04-30"}, []),
        ({"who": "Karin Ek", "day": "i går"}, ["not-a-date"]),
    ],
)
def test_what_is_signed_and_what_is_found(rows: dict[str, str], expected: list[str]) -> None:
    round_ = collected(answered(signed=signed(**rows)))
    assert [rule for _file, rule, _severity in reported_rules(round_, *RULES)] == expected
    assert all(
        severity is Severity.WARNING for _f, rule, severity in reported_rules(round_, *RULES) if rule != "not-a-date"
    )
    if expected:
        (finding,) = [finding for finding in round_.findings if finding.rule == expected[0]]
        assert finding.place.sheet == "Start" and finding.place.cell, "the cell is named"


def test_a_day_to_come_is_counted_from_the_day_that_is_given() -> None:
    path = answered(signed=signed(who="Karin Ek", day="2022-05-21"))
    assert reported_rules(collected(path, today=date(2022, 5, 21)), *RULES) == []
    assert reported_rules(collected(path, today=None), *RULES) == []


APPROVED = signed(who="Karin Ek", day="2022-05-12")


def test_a_change_after_the_approval_is_told() -> None:
    first = collected(answered(29, APPROVED))
    changed_ = name_files(answered(30, APPROVED), "Division Nord rättad")
    round_ = collected(changed_, record=record_after(first))
    assert [rule for _f, rule, _s in reported_rules(round_, *RULES)] == ["changed-after-approval"]
    (sentence,) = sentences_of(round_, "changed-after-approval")
    assert sentence.startswith("Karin Ek; 2022-05-12")
    again = collected(changed_, record=record_after(first, round_))
    assert reported_rules(again, *RULES) == reported_rules(round_, *RULES), "merged again it is told again"


@pytest.mark.parametrize(
    ("figure", "approval"),
    [
        (29, APPROVED),
        (30, signed(who="Karin Ek", day="2022-05-16")),
        (30, ""),
        (30, signed(who="Per Bo", day="2022-05-12")),
    ],
    ids=["the same answers", "approved again", "approval taken away", "approved by another"],
)
def test_what_is_no_change_after_the_approval(figure: int, approval: str) -> None:
    record = record_after(collected(answered(29, APPROVED)))
    assert reported_rules(collected(answered(figure, approval), record=record), *RULES) == []


def test_who_approved_is_not_in_the_record() -> None:
    (receipt,) = collected(answered(29, APPROVED)).recorded_files["nord"]
    assert len(receipt.approved) == 16 and "Karin" not in str(receipt)
    assert collected(answered(29)).recorded_files["nord"][0].approved == ""


def test_preliminary_only_where_the_plan_asks_for_an_approval() -> None:
    approving, findings = read_plan(plan_book(changed("| Språk | sv |", "| Godkännande krävs | ja |\n| Språk | sv |")))
    assert not findings
    files = [answered(29, APPROVED), answered(1, unit="syd")]
    plain = {state.unit.id: state.preliminary for state in collected(*files).states}
    assert plain == {"nord": False, "syd": False, "tand": False}
    wanted = {state.unit.id: state.preliminary for state in collected(*files, by=approving).states if state.answered}
    assert wanted == {"nord": False, "syd": True}


def test_an_approval_of_other_answers_is_none() -> None:
    approving, _findings = read_plan(plan_book(changed("| Språk | sv |", "| Godkännande krävs | ja |\n| Språk | sv |")))
    record = record_after(collected(answered(29, APPROVED), by=approving))
    (state, *_others) = collected(answered(30, APPROVED), by=approving, record=record).states
    assert state.preliminary


# The round closes.

CLOSES = changed("| Sista svarsdag | 2022-05-13 |", "| Sista svarsdag | 2022-05-13 |\n| Stänger | 2022-05-20 |")
NORD = "Division Nord T1 2022"


@pytest.mark.parametrize(
    ("saved", "today", "is_known", "late"),
    [
        ("2022-05-20T21:00:00Z", date(2022, 6, 1), False, False),
        ("2022-05-21T06:00:00Z", date(2022, 6, 1), False, True),
        ("2022-05-21T06:00:00Z", date(2022, 6, 1), True, True),
        ("", date(2022, 5, 20), False, False),
        ("", date(2022, 5, 21), False, True),
        ("", date(2022, 5, 21), True, False),
        ("ingen dag", date(2022, 5, 21), False, True),
    ],
)
def test_what_comes_after_the_round_has_closed(saved: str, today: date, is_known: bool, late: bool) -> None:
    closing, findings = read_plan(plan_book(CLOSES))
    assert not findings
    path = answered(29)
    record = record_after(collected(path, by=closing) if is_known else collected())
    round_ = collected(path, by=closing, record=record, today=today, saved={NORD: saved})
    assert [rule for _f, rule, _s in reported_rules(round_, "came-late")] == (["came-late"] if late else [])
    assert states(round_)["nord"] == "answered", "whether it counts is for people to decide"


def test_without_a_day_nothing_is_late() -> None:
    assert reported_rules(collected(answered(29), today=date(2030, 1, 1)), "came-late") == []


def test_a_round_cannot_close_before_the_last_day_to_answer() -> None:
    _plan, findings = read_plan(plan_book(CLOSES.replace("2022-05-20", "2022-05-12")))
    assert [(finding.rule, finding.raw, finding.severity) for finding in findings] == [
        ("closes-too-early", "2022-05-12", Severity.ERROR)
    ]


def test_late_may_be_accepted() -> None:
    closing, _findings = read_plan(plan_book(CLOSES))
    decisions, _told = decided(
        "## Undantag\n| Regel | Enhet | Varför | Beslutat av |\n| came-late | nord | Överenskommet. | Sekretariatet |"
    )
    round_ = collected(answered(29), by=closing, today=date(2022, 5, 21), decisions=decisions)
    assert [severity for _f, _r, severity in reported_rules(round_, "came-late")] == [Severity.INFO]


@pytest.mark.parametrize(("other", "approval"), [(APPROVED, "Karin Ek; 2022-05-12"), ("", "")])
def test_halves_are_approved_only_where_both_are(other: str, approval: str) -> None:
    visits = "## Produktion\n| Besök | Besök jan–apr 2022 |\n| Somatik | 12 |\n"
    half = filled_in(visits + (f"## Underskrift\n| Uppgift | Svar |\n{other}" if other else ""))
    row = "## Filer\n| Enhet | Fil som gäller | Varför | Beslutat av |\n| nord | båda | Var sin halva. | Anna |"
    round_ = collected(answered(29, APPROVED), name_files(half, "Division Nord b"), decisions=decided(row)[0])
    (state,) = [state for state in round_.states if state.unit.id == "nord"]
    assert (state.state, state.approved) == ("answered", approval)
    assert [half.approved for half in state.halves] == ["Karin Ek; 2022-05-12", approval]
