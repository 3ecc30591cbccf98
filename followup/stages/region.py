"""The units' rows beside each other: what is put together, before anything is said of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from followup.form.columns import Column
from followup.form.judgement import Judgement
from followup.form.personal_number import masked
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.plan.model import Plan, Unit


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of a unit, or of the region (``unit`` None), with its judgements. ``until`` is the last round of one struck.

    It ``repeats`` where others hold its figure: the sums that it stands in count theirs, and so do the region's levels.
    """

    unit: Unit | None
    filled: FilledRow
    judgements: tuple[Judgement, ...] = ()
    until: str = ""
    repeats: bool = False

    @property
    def source(self) -> Place:
        """The first cell with an answer, else the row's first cell."""
        filled = self.filled
        answered = [column for column in filled.cells if column not in filled.row.cells and filled[column] is not None]
        return filled.place(answered[0] if answered else next(iter(filled.cells), ""))


@dataclass
class RegionTable:
    """One section over all units. ``region`` are the rows added up, empty where the section has none.

    ``subtotals`` are the same of each unit that has sub-units, over it and them, without judgements.
    ``struck`` are rows no longer asked for, with their history: nothing is judged of them, and no sum counts them.

    Of a published one, ``masked`` says that small numbers of people are masked in it, ``unsaid`` that it shows small
    numbers of which nobody has said what they count, and ``hidden_lines`` are lines of the overview that would tell a
    masked figure: the unit's id, and the line's place in the section's declaration.
    """

    section: Section
    columns: tuple[Column, ...]
    rows: list[UnitRow] = field(default_factory=list)
    region: list[UnitRow] = field(default_factory=list)
    struck: list[UnitRow] = field(default_factory=list)
    subtotals: list[UnitRow] = field(default_factory=list)
    masked: bool = False
    unsaid: bool = False
    hidden_lines: frozenset[tuple[str, int]] = frozenset()
    _by_unit: tuple[list[UnitRow], dict[str, list[UnitRow]]] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def of(self, unit: Unit) -> list[UnitRow]:
        """A unit's rows; looked up, for a region with many units asks for each of them many times."""
        if self._by_unit is None or self._by_unit[0] is not self.rows:
            by_unit: dict[str, list[UnitRow]] = {}
            for row in self.rows:
                by_unit.setdefault(row.unit.id if row.unit else "", []).append(row)
            self._by_unit = (self.rows, by_unit)
        return self._by_unit[1].get(unit.id, [])


@dataclass(frozen=True)
class UnitState:
    """How one unit stands: ``missing``, ``answered``, ``with_errors``, ``refused`` or ``conflict``.

    ``superseded`` is the state of a file that does not count because another does; a unit's own is never that.
    ``signed`` and ``approved`` say who, in which role and when; ``preliminary`` that the plan asks for an approval
    that there is not; ``untouched`` that a template came back as it was.
    """

    unit: Unit
    state: str
    file: str = ""
    sha256: str = ""
    errors: int = 0
    warnings: int = 0
    values: int = 0
    signed: str = ""
    approved: str = ""
    preliminary: bool = False
    untouched: bool = False

    def __post_init__(self) -> None:
        """Mask a personal number in the signature: the state is printed."""
        object.__setattr__(self, "signed", masked(self.signed))

    @property
    def answered(self) -> bool:
        """Whether its answers are among the region's."""
        return self.state in ("answered", "with_errors")


def with_superseded(states: Sequence[UnitState], superseded: Sequence[UnitState]) -> list[UnitState]:
    """The units' states, each after those of its files that no longer count."""
    return [each for state in states for each in (*(old for old in superseded if old.unit is state.unit), state)]


def keys_in_order(table: RegionTable, plan: Plan) -> list[str]:
    """The keys of a table's rows in the order of the section's own sheets in the plan: each unit has only some."""
    listed = [row.text("id") for sheet in table.section.plan for row in plan.rows(sheet.key)]
    order = {key: at for at, key in reversed(list(enumerate(listed)))}
    keys = dict.fromkeys(row.filled.row.key for row in table.rows)
    return sorted(keys, key=lambda key: order.get(key, len(order)))
