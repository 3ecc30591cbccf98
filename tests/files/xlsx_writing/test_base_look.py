"""The look: what a secretariat changes in the base workbook is seen, and nothing there stops a round."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, GradientFill, NamedStyle, PatternFill
from openpyxl.styles.colors import Color

from followup.files.xlsx_writing.base_look import DEFAULT_FOOTER, DEFAULT_HEADER, DEFAULT_STYLES, BaseLook, read_look

TEMPLATES = Path(__file__).resolve().parents[3] / "workbook_templates"
BASE = TEMPLATES / "base.xlsx"
Change = Callable[[Workbook], None]
Restyled = Callable[[Change], BaseLook]


@pytest.fixture
def restyled(tmp_path: Path) -> Restyled:
    """The look of a copy of the base workbook after a change."""

    def read(change: Change) -> BaseLook:
        workbook = load_workbook(BASE)
        change(workbook)
        copy = tmp_path / "base.xlsx"
        workbook.save(copy)
        return read_look(copy)

    return read


def style(workbook: Workbook, name: str) -> Any:
    styles: Any = workbook
    return next(named for named in styles._named_styles if named.name == name)


def fill(name: str, colour: Color) -> Change:
    def change(workbook: Workbook) -> None:
        style(workbook, name).fill = PatternFill("solid", fgColor=colour)

    return change


def png(width: int) -> bytes:
    """A black picture, `width` × 1 points: the width tells pictures apart."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    points = zlib.compress(bytes(1 + width))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def contrast(first: str, other: str) -> float:
    """Contrast of two #RRGGBB as WCAG 2 counts it, 1–21."""
    low, high = sorted((luminance(first), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_bundled_base_workbook_says_the_same_as_the_defaults() -> None:
    look = read_look(BASE)
    assert look.styles == DEFAULT_STYLES
    assert look.missing == ()
    assert (look.header, look.footer) == (DEFAULT_HEADER, DEFAULT_FOOTER)
    assert look.main_colour == look.styles["header"]["bg_color"]
    assert look.logo is None


def test_the_bundled_base_workbook_is_small() -> None:
    assert BASE.stat().st_size < 15_000


@pytest.mark.parametrize("name", DEFAULT_STYLES)
def test_xlsxwriter_takes_every_style_and_its_text_can_be_read(name: str) -> None:
    from xlsxwriter import Workbook as Written

    properties = DEFAULT_STYLES[name]
    with Written(BytesIO()) as workbook:
        workbook.add_worksheet()
        workbook.add_format(dict(properties))
    assert contrast(str(properties["font_color"]), str(properties.get("bg_color", "#FFFFFF"))) >= 4.5


def test_a_changed_colour_is_seen(restyled: Restyled) -> None:
    look = restyled(fill("followup header", Color(rgb="FF7A1F5C")))
    assert look.styles["header"]["bg_color"] == "#7A1F5C"
    assert look.main_colour == "#7A1F5C"
    assert look.styles["input"] == DEFAULT_STYLES["input"]


def test_a_changed_font_and_number_format_are_seen(restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        computed = style(workbook, "followup computed")
        computed.font = Font(name="Verdana", sz=9, i=True, u="double")
        computed.number_format = "0.0 %"

    computed = restyled(change).styles["computed"]
    changed = {"font_name": "Verdana", "font_size": 9, "italic": True, "underline": 2}
    assert changed.items() <= computed.items()
    assert computed["num_format"] == "0.0 %"


def test_another_colour_theme_changes_all_that_follows_it(restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        theme = workbook.loaded_theme
        text = theme.decode("utf-8") if isinstance(theme, bytes) else str(theme)
        workbook.loaded_theme = text.replace("0B4F6C", "5A2A6E").encode("utf-8")

    look = restyled(change)
    assert look.main_colour == "#5A2A6E"
    assert look.styles["title"]["font_color"] == "#5A2A6E"
    assert look.styles["label total"]["top_color"] == "#5A2A6E"


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        (Color(theme=0), "#FFFFFF"),
        (Color(theme=1), "#000000"),
        (Color(theme=4), "#0B4F6C"),
        (Color(theme=1, tint=0.5), "#808080"),
        (Color(theme=0, tint=-0.25), "#BFBFBF"),
        (Color(rgb="00AB12CD"), "#AB12CD"),
        (Color(indexed=10), "#FF0000"),
        (Color(indexed=64), None),
        (Color(theme=40), None),
        (Color(auto=True), None),
    ],
    ids=repr,
)
def test_each_way_to_name_a_colour_is_understood(colour: Color, seen: str | None, restyled: Restyled) -> None:
    assert restyled(fill("followup text", colour)).styles["text"].get("bg_color") == seen


def test_a_workbook_without_a_theme_has_the_colours_of_office(restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        workbook.loaded_theme = b"not XML"

    assert restyled(change).main_colour == "#4472C4"


def test_a_gradient_gives_its_first_colour_and_a_pattern_none(restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        style(workbook, "followup header").fill = GradientFill(stop=("FF112233", "FF445566"))
        style(workbook, "followup input").fill = PatternFill("lightUp", fgColor="FF112233")

    look = restyled(change)
    assert look.main_colour == "#112233"
    assert "bg_color" not in look.styles["input"]


def test_a_missing_style_falls_back_and_is_named(restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        style(workbook, "followup input").name = "Indata"
        style(workbook, "followup level met").name = "Uppnått"

    look = restyled(change)
    assert look.missing == ("input", "level met")
    assert look.styles["input"] == DEFAULT_STYLES["input"]


def test_a_style_that_the_secretariat_adds_is_read_too(restyled: Restyled) -> None:
    look = restyled(lambda workbook: workbook.add_named_style(NamedStyle("Followup  level klar")))
    assert "level klar" in look.styles
    assert look.missing == ()


def test_header_and_footer_are_read_and_may_be_none(restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        sheet: Any = workbook.worksheets[0]
        sheet.oddHeader.left.text = "Region Norrbotten"
        sheet.oddHeader.right.text = None
        sheet.oddFooter.right.text = None

    look = restyled(change)
    assert look.header == '&L&"Arial,Regular"&9 Region Norrbotten'
    assert look.footer == ""


def test_the_logo_is_the_picture_at_the_named_cell(restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        workbook.worksheets[0].add_image(Image(BytesIO(png(3))), "A10")
        workbook.worksheets[0].add_image(Image(BytesIO(png(5))), "C1")

    assert restyled(change).logo == png(5)


@pytest.mark.parametrize("broken", ["#REF!", "Utseende!$A:$A", None])
def test_without_a_usable_name_the_logo_is_the_first_picture(broken: str | None, restyled: Restyled) -> None:
    def change(workbook: Workbook) -> None:
        name = workbook.defined_names.pop("logo")
        if broken:
            name.value = broken
            workbook.defined_names["logo"] = name
        workbook.worksheets[0].add_image(Image(BytesIO(png(3))), "A10")

    assert restyled(change).logo == png(3)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", "vanlig text åäö".encode()])
def test_a_file_that_is_no_workbook_gives_the_defaults(content: bytes, tmp_path: Path) -> None:
    damaged = tmp_path / "base.xlsx"
    damaged.write_bytes(content)
    look = read_look(damaged)
    assert look.styles == DEFAULT_STYLES
    assert look.missing == tuple(DEFAULT_STYLES)
    assert (look.header, look.footer, look.logo) == (DEFAULT_HEADER, DEFAULT_FOOTER, None)


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_look(tmp_path / "base.xlsx").missing == tuple(DEFAULT_STYLES)


def test_the_word_template_has_the_styles_and_places_that_we_write_to() -> None:
    from docx import Document

    document = Document(str(TEMPLATES / "summary.docx"))
    names = {named.name for named in document.styles}
    word = {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Normal", "Caption", "toc 1", "toc 2"}
    used = {"Followup Table", "Followup Cell", "Followup Note", "Followup Sentence", "Followup Status"}
    assert word | used <= names
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    assert texts == ["{{ title }}", "{{ subtitle }}", "{{ status }}", "[[innehåll]]"]
    assert document.sections[0].header.paragraphs[0].text == "{{ region }}\t{{ dnr }}"


def test_the_word_template_speaks_swedish_and_has_its_fields() -> None:
    from zipfile import ZipFile

    with ZipFile(TEMPLATES / "summary.docx") as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert 'w:lang w:val="sv-SE"' in parts["word/styles.xml"]
    assert 'TOC \\o "1-2"' in parts["word/document.xml"]
    assert " PAGE " in parts["word/footer1.xml"]
    assert " NUMPAGES " in parts["word/footer1.xml"]
