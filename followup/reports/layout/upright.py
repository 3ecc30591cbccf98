"""Which columns of a table stand on an upright page, which texts leave it for paragraphs below it, and when the page turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from followup.form.cells.base import CellType
from followup.form.cells.day import Day
from followup.form.cells.number import Number, Percent
from followup.form.cells.prose import Prose
from followup.form.cells.text import Text
from followup.form.columns import Column, Role
from followup.form.frame import Frame
from followup.form.presenting import WordTable
from followup.frozen import frozen
from followup.region.model import RegionTable, UnitRow
from followup.reports.layout.section_tables import UNIT, UNIT_WIDTH, columns_of, planned_column, room_of, title_of
from followup.reports.wording.formatting import level_of
from followup.reports.wording.judgements import scale_title

PAGE_WIDTH = 17.0
"""Centimetres between the margins of an upright page."""

SQUEEZED = 1.35
"""How many times the room that there is the columns of an upright page may want: each still has what its words need."""

LONG, TALL, WORDY = 120, 80, 50
"""Characters: an answer of more takes more than a couple of lines of its column, or of one that had to give room; what the
plan says in fewer is no sentence."""

PADDING, LETTER, NARROW = 0.42, 0.165, 0.09
"""Centimetres: what a cell has beside its text, a letter of it, and one of those that are narrow in every typeface."""

NARROW_LETTERS = frozenset("fijlrtI.,:;-()")

LEAST_OF_NAME, LEAST_OF_TEXT, LEAST_OF_FIGURE, LEAST_OF_DAY, LEAST_OF_UNIT, LEAST_OF_LEVEL = (
    3.0,
    2.4,
    1.5,
    2.1,
    2.3,
    2.1,
)


@frozen
class PageReading:
    """How a table of all units' rows stands on its page: what its columns are, the keys of texts that stand ``beneath`` it, a
    row at a time, and whether the page is ``wide``. ``whole`` are all its columns, ``called`` the one that says what a row is."""

    whole: WordTable
    reading: WordTable
    called: str = ""
    beneath: Sequence[str] = ()
    wide: bool = False


def on_page(frame: Frame, table: RegionTable, reading: WordTable, of_one_unit: bool = False) -> PageReading:
    """The table upright where its columns can be read so. What the plan says of no row has no column.

    Answers in words leave it where one of them is long, or where all of them do not find room; then what the plan says in
    words of a row, the widest first. Where that is not enough the page turns, and only long answers leave it.
    """
    reading = without(reading, [key for key in reading.columns if _says_nothing(table, key)])
    called = _called(table, reading)
    answers = [key for key in _keys(reading) if _is_answer(table, key, called)]
    plan_texts = _texts_of_the_plan(table, reading, called)
    long = [key for key in answers if _has_long(table, key)]
    widest_first = sorted(plan_texts, key=lambda key: -room_of(table, replace(reading, columns=(key,), tail=())))
    tall = [key for key in answers if _has_long(table, key, TALL)]
    leaving = [long, tall, answers, *([*answers, *widest_first[:number]] for number in range(1, len(widest_first) + 1))]
    for beneath in leaving:
        fitted = without(reading, beneath)
        if _is_read_upright(frame, table, fitted, called, 0.0 if of_one_unit else _least_of_units(table)):
            return PageReading(reading, fitted, called, _in_their_order(table, reading, beneath))
    return PageReading(reading, without(reading, long), called, _in_their_order(table, reading, long), wide=True)


def without(reading: WordTable, keys: Sequence[str]) -> WordTable:
    """The table without some of its columns."""
    shown = tuple(key for key in reading.columns if key not in keys)
    labels = sum(key in shown for key in reading.columns[: reading.labels_once])
    tail = () if reading.tail[:1] and reading.tail[0] in keys else tuple(key for key in reading.tail if key not in keys)
    return replace(reading, columns=shown, tail=tail, labels_once=labels)


def of_sums(table: RegionTable, page: PageReading, rows: Sequence[UnitRow]) -> PageReading:
    """The same for sums: without columns of words that they have nothing in, and without what is judged of units alone."""
    empty = [
        key
        for key in page.whole.columns[1:]
        for columns in (columns_of(table, key),)
        if not any(
            isinstance(column.type, Number | Percent) or not isinstance(column.type, CellType) for column in columns
        )
        and not any(row.filled[column.key] is not None for row in rows for column in columns)
    ]
    judged = {judgement.scale for row in rows for judgement in row.judgements}
    scales = tuple(scale for scale in page.whole.scales if scale in judged)
    whole, reading = (replace(without(of, empty), scales=scales) for of in (page.whole, page.reading))
    return replace(page, whole=whole, reading=reading)


def _in_their_order(table: RegionTable, reading: WordTable, keys: Sequence[str]) -> Sequence[str]:
    """What the plan says before what was answered, each as the section has it; what stood below one of them goes along."""
    leaving = {*keys, *(reading.tail if reading.tail[:1] and reading.tail[0] in keys else ())}
    own = list(dict.fromkeys(column.base or column.key for column in table.columns))
    return sorted(leaving, key=lambda key: own.index(key) if key in own else -1)


def says_figures(table: RegionTable, reading: WordTable) -> bool:
    """Whether a table says anything but what its rows are."""
    rest = [column for key in _keys(reading) for column in columns_of(table, key) if column.role is not Role.LABEL]
    return bool(reading.scales or rest)


def _called(table: RegionTable, reading: WordTable) -> str:
    """The column that says what a row is: the first text of the plan's, of rows that units add the first of theirs."""
    texts = (key for role in (Role.LABEL, Role.INPUT) for key in reading.columns if _is_text(table, key, role))
    return next(texts, "")


def _texts_of_the_plan(table: RegionTable, reading: WordTable, called: str) -> list[str]:
    """The columns in which the plan says more of a row than what it is called."""
    named = {reading.group, *reading.beneath, *reading.links}
    texts = [key for key in reading.columns if _is_text(table, key, Role.LABEL) and key not in named]
    wordy = [key for key in texts if key != called and _is_wordy(table, key)]
    return [key for key in wordy if not any(map(_is_of_figures, columns_of(table, key)))]


def _is_wordy(table: RegionTable, key: str) -> bool:
    """Whether a column of the plan's says something in words: in sentences, or mostly without a figure."""
    texts = Counter(text for row in table.rows if (text := _text_of(row, key)))  # the same of each unit
    with_figures = sum(count for text, count in texts.items() if any(map(str.isdigit, text)))
    return any(len(text) > WORDY for text in texts) or with_figures * 2 < texts.total()


def _is_of_figures(column: Column) -> bool:
    """Whether a text is to be read beside the figures: an earlier one, a target."""
    return column.tells_figures or column.before_answers


def _is_text(table: RegionTable, key: str, role: Role) -> bool:
    own = columns_of(table, key)
    columns = own or planned_column(table, key)
    of_role = all(column.role is role for column in own) if own else role is Role.LABEL
    return bool(columns) and of_role and all(isinstance(column.type, Text | Prose) for column in columns)


def _keys(reading: WordTable) -> Sequence[str]:
    return (*reading.columns, *reading.tail)


def _says_nothing(table: RegionTable, key: str) -> bool:
    """Whether a column of the plan's own is empty everywhere."""
    if any(column.role is not Role.LABEL for column in columns_of(table, key)):
        return False
    return not any(row.filled.text(key) or row.filled.row.plan_record.get(key) for row in table.rows)


def _has_long(table: RegionTable, key: str, characters: int = LONG) -> bool:
    return any(len(_text_of(row, key)) > characters for row in table.rows)


def _text_of(row: UnitRow, key: str) -> str:
    """What stands in a column of a row, or of its row in the plan."""
    return row.filled.text(key) or str(row.filled.row.plan_record.get(key) or "")


def _is_read_upright(frame: Frame, table: RegionTable, reading: WordTable, called: str, of_unit: float) -> bool:
    """Whether the columns find room, if need be narrower than they would be, but none narrower than its longest word."""
    room = room_of(table, reading) - (0.0 if of_unit else reading.widths.get(UNIT, UNIT_WIDTH))
    least = of_unit + sum(_least(frame, table, reading, called))
    if room > PAGE_WIDTH and any(
        _has_long(table, key, TALL) for key in _keys(reading) if _is_answer(table, key, called)
    ):
        return False  # a sentence in a column that had to give room is read a word a line
    return room <= PAGE_WIDTH or (room <= PAGE_WIDTH * SQUEEZED and least <= PAGE_WIDTH)


def _is_answer(table: RegionTable, key: str, called: str) -> bool:
    """Whether a column is an answer in words beside what a row is called."""
    return key != called and _is_text(table, key, Role.INPUT)


def _least_of_units(table: RegionTable) -> float:
    """The least width of a column of units: that of the longest word in the name of one, unless it is very long."""
    names = dict.fromkeys(row.unit.name for row in table.rows if row.unit is not None)
    return max(LEAST_OF_UNIT, min(_room_of_words(" ".join(names)), UNIT_WIDTH + 0.2))


def _least(frame: Frame, table: RegionTable, reading: WordTable, called: str) -> Iterator[float]:
    """The least width of each column."""
    for key in (*reading.columns, *reading.tail[:1]):
        columns = columns_of(table, key) or planned_column(table, key)
        if columns:
            least = max(_least_of(frame, columns), LEAST_OF_NAME if key == called else 0.0)
            yield min(reading.widths.get(key, PAGE_WIDTH), least)
    for scale in reading.scales:
        declared = frame.scales.of(scale)
        levels = [] if declared is None else [level_of(frame, scale, key).word for key in declared.levels]
        yield max(LEAST_OF_LEVEL, _room_of_words(" ".join((scale_title(frame, scale), *levels))))


def _least_of(frame: Frame, columns: Sequence[Column]) -> float:
    return max(_least_of_type(columns[0].type), _room_of_words(title_of(frame, columns)))


def _least_of_type(type_: object) -> float:
    if isinstance(type_, Number | Percent):
        return LEAST_OF_FIGURE
    if isinstance(type_, Day):
        return LEAST_OF_DAY
    return LEAST_OF_TEXT if isinstance(type_, Text | Prose) or not isinstance(type_, CellType) else 0.0


def _room_of_words(text: str) -> float:
    """What the longest word of a text takes."""
    return PADDING + max(map(_room_of_word, text.replace("–", " ").split()), default=0.0)


def _room_of_word(word: str) -> float:
    return sum(NARROW if letter in NARROW_LETTERS else LETTER for letter in word)
