"""Plans that begin with a table of ours: nothing is wrong with it, and what units answer in it is merged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.house import command
from tests.plans import PLAN
from tests.tables import fill, text_tables

ANSWERED = {
    "ekonomi": ("Ekonomi", "| Post | Utfall jan–apr 2022 | Prognos 2022 |\n| Personal | -60,5 | -180 |"),
    "investeringar": ("Investeringar", "| Investering | Använt jan–apr 2022 | Prognos 2022 |\n| Fordon | 2,5 | 4 |"),
    "personal": ("Personal", "| Yrkesgrupp | Anställda kvinnor | Anställda män |\n| Läkare | 41 | 38 |"),
    "handelser": ("Avvikelser", "| Kategori | 2022 | Varav vårdskada |\n| Fall | 61 | 7 |"),
    "produktion": (
        "Produktion",
        "| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |\n| Läkarbesök | 1 200 | 310 |",
    ),
    "risker": ("Risker", "| Risk | Sannolikhet | Konsekvens |\n| Provsvar blir liggande | 2 | 3 |"),
}
"""A sheet of the template and two answers on one of its rows, by what the table is called."""


BUDGETS = {"ekonomi": ["budget", "arsbudget"], "investeringar": ["budget"]}
"""What is known before in these tables, and which the secretariat has not written yet: nothing else is found."""


def not_known(checked: str) -> list[str]:
    """The columns that lack what is known before; nothing but that may be found, for nobody to ask is no fault of a table."""
    findings = [found for found in json.loads(checked)["findings"] if found["rule"] != "contact-missing"]
    assert {finding["rule"] for finding in findings} <= {"declared-value-missing"}
    return [finding["found"] for finding in findings]


def begun(folder: Path, *names: str) -> Path:
    """A workspace that begins with these tables, with units and a period typed in."""
    wanted = [word for name in names for word in ("--with", name)]
    code, output = command("new", str(folder), *wanted)
    assert code == 0, output
    fill(folder / "plan.xlsx", folder / "plan.xlsx", [table for table in text_tables(PLAN) if table.heading in NEEDED])
    return folder


NEEDED = ("Uppföljning", "Enheter")


@pytest.mark.parametrize("name", ANSWERED)
def test_a_plan_that_begins_with_a_table_is_clean_and_can_be_merged(name: str, tmp_path: Path) -> None:
    place = begun(tmp_path / "plan", name)
    plan = str(place / "plan.xlsx")
    code, checked = command("plan", "check", plan, "--format", "json")
    assert (code, not_known(checked)) == (0, BUDGETS.get(name, []))
    command("template", "--plan", plan)
    (template,) = (place / "templates").glob("*Nord*.xlsx")
    sheet, rows = ANSWERED[name]
    fill(template, place / "inbox" / template.name, text_tables(rows, sheet))
    _code, merged = command("merge", "--plan", plan, "--format", "json")
    result = json.loads(merged)
    assert result["values_merged"] >= 2
    assert [found for found in result["findings"] if found["severity"] == "error"] == []


def test_all_of_them_fit_one_plan(tmp_path: Path) -> None:
    place = begun(tmp_path / "plan", *ANSWERED)
    code, checked = command("plan", "check", str(place / "plan.xlsx"), "--format", "json")
    assert (code, not_known(checked)) == (0, [column for budgets in BUDGETS.values() for column in budgets])


def test_a_table_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    code, output = command("new", str(tmp_path / "plan"), "--with", "ekonmi")
    assert code == 2
    assert all(name in output for name in ANSWERED)


def test_an_example_has_the_sheets_that_it_needs(tmp_path: Path) -> None:
    code, output = command("new", str(tmp_path / "ny"), "--example", "norrbotten-2022-04", "--with", "ekonomi")
    assert code != 0 and "--example anges ensamt" in output
    assert not (tmp_path / "ny").exists()
