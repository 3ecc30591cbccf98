"""A section's rows as a Word table: which columns, how wide, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from followup.files.docx_table import Text
from followup.form.cells.number import Number, Percent
from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.presenting import TableOf
from followup.form.units import Unit
from followup.form.values import Value, Written
from followup.locale import _
from followup.outputs.judged import Judged
from followup.outputs.regional import scale_title
from followup.outputs.showing import name_of, row_label, show_joined, show_value
from followup.stages.consolidating import Region
from followup.stages.region import RegionTable, UnitRow

UNIT_WIDTH, SCALE_WIDTH, CHARACTERS_A_CM = 2.6, 2.4, 6.0
INDENT = "\u2003"
UNIT = "unit"
FOLLOWED = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class WordColumn:
    """A column of a Word table: ``share`` is its part of the page's width; ``label`` may be said once for several rows."""

    title: str
    share: float
    cell: Callable[[UnitRow], Text]
    label: bool = False


@dataclass(frozen=True)
class WordTable:
    """Titles, cells and widths, ready to be written."""

    titles: list[str]
    rows: list[list[Text]]
    widths: list[float]


def word_table(
    result: Region, table: RegionTable, reading: TableOf, rows: Sequence[UnitRow], room: float, with_unit: bool
) -> WordTable:
    """The rows as a table over ``room`` cm; with a column for the unit where several units stand in it."""
    columns = list(_columns(result, table, reading, with_unit))
    whole = sum(column.share for column in columns)
    cells = [[column.cell(row) for column in columns] for row in rows]
    if with_unit:
        _say_labels_once(cells, [column.label for column in columns].index(False))
    return WordTable([column.title for column in columns], cells, [column.share * room / whole for column in columns])


def _columns(result: Region, table: RegionTable, reading: TableOf, with_unit: bool) -> Iterator[WordColumn]:
    frame = result.frame
    shown = [key for key in reading.columns if key not in reading.tail and _own(table, key)]
    unit_at = min(reading.said_once, len(shown)) if with_unit else -1
    labels = unit_at
    if any(UNIT in keys for keys in reading.beneath.values()):
        unit_at = -1
    for number, key in enumerate(shown):
        if number == unit_at:
            yield _unit_column(result, reading)
        yield _value_column(frame, table, reading, key, label=0 <= number < labels)
    if unit_at == len(shown):
        yield _unit_column(result, reading)
    for scale in reading.scales:
        yield _scale_column(frame, scale, reading.widths.get(scale, SCALE_WIDTH))
    if reading.tail:
        yield _tail_column(frame, table, reading)


def _unit_column(result: Region, reading: TableOf) -> WordColumn:
    texts: dict[Unit | None, Text] = {}

    def cell(row: UnitRow) -> Text:
        if row.unit not in texts:
            texts[row.unit] = Text(name_of(result, row.unit), bold=row.unit is None)
        return texts[row.unit]

    return WordColumn(result.frame.words(_("Unit")), reading.widths.get("unit", UNIT_WIDTH), cell)


def _scale_column(frame: Frame, scale: str, share: float) -> WordColumn:
    judged = Judged(frame, scale)

    def cell(row: UnitRow) -> Text:
        return Text(*judged.levels(row.judgements))

    return WordColumn(scale_title(frame, scale), share, cell)


def _value_column(frame: Frame, table: RegionTable, reading: TableOf, key: str, label: bool) -> WordColumn:
    own = _own(table, key)
    number = bool(own) and isinstance(own[0].type, Number | Percent)
    indented = bool(own) and own[0].role is Role.LABEL

    beneath = reading.beneath.get(key, ())
    leads = reading.links.get(key, "")

    def cell(row: UnitRow) -> Text:
        filled = row.filled
        text = show_value(filled, own[0], frame) if len(own) == 1 else show_joined(filled, own, frame)
        notes = _notes(frame, row) if indented else ()
        shown = INDENT * filled.row.level + text if indented else text
        link = filled.text(leads) if leads else ""
        return Text(
            "\n".join([shown, *_beneath(frame, table, row, beneath)]) if beneath else shown,
            bold=bool(filled.row.sums),
            right=number,
            links=((0, link),) if link.startswith(FOLLOWED) else (),
            notes=notes if notes and text == row_label(row) else (),
        )

    return WordColumn(_title(frame, own, key), _share(reading, own, key), cell, label)


def _notes(frame: Frame, row: UnitRow) -> tuple[tuple[int, str], ...]:
    """The footnote that the plan has for the row, if any; it belongs to what the row is called."""
    text = frame.footnotes.get(str(row.filled.row.about.get("footnote") or ""), "")
    return ((0, text),) if text else ()


def _beneath(frame: Frame, table: RegionTable, row: UnitRow, keys: Sequence[str]) -> Iterator[str]:
    """What stands under a text in its cell, a line each; nothing where there is nothing."""
    for key in keys:
        if key == UNIT:
            yield row.unit.name if row.unit else frame.sender.region
        for column in _own(table, key):
            if text := show_value(row.filled, column, frame):
                yield text


def _tail_column(frame: Frame, table: RegionTable, reading: TableOf) -> WordColumn:
    """The last column: its first value as it is, what else there is below with its title."""
    first, *others = [_own(table, key) for key in reading.tail]

    def cell(row: UnitRow) -> Text:
        texts = [text for column in first if (text := _without_notes(row, column, frame))]
        for column in (column for own in others for column in own):
            text = show_value(row.filled, column, frame)
            texts += [f"{frame.words(column.title)}: {text}"] if text else []
        value = row.filled[first[0].key] if first else None
        return Text("\n".join(texts), links=links_of(value), notes=notes_of(value))

    key = reading.tail[0]
    return WordColumn(_title(frame, first, key), _share(reading, first, key), cell)


def links_of(value: Value) -> tuple[tuple[int, str], ...]:
    """The links of an answer in words, by its paragraphs."""
    if not isinstance(value, Written):
        return ()
    return tuple((line, each.link) for line, each in enumerate(value.paragraphs) if each.link)


def notes_of(value: Value) -> tuple[tuple[int, str], ...]:
    """The footnotes of an answer in words, by its paragraphs."""
    if not isinstance(value, Written):
        return ()
    return tuple((line, note) for line, each in enumerate(value.paragraphs) for note in each.notes)


def _without_notes(row: UnitRow, column: Column, frame: Frame) -> str:
    """A value as it reads where its footnotes have a place of their own."""
    value = row.filled[column.key]
    if isinstance(value, Written) and column.key not in row.filled.refused:
        return "\n".join(paragraph.text for paragraph in value.paragraphs)
    return show_value(row.filled, column, frame)


def _own(table: RegionTable, key: str) -> list[Column]:
    """The columns of a key: one, or all the parts of a base."""
    return [column for column in table.columns if key in (column.key, column.base)]


def _title(frame: Frame, own: Sequence[Column], key: str) -> str:
    """The column's title; of several parts what their titles begin with."""
    title = frame.words(own[0].title) if own else key
    return title if len(own) <= 1 else title.split(" ")[0]


def _share(reading: TableOf, own: Sequence[Column], key: str) -> float:
    usual = own[0].width / CHARACTERS_A_CM if own else SCALE_WIDTH
    return reading.widths.get(key, usual)


def _say_labels_once(rows: list[list[Text]], labels: int) -> None:
    """Labels that stand in the row above are not said again: the units of one measure read as one block."""
    above: list[str] = []
    for row in rows:
        here = [cell.text for cell in row[:labels]]
        if here == above:
            row[:labels] = [Text("")] * labels
        above = here
