"""A workbook for sheets of people's own, beside the plan: links to the sheets of the regional workbook, and an example of a
formula over its data. It is begun once, and never written again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from followup.documents.declared import Document
from followup.documents.regional import REGIONAL
from followup.files.book import Book, Sheet, WorkbookLink, column_letters, quoted
from followup.files.names import sheet_name
from followup.locale import Message, Words, _
from followup.outputs.regional import regional_workbook
from followup.region.consolidating import Region
from followup.region.facts.fact_kinds import LEAF
from followup.reports.lists.data_sheets import COLUMNS, KINDS, sheet_title, source_of
from followup.reports.subject import Subject

FIRST_LINE, WIDTHS = 4, (40.0, 24.0, 14.0, 16.0)
ROOM = 20_000
"""Rows of a data sheet that the example looks through: more may come."""
MOST_UNITS = 8


class Example(NamedTuple):
    """A row and a column of a data sheet, and its single figures by unit, added up over their parts."""

    sheet: str
    row: str
    column: str
    sums: dict[str, Decimal]


def own_sheets(region: Region, inbox: str, way: str, documents: Sequence[Document] = ()) -> Book:
    """The workbook; ``way`` leads from it to the regional one, ``inbox`` from that to what was handed in. It
    lists the headings of the ``documents``.
    """
    words, regional = region.frame.words, regional_workbook(region, inbox, documents)
    book = Book(words(_("Own sheets")), language=words.language)
    names = [sheet.name for sheet in regional.sheets if sheet.state == "visible"]
    _put_links(book.sheet(words(_("Own sheets"))), names, way, words)
    example = next(_examples(Subject(REGIONAL, region, inbox=inbox)), None)
    if example is not None:
        book.linked = {way: names}
        _put_example(book.sheet(words(_("Example"))), example, words)
    return book


def _put_links(sheet: Sheet, names: Sequence[str], way: str, words: Words) -> None:
    sheet.widths = dict(enumerate(WIDTHS))
    sheet.put(0, 0, words(_("Own sheets")), "title", wrap=False)
    texts = (
        _("This workbook is your own. followup began it once and never writes in it again: add sheets, and count on."),
        _(
            "Formulas and links lead to the regional workbook, which is made anew at every merge. Keep both where they are."
        ),
    )
    for row, text in enumerate(texts, start=1):
        sheet.put(row, 0, words(text), "instruction", wrap=False)
    sheet.put(FIRST_LINE - 1, 0, words(_("Sheets of the regional workbook")), "heading", wrap=False)
    for row, name in enumerate(names, start=FIRST_LINE):
        sheet.put(row, 0, WorkbookLink(name, name, "A1", way), "link", wrap=False)


def _put_example(sheet: Sheet, example: Example, words: Words) -> None:
    """A line a unit: its name, row and column can be changed, the formula looks for what stands in them."""
    plain = Words(words.language)
    sheet.widths = dict(enumerate(WIDTHS))
    sheet.put(0, 0, words(_("Example: {sheet}", sheet=example.sheet)), "title", wrap=False)
    text = _(
        "The last column adds up the single figures of a row. Change unit, row or column, or copy the line. SUMPRODUCT works "
        "while the other workbook is closed, SUMIFS does not."
    )
    sheet.put(1, 0, words(text), "instruction", wrap=False)
    criteria = (_("Unit"), _("Row key"), _("Column"))
    sheet.row(FIRST_LINE - 1, 0, [plain(title) for title in (*criteria, _("Value"))], "header")
    titles = [plain(column.title) for column in COLUMNS]

    def column(title: Message) -> str:
        letter = column_letters(titles.index(plain(title)))
        return f"{quoted(f'[1]{example.sheet}')}!${letter}$2:${letter}${ROOM}"

    for line, (name, total) in enumerate(list(example.sums.items())[:MOST_UNITS], start=FIRST_LINE):
        sheet.row(line, 0, [name, example.row, example.column], "label")
        wanted = [f"--({column(title)}={letter}{line + 1})" for letter, title in zip("ABC", criteria, strict=True)]
        wanted.append(f'--({column(_("Kind"))}="{plain(KINDS[LEAF])}")')
        formula = f"=SUMPRODUCT({','.join(wanted)},{column(_('Value'))})"
        sheet.put(line, 3, total, "label", number_format="#,##0.##", formula=formula)


def _examples(subject: Subject) -> Iterator[Example]:
    """Of each section with figures of the round the row that most units have one of."""
    names = ("row", "column", "unit_name", "kind", "value", "unit_of_measure", "period_end")
    for table in subject.region.tables:
        source = source_of(subject, table)
        columns = [source.column(name, range(source.length)) for name in names]
        by_row: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for row, column, unit, kind, value, measured_in, last in zip(*columns, strict=True):
            of_now = last == subject.frame.period.last
            if of_now and kind == LEAF and isinstance(value, Decimal) and measured_in != "%":
                by_row[row, column][unit] += value
        if by_row:
            of_most = max(by_row, key=lambda key: (len(by_row[key]), sum(by_row[key].values())))
            title = sheet_name(sheet_title(subject, subject.words(table.section.title)))
            yield Example(title, *of_most, by_row[of_most])
