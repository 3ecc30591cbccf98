"""A Word document says whose it is and of which day: the region's and the round's, not the program's.

A test of ``followup``.
"""

from __future__ import annotations

import zipfile
from datetime import date

import docx
import openpyxl
from docx.oxml.ns import qn

from tests.demos import done
from tests.outputs.reading_back import word_tables


def test_the_document_and_the_workbook_are_by_the_region_and_of_the_round() -> None:
    word = docx.Document(str(done().summary)).core_properties
    assert (word.author, word.last_modified_by) == ("Region Norrbotten", "Region Norrbotten")
    book = openpyxl.load_workbook(done().regional, read_only=True).properties
    assert book.creator == "Region Norrbotten"
    days = {moment.date() for moment in (word.created, word.modified, book.created, book.modified) if moment}
    assert len(days) == 1 and days != {date(2000, 1, 1)}


def test_word_is_given_nothing_to_ask_about() -> None:
    """A field that is to be updated makes Word ask whether it may be, before anybody has read a word."""
    for path in (done().folder / "output").rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
        assert not [name for name, xml in parts.items() if "w:dirty=" in xml or "w:updateFields" in xml], path.name


def test_the_contents_lead_to_the_headings() -> None:
    document = docx.Document(str(done().summary))
    names = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    listed = [link for link in document.element.body.iter(qn("w:hyperlink")) if link.get(qn("w:history"))]
    texts = ["".join(text.text or "" for text in link.iter(qn("w:t"))) for link in listed]
    assert {"I korthet: januari–april 2022", "Produktion", "Besök", "Symboler"} <= set(texts)
    assert {link.get(qn("w:anchor")) for link in listed} <= names


def test_what_is_said_first_leads_to_where_its_figures_stand() -> None:
    document = docx.Document(str(done().summary))
    headings = {
        mark.get(qn("w:name")): paragraph.text
        for paragraph in document.paragraphs
        for mark in paragraph._p.iter(qn("w:bookmarkStart"))
    }
    links = [link for link in document.element.body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    leading = {
        "".join(text.text or "" for text in link.iter(qn("w:t"))): headings[link.get(qn("w:anchor"))]
        for link in links
        if not link.get(qn("w:history"))
    }
    assert {"Se Besök.", "Se Tillgänglighet.", "Se Strategiska åtgärder."} <= set(leading)
    assert all(said == f"Se {heading}." for said, heading in leading.items())


def test_no_word_of_a_heading_is_broken() -> None:
    """*distansbesök* is 1.92 cm in Arial bold of 8.5 points, and a cell has 0.30 beside its text."""
    tables = [table for table in docx.Document(str(done().summary)).tables if "Besök" in table.rows[0].cells[0].text]
    assert len(tables) == 5
    for table in tables:
        widths = [column.width.cm for column in table.columns if "distansbesök" in column.cells[0].text]
        assert len(widths) == 4 and min(widths) >= 2.22, widths
        assert sum(column.width.cm for column in table.columns) <= 17.1


def test_measures_have_the_numbers_of_the_workbook() -> None:
    rows_of_sheet = [[str(cell.value) for cell in row] for row in openpyxl.load_workbook(done().regional)["Styrmått"]]
    titles = next(row for row in rows_of_sheet if "Nr" in row and "Styrmått" in row)
    listed = {(row[titles.index("Styrmått")], row[titles.index("Nr")]) for row in rows_of_sheet}
    rows = [row for table in word_tables(done().summary) if table[0][:2] == ["Nr", "Styrmått"] for row in table[1:]]
    numbered = {(row[1].split("\n")[0], row[0]) for row in rows if row[0]}
    assert len(numbered) > 10 and numbered <= listed


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
