"""The last chapters of a document: what is missing, what was decided, every reason, what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.documents.declared import DecisionsInForce, Reasons, WhatIsMissing
from followup.form.finding import Finding
from followup.form.terms.judgement import Judgement
from followup.locale import Words, _, literal
from followup.region.rolling_up import SCALE as GOALS
from followup.reports.appendix.numbered_reasons import Reason, key_of, reason_numbers, reasons_listed
from followup.reports.chapters.beginning import begin_block
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column
from followup.reports.wording.decisions import overrides_table
from followup.reports.wording.findings_text import sentence, spot_in_words
from followup.reports.wording.formatting import missing_lines, name_of, row_label
from followup.reports.wording.goal_texts import level_of_goal, reason_of
from followup.reports.wording.judgements import ScaleWords, Step, judgement_columns, scale_title, scales_of


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
    """Why each judgement is what it is, by number: nobody should have to ask."""
    rows = list(reasons_listed(subject))
    if not any(reason.row is not None for reason in rows):
        return
    words = subject.words
    yield from begin_block(subject, block)
    caption = words(_("Every computed judgement and its reason"))
    caption += f", {name_of(subject.region, subject.unit)}" if subject.unit else ""
    yield ReportTable(caption, _reason_columns(subject), rows)


def _reason_columns(subject: Subject) -> list[ReportColumn[Reason]]:
    """Number, row, scale, judgement and reason; the unit too where the caption does not name it."""
    frame, words, region = subject.frame, subject.words, subject.region
    names = {unit: name_of(region, unit) for unit in (None, *frame.units.values())}
    scales = [GOALS, *dict.fromkeys(scale for table in region.tables for scale in scales_of(table))]
    titles, judged = (
        {scale: scale_title(frame, scale) for scale in scales},
        {scale: ScaleWords(frame, scale) for scale in scales},
    )
    numbers = reason_numbers(subject)

    def judgements(reason: Reason) -> Sequence[Judgement]:
        if reason.goal is None:
            return reason.row.judgements if reason.row is not None else ()
        decided = reason.goal.override is not None
        return (reason.goal.stands, reason.goal.computed) if decided else (reason.goal.stands,)

    def level(reason: Reason) -> Step:
        if reason.goal is not None:
            return level_of_goal(frame, reason.goal.stands)
        return judged[reason.scale].levels(judgements(reason))

    def why(reason: Reason) -> str:
        if reason.goal is not None:
            return "\n".join(reason_of(frame, judgement) for judgement in judgements(reason))
        return judged[reason.scale].reasons(judgements(reason))

    def named(reason: Reason) -> str:
        return reason.goal.goal.name if reason.goal is not None else row_label(reason.row) if reason.row else ""

    def whose(reason: Reason) -> str:
        return names[reason.goal.unit if reason.goal is not None else reason.row.unit if reason.row else None]

    unit: ReportColumn[Reason] = text_column(words(_("Unit")), whose, 2.4)
    return [
        text_column(words(_("No")), lambda reason: numbers.get(key_of(reason)), room=1.0, right=True),
        text_column(words(_("Row")), named, 4.8),
        *([] if subject.unit else [unit]),
        text_column(words(_("Scale")), lambda reason: titles[reason.scale or GOALS], 1.8),
        *judgement_columns(words, (_("Judgement"), _("Reason")), level, why, (2.7, 5.2)),
    ]
