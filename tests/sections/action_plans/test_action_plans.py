"""Overarching action plans: status on the plan's own scale, comments of any length, and what a register must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from followup.region.assessing import assess
from followup.sections.action_plans.action_plans import ACTION_PLANS
from tests.form.language import Judgement, JudgementOrigin, LastAnswers, Level
from tests.house import SECTIONS, Finding, Plan, Severity, Submission, form_for, lay_out_form, read_book
from tests.one_sheet import sheet_in
from tests.outputs.reading_back import word_text
from tests.plans import PLAN
from tests.tables import (
    SWEDISH,
    compare_findings,
    fill,
    labels_in,
    new_path,
    plan_book,
    read_back,
    read_plan,
    rows_of,
    save_book,
    text_tables,
    word_template,
)

SCALE = """
| planstatus | status för handlingsplaner | bra | ↑ | Arbetet går bra | #2E7D32 | | | |
| planstatus | status för handlingsplaner | delvis | → | Arbetet går delvis bra | #FFD54F | | ➔, è | |
| planstatus | status för handlingsplaner | inte | ↓ | Arbetet går inte enligt förväntat | #A31515 | | | |
"""
HEADER = (
    "|Id|Nr|Handlingsplan|I korthet|Diarienummer|Från år|Till år|Ägare|Länk|Revidering|Revidering, när|Redovisas i|"
)
MILJO = "|miljo|1|Plan för miljö|miljö|RM 1/21|2021|2021|nord|||||"
SAKERHET = "|sakerhet|2|Plan för säkerhet|säkerhet|RM 2/18|2018|2020|nord||klar|i juni||"
CANCER = "|cancer||Plan för cancervård|cancervård||||nord|||||"
GLESBYGD = "|glesbygd|3|Plan för glesbygd|glesbygd||2021|2023|nord||||delårsbokslutet|"
FOUR = (MILJO, SAKERHET, CANCER, GLESBYGD)


def text_of(register: Sequence[str], scale: str = SCALE) -> str:
    """The shared plan with a scale for action plans and a register of its own, in April 2021."""
    before, mark, _rest = PLAN.partition("## Handlingsplaner")
    rows = before.replace("\n\n## Texter", f"{scale}\n## Texter").replace(
        "2022-04-30 |\n| Jämförs", "2021-04-30 |\n| Jämförs"
    )
    rows = rows.replace("| Period från | 2022-01-01", "| Period från | 2021-01-01")
    return "\n".join([rows, mark, *(line.replace("|", " | ").strip() for line in (HEADER, *register))])


def the_plan(*register: str, scale: str = SCALE) -> Plan:
    """A sound plan with this register."""
    plan_read, findings = read_plan(plan_book(text_of(register, scale)))
    assert not [finding for finding in findings if finding.severity is Severity.ERROR], rows_of(findings)
    return plan_read


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Four plans of one owner: one goes on, one is over, one has no number, one is reported elsewhere."""
    return the_plan(*FOUR)


def read(plan: Plan, answers: str) -> tuple[Submission, list[Finding], Path]:
    """The owner's template with the answers typed in, read back and checked."""
    form = form_for(plan, plan.units["nord"], (ACTION_PLANS,))
    empty = save_book(lay_out_form(form, plan, plan.units["nord"]))
    target = new_path("svar")
    fill(empty, target, text_tables(answers, "Övergripande handlingsplaner"))
    back = read_back(target, (ACTION_PLANS,), by=plan)
    return back.answers, back.findings, target


def assert_finds(plan: Plan, answers: str, finds: str) -> None:
    """What is found in the answers, whole."""
    _submission, findings, path = read(plan, answers)
    compare_findings(findings, finds, labels_in(read_book(path), "Handlingsplan"))


def judged(plan: Plan, answers: str) -> dict[str, Judgement]:
    """The judgement of each plan by its id; each has one."""
    rows = read(plan, answers)[0].tables[ACTION_PLANS.key]
    by_plan = {row.row.key: assess(ACTION_PLANS, row, plan.frame) for row in rows}
    assert {len(judgements) for judgements in by_plan.values()} == {1}
    return {key: judgements[0] for key, judgements in by_plan.items()}


# ---------------------------------------------------------------------------------------------------------- answers


def test_a_missing_status_is_told_and_a_deferred_plan_needs_none(plan: Plan) -> None:
    assert_finds(
        plan,
        """
        | Handlingsplan       | Status                 | Kommentar                              |
        | Plan för miljö      | Arbetet går delvis bra |                                        |
        | Plan för säkerhet   | ↑                      | Går bra.<br>Ny plan i juni.            |
        | Plan för cancervård |                        | Det går bra. Allt är klart till hösten |
        | Plan för glesbygd   |                        |                                        |
        """,
        finds="""
        | row                 | column    | rule             | found | severity |
        | Plan för cancervård | Status    | status-missing   |       | error    |
        |                     | Kommentar | comment-missing  |       | warning  |
        | Plan för säkerhet   | År        | plan-has-expired | 2020  | warning  |
        """,
    )


@pytest.mark.parametrize(
    "typed", ["→", "➔", "è", "È", " ➔ ", "Arbetet går delvis bra", "arbetet går delvis  bra", "delvis"]
)
def test_every_way_of_writing_a_step_is_the_same_step(plan: Plan, typed: str) -> None:
    answers = f"""
        | Handlingsplan  | Status  | Kommentar |
        | Plan för miljö | {typed} | Text.     |
    """
    assert judged(plan, answers)["miljo"].level == "delvis"


@pytest.mark.parametrize("typed", ["?", "➙", "grön", "1"])
def test_another_sign_is_refused_and_never_guessed(plan: Plan, typed: str) -> None:
    answers = f"""
        | Handlingsplan  | Status  | Kommentar |
        | Plan för miljö | {typed} | Text.     |
    """
    submission, findings, _path = read(plan, answers)
    assert [finding.rule for finding in findings if finding.place.label == "Status" and finding.raw == typed] == [
        "not-in-the-list"
    ]
    assert submission.refused == 1
    assert judged(plan, answers)["miljo"].level == Level.NO_DATA


def test_the_status_is_the_owners_own_and_without_one_it_says_why(plan: Plan) -> None:
    result = judged(plan, "| Handlingsplan | Status | Kommentar |\n| Plan för miljö | ↓ | Text. |")
    assert {
        key: (judgement.level, judgement.origin, SWEDISH(judgement.reason)) for key, judgement in result.items()
    } == {
        "miljo": ("inte", JudgementOrigin.UNIT, "Enhetens egen bedömning."),
        "sakerhet": (Level.NO_DATA, JudgementOrigin.COMPUTED, "Den som äger planen har inte lämnat någon status."),
        "cancer": (Level.NO_DATA, JudgementOrigin.COMPUTED, "Den som äger planen har inte lämnat någon status."),
        "glesbygd": (Level.NOT_DUE, JudgementOrigin.COMPUTED, "Redovisas i delårsbokslutet."),
    }


def test_a_deferred_plan_may_be_answered_all_the_same(plan: Plan) -> None:
    result = judged(plan, "| Handlingsplan | Status | Kommentar |\n| Plan för glesbygd | → | Text. |")
    assert (result["glesbygd"].level, result["glesbygd"].origin) == ("delvis", JudgementOrigin.UNIT)


def test_a_comment_keeps_its_paragraphs_and_links_whatever_its_length(plan: Plan) -> None:
    long = "<br>".join(f"Stycke {n}. " + "Text " * 60 for n in range(25))
    answers = f"""
        | Handlingsplan  | Status | Kommentar                                            |
        | Plan för miljö | ↑      | {long}<br>[Läs mer](https://www.example.org/miljo)   |
    """
    submission, findings, _path = read(plan, answers)
    (row,) = [row for row in submission.tables[ACTION_PLANS.key] if row.row.key == "miljo"]
    value = row["comment"]
    assert len(str(value)) > 7_600
    assert [paragraph.link for paragraph in value.paragraphs][-2:] == ["", "https://www.example.org/miljo"]  # type: ignore[union-attr]
    assert len(value.paragraphs) == 26  # type: ignore[union-attr]
    assert "text-runs-on" not in [finding.rule for finding in findings]


def test_the_first_sheet_counts_statuses_of_plans_that_are_not_deferred(plan: Plan) -> None:
    form = form_for(plan, plan.units["nord"], (ACTION_PLANS,))
    book = lay_out_form(form, plan, plan.units["nord"], {ACTION_PLANS.key: {"miljo": {"status": "bra"}}})
    start, sheet = book.sheets[0], book.sheets[1]
    column = next(place[1] for place, cell in sheet.cells.items() if cell.value == "Status")
    rows = [run[0] for run in sheet.validations if run[2] == column]
    assert [run[:2] for run in sheet.validations if run[2] == column] == [(row, row) for row in rows], "a list a plan"
    (answered_cell, left) = [cell for (_row, at), cell in sorted(start.cells.items()) if at in (3, 4) and cell.formula]
    assert (answered_cell.value, left.value) == (3, 2)
    letter = chr(65 + column)
    assert [f"'Övergripande handlingsplaner'!{letter}{row + 1}:{letter}{row + 1}" in left.formula for row in rows] == [
        True,
        True,
        True,
        False,
    ]


def test_a_unit_that_owns_no_plan_has_no_such_sheet(plan: Plan) -> None:
    keys = [table.section.key for table in form_for(plan, plan.units["syd"], SECTIONS).tables]
    assert ACTION_PLANS.key not in keys and "actions" in keys


def test_actions_and_action_plans_each_have_their_own_scale(plan: Plan) -> None:
    tables = {table.section.key: table for table in form_for(plan, plan.units["nord"], SECTIONS).tables}
    words = {
        key: [SWEDISH(word) for _key, word in tables[key].rows[0].types["status"].options]  # type: ignore[attr-defined]
        for key in ("actions", "action_plans")
    }
    assert words == {
        "actions": ["klar", "pågår enligt plan", "försenad"],
        "action_plans": ["Arbetet går bra", "Arbetet går delvis bra", "Arbetet går inte enligt förväntat"],
    }


def test_a_plan_with_one_scale_of_forecasts_uses_that() -> None:
    plan = the_plan(MILJO, scale="")
    assert plan.scales.of("plan_status") is plan.scales.of("forecast") is plan.scales.of("åtgärdsstatus")


# ---------------------------------------------------------------------------------------------------------- register


@pytest.mark.parametrize(
    ("row", "finds"),
    [
        (
            "|b|2|Plan B|b|rm 1/21|2021|2022|nord|||||",
            "Diarienummer | registration-number-twice | rm 1/21 | warning",
        ),
        ("|b|2|Plan B|b||2022|2021|nord|||||", "Till år | years-backwards | 2021 | error"),
        ("|b|2|Plan B|b||21|2022|nord|||||", "Från år | not-a-year | 21 | error"),
        ("|b|2|Plan B|b||2021,5|2022|nord|||||", "Från år | not-a-year | 2021,5 | error"),
        ("|b|2|Plan B|b||2021|2022|region|||||", "Ägare | owner-without-template | region | warning"),
        ("|b|2|Plan B|b||2021|2022|öst|||||", "Ägare | unknown-id | öst | error"),
        ("|b|2|Plan B|b||2021|2022|nord|C:/planer/b.docx||||", "Länk | not-an-address | C:/planer/b.docx | warning"),
        ("|b|2|Plan B|b||2021|2022|nord||kanske|||", "Revidering | not-in-the-list | kanske | error"),
        ("|miljo|2|Plan B|b||2021|2022|nord|||||", "Id | row-twice | miljo | error"),
    ],
    ids=lambda text: text.split("|")[1].strip() if " | " in text else "",
)
def test_faults_of_the_register(row: str, finds: str) -> None:
    _plan, findings = read_plan(plan_book(text_of([MILJO, row])))
    compare_findings(findings, f"| column | rule | found | severity |\n| {finds} |")


def test_a_register_without_a_scale_to_choose_from() -> None:
    text = "\n".join(line for line in text_of([MILJO], scale="").splitlines() if not line.startswith("| åtgärdsstatus"))
    _plan, findings = read_plan(plan_book(text))
    compare_findings(findings, "| column | rule | severity |\n| Id | status-scale-missing | error |")


# ------------------------------------------------------------------------------------------------ what was said last


SAID = "Utsläppen har minskat.\nBilarna är utbytta."


def with_last_words(plan: Plan) -> Plan:
    """The plan of a round after one in which the owner commented on the first."""
    last = {("action_plans", "miljo", "comment"): SAID, ("action_plans", "miljo", "status"): "Arbetet går delvis bra"}
    return replace(plan, last_answers={"nord": LastAnswers("T3 2020", last)})


def test_the_last_comment_stands_paragraph_by_paragraph_beside_the_new_one(plan: Plan) -> None:
    _submission, _findings, path = read(with_last_words(plan), "| Handlingsplan | Status |\n| Plan för miljö | ↑ |")
    sheet: Any = sheet_in(path, "Övergripande handlingsplaner")
    titles = next(row for row in sheet.iter_rows() if any(cell.value == "Kommentar" for cell in row))
    columns = {cell.value: cell.column for cell in titles}
    now = [columns[title] for title in ("Status", "Kommentar")]
    assert sorted(columns[title] for title in columns if str(title).endswith(", T3 2020"))[0] == max(now) + 1
    at = next(row[0].row for row in sheet.iter_rows() if row[0].value == "miljo")
    shown = [sheet.cell(at + below, columns["Kommentar, T3 2020"]).value for below in range(4)]
    assert shown == [None, *SAID.split("\n"), None], "as the new one is written: under the row, one paragraph a row"


def test_what_was_said_last_is_no_answer_and_makes_no_noise(plan: Plan) -> None:
    again = with_last_words(plan)
    answers = "| Handlingsplan | Status | Kommentar |\n| Plan för miljö | ↑ | Nu är allt klart. |"
    alone = [(finding.rule, finding.raw) for finding in read(plan, answers)[1]]
    submission, findings, _path = read(again, answers)
    assert [(finding.rule, finding.raw) for finding in findings] == alone
    row = next(row for row in submission.tables[ACTION_PLANS.key] if row.row.key == "miljo")
    assert str(row["comment"]) == "Nu är allt klart."


def test_the_same_paragraphs_again_are_told_of(plan: Plan) -> None:
    again = SAID.replace("\n", "<br>")
    answers = f"| Handlingsplan | Status | Kommentar |\n| Plan för miljö | ↑ | {again} |"
    rules = [finding.rule for finding in read(with_last_words(plan), answers)[1]]
    assert rules.count("unchanged-since-last-round") == 1


def test_a_word_form_has_the_last_comment_with_its_question_and_takes_it_for_no_answer(plan: Plan) -> None:
    again = with_last_words(plan)
    path = word_template(again, again.units["nord"], (ACTION_PLANS,))
    assert path is not None
    text = word_text(path)
    assert "Kommentar, T3 2020: Utsläppen har minskat." in text and "Bilarna är utbytta." in text
    assert "Status, T3 2020: Arbetet går delvis bra" in text
    back = read_back(path, (ACTION_PLANS,), checks=False, by=again)
    assert back.answers.filled == 0 and back.rules(Severity.ERROR, Severity.WARNING) == []
