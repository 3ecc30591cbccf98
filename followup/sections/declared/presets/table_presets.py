"""Tables that a new plan may begin with, to be changed: economy, investments, staff, incidents, risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from followup.files.examples.markdown_tables import TextTable, read_tables
from followup.form.cells.base import CellType
from followup.form.columns import Column
from followup.form.section import Section
from followup.form.values import Value
from followup.locale import Words
from followup.sections.declared.table_sheets import TABLE_SHEETS

FOLDER = Path(__file__).parent
WRITTEN_IN = Words("sv")
"""The language of the tables' texts, and of the titles above them."""

SheetRows = Mapping[str, Mapping[str, Mapping[str, Value]]]
"""By sheet and row, the values of its cells."""


def table_presets() -> Mapping[str, str]:
    """What each is about, as its page's title says, by the name that it is called by."""
    pages = sorted(FOLDER.glob("*.md"))
    return {page.stem: page.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for page in pages}


def rows_of_presets(names: Iterable[str]) -> SheetRows:
    """The rows of some of them, one after the other, as they stand on the plan's sheets."""
    sheets = {WRITTEN_IN(sheet.title): sheet for sheet in TABLE_SHEETS}
    rows: dict[str, dict[str, Mapping[str, Value]]] = {sheet.key: {} for sheet in TABLE_SHEETS}
    for name in dict.fromkeys(names):
        for table in read_tables((FOLDER / f"{name}.md").read_text(encoding="utf-8")):
            sheet = sheets[table.heading]
            rows[sheet.key] |= {f"{name} {at}": cells for at, cells in enumerate(_cells(table, sheet))}
    return rows


def _cells(table: TextTable, sheet: Section) -> Iterator[Mapping[str, Value]]:
    columns = {WRITTEN_IN(column.title): column for column in sheet.columns if isinstance(column, Column)}
    for texts in table.rows:
        typed = ((columns[title], text) for title, text in zip(table.titles, texts, strict=True) if text)
        yield {
            column.key: kind.parse(text).value for column, text in typed if isinstance(kind := column.type, CellType)
        }
