"""The units that a unit replaces: ``LD``, ``LD1, LD2``, or a share of one that was split, ``LD 60 %``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed, as_text
from followup.form.terms.units import Predecessor
from followup.form.texts.folded_keys import fold_key
from followup.form.values import Value
from followup.form.written.plain_text import in_lines, plain, without_hidden_signs
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.locale.numbers import show_number
from followup.patterns import pattern
from followup.rulebook.planning.unit_changes import NAMED_TWICE, PREDECESSOR_NOT_UNDERSTOOD
from followup.rulebook.understood import TEXT_IS_A_DATE

APART = pattern(r"[;\n]|\s\+\s|,(?!\d+\s*(?:%|procent\b))")
"""What stands between two units. The comma of 33,3 % does not, although no space follows it in ``LD,LS`` either."""

SHARE = r"(?P<share>\d{1,3}(?:[.,]\d+)?)\s*(?:%|procent)"
UNIT_AND_SHARE = pattern(rf"(?P<unit>\S(?:.*[^\s:=(])?)\s*(?:\s|[:=(])\s*{SHARE}\s*\)?", re.IGNORECASE)
SHARE_OF_UNIT = pattern(rf"{SHARE}\s*(?:av|of)?\s+(?P<unit>\S.*)", re.IGNORECASE)
WHOLE = Decimal(100)
"""A share is written as a percentage."""


@frozen
class Predecessors(CellType):
    """Units by id or name with commas between, each with its share where it was split. The value is a text for each.

    ``predecessors_in`` tells what such a value says.
    """

    number_format = "@"

    def help(self) -> Message:
        return _(
            "Write the id of the unit that it replaces, several with commas between: LD1, LD2. With the share where "
            "one was split: LD 60 %."
        )

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, date):
            return Parsed(problem=TEXT_IS_A_DATE.problem(day=raw))
        text = f"{raw:f}" if isinstance(raw, Decimal) else without_hidden_signs(in_lines(as_text(raw)))
        predecessors: list[Predecessor] = []
        for entry in _entries(text):
            predecessor = _predecessor(entry)
            if predecessor is None:
                return Parsed(problem=PREDECESSOR_NOT_UNDERSTOOD.problem(entry=literal(entry), help=self.help()))
            if fold_key(predecessor.unit) in {fold_key(other.unit) for other in predecessors}:
                return Parsed(problem=NAMED_TWICE.problem(unit=literal(predecessor.unit), help=self.help()))
            predecessors.append(predecessor)
        return Parsed(tuple(map(_as_written, predecessors)) or None)

    def show(self, value: Value, words: Words) -> str:
        return ", ".join(value) if isinstance(value, tuple) else super().show(value, words)


def predecessors_in(value: Value) -> tuple[Predecessor, ...]:
    """What a cell of these says; nothing of an empty one."""
    predecessors = map(_predecessor, value) if isinstance(value, tuple) else ()
    return tuple(predecessor for predecessor in predecessors if predecessor is not None)


def _entries(text: str) -> Iterator[str]:
    return (entry for part in APART.split(text) if (entry := plain(part)))


def _predecessor(entry: str) -> Predecessor | None:
    """A unit with its share; None where a share stands alone, is more than all of it, or is no such number."""
    match = UNIT_AND_SHARE.fullmatch(entry) or SHARE_OF_UNIT.fullmatch(entry)
    if match is None:
        return None if re.search(r"%|\bprocent\b", entry, re.IGNORECASE) else Predecessor(entry)
    share = Decimal(match["share"].replace(",", "."))
    return Predecessor(match["unit"], share / WHOLE) if share <= WHOLE else None


def _as_written(predecessor: Predecessor) -> str:
    if predecessor.share is None:
        return predecessor.unit
    return f"{predecessor.unit} {show_number(predecessor.share * WHOLE)} %"
