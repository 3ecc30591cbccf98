"""What was found, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from followup.form.personal_number import masked
from followup.form.place import Place
from followup.locale import Message, _


class Severity(IntEnum):
    """How grave; the lowest number comes first."""

    ERROR = 0
    WARNING = 1
    INFO = 2

    @property
    def key(self) -> str:
        """As scripts read it."""
        return self.name.lower()

    @property
    def title(self) -> Message:
        """As people read it. Never "avvikelse": that word is taken."""
        return {
            Severity.ERROR: _("To correct"),
            Severity.WARNING: _("To check"),
            Severity.INFO: _("For information"),
        }[self]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A row that the secretariat may add to the decisions workbook: on which sheet, for which unit and which rule.

    Of files, with ``together``, that all of them count, with ``several``, which of them do.
    """

    sheet: Message
    unit: str
    rule: str = ""
    together: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found at one place. ``found`` is what stood there, ``advice`` goes on from it: "is not a number. …".

    A personal number is never repeated: wherever a finding is shown or written, it is masked.
    ``decide`` is for the secretariat only: which row of decisions.xlsx would settle it.
    """

    place: Place
    rule: str
    severity: Severity
    found: str
    advice: Message
    decide: WayOut | None = None

    def __post_init__(self) -> None:
        """Mask what stood there."""
        object.__setattr__(self, "found", masked(self.found))

    @property
    def order(self) -> tuple[object, ...]:
        """Gravest first, then those that concern a whole file or sheet, then by place."""
        return (self.severity, bool(self.place.cell), self.place, self.rule, self.found)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a cell type says of a value; ``severity`` ERROR means that the value is refused, else it is kept."""

    rule: str
    advice: Message
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of a row; the stage knows the place from the column.

    Of what is ``named`` only a comment that names what was found explains it: a row's comment is often of another matter.
    """

    column: str
    problem: Problem
    found: str = ""
    named: bool = False
