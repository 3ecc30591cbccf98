"""How a section is seen in what merge makes: lines in the overview, and blocks in a Word document.

These are declarations only; the outputs draw them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from followup.form.cells.base import CellType
from followup.form.rows import FilledRow
from followup.form.values import Value
from followup.locale import Message

if TYPE_CHECKING:
    from followup.plan.model import Plan

Sentence = Callable[[FilledRow, "Plan"], Message | None]


@dataclass(frozen=True)
class LevelsBy:
    """Units × groups, counted by level: ``group`` is the label column that names the group, ``scale`` what is counted."""

    title: Message
    group: str
    scale: str


@dataclass(frozen=True)
class Line:
    """One figure a unit, worked out from its rows in the section."""

    title: Message
    type: CellType
    value: Callable[[Sequence[FilledRow]], Value]


Overview = LevelsBy | Line


@dataclass(frozen=True)
class TableOf:
    """A table with these columns, a caption, and a sentence for each row where the figures support one.

    A key in ``columns`` may be a column's base: its parts are then joined in one cell. ``group`` starts a new table
    under a heading for each value of that label column. ``scales`` adds a column for each scale that rows are judged
    on, before the columns in ``tail``. ``together`` puts all units in one table with a column for the unit; otherwise
    the region has a table of its sums and each unit one of its own. ``widths`` are shares of the page by column key.
    """

    columns: tuple[str, ...]
    caption: Message
    group: str = ""
    scales: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    sentence: Sentence | None = None
    together: bool = False
    widths: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class ChartOf:
    """One chart a unit and value of ``series``: a line for each of ``values`` over ``category``, a dashed ``target``."""

    category: str
    values: tuple[str, ...]
    title: Message
    series: str = ""
    target: str = ""
    kind: Literal["line", "column", "bar"] = "line"
    number_format: str = "0 %"


Reading = TableOf | ChartOf
