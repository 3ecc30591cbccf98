"""Addresses that cells lead to are read with the cells."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.house import read_book


def saved(folder: Path, **links: str) -> Path:
    """A workbook whose first sheet has none and whose second has these, by cell."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Utan länk"  # type: ignore[index]
    page = workbook.create_sheet("Å & ä")
    page["A1"] = "Text"
    for cell, link in links.items():
        page[cell] = "Läs mer"
        page[cell].hyperlink = link
    workbook.save(folder / "bok.xlsx")
    return folder / "bok.xlsx"


def test_links_are_read_with_their_cells(tmp_path: Path) -> None:
    book = read_book(saved(tmp_path, B7="https://www.example.org/a?b=1&c=å", C2="mailto:plan@example.org"))
    first, second = book.sheets
    assert dict(first.links) == {}
    assert dict(second.links) == {
        (6, 1): "https://www.example.org/a?b=1&c=å",
        (1, 2): "mailto:plan@example.org",
    }


@pytest.mark.parametrize("link", ["file:///C:/planer/miljo.docx", "javascript:alert(1)", "..\\planer\\miljo.docx"])
def test_an_address_that_others_cannot_follow_is_no_link(tmp_path: Path, link: str) -> None:
    book = read_book(saved(tmp_path, B7=link))
    assert dict(book.sheets[1].links) == {}
    assert book.sheets[1].cells[6, 1] == "Läs mer"
