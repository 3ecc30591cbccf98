"""Facts as CSV: tidy, byte for byte, and texts as they were written."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from followup.outputs.of_facts.csv import write_csv
from tests.form.language import Fact, Facts, Strip
from tests.outputs.facts_of_lines import facts_from


def test_what_is_written(tmp_path: Path) -> None:
    fact = Fact("T1 2022", date(2022, 1, 1), label='Besök, "akuta"', value=Decimal("1E+3"), text="=1+1\nå", order=3)
    write_csv(facts_from([fact]), tmp_path / "facts.csv")
    head, _newline, line = (tmp_path / "facts.csv").read_bytes().decode("utf-8").partition("\n")
    assert head.split(",") == list(Fact._fields)
    assert line == ('T1 2022,2022-01-01,,,,,,,"Besök, ""akuta""",,,,,1000,"=1+1\nå",' + "," * 19 + "3,,,\n")


@pytest.mark.parametrize("text", ["a,b", 'a "b"', "a\nb", "a\rb", "a\r\nb", '"', " a ", "=1+1", "å; ä"])
def test_a_text_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    write_csv(facts_from([Fact(label=text, text=text), Fact(label="b")]), tmp_path / "facts.csv")
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as file:
        _names, first, second = csv.reader(file)
    assert Fact._make(first).label == Fact._make(first).text == text
    assert Fact._make(second).label == "b"


def test_figures_that_are_alike_keep_their_decimals(tmp_path: Path) -> None:
    write_csv(
        facts_from([Fact(value=Decimal(text)) for text in ("1", "1.0", "1E+1", "10", "-0", "1E-7")]),
        tmp_path / "facts.csv",
    )
    with (tmp_path / "facts.csv").open(encoding="utf-8", newline="") as file:
        assert [line["value"] for line in csv.DictReader(file)] == ["1", "1.0", "10", "10", "-0", "0.0000001"]


def test_what_several_lines_say_is_written_on_each(tmp_path: Path) -> None:
    nord, syd = Fact(label="a, b", value=Decimal("1.50")), Fact(label="c", order=2)
    columns = {name: [getattr(nord, name), getattr(syd, name)] for name in Fact._fields}
    first, *others = Fact._fields
    block = [Strip({first: ["T1 2022"]}, [0, 0, 0]), Strip({name: columns[name] for name in others}, [0, 1, 0])]
    write_csv(Facts([block], [1, 0, 2]), tmp_path / "strips.csv")
    lines = [fact._replace(round="T1 2022") for fact in (syd, nord, nord)]
    write_csv(facts_from(lines), tmp_path / "lines.csv")
    assert (tmp_path / "strips.csv").read_bytes() == (tmp_path / "lines.csv").read_bytes()


def test_what_all_lines_say_stands_in_its_own_column_wherever_it_is(tmp_path: Path) -> None:
    """Before, between and after columns in which lines say one of a few things, and their own."""
    own = [
        Fact(kind=kind, value=value, cell=cell)
        for kind, value, cell in zip("abc", (None, Decimal(1), Decimal(2)), "xyz", strict=True)
    ]
    few = [Fact(period_start=date(2022, month, 1), unit="å, b", label=label) for month, label in ((1, "K"), (2, "L"))]
    strips = [
        Strip({"round": ["T1"]}, [0, 0, 0]),
        Strip({name: [getattr(fact, name) for fact in few] for name in Fact._fields[1:12]}, [1, 0, 1]),
        *(Strip({name: [getattr(fact, name) for fact in own]}) for name in ("kind", "value")),
        *(Strip({name: [getattr(Fact(), name)]}, [0, 0, 0]) for name in Fact._fields[14:30]),
        Strip({"cell": [fact.cell for fact in own]}),
        *(Strip({name: [getattr(Fact(masked="no"), name)]}, [0, 0, 0]) for name in Fact._fields[31:]),
    ]
    write_csv(Facts([strips], [2, 0, 1]), tmp_path / "strips.csv")
    lines = [
        few[which]._replace(round="T1", masked="no", kind=fact.kind, value=fact.value, cell=fact.cell)
        for which, fact in zip([1, 0, 1], own, strict=True)
    ]
    write_csv(facts_from([lines[2], lines[0], lines[1]]), tmp_path / "lines.csv")
    assert (tmp_path / "strips.csv").read_bytes() == (tmp_path / "lines.csv").read_bytes()
    with (tmp_path / "strips.csv").open(encoding="utf-8", newline="") as file:
        assert [(line["label"], line["kind"], line["cell"]) for line in csv.DictReader(file)] == [
            ("L", "c", "z"),
            ("L", "a", "x"),
            ("K", "b", "y"),
        ]


def test_no_facts_are_a_line_of_names(tmp_path: Path) -> None:
    write_csv(facts_from([]), tmp_path / "facts.csv")
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8") == ",".join(Fact._fields) + "\n"


def test_the_table_is_its_columns_and_gives_its_lines() -> None:
    facts = facts_from([Fact(unit="nord", order=1), Fact(unit="syd", order=2)])
    assert len(facts) == 2
    assert facts.columns["unit"] == ("nord", "syd")
    assert [fact.order for fact in facts] == [1, 2]
    assert len(facts_from([])) == 0 and list(facts_from([])) == []
