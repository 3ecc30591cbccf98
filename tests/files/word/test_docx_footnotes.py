"""Footnotes are Word's own: in their part, numbered by Word, beside those that a template has.

A test of ``followup.files.word.docx_write``.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from followup.documents.placeholders import PLACEHOLDERS
from followup.files.word.docx_footnotes import MARK_STYLE, TEXT_STYLE
from followup.files.word.docx_settings import ORDER, put_in_settings
from followup.files.word.docx_table import TableColumn
from followup.files.word.docx_template import check_template
from followup.files.word.docx_write import WordFile
from tests.files.word.test_docx_template import FIELDS, changed, paragraph
from tests.house import bundled
from tests.outputs.reading_back import WORD as W
from tests.outputs.reading_back import footnotes, footnotes_in_order, word_tables, word_text

OURS = bundled("workbook_templates") / "summary.docx"


def written(template: Path, folder: Path) -> Path:
    """A document with a note in a paragraph, two in a link, one in two rows of a table, and one of two lines."""
    file = WordFile(template, FIELDS, "sv-SE")
    file.heading("Kapitel", 1)
    file.paragraph("Väntetiden blev kortare.", notes=["Den som själv väntar räknas inte med."])
    file.paragraph("Läs mer.", link="https://region.example", notes=["Läst i maj.", "A & B < C"])
    texts, notes = ["Vårdskador\nlsv2", "Fall", "Sår"], ["Gäller hela regionen."]
    file.table([TableColumn("Mått", 6, texts)], "Mått", {(0, 0, 0): notes, (2, 0, 0): notes})
    file.paragraph("Sist.", notes=["Första raden.\nAndra raden."])
    path = folder / "made.docx"
    file.save(path)
    return path


WANTED = [
    ("Väntetiden blev kortare.", "Den som själv väntar räknas inte med."),
    ("Läs mer., ", "Läst i maj."),
    ("Läs mer., ", "A & B < C"),
    ("Vårdskador", "Gäller hela regionen."),
    ("Sist.", "Första raden.\n Andra raden.".replace("\n ", "\n")),
]


def part(path: Path, name: str) -> Any:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def test_text_order_and_place_are_read_back(tmp_path: Path) -> None:
    path = written(OURS, tmp_path)
    assert footnotes_in_order(path) == WANTED
    assert "Gäller hela regionen." in word_text(path)
    assert ["Vårdskador\nlsv2"] in word_tables(path)[-1]


def test_the_numbers_are_left_to_word(tmp_path: Path) -> None:
    path = written(OURS, tmp_path)
    for mark in docx.Document(str(path)).element.body.iter(f"{W}footnoteReference"):
        assert list(mark.attrib) == [f"{W}id"] and mark.text is None
    assert all(note.find(f".//{W}footnoteRef") is not None for note in own_notes(path))


def own_notes(path: Path) -> list[Any]:
    return [note for note in part(path, "word/footnotes.xml") if note.get(f"{W}type") is None]


def test_a_note_of_two_rows_stands_once_and_is_referred_to_again(tmp_path: Path) -> None:
    body = docx.Document(str(written(OURS, tmp_path))).element.body
    (field,) = [element for element in body.iter(f"{W}fldSimple") if "NOTEREF" in element.get(f"{W}instr")]
    _noteref, bookmark, *_switches = field.get(f"{W}instr").split()
    (start,) = [element for element in body.iter(f"{W}bookmarkStart") if element.get(f"{W}name") == bookmark]
    assert start.getnext().find(f"{W}footnoteReference") is not None
    assert [element.text for element in field.iter(f"{W}t")] == ["4"], "as Word will number it"


def styles_of(path: Path) -> dict[str, str]:
    return {str(style.name): style.style_id for style in docx.Document(str(path)).styles}


def test_what_word_asks_for_is_there(tmp_path: Path) -> None:
    path = written(OURS, tmp_path)
    kinds = {element.get(f"{W}type"): element.get(f"{W}id") for element in part(path, "word/footnotes.xml")}
    named = [element.get(f"{W}id") for element in part(path, "word/settings.xml").find(f"{W}footnotePr")]
    assert named == [kinds["separator"], kinds["continuationSeparator"]]
    ids = styles_of(path)
    assert (ids[TEXT_STYLE], ids[MARK_STYLE]) == ("FootnoteText", "FootnoteReference")
    used = {element.get(f"{W}val") for note in own_notes(path) for element in note.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used == {"FootnoteText", "FootnoteReference"}


def test_a_document_without_notes_has_no_such_part(tmp_path: Path) -> None:
    file = WordFile(OURS, FIELDS, "sv-SE")
    file.paragraph("En mening.", notes=[])
    file.save(tmp_path / "made.docx")
    with zipfile.ZipFile(tmp_path / "made.docx") as archive:
        assert "word/footnotes.xml" not in archive.namelist()


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(OURS, tmp_path).read_bytes() == written(OURS, tmp_path).read_bytes()


# A template with footnotes of its own.

OWN = """<w:footnotes {ns}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:pPr><w:pStyle w:val="Fotnotstext"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Fotnotsreferens"/></w:rPr>
<w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>"""
REFERENCE = '<w:r {ns}><w:rPr><w:rStyle w:val="Fotnotsreferens"/></w:rPr><w:footnoteReference w:id="7"/></w:r>'


def with_a_footnote(document: Docx, text: str = "Fastställd för {{ region }}.") -> None:
    """As a Word in Swedish saves it: a note to the title, the styles with Swedish ids."""
    new = {"FootnoteText": "Fotnotstext", "FootnoteReference": "Fotnotsreferens"}
    for style in document.styles.element.iter(qn("w:style")):
        style.set(qn("w:styleId"), new.get(style.get(qn("w:styleId")), style.get(qn("w:styleId"))))
    ns = nsdecls("w")
    main = document.part
    part_of_notes = Part(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, OWN.format(ns=ns, text=text).encode(), main.package
    )
    main.relate_to(part_of_notes, RELATIONSHIP_TYPE.FOOTNOTES)
    named = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
    put_in_settings(document.settings.element, parse_xml(f"<w:footnotePr {ns}>{named}</w:footnotePr>"))
    title: Any = paragraph(document, "{{ title }}")
    title._p.append(parse_xml(REFERENCE.format(ns=ns)))


def test_the_notes_of_a_template_stay_and_ours_come_beside(tmp_path: Path) -> None:
    template = changed(tmp_path, with_a_footnote)
    assert check_template(template, tuple(PLACEHOLDERS)) == []
    path = written(template, tmp_path)
    assert footnotes_in_order(path) == [("‹title›", "Fastställd för ‹region›."), *WANTED]
    assert next(iter(footnotes(path))) == "7" and len(set(footnotes(path))) == 6
    assert styles_of(path)[TEXT_STYLE] == "Fotnotstext"
    used = {element.get(f"{W}val") for note in own_notes(path) for element in note.iter(f"{W}pStyle", f"{W}rStyle")}
    assert used == {"Fotnotstext", "Fotnotsreferens"}
    kinds = [element.get(f"{W}type") for element in part(path, "word/footnotes.xml") if element.get(f"{W}type")]
    assert kinds == ["separator", "continuationSeparator"]
    assert len(part(path, "word/settings.xml").findall(f"{W}footnotePr")) == 1
    again = [
        element
        for element in docx.Document(str(path)).element.body.iter(f"{W}fldSimple")
        if "NOTEREF" in element.get(f"{W}instr")
    ]
    assert [element.text for element in again[0].iter(f"{W}t")] == ["5"], "the template's own note is the first"


def test_a_misspelt_placeholder_in_a_note_is_named(tmp_path: Path) -> None:
    template = changed(tmp_path, lambda document: with_a_footnote(document, "{{ regoin }}"))
    assert [remark.problem.rule for remark in check_template(template, tuple(PLACEHOLDERS))] == ["unknown-placeholder"]


def without_the_styles(document: Docx) -> None:
    for name in (TEXT_STYLE, MARK_STYLE):
        style = document.styles[name].element
        style.getparent().remove(style)


def test_a_template_without_the_styles_gets_ours_and_nothing_is_said(tmp_path: Path) -> None:
    template = changed(tmp_path, without_the_styles)
    assert check_template(template, tuple(PLACEHOLDERS)) == []
    assert {TEXT_STYLE, MARK_STYLE} <= styles_of(written(template, tmp_path)).keys()


@pytest.mark.parametrize("name", [template.name for template in bundled("workbook_templates").glob("*.docx")])
def test_our_templates_have_the_styles_to_change(name: str) -> None:
    assert {TEXT_STYLE, MARK_STYLE} <= styles_of(bundled("workbook_templates") / name).keys()


def test_what_is_put_in_the_settings_stands_in_its_order() -> None:
    settings = docx.Document(str(OURS)).settings.element
    for name in ("docVars", "footnotePr", "docVars"):
        put_in_settings(settings, parse_xml(f"<w:{name} {nsdecls('w')}/>"))
    names = [etree.QName(setting).localname for setting in settings]
    assert names.count("docVars") == 1
    places = [ORDER.index(name) for name in names if name in ORDER]
    assert places == sorted(places) and names.index("footnotePr") > names.index("characterSpacingControl")
