"""What is found in a declared table, as those read it who have filled it in; and what need not be found."""

from __future__ import annotations

import pytest

from tests.house import Finding, form_for, lay_out_form
from tests.plans import PLAN
from tests.tables import SWEDISH, fill, new_path, plan_of, read_back, rows_of, save_book, sections_of, text_tables

EXERCISES = """
## Tabeller
| Id | Titel | Rader |
| ovningar | Övningar | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Beräknas | Gäller när | Gräns |
| ovningar | planerade | Planerade | svar | antal | | | |
| ovningar | genomforda | Genomförda | svar | antal | | | |
| ovningar | andel | Andel | beräknad | andel | andel(genomforda; planerade) | | andel >= aret.andel - 20 % |
| ovningar | deltagare | Deltagare | svar | antal | | genomforda > 0 | |
| ovningar | ort | Ort | svar | text | | genomforda > 0 | |
## Rader
| Tabell | Id | Rad | Under | Räknas |
| ovningar | var | Våren | aret | fylls i |
| ovningar | host | Hösten | aret | fylls i |
| ovningar | aret | Året | | summa |
"""


def found(rows: str) -> list[Finding]:
    """What is found in the table, filled in so."""
    plan, findings = plan_of(PLAN + EXERCISES)
    assert not findings, rows_of(list(findings))
    unit = plan.units["nord"]
    empty, path = save_book(lay_out_form(form_for(plan, unit), plan, unit)), new_path(f"{unit.name} T1 2022")
    titles = "| Övningar | Planerade | Genomförda | Deltagare | Ort |\n"
    fill(empty, path, text_tables(titles + rows, "Övningar"))
    read = read_back(path, tuple(sections_of(plan)), by=plan)
    return [finding for finding in read.findings if finding.place.sheet == "Övningar"]


def test_a_share_that_was_worked_out_reads_as_its_cell_does() -> None:
    """3 of 7 is no number with an end; a share less 20 per cent is no share less 0,2."""
    (limit,) = found("| Våren | 7 | 3 | 9 | Umeå |\n| Hösten | 8 | 8 | 9 | Luleå |\n")
    assert limit.raw.replace("\u00a0", " ") == "42,9 %"
    assert "Andel är minst Andel för Året minus 20 %" in SWEDISH(limit.advice).replace("\u00a0", " ")


@pytest.mark.parametrize(("people", "place", "rules"), [
    ("", "", []),
    ("0", "", []),
    ("4", "", ["answer-that-does-not-apply"]),
    ("0", "Umeå", ["answer-that-does-not-apply"]),
])  # fmt: skip
def test_what_does_not_apply_is_empty_or_a_figure_of_nothing(people: str, place: str, rules: list[str]) -> None:
    """A sum lacks what is empty: where nothing was done 0 took part."""
    rows = f"| Våren | 0 | 0 | {people} | {place} |\n| Hösten | 8 | 8 | 9 | Luleå |\n"
    assert [finding.rule for finding in found(rows)] == rules
