"""Facts as CSV: tidy, byte for byte, and texts as they were written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from followup.outputs.of_facts.csv import write_csv
from tests.form.language import Fact, facts_from


def test_what_is_written(tmp_path: Path) -> None:
    fact = Fact("T1 2022", date(2022, 1, 1), label='Besök, "akuta"', value=Decimal("1E+3"), text="=1+1\nå", order=3)
    write_csv(facts_from([fact]), tmp_path / "facts.csv")
    head, _newline, line = (tmp_path / "facts.csv").read_bytes().decode("utf-8").partition("\n")
    assert head.split(",") == list(Fact._fields)
    assert line == ('T1 2022,2022-01-01,,,,,,,"Besök, ""akuta""",,,,,1000,"=1+1\nå",' + "," * 19 + "3,,,\n")


def test_no_facts_are_a_line_of_names(tmp_path: Path) -> None:
    write_csv(facts_from([]), tmp_path / "facts.csv")
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8") == ",".join(Fact._fields) + "\n"


def test_the_table_is_its_columns_and_gives_its_lines() -> None:
    facts = facts_from([Fact(unit="nord", order=1), Fact(unit="syd", order=2)])
    assert len(facts) == 2
    assert facts.columns["unit"] == ("nord", "syd")
    assert [fact.order for fact in facts] == [1, 2]
    assert len(facts_from([])) == 0 and list(facts_from([])) == []
