"""What every line of the facts says of whose it is: the round, the unit, and whether its figures are approved."""

from __future__ import annotations

from followup.form.terms.units import Unit
from followup.region.consolidating import Region
from followup.region.facts.fact import NO, YES, Fact


class UnitFacts:
    """How the lines of each unit begin, and those of the region. ``usual`` is what a line says unless it says else."""

    def __init__(self, region: Region) -> None:
        self.frame, self.sources, self.telling = region.frame, not region.published, region.telling
        round_ = self.frame.period.round
        self.usual = Fact(round=round_, reported=round_, masked=NO)
        self._preliminary, self._begun = region.preliminary, dict[str, Fact]()

    def of(self, unit: Unit | None, board: str = "") -> Fact:
        """A line of a unit, or of the region where there is none, that says no more than whose it is. With a ``board`` it is
        the sum over the units that answer to that, and has its name for an id: an empty one is the region's.
        """
        if board:
            return self._of_board(board)
        id_ = unit.id if unit is not None else ""
        if id_ not in self._begun:
            self._begun[id_] = self._begin(unit)
        return self._begun[id_]

    def _of_board(self, board: str) -> Fact:
        common = self.usual._replace(unit=board, unit_name=board, board=board)
        approvals = [self._approval_of(id_) for id_ in sorted(self.frame.units.boards[board])]
        return common._replace(preliminary=next((told for told in (YES, NO) if told in approvals), ""))

    def _begin(self, unit: Unit | None) -> Fact:
        common = self.usual._replace(unit_name=self.frame.sender.region)
        common = common._replace(preliminary=self._approval_of(unit.id if unit is not None else ""))
        if unit is None:
            return common
        return common._replace(unit=unit.id, unit_name=unit.name, board=unit.board, unit_parent=unit.parent)

    def _approval_of(self, unit: str) -> str:
        """Whether a unit's figures wait for an approval; empty where the plan asks for none."""
        if not self.frame.approval:
            return ""
        return YES if unit in self._preliminary else NO
