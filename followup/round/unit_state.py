"""How each unit stands in a round."""

from __future__ import annotations

from collections.abc import Sequence

from followup.form.terms.units import Unit
from followup.form.texts.personal_number import masked
from followup.frozen import frozen


@frozen
class UnitState:
    """How one unit stands: ``missing``, ``answered``, ``with_errors``, ``refused`` or ``conflict``.

    ``superseded`` is the state of a file that does not count because another does; a unit's own is never that.
    ``signed`` and ``approved`` say who, in which role and when; ``preliminary`` that the plan asks for an approval
    that there is not; ``untouched`` that a template came back as it was; ``halves`` are
    the files that its answers were put together from, each as it stands for itself. ``excused`` is a unit that somebody has
    decided need not answer; ``excused_by`` and ``excused_why`` are empty in what is published.
    """

    unit: Unit
    state: str
    file: str = ""
    sha256: str = ""
    errors: int = 0
    warnings: int = 0
    values: int = 0
    signed: str = ""
    approved: str = ""
    preliminary: bool = False
    untouched: bool = False
    halves: tuple[UnitState, ...] = ()
    excused: bool = False
    excused_by: str = ""
    excused_why: str = ""

    def __post_init__(self) -> None:
        """Mask a personal number in the signature, and in who decided what: the state is printed."""
        for text in ("signed", "excused_by", "excused_why"):
            object.__setattr__(self, text, masked(getattr(self, text)))

    @property
    def answered(self) -> bool:
        """Whether its answers are among the region's."""
        return self.state in ("answered", "with_errors")

    @property
    def names_several(self) -> bool:
        """Whether ``file`` names several files: those that differ, or halves that were put together."""
        return self.state == "conflict" or bool(self.halves)


def with_superseded(states: Sequence[UnitState], superseded: Sequence[UnitState]) -> list[UnitState]:
    """The units' states, each after those of its files that no longer count."""
    return [shown for state in states for shown in (*(old for old in superseded if old.unit is state.unit), state)]


def silent_units(states: Sequence[UnitState]) -> list[UnitState]:
    """Those of which nothing came that could be used."""
    return [state for state in states if state.state in ("missing", "refused")]


def unapproved_units(states: Sequence[UnitState]) -> list[UnitState]:
    """Those whose answers count, and lack an approval that the plan asks for."""
    return [state for state in states if state.preliminary and state.answered]
