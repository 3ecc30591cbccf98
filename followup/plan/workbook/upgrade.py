"""What a plan of an earlier version lacks: the sheets, columns and settings that have come since, as they are added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from followup.files.addresses import Area
from followup.files.book import Book, Sheet, SheetState
from followup.files.names import sheet_name
from followup.files.received import ReceivedBook
from followup.form.form import FormTable
from followup.form.layout.layout import lay_out_sheet
from followup.form.layout.reference_lists import put_reference_lists
from followup.form.layout.table_layout import TableLayout
from followup.form.section import SectionDeclaration
from followup.form.shapes.extended import (
    lacking_columns,
    lacking_rows,
    last_row_of,
    layout_of,
    put_columns,
    put_rows,
)
from followup.form.shapes.find_tables import find_tables
from followup.form.shapes.table_match import TableMatch
from followup.form.traits import HiddenUntilWanted
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.plan.load import plan_form
from followup.plan.model import Plan
from followup.plan.sheets import LATER_SETTINGS


@frozen
class Upgrade:
    """What a plan gets. ``additions`` holds new sheets whole, and of sheets that are there the new cells alone.

    ``added`` tells what they are, ``left_out`` what there is no room for.
    """

    additions: Book
    added: tuple[Message, ...]
    left_out: tuple[Message, ...]


def upgrade_of(
    book: ReceivedBook,
    plan: Plan,
    declarations: Sequence[SectionDeclaration],
    areas: Mapping[str, Sequence[Area]],
    words: Words,
) -> Upgrade:
    """All that the workbook of a plan lacks. ``areas`` are Excel's own tables by sheet; ``words`` those of the workbook."""
    adding = _Adding(book, words, areas)
    form = plan_form(declarations, plan)
    present: dict[str, TableMatch] = {}
    for match in find_tables(book, form.tables):
        present.setdefault(match.table.section.key, match)
    for table in form.tables:
        if table.section.key in present:
            adding.extend(present[table.section.key])
        else:
            adding.add_sheet(table)
    standing = [layout_of(match, last_row_of(match, adding.areas_of(match))) for match in present.values()]
    put_reference_lists(adding.book, adding.layouts, words, standing)
    return Upgrade(adding.book, tuple(adding.added), tuple(adding.left_out))


class _Adding:
    """The additions on their way."""

    def __init__(self, received: ReceivedBook, words: Words, areas: Mapping[str, Sequence[Area]]) -> None:
        self.received, self.words, self.areas = received, words, areas
        self.book = Book(words(_("Follow-up plan")), language=words.language)
        self.layouts: list[TableLayout] = []
        self.added: list[Message] = []
        self.left_out: list[Message] = []

    def areas_of(self, match: TableMatch) -> Sequence[Area]:
        """Excel's own tables on the sheet of a table."""
        return self.areas.get(match.sheet.name, ())

    def add_sheet(self, table: FormTable) -> None:
        """A sheet of its own for a table that is missing, under a name that no other sheet has."""
        names = [sheet.name for sheet in self.received.sheets] + [sheet.name for sheet in self.book.sheets]
        state: SheetState = "hidden" if table.section.has(HiddenUntilWanted) else "visible"
        sheet = Sheet(sheet_name(self.words(table.sheet), names), state=state)
        self.book.sheets.append(sheet)
        self.layouts += lay_out_sheet(sheet, [table], self.words, {})
        self.added.append(_("the sheet {sheet}", sheet=literal(sheet.name)))

    def extend(self, match: TableMatch) -> None:
        """The columns and the fixed rows that a table lacks."""
        # Another setting is one that somebody has taken away; put back it would make another version of the same plan.
        columns, rows = lacking_columns(match), [row for row in lacking_rows(match) if row.key in LATER_SETTINGS]
        if not (columns or rows):
            return
        sheet = Sheet(match.sheet.name)
        layout, without_room = put_columns(sheet, match, columns, self.areas_of(match), self.words)
        rows_left = put_rows(sheet, match, rows, self.words)
        if sheet.cells:
            self.book.sheets.append(sheet)
            self.layouts.append(layout)
        name = literal(sheet.name)
        for column in columns:
            messages = self.left_out if column in without_room else self.added
            messages.append(_("the column {column} of the sheet {sheet}", column=column.title, sheet=name))
        for row in rows:
            messages = self.left_out if row in rows_left else self.added
            label = next((value for value in row.cells.values() if isinstance(value, Message)), literal(row.key))
            messages.append(_("the row {row} of the sheet {sheet}", row=label, sheet=name))
