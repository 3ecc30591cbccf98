"""The facts as a table of pandas, and as Parquet. pandas is imported inside: only who asks for it waits, or needs it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.region.facts.fact import COLUMNS, DAYS, INTEGERS, NUMBERS, Facts

if TYPE_CHECKING:
    from pandas import DataFrame as DataFrame

LINES_OF_A_GROUP = 50_000
"""Lines that stand together in a Parquet file: a reader that takes a file piece by piece holds so many at once."""
INSTALL = 'pip install "followup[analysis]"'
OTHERS = {*NUMBERS, *DAYS, *INTEGERS}


def is_installed() -> bool:
    """Whether what the extra ``analysis`` brings is here; it is not imported."""
    return all(find_spec(name) is not None for name in ("pandas", "pyarrow"))


def frame_of(facts: Facts) -> DataFrame:
    """A line a fact, in the contract's columns: numbers as float64, days as datetimes, ``order`` as int64, all others text.

    No text is taken for a missing value: "NA" and "-" are answers, and an empty text is one.
    """
    import pandas

    columns: dict[str, Any] = dict(facts.columns)
    columns |= {name: [None if column is None else float(column) for column in columns[name]] for name in NUMBERS}
    return _typed(pandas.DataFrame(columns, columns=list(COLUMNS)))


def read_csv(path: Path) -> DataFrame:
    """What ``write_csv`` wrote, as ``frame_of`` has it."""
    import pandas

    return _typed(pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8"))


def write_parquet(facts: Facts, path: Path) -> None:
    """Write the whole table, with the types of ``frame_of``."""
    frame_of(facts).to_parquet(path, engine="pyarrow", index=False, row_group_size=LINES_OF_A_GROUP)


def read_parquet(path: Path) -> DataFrame:
    """What ``write_parquet`` wrote."""
    import pandas

    return _typed(pandas.read_parquet(path, engine="pyarrow"))


def _typed(table: DataFrame) -> DataFrame:
    """The same table with the types that each column has, whatever it was read from."""
    import pandas

    types = {name: "string" for name in table.columns if name not in OTHERS}
    numbers = {name: pandas.to_numeric(table[name]).astype("float64") for name in NUMBERS}
    days = {name: pandas.to_datetime(table[name], format="ISO8601").astype("datetime64[ns]") for name in DAYS}
    integers = {name: pandas.to_numeric(table[name]).astype("int64") for name in INTEGERS}
    return table.assign(**numbers, **days, **integers).astype(types)
