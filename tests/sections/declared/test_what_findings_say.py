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


COMPLAINTS = """
## Tabeller
| Id | Titel | Rader |
| klagomal | Klagomål | fria |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Uppdelat | Beräknas | Jämförs med |
| klagomal | antal | Antal | svar | antal | {split} | | {compared} |
| klagomal | forra | Förra året | svar | antal | {split_before} | | |
| klagomal | andrat | Förändring | beräknad | förändring | {split_before} | {computed} | |
"""


def said(**cells: str) -> str:
    """What is found in the columns of a table with free rows, with these cells filled in."""
    empty = dict.fromkeys(("split", "split_before", "compared", "computed"), "")
    found = plan_of(PLAN + COMPLAINTS.format_map(empty | {"computed": "förändring(antal; forra)"} | cells))[1]
    return "\n".join(SWEDISH(finding.advice) for finding in found if finding.place.sheet == "Kolumner")


@pytest.mark.parametrize("computed", ["förändring(antal; forra)", "förändring(summa(antal); forra)"])
def test_a_total_that_is_compared_with_an_undivided_column_is_refused_with_the_way_out(computed: str) -> None:
    """Dividing all of them the same way is that way."""
    advice = said(split="delar och totalt", computed=computed)
    assert "inte heller summan" in advice and "de andra kolumnerna i uttrycket på samma sätt" in advice
    assert not said(split="delar och totalt", split_before="delar och totalt")


def test_what_an_answer_can_be_compared_with_is_said_by_its_role_and_its_rows() -> None:
    advice = said(compared="forra")
    assert "rollen tidigare" in advice and "fasta rader" in advice
