"""The text of a cell is what Excel shows in it: no reading aid above the words, and nothing said twice.

A test of ``followup.files.xlsx.cell_xml``.
"""

from __future__ import annotations

import pytest
from lxml import etree

from followup.files.xlsx.cell_xml import text_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<t>besök</t>", "besök"),
        ("<r><t>be</t></r><r><t>sök</t></r>", "besök"),
        ("<t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh>", "課"),
        ("<r><t>課</t></r><rPh sb='0' eb='1'><r><t>カ</t></r></rPh>", "課"),
        (
            "<mc:AlternateContent><mc:Choice><r><t>abc</t></r></mc:Choice>"
            "<mc:Fallback><r><t>ddd</t></r></mc:Fallback></mc:AlternateContent>",
            "abc",
        ),
    ],
)
def test_text_of_a_cell(inner: str, text: str) -> None:
    element = etree.fromstring(f"<si xmlns='{MAIN}' xmlns:mc='{MC}'>{inner}</si>")
    assert text_of(element) == text
