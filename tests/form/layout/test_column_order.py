"""Which columns a unit's sheet has, and in which order: context behind what is answered, and nothing that is empty.

A test of ``followup.form.layout.column_order``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.form.layout.column_order import LEAST, fitted_widths, pixels, width_of_answers, with_answers_in_sight
from tests.form.language import Column, Number, Role, Text
from tests.house import Plan, form_for, lay_out_form, literal
from tests.office import convert, needs_office
from tests.one_sheet import sheet_in
from tests.plans import PLAN
from tests.tables import (
    SWEDISH,
    ReadBack,
    fill,
    new_path,
    plan_of,
    read_back,
    rows_of,
    save_book,
    sections_of,
    text_tables,
)

MEASURES = {
    "nord": """## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar |
| Andel som väntat högst 90 dagar | 81 % | 79 % | | Fler läkare |
| Antal som fått frågan | | | 44 | Nya rutiner |
""",
    "tand": "## Styrmått\n| Styrmått | Utfall totalt | Kommentar |\n| Antal som fått frågan | 44 | Nya rutiner |\n",
}


def columns(*widths: tuple[str, Role, float]) -> list[Column]:
    return [
        Column(key, literal(key), Text() if width > 20 else Number(), role, width=width) for key, role, width in widths
    ]


def keys(ordered: tuple[Column, ...]) -> str:
    return " ".join(column.key for column in ordered)


def test_columns_stand_as_they_are_declared_where_all_that_is_answered_is_in_sight() -> None:
    declared = columns(("name", Role.LABEL, 34), ("before", Role.EARLIER, 14), ("now", Role.INPUT, 14))
    assert keys(with_answers_in_sight(declared)) == "name before now"


def test_else_context_stands_behind_what_is_answered() -> None:
    declared = columns(
        ("no", Role.LABEL, 6), ("name", Role.LABEL, 50), ("goal", Role.LABEL, 60), ("before", Role.EARLIER, 40),
        ("now", Role.INPUT, 14), ("change", Role.COMPUTED, 14), ("comment", Role.INPUT, 40),
    )  # fmt: skip
    assert keys(with_answers_in_sight(declared)) == "no name now comment goal before change"


def test_wide_columns_give_room_and_none_becomes_too_narrow_to_read() -> None:
    declared = columns(
        ("name", Role.LABEL, 60), *((f"answer{at}", Role.INPUT, 40) for at in range(5)), ("last", Role.EARLIER, 80)
    )
    widths = fitted_widths(declared, SWEDISH)
    assert width_of_answers(declared, widths) <= 1_270
    assert widths["last"] == 80, "what stands behind the answers takes no room from them"
    assert min(widths.values()) >= 20
    crowded = columns(*((f"answer{at}", Role.INPUT, 12) for at in range(30)))
    assert set(fitted_widths(crowded, SWEDISH).values()) == {LEAST, len("answer10") + 2}
    assert pixels(12) == 89


def laid_out(plan: Plan, whose: str = "nord") -> Path:
    unit = plan.units[whose]
    return save_book(lay_out_form(form_for(plan, unit), plan, unit))


def answered(plan: Plan, whose: str) -> tuple[list[str], ReadBack]:
    """The titles of the measures' sheet, and what is read of it as it comes back."""
    empty, path = laid_out(plan, whose), new_path(f"{plan.units[whose].name} T1 2022")
    fill(empty, path, text_tables(MEASURES[whose]))
    sheet = sheet_in(empty, "Styrmått")
    (titles,) = [[str(cell.value) for cell in line] for line in sheet.iter_rows(min_col=2) if line[0].value == "Nr"]
    return titles, read_back(path, tuple(sections_of(plan)), by=plan)


@pytest.mark.parametrize(("whose", "left_out"), [("nord", set()), ("tand", {"Utfall kvinnor", "Utfall män"})])
def test_a_template_of_a_former_version_is_read_as_one_of_this(
    whose: str, left_out: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, _findings = plan_of(PLAN)
    titles, now = answered(plan, whose)
    monkeypatch.setattr("followup.form.layout.column_order.shown_columns", lambda table, _answers: table.columns)
    monkeypatch.setattr("followup.form.layout.column_order.with_answers_in_sight", tuple)
    former_titles, before = answered(plan, whose)
    assert set(former_titles) - set(titles) >= left_out
    assert titles.index("Mål") < titles.index("Kommentar") < titles.index("Framgångsfaktor")
    assert former_titles.index("Framgångsfaktor") < former_titles.index("Mål") < former_titles.index("Kommentar")
    read = ("outcome.women", "outcome.men", "outcome.total", "comment")
    assert [[row[key] for key in read] for row in before.answers.tables["measures"]] == [
        [row[key] for key in read] for row in now.answers.tables["measures"]
    ]
    assert "Nya rutiner" in [row["comment"] for row in now.answers.tables["measures"]]
    said = [
        sorted((finding.rule, finding.place.label, finding.raw) for finding in back.findings) for back in (now, before)
    ]
    assert said[0] == said[1]


WORKED_OUT = """
## Tabeller
| Id | Titel | Rader |
| matt | Mått | fasta |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Tidigare av | Från när | Beräknas |
| matt | antal | Antal | svar | antal | | | |
| matt | forra | Förra | tidigare | antal | antal | förra omgången | |
| matt | dubbelt | Dubbelt | beräknad | tal | | | antal * 2 |
| matt | fyra | Gånger fyra | beräknad | tal | | | dubbelt * 2 |
| matt | andring | Ändring | beräknad | andel | | | förändring(antal; forra) |
| matt | mer | Mer än förra | beräknad | andel | | | om(andring > 0; andring; 0) |
## Rader
| Tabell | Id | Rad | Räknas |
| matt | besok | Besök | fylls i |
"""


def test_what_is_worked_out_stays_where_it_can_have_a_value() -> None:
    """Nothing is known of the round before: no change can be worked out, nor anything of that."""
    plan, findings = plan_of(PLAN + WORKED_OUT)
    assert not findings, rows_of(list(findings))
    sheet = sheet_in(laid_out(plan), "Mått")
    (titles,) = [[str(cell.value) for cell in line] for line in sheet.iter_rows(min_col=2) if line[1].value == "Antal"]
    assert titles[:4] == ["Mått", "Antal", "Dubbelt", "Gånger fyra"]
    assert not {"Förra", "Ändring", "Mer än förra"} & set(titles)


RISKS = """
## Tabeller
| Id | Titel | Rader | Tomma rader | Skiljs åt av |
| risker | Risker | fria | 3 | risk |
## Kolumner
| Tabell | Id | Rubrik | Roll | Typ | Beräknas |
| risker | risk | Risk | svar | text | |
| risker | sannolikhet | Sannolikhet | svar | antal | |
| risker | konsekvens | Konsekvens | svar | antal | |
| risker | varde | Riskvärde | beräknad | tal | sannolikhet * konsekvens |
| risker | niva | Nivå | beräknad | text | om(varde >= 8; "hög"; "låg") |
"""
ANSWERS = """| Risk | Sannolikhet | Konsekvens |
| Brand | 4 | 3 |
| Strömavbrott | 1 | |
"""


@needs_office
@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_rows_that_people_add_are_worked_out_in_the_template_too(tmp_path: Path) -> None:
    plan, findings = plan_of(PLAN + RISKS)
    assert not findings, rows_of(list(findings))
    empty, path = laid_out(plan), new_path("Division Nord T1 2022")
    fill(empty, path, text_tables(ANSWERS, "Risker"))
    (office,) = convert([path], "xlsx", tmp_path)
    sheet = sheet_in(office, "Risker", data_only=True)
    shown = [
        [cell.value for cell in line][-2:]
        for line in sheet.iter_rows(min_col=2, max_col=6)
        if line[0].value in ("Brand", "Strömavbrott")
    ]
    assert shown == [[12, "hög"], [None, None]]
    read = read_back(path, tuple(sections_of(plan)), by=plan)
    assert not [finding for finding in read.findings if finding.place.sheet == "Risker"], "nobody wrote our formulas"
    rows = read.answers.tables["risker"]
    assert [(row["varde"], row["niva"]) for row in rows] == [(12, "hög"), (None, None)]


def test_what_is_written_over_a_cell_that_is_worked_out_is_told_on_rows_that_people_add() -> None:
    plan, _findings = plan_of(PLAN + RISKS)
    empty, path = laid_out(plan), new_path("Division Nord T1 2022")
    fill(
        empty,
        path,
        text_tables(
            ANSWERS.replace("Konsekvens |", "Konsekvens | Riskvärde |")
            .replace("| 3 |", "| 3 | 99 |")
            .replace("| 1 | |", "| 1 | | |"),
            "Risker",
        ),
    )
    read = read_back(path, tuple(sections_of(plan)), by=plan)
    told = [(finding.place.label, finding.raw) for finding in read.findings if finding.rule == "computed-overwritten"]
    assert told == [("Riskvärde", "99")]
    assert read.answers.tables["risker"][0]["varde"] == 12
