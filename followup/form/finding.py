"""What was found, and what to do about it."""

from __future__ import annotations

from followup.form.place import Place
from followup.form.texts.personal_number import masked
from followup.frozen import frozen
from followup.locale import Message
from followup.rulebook.problem import Problem, Severity


@frozen(slots=True)
class ProposedDecision:
    """A row that the secretariat may add to the decisions workbook: on which sheet, for which unit and which rule.

    Of files, with ``together``, that all of them count, with ``several``, which of them do.
    """

    sheet: Message
    unit: str
    rule: str = ""
    together: bool = False
    several: bool = False


@frozen(slots=True)
class Finding:
    """One thing found at one place. ``raw`` is what stood there, ``advice`` goes on from it: "is not a number. …".

    A personal number is never repeated: wherever a finding is shown or written, it is masked.
    ``decide`` is for the secretariat only: which row of decisions.xlsx would settle it.
    """

    place: Place
    rule: str
    severity: Severity
    raw: str
    advice: Message
    decide: ProposedDecision | None = None

    def __post_init__(self) -> None:
        """Mask what stood there."""
        object.__setattr__(self, "raw", masked(self.raw))

    @classmethod
    def of(cls, place: Place, problem: Problem, raw: str = "", decide: ProposedDecision | None = None) -> Finding:
        """A problem at a place."""
        return cls(place, problem.rule, problem.severity, raw, problem.advice, decide)

    @property
    def order(self) -> tuple[object, ...]:
        """Gravest first, then those that concern a whole file or sheet, then by place."""
        return (self.severity, bool(self.place.cell), self.place, self.rule, self.raw)
