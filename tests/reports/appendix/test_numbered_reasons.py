"""The appendix of reasons: each reason once, with every row that has it, under the numbers by which tables refer to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pandas

from tests.demos import done
from tests.outputs.reading_back import word_tables


def reasons_of(example: str) -> Iterator[list[str]]:
    """The rows of the appendix: number, rows, judgement, reason."""
    for table in word_tables(done(example).summary):
        if table[0][-2:] == ["Bedömning", "Motivering"] and table[0][0] == "Nr":
            yield from table[1:]


def test_each_reason_stands_once_under_numbers_without_a_gap() -> None:
    listed = list(reasons_of("norrbotten-2022-04"))
    assert [row[0] for row in listed] == [str(number) for number in range(1, len(listed) + 1)]
    whole = [row[3] for row in listed if "Utveckling: " not in row[3]]
    assert whole.count("Det finns inget utfall från tertial 1 2021 att jämföra med.") == 1
    (shared,) = (
        row for row in listed if row[3] == "Utveckling: Det finns inget utfall från tertial 1 2021 att jämföra med."
    )
    assert len(re.findall("; |\n|: ", shared[1])) > 8, "its rows stand behind their units"


def test_tables_name_the_number_of_the_reason() -> None:
    listed = {row[0]: row for row in reasons_of("norrbotten-2022-04")}
    seen = 0
    for table in word_tables(done("norrbotten-2022-04").summary):
        if not {"Måluppfyllelse", "Styrmått"} <= set(table[0]):
            continue
        at = table[0].index("Måluppfyllelse")
        for row in table[1:]:
            if number := re.search(r"\((\d+)\)$", row[at]):
                level = row[at].removesuffix(number[0]).strip()
                assert level in listed[number[1]][2], row
                seen += 1
    assert seen > 3


def test_no_row_is_lost() -> None:
    """As often as facts have a judgement of a measure, the appendix names it."""
    demo = done("norrbotten-2022-04")
    told: Counter[str] = Counter()
    for _number, rows, _level, reason in reasons_of("norrbotten-2022-04"):
        scales = 2 if "\nUtveckling: " in reason else 1
        for line in rows.split("\n"):
            for name in line.rpartition(": ")[2].split("; "):
                told[name] += scales
    facts = pandas.read_csv(demo.folder / "output" / "record" / "facts.csv", keep_default_na=False, dtype=str)
    answered = facts[(facts.kind != "earlier") & (facts.file != "")].unit.unique()
    judged = facts[
        (facts.section == "measures")
        & facts.column.isin(["attainment", "trend"])
        & (facts.origin == "computed")
        & (facts.unit.isin(answered) | (facts.unit == ""))
    ]
    rows = judged.drop_duplicates(["unit", "row", "column"])
    assert len(rows) > 80
    assert {name: told[name] for name in set(rows.label)} == dict(Counter(rows.label))
