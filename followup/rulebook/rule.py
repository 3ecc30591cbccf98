"""What a rule is: one record, that is raised by its name."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from followup.frozen import frozen
from followup.locale import Message
from followup.rulebook.problem import Problem, Remark, Severity


class Addressee(Enum):
    """Who can do something about a finding: the unit that answered, or only the secretariat.

    What is for the secretariat is never mailed to a unit, marks no cell of a returned workbook, and sends none back.
    """

    UNIT = "unit"
    SECRETARIAT = "secretariat"


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
UNIT, SECRETARIAT = Addressee.UNIT, Addressee.SECRETARIAT


@frozen
class Rule:
    """A rule. Its ``id`` is a contract, with hyphens; ``message`` goes on from what stood there: "is not a number. …".

    ``why`` is a sentence for those who ask what the rule is good for, ``wrong`` and ``right`` are one example each: tests
    do what they say. Braces in the message are filled where the rule is raised.
    """

    id: str
    severity: Severity
    addressee: Addressee
    message: Message
    why: str
    wrong: str
    right: str

    def case(
        self,
        message: Message | None = None,
        severity: Severity | None = None,
        *,
        why: str = "",
        wrong: str = "",
        right: str = "",
    ) -> Rule:
        """The same rule in a case that has words or a severity of its own; what is not given is that of the rule."""
        return replace(
            self,
            message=self.message if message is None else message,
            severity=self.severity if severity is None else severity,
            why=why or self.why,
            wrong=wrong or self.wrong,
            right=right or self.right,
        )

    def filled(self, **words: object) -> Rule:
        """The same rule with some braces of its message filled already."""
        return replace(self, message=self.message.filled(**words))

    def problem(self, **words: object) -> Problem:
        """What the rule says, with the braces of its message filled."""
        return Problem(self.id, self.message.filled(**words), self.severity)

    def remark(self, column: str, raw: str = "", /, *, named: bool = False, **words: object) -> Remark:
        """What the rule says of a row's column, and of of ``raw``, what stands there; see ``Remark`` for ``named``."""
        return Remark(column, self.problem(**words), raw, named)
