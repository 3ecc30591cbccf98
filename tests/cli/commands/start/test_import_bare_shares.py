"""Earlier outcomes in per cent that a list writes without the sign: what a whole column says is taken and told, the rest asked.

A test of ``followup.cli.commands.start.import_list``.
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.cli.commands.start.taken_lists import at_a_terminal, earlier
from tests.lists import found, plan_with_units, sheet_of, take

TITLES = ("Styrmått", "Enhet", "Mål 2026", "Svarar", "Perspektiv", "Utfall T1 2025")
IN_TIME, SICK, LONG_SICK = ("I tid", "%", "minst 95 %"), ("Sjukfrånvaro", "%", "högst 6 %"), ("Lång", "%", "högst 2 %")
ON_BUDGET = ("Kostnad mot budget", "%", "högst 100 %")
LESS = ("Avhopp", "%", "Minska")
VISITS = ("Besök", "antal", "minst 900")


def listed(*rows: tuple[tuple[str, ...], Any]) -> list[tuple[Any, ...]]:
    """A list of these measures, each with its outcome."""
    return [TITLES, *((*row, "HSF", "Alla", figure) for row, figure in rows)]


def figures_of(*rows: tuple[tuple[str, ...], Any], options: tuple[str, ...] = ()) -> tuple[list[float], Any]:
    """The earlier outcomes that the plan has of such a list, and what a script gets."""
    plan = plan_with_units()
    _code, result = take(plan, sheet_of(listed(*rows)), "measures", "--yes", *options)
    return [row[3] for row in earlier(plan)], result


@pytest.mark.parametrize(
    ("rows", "figures", "told"),
    [
        ([(IN_TIME, 91.2), (SICK, 5.8), (VISITS, 850)], [0.912, 0.058, 850], ("91,2", "91,2 %", "2")),
        ([(IN_TIME, "91,2"), (SICK, "5,8"), (LESS, 3)], [0.912, 0.058, 0.03], ("91,2", "91,2 %", "3")),
        ([(IN_TIME, 0.912), (SICK, 0.058), (LESS, 0.4)], [0.912, 0.058, 0.4], ("0,912", "91,2 %", "3")),
        ([(LESS, 14), (SICK, 0)], [0.14, 0], ("14", "14 %", "2")),
    ],
)
def test_a_column_whose_figures_can_be_but_one_thing_is_taken_and_told_with_an_example(
    rows: Any, figures: list[float], told: tuple[str, str, str]
) -> None:
    got, result = figures_of(*rows)
    assert got == figures and found(result) == [("listed-figures-as-shares", "F1")]
    figure, share, count = told
    assert f"{count} ({figure} → {share})" in result["findings"][0]["advice"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    "rows",
    [
        [(IN_TIME, 1), (LESS, 1)],
        [(IN_TIME, 91.2), (SICK, 0.058)],
        [(IN_TIME, 91.2), (LONG_SICK, 0.8)],
        [(ON_BUDGET, 1.02), (LESS, 1.1)],
        [(LESS, 4), (LESS, 5)],
        [(LONG_SICK, 0.5)],
        [(LESS, 0.5)],
        [(IN_TIME, "91 %"), (SICK, 5.8)],
        [(IN_TIME, 91.2), (SICK, -5.8)],
        [(IN_TIME, 91.2), (ON_BUDGET, 104)],
    ],
)
def test_a_column_that_may_be_either_is_not_taken_without_a_question(rows: Any) -> None:
    got, result = figures_of(*rows)
    assert set(got) <= {0.91}
    told = [one for one in result["findings"] if one["rule"] == "listed-figure-unsure"]
    assert told and '--map "Utfall T1 2025=procent"' in told[0]["advice"] and "kom inte med" in told[0]["advice"]


def test_a_script_says_what_the_figures_of_a_column_are() -> None:
    rows = [(IN_TIME, 91.2), (LONG_SICK, 0.8)]
    got, result = figures_of(*rows, options=("--map", "Utfall T1 2025=procent"))
    assert got == [0.912, 0.008] and found(result) == [("listed-figures-as-shares", "F1")]
    assert figures_of((ON_BUDGET, 1.02), options=("--map", "F=andel"))[0] == [1.02]


def test_what_was_said_of_a_column_is_remembered_for_the_next_list_of_the_same_titles() -> None:
    plan = plan_with_units()
    take(plan, sheet_of(listed((ON_BUDGET, 1.02))), "measures", "--yes", "--map", "F=andel")
    _code, result = take(plan, sheet_of(listed((ON_BUDGET, 1.02), (LESS, 1.1))), "measures")
    assert [row[3] for row in earlier(plan)] == [1.02, 1.1] and result["rows_present"] == 1
    before = plan.read_bytes()
    _code, result = take(plan, sheet_of(listed((ON_BUDGET, 1.02), (LESS, 1.1))), "measures")
    assert result["findings"] == [] and plan.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as Unix does")
@pytest.mark.parametrize(("answer", "figures"), [("", [0.912, 0.008]), ("n", [])])
def test_a_person_is_asked_once_for_the_column(answer: str, figures: list[float]) -> None:
    plan, file = plan_with_units(), sheet_of(listed((IN_TIME, 91.2), (LONG_SICK, 0.8)))
    asks = ["import", "--as", "measures", "--plan", str(plan), str(file)]
    _code, shown = at_a_terminal(asks, ["", answer])
    assert shown.count("utan procenttecken. ") == 1
    assert "Är 91,2 (Lista!F2) 91,2" in shown.replace("\u00a0", " ") and "och 0,8 (Lista!F3) 0,8" in shown
    assert [row[3] for row in earlier(plan)] == figures
    assert ("kom inte med" in " ".join(shown.split())) == (answer == "n")
    _code, shown = at_a_terminal(asks, [])
    assert "utan procenttecken. Är" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is made as Unix does")
def test_nothing_is_asked_of_a_column_whose_rows_contradict_one_another() -> None:
    plan, file = plan_with_units(), sheet_of(listed((IN_TIME, 91.2), (SICK, 0.058)))
    _code, shown = at_a_terminal(["import", "--as", "measures", "--plan", str(plan), str(file)], [""])
    assert "utan procenttecken. Är" not in shown and "har inget procenttecken" in " ".join(shown.split())
    assert earlier(plan) == []
