"""The same round for readers outside: small numbers of people masked, and what would give them away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.columns import Role
from followup.form.finding import Finding, Severity
from followup.form.judgement import Judgement
from followup.form.rows import FilledRow
from followup.form.values import Missing
from followup.locale import Message, _
from followup.plan.model import Plan
from followup.rules.masking import masked, possible_values
from followup.stages.assessing import assess
from followup.stages.consolidating import Consolidated, RegionTable, UnitRow

Figure = tuple[str, str]
"""A unit's id (empty for the region) and a column's key, within one row of the plan."""

USUAL_LIMIT = Decimal(5)
MASKED_REASON = _("The figures are masked; the judgement was made on the real ones.")
NUMBER = re.compile(r"(?<![\d,.\-])(\d+)(?![\d,.%])(?!\s?%)(?!\s?\d)")


def published(result: Consolidated) -> tuple[Consolidated, list[Finding]]:
    """The round with small numbers masked, and findings where a judgement or a comment would still tell one."""
    limit = result.plan.settings.get("small_numbers")
    limit = limit if isinstance(limit, Decimal) else USUAL_LIMIT
    findings: list[Finding] = []
    tables = [_masked_table(table, limit, result.plan, findings) for table in result.tables]
    return replace(result, tables=tables, findings=[], published=True), findings


def _masked_table(table: RegionTable, limit: Decimal, plan: Plan, findings: list[Finding]) -> RegionTable:
    if not table.section.people:
        return table
    by_key: dict[str, list[UnitRow]] = {}
    for row in [*table.rows, *table.region]:
        if _is_masked(row, table):
            by_key.setdefault(row.filled.row.key, []).append(row)
    hidden = {key: _hidden(rows, table, limit) for key, rows in by_key.items()}
    for rows in by_key.values():
        for row in rows:
            findings += _what_still_tells(row, hidden[row.filled.row.key], table, limit, plan)
    made = [
        [_masked_row(row, table, hidden[row.filled.row.key], limit) if _is_masked(row, table) else row for row in rows]
        for rows in (table.rows, table.region)
    ]
    return replace(table, rows=made[0], region=made[1])


def _is_masked(row: UnitRow, table: RegionTable) -> bool:
    return row.filled.row.about.get(table.section.people) == "yes"


def _id(row: UnitRow) -> str:
    return row.unit.id if row.unit else ""


def _figures(row: UnitRow, table: RegionTable) -> Iterator[tuple[str, Decimal]]:
    for column in table.columns:
        value = row.filled[column.key]
        if column.role is not Role.LABEL and isinstance(value, Decimal):
            yield column.key, value


def _hidden(rows: Sequence[UnitRow], table: RegionTable, limit: Decimal) -> set[Figure]:
    """What is hidden of one row of the plan, over all units and the region."""
    figures = {(_id(row), key): value for row in rows for key, value in _figures(row, table)}
    sums: list[tuple[Figure, list[Figure]]] = []
    totals = [column for column in table.columns if column.part == "total"]
    for row in rows:
        for total in totals:
            asked = [c for c in table.columns if c.key not in row.filled.row.closed]
            parts = [c.key for c in asked if c.base == total.base and c.part != "total"]
            sums.append(((_id(row), total.key), [(_id(row), key) for key in parts]))
    units = [_id(row) for row in rows if row.unit is not None]
    for column in {key for _unit, key in figures}:
        sums.append((("", column), [(unit, column) for unit in units if (unit, column) in figures]))
    return masked(figures, sums, limit)


def _masked_row(row: UnitRow, table: RegionTable, hidden: set[Figure], limit: Decimal) -> UnitRow:
    filled = row.filled
    own = {key for unit, key in hidden if unit == _id(row)}
    values = dict(filled.values)
    for key in own:
        figure = filled.number(key)
        small = figure is not None and figure < limit
        values[key] = Missing(f"<{limit}" if small else "–")
    for column in table.columns:
        text = values.get(column.key)
        if column.tells_figures and isinstance(text, str):
            values[column.key] = _small_numbers_hidden(text, limit)
    judgements = row.judgements
    if own:
        judgements = tuple(_without_figures(judgement) for judgement in judgements)
    masked_row = replace(filled, values=values)
    return replace(row, filled=masked_row, judgements=judgements)


def _small_numbers_hidden(text: str, limit: Decimal) -> str:
    return NUMBER.sub(lambda found: f"<{limit}" if 0 < int(found[1]) < limit else found[0], text)


def _without_figures(judgement: Judgement) -> Judgement:
    return replace(judgement, reason=MASKED_REASON)


def _what_still_tells(
    row: UnitRow, hidden: set[Figure], table: RegionTable, limit: Decimal, plan: Plan
) -> Iterator[Finding]:
    """A judgement that only one masked value could have got, and a comment that holds a number."""
    own = {key for unit, key in hidden if unit == _id(row)}
    for key in sorted(own):
        figure = row.filled.number(key)
        if figure is not None and 0 < figure < limit and _only_one_fits(row, key, table, limit, plan):
            told = _(
                "is masked, but the judgement can only come from one number. Leave the judgement out, or change it."
            )
            yield _finding(row.filled, key, "score-reveals-a-masked-number", told)
    texts = [c.key for c in table.columns if c.role is Role.INPUT and isinstance(row.filled[c.key], str)]
    for key in texts if own else ():
        if re.search(r"\d", row.filled.text(key)):
            told = _("holds a number and stands beside a masked one. Check that it gives nothing away.")
            yield _finding(row.filled, key, "comment-beside-a-masked-number", told)


def _finding(filled: FilledRow, column: str, rule: str, told: Message) -> Finding:
    return Finding(filled.place(column), rule, Severity.WARNING, "", told)


def _only_one_fits(row: UnitRow, key: str, table: RegionTable, limit: Decimal, plan: Plan) -> bool:
    """Whether one value alone, of those that a masked figure may have, gets the judgements that are shown."""
    shown = [(judgement.part, judgement.level) for judgement in row.judgements if judgement.counts]
    fits = 0
    for value in possible_values(limit):
        tried = replace(row.filled, values={**row.filled.values, key: Decimal(value)})
        judged = [(each.part, each.level) for each in assess(table.section, tried, plan)]
        fits += judged == shown
    return fits == 1
