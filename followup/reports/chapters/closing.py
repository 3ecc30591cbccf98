"""The last chapters of a document: what is missing, what was decided, every reason, what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from followup.documents.declared import DecisionsInForce, Reasons, WhatIsMissing
from followup.form.finding import Finding
from followup.locale import Words, _, literal
from followup.reports.appendix.numbered_reasons import Reason, reasons_listed
from followup.reports.appendix.reason_columns import reason_columns
from followup.reports.chapters.beginning import begin_block
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportTable
from followup.reports.wording.decisions import overrides_table
from followup.reports.wording.findings_text import sentence, spot_in_words
from followup.reports.wording.formatting import missing_lines, name_of


def missing(subject: Subject, block: WhatIsMissing) -> Iterator[Part]:
    """Units, incomplete sums and cells that could not be used; of a unit alone only where something is missing."""
    region, words = subject.region, subject.words
    lines = [words(line) for line in missing_lines(region.states, region.tables, subject.frame)]
    if not region.published:
        lines += [
            _unusable(finding, words) for finding in region.findings if finding.severity == 0 and finding.place.cell
        ]
    if lines or subject.unit is None:
        yield from begin_block(subject, block)
    if lines:
        yield from (ReportParagraph(line, "point") for line in lines)
    elif subject.unit is None:
        yield ReportParagraph(words(_("Nothing: every unit has answered, and every cell could be read.")))


def _unusable(finding: Finding, words: Words) -> str:
    place = finding.place
    if not finding.raw:
        return sentence(finding, words)
    message = _(
        "{unit}, {place}, {column}: “{found}” could not be used.",
        unit=literal(place.unit),
        place=literal(spot_in_words(place, words)),
        column=literal(place.label),
        found=literal(finding.raw),
    )
    return words(message)


def decisions(subject: Subject, block: DecisionsInForce) -> Iterator[Part]:
    """The overrides in force: what, who, why."""
    if subject.region.decisions.overrides:
        yield from begin_block(subject, block)
        yield overrides_table(subject.region, subject.words(_("Judgements decided instead of the computed ones")))


def reasons(subject: Subject, block: Reasons) -> Iterator[Part]:
    """Why each judgement is what it is, by number: nobody should have to ask. A table for the region, each unit, and what
    several units have in common.
    """
    listed = list(enumerate(reasons_listed(subject), start=1))
    if not any(line.row is not None for _number, reason in listed for line in reason):
        return
    words, several = subject.words, subject.words(_("several units"))
    yield from begin_block(subject, block)
    caption = words(_("Every computed judgement and its reason"))
    if subject.unit:
        caption += f", {name_of(subject.region, subject.unit)}"
        yield ReportTable(caption, reason_columns(subject, with_unit=False), listed)
        return
    for whose, numbered in groupby(listed, key=lambda pair: _whose(subject, pair[1])):
        columns = reason_columns(subject, with_unit=not whose)
        yield ReportTable(f"{caption}, {whose or several}", columns, list(numbered))


def _whose(subject: Subject, reason: Reason) -> str:
    """The name of the unit whose rows a reason is of; empty for one of several."""
    names = {name_of(subject.region, line.unit) for line in reason}
    return names.pop() if len(names) == 1 else ""
