"""Figures of the year before: what plan or record knows is shown, and each cell that nobody knows is asked of its unit.

A test of ``followup.plan.compared_period``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from followup.plan.compared_period import lines_without_figures
from tests.house import SECTIONS, Finding, Plan, form_for, lay_out_form, read_book, reader_of
from tests.plans import PLAN
from tests.tables import fill, new_path, plan_of, save_book, text_tables, unit

EMPTIED = {
    "| nord | lakare-somatik | 42 401 | 4 516 |": "| nord | lakare-somatik | 42 401 | |",
    "| nord | ovriga | 36 530 | 6 825 |": "| nord | ovriga | | |",
    "| nord | vtf | 4 421 | |": "| nord | vtf | | |",
}
"""The plan knows one figure of the north alone, and two months of the four."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    text = PLAN
    for old, new in EMPTIED.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    read = plan_of(text)[0]
    days = (date(2022, 1, 1), date(2022, 2, 28))
    period = replace(read.period, earlier=(("Februari 2022", days),))
    return replace(read, period=period, frame=replace(read.frame, period=period))


def asked(plan: Plan, section: str, base: str, whose: str = "nord") -> dict[str, bool]:
    """Of each row that is no sum, whether the unit is asked for all of its figures of the year before."""
    table = form_for(plan, unit(whose)).by_section[section]
    columns = [column for column in table.columns if column.base == base]
    return {row.key: all(table.asks(row, column) for column in columns) for row in table.rows if not row.sums}


def test_each_cell_that_nobody_knows_is_asked_and_no_other(plan: Plan) -> None:
    """One figure in the plan once made the whole column grey, for every unit."""
    assert asked(plan, "visits", "before") == {"lakare-somatik": False, "ovriga": True}
    assert asked(plan, "visits", "remote_before") == {"lakare-somatik": True, "ovriga": True}
    assert asked(plan, "visits", "before", "syd") == {"lakare-psykiatri": False}
    assert asked(plan, "episodes", "before") == {"vtf": True}


def test_so_is_each_month(plan: Plan) -> None:
    months = {"forsta.2022-01": False, "forsta.2022-02": False, "forsta.2022-03": True, "forsta.2022-04": True}
    assert asked(plan, "access", "before") == months


def count(finding: Finding) -> object:
    return dict(finding.advice.arguments)["n"]


ANSWERS = """
## Besök
| Besök | Besök jan–apr 2021 |
| Läkarbesök > Somatik | {known} |
| Övriga besök | 36 530 |
## Tillgänglighet
| Serie | Månad | Kvinnor 2021 | Män 2021 |
| Första besök | 2022-03 | 52 % | 51 % |
"""


@pytest.mark.parametrize(("known", "rules"), [("42 401", []), ("42 000", ["prefilled-changed"])])
def test_what_the_plan_knows_stands_and_what_the_unit_knows_is_taken(plan: Plan, known: str, rules: list[str]) -> None:
    path, filled = save_book(lay_out_form(form_for(plan, unit()), plan, unit())), new_path()
    fill(path, filled, text_tables(ANSWERS.format(known=known)))
    submission, findings = reader_of(plan, SECTIONS).read(read_book(filled, guarded=False))
    assert submission is not None and [finding.rule for finding in findings] == rules
    rows = {row.row.key: row for row in submission.tables["visits"]}
    assert (rows["lakare-somatik"]["before"], rows["ovriga"]["before"]) == (42401, 36530)
    assert rows["totalt"]["before"] == 42401 + 36530
    months = {row.row.key: row["before.women"] for row in submission.tables["access"]}
    assert list(months.values()) == [Decimal("0.5"), Decimal("0.51"), Decimal("0.52"), None]
    counts = {finding.place.sheet: count(finding) for finding in lines_without_figures(plan, SECTIONS)}
    assert counts == {"Produktion förra året": 2, "Väntetider förra året": 2}
    left = lines_without_figures(plan, SECTIONS, {"nord": submission.tables})
    assert [count(finding) for finding in left] == [1, 1], "the care episodes, and April"
