"""What no document can hold is left out, and what is too long for a cell is cut."""

from __future__ import annotations

from xml.sax import saxutils

import pytest

from followup.files.legal import fitting, legal, units_of, xml_attribute, xml_text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * 32_767, 32_767),
        ("a" * 32_768, 32_766),
        ("👩" * 16_383, 16_383),
        ("👩" * 16_384, 16_383),
        ("å" * 40_000, 32_766),
    ],
)
def test_a_text_is_cut_where_a_cell_ends_and_no_sign_is_cut_in_two(text: str, kept: int) -> None:
    fitted = fitting(text, "…")
    assert units_of(fitted) <= 32_767
    assert len(fitted.removesuffix("…")) == kept
    assert fitted.endswith("…") == (fitted != text)


def test_lines_are_cut_where_they_are_told_to_be() -> None:
    text = "\n".join(map(str, range(400)))
    assert fitting(text, "…") == text
    assert fitting(text, "…", 254) == "\n".join(map(str, range(254))) + "…"
    assert fitting("\n".join("a" * 254), "…", 254) == "\n".join("a" * 254)


@pytest.mark.parametrize(
    ("text", "made"),
    [("a\x0bb\x0cc", "a\nb\nc"), ("a\x00\ud800\ufffeb", "ab"), ("a\t\r\n👩", "a\t\r\n👩"), ("&<>{}%", "&<>{}%")],
)
def test_what_no_document_can_hold_is_left_out(text: str, made: str) -> None:
    assert legal(text) == made


@pytest.mark.parametrize("text", ["", "a & b", "<>&", '"', "'", "\"'&", "a\nb\tc\rd", "&amp;", "å 😀"])
def test_a_text_stands_in_xml_as_python_writes_it(text: str) -> None:
    assert xml_text(text) == saxutils.escape(text)
    assert xml_attribute(text) == saxutils.quoteattr(text)
