"""How a section is seen in what merge makes: lines in the overview, and blocks in a Word document.

These are declarations only; the outputs draw them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from followup.form.cells.base import CellType
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.form.row_view import RowView

Sentence = Callable[["RowView", "Frame"], Message | None]


@frozen
class LevelCounts:
    """Units × groups, counted by level: ``group`` is the label column that names the group, empty for no groups, and
    ``scale`` what is counted.
    """

    title: Message
    group: str
    scale: str


@frozen
class UnitFigure:
    """One figure a unit, worked out from its rows in the section.

    ``column`` is the one whose figures it adds up: where one of them is missing the line says that it is incomplete.
    """

    title: Message
    type: CellType
    value: Callable[[Sequence[RowView]], Value]
    column: str = ""

    def is_short(self, rows: Sequence[RowView]) -> bool:
        """Whether some figure that it is made of is missing."""
        return any(row.coverage(self.column) is not None or self.column in row.refused for row in rows)


Overview = LevelCounts | UnitFigure


@frozen
class BriefRows:
    """The rows of a section that its paragraph on the first page is made of.

    ``units`` are those that have answered, each with its name and its rows; ``silent`` the names of those that have rows and
    have not; ``region`` the rows added up, empty where the section has none.
    """

    title: Message
    units: Sequence[tuple[str, Sequence[RowView]]]
    region: Sequence[RowView] = ()
    silent: Sequence[str] = ()


SaidInBrief = Callable[[BriefRows, "Frame"], "Sequence[Message]"]
"""The sentences of a section on the first page, its message first; none where its figures support none."""


@frozen
class WordTable:
    """A table with these columns, a caption, and a sentence for each row where the figures support one.

    A key in ``columns`` may be a column's base: its parts are then joined in one cell. ``group`` starts a new table
    under a heading for each value of that label column. ``scales`` adds a column for each scale that rows are judged
    on, before the columns in ``tail``. ``together`` puts all units in one table with a column for the unit; otherwise
    the region has a table of its sums and each unit one of its own. ``widths`` are shares of the page by column key
    (``unit`` for the unit's).

    ``beneath`` are columns that stand under another one's text, in its cell; ``unit`` there is the unit's name, which
    then has no column of its own. ``links`` are the columns with the address that another one's text leads to.
    In a table of all units together the rows stand as the plan orders them, whichever unit they are of, and ``every``
    shows the rows of units that have not answered too.

    In a table of all units the first ``labels_once`` labels are not said again where they stand in the row above, and
    the unit stands behind them. ``ordered_by`` names a label with a number that orders the rows; a row without one,
    such as a sum, stands behind those of its group, or last; ``descending`` the largest comes first. ``region_only_sums``
    leaves out the units' own sums, and all of the region's rows but sums: for rows that mostly have one owner.
    """

    columns: tuple[str, ...]
    caption: Message
    group: str = ""
    scales: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    sentence: Sentence | None = None
    together: bool = False
    labels_once: int = 2
    ordered_by: str = ""
    descending: bool = False
    region_only_sums: bool = False
    widths: Mapping[str, float] = field(default_factory=dict)
    beneath: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    every: bool = False


@frozen
class WordChart:
    """One chart a unit and value of ``series``: a line for each of ``values`` over ``category``, a dashed ``target``.

    ``over_rounds``: a chart a row, of ``values`` in earlier rounds and in this one.
    """

    category: str
    values: tuple[str, ...]
    title: Message
    series: str = ""
    target: str = ""
    kind: Literal["line", "column", "bar", "dots"] = "line"
    number_format: str = "0 %"
    over_rounds: bool = False


WordPart = WordTable | WordChart
