"""A section's rows as a table of a document: which columns, how wide, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from followup.form.cells.base import CellType
from followup.form.cells.number import Number, Percent
from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.presenting import WordTable
from followup.form.values import ProseAnswer, Value
from followup.locale import _
from followup.region.consolidating import Region
from followup.region.model import RegionTable, UnitRow
from followup.reports.appendix.numbered_reasons import ReasonKey, is_asked_for, key_of_row
from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable
from followup.reports.wording.formatting import name_of, row_label
from followup.reports.wording.judgements import ScaleWords, Step, level_column, scale_title
from followup.reports.wording.value_texts import WIDE, RowBatch, show_joined, show_value, show_values, value_column

UNIT_WIDTH, SCALE_WIDTH, CHARACTERS_A_CM, NARROW, PLAN_TEXT_WIDTH = 2.6, 2.4, 6.0, 14.0, 4.4
UNIT = "unit"
NO_NUMBERS: Mapping[ReasonKey, int] = {}
FOLLOWED = ("https://", "http://", "mailto:")


def section_table(
    region: Region,
    table: RegionTable,
    reading: WordTable,
    rows: Sequence[UnitRow],
    caption: str,
    with_unit: bool = False,
    numbers: Mapping[ReasonKey, int] = NO_NUMBERS,
) -> ReportTable[UnitRow]:
    """The rows as the section declares them; with a column for the unit where several units stand in it.

    Where nothing could be judged the ``numbers`` of the reasons stand behind the judgement.
    """
    shown = [
        key
        for key in reading.columns
        if key not in reading.tail and (columns_of(table, key) or plan_column(table, key))
    ]
    columns = [
        _value_column(region.frame, table, reading, key)
        if columns_of(table, key)
        else _plan_column(region.frame, table, reading, key)
        for key in shown
    ]
    labels = min(reading.labels_once, len(shown)) if with_unit else 0
    if with_unit and not any(UNIT in keys for keys in reading.beneath.values()):
        columns.insert(labels, _unit_column(region, reading))
    for scale in reading.scales:
        columns.append(_scale_column(region.frame, table, scale, reading.widths.get(scale, SCALE_WIDTH), numbers))
    if reading.tail:
        columns.append(_tail_column(region.frame, table, reading))
    return ReportTable(caption, columns, rows, said_once=labels)


def plan_column(table: RegionTable, key: str) -> Column | None:
    """The column of the section's sheet in the plan: it says of a row what no form has room for."""
    columns = [column for sheet in table.section.plan for column in sheet.columns if isinstance(column, Column)]
    return next((column for column in columns if column.key == key), None)


def _plan_column(frame: Frame, table: RegionTable, reading: WordTable, key: str) -> ReportColumn[UnitRow]:
    column = plan_column(table, key)
    assert column is not None
    share = reading.widths.get(key, min(column.width / CHARACTERS_A_CM, PLAN_TEXT_WIDTH))

    def cells(rows: Sequence[UnitRow]) -> Cells:
        return Cells([shown_text(frame, table, row, key) for row in rows])

    return ReportColumn(frame.words(column.title), cells, share=share, width=min(column.width, WIDE))


def shown_text(frame: Frame, table: RegionTable, row: UnitRow, key: str) -> str:
    """What stands in a column of a row, or of its row in the plan, as it reads."""
    own = columns_of(table, key)
    if own:
        return show_joined([row], own, frame)[0] if len(own) > 1 else show_value(row.filled, own[0], frame)
    column, value = plan_column(table, key), row.filled.row.plan_record.get(key)
    if column is None or value is None or not isinstance(column.type, CellType):
        return ""
    return column.type.show(value, frame.words)


def type_of(table: RegionTable, key: str) -> object:
    """The type of a column of the table, or of the section's sheet in the plan."""
    return next((column.type for column in (*columns_of(table, key), *planned_column(table, key))), None)


def room_of(table: RegionTable, reading: WordTable) -> float:
    """How much room the columns of a table of all units want, in centimetres."""
    keys = (*reading.columns, *reading.tail[:1])
    rooms = [
        _share(reading, columns, key)
        for key in keys
        if (columns := columns_of(table, key) or planned_column(table, key))
    ]
    scales = [reading.widths.get(scale, SCALE_WIDTH) for scale in reading.scales]
    return sum(rooms) + sum(scales) + reading.widths.get(UNIT, UNIT_WIDTH)


def planned_column(table: RegionTable, key: str) -> list[Column]:
    """The column of that key in the section's sheet in the plan, if there is one."""
    column = plan_column(table, key)
    return [] if column is None else [column]


def _unit_column(region: Region, reading: WordTable) -> ReportColumn[UnitRow]:
    def cells(rows: Sequence[UnitRow]) -> Cells:
        units = {row.unit.id if row.unit else "": row.unit for row in rows}
        names = {id_: name_of(region, unit) for id_, unit in units.items()}
        of_all = {at for at, row in enumerate(rows) if row.unit is None}
        return Cells([names[row.unit.id if row.unit else ""] for row in rows], strong=of_all)

    share = reading.widths.get(UNIT, UNIT_WIDTH)
    return ReportColumn(region.frame.words(_("Unit")), cells, share=share, width=UNIT_WIDTH * CHARACTERS_A_CM)


def _scale_column(
    frame: Frame, table: RegionTable, scale: str, share: float, numbers: Mapping[ReasonKey, int]
) -> ReportColumn[UnitRow]:
    judged = ScaleWords(frame, scale)

    def level(row: UnitRow) -> Step:
        shown, colour = judged.levels(row.judgements)
        number = numbers.get(key_of_row(table.section.key, row, scale))
        if number is None or not any(
            is_asked_for(judgement) for judgement in row.judgements if judgement.scale == scale
        ):
            return shown, colour
        return f"{shown} ({number})", colour

    return level_column(scale_title(frame, scale), level, share)


def _value_column(frame: Frame, table: RegionTable, reading: WordTable, key: str) -> ReportColumn[UnitRow]:
    """A column, or all the parts of a base in one; what stands beneath it in its cell, and where its text leads."""
    columns, leads = columns_of(table, key), reading.links.get(key, "")
    keys_beneath = reading.beneath.get(key, ())
    beneath = _lines_beneath(frame, table, keys_beneath)
    is_label = columns[0].role is Role.LABEL

    def cells(rows: Sequence[UnitRow]) -> Cells:
        texts = (
            show_values(RowBatch(rows), columns[0], frame) if len(columns) == 1 else show_joined(rows, columns, frame)
        )
        lines = (
            ["\n".join([shown, *beneath(row)]) for shown, row in zip(texts, rows, strict=True)]
            if keys_beneath
            else texts
        )
        addresses = [row.filled.text(leads) for row in rows] if leads else []
        return Cells(
            lines,
            strong={at for at, row in enumerate(rows) if row.filled.row.sums},
            indents={at: level for at, row in enumerate(rows) if (level := row.filled.row.level)} if is_label else {},
            links={at: (CellLink(address),) for at, address in enumerate(addresses) if address.startswith(FOLLOWED)},
            notes=_footnotes(frame, rows, texts) if is_label else {},
        )

    is_number = isinstance(columns[0].type, Number | Percent)
    shown = ReportColumn(
        title_of(frame, columns), cells, share=_share(reading, columns, key), width=_width(columns), right=is_number
    )
    if not is_number or len(columns) > 1 or keys_beneath:
        return shown
    alone = value_column(columns[0], frame)
    return replace(shown, cells=alone.cells, in_words=cells, number_format=alone.number_format)


def _footnotes(frame: Frame, rows: Sequence[UnitRow], texts: Sequence[str]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """The footnotes that the plan has for rows; they belong to what a row is called."""
    if not frame.footnotes:
        return {}
    notes = (frame.footnotes.get(str(row.filled.row.plan_record.get("footnote") or ""), "") for row in rows)
    return {at: ((0, note),) for at, note in enumerate(notes) if note and texts[at] == row_label(rows[at])}


def _lines_beneath(frame: Frame, table: RegionTable, keys: Sequence[str]) -> Callable[[UnitRow], Iterator[str]]:
    """What stands under a text in its cell, a line each; nothing where there is nothing."""

    def lines(row: UnitRow) -> Iterator[str]:
        for key in keys:
            if key == UNIT:
                yield row.unit.name if row.unit else frame.sender.region
            for column in columns_of(table, key):
                if text := show_value(row.filled, column, frame):
                    yield text

    return lines


def _tail_column(frame: Frame, table: RegionTable, reading: WordTable) -> ReportColumn[UnitRow]:
    """The last column: its first value as it is, what else there is below with its title."""
    first, *others = [columns_of(table, key) for key in reading.tail]
    titled = [column for columns in others for column in columns]

    def text(row: UnitRow) -> str:
        texts = [text for column in first if (text := _without_notes(row, column, frame))]
        for column in titled:
            shown = show_value(row.filled, column, frame)
            texts += [f"{frame.words(column.title)}: {shown}"] if shown else []
        return "\n".join(texts)

    def cells(rows: Sequence[UnitRow]) -> Cells:
        prose = {at: value for at, row in enumerate(rows) if isinstance(value := _first(row, first), ProseAnswer)}
        return Cells(
            [text(row) for row in rows],
            links={at: links for at, value in prose.items() if (links := _links_of(value))},
            notes={at: notes for at, value in prose.items() if (notes := _notes_of(value))},
        )

    key = reading.tail[0]
    title = title_of(frame, first) if first else key
    return ReportColumn(title, cells, share=_share(reading, first, key), width=_width(first))


def _first(row: UnitRow, columns: Sequence[Column]) -> Value:
    return row.filled[columns[0].key] if columns else None


def _links_of(value: ProseAnswer) -> tuple[CellLink, ...]:
    """The links of an answer in words, by its paragraphs."""
    return tuple(CellLink(paragraph.link, line) for line, paragraph in enumerate(value.paragraphs) if paragraph.link)


def _notes_of(value: ProseAnswer) -> tuple[tuple[int, str], ...]:
    """The footnotes of an answer in words, by its paragraphs."""
    return tuple((line, note) for line, paragraph in enumerate(value.paragraphs) for note in paragraph.notes)


def _without_notes(row: UnitRow, column: Column, frame: Frame) -> str:
    """A value as it reads where its footnotes have a place of their own."""
    value = row.filled[column.key]
    if isinstance(value, ProseAnswer) and column.key not in row.filled.refused:
        return "\n".join(paragraph.text for paragraph in value.paragraphs)
    return show_value(row.filled, column, frame)


def columns_of(table: RegionTable, key: str) -> list[Column]:
    """The columns of a key: one, or all the parts of a base."""
    return [column for column in table.columns if key in (column.key, column.base)]


def title_of(frame: Frame, columns: Sequence[Column]) -> str:
    """The column's title; of several parts what their titles begin with."""
    title = frame.words(columns[0].title)
    return title if len(columns) == 1 else title.split(" ")[0]


def _width(columns: Sequence[Column]) -> float:
    """The usual width in a workbook, in characters."""
    return min(max((column.width for column in columns), default=NARROW), WIDE)


def _share(reading: WordTable, columns: Sequence[Column], key: str) -> float:
    usual = columns[0].width / CHARACTERS_A_CM if columns else SCALE_WIDTH
    return reading.widths.get(key, usual)
