"""Facts as a table of pandas: the same from CSV, from Parquet and from the facts themselves; "NA" is an answer."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from followup.outputs.facts_frame import frame_of, read_csv, read_parquet, write_parquet
from tests.form.language import Fact
from tests.outputs.facts_of_lines import facts_from

pytest.importorskip("pyarrow")
NUMBERS = ("value", "target_low", "target_high", "gap")
TEXTS = ("NA", "-", "", "null", "007", " å ")


def test_every_column_has_its_type_and_every_text_stays() -> None:
    table = frame_of(facts_from(Fact(text=text, value=Decimal("0.1")) for text in TEXTS))
    assert list(table["text"]) == list(TEXTS)
    assert {name for name in table.columns if table[name].dtype == "float64"} == set(NUMBERS)
    assert {name for name in table.columns if str(table[name].dtype).startswith("datetime64")} == {
        "period_start",
        "period_end",
    }
    assert [name for name in table.columns if table[name].dtype == "int64"] == ["order"]
    assert sum(str(dtype) == "string" for dtype in table.dtypes) == 31


def test_what_is_missing_is_missing() -> None:
    table = frame_of(facts_from([Fact(), Fact(period_start=date(2022, 1, 1), value=Decimal(0))]))
    assert math.isnan(table["value"][0]) and table["value"][1] == 0
    assert list(table["period_start"].isna()) == [True, False]
    assert not table["text"].isna().any()


def test_parquet_keeps_it(tmp_path: Path) -> None:
    facts = facts_from(Fact(text=text, value=Decimal("0.30"), period_end=date(2022, 4, 30)) for text in TEXTS)
    write_parquet(facts, tmp_path / "facts.parquet")
    frame = read_parquet(tmp_path / "facts.parquet")
    assert frame.equals(frame_of(facts)) and frame.dtypes.equals(frame_of(facts).dtypes)


def test_csv_gives_the_same(tmp_path: Path) -> None:
    facts = facts_from(
        [Fact("T1 2022", date(2022, 1, 1), text="NA", missing_reason="-", value=Decimal("0.25"), order=7)]
    )
    lines = [",".join(Fact._fields), "T1 2022,2022-01-01,,,,,,,,,,,,0.25,NA,-" + "," * 19 + "7,,,"]
    (tmp_path / "facts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    read = read_csv(tmp_path / "facts.csv")
    assert read.equals(frame_of(facts)) and read.dtypes.equals(frame_of(facts).dtypes)


def test_no_facts_are_an_empty_table() -> None:
    table = frame_of(facts_from([]))
    assert len(table) == 0 and list(table.columns) == list(Fact._fields)
