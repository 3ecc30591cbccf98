"""Which row a note is of, and which of its wordings stands.

A test of ``followup.history.notes.model``.
"""

from __future__ import annotations

import pytest

from followup.history.notes.model import NotedRow, NoteKey, NoteLine, Notes, key_in


@pytest.mark.parametrize("row", ["fragor", "a|b", "100 %", "%7C", "", "forsta.2022-01", "rad 1\nrad 2"])
def test_a_key_is_read_as_it_was_written(row: str) -> None:
    key = NoteKey("T1|2022", "measures", "nord", row)
    assert key_in(key.text) == key


@pytest.mark.parametrize("text", [None, 3, "", "note", "note|T1 2022|measures|nord", "Ring Nord|a|b|c|d"])
def test_other_texts_are_no_keys(text: object) -> None:
    assert key_in(text) is None


def line(round_: str, row: str, label: str, note: str) -> NoteLine:
    return NoteLine(
        round_, "questions", "nord", row, "Frågor", "Division Nord", label, note, "2022-05-02", "regional.xlsx", "a1"
    )


def row(key: str, label: str) -> NotedRow:
    return NotedRow("questions", "nord", key, "Frågor", "Division Nord", label)


def noted(notes: Notes, key: str, label: str) -> str | None:
    stands = notes.of(row(key, label))
    return stands.note if stands is not None else None


def test_the_last_wording_stands_and_a_round_is_one_however_it_is_spelled() -> None:
    lines = [
        line("2022 T1", "a", "Ekonomi", "först"),
        line("T1 2022", "a", "Ekonomi", "sedan"),
        line("T2 2022", "a", "Ekonomi", "nu"),
    ]
    assert noted(Notes(lines, "T1 2022"), "a", "Ekonomi") == "sedan"
    assert noted(Notes(lines, "T2 2022"), "a", "Ekonomi") == "nu"
    assert noted(Notes([*lines, line("T1 2022", "a", "Ekonomi", "")], "T1 2022"), "a", "Ekonomi") is None


def test_a_row_that_is_known_by_its_place_alone_must_be_called_the_same() -> None:
    notes = Notes(
        [line("T1 2022", "row 3", "Lokaler", "Fråga"), line("T1 2022", "hyror", "Lokaler", "Ring")], "T1 2022"
    )
    assert noted(notes, "row 3", "Lokaler") == "Fråga"
    assert noted(notes, "row 3", "Fordon") is None, "somebody has put a row in above"
    assert noted(notes, "hyror", "Lokaler och hyror") == "Ring"
    assert [stands.note for stands in notes.standing] == ["Fråga", "Ring"], "both are kept"
