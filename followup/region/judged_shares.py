"""How many of the targets that could be judged are met, as figures that a text may tell: *45 procent av målen*, *27 av 60*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from followup.form.terms.judgement import Level
from followup.form.terms.scales import DECIDED
from followup.history.fact_changes import FactChange
from followup.history.model import JUDGED, StateLine
from followup.locale import Message, _
from followup.region.consolidating import Region

PERCENT, DECIMALS = "%", 3
TARGETS = _("targets")
SHARE, REACHED, JUDGED_AT_ALL = _("share reached"), _("number reached"), _("number that could be judged")

Figures = Mapping[tuple[str, str, Message], Decimal]
"""By unit (empty: all), section and what is counted."""


def judged_figures(lines: Iterable[StateLine]) -> Figures:
    """The figures of each unit and section, by what a round keeps of its levels; none where nothing could be judged."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        if line.kind == JUDGED and line.text.isdecimal():
            counts[line.of, line.row, line.column] += int(line.text)
    figures: dict[tuple[str, str, Message], Decimal] = {}
    for unit, section in dict.fromkeys((unit, section) for unit, section, _level in counts):
        reached = counts[unit, section, Level.MET.value]
        if judged := sum(counts[unit, section, level] for level in DECIDED):
            figures[unit, section, SHARE] = round(Decimal(reached) / judged, DECIMALS)
            figures[unit, section, REACHED] = Decimal(reached)
            figures[unit, section, JUDGED_AT_ALL] = Decimal(judged)
    return figures


def changes_of_judged(region: Region, before: Figures, now: Figures) -> Iterator[FactChange]:
    """Those that are others than they were, as changes of facts; what is there no more has none."""
    words = region.frame.words
    for (unit, section, what), value in before.items():
        after = now.get((unit, section, what))
        if after is not None and after != value:
            name = region.frame.units[unit].name if unit in region.frame.units else region.frame.sender.region
            place = (unit, name, section, "", words(TARGETS), words(what))
            measured = PERCENT if what is SHARE else ""
            yield FactChange(*place, "", "", "", measured, str(value), "", "", str(after), "", "")
