"""The answers of a table as columns: what a row of them sees, wherever its answers stood."""

from __future__ import annotations

from decimal import Decimal

import pytest

from followup.form.answers.answers import LOST, NO_ANSWERS, AnsweredTable
from tests.form.language import AnswersBuilder, Column, Number, Role, Row, SheetSource, gather_rows
from tests.house import Place, literal

COLUMNS = (
    Column("row", literal("Rad"), Number(), Role.LABEL),
    Column("now", literal("Nu"), Number(), base="now"),
    Column("part.k", literal("K"), Number(), base="part", part="k"),
    Column("part.total", literal("Totalt"), Number(), base="part", part="total"),
)
ROWS = (Row("a", {"row": "Besök"}), Row("b", {"row": "Samtal"}), Row("sum", {"row": "Alla"}, sums=("a", "b")))


def builder(file: str = "fil.xlsx") -> AnswersBuilder:
    """Three rows on lines 4 and 7, one of them lost, with an answer that stood in another cell than its own."""
    origin = NO_ANSWERS.answers.sources[0].origin._replace(file=file, unit="Nord", sheet="Blad")
    source = SheetSource(origin, {"row": 1, "now": 2, "part.k": 3, "part.total": 4}, {"now": "Denna period"})
    answers = AnswersBuilder(source, ROWS, [4, LOST, 7])
    answers.column("now")[:] = [Decimal(3), None, None]
    answers.column("part.k")[:] = [Decimal(1), None, None]
    answers.move(0, "part.k", (4, 2))
    answers.refuse(2, "part.total")
    return answers


def table(file: str = "fil.xlsx") -> AnsweredTable:
    """The same, which nobody writes in any more."""
    return builder(file).build()


def test_two_views_of_one_row_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long table makes a view each time that it is asked: what is kept by the row is found again."""
    monkeypatch.setattr("followup.form.answers.answers.MOST_KEPT_ROWS", 2)
    of_file, other = table(), table()
    assert of_file[0] is not of_file[0]
    assert {of_file[0]: "a"}[next(iter(of_file))] == "a"
    assert of_file[-1] == of_file[2] != of_file[1]
    assert of_file[1:] == list(of_file)[1:]
    assert of_file[0] != other[0]
    with pytest.raises(IndexError):
        of_file[3]


def test_a_row_sees_the_plans_words_and_its_own_answers() -> None:
    first, lost, total = table()
    assert (first["row"], first["now"], first["part.k"], first["nothing"]) == ("Besök", Decimal(3), Decimal(1), None)
    assert (first.text("now"), first.number("row"), lost["now"]) == ("3", None, None)
    assert (first.is_lost, lost.is_lost, list(total.refused)) == (False, True, ["part.total"])
    assert list(first.parts("part")) == ["part.k", "part.total"]
    assert list(lost.parts("part")) == []


def test_an_answer_is_placed_where_it_stood() -> None:
    first, lost, _total = table()
    assert first.place("now") == Place("fil.xlsx", "Nord", "Blad", 4, 2, "Denna period")
    assert first.place("part.k").cell == "C5"
    assert first.cells == {"row": (4, 1), "now": (4, 2), "part.k": (4, 2), "part.total": (4, 4)}
    assert (lost.place("now").cell, lost.cells, first.place("elsewhere").cell) == ("", {}, "")


def test_rows_of_several_files_keep_their_own_places() -> None:
    one, other = table("en.xlsx"), table("annan.xlsx")
    together = gather_rows([one[0], other[2]], COLUMNS)
    assert [row.place("now").file for row in together] == ["en.xlsx", "annan.xlsx"]
    assert [row.place("part.k").cell for row in together] == ["C5", "D8"]
    assert [list(row.refused) for row in together] == [[], ["part.total"]]


def test_what_is_written_anew_leaves_the_table_as_it_was() -> None:
    read = table()
    anew = AnswersBuilder.of(read)
    anew.column("now")[0] = Decimal(99)
    at = anew.add_row(Row("d", {"row": "Ny"}), SheetSource(read.answers.sources[0].origin))
    anew.column("now")[at] = Decimal(5)
    new_table = anew.build()
    assert [row["now"] for row in read] == [Decimal(3), None, None]
    assert [row["now"] for row in new_table] == [Decimal(99), None, None, Decimal(5)]
    assert (new_table[3]["row"], new_table[3].is_lost) == ("Ny", True)
    assert read.with_columns({"now": [None, None, None]})[0]["now"] is None
    assert read[0]["now"] == Decimal(3)


def test_a_row_with_other_values_stands_apart() -> None:
    first = table()[0]
    other = first.with_values({"now": Decimal(8)})
    assert (other["now"], other["part.k"], first["now"]) == (Decimal(8), Decimal(1), Decimal(3))
    assert other.place("now") == first.place("now")
