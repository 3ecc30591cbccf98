"""How a declared table is seen in what merge makes: lines of the overview, and a table in Word documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from followup.form.frame import Frame
from followup.form.presenting import LevelCounts, Overview, SaidInBrief, Sentence, UnitFigure, WordTable
from followup.form.row_view import RowView
from followup.form.section import Assess
from followup.form.terms.judgement import Judgement
from followup.form.terms.period_names import compared_name, round_name
from followup.form.values import Value
from followup.locale import Message, _, literal
from followup.locale.inflection import definite_plural
from followup.locale.number_words import percent_in_words
from followup.locale.numbers import show_number
from followup.plan.model import Plan
from followup.rules.scoring.chosen import judge_chosen
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredColumn, DeclaredTable
from followup.sections.declared.known_values import periods_of
from followup.sections.declared.table_columns import (
    PERIOD_WORD,
    ROW_LABEL,
    heading_in,
    heading_of,
    is_always_required,
    label_of,
    type_of,
)
from followup.sections.declared.table_expressions import A_NAME
from followup.sections.declared.table_types import unit_of_money
from followup.sections.in_brief import changes_in_brief, deficits_in_brief


def scale_of(column: DeclaredColumn, plan: Plan) -> str:
    """The name of the scale that a column's levels are of; empty where the plan has none such."""
    scale = plan.scales.of(column.choices[0]) if column.type == words.LEVEL and column.choices else None
    return scale.name if scale is not None else ""


def overview_of(table: DeclaredTable, plan: Plan) -> tuple[Overview, ...]:
    """A line of counts by level for each scale, a figure a unit for each figure, of those that the plan wants there."""
    return tuple(_overview(table, plan))


def _overview(table: DeclaredTable, plan: Plan) -> Iterator[Overview]:
    for column in table.columns:
        if not column.says_yes("overview"):
            continue
        title = _line_title(table, column, plan)
        if scale := scale_of(column, plan):
            yield LevelCounts(title, "", scale)
        elif column.is_figure and not column.is_split and column.total == words.SUMMED:
            yield UnitFigure(title, type_of(column, plan), _sum_of_topmost(column.id), column.id)


def _line_title(table: DeclaredTable, column: DeclaredColumn, plan: Plan) -> Message:
    """The table's title and the column's heading; the title alone where the heading says no more but a period."""
    if PERIOD_WORD.sub("", plan.words(column.heading)).strip() == plan.words(table.title).strip():
        return _with_money(table.title, table, plan)
    return literal(f"{plan.words(_with_money(table.title, table, plan))}: {heading_of(column, plan)}")


def _sum_of_topmost(column: str) -> Callable[[Sequence[RowView]], Value]:
    """The sum of the rows that no other row counts, less those that are taken away; of rows that units write, of them all."""

    def value(rows: Sequence[RowView]) -> Value:
        counted = {child for row in rows for child in row.row.sums}
        kinds = ((row, row.row.kinds.get(column)) for row in rows if row.row.key not in counted)
        tops = (row for row, kind in kinds if kind is None or kind.adds_up)
        numbers = [number for row in tops if (number := row.number(column)) is not None]
        return sum(numbers, Decimal(0)) if numbers else None

    return value


def word_table_of(table: DeclaredTable, plan: Plan) -> WordTable:
    """All that documents show of the table, a column for each scale in the place of its levels; of free rows all units
    together.
    """
    scales = {column.id: scale for column in table.columns if (scale := scale_of(column, plan))}
    group = table.column(table.line.text("group"))
    shown = [column.id for column in table.columns if column.role and column.line["documents"] != words.NOT_SHOWN]
    if table.is_fixed and not table.labels:
        shown = [ROW_LABEL, *shown]
    return WordTable(
        tuple(key for key in shown if key not in scales and (group is None or key != group.id)),
        _with_money(heading_in(table.line, "caption", plan) or table.title, table, plan),
        group=group.id if group is not None else "",
        scales=tuple(dict.fromkeys(scales.values())),
        sentence=_sentence_of(table, plan),
        together=not any(column.is_figure for column in table.answers),
        widths=_widths(table, plan, [key for key in shown if group is None or key != group.id]),
    )


def _with_money(title: Message, table: DeclaredTable, plan: Plan) -> Message:
    """A title with what all amounts are in: it stands in no cell."""
    units = _units_of_money(table, plan)
    return literal(f"{plan.words(title)}, {units.pop()}") if len(units) == 1 else title


def _units_of_money(table: DeclaredTable, plan: Plan) -> set[str]:
    return {unit_of_money(type_of(column, plan)) for column in table.columns if column.type == words.AMOUNT}


def _sentence_of(table: DeclaredTable, plan: Plan) -> Sentence | None:
    """The sentence about the first change that the plan wants in words; None where it wants none."""
    told = _change_told(table, plan)
    return None if told is None else change_in_words(label_of(table), *told)


def brief_of(table: DeclaredTable, plan: Plan) -> SaidInBrief | None:
    """What the first page of a summary says: of that change, else of amounts held against others; None of neither."""
    told = _change_told(table, plan)
    if told is not None:
        (now, before, _change), since = told
        return changes_in_brief(label_of(table), now, before, since)
    units, differences = _units_of_money(table, plan), differences_of_amounts(table)
    return deficits_in_brief(differences, units.pop()) if differences and len(units) == 1 else None


def differences_of_amounts(table: DeclaredTable) -> Sequence[str]:
    """The columns that are one amount less another, of a table with rows that the plan says."""
    amounts = {column.id.casefold() for column in table.columns if column.type == words.AMOUNT}
    pairs = [(column.id, DIFFERENCE.fullmatch(column.line.text("computed"))) for column in table.columns]
    return [
        id_
        for id_, match in pairs
        if table.is_fixed and match and {name.casefold() for name in match.groups()} <= amounts
    ]


DIFFERENCE = re.compile(rf"\s*({A_NAME})\s*-\s*({A_NAME})\s*", re.IGNORECASE)


def _change_told(table: DeclaredTable, plan: Plan) -> tuple[tuple[str, str, str], str] | None:
    """The columns of the first change that the plan wants in words, and since when it is."""
    for column in table.columns:
        change = change_of(column.line.text("computed")) if column.line["documents"] == words.ALSO_IN_WORDS else None
        now, before = map(table.column, change) if change is not None else (None, None)
        if now is not None and before is not None:
            return (now.id, before.id, column.id), _since(before, plan)
    return None


def change_of(computed: str) -> tuple[str, str] | None:
    """The columns of ``förändring(now; before)``; None of any other expression."""
    match = CHANGE.fullmatch(computed)
    return (match[1], match[2]) if match is not None else None


CHANGE = re.compile(rf"\s*förändring\s*\(\s*({A_NAME})\s*;\s*({A_NAME})\s*\)\s*", re.IGNORECASE)


def _since(before: DeclaredColumn, plan: Plan) -> str:
    """What the time is called that an earlier column is of; empty for the period compared with, which each round knows."""
    if before.line["when"] == words.SAME_PERIOD:
        return ""
    return next(periods_of(before, plan), "") or heading_of(before, plan)


def change_in_words(label: str, columns: tuple[str, str, str], since: str) -> Sentence:
    """A sentence of each sum: what it was, what it is, and how much that is in per cent. None without figures.

    ``columns`` are those of the figure, of that of before and of the change.
    """
    now, before, changed = columns

    def sentence(row: RowView, frame: Frame) -> Message | None:
        this_time, last_time, by = row.number(now), row.number(before), row.number(changed)
        if this_time is None or last_time is None or by is None or not row.row.sums or row.coverage(now) is not None:
            return None
        language, name = frame.words.language, row.text(label)
        rows = definite_plural(name) if language == "sv" else ""
        figures = {
            "row": literal(name),
            "rows": literal(rows),
            "now": literal(show_number(this_time, language)),
            "before": literal(show_number(last_time, language)),
            "percent": percent_in_words(abs(by), language),
            "period": round_name(since) if since else compared_name(frame.period),
        }
        # What a row is called can be said in a sentence only where it is a usual noun in the plural.
        told = _("{rows} were {now}", **figures) if rows else _("{row}: {now}", **figures)
        if this_time == last_time:
            return _("{told}, unchanged from {period}.", told=told, **figures)
        if this_time > last_time:
            return _("{told}, an increase of {percent} from {period} ({before}).", told=told, **figures)
        return _("{told}, a decrease of {percent} from {period} ({before}).", told=told, **figures)

    return sentence


PAGE, PADDING, LETTER = 17.0, 0.4, 0.165
"""Centimetres: what a page has room for, what a cell has beside its text, and a letter of a heading."""
LEAST = {
    words.COUNT: 1.7,  # 153 578 *: a count with the mark of one that is incomplete
    words.SHARE: 1.5,
    words.DAY: 2.1,
    words.PERSON: 2.2,
    words.ONE_OF: 2.2,
    words.LEVEL: 2.2,
    words.UNIT: 2.2,
}
NARROWEST, NARROWEST_TEXT = 1.4, 2.6
WIDE_TYPES = frozenset({words.TEXT, words.LONG_TEXT})


def _widths(table: DeclaredTable, plan: Plan, keys: Sequence[str]) -> dict[str, float]:
    """Centimetres a column: no word of a heading is broken while there is room, and texts share what is left."""
    columns = {column.id: column for column in table.columns}
    types = {key: columns[key].type if key in columns else words.TEXT for key in keys}
    headings = {key: heading_of(columns[key], plan) if key in columns else plan.words(table.title) for key in keys}
    labels = " ".join(row.line.text("label") for row in table.rows)
    widths = {}
    for key in keys:
        least = NARROWEST_TEXT if types[key] in WIDE_TYPES else LEAST.get(types[key], NARROWEST)
        text = f"{headings[key]} {labels}" if key == label_of(table) else headings[key]
        widths[key] = max(least, PADDING + LETTER * max(map(len, text.split()), default=0))
    wide = [key for key in keys if types[key] in WIDE_TYPES]
    left = max(0.0, PAGE - sum(widths.values()))
    return {key: round(width + (left / len(wide) if key in wide else 0), 2) for key, width in widths.items()}


def assess_by(table: DeclaredTable, plan: Plan) -> Assess | None:
    """The units' own judgements, where a column of the table is a scale's levels."""
    scales = [
        (column.id, scale, is_always_required(column)) for column in table.answers if (scale := scale_of(column, plan))
    ]
    nothing = _("The unit has given no assessment.")

    def assess(row: RowView, _frame: Frame) -> Sequence[Judgement]:
        judged = (
            judge_chosen(row, column, scale, nothing, required=required and not row.row.sums)
            for column, scale, required in scales
        )
        return tuple(judgement for of_column in judged for judgement in of_column)

    return assess if scales else None
