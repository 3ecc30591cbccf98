"""What is to be said of the answers of several units together, as each section declares it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.rows import DetachedRow, FilledRow
from followup.form.section import Grid
from followup.form.traits import ComparesUnits
from followup.returns.model import Submission
from followup.round.sub_units import differences
from followup.templates.forms import Forms


def check_across(submissions: Mapping[str, Submission], forms: Forms) -> Iterator[tuple[str, Finding]]:
    """What the rows of all units say together, as each section declares it; each finding with the id of its unit."""
    frame, sections = forms.frame, dict[str, FormTable]()
    for submission in submissions.values():
        for table in submission.form.tables:
            if table.section.has(ComparesUnits) or (table.section.aggregate and frame.units.answering_above):
                sections.setdefault(table.section.key, table)
    for table in sections.values():
        rows = _by_key(table, submissions, forms)
        units = {id(row): unit for by_unit in rows.values() for unit, unit_rows in by_unit.items() for row in unit_rows}
        flat = {
            key: [row for unit_rows in by_unit.values() for row in unit_rows if not row.is_lost]
            for key, by_unit in rows.items()
        }
        compared = table.section.trait(ComparesUnits)
        remarks = [remark for check in (compared.checks if compared else ()) for remark in check(flat, frame)]
        if frame.units.answering_above:
            remarks += differences(table.section, table.columns, rows, frame)
        for filled, remark in remarks:
            if remark.column not in filled.refused:
                yield units[id(filled)], Finding.of(filled.place(remark.column), remark.problem, remark.raw)


def _by_key(
    table: FormTable, submissions: Mapping[str, Submission], forms: Forms
) -> dict[str, dict[str, list[FilledRow]]]:
    """The rows of a section by key and unit. Where units stand under each other, also rows nobody has sent in yet."""
    section, units = table.section, forms.frame.units
    rows: dict[str, dict[str, list[FilledRow]]] = {}
    for unit in units.answering:
        submission = submissions.get(unit.id)
        unit_rows: Iterable[FilledRow] = submission.tables.get(section.key, ()) if submission is not None else ()
        if submission is None and units.answering_above and isinstance(section.shape, Grid):
            unsent = forms[unit.id].by_section.get(section.key)
            unit_rows = [DetachedRow(row) for row in unsent.rows] if unsent is not None else ()
        for filled in unit_rows:
            rows.setdefault(filled.row.key, {}).setdefault(unit.id, []).append(filled)
    return rows
