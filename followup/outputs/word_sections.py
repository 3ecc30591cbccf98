"""A section in a Word document, as its own declaration says that it reads: tables, sentences, charts."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.docx_write import Text as CellText
from followup.form.cells.text import Text
from followup.form.columns import Column, Role
from followup.form.presenting import ChartOf, TableOf
from followup.locale import _, literal
from followup.outputs.goals import counts_in_symbols, goals_in_a_sentence, shown_judgement
from followup.outputs.overview import counts_by
from followup.outputs.regional import MOST_CHARTS, chart_groups
from followup.outputs.showing import levels_in_order, name_of, row_label, show_value, state_title
from followup.outputs.word_tables import word_table
from followup.outputs.word_writing import Writing
from followup.stages.region import RegionTable, UnitRow


def section(doc: Writing, table: RegionTable) -> None:
    """The goals above its rows, then what the section declares, then who has not answered it."""
    if table.section.goal:
        _goals(doc)
    for reading in table.section.reading:
        if isinstance(reading, ChartOf):
            _charts(doc, table, reading)
        elif reading.together:
            _together(doc, table, reading)
        else:
            _apart(doc, table, reading)
    for state in doc.result.states:
        if not state.answered and table.of(state.unit):
            told = _("{unit}: {state}.", unit=literal(state.unit.name), state=state_title(state)[0])
            doc.file.paragraph(doc.words(told), "Followup Note")


def _goals(doc: Writing) -> None:
    """The region's goals, judged by the plan's rule, with what units and decisions say beside."""
    rows = [row for row in doc.result.goals if row.unit is None]
    if not rows:
        return
    titles = [
        doc.words(each) for each in (_("Goal"), _("Judgements"), _("Judgement"), _("Reason"), _("Units' own judgement"))
    ]
    body = []
    for row in rows:
        text, colour, reason = shown_judgement(doc.plan, row.stands)
        if row.override is not None:
            computed, _colour, why = shown_judgement(doc.plan, row.computed)
            text = doc.words(_("{judgement} (decided)", judgement=text)) + "\n"
            text += doc.words(_("({judgement}, computed)", judgement=computed))
            reason += f"\n{why}"
        name = CellText("\u2003" * row.depth + row.goal.name, bold=not row.depth)
        counts = counts_in_symbols(doc.plan, row.counts)
        body.append(
            [name, CellText(counts), CellText(text, colour), CellText(reason), CellText(_own_of(doc, row.goal.id))]
        )
    doc.file.paragraph(doc.words(goals_in_a_sentence(doc.plan, rows)), "Followup Sentence")
    caption = doc.words(_("Goals of the region, judged from the measures under them"))
    doc.file.caption(doc.words(_("Table")), caption)
    doc.file.table(titles, body, [share * doc.file.width for share in (0.34, 0.13, 0.13, 0.22, 0.18)], caption)


def _own_of(doc: Writing, goal: str) -> str:
    lines = []
    for row in doc.result.goals:
        if row.goal.id == goal and row.unit is not None and row.own is not None:
            text, _colour, reason = shown_judgement(doc.plan, row.own)
            lines.append(f"{row.unit.name}: {text}. {reason}")
    return "\n".join(lines)


def _apart(doc: Writing, table: RegionTable, reading: TableOf) -> None:
    answered = [state.unit for state in doc.result.states if state.answered]
    runs = [(None, table.region), *((unit, table.of(unit)) for unit in answered)]
    for unit, rows in runs:
        if not rows:
            continue
        name = name_of(doc.result, unit)
        doc.file.heading(name, 3)
        for row in rows:
            sentence = reading.sentence(row.filled, doc.plan) if reading.sentence else None
            if sentence is not None:
                doc.file.paragraph(doc.words(sentence), "Followup Sentence")
        caption = reading.caption.filled(**doc.plan.period_labels, group=literal(name))
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


def _together(doc: Writing, table: RegionTable, reading: TableOf) -> None:
    rows = _in_order(doc, table, reading)
    for group, shown in _by_group(doc, reading, rows):
        inside = [row for row in shown if row.unit is not None]
        if reading.group:
            doc.file.heading(group, 2)
            _group_text(doc, group, inside, reading)
        caption = reading.caption.filled(**doc.plan.period_labels, group=literal(_in_a_caption(group)))
        _table(doc, table, reading, shown, doc.words(caption), with_unit=True)
        _short_note(doc, shown)
        _footnotes(doc, inside)


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
    keys = [record.text("id") for record in doc.plan.rows(reading.order)] if reading.order else []
    keys += [row.filled.row.key for row in table.rows]
    order_of = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return sorted([*region, *rows], key=lambda row: order_of[row.filled.row.key])


def _by_group(doc: Writing, reading: TableOf, rows: Sequence[UnitRow]) -> list[tuple[str, list[UnitRow]]]:
    """The rows under each heading; perspectives in the plan's order. A sum of all groups ends the last of them."""
    if not reading.group:
        return [("", list(rows))]
    order = [goal.name for goal in doc.plan.goals.values() if not goal.parent]
    found = dict.fromkeys(row.filled.text(reading.group) for row in rows if row.unit is not None)
    groups = sorted(found, key=lambda name: order.index(name) if name in order else len(order))
    of_all = [row for row in rows if row.unit is None and row.filled.text(reading.group) not in found]
    made = [(group, [row for row in rows if row.filled.text(reading.group) == group]) for group in groups]
    return [*made[:-1], (made[-1][0], made[-1][1] + of_all)] if made else []


def _in_a_caption(group: str) -> str:
    return group[:1].lower() + group[1:]


def _group_text(doc: Writing, group: str, rows: Sequence[UnitRow], reading: TableOf) -> None:
    intro = next((goal.intro for goal in doc.plan.goals.values() if goal.name == group), "")
    if intro:
        doc.file.paragraph(intro)
    if reading.scales:
        doc.file.paragraph(_counts(doc, rows, reading.group, reading.scales[0]), "Followup Sentence")


def _counts(doc: Writing, rows: Sequence[UnitRow], group: str, scale: str) -> str:
    """``Av 21 bedömningar: 12 uppnått, 4 inte uppnått, 5 kan inte avgöras.``"""
    counted = next(iter(counts_by(rows, group, scale).values()), None)
    if not counted:
        return ""
    levels = levels_in_order(doc.plan, scale, list(counted))
    parts = tuple(f"{level.symbol} {level.word} {counted[level.key]}".strip() for level in levels)
    return doc.words(_("Of {n} judgements: {parts}.", n=sum(counted.values()), parts=parts))


def _footnotes(doc: Writing, rows: Sequence[UnitRow]) -> None:
    seen = dict.fromkeys(str(row.filled.row.about.get("footnote") or "") for row in rows)
    for key in seen:
        if key in doc.plan.footnotes:
            names = dict.fromkeys(row_label(row) for row in rows if row.filled.row.about.get("footnote") == key)
            doc.file.paragraph(f"{'; '.join(names)}: {doc.plan.footnotes[key]}", "Followup Note")


def _table(
    doc: Writing, table: RegionTable, reading: TableOf, rows: Sequence[UnitRow], caption: str, with_unit: bool = False
) -> None:
    if not rows:
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
        f"{name}: " + ", ".join(show_value(row.filled, column, doc.plan) or "–" for row in rows)
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
