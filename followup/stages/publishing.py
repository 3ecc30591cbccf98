"""The same round for readers outside: small numbers of people masked, and what would give them away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from followup.form.columns import Column, Role
from followup.form.finding import Finding, Problem, Severity
from followup.form.judgement import Judgement
from followup.form.rows import FilledRow
from followup.form.values import Missing
from followup.locale import _
from followup.plan.model import Plan
from followup.rules.masking import masked, possible_values
from followup.stages.assessing import assess
from followup.stages.consolidating import Consolidated
from followup.stages.differences import label_of
from followup.stages.region import RegionTable, UnitRow
from followup.stages.telling import MaskedFigure, texts_that_tell

Figure = tuple[str, str]
"""A unit's id (empty for the region) and a column's key, within one row of the plan."""

USUAL_LIMIT = Decimal(5)
MASKED_REASON = _("The figures are masked; the judgement was made on the real ones.")
NUMBER = re.compile(r"(?<![\w,.\-])(?<!\d\u00a0)(\d+)(?![\d%])(?![.,]\d)(?!\s?%)(?!\s?\d)")
"""A whole number in a text: no decimal, percentage, part of a round (T1, DÅ04) or of a larger number (1\u00a0004)."""


def published(result: Consolidated) -> tuple[Consolidated, list[Finding]]:
    """The round with small numbers masked, and findings where a judgement or a text would still tell one."""
    limit = result.plan.settings.get("small_numbers")
    limit = limit if isinstance(limit, Decimal) else USUAL_LIMIT
    findings: list[Finding] = []
    figures: list[MaskedFigure] = []
    judged = {
        (_id(row), row.filled.row.key): (row, table)
        for table in result.tables
        if table.section.judges
        for row in table.rows
    }
    told = [replace(table, subtotals=[]) for table in result.tables]  # what they would tell is not looked into
    tables = [_masked_table(table, limit, result.plan, judged, findings, figures) for table in told]
    findings += texts_that_tell(result, figures, {finding.place for finding in findings})
    return replace(result, tables=tables, findings=[], published=True), findings


def _masked_table(
    table: RegionTable,
    limit: Decimal,
    plan: Plan,
    judged: Mapping[Figure, tuple[UnitRow, RegionTable]],
    findings: list[Finding],
    figures: list[MaskedFigure],
) -> RegionTable:
    if not table.section.people:
        return table
    by_key: dict[str, list[UnitRow]] = {}
    for row in [*table.rows, *table.region, *table.struck]:
        if _is_masked(row, table):
            by_key.setdefault(row.filled.row.key, []).append(row)
    hidden = {key: _hidden(rows, table, limit, plan) for key, rows in by_key.items()}
    for key, rows in by_key.items():
        for row in rows:
            figures += _figures_masked(row, hidden[key], table, plan)
            findings += _what_still_tells(row, hidden[key], table, limit, plan)
            if any(unit == _id(row) for unit, _key in hidden[key]) and (_id(row), key) in judged:
                findings += _texts_with_numbers(*judged[_id(row), key])
    made = [
        [
            _masked_row(row, table, hidden[row.filled.row.key], limit, plan) if _is_masked(row, table) else row
            for row in rows
        ]
        for rows in (table.rows, table.region, table.struck)
    ]
    return replace(table, rows=made[0], region=made[1], struck=made[2])


def _is_masked(row: UnitRow, table: RegionTable) -> bool:
    return row.filled.row.about.get(table.section.people) == "yes"


def _id(row: UnitRow) -> str:
    return row.unit.id if row.unit else ""


def _figures(row: UnitRow, table: RegionTable) -> Iterator[tuple[str, Decimal]]:
    """The counts of a row: its numbers, but for shares."""
    for column in table.columns:
        value = row.filled[column.key]
        if column.role is not Role.LABEL and isinstance(value, Decimal) and not _is_share(row, column, table):
            yield column.key, value


def _made_of(column: Column, table: RegionTable) -> list[str]:
    """The columns that a share is worked out from."""
    return [f"{base}.{column.part}" for share, *bases in table.section.ratios if share == column.base for base in bases]


def _figures_masked(row: UnitRow, hidden: set[Figure], table: RegionTable, plan: Plan) -> Iterator[MaskedFigure]:
    """The figures of a row that are not shown, each with what it is called."""
    whose = row.unit.name if row.unit else plan.text("region")
    for column in table.columns:
        value = row.filled[column.key]
        if (_id(row), column.key) in hidden and isinstance(value, Decimal):
            share = "%" in row.filled.row.type_of(column).number_format
            named = f"{whose} {label_of(row.filled)}: {plan.words(column.title)}"
            yield MaskedFigure(_id(row), value, named, share)


def _is_share(row: UnitRow, column: Column, table: RegionTable) -> bool:
    """A share or a figure per so many is no count of people."""
    in_percent = "%" in row.filled.row.type_of(column).number_format
    return in_percent or any(row.filled.number(key) is not None for key in _made_of(column, table))


def _parts_of(total: Column, row: UnitRow, table: RegionTable, plan: Plan) -> Iterator[list[str]]:
    """The columns that make up a total, once for each split: those that are asked for, or filled in all the same."""
    group_of = {part.key: part.group for part in plan.split}
    for group in dict.fromkeys(group_of.values()):
        parts = [
            column.key
            for column in table.columns
            if column.base == total.base
            and group_of.get(column.part) == group
            and (column.key not in row.filled.row.closed or row.filled[column.key] is not None)
        ]
        if parts:
            yield parts


def _hidden(rows: Sequence[UnitRow], table: RegionTable, limit: Decimal, plan: Plan) -> set[Figure]:
    """What is hidden of one row of the plan, over all units and the region."""
    figures = {(_id(row), key): value for row in rows for key, value in _figures(row, table)}
    sums: list[tuple[Figure, list[Figure]]] = []
    totals = [column for column in table.columns if column.part == "total"]
    for row in rows:
        for total in totals:
            for parts in _parts_of(total, row, table, plan):
                sums.append(((_id(row), total.key), [(_id(row), key) for key in parts]))
    for column in {key for _unit, key in figures}:
        sums += [
            ((whole, column), [(unit, column) for unit in parts if (unit, column) in figures])
            for whole, parts in _sums_of_units(rows)
        ]
    hidden = masked(figures, sums, limit)
    shares = [(_id(row), column, _made_of(column, table)) for row in rows for column in table.columns]
    return hidden | {(unit, c.key) for unit, c, keys in shares if any((unit, key) in hidden for key in keys)}


def _sums_of_units(rows: Sequence[UnitRow]) -> Iterator[tuple[str, list[str]]]:
    """Whose figures make up whose, by ids: the region's, and that of each unit with sub-units."""
    ids = {id(row.filled): _id(row) for row in rows if row.unit is not None}
    yield "", [_id(row) for row in rows if row.unit is not None and not row.repeats]
    for row in rows:
        if row.filled.under:
            yield _id(row), [ids[id(each)] for each in row.filled.under if id(each) in ids]


def _masked_row(row: UnitRow, table: RegionTable, hidden: set[Figure], limit: Decimal, plan: Plan) -> UnitRow:
    filled = row.filled
    own = {key for unit, key in hidden if unit == _id(row)}
    values = dict(filled.values)
    counts = dict(_figures(row, table))
    for key in own & {key for key, value in values.items() if value is not None}:
        values[key] = Missing(f"<{limit}" if counts.get(key, limit) < limit else "–")
    for column in table.columns:
        text = values.get(column.key)
        if column.tells_figures and isinstance(text, str):
            values[column.key] = _small_numbers_hidden(text, limit)
    judgements = tuple(
        _without_figures(each) if own or _holds_small(plan.words(each.reason), limit) else each
        for each in row.judgements
    )
    masked_row = replace(filled, values=values)
    return replace(row, filled=masked_row, judgements=judgements)


def _holds_small(text: str, limit: Decimal) -> bool:
    """Whether a text holds a small number: the figure that a trend starts from, for one."""
    return _small_numbers_hidden(text, limit) != text


def _small_numbers_hidden(text: str, limit: Decimal) -> str:
    return NUMBER.sub(lambda found: f"<{limit}" if 0 < int(found[1]) < limit else found[0], text)


def _without_figures(judgement: Judgement) -> Judgement:
    return replace(judgement, reason=MASKED_REASON)


def _what_still_tells(
    row: UnitRow, hidden: set[Figure], table: RegionTable, limit: Decimal, plan: Plan
) -> Iterator[Finding]:
    """A judgement that only one masked value could have got, and a comment that holds a number."""
    own = {key for unit, key in hidden if unit == _id(row)}
    for key, figure in sorted(_figures(row, table)):
        if key in own and 0 < figure < limit and _only_one_fits(row, key, table, limit, plan):
            yield _finding(row.filled, key, judgement_tells_what_is_masked())
    if own:
        yield from _texts_with_numbers(row, table)


def _texts_with_numbers(row: UnitRow, table: RegionTable) -> Iterator[Finding]:
    texts = [c.key for c in table.columns if c.role is Role.INPUT and isinstance(row.filled[c.key], str)]
    for key in texts:
        if re.search(r"\d", row.filled.text(key)):
            yield _finding(row.filled, key, comment_may_tell_what_is_masked())


def judgement_tells_what_is_masked() -> Problem:
    """Where one number alone gives the judgement that is shown, masking the number hides nothing.

    Wrong: 4 masked beside "Inte uppnått", with the target minst 5 and 4 last year.
    Right: the judgement left out too, or overridden.
    """
    told = _("is masked, but the judgement can only come from one number. Leave the judgement out, or change it.")
    return Problem("score-reveals-a-masked-number", told, Severity.WARNING)


def comment_may_tell_what_is_masked() -> Problem:
    """A comment is published as it was written: a number in it may be the masked one, or the rest of a sum.

    Wrong: "33 tillfrågade" beside women 29 and men masked.
    Right: "Fler kvinnor än män tillfrågades".
    """
    told = _("holds a number and stands beside a masked one. Check that it gives nothing away.")
    return Problem("comment-beside-a-masked-number", told, Severity.WARNING)


def _finding(filled: FilledRow, column: str, problem: Problem) -> Finding:
    return Finding(filled.place(column), problem.rule, problem.severity, "", problem.advice)


def _only_one_fits(row: UnitRow, key: str, table: RegionTable, limit: Decimal, plan: Plan) -> bool:
    """Whether one value alone, of those that a masked figure may have, gets the judgements that are shown."""
    shown = [(judgement.part, judgement.level) for judgement in row.judgements if judgement.counts]
    fits = 0
    for value in possible_values(limit):
        tried = _with_count(row.filled, key, Decimal(value), table)
        judged = [(each.part, each.level) for each in assess(table.section, tried, plan)]
        fits += judged == shown
    return fits == 1


def _with_count(filled: FilledRow, key: str, value: Decimal, table: RegionTable) -> FilledRow:
    """The row had the count been another; shares that are made of it are worked out again."""
    shares = [column.key for column in table.columns if key in _made_of(column, table)]
    values = {column: each for column, each in filled.values.items() if column not in shares}
    tried = replace(filled, values={**values, key: value}, cells=dict(filled.cells))
    if shares and table.section.settle is not None:
        list(table.section.settle(tried))
    return tried
