"""The units' rows beside each other: what is put together, before anything is said of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import chain, pairwise

from followup.form.columns import Column
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.terms.judgement import Judgement
from followup.form.terms.units import Unit
from followup.frozen import frozen
from followup.locale import Message

TOTAL = "total"
"""The part of a base that stands for the whole."""


@frozen(slots=True)
class UnitRow:
    """A row of a unit, or of the region (``unit`` None), with its judgements. ``until`` is the last round of one struck.

    It ``repeats`` where others hold its figure: the sums that it stands in count theirs, and so do the region's levels.
    ``questioned`` are the columns whose figure is to be checked, or is made of one that is.
    The sums over the units that answer to a ``board`` have its name, and no unit.
    """

    unit: Unit | None
    filled: FilledRow
    judgements: tuple[Judgement, ...] = ()
    until: str = ""
    repeats: bool = False
    questioned: frozenset[str] = frozenset()
    board: str = ""

    def source(self, judged: str = "", part: str = "") -> Place:
        """The cell to look at: what could not be read, else what is judged, else the first answer, else where one is awaited.

        ``judged`` is the column, or the base of the columns, that judgements of the row are of. A ``part`` of these is looked
        at before all else where it has an answer; of the whole row its total is.
        """
        return self.filled.place(next(self._looked_at(judged, part), ""))

    def _looked_at(self, judged: str, part: str) -> Iterator[str]:
        """The columns, the best first: the first of them mostly does, so none is looked for before it is asked for."""
        filled, columns = self.filled, self.filled.answer_columns
        labels, refused = filled.row.cells, filled.refused
        of_judged = [
            column for column in (f"{judged}.{part or TOTAL}", judged) if column in columns and column not in labels
        ]

        def answers() -> Iterator[str]:
            yield from of_judged
            yield from (column for column in columns if column not in labels)

        if part:
            yield from (column for column in of_judged if filled[column] is not None or column in refused)
        if refused:
            yield from (column for column in answers() if column in refused)
        yield from (column for column in answers() if filled[column] is not None)
        yield from (column for column in answers() if column not in filled.row.closed)
        yield from columns


@frozen
class RegionTable:
    """One section over all units. ``region`` are the rows added up, empty where the section has none.

    ``subtotals`` are the same of each unit that has sub-units, over it and them, without judgements.
    ``by_board`` are the same of the units that answer to each political board, empty where they name fewer than two.
    ``struck`` are rows no longer asked for, with their history: nothing is judged of them, and no sum counts them.
    ``order`` says where the plan has each row, by its key: each unit has only some of them.

    Of a published one, ``masked`` says that small numbers of people are masked in it, ``unsaid`` that it shows small
    numbers of which nobody has said what they count, and ``hidden_lines`` are lines of the overview that would tell a
    masked figure: the unit's id, and the line's place in the section's declaration. ``idle_trend`` is, in a document that
    says so once of the table, the round that no row has an outcome of to be compared with.
    """

    section: Section
    columns: tuple[Column, ...]
    rows: Sequence[UnitRow] = ()
    region: Sequence[UnitRow] = ()
    struck: Sequence[UnitRow] = ()
    subtotals: Sequence[UnitRow] = ()
    by_board: Mapping[str, Sequence[UnitRow]] = field(default_factory=dict)
    order: Mapping[str, int] = field(default_factory=dict)
    masked: bool = False
    unsaid: bool = False
    hidden_lines: frozenset[tuple[str, int]] = frozenset()
    idle_trend: Message | None = None

    @cached_property
    def _by_unit(self) -> Mapping[str, list[UnitRow]]:
        rows: dict[str, list[UnitRow]] = {}
        for row in self.rows:
            rows.setdefault(row.unit.id if row.unit else "", []).append(row)
        return rows

    @property
    def in_order(self) -> Sequence[UnitRow]:
        """All units' rows in the plan's order of rows, not unit by unit."""
        return sorted(self.rows, key=lambda row: self.order.get(row.filled.row.key, len(self.order)))

    @cached_property
    def keys(self) -> Sequence[str]:
        """The keys of the rows, in the plan's order although each unit has only some of them."""
        return keys_in_order(self.rows, self.order)

    def of(self, unit: Unit) -> Sequence[UnitRow]:
        """A unit's rows; looked up, for a region with many units asks for each of them many times."""
        return self._by_unit.get(unit.id, ())


def units_with_sub_units(rows: Iterable[UnitRow], frame: Frame) -> list[Unit]:
    """The units below the region, answering or not, that have rows of units under them, in the plan's order."""
    answering = {row.unit.id for row in rows if row.unit is not None}
    above = {parent for unit in answering for parent in frame.units.above(unit)}
    return [unit for unit in frame.units.values() if unit.id in above and unit.parent in frame.units]


def keys_in_order(rows: Iterable[UnitRow], order: Mapping[str, int]) -> Sequence[str]:
    """Each key of the rows once, in the plan's ``order`` as far as it has them.

    What it has not, such as a row that people have added, goes behind the row before it, or before the one after it, as its
    unit has them: at the end it would stand far from the rows that it belongs among.
    """
    keys_of: dict[str, list[str]] = {}
    for row in rows:
        keys_of.setdefault(row.unit.id if row.unit else "", []).append(row.filled.row.key)
    known = dict.fromkeys(chain.from_iterable(keys_of.values()))
    planned = sorted((key for key in known if key in order), key=lambda key: order[key])
    if len(planned) == len(known):
        return planned
    # Each key with the one behind it, for a list would be searched for each row: a region of many units has as many.
    behind: dict[str | None, str | None] = dict(pairwise([None, *planned, None]))
    for keys in keys_of.values():
        placed = [at for at, key in enumerate(keys) if key in behind]
        first = placed[0] if placed else len(keys)
        before = _before(behind, keys[first] if placed else None) if first else None
        for key in keys:
            if key not in behind:
                behind[key], behind[before] = behind[before], key
            before = key
    ordered: list[str] = []
    while (following := behind[ordered[-1] if ordered else None]) is not None:
        ordered.append(following)
    return ordered


def _before(behind: Mapping[str | None, str | None], following: str | None) -> str | None:
    """The key that another one stands behind; None of the first, and of the last with None as the one that follows."""
    return next(key for key, next_key in behind.items() if next_key == following)
