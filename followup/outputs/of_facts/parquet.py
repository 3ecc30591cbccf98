"""The facts as Parquet, by pandas and pyarrow."""

from __future__ import annotations

from pathlib import Path

from followup.locale import Message, _, literal
from followup.outputs.facts_frame import INSTALL, is_installed, write_parquet
from followup.outputs.registry import Format, Looks
from followup.region.facts.fact import Facts


def pandas_missing() -> Message | None:
    """How to install what is needed, where it is not there."""
    if is_installed():
        return None
    return _("pandas and pyarrow are needed for this. Install the extra: {command}", command=literal(INSTALL))


def _write(facts: Facts, path: Path, _looks: Looks) -> None:
    write_parquet(facts, path)


FORMAT = Format(".parquet", _write, pandas_missing)
