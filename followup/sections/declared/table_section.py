"""From what a plan declares of a table to a section, that every step and every output reads like those in code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from followup.form.cells.prose import Prose
from followup.form.columns import Column
from followup.form.rows import FilledRow
from followup.form.section import FigurePeriod, Grid, Listing, Measuring, Section, SectionsOfPlan
from followup.form.traits import AnsweredBy, DeclaredInPlan, EarlierValues, ShowsLastAnswers, Trait
from followup.locale import literal
from followup.plan.model import Plan
from followup.rulebook.problem import Remark
from followup.sections.declared import table_sheets as words
from followup.sections.declared.declared_tables import DeclaredTable, names_in, tables_in
from followup.sections.declared.known_values import sources_of
from followup.sections.declared.row_faults import gaps_in_values
from followup.sections.declared.table_columns import columns_of
from followup.sections.declared.table_faults import faults_of_tables, is_usable
from followup.sections.declared.table_outputs import assess_by, overview_of, scale_of, word_table_of
from followup.sections.declared.table_rows import rows_of
from followup.sections.declared.table_rules import conditions_of
from followup.sections.declared.table_sums import DeclaredTotals

LINES_FOR_PROSE = 6
"""Rows drawn for an answer in words; more may be written below."""

USUAL_BLANK_ROWS = 15


def declared_tables(others: Iterable[Section]) -> SectionsOfPlan:
    """The tables that a plan declares besides other sections: of one that cannot be understood there is no section."""
    taken = frozenset(section.key.casefold() for section in others)

    def sections(plan: Plan) -> tuple[Section, ...]:
        return tuple(section_of(table, plan) for table in tables_in(plan) if is_usable(table, plan, taken))

    return SectionsOfPlan("tables", words.TABLE_SHEETS, sections, lambda plan: _faults(plan, taken))


def _faults(plan: Plan, taken: Collection[str]) -> Iterator[tuple[FilledRow, Remark]]:
    """Those of every table, and what is not known before of those that can be used."""
    yield from faults_of_tables(plan, taken)
    for table in tables_in(plan):
        if is_usable(table, plan, taken):
            yield from gaps_in_values(table, section_of(table, plan), plan)


def section_of(table: DeclaredTable, plan: Plan) -> Section:
    """A declared table as a section."""
    columns, line = columns_of(table, plan), table.line
    sheet, intro = line.text("sheet"), line.text("intro")
    group, explained_by = (table.column(line.text(key)) for key in ("group", "explained_by"))
    return Section(
        table.id,
        literal(line.text("title")),
        _shape(table, columns),
        columns,
        sheet=literal(sheet) if sheet else None,
        intro=literal(intro) if intro else None,
        plan=words.TABLE_SHEETS,
        conditions=conditions_of(table, plan),
        assess=assess_by(table, plan),
        aggregate=_totals(table),
        overview=overview_of(table, plan),
        word=(word_table_of(table, columns, plan),),
        perspective=group.id if group is not None else "",
        explained_by=explained_by.id if explained_by is not None else "",
        measuring=Measuring(spans=tuple(_spans(table))),
        traits=tuple(_traits(table, plan)),
    )


def _shape(table: DeclaredTable, columns: Sequence[Column]) -> Grid | Listing:
    if table.is_fixed:
        has_prose = any(isinstance(column.type, Prose) for column in columns)
        return Grid(rows_of(table.id), lines=LINES_FOR_PROSE if has_prose else 0)
    identity = names_in(table.line["identity"]) or tuple(column.id for column in table.answers[:1])
    blank = int(table.line.number("blank") or USUAL_BLANK_ROWS)
    return Listing(tuple(column.id for name in identity if (column := table.column(name)) is not None), blank)


def _totals(table: DeclaredTable) -> DeclaredTotals | None:
    """None where nothing is added up over units: rows that units write themselves are nobody else's."""
    totals = {column.id: column.total for column in table.columns if column.is_figure}
    if not table.is_fixed or all(total == words.NOT_SUMMED for total in totals.values()):
        return None
    weighing = ((column.id, table.column(column.line.text("weight"))) for column in table.columns)
    return DeclaredTotals(totals, {id_: weight.id for id_, weight in weighing if weight is not None})


def _spans(table: DeclaredTable) -> Sequence[tuple[str, FigurePeriod]]:
    """Of which days the figures of columns are that the plan knows before; of other earlier ones that is not told."""
    same = [column.id for column in table.columns if column.line["when"] == words.SAME_PERIOD]
    known = [column.id for column in table.columns if column.role == words.PREFILLED]
    return [*((id_, FigurePeriod.COMPARED) for id_ in same), *((id_, FigurePeriod.REPORTED) for id_ in known)]


def _traits(table: DeclaredTable, plan: Plan) -> Sequence[Trait]:
    figures = tuple(column.id for column in table.columns if column.is_figure and column.role == words.ANSWER)
    shown = [table.column(column.line.text("earlier")) for column in table.columns if column.role == words.EARLIER]
    texts = tuple(column.id for column in shown if column is not None and not column.is_figure)
    traits: list[Trait] = [AnsweredBy(table.units)] if table.units else []
    headings = tuple((column.line.text("heading"), column.id) for column in table.columns)
    levels = tuple((column.id, scale) for column in table.answers if (scale := scale_of(column, plan)))
    known = (column for column in table.columns if column.role in (words.PREFILLED, words.EARLIER))
    sources = tuple((column.id, named) for column in known if (named := sources_of(plan, table, column)))
    traits.append(DeclaredInPlan(table.line, headings, levels, sources))
    traits += [EarlierValues(words.VALUES_SHEET.key, figures)] if table.is_fixed and figures else []
    return [*traits, ShowsLastAnswers(texts)] if texts and table.is_fixed else traits
