"""Lines of facts from strips: in the contract's columns, row by row, whatever the strips hold."""

from __future__ import annotations

from decimal import Decimal

from followup.region.facts.lines.fact_lines import FactLines, facts_of_tables, strip_by_key, strip_of_few
from tests.form.language import Fact, Strip

USUAL = Fact(round="T1 2022", masked="no")


def lines(rows: list[int], *strips: Strip) -> FactLines:
    return FactLines(rows, strips, USUAL)


def test_the_lines_of_a_row_stand_together_in_the_order_of_the_pieces() -> None:
    answers = lines([0, 0, 2], Strip({"text": ["a", "b", "c"]}))
    judgements = lines([0, 1], Strip({"text": ["d", "e"]}))
    facts = facts_of_tables([[answers, judgements], [lines([]), lines([0], Strip({"text": ["f"]}))]])
    assert facts.columns["text"] == ("a", "b", "d", "e", "c", "f")
    assert len(facts) == 6


def test_what_no_strip_says_is_usual() -> None:
    (fact,) = facts_of_tables([[lines([0], Strip({"text": ["a"]}))]])
    assert fact == USUAL._replace(text="a")


def test_each_line_says_its_own_of_what_several_say() -> None:
    rows = Strip({"unit": ["nord", "syd"], "label": ["A, b", "C"], "order": [1, 2]}, [0, 0, 1])
    values = Strip({"value": [Decimal("1.50"), None, Decimal(2)]})
    facts = facts_of_tables([[lines([0, 0, 1], values, rows)]])
    assert list(facts.columns) == list(Fact._fields)
    assert list(facts) == [
        USUAL._replace(unit="nord", label="A, b", order=1, value=Decimal("1.50")),
        USUAL._replace(unit="nord", label="A, b", order=1),
        USUAL._replace(unit="syd", label="C", order=2, value=Decimal(2)),
    ]


def test_a_strip_by_key_and_one_of_few() -> None:
    days = strip_by_key(("period_start", "period_end"), ["b", "a", "b"], {"a": (1, 2), "b": (3, 4)})
    assert (days.column("period_start"), days.column("period_end")) == ([3, 1, 3], [4, 2, 4])
    assert strip_of_few(("note",), 4, ("",), {2: ("x",), 0: ("y",)}).column("note") == ["y", "", "x", ""]
    assert strip_of_few(("note",), 2, ("",), {}).column("note") == ["", ""]
