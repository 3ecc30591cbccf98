"""Notes that controllers have written beside rows: every change of each, and what stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from followup.files.book import NOTE_KEY
from followup.form.place import Place
from followup.frozen import frozen
from followup.history.record import RECORD
from followup.plan.rounds.rounds import same_round

NOTES = "notes.csv"
"""The file of a record that keeps them."""

APART = "|"
"""What the parts of a key are told apart by."""

BY_PLACE = re.compile(r"row \d+")
"""The key of a row that has nothing to be known by but its place: another row may stand there next time."""


class NoteKey(NamedTuple):
    """Of which row a note is: that of a section, of a unit (empty for the region), at a round."""

    round: str
    section: str
    unit: str
    row: str

    @property
    def text(self) -> str:
        """The key as it stands in a cell."""
        return NOTE_KEY + APART.join(part.replace("%", "%25").replace(APART, "%7C") for part in self)


def key_in(text: object) -> NoteKey | None:
    """The key that a cell holds; None where it holds none."""
    if not isinstance(text, str) or not text.startswith(NOTE_KEY):
        return None
    parts = [part.replace("%7C", APART).replace("%25", "%") for part in text.removeprefix(NOTE_KEY).split(APART)]
    return NoteKey(*parts) if len(parts) == len(NoteKey._fields) else None


class NoteLine(NamedTuple):
    """A note as it was written at one time: empty where it was cleared then. The last line of a row says what stands.

    ``sheet``, ``unit_name`` and ``label`` are what section, unit and row were called, ``day`` is the merge's, ``file``
    the workbook that it was read from, with the digest of that.
    """

    round: str
    section: str
    unit: str
    row: str
    sheet: str
    unit_name: str
    label: str
    note: str
    day: str
    file: str
    sha256: str

    @property
    def key(self) -> NoteKey:
        """Of which row it is."""
        return NoteKey(self.round, self.section, self.unit, self.row)

    @property
    def place(self) -> Place:
        """Where the whole of it stands, of one that is too long for a cell."""
        return Place(f"{RECORD}/{NOTES}", sheet=self.label or self.row)


class NotedRow(NamedTuple):
    """A row of a reading view that may have a note, and what it is called there."""

    section: str
    unit: str
    row: str
    sheet: str
    unit_name: str
    label: str


@frozen
class Notes:
    """Every line that is kept, oldest first, seen from a round."""

    lines: Sequence[NoteLine] = ()
    round: str = ""

    def __post_init__(self) -> None:
        """A round is one whatever way it is spelled."""
        spelled = {name: self.round for name in {line.round for line in self.lines} if same_round(name, self.round)}
        if any(name != self.round for name in spelled):
            lines = [line._replace(round=spelled.get(line.round, line.round)) for line in self.lines]
            object.__setattr__(self, "lines", lines)

    @cached_property
    def latest(self) -> Mapping[NoteKey, NoteLine]:
        """The last line of each row, cleared ones too, in the order in which rows were first noted."""
        return {line.key: line for line in self.lines}

    @cached_property
    def standing(self) -> Sequence[NoteLine]:
        """What stands: the last line of each row that has a note now."""
        return [line for line in self.latest.values() if line.note]

    @cached_property
    def files(self) -> frozenset[str]:
        """The digests of the workbooks that something was read from."""
        return frozenset(line.sha256 for line in self.lines)

    def of(self, row: NotedRow) -> NoteLine | None:
        """What stands beside a row of this round; None where nothing does.

        A row that is known by its place alone is the same as long as it is called the same.
        """
        line = self.latest.get(NoteKey(self.round, row.section, row.unit, row.row))
        if line is None or not line.note:
            return None
        return None if BY_PLACE.fullmatch(row.row) and line.label != row.label else line
