"""A Word document says whose it is and of which day: the region's and the round's, not the program's.

A test of ``followup``.
"""

from __future__ import annotations

from datetime import date

import docx
import openpyxl

from tests.demos import done


def test_the_document_and_the_workbook_are_by_the_region_and_of_the_round() -> None:
    word = docx.Document(str(done().summary)).core_properties
    assert (word.author, word.last_modified_by) == ("Region Norrbotten", "Region Norrbotten")
    book = openpyxl.load_workbook(done().regional, read_only=True).properties
    assert book.creator == "Region Norrbotten"
    days = {moment.date() for moment in (word.created, word.modified, book.created, book.modified) if moment}
    assert len(days) == 1 and days != {date(2000, 1, 1)}


def test_titles_of_columns_name_the_period() -> None:
    titles = [cell.text for table in docx.Document(str(done().summary)).tables for cell in table.rows[0].cells]
    assert "Besök jan–apr 2022" in titles and not [title for title in titles if "202204" in title]


def test_tables_and_figures_are_numbered_apart() -> None:
    captions = [
        paragraph
        for paragraph in docx.Document(str(done().summary)).paragraphs
        if paragraph.style and paragraph.style.name == "Caption"
    ]
    labels = [caption._p.xpath("string(.)").split(".")[0] for caption in captions]
    tables = [label for label in labels if label.startswith("Tabell ")]
    figures = [label for label in labels if label.startswith("Figur ")]
    assert tables == [f"Tabell {number}" for number in range(1, len(tables) + 1)]
    assert figures == [f"Figur {number}" for number in range(1, len(figures) + 1)] and len(figures) > 5
