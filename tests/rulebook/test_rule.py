"""A record, raised in the ways that there are; its cases keep its id and addressee."""

from __future__ import annotations

from followup.rulebook.rule import ERROR, INFO, SECRETARIAT, WARNING, Rule
from tests.form.language import Problem, Remark
from tests.house import Finding, Place, Words, literal

TOO_HIGH = Rule(
    "too-high",
    WARNING,
    SECRETARIAT,
    literal("is too high."),
    why="A figure above the limit is most often a slip.",
    wrong="11",
    right="9",
)


def sentence(problem: Problem) -> str:
    return Words("en")(problem.advice)


def test_a_problem_has_id_and_severity_of_its_rule_and_fills_the_braces() -> None:
    problem = TOO_HIGH.problem(text="is more than 10.")
    assert (problem.rule, problem.severity, sentence(problem)) == ("too-high", WARNING, "is more than 10.")
    assert not problem.refuses
    assert TOO_HIGH.case(severity=ERROR).problem().refuses


def test_a_remark_says_column_and_what_was_found() -> None:
    remark = TOO_HIGH.remark("score", "11", named=True, text="is more than 10.")
    assert remark == Remark("score", TOO_HIGH.problem(text="is more than 10."), "11", named=True)
    assert TOO_HIGH.remark("score").raw == ""


def test_a_finding_masks_what_was_found() -> None:
    finding = Finding.of(Place("svar.xlsx"), TOO_HIGH.problem(), "811218-9876")
    assert (finding.rule, finding.severity, finding.raw) == ("too-high", WARNING, "8112**-****")


def test_a_case_is_the_rule_but_for_what_it_says_itself() -> None:
    noted = TOO_HIGH.case(literal("is high."), INFO, wrong="10,5")
    assert (noted.id, noted.addressee, noted.why, noted.right) == ("too-high", SECRETARIAT, TOO_HIGH.why, "9")
    assert (noted.severity, noted.wrong, sentence(noted.problem())) == (INFO, "10,5", "is high.")


def test_a_brace_may_be_filled_before_the_rule_is_raised() -> None:
    filled = TOO_HIGH.filled(text="is more than 10.")
    assert sentence(filled.problem()) == "is more than 10."
    assert sentence(TOO_HIGH.problem()) == "is too high.", "the rule itself is as it was"
