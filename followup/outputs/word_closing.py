"""The last chapters of a Word document: what is missing, what was decided, every reason, what the signs mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.files.book import Cell
from followup.files.docx_table import Text as CellText
from followup.form.judgement import Origin
from followup.locale import _, literal
from followup.outputs.goals import decision_rows
from followup.outputs.judged import Judged
from followup.outputs.regional import scale_title, scales_of
from followup.outputs.showing import missing_lines, name_of, row_label
from followup.outputs.told import sentence, spot_in_words
from followup.outputs.word_writing import Writing
from followup.stages.region import UnitRow

WITH_REASON = (Origin.COMPUTED, Origin.REPLACED)
"""Judgements whose reasons are listed: what the tool worked out, also where a decision stands instead."""


def missing(doc: Writing) -> None:
    """Units, incomplete sums and cells that could not be used; of a unit alone only where something is missing."""
    lines = [doc.words(line) for line in missing_lines(doc.result.states, doc.result.tables, doc.frame)]
    errors = (
        []
        if doc.result.published
        else [finding for finding in doc.result.findings if finding.severity == 0 and finding.place.cell]
    )
    for finding in errors:
        place = finding.place
        if not finding.found:
            lines.append(sentence(finding, doc.words))
            continue
        told = _(
            "{unit}, {place}, {column}: “{found}” could not be used.",
            **{"unit": literal(place.unit), "place": literal(spot_in_words(place, doc.words))},
            column=literal(place.label),
            found=literal(finding.found),
        )
        lines.append(doc.words(told))
    if lines or doc.unit is None:
        doc.turn(False)
        doc.file.heading(doc.words(_("What is missing")), 1)
    if lines:
        doc.file.bullets(lines)
    elif doc.unit is None:
        doc.file.paragraph(doc.words(_("Nothing: every unit has answered, and every cell could be read.")))


def decisions(doc: Writing) -> None:
    """The overrides in force: what, who, why."""
    rows = decision_rows(doc.result)
    if not rows:
        return
    doc.turn(False)
    doc.file.heading(doc.words(_("Decisions")), 1)
    titles = [
        doc.words(each)
        for each in (_("What"), _("Unit"), _("Part"), _("Judgement"), _("Why"), _("Decided by"), _("Until"))
    ]
    body = [[CellText(str(cell.value if isinstance(cell, Cell) else cell or "")) for cell in row] for row in rows]
    caption = doc.words(_("Judgements decided instead of the computed ones"))
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(
        titles, body, [share * doc.file.width for share in (0.22, 0.15, 0.06, 0.14, 0.23, 0.1, 0.1)], caption
    )


def reasons(doc: Writing) -> None:
    """Why each judgement is what it is: nobody should have to ask."""
    judged = _judged(doc)
    first = next(judged, None)
    if first is None:
        return
    doc.turn(True)
    doc.file.heading(doc.words(_("Reasons of the judgements")), 1)
    if not doc.skims:
        _reasons(doc, [first, *judged])


def _judged(doc: Writing) -> Iterator[tuple[UnitRow, str]]:
    """Each row with a judgement whose reason is told, and the scale."""
    answered = {state.unit.id for state in doc.result.states if state.answered}
    for table in doc.result.tables:
        for scale in scales_of(table):
            for row in (*table.region, *table.rows):
                if (row.unit is None or row.unit.id in answered) and _has_reason(row, scale):
                    yield row, scale


def _reasons(doc: Writing, judged: Sequence[tuple[UnitRow, str]]) -> None:
    units = {unit: name_of(doc.result, unit) for unit in {row.unit for row, _scale in judged}}
    scales = {scale: (scale_title(doc.frame, scale), Judged(doc.frame, scale)) for _row, scale in judged}
    rows = [
        (row_label(row), units[row.unit], scales[scale][0], scales[scale][1].show(row.judgements))
        for row, scale in judged
    ]
    titles = [_("Row"), _("Unit"), _("Scale"), _("Judgement"), _("Reason")]
    widths = [0.28, 0.14, 0.12, 0.14, 0.32]
    body = [
        [
            CellText(label),
            CellText(unit),
            CellText(scale),
            CellText(shown.text, shown.colour),
            CellText(shown.reason),
        ]
        for label, unit, scale, shown in rows
    ]
    if doc.unit is not None:  # its name stands in the caption
        titles, widths, body = titles[:1] + titles[2:], widths[:1] + widths[2:], [row[:1] + row[2:] for row in body]
    caption = doc.words(_("Every computed judgement and its reason"))
    caption += f", {name_of(doc.result, doc.unit)}" if doc.unit else ""
    whole = sum(widths)
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(
        [doc.words(title) for title in titles], body, [share * doc.file.width / whole for share in widths], caption
    )


def _has_reason(row: UnitRow, scale: str) -> bool:
    return any(each.scale == scale and each.origin in WITH_REASON for each in row.judgements)


def signs(doc: Writing) -> None:
    """Every scale of the plan: sign, word, meaning."""
    scales = [scale for scale in doc.frame.scales.values() if scale.levels]
    if not scales:
        return
    doc.turn(False)
    doc.file.heading(doc.words(_("Signs")), 1)
    titles = [doc.words(title) for title in (_("Scale"), _("Sign"), _("Word"), _("Meaning"))]
    body = [
        [
            CellText(scale.name),
            CellText(level.symbol, level.colour),
            CellText(level.word, level.colour),
            CellText(level.meaning),
        ]
        for scale in scales
        for level in scale.levels.values()
    ]
    doc.file.caption(doc.words(_("Table")), doc.words(_("Signs, words and what they mean")))
    room = doc.file.width
    doc.file.table(
        titles,
        body,
        [room * share for share in (0.2, 0.11, 0.24, 0.45)],
        doc.words(_("Signs, words and what they mean")),
    )
