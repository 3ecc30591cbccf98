"""A text with columns: which sign parts them, and where each cell stands."""

from __future__ import annotations

import pytest

from followup.files.lists.csv_table import read_csv


def cells(text: str) -> dict[tuple[int, int], object]:
    """The cells of a text."""
    (sheet,) = read_csv(text, "lista.csv").sheets
    return dict(sheet.cells)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Mått;Mål\nAndel, i procent;0,5\n", {0: "Andel, i procent", 1: "0,5"}),
        ("Mått\tMål\nAndel; i tid\t0,5\n", {0: "Andel; i tid", 1: "0,5"}),
        ('Mått,Mål\n"Andel, i tid",5\n', {0: "Andel, i tid", 1: "5"}),
        ("sep=|\nMått|Mål\nAndel, a;b|5\n", {0: "Andel, a;b", 1: "5"}),
        ('Mått;Mål\n"Två\nrader";"sa ""hej"""\n', {0: "Två\nrader", 1: 'sa "hej"'}),
        ("Mått\nAndel, i tid\n", {0: "Andel, i tid"}),
    ],
)
def test_the_sign_that_parts_most_lines_alike(text: str, row: dict[int, str]) -> None:
    first = 2 if text.startswith("sep=") else 1
    assert {at: value for (line, at), value in cells(text).items() if line == first} == row


def test_blank_cells_and_blank_lines_are_none_and_rows_are_lines() -> None:
    assert cells("\nA;B\n;;\n ;x\n") == {(1, 0): "A", (1, 1): "B", (3, 1): "x"}
