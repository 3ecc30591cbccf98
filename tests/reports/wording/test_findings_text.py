"""Findings in words: grouped, ordered, cut where they are many, and whole for scripts."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import openpyxl
import pytest

from followup.reports.wording.findings_text import (
    MOST_CELLS,
    MOST_IN_A_LETTER,
    MOST_OF_A_RULE,
    as_json,
    drop_echoes,
    group_findings,
    letter,
)
from tests.demos import Demo
from tests.house import Finding, Place, Severity, literal
from tests.outputs.reading_back import sheet_records
from tests.tables import SWEDISH

FILE, UNIT, SHEET = "Nord.xlsx", "Division Nord", "Produktion"
NUMBER = literal("är inte ett tal.")


def finding(
    cell: tuple[int, int],
    text: str,
    rule: str = "not-a-number",
    severity: Severity = Severity.ERROR,
    label: str = "Besök",
    advice: Any = NUMBER,
    sheet: str = SHEET,
) -> Finding:
    """A finding of one cell; (-1, -1) is the whole sheet, and no sheet the whole file."""
    return Finding(Place(FILE, UNIT, sheet, *cell, label), rule, severity, text, advice)


def lines(*findings: Finding) -> list[str]:
    """The sentences, each with its severity before it."""
    return [f"{severity.key}: {text}" for severity, text in group_findings(findings, SWEDISH)]


def test_equal_findings_of_a_sheet_are_joined_in_excels_order() -> None:
    assert lines(finding((11, 3), "x"), finding((6, 3), "x"), finding((8, 3), "x")) == [
        "error: Division Nord · Produktion!D7, D9, D12 · Besök: ”x” är inte ett tal."
    ]
    assert lines(finding((6, 27), "x"), finding((6, 3), "x", label="Distans")) == [
        "error: Division Nord · Produktion!D7, AB7: ”x” är inte ett tal."
    ]


def test_the_gravest_come_first_and_then_those_without_a_cell() -> None:
    whole = finding((-1, -1), "", "table-missing", label="", advice=literal("Tabellen saknas."), sheet="")
    warning = finding((1, 1), "7", "far", Severity.WARNING, advice=literal("är mycket."))
    info = finding((0, 0), "8", "read", Severity.INFO, advice=literal("lästes som 8."))
    assert lines(info, warning, finding((2, 2), "x"), whole) == [
        "error: Division Nord: Tabellen saknas.",
        "error: Division Nord · Produktion!C3 · Besök: ”x” är inte ett tal.",
        "warning: Division Nord · Produktion!B2 · Besök: ”7” är mycket.",
        "info: Division Nord · Produktion!A1 · Besök: ”8” lästes som 8.",
    ]


def test_many_of_a_rule_are_cut_and_counted_among_those_as_grave() -> None:
    many = [finding((row, 3), f"x{row}") for row in range(MOST_OF_A_RULE + 37)]
    sentences = lines(*many, finding((0, 9), "7", "far", Severity.WARNING))
    assert len(sentences) == MOST_OF_A_RULE + 2
    assert sentences[-2] == "error: Nord.xlsx: … och 37 till av samma slag (not-a-number)."
    assert sentences[-1].startswith("warning: ")


def test_one_rule_never_drowns_another() -> None:
    many = [finding((row, 3), f"x{row}") for row in range(500)]
    assert any("annat" in line for line in lines(*many, finding((900, 3), "annat", "too-large")))


def test_a_sentence_names_a_few_cells_and_counts_the_others() -> None:
    (sentence,) = lines(*(finding((row, 3), "x") for row in range(MOST_CELLS + 9)))
    assert "D30, och 9 celler till · Besök" in sentence and "D31" not in sentence


def test_what_only_repeats_a_graver_finding_of_the_same_value_is_left_out() -> None:
    error = finding((6, 3), "17")
    echo = finding((6, 3), "17", "far-from-last-time", Severity.WARNING)
    of_another_value = finding((6, 3), "400", "prefilled-changed", Severity.WARNING)
    of_another_cell = finding((7, 3), "17", "far-from-last-time", Severity.WARNING)
    second = finding((6, 3), "17", "too-large")
    assert drop_echoes([echo, error, of_another_value, of_another_cell, second]) == [
        error,
        of_another_value,
        of_another_cell,
        second,
    ]
    assert drop_echoes([echo]) == [echo]


def test_an_echo_is_known_whichever_comes_first() -> None:
    error, echo = finding((6, 3), "17"), finding((6, 3), "17", "far", Severity.INFO)
    assert drop_echoes([error, echo]) == drop_echoes([echo, error]) == [error]


def test_a_script_gets_one_object_a_cell() -> None:
    assert as_json(finding((6, 3), "x"), SWEDISH) == {
        "file": FILE,
        "unit": UNIT,
        "sheet": SHEET,
        "cell": "D7",
        "label": "Besök",
        "rule": "not-a-number",
        "severity": "error",
        "found": "x",
        "advice": "är inte ett tal.",
    }


# ------------------------------------------------------------------------------------------------------ the letter


def test_the_letter_says_what_to_correct_what_to_check_and_how() -> None:
    warning = finding((1, 1), "7", "far", Severity.WARNING, advice=literal("är mycket."))
    info = finding((0, 0), "8", "read", Severity.INFO, advice=literal("lästes som 8."))
    assert letter(UNIT, [warning, info, finding((2, 2), "x"), finding((4, 2), "x")], SWEDISH) == (
        "Hej!\n\n"
        "Tack för uppgifterna från Division Nord.\n\n"
        "Det här behöver rättas innan det kan användas:\n"
        "• Produktion!C3, C5 · Besök: ”x” är inte ett tal.\n\n"
        "Kontrollera också det här. Stämmer det, skriv varför i radens kommentar:\n"
        "• Produktion!B2 · Besök: ”7” är mycket.\n\n"
        "Cellerna är märkta i den bifogade arbetsboken, och det första bladet har en lista med länkar till dem. "
        "Rätta i cellerna, spara och skicka tillbaka hela arbetsboken. Märkningen behöver du inte ta bort.\n\n"
        "Vänliga hälsningar\n"
    )


def test_no_letter_where_there_is_nothing_to_do() -> None:
    assert letter(UNIT, [finding((0, 0), "8", "read", Severity.INFO)], SWEDISH) == ""
    assert letter(UNIT, [], SWEDISH) == ""


def test_a_long_letter_is_cut_and_refers_to_the_workbook() -> None:
    many = [finding((row, 3), f"x{row}", f"rule-{row}") for row in range(MOST_IN_A_LETTER + 4)]
    text = letter(UNIT, many, SWEDISH)
    assert text.count("\n• ") == MOST_IN_A_LETTER + 1
    assert "• … och 4 till, som står i arbetsbokens lista." in text


# ---------------------------------------------------------------------------------------------------- the terminal


@pytest.mark.parametrize(("variables", "coloured"), [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_shows_colour_unless_it_is_asked_not_to(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    import click

    from followup.cli import console, program

    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda stream=None, color=None: color is False)
    monkeypatch.setattr("click._compat.isatty", lambda stream: True)
    with click.Context(click.Command("followup"), color=console.in_colour()):
        console.show_findings([finding((1, 1), "x")])
    assert program.run(["check", "/finns/inte", "--plan", "/finns/inte"]) == 2
    captured = capsys.readouterr()
    assert ("\x1b[" in captured.out, "\x1b[" in captured.err) == (coloured, coloured)


def test_a_file_gets_no_colour(demo: Demo) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "followup", "check", str(demo.folder / "inbox"), "--plan", str(demo.folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1 and "Att rätta" in done.stdout and "\x1b[" not in done.stdout


# ------------------------------------------------------------------------------------------------------- the sheet


def test_the_regional_workbook_has_every_finding_in_a_table(demo: Demo) -> None:
    rows = sheet_records(demo.regional, "Iakttagelser", "Enhet")
    faulty = [{key: row[key] for key in list(row)[:8]} for row in rows if row["Att göra"] == "Att rätta"]
    assert faulty[0] == {
        "Enhet": "Division Närsjukvård",
        "Att göra": "Att rätta",
        "Blad": "Produktion",
        "Cell": "C12",
        "Kolumn": "Besök jan–apr 2022",
        "Det stod": "ca 155 000",
        "Vad som är fel och vad du skriver": "”ca 155 000” är inte ett tal, utan text med 155\N{NO-BREAK SPACE}000 i. Skriv bara siffror.",
        "Regel": "not-a-number",
    }
    assert len(faulty) == 2
    workbook = openpyxl.load_workbook(demo.regional)
    table = workbook["Iakttagelser"].tables["r_findings"]
    assert table.ref == f"A4:I{4 + len(rows)}" and table.autoFilter is not None


def test_the_cell_leads_to_the_cell_in_the_units_own_workbook(demo: Demo) -> None:
    sheet = openpyxl.load_workbook(demo.regional)["Iakttagelser"]
    formula = str(sheet["D5"].value)
    assert formula == ('=HYPERLINK("../inbox/Division Närsjukvård T1 2022.xlsx#\'Produktion\'!C12","C12")')


def test_json_has_what_people_are_spared(demo: Demo) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "followup", "check", str(demo.folder / "inbox"), "--plan", str(demo.folder)),
            *("--format", "json", "--today", "2022-05-20"),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    cells = [
        finding["cell"]
        for file in json.loads(done.stdout)["files"]
        for finding in file["findings"]
        if finding["rule"] == "comment-says-nothing"
    ]
    assert len(cells) == len(set(cells)) > 1, "one object a cell"
