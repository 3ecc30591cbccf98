"""The attachments of a round, listed in the regional workbook."""

from __future__ import annotations

from decimal import Decimal

from followup.files.book import Block, Cell, Link, Sheet, TableColumn, Value
from followup.locale import _
from followup.stages.consolidating import Region


def put_attachments(sheet: Sheet, result: Region) -> None:
    """Title, what it concerns, file and pages of each."""
    words = result.frame.words
    sheet.put(0, 0, words(_("Attachments")), "title")
    titles = ((_("Heading"), 28), (_("Attachment"), 50), (_("Concerns"), 22), (_("File"), 44), (_("Pages"), 10))
    columns = [TableColumn(words(title), "label", width=width) for title, width in titles]
    rows: list[list[Value | Link | Cell]] = [
        [each.heading, each.title, each.period, each.file or None, None if each.pages is None else Decimal(each.pages)]
        for each in result.attachments
    ]
    sheet.blocks.append(Block("r_attached", 2, 0, columns, rows))
