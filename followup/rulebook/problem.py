"""What is wrong with a value, before anybody knows where it stood."""

from __future__ import annotations

from enum import IntEnum

from followup.frozen import frozen
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


@frozen(slots=True)
class Problem:
    """What a rule says of a value, a row or a file: a rule's record makes it.

    ``rule`` is the rule's id, ``advice`` goes on from what stood there: "is not a number. …".
    """

    rule: str
    advice: Message
    severity: Severity

    @property
    def refuses(self) -> bool:
        """Whether it is an error: a value that is not taken over, a document that is not made."""
        return self.severity is Severity.ERROR


@frozen(slots=True)
class Remark:
    """What a check says of a row; the stage knows the place from the column.

    Of what is ``named`` only a comment that names the value explains it: a row's comment is often of another matter.
    """

    column: str
    problem: Problem
    raw: str = ""
    named: bool = False
