"""A figure in a text of the plan that was right, and has changed since, is told with both, for as long as the text says it.

A test of ``followup.region.stale_figures``.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.plans import PLAN
from tests.scoring.rounds import Round, merged_round

OUTCOME = "| Styrmått | Utfall kvinnor | Utfall män |\n| Andel som väntat högst 90 dagar | {} | {} |"
TITLES = "## Texter\n| Id | Slag | Gäller | Text |\n"
NAMED = "Hos Division Nord hade {} av kvinnorna som väntat högst 90 dagar fått vård, en andel som ökar."


def round_with(folder: Path, text: str, women: str = "81 %", men: str = "83 %") -> Round:
    """A round that is merged, with an introduction to its summary."""
    plan = PLAN.replace(TITLES, f"{TITLES}| inledning | inledning | summary | {text} |\n")
    assert plan != PLAN
    return merged_round(folder, plan, {"nord": OUTCOME.format(women, men)})


def told(round_: Round) -> list[tuple[str, str]]:
    """What is found of figures that have changed: the figure, and the advice."""
    findings = round_.merged_json()["findings"]
    return [
        (finding["found"], finding["advice"].replace("\u00a0", " "))
        for finding in findings
        if finding["rule"] == "figure-changed-since"
    ]


def rewrite(round_: Round, old: str, new: str) -> None:
    """Put a text of the plan right, as a person does."""
    path = round_.folder / "plan.xlsx"
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book["Texter"].iter_rows() for cell in row if old in str(cell.value)]
    for cell in cells:
        cell.value = str(cell.value).replace(old, new)
    assert cells
    book.save(path)


def test_a_figure_that_has_changed_is_told_until_the_text_is_put_right(tmp_path: Path) -> None:
    round_ = round_with(tmp_path / "r", NAMED.format("81 procent"))
    assert told(round_) == []
    round_.answer("nord", OUTCOME.format("79 %", "83 %"))
    ((figure, advice),) = told(round_)
    assert figure == "81 procent" and "81,0 % → 79,0 %" in advice and "Division Nord" in advice
    assert len(told(round_)) == 1, "a merge that changes nothing forgets nothing"
    round_.answer("nord", OUTCOME.format("78 %", "83 %"))
    ((_figure, advice),) = told(round_)
    assert "81,0 % → 78,0 %" in advice, "what it is now, not what it was in between"
    rewrite(round_, "81 procent", "78 procent")
    assert told(round_) == []


def test_a_figure_that_comes_back_is_right_again(tmp_path: Path) -> None:
    round_ = round_with(tmp_path / "r", NAMED.format("81 procent"))
    round_.answer("nord", OUTCOME.format("79 %", "83 %"))
    assert told(round_)
    round_.answer("nord", OUTCOME.format("81 %", "83 %"))
    assert told(round_) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hos Division Nord kom 81 procent av motionärerna i mål.",  # nothing of what is followed up
        "Folktandvården: 81 procent av dem som väntat högst 90 dagar, andel kvinnor.",  # another unit
        "Hos Division Nord hade 81 av kvinnorna som väntat högst 90 dagar, andel, fått vård.",  # no share
        "Hos Division Nord hade åttioett procent av andelen som väntat högst 90 dagar fått vård.",
        "Hos Division Nord hade 83 procent av männen som väntat högst 90 dagar, andel, fått vård.",  # still right
    ],
)
def test_a_number_that_is_the_same_by_chance_is_not_told(text: str, tmp_path: Path) -> None:
    round_ = round_with(tmp_path / "r", text)
    round_.answer("nord", OUTCOME.format("79 %", "83 %"))
    assert told(round_) == []


def test_a_figure_that_is_right_of_the_same_row_is_not_told(tmp_path: Path) -> None:
    round_ = round_with(tmp_path / "r", NAMED.format("81 procent"), women="81 %", men="83 %")
    round_.answer("nord", OUTCOME.format("79 %", "81 %"))
    assert told(round_) == []


@pytest.mark.parametrize("text", ["Av målen nåddes 50 procent.", "Målvärdena nås till 50 %."])
def test_the_share_of_targets_that_are_met_is_such_a_figure(text: str, tmp_path: Path) -> None:
    round_ = round_with(tmp_path / "r", text, women="81 %", men="79 %")
    round_.answer("nord", OUTCOME.format("82 %", "83 %"))
    ((figure, advice),) = told(round_)
    assert figure.startswith("50") and "mål · andel som nås: 50 % → 100 %" in advice
