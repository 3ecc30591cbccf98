"""What units have reported already of rows that are asked for again: the months of a period that is longer by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.form.form import ReportedFigure, ReportedFigures
from followup.form.frame import Frame
from followup.form.section import Section
from followup.form.traits import ReportsAgain
from followup.history.model import THE_REGION, PastRound
from followup.plan.rounds.rounds import is_before, order_of


def reported_figures(
    frame: Frame, sections: Sequence[Section], past: Sequence[PastRound]
) -> Mapping[str, ReportedFigures]:
    """The figures by the id of the unit; of one that several rounds had, that of the latest.

    One that was computed from the figures of other units is not the unit's own answer, and is left out.
    """
    bases = {section.key: trait.bases for section in sections if (trait := section.trait(ReportsAgain)) is not None}
    usable = [of for of in past if of.region == frame.sender.short and is_before(of.round, frame.round)]
    reported: dict[str, dict[tuple[str, str, str], ReportedFigure]] = {}
    for round_ in sorted(usable, key=lambda past_: order_of(past_.round) or (0, 0)):
        for section, row, unit, column, value in round_.figures:
            if section not in bases or column.partition(".")[0] not in bases[section]:
                continue
            if unit != THE_REGION and (section, row, unit) not in round_.notes:
                reported.setdefault(unit, {})[section, row, column] = ReportedFigure(value, round_.round)
    return reported
