"""What figures are broken down by: women and men to start with, or whatever the plan names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from followup.frozen import frozen


@frozen(slots=True)
class BreakdownPart:
    """A part of a breakdown. ``short`` is what people write before a figure.

    ``group`` names the breakdown where the plan has several: by sex, by hospital.
    """

    key: str
    name: str
    short: str
    group: str = ""


@frozen
class Breakdown:
    """The parts of all the plan's breakdowns, in order; the first of them is the usual one."""

    parts: tuple[BreakdownPart, ...] = ()

    def __iter__(self) -> Iterator[BreakdownPart]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    @cached_property
    def usual(self) -> tuple[BreakdownPart, ...]:
        """The parts of the first."""
        return tuple(part for part in self.parts if part.group == self.parts[0].group)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Those of all parts, then ``total`` for the whole: what figures go by."""
        return (*(part.key for part in self.parts), "total")

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """What people write before a part's figure, by the part's key."""
        return {part.key: part.short for part in self.parts}

    def parts_named(self, name: str) -> tuple[BreakdownPart, ...] | None:
        """The parts that the plan asks for by "ja" or by name; none for "nej"; None for an unknown name."""
        wanted = name.casefold()
        if wanted in ("", "nej", "no"):
            return ()
        if wanted in ("ja", "yes"):
            return self.usual
        return tuple(part for part in self.parts if part.group.casefold() == wanted) or None
