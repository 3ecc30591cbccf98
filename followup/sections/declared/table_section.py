"""From what a plan declares of a table to a section, that every step and every output reads like those in code."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from followup.form.rows import FilledRow
from followup.form.section import FigurePeriod, Grid, Listing, Measuring, Section, SectionsOfPlan
from followup.form.traits import BUDGET, AnsweredBy, DeclaredInPlan, EarlierValues, SaysInBrief, ShowsLastAnswers, Trait
from followup.form.written.plain_text import folded
from followup.locale import _
from followup.plan.model import Plan
from followup.rulebook.problem import Remark
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import (
    DECLARED,
    DeclaredTable,
    TableSource,
    message_in,
    tables_in,
)
from followup.sections.declared.known_values import sources_of
from followup.sections.declared.table_columns import columns_of
from followup.sections.declared.table_faults import faults_of_formulas, faults_of_tables, is_usable
from followup.sections.declared.table_outputs import (
    assess_by,
    brief_of,
    differences_of_amounts,
    overview_of,
    scale_of,
    word_table_of,
)
from followup.sections.declared.table_rows import AskedColumns, PlanRowsOf
from followup.sections.declared.table_rules import checks_of, conditions_of
from followup.sections.declared.table_sums import DeclaredTotals

LINES_FOR_PROSE = 6
"""Rows drawn for an answer in words; more may be written below."""

USUAL_BLANK_ROWS = 15


def declared_tables(keys_of_others: Callable[[Plan], Collection[str]]) -> SectionsOfPlan:
    """The tables that a plan declares besides other sections: of one that cannot be understood there is no section."""

    def taken(plan: Plan) -> frozenset[str]:
        return frozenset(key.casefold() for key in keys_of_others(plan))

    def sections(plan: Plan) -> tuple[Section, ...]:
        of_others = taken(plan) if tables_in(plan) else ()
        return tuple(section_of(table, plan) for table in tables_in(plan) if is_usable(table, plan, of_others))

    return SectionsOfPlan(
        "tables", words.TABLE_SHEETS, sections, lambda plan: _faults(plan, taken(plan)), _("Tables of your own")
    )


def _faults(plan: Plan, taken: Collection[str]) -> Iterator[tuple[FilledRow, Remark]]:
    """Those of every table; of those that can be used what is not known before, and what Excel could not work out."""
    from followup.sections.declared.row_faults import gaps_in_values  # not loaded where a plan is read again

    yield from faults_of_tables(plan, taken)
    for table in tables_in(plan):
        if is_usable(table, plan, taken):
            section = section_of(table, plan)
            yield from gaps_in_values(table, section, plan)
            yield from faults_of_formulas(table, section, plan)


def names_of_tables(plan: Plan) -> frozenset[str]:
    """The ids and titles, folded, of every table that a plan declares: those too that cannot be understood."""
    return frozenset(folded(name) for table in tables_in(plan) for name in (table.id, plan.words(table.title)) if name)


def section_of(table: DeclaredTable, plan: Plan, source: TableSource = DECLARED) -> Section:
    """A declared table as a section."""
    columns, line = columns_of(table, plan, AskedColumns(table.id, source)), table.line
    group, explained_by = (table.column(line.text(key)) for key in ("group", "explained_by"))
    return Section(
        table.id,
        table.title,
        _shape(table, source),
        columns,
        sheet=message_in(line, "sheet"),
        intro=message_in(line, "intro"),
        plan=source.sheets,
        conditions=conditions_of(table, plan),
        checks=checks_of(table),
        assess=assess_by(table, plan),
        aggregate=_totals(table),
        overview=overview_of(table, plan),
        word=(word_table_of(table, plan),),
        perspective=group.id if group is not None else "",
        people="people",
        wholes=tuple(_wholes(table)),
        explained_by=explained_by.id if explained_by is not None else "",
        measuring=Measuring(spans=tuple(_spans(table))),
        traits=(*_traits(table, plan), *((_declared(table, plan),) if source is DECLARED else ())),
    )


def _shape(table: DeclaredTable, source: TableSource) -> Grid | Listing:
    if table.is_fixed:
        has_prose = any(column.type == words.LONG_TEXT for column in table.columns)
        return Grid(PlanRowsOf(table.id, source), lines=LINES_FOR_PROSE if has_prose else 0)
    blank = int(table.line.number("blank") or USUAL_BLANK_ROWS)
    return Listing(tuple(column.id for column in table.identity), blank)


def _totals(table: DeclaredTable) -> DeclaredTotals | None:
    """None where nothing is added up over units: rows that units name in their own words are nobody else's."""
    totals = {column.id: column.total for column in table.columns if column.is_figure}
    if not (table.is_fixed or table.is_summed_by_choice) or all(total == words.NOT_SUMMED for total in totals.values()):
        return None
    weighing = ((column.id, table.column(column.line.text("weight"))) for column in table.columns)
    weights = {id_: weight.id for id_, weight in weighing if weight is not None}
    return DeclaredTotals(totals, weights, tuple(column.id for column in table.identity))


def _wholes(table: DeclaredTable) -> Iterator[tuple[str, str]]:
    """The columns of wholes, each with one of a part."""
    for column in table.columns:
        whole = table.column(column.whole)
        if whole is not None:
            yield whole.id, column.id


def _spans(table: DeclaredTable) -> Sequence[tuple[str, FigurePeriod]]:
    """Of which days the figures of columns are that the plan knows before; of other earlier ones that is not told."""
    same = [column.id for column in table.columns if column.line["when"] == words.SAME_PERIOD]
    known = [column.id for column in table.columns if column.role == words.PREFILLED]
    return [*((id_, FigurePeriod.COMPARED) for id_ in same), *((id_, FigurePeriod.REPORTED) for id_ in known)]


def _traits(table: DeclaredTable, plan: Plan) -> Sequence[Trait]:
    figures = tuple(column.id for column in table.columns if column.is_figure and column.role == words.ANSWER)
    shown = [table.column(column.line.text("earlier")) for column in table.columns if column.is_earlier]
    texts = tuple(column.id for column in shown if column is not None and not column.is_figure)
    traits: list[Trait] = [AnsweredBy(table.units)] if table.units else []
    if (says := brief_of(table, plan)) is not None:
        traits.append(SaysInBrief(says, about=BUDGET if differences_of_amounts(table) else ""))
    if table.history is not None:
        traits += table.history
    elif table.is_fixed and figures:
        traits.append(EarlierValues(words.VALUES_SHEET.key, figures))
    return [*traits, ShowsLastAnswers(texts)] if texts and table.is_fixed else traits


def _declared(table: DeclaredTable, plan: Plan) -> DeclaredInPlan:
    headings = tuple((column.line.text("heading"), column.id) for column in table.columns)
    levels = tuple((column.id, scale) for column in table.answers if (scale := scale_of(column, plan)))
    known = (column for column in table.columns if column.role == words.PREFILLED or column.is_earlier)
    sources = tuple((column.id, named) for column in known if (named := sources_of(plan, table, column)))
    return DeclaredInPlan(table.line, headings, levels, sources)
