"""The last chapters of a document: what is missing, what was decided, every reason, what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator

from followup.documents.declared import DecisionsInForce, Reasons, WhatIsMissing
from followup.form.finding import Finding
from followup.form.terms.judgement import JudgementOrigin
from followup.locale import Words, _, literal
from followup.region.model import UnitRow
from followup.reports.chapters.beginning import begin_block
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column
from followup.reports.wording.decisions import overrides_table
from followup.reports.wording.findings_text import sentence, spot_in_words
from followup.reports.wording.formatting import missing_lines, name_of, row_label
from followup.reports.wording.judgements import ScaleWords, Step, judgement_columns, scale_title, scales_of

WITH_REASON = (JudgementOrigin.COMPUTED, JudgementOrigin.REPLACED)
"""Judgements whose reasons are listed: what the tool worked out, also where a decision stands instead."""


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


RowScale = tuple[UnitRow, str]
"""A row, and the scale that it is judged on."""


def reasons(subject: Subject, block: Reasons) -> Iterator[Part]:
    """Why each judgement is what it is: nobody should have to ask."""
    rows = list(_judged(subject))
    if not rows:
        return
    words = subject.words
    yield from begin_block(subject, block, wide=True)
    caption = words(_("Every computed judgement and its reason"))
    caption += f", {name_of(subject.region, subject.unit)}" if subject.unit else ""
    yield ReportTable(caption, _reason_columns(subject), rows)


def _judged(subject: Subject) -> Iterator[RowScale]:
    """Each row with a judgement whose reason is listed, and the scale."""
    answered = {state.unit.id for state in subject.region.states if state.answered}
    for table in subject.region.tables:
        for scale in scales_of(table):
            for row in (*table.region, *table.rows):
                if (row.unit is None or row.unit.id in answered) and _has_reason(row, scale):
                    yield row, scale


def _has_reason(row: UnitRow, scale: str) -> bool:
    return any(judgement.scale == scale and judgement.origin in WITH_REASON for judgement in row.judgements)


def _reason_columns(subject: Subject) -> list[ReportColumn[RowScale]]:
    """Row, scale, judgement and reason; the unit too where the caption does not name it."""
    frame, words, region = subject.frame, subject.words, subject.region
    names = {unit: name_of(region, unit) for unit in (None, *frame.units.values())}
    scales = dict.fromkeys(scale for table in region.tables for scale in scales_of(table))
    titles, judged = (
        {scale: scale_title(frame, scale) for scale in scales},
        {scale: ScaleWords(frame, scale) for scale in scales},
    )

    def level(reason: RowScale) -> Step:
        return judged[reason[1]].levels(reason[0].judgements)

    def why(reason: RowScale) -> str:
        return judged[reason[1]].reasons(reason[0].judgements)

    unit: ReportColumn[RowScale] = text_column(words(_("Unit")), lambda reason: names[reason[0].unit], 0.14)
    return [
        text_column(words(_("Row")), lambda reason: row_label(reason[0]), 0.28),
        *([] if subject.unit else [unit]),
        text_column(words(_("Scale")), lambda reason: titles[reason[1]], 0.12),
        *judgement_columns(words, (_("Judgement"), _("Reason")), level, why, (0.14, 0.32)),
    ]
