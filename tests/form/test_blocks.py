"""Answers in words: what is pasted below a question is read as its paragraphs, wherever in the block they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.form.language import Column, Grid, Prose, ProseAnswer, Role, Row, Text, as_prose, choice
from tests.house import Plan, Section, Unit, literal
from tests.one_sheet import sheet_in
from tests.returns.editing import Change, on
from tests.tables import (
    ReadBack,
    compare_findings,
    edited,
    filled_in,
    form_with,
    laid_out,
    read_back,
    rows_of,
    template,
)

FIRST, SECOND = "Hur går arbetet med nära vård?", "Vad hindrar?"
LINES = 6


def _rows(_plan: Plan, _unit: Unit) -> Iterable[Row]:
    yield Row("nara", {"question": FIRST})
    yield Row("hinder", {"question": SECOND})


QUESTIONS = Section(
    "made_up_questions",
    literal("Öppna frågor"),
    Grid(_rows, lines=LINES),
    (
        Column("question", literal("Fråga"), Text(), Role.LABEL, width=40),
        Column("status", literal("Läge"), choice("bra", "dåligt")),
        Column("answer", literal("Svar"), Prose(), width=90, required=True),
    ),
)
SECTIONS = (QUESTIONS,)
ANSWERS = """
    | Fråga                          | Läge | Svar                                     |
    | Hur går arbetet med nära vård? | bra  | Det går bra.<br>Tre av fem har börjat.   |
    | Vad hindrar?                   |      | =Lokalerna.<br>- för små<br>- för få     |
"""


@pytest.fixture(scope="module")
def answered() -> Path:
    """A form with both questions answered."""
    return filled_in(ANSWERS, sections=SECTIONS, heading="Öppna frågor")


def read_after(source: Path, change: Change) -> ReadBack:
    """What is read after a change, with the counts compared."""
    read = read_back(edited(source, change), SECTIONS)
    assert read.answers
    return read


def answers(read: ReadBack) -> dict[str, str]:
    """Each answer as lines."""
    return {key: str(read.value(QUESTIONS.key, key, "answer")) for key in ("nara", "hinder")}


def test_tables_of_blocks_on_one_sheet_stand_below_each_other() -> None:
    """The second begins behind the last block of the first, not in it."""
    more = replace(QUESTIONS, key="made_up_more", title=literal("Fler frågor"), sheet=literal("Öppna frågor"))
    sheet = sheet_in(template("nord", (QUESTIONS, more)), "Öppna frågor")
    keys = [sheet.cell(at, 1).value for at in range(1, sheet.max_row + 1)]
    assert keys.index("#made_up_more") > keys.index("hinder") + LINES


WRITTEN = {"nara": "Det går bra.\nTre av fem har börjat.", "hinder": "=Lokalerna.\n- för små\n- för få"}


def test_paragraphs_are_read_in_order(answered: Path) -> None:
    read = read_back(answered, SECTIONS)
    assert answers(read) == WRITTEN
    assert read.value(QUESTIONS.key, "nara", "status") == "bra"
    assert not read.findings, rows_of(read.findings)
    assert (read.answers.filled, read.answers.read) == (6, 6)
    assert not read.findings


def test_an_empty_form_is_empty() -> None:
    read = read_back(filled_in("", sections=SECTIONS), SECTIONS)
    assert (read.answers.filled, read.value(QUESTIONS.key, "nara", "answer")) == (0, None)


def test_rows_inserted_within_an_answer_and_above(answered: Path) -> None:
    def insert(page: Any) -> None:
        page.insert_rows(place_of(page, "Tre av fem har börjat.")[0])
        page.insert_rows(2)

    assert answers(read_after(answered, on("Öppna frågor", insert))) == WRITTEN


def test_line_breaks_in_a_cell_are_paragraphs(answered: Path) -> None:
    def type_in(page: Any) -> None:
        row, column = place_of(page, "Tre av fem har börjat.")
        page.cell(row, column).value = "Tre av fem\nhar börjat.\n"

    assert answers(read_after(answered, on("Öppna frågor", type_in)))["nara"] == "Det går bra.\nTre av fem\nhar börjat."


def test_text_that_runs_over_the_next_question_is_refused_there_and_every_line_named(answered: Path) -> None:
    def paste(page: Any) -> None:
        row, column = place_of(page, "Det går bra.")
        for offset in range(LINES + 2):
            page.cell(row + offset, column).value = f"Stycke {offset}"

    read = read_after(answered, on("Öppna frågor", paste))
    assert read.value(QUESTIONS.key, "nara", "answer") == as_prose("\n".join(f"Stycke {n}" for n in range(LINES)))
    assert read.value(QUESTIONS.key, "hinder", "answer") is None
    compare_findings(
        read.findings,
        """
        | column | rule         | found     |
        | Svar   | text-runs-on | Stycke 6  |
        | Svar   | text-runs-on | Stycke 7  |
        | Svar   | text-runs-on | - för små |
        | Svar   | text-runs-on | - för få  |
        """,
    )


def test_an_answer_typed_over_the_guard_is_the_first_paragraph(answered: Path) -> None:
    def type_in(page: Any) -> None:
        row, column = place_of(page, "Det går bra.")
        page.cell(row - 1, column).value = "Kort sagt:"

    assert answers(read_after(answered, on("Öppna frågor", type_in)))["nara"] == "Kort sagt:\n" + WRITTEN["nara"]


def test_an_error_in_a_paragraph_is_named(answered: Path) -> None:
    def type_in(page: Any) -> None:
        row, column = place_of(page, "Det går bra.")
        page.cell(row, column).value = "#REF!"
        page.cell(row, column).data_type = "e"

    read = read_after(answered, on("Öppna frågor", type_in))
    assert read.rules() == ["error-value"]
    assert answers(read)["nara"] == "Tre av fem har börjat."


def test_a_long_answer_has_the_room_that_it_needs() -> None:
    text = as_prose("\n".join(f"Stycke {n}" for n in range(40)))
    path = laid_out(form_with("nord", SECTIONS), {QUESTIONS.key: {"nara": {"answer": text}}})
    read = read_back(path, SECTIONS)
    assert read.value(QUESTIONS.key, "nara", "answer") == text
    assert isinstance(text, ProseAnswer) and text.words == 80


def place_of(page: Any, text: str) -> tuple[int, int]:
    """Row and column of a text."""
    return next((cell.row, cell.column) for line in page.iter_rows() for cell in line if cell.value == text)


@pytest.mark.parametrize("seed", range(30))
def test_whatever_is_inserted_or_emptied_no_paragraph_is_lost_or_moved(seed: int) -> None:
    rng = Random(seed)
    texts = {key: [f"{key} {n} {rng.random()}" for n in range(rng.randrange(4, 20))] for key in ("nara", "hinder")}
    given = {key: {"answer": as_prose("\n".join(lines))} for key, lines in texts.items()}
    source = laid_out(form_with("nord", SECTIONS), {QUESTIONS.key: given})

    def change(page: Any) -> None:
        for _time in range(rng.randrange(1, 5)):
            page.insert_rows(rng.randrange(2, page.max_row + 2), rng.randrange(1, 4))
        if rng.random() < 0.5:
            page.insert_cols(rng.randrange(2, 4))
        gone = rng.choice([*texts["nara"], *texts["hinder"]])
        row, column = place_of(page, gone)
        page.cell(row, column).value = None
        for lines in texts.values():
            if gone in lines:
                lines.remove(gone)

    read = read_after(source, on("Öppna frågor", change))
    assert answers(read) == {key: "\n".join(lines) for key, lines in texts.items()}
    assert read.answers.filled == read.answers.read == sum(map(len, texts.values()))
