"""What was written in words on the rows of a table, as paragraphs below it: whose it is first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.form.cells.number import Number
from followup.form.cells.text import Name
from followup.form.columns import Role
from followup.form.values import ProseAnswer
from followup.locale.inflection import in_a_sentence
from followup.region.model import RegionTable, UnitRow
from followup.reports.layout.section_tables import columns_of, planned_column, shown_text, title_of
from followup.reports.layout.upright import PageReading
from followup.reports.parts import Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.wording.formatting import name_of, row_label
from followup.reports.wording.points import paragraphs_of
from followup.reports.wording.value_texts import show_value

LONGEST_NUMBER = 6
"""Characters of what a row is numbered by."""


def texts_beneath(
    subject: Subject, table: RegionTable, page: PageReading, rows: Sequence[UnitRow], with_unit: bool
) -> Iterator[Part]:
    """The texts that have left the table, of each row that has any.

    A row is called by what it is called, said once, where several units have written; else by its number where the table
    has one. In front stands the unit, where the rows are of several.
    """
    number = next((key for key in page.reading.columns[:1] if _is_number(table, key, rows)), "")
    written = [(row, texts) for row in rows if (texts := _texts(subject, table, page.beneath, row))]
    labels = [row.filled.text(page.called) or row_label(row) for row, _texts_of in written]
    said = ""
    for (row, texts), label in zip(written, labels, strict=True):
        is_shared = with_unit and labels.count(label) > 1
        if is_shared and label != said:
            yield ReportParagraph(label, "contributor")
        said = label
        is_numbered = bool(number and row.filled.text(number))
        called = "" if is_shared else _numbered(subject, table, number, row) if is_numbered else label
        unit = name_of(subject.region, row.unit) if with_unit else ""
        yield from _paragraphs(", ".join(part for part in (unit, called) if part), texts)


def _is_number(table: RegionTable, key: str, rows: Sequence[UnitRow]) -> bool:
    """Whether a column numbers the rows, so that a number is one row of a unit's; some may be without."""
    (column,) = columns_of(table, key)[:1] or (None,)
    if column is None or column.role is not Role.LABEL or not isinstance(column.type, Name | Number):
        return False
    numbers = [(row.unit.id if row.unit else "", text) for row in rows if (text := row.filled.text(key))]
    return len(set(numbers)) == len(numbers) > 0 and all(len(text) <= LONGEST_NUMBER for _unit, text in numbers)


def _numbered(subject: Subject, table: RegionTable, key: str, row: UnitRow) -> str:
    """``nr 12``, by the column that has the number."""
    return f"{in_a_sentence(title_of(subject.frame, columns_of(table, key)))} {row.filled.text(key)}"


def _texts(
    subject: Subject, table: RegionTable, keys: Sequence[str], row: UnitRow
) -> list[tuple[str, str | ProseAnswer]]:
    """The texts of a row, each with its title; what explains the row needs none."""
    texts: list[tuple[str, str | ProseAnswer]] = []
    for key in keys:
        if not columns_of(table, key) and (text := shown_text(subject.frame, table, row, key)):
            texts.append((title_of(subject.frame, planned_column(table, key)), text))
        for column in columns_of(table, key):
            value = row.filled[column.key]
            if isinstance(value, ProseAnswer) and column.key not in row.filled.refused:
                texts.append((title_of(subject.frame, [column]), value))
            elif text := show_value(row.filled, column, subject.frame):
                is_known = key == table.section.explained_by or len(keys) == 1
                texts.append(("" if is_known else title_of(subject.frame, [column]), text))
    return sorted(texts, key=lambda text: text[0] != "")


def _paragraphs(called: str, texts: Sequence[tuple[str, str | ProseAnswer]]) -> Iterator[Part]:
    """One paragraph of short texts; an answer of paragraphs of its own stands below the name, what is short behind it."""
    proses = [(title, text) for title, text in texts if isinstance(text, ProseAnswer)]
    short = [f"{title}: {text}" if title else text for title, text in texts if isinstance(text, str)]
    if not proses:
        yield ReportParagraph(f"{called}: {_in_a_row(short)}", message=len(called) + 1)
        return
    yield ReportParagraph(called, "contributor")
    for title, text in proses:
        if len(proses) > 1:
            yield ReportParagraph(f"{title}:")
        yield from paragraphs_of(text)
    if short:
        yield ReportParagraph(_in_a_row(short))


def _in_a_row(texts: Sequence[str]) -> str:
    """Texts behind each other; the last is as it was written."""
    return " ".join([*map(_ended, texts[:-1]), texts[-1]])


def _ended(text: str) -> str:
    """A text that another one can stand behind."""
    return text if text.endswith((".", "!", "?", ":", ";")) or "\n" in text else f"{text}."
