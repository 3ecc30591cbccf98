"""Every number of the interim report's production, care-episode, bought-in-care and goal tables, and where it stands."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.demos import Demo
from tests.outputs.reading_back import Record, data_records, levels_of, sheet_records, word_tables

UNIT = "Division Länssjukvård 2"
NB = "\u00a0"

PRODUCTION: list[tuple[str, str, str, Any, str]] = [
    # sheet, row key, column, value in the workbook, text in Word
    ("Besök", "besok-lakare", "Besök jan–apr 2022", 45467, "45 467"),
    ("Besök", "besok-lakare", "Besök jan–apr 2021", 42401, "42 401"),
    ("Besök", "besok-lakare", "Förändring", 45467 / 42401 - 1, "7,2 %"),
    ("Besök", "besok-lakare", "Varav distansbesök jan–apr 2022", 4326, "4 326"),
    ("Besök", "besok-lakare", "Varav distansbesök jan–apr 2021", 4516, "4 516"),
    ("Besök", "besok-lakare", "Förändring distansbesök", 4326 / 4516 - 1, "−4,2 %"),
    ("Besök", "besok-lakare", "Andel distansbesök", 4326 / 45467, "9,5 %"),
    ("Besök", "besok-lakare-somatik", "Besök jan–apr 2022", 45467, "45 467"),
    ("Besök", "besok-lakare-somatik", "Förändring", 45467 / 42401 - 1, "7,2 %"),
    ("Besök", "besok-lakare-somatik", "Förändring distansbesök", 4326 / 4516 - 1, "−4,2 %"),
    ("Besök", "besok-lakare-somatik", "Andel distansbesök", 4326 / 45467, "9,5 %"),
    ("Besök", "besok-ovriga", "Besök jan–apr 2022", 42393, "42 393"),
    ("Besök", "besok-ovriga", "Besök jan–apr 2021", 36530, "36 530"),
    ("Besök", "besok-ovriga", "Förändring", 42393 / 36530 - 1, "16,0 %"),
    ("Besök", "besok-ovriga", "Varav distansbesök jan–apr 2022", 6471, "6 471"),
    ("Besök", "besok-ovriga", "Varav distansbesök jan–apr 2021", 6825, "6 825"),
    ("Besök", "besok-ovriga", "Förändring distansbesök", 6471 / 6825 - 1, "−5,2 %"),
    ("Besök", "besok-ovriga", "Andel distansbesök", 6471 / 42393, "15,3 %"),
    ("Besök", "besok-ovriga-somatik", "Besök jan–apr 2022", 42393, "42 393"),
    ("Besök", "besok-ovriga-somatik", "Förändring", 42393 / 36530 - 1, "16,0 %"),
    ("Besök", "besok-totalt", "Besök jan–apr 2022", 87860, "87 860"),
    ("Besök", "besok-totalt", "Besök jan–apr 2021", 78931, "78 931"),
    ("Besök", "besok-totalt", "Förändring", 87860 / 78931 - 1, "11,3 %"),
    ("Besök", "besok-totalt", "Varav distansbesök jan–apr 2022", 10797, "10 797"),
    ("Besök", "besok-totalt", "Varav distansbesök jan–apr 2021", 11341, "11 341"),
    ("Besök", "besok-totalt", "Förändring distansbesök", 10797 / 11341 - 1, "−4,8 %"),
    ("Besök", "besok-totalt", "Andel distansbesök", 10797 / 87860, "12,3 %"),
    ("Vårdtillfällen", "vardtillfallen-totalt", "Vårdtillfällen jan–apr 2022", 4192, "4 192"),
    ("Vårdtillfällen", "vardtillfallen-totalt", "Vårdtillfällen jan–apr 2021", 4421, "4 421"),
    ("Vårdtillfällen", "vardtillfallen-totalt", "Förändring", 4192 / 4421 - 1, "−5,2 %"),
    ("Vårdtillfällen", "vardtillfallen-somatik", "Vårdtillfällen jan–apr 2022", 4192, "4 192"),
    ("Vårdtillfällen", "vardtillfallen-somatik", "Förändring", 4192 / 4421 - 1, "−5,2 %"),
    ("Vårdavtal", "vardavtal-ortopedi", "Redovisade 2022", 43, "43"),
    ("Vårdavtal", "vardavtal-ortopedi", "Tillägg, ej redovisade 2022", 46, "46"),
    ("Vårdavtal", "vardavtal-ortopedi", "Totalt 2022", 89, "89"),
    ("Vårdavtal", "vardavtal-summa", "Redovisade 2022", 43, "43"),
    ("Vårdavtal", "vardavtal-summa", "Tillägg, ej redovisade 2022", 46, "46"),
    ("Vårdavtal", "vardavtal-summa", "Totalt 2022", 89, "89"),
]

LABELS = {
    "besok-lakare": "Läkarbesök",
    "besok-ovriga": "Övriga vårdgivarbesök",
    "besok-totalt": "Totalt antal besök",
    "besok-lakare-somatik": "Somatik",
    "besok-ovriga-somatik": "Somatik",
    "vardtillfallen-totalt": "Totalt",
    "vardtillfallen-somatik": "Somatik",
    "vardavtal-ortopedi": "Ortopedi länsklinik",
    "vardavtal-summa": "Summa",
}

GOALS: list[tuple[str, str, str, str, str]] = [
    # number, target, outcome in Word, attainment, trend
    ("1", "100 % i dec", "K: 41,0 %\nM: 41,0 %", "K: ▲ Inte uppnått\nM: ▲ Inte uppnått", "– Kan inte avgöras"),
    ("2", "100 % i dec", "K: 42,0 %\nM: 48,0 %", "K: ▲ Inte uppnått\nM: ▲ Inte uppnått", "– Kan inte avgöras"),
    ("3", "Öka", "K: 29\nM: 4", "K: □ Uppnått\nM: ▲ Inte uppnått", "↕ Åt olika håll"),
    ("4", "Minska", "K: 17,0 %\nM: 12,0 %", "K: ? Kan inte avgöras\nM: ? Kan inte avgöras", "– Kan inte avgöras"),
    ("5", "70%", "K: 20,0 %\nM: 19,0 %", "K: ▲ Inte uppnått\nM: ▲ Inte uppnått", "– Kan inte avgöras"),
    ("6", "7%", "8,4 %", "▲ Inte uppnått", "– Kan inte avgöras"),
    ("7", "K 16,0 M 17,2", "K: 14,5 %\nM: 14,7 %", "K: □ Uppnått\nM: □ Uppnått", "↓ Minskar"),
    ("8", "Under 6,5%", "6,7 %", "– Inte aktuellt nu", ""),
    (
        "9",
        "Minska med 50% jmf 2020",
        "K: 1\nM: 0",
        "K: ? Kan inte avgöras\nM: ? Kan inte avgöras",
        "– Kan inte avgöras",
    ),
    ("10", "70%", "K: 59,0 %\nM: 63,0 %", "K: ▲ Inte uppnått\nM: ▲ Inte uppnått", "– Kan inte avgöras"),
    ("11", "Minska", "5,3 %", "? Kan inte avgöras", "– Kan inte avgöras"),
    ("12", "Minska", "8,6 %", "? Kan inte avgöras", "– Kan inte avgöras"),
    ("13", "0,0", "−17,7 mnkr", "▲ Inte uppnått", "– Kan inte avgöras"),
    ("14", "Öka jmf med motsvarande kvartal året innan", "Data saknas", "◆ Uppgift saknas", ""),
    ("15", "Öka", "Data saknas", "◆ Uppgift saknas", ""),
]


@pytest.mark.parametrize(("sheet", "key", "column", "value", "text"), PRODUCTION)
def test_production_figure_stands_in_the_regional_workbook(
    demo: Demo, sheet: str, key: str, column: str, value: float, text: str
) -> None:
    (row,) = [r for r in sheet_records(demo.regional, sheet, "Enhet") if r["Enhet"] == UNIT and r["Radnyckel"] == key]
    assert row[column] == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(("sheet", "key", "column", "value", "text"), PRODUCTION)
def test_production_figure_stands_in_the_summary(
    demo: Demo, sheet: str, key: str, column: str, value: float, text: str
) -> None:
    assert text.replace(" ", NB) in _summary_cells(demo, sheet, key, column)


def _summary_cells(demo: Demo, sheet: str, key: str, column: str) -> list[str]:
    """The texts in a column on the rows of that label, in every table that has the column."""
    cells = []
    for table in word_tables(demo.summary):
        if column in table[0]:
            at = table[0].index(column)
            cells += [row[at] for row in table[1:] if row[0].strip() == LABELS[key]]
    return cells


def _measure(demo: Demo, number: str) -> Record:
    """The unit's row of a measure: they stand in the order of their numbers."""
    records = [row for row in sheet_records(demo.regional, "Styrmått", "Enhet") if row["Enhet"] == UNIT]
    return records[int(number) - 1]


def _judged(row: Record, title: str) -> str:
    """The levels of all parts as they are written in one cell."""
    whole, *parts = (row.get(f"{title}{part}") for part in ("", " kvinnor", " män"))
    return (
        str(whole) if whole else "\n".join(f"{short}: {part}" for short, part in zip("KM", parts, strict=True) if part)
    )


REASON_NUMBER = re.compile(r" \(\d+\)$")
"""Behind a judgement: where in the appendix its reason stands."""


@pytest.mark.parametrize(("number", "target", "outcome", "attainment", "trend"), GOALS)
def test_goal_table_row(demo: Demo, number: str, target: str, outcome: str, attainment: str, trend: str) -> None:
    row = _measure(demo, number)
    assert (row["Mål"], _judged(row, "Måluppfyllelse")) == (target, attainment)
    assert (row["Utveckling"] or "") == trend
    levels = levels_of(demo.regional, "Styrmått", UNIT, row["Radnyckel"], "attainment")
    assert levels, "each level stands on the data sheet"
    assert all(reason for _level, reason in levels.values()), "a symbol is never bare"
    in_word = [
        {title: REASON_NUMBER.sub("", text.replace(NB, " ")) for title, text in zip(table[0], line, strict=True)}
        for table in word_tables(demo.summary)
        if "Måluppfyllelse" in table[0]
        for line in table[1:]
    ]
    shown = {"Mål": target, "Utfall": outcome, "Måluppfyllelse": attainment, "Utveckling": trend, "Enhet": UNIT}
    assert any(all(line[title] == text for title, text in shown.items()) for line in in_word)


def test_the_question_about_violence_is_judged_from_target_and_two_rounds(demo: Demo) -> None:
    row = _measure(demo, "3")
    key = row["Radnyckel"]
    assert _judged(row, "Måluppfyllelse") == "K: □ Uppnått\nM: ▲ Inte uppnått"
    assert levels_of(demo.regional, "Styrmått", UNIT, key, "attainment") == {
        "Kvinnor": ("Uppnått", "Utfall 29, mål ökning från 12 (tertial 1 2021)."),
        "Män": ("Inte uppnått", "Utfall 4, mål ökning från 7 (tertial 1 2021)."),
    }
    assert row["Utveckling"] == "↕ Åt olika håll"
    (trend,) = levels_of(demo.regional, "Styrmått", UNIT, key, "trend").values()
    assert trend[1].replace(NB, " ") == "Sedan tertial 1 2021: K från 12 till 29 (bättre), M från 7 till 4 (sämre)."
    outcomes = [line for line in data_records(demo.regional, "Styrmått") if line["Radnyckel"] == key]
    sources = {line["Källa"] for line in outcomes if (line["Enhet"], line["Kolumn"]) == (UNIT, "outcome")}
    assert {source.partition(" › ")[0] for source in sources if source} == {"Division Länssjukvård 2 T1 2022.xlsx"}


def test_all_forty_actions_stand_in_both(demo: Demo) -> None:
    records = [r for r in sheet_records(demo.regional, "Strategiska åtgärder", "Enhet") if r["Enhet"] == UNIT]
    assert [r["Nr"] for r in records] == [str(n) for n in range(1, 41)]
    assert all(r["Status"] for r in records)
    titles = {line[1] for table in word_tables(demo.summary) if table[0][:2] == ["Nr", "Åtgärd"] for line in table[1:]}
    assert {r["Åtgärd"] for r in records} <= titles
