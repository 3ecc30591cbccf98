"""The units of a region: a tree, of which some get a template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from followup.files.names import file_name
from followup.form.values import Value
from followup.frozen import frozen

REGION = "region"
EVERY_UNIT = frozenset({"alla", "all", "samtliga", "alla enheter", "samtliga enheter"})
"""Words that stand for every unit where units are listed."""

THE_REGION = frozenset({"regionen", "the region"})
"""Words that stand for the region itself."""


class Predecessor(NamedTuple):
    """A unit of earlier rounds that another one replaces: the whole of it, or a ``share``, 0–1.

    None where nobody has said how much: all of it for a unit that replaces it alone.
    """

    unit: str
    share: Decimal | None = None


@frozen(slots=True)
class Unit:
    """A part of the region. ``sections`` are titles of sections, empty for all that have rows for it.

    ``counted`` says what is added up where both it and its sub-units answer: ``units`` (or empty) the sub-units'
    figures, ``own`` its own, ``both`` each beside the other. ``replaces`` are the units of earlier rounds whose figures
    are its own earlier ones. ``deadline`` is its own last day to answer, None where it has that of all.
    """

    id: str
    name: str
    kind: str = ""
    parent: str = ""
    board: str = ""
    contact: str = ""
    sections: tuple[str, ...] = ()
    template: bool = True
    counted: str = ""
    replaces: tuple[Predecessor, ...] = ()
    deadline: date | None = None


def concerns(units: Value, unit: Unit) -> bool:
    """Whether a list of units in the plan names this one: by id, by "alla", or the region by "regionen"."""
    if not isinstance(units, tuple):
        return False
    if unit.id in units:
        return True
    words = {name.casefold() for name in units}
    return bool(words & EVERY_UNIT) or (unit.kind == REGION and bool(words & THE_REGION))


Listed = TypeVar("Listed")


class ByUnit(Generic[Listed]):
    """What lists units in the plan, as ``concerns`` understands them; that of a unit is looked up, not searched: a plan of
    many units has as many rows for each of them.
    """

    def __init__(self, listed: Iterable[tuple[Value, Listed]]) -> None:
        self._listed: list[Listed] = []
        self._named: dict[str, list[int]] = {}
        self._every, self._of_region = list[int](), list[int]()
        for at, (units, one) in enumerate(listed):
            self._listed.append(one)
            names = dict.fromkeys(units) if isinstance(units, tuple) else {}
            for name in names:
                self._named.setdefault(name, []).append(at)
            words = {name.casefold() for name in names}
            if words & EVERY_UNIT:
                self._every.append(at)
            if words & THE_REGION:
                self._of_region.append(at)

    def of(self, unit: Unit) -> list[Listed]:
        """What concerns a unit, in the plan's order."""
        of_region = self._of_region if unit.kind == REGION else ()
        return [self._listed[at] for at in sorted({*self._named.get(unit.id, ()), *self._every, *of_region})]


class UnitTree(Mapping[str, Unit]):
    """Units by id, in the plan's order."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._by_id = {unit.id: unit for unit in units}

    def __getitem__(self, unit: str) -> Unit:
        return self._by_id[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    @cached_property
    def answering(self) -> Sequence[Unit]:
        """The units that get a template."""
        return [unit for unit in self._by_id.values() if unit.template]

    def above(self, unit: str) -> Sequence[str]:
        """The ids of the units above one, nearest first; none above a unit that the plan does not have."""
        above: list[str] = []
        while unit in self._by_id and (unit := self._by_id[unit].parent) in self._by_id and unit not in above:
            above.append(unit)
        return above

    @cached_property
    def boards(self) -> Mapping[str, Set[str]]:
        """The ids of the units that answer to each political board, as its name is written first, in the plan's order.

        A unit that names none answers to that of the nearest unit above it below the region.
        """
        by_name: dict[str, str] = {}
        boards: dict[str, set[str]] = {}
        for unit in self._by_id.values():
            above = (self._by_id[id_] for id_ in self.above(unit.id))
            inherited = (one.board for one in above if one.board and one.kind != REGION)
            board = unit.board or next(inherited, "")
            if board:
                name = by_name.setdefault(" ".join(board.casefold().split()), board)
                boards.setdefault(name, set()).add(unit.id)
        return boards

    @cached_property
    def answering_above(self) -> Mapping[str, Sequence[str]]:
        """For each answering unit that stands under another, at any depth, the answering units above it, nearest first."""
        by_unit = {unit.id: [i for i in self.above(unit.id) if self._by_id[i].template] for unit in self.answering}
        return {unit: above for unit, above in by_unit.items() if above}

    def file_stem(self, unit: Unit) -> str:
        """What files of a unit begin with: its name, and its id too where another unit's would be called the same.

        Not yet a legal name: the whole of it is made one when a round or another word stands behind.
        """
        return self._file_stems.get(unit.id, unit.name)

    @cached_property
    def _file_stems(self) -> dict[str, str]:
        names = {unit.id: file_name(unit.name).casefold() for unit in self._by_id.values()}
        times = Counter(names.values())
        return {
            unit.id: unit.name if times[names[unit.id]] == 1 else f"{unit.name.rstrip(' .')} {unit.id}"
            for unit in self._by_id.values()
        }
