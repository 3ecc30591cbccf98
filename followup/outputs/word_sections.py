"""A section in a Word document, as its own declaration says that it reads: tables, sentences, charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from followup.form.cells.text import Text
from followup.form.columns import Column, Role
from followup.form.presenting import ChartOf, TableOf
from followup.locale import _, literal
from followup.outputs.overview import counts_by
from followup.outputs.regional import MOST_CHARTS, chart_groups
from followup.outputs.showing import levels_in_order, name_of, row_label, show_value, state_title
from followup.outputs.word_goals import goals
from followup.outputs.word_tables import word_table
from followup.outputs.word_writing import Writing
from followup.stages.region import RegionTable, UnitRow


def section(doc: Writing, table: RegionTable, in_words: bool = False) -> None:
    """The goals above its rows, then what the section declares, then who has not answered it.

    With ``in_words`` what is written in words stands under each table of all rows together, not in its cells.
    """
    if table.section.goal:
        goals(doc)
    for reading in table.section.reading:
        if isinstance(reading, ChartOf):
            _charts(doc, table, reading)
        elif reading.together:
            _together(doc, table, replace(reading, tail=()) if in_words else reading, in_words)
        else:
            _apart(doc, table, reading)
    _struck(doc, table)
    for state in doc.result.states:
        if not state.answered and table.of(state.unit):
            told = _("{unit}: {state}.", unit=literal(state.unit.name), state=state_title(state)[0])
            doc.file.paragraph(doc.words(told), "Followup Note")


def _struck(doc: Writing, table: RegionTable) -> None:
    """What is no longer asked for, each row once, by the last round that it was."""
    for until in dict.fromkeys(row.until for row in table.struck):
        names = tuple(dict.fromkeys(row_label(row) for row in table.struck if row.until == until))
        told = _("Not asked for after {round}: {rows}.", round=literal(until), rows=names)
        doc.file.paragraph(doc.words(told), "Followup Note")


def _apart(doc: Writing, table: RegionTable, reading: TableOf) -> None:
    answered = [state.unit for state in doc.result.states if state.answered]
    runs = [(None, table.region), *((unit, table.of(unit)) for unit in answered)]
    for unit, rows in runs:
        if not rows:
            continue
        name = name_of(doc.result, unit)
        if doc.unit is None:
            doc.file.heading(name, 3)
        for row in rows:
            sentence = reading.sentence(row.filled, doc.frame) if reading.sentence else None
            if sentence is not None:
                doc.file.paragraph(doc.words(sentence), "Followup Sentence")
        caption = reading.caption.filled(**doc.frame.period.labels, group=literal(name))
        _table(doc, table, reading, rows, f"{doc.words(caption)}, {name}")
        _short_note(doc, rows)
        _comments(doc, table, reading, rows)


def _short_note(doc: Writing, rows: Sequence[UnitRow]) -> None:
    if any(row.filled.short for row in rows):
        counts = sorted({min(row.filled.short.values()) for row in rows if row.filled.short})
        listed = tuple(_("{have} of {of}", have=have, of=of) for have, of in counts)
        note = _("* incomplete: {counts} contributions could be used.", counts=listed)
        doc.file.paragraph(doc.words(note), "Followup Note")


def _comments(doc: Writing, table: RegionTable, reading: TableOf, rows: Sequence[UnitRow]) -> None:
    """What was written in words on rows whose table has no column for it."""
    shown = {*reading.columns, *reading.tail}
    texts = [c for c in table.columns if c.role is Role.INPUT and isinstance(c.type, Text) and c.key not in shown]
    for row in rows:
        for column in texts:
            if row.filled[column.key] is not None:
                doc.file.paragraph(f"{row_label(row)}: {row.filled.text(column.key)}", "Followup Note")


def _together(doc: Writing, table: RegionTable, reading: TableOf, in_words: bool) -> None:
    rows = _in_order(doc, table, reading)
    for group, shown in _by_group(doc, reading, rows):
        inside = [row for row in shown if row.unit is not None]
        if reading.group:
            doc.file.heading(group, 2)
            _group_text(doc, group, inside, reading)
        caption = reading.caption.filled(**doc.frame.period.labels, group=literal(_in_a_caption(group)))
        named = doc.words(caption) + (f", {name_of(doc.result, doc.unit)}" if doc.unit else "")
        _table(doc, table, reading, shown, named, with_unit=doc.unit is None)
        _short_note(doc, shown)
        if in_words:
            _said_of_rows(doc, table, reading, inside)


def _said_of_rows(doc: Writing, table: RegionTable, reading: TableOf, rows: Sequence[UnitRow]) -> None:
    """Each row by its name, then its comment, then what else was answered that the table does not show."""
    answers = [column for column in table.columns if column.role is Role.INPUT]
    others = [column for column in answers if not {column.key, column.base} & set(reading.columns)]
    for row in rows:
        said = {column.key: show_value(row.filled, column, doc.frame) for column in others}
        comment = said.pop(table.section.explained_by, "")
        titled = [f"{doc.words(column.title)}: {text}" for column in others if (text := said.get(column.key))]
        if comment or titled:
            doc.file.paragraph(row_label(row), "Followup Contributor")
        for paragraph in (comment, "\n".join(titled)):
            if paragraph:
                doc.file.paragraph(paragraph)


def _in_order(doc: Writing, table: RegionTable, reading: TableOf) -> list[UnitRow]:
    """The rows of the region and of the units that have answered, as the declaration orders them."""
    answered = {state.unit.id for state in doc.result.states if state.answered}
    rows = [row for row in table.rows if row.unit is not None and (reading.every or row.unit.id in answered)]
    region = table.region
    if reading.region_only_sums:
        rows = [row for row in rows if not row.filled.row.sums]
        region = [row for row in region if row.filled.row.sums]
    if reading.ordered_by:
        numbers = [(row.filled.number(reading.ordered_by), row) for row in [*rows, *region]]
        return [row for _number, row in sorted(numbers, key=lambda each: (each[0] is None, each[0] or 0))]
    keys = list(table.keys) if reading.as_planned else [row.filled.row.key for row in table.rows]
    order_of = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return sorted([*region, *rows], key=lambda row: order_of[row.filled.row.key])


def _by_group(doc: Writing, reading: TableOf, rows: Sequence[UnitRow]) -> list[tuple[str, list[UnitRow]]]:
    """The rows under each heading; perspectives in the plan's order. A sum of all groups ends the last of them."""
    if not reading.group:
        return [("", list(rows))]
    order = [goal.name for goal in doc.frame.goals.values() if not goal.parent]
    found = dict.fromkeys(row.filled.text(reading.group) for row in rows if row.unit is not None)
    groups = sorted(found, key=lambda name: order.index(name) if name in order else len(order))
    of_all = [row for row in rows if row.unit is None and row.filled.text(reading.group) not in found]
    rows_of: dict[str, list[UnitRow]] = {}
    for row in rows:
        rows_of.setdefault(row.filled.text(reading.group), []).append(row)
    made = [(group, rows_of[group]) for group in groups]
    return [*made[:-1], (made[-1][0], made[-1][1] + of_all)] if made else []


def _in_a_caption(group: str) -> str:
    return group[:1].lower() + group[1:]


def _group_text(doc: Writing, group: str, rows: Sequence[UnitRow], reading: TableOf) -> None:
    intro = next((goal.intro for goal in doc.frame.goals.values() if goal.name == group), "")
    if intro:
        doc.file.paragraph(intro)
    if reading.scales:
        doc.file.paragraph(_counts(doc, rows, reading.group, reading.scales[0]), "Followup Sentence")


def _counts(doc: Writing, rows: Sequence[UnitRow], group: str, scale: str) -> str:
    """``Av 21 bedömningar: 12 uppnått, 4 inte uppnått, 5 kan inte avgöras.`` Those of the units, each counted once."""
    own = [row for row in rows if row.unit is not None and (doc.unit is not None or not row.repeats)]
    counted = next(iter(counts_by(own, group, scale).values()), None)
    if not counted:
        return ""
    levels = levels_in_order(doc.frame, scale, list(counted))
    parts = tuple(f"{level.symbol} {level.word} {counted[level.key]}".strip() for level in levels)
    return doc.words(_("Of {n} judgements: {parts}.", n=sum(counted.values()), parts=parts))


def _table(
    doc: Writing, table: RegionTable, reading: TableOf, rows: Sequence[UnitRow], caption: str, with_unit: bool = False
) -> None:
    if not rows or doc.skims:
        return
    made = word_table(doc.result, table, reading, rows, doc.file.width, with_unit)
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(made.titles, made.rows, made.widths, caption)


def _charts(doc: Writing, table: RegionTable, reading: ChartOf) -> None:
    answered = {state.unit.id for state in doc.result.states if state.answered}
    unit = ""
    groups = chart_groups(table, reading)
    if len(groups) > MOST_CHARTS:
        told = _(
            "There are {n} series, too many to draw here. Their figures stand in the regional workbook.",
            n=len(groups),
        )
        doc.file.paragraph(doc.words(told))
        return
    for title, first, last in groups:
        rows = table.rows[first : last + 1]
        owner = rows[0].unit
        if owner is None or owner.id not in answered:
            continue
        if owner.name != unit:
            unit = owner.name
            if doc.unit is None:
                doc.file.heading(name_of(doc.result, owner), 3)
        _chart(doc, table, reading, rows, title.removeprefix(f"{unit}: "))


def _chart(doc: Writing, table: RegionTable, reading: ChartOf, rows: Sequence[UnitRow], title: str) -> None:
    columns = [column for column in table.columns if {column.key, column.base} & set(reading.values)]
    series = [(doc.words(column.title), [_float(row, column) for row in rows]) for column in columns]
    if not any(value is not None for _name, values in series for value in values):
        return
    target = next((column for column in table.columns if column.key == reading.target), None)
    limit = None if target is None else next((v for row in rows if (v := _float(row, target)) is not None), None)
    line = None if target is None or limit is None else (doc.words(target.title), limit)
    said = "; ".join(
        f"{name}: " + ", ".join(show_value(row.filled, column, doc.frame) or "–" for row in rows)
        for (name, _values), column in zip(series, columns, strict=True)
    )
    doc.file.chart(
        reading.kind,
        title=title,
        categories=[row.filled.text(reading.category) for row in rows],
        series=series,
        alt_text=doc.words(_("Chart. {title}. {figures}.", title=literal(title), figures=literal(said))),
        number_format=reading.number_format,
        target_line=line,
        width_cm=min(doc.file.width, 16.0),
        height_cm=6.5,
    )


def _float(row: UnitRow, column: Column) -> float | None:
    number = row.filled.number(column.key)
    return None if number is None else float(number)
