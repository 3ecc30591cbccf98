"""Lines that have room on a terminal: wrapped between words; as they are where nobody looks at a terminal."""

from __future__ import annotations

import pytest

from followup.cli.wrapping import columns_of, table_lines, wrapped

SENTENCE = "  Division Nord · Produktion!C12: ”ca 155 000” är inte ett tal. Skriv bara siffror."
ROWS = [("Division Nord", "har svarat, har celler att rätta", "2 att rätta"), ("Division Syd", "har svarat", "")]


def test_a_sentence_is_wrapped_between_words_and_hangs() -> None:
    assert wrapped(SENTENCE, 40).split("\n") == [
        "  Division Nord · Produktion!C12: ”ca",
        "    155 000” är inte ett tal. Skriv bara",
        "    siffror.",
    ]
    assert wrapped(SENTENCE, 0) == SENTENCE
    assert wrapped("\nett\n\ntvå", 40) == "\nett\n\ntvå"
    assert wrapped("x" * 50, 40) == "x" * 50


@pytest.mark.parametrize("width", [0, 80])
def test_a_table_that_has_room_is_as_wide_as_its_cells(width: int) -> None:
    assert list(table_lines(ROWS, width)) == [
        "Division Nord  har svarat, har celler att rätta  2 att rätta",
        "Division Syd   har svarat",
    ]


def test_the_widest_cells_of_another_are_wrapped() -> None:
    assert list(table_lines(ROWS, 48)) == [
        "Division Nord  har svarat, har       2 att rätta",
        "               celler att rätta",
        "Division Syd   har svarat",
    ]
    assert list(table_lines([], 48)) == []


def test_what_is_no_terminal_has_any_width() -> None:
    assert columns_of() == 0
