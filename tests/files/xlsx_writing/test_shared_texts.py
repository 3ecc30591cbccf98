"""The texts of a workbook are written as XlsxWriter writes them, but that none is taken for XML."""

from __future__ import annotations

import re
import zlib
from io import StringIO

import pytest
from xlsxwriter.sharedstrings import SharedStrings, SharedStringTable

from followup.files.xlsx_writing.shared_texts import SharedTexts

TEXTS = ["a", " b", "c\n", "d\u00a0", "\te", 'Å & <B> "x"', "_x0041_ and _x00e5_", "_x00", "a\rb", "", "a"]


def written_by_xlsxwriter(texts: list[str]) -> str:
    table, part = SharedStringTable(), SharedStrings()
    for text in texts:
        table._get_shared_string_index(text)
    table._sort_string_data()
    part.string_table = table
    xml = StringIO()
    part._set_xml_writer(xml)
    part._assemble_xml_file()
    return xml.getvalue()


def written(texts: SharedTexts) -> str:
    return zlib.decompress(b"".join(texts.packed().pieces()), -zlib.MAX_WBITS).decode()


def test_texts_are_written_as_xlsxwriter_writes_them() -> None:
    texts = SharedTexts(str)
    assert [texts[text] for text in TEXTS] == [*range(len(TEXTS) - 1), 0]
    texts.placed = len(TEXTS)
    assert written(texts) == written_by_xlsxwriter(TEXTS)


def test_a_text_that_looks_like_xml_is_a_text() -> None:
    texts = SharedTexts(str)
    assert texts["<r><t>a</t></r>"] == 0
    assert "<si><t>&lt;r&gt;&lt;t&gt;a&lt;/t&gt;&lt;/r&gt;</t></si>" in written(texts)


@pytest.mark.parametrize("text", ["a\x07", "a"])
def test_what_no_cell_can_hold_is_left_out_first(text: str) -> None:
    texts = SharedTexts(lambda text: text.replace("\x07", ""))
    assert (texts[text], texts["a"], texts.unique_count) == (0, 0, 1)


def test_too_many_texts_are_forgotten_and_written_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that comes again after that has a number of its own; in the part the texts stand in the order of their numbers."""
    monkeypatch.setattr("followup.files.xlsx_writing.shared_texts.MOST_KNOWN", 2)
    texts = SharedTexts(str)
    said = ["å", "b", "b", "c", "å", "d", "e", "e"]
    numbers = [texts[text] for text in said]
    assert numbers == [0, 1, 1, 2, 3, 4, 5, 5]
    part = written(texts)
    assert re.findall("<t>(.*?)</t>", part) == ["å", "b", "c", "å", "d", "e"]
    assert 'uniqueCount="6"' in part and part.endswith("</sst>")
