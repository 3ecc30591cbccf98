"""What a kind of cell takes, as plain data, for the table of rules that macros read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CellRule:
    """What a kind of cell takes, for those who cannot ask its ``parse``.

    ``kind`` is the name that the macros know it by, ``words`` what it needs besides: a unit, the words of a list.
    """

    kind: str = "any"
    least: str = ""
    most: str = ""
    words: tuple[str, ...] = ()
