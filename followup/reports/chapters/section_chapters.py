"""A section in a document, as its own declaration says that it reads: tables, sentences, charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from followup.documents.declared import SectionView
from followup.form.cells.text import Text
from followup.form.columns import Role
from followup.form.presenting import WordChart, WordTable
from followup.form.terms.level_sentences import levels_of
from followup.form.terms.period_names import names_of, round_name, title_in_text
from followup.form.traits import DeclaredInPlan, RollsUpTo
from followup.locale import Message, _, literal
from followup.region.model import RegionTable, UnitRow
from followup.reports.appendix.numbered_reasons import reason_numbers
from followup.reports.chapters.charts import charts_of
from followup.reports.chapters.goal_chapters import goals_of
from followup.reports.chapters.opening import not_answered
from followup.reports.chapters.section_views import parts_shown, points_of, rows_chosen
from followup.reports.drawings.comparison import compared_bars
from followup.reports.drawings.level_bars import level_bars
from followup.reports.drawings.parts_as_dots import dots_of_rows
from followup.reports.idle_trends import note_of_idle_trend
from followup.reports.layout.beneath import texts_beneath
from followup.reports.layout.section_tables import section_table
from followup.reports.layout.upright import PageReading, of_sums, on_page, says_figures
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import ReportTable
from followup.reports.wording.counts import counts_by, levels_counted, noun_of
from followup.reports.wording.formatting import name_of, row_label
from followup.reports.wording.incomplete import lacking_units, questioned_units
from followup.reports.wording.value_texts import RowBatch, show_values


def section_parts(
    subject: Subject, table: RegionTable, in_words: bool = False, view: SectionView | None = None
) -> Iterator[Part]:
    """The goals above its rows, then what the section declares or the document wants of it, then who has not answered it.

    With ``in_words`` what is written in words stands under each table of all rows together, not in its cells.
    """
    if view is None and table.section.has(RollsUpTo):
        yield from goals_of(subject)
    table = rows_chosen(table, view)
    if view is not None and (view.points or view.chart):
        yield from _points(subject, table, view) if view.points else _charts(subject, table, view)
        return
    yield from level_bars(subject, table)
    yield from note_of_idle_trend(subject, table)
    for reading in parts_shown(table, view):
        if isinstance(reading, WordChart):
            yield from charts_of(subject, table, reading)
        elif reading.together:
            reading = replace(reading, tail=()) if in_words else reading
            yield from _together(
                subject, table, on_page(subject.frame, table, reading, subject.unit is not None), in_words
            )
        else:
            yield from _apart(subject, table, on_page(subject.frame, table, reading, of_one_unit=True))
    yield from _sources(subject, table, view)
    yield from _struck(subject, table)
    for state in subject.region.states:
        if not state.answered and table.of(state.unit) and not subject.document.final:
            yield ReportParagraph(subject.words(not_answered(state)), "note")


def _points(subject: Subject, table: RegionTable, view: SectionView) -> Iterator[Part]:
    """The units' rows as points of a list, under a heading for each group."""
    for group, rows in _by_group(subject, view.group or "", _in_order(subject, table, view.order, view.descending)):
        if group:
            yield Heading(group, 2)
        yield from points_of(subject, table, view, [row for row in rows if row.unit is not None])


def _charts(subject: Subject, table: RegionTable, view: SectionView) -> Iterator[Part]:
    """A part that is a chart holds nothing else: its table, with who has not answered, is another part."""
    for reading in parts_shown(table, view):
        if isinstance(reading, WordChart):
            yield from charts_of(subject, table, reading)


def _sources(subject: Subject, table: RegionTable, view: SectionView | None) -> Iterator[Part]:
    """Where what is known before comes from, as the plan says: once below all tables, by the columns that are shown."""
    declared = table.section.trait(DeclaredInPlan)
    shown = set(view.columns) if view is not None and view.columns else None
    by_sources: dict[tuple[Message, ...], list[Message]] = {}
    for key, sources in declared.sources if declared is not None else ():
        columns = [column for column in table.columns if key in (column.key, column.base)]
        titles = [
            literal(title_in_text(subject.words(column.title), subject.frame.period, subject.words))
            for column in columns
        ]
        if shown is None or key in shown:
            by_sources.setdefault(sources, []).extend(titles)
    for sources, titles in by_sources.items():
        message = _("Source of {columns}: {sources}.", columns=tuple(titles), sources=sources)
        yield ReportParagraph(subject.words(message), "note")


def _struck(subject: Subject, table: RegionTable) -> Iterator[Part]:
    """What is no longer asked for, each row once, by the last round that it was."""
    for until in dict.fromkeys(row.until for row in table.struck):
        names = tuple(dict.fromkeys(row_label(row) for row in table.struck if row.until == until))
        message = _("Not asked for after {round}: {rows}.", round=round_name(until), rows=names)
        yield ReportParagraph(subject.words(message), "note")


def _apart(subject: Subject, table: RegionTable, page: PageReading) -> Iterator[Part]:
    """A table of the region's sums, then one of each unit that has answered."""
    reading = page.whole
    answered = [state.unit for state in subject.region.states if state.answered]
    for unit, rows in [(None, table.region), *((unit, table.of(unit)) for unit in answered)]:
        if not rows:
            continue
        name = name_of(subject.region, unit)
        if subject.unit is None:
            yield Heading(name, 3)
        for row in rows:
            sentence = reading.sentence(row.filled, subject.frame) if reading.sentence else None
            if sentence is not None:
                yield ReportParagraph(subject.words(sentence), "sentence")
        caption = subject.words(reading.caption.filled(**names_of(subject.frame.period), group=literal(name)))
        shown = page if unit is not None else of_sums(table, page, rows)
        yield _on_page(subject, table, shown, rows, f"{caption}, {name}", with_unit=False)
        yield from _incomplete(subject, table, reading, rows)
        yield from _comments(table, reading, rows)
        if unit is None:
            yield from compared_bars(subject, table)


def _incomplete(subject: Subject, table: RegionTable, reading: WordTable, rows: Sequence[UnitRow]) -> Iterator[Part]:
    """What the stars in a table mean, where there are any, and which units the region's sums are without."""
    counts = sorted({min(short.values()) for row in rows if (short := row.filled.coverages)})
    if len(counts) == 1:
        ((have, of),) = counts
        message = _("* The sum is incomplete: it is made of {have} of {of} figures.", have=have, of=of)
        yield ReportParagraph(subject.words(message), "note")
    elif counts:
        yield ReportParagraph(
            subject.words(_("* The sum is incomplete: a figure that it is made of is missing.")), "note"
        )
    lines = [
        *lacking_units(subject.frame, table, rows, reading.columns),
        *questioned_units(table, rows, reading.columns),
    ]
    yield from (ReportParagraph(subject.words(line), "note") for line in lines)


def _comments(table: RegionTable, reading: WordTable, rows: Sequence[UnitRow]) -> Iterator[Part]:
    """What was written in words on rows whose table has no column for it."""
    shown = {*reading.columns, *reading.tail}
    texts = [c for c in table.columns if c.role is Role.INPUT and isinstance(c.type, Text) and c.key not in shown]
    for row in rows:
        for column in texts:
            if row.filled[column.key] is not None:
                yield ReportParagraph(f"{row_label(row)}: {row.filled.text(column.key)}", "note")


def _together(subject: Subject, table: RegionTable, page: PageReading, in_words: bool) -> Iterator[Part]:
    """A table of all units' rows, one a group."""
    reading = page.whole
    labels, unit = names_of(subject.frame.period), subject.unit
    # A unit that has not answered has no rows in the table, and is counted all the same, as everywhere else.
    every = [row for row in _rows_of(subject, table, replace(reading, every=True)) if row.unit is not None]
    asked = _in_groups(every, reading.group)
    for group, rows in _by_group(subject, reading.group, _rows_of(subject, table, reading)):
        of_units = [row for row in rows if row.unit is not None]
        if reading.group:
            yield Heading(group, 2)
            yield from _group_text(subject, table, group, asked.get(group, ()), reading)
        caption = subject.words(reading.caption.filled(**labels, group=literal(group[:1].lower() + group[1:])))
        caption += f", {name_of(subject.region, unit)}" if unit else ""
        if rows:
            yield _on_page(subject, table, page, rows, caption, with_unit=unit is None)
        yield from _incomplete(subject, table, reading, rows)
        yield from dots_of_rows(subject, table, reading, rows)
        if in_words:
            yield from _answers_beside(subject, table, reading, of_units)


def _on_page(
    subject: Subject, table: RegionTable, page: PageReading, rows: Sequence[UnitRow], caption: str, with_unit: bool
) -> ReportTable[UnitRow]:
    """The table with all its columns; on pages with those that find room, and the texts of the others below."""
    numbers = reason_numbers(subject)
    whole = section_table(subject.region, table, page.whole, rows, caption, with_unit, numbers)
    if not page.beneath:
        return whole

    def parts() -> Iterator[Part]:
        if says_figures(table, page.reading):
            yield section_table(subject.region, table, page.reading, rows, caption, with_unit, numbers)
        yield from texts_beneath(subject, table, page, [row for row in rows if row.unit is not None], with_unit)

    return replace(whole, on_page=parts)


def _answers_beside(
    subject: Subject, table: RegionTable, reading: WordTable, rows: Sequence[UnitRow]
) -> Iterator[Part]:
    """Each row by its name, then its comment, then what else was answered that the table does not show."""
    answers = [column for column in table.columns if column.role is Role.INPUT]
    others = [column for column in answers if not {column.key, column.base} & set(reading.columns)]
    titles = {column.key: subject.words(column.title) for column in others}
    batch = RowBatch(rows)
    texts = {column.key: show_values(batch, column, subject.frame) for column in others}
    comments = texts.pop(table.section.explained_by, [""] * len(rows))
    for at, (row, comment) in enumerate(zip(rows, comments, strict=True)):
        titled = [f"{titles[key]}: {of_rows[at]}" for key, of_rows in texts.items() if of_rows[at]]
        if comment or titled:
            yield ReportParagraph(row_label(row), "contributor")
        yield from (ReportParagraph(text) for text in (comment, "\n".join(titled)) if text)


def _rows_of(subject: Subject, table: RegionTable, reading: WordTable) -> list[UnitRow]:
    """The rows of a table of all units, as the declaration orders them."""
    if reading.region_only_sums:
        rows = [row for row in table.rows if not row.filled.row.sums]
        table = replace(table, rows=rows, region=[row for row in table.region if row.filled.row.sums])
    return _in_order(subject, table, reading.ordered_by, reading.descending, reading.every)


def _in_order(
    subject: Subject, table: RegionTable, order: str = "", descending: bool = False, every: bool = False
) -> list[UnitRow]:
    """The rows of the region and of the units that have answered, or of ``every`` one; without a value in the column of the
    ``order`` a row stands last. Ordered by what is answered or worked out the region's sums stand behind the units' rows:
    among them they would be taken for one."""
    answered = {state.unit.id for state in subject.region.states if state.answered}
    rows = [row for row in table.rows if row.unit is not None and (every or row.unit.id in answered)]
    region = table.region
    if order:
        apart = any(order in (column.key, column.base) and column.role is not Role.LABEL for column in table.columns)
        placed = sorted([*rows, *region], key=lambda row: _place_in_order(row, order), reverse=descending)
        return sorted(placed, key=lambda row: (apart and row.unit is None, _place_in_order(row, order)[0]))
    order_of = {key: number for number, key in enumerate(table.keys)}
    return sorted([*region, *rows], key=lambda row: order_of.get(row.filled.row.key, len(order_of)))


def _place_in_order(row: UnitRow, column: str) -> tuple[int, Decimal, str]:
    """Numbers and days by their size, then texts by their letters, then rows without either."""
    value = row.filled[column]
    value = row.filled.row.plan_record.get(column) if value is None else value
    if isinstance(value, date):
        return 0, Decimal(value.toordinal()), ""
    if isinstance(value, Decimal):
        return 0, value, ""
    return (1, Decimal(0), value.casefold()) if isinstance(value, str) else (2, Decimal(0), "")


def _by_group(subject: Subject, group: str, rows: Sequence[UnitRow]) -> list[tuple[str, list[UnitRow]]]:
    """The rows under each heading; perspectives in the plan's order. A sum of all groups ends the last of them."""
    if not group:
        return [("", list(rows))]
    order = [goal.name for goal in subject.frame.goals.values() if not goal.parent]
    names = dict.fromkeys(row.filled.text(group) for row in rows if row.unit is not None)
    of_all = [row for row in rows if row.unit is None and row.filled.text(group) not in names]
    rows_of = _in_groups(rows, group)
    ordered = sorted(names, key=lambda name: order.index(name) if name in order else len(order))
    groups = [(name, rows_of[name]) for name in ordered]
    return [*groups[:-1], (groups[-1][0], groups[-1][1] + of_all)] if groups else []


def _in_groups(rows: Sequence[UnitRow], group: str) -> dict[str, list[UnitRow]]:
    """The rows by what they say in a column."""
    rows_of: dict[str, list[UnitRow]] = {}
    for row in rows:
        rows_of.setdefault(row.filled.text(group), []).append(row)
    return rows_of


def _group_text(
    subject: Subject, table: RegionTable, group: str, rows: Sequence[UnitRow], reading: WordTable
) -> Iterator[Part]:
    intro = next((goal.intro for goal in subject.frame.goals.values() if goal.name == group), "")
    if intro:
        yield ReportParagraph(intro)
    if reading.scales:
        yield ReportParagraph(_counts(subject, table, rows, reading), "sentence")


def _counts(subject: Subject, table: RegionTable, rows: Sequence[UnitRow], reading: WordTable) -> str:
    """``Av 21 bedömningar är tolv uppnådda och fyra inte uppnådda. Fem går inte att avgöra.`` Of the units, each once."""
    rows_counted = [row for row in rows if row.unit is not None and (subject.unit is not None or not row.repeats)]
    scale = reading.scales[0]
    counted = next(iter(counts_by(rows_counted, reading.group, scale).values()), None)
    if not counted:
        return ""
    noun, levels = noun_of(table, counted.total()), levels_counted(subject.frame, scale, counted)
    return subject.words(levels_of(subject.words, noun, levels))
