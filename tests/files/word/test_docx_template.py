"""What a secretariat does to a Word template: the document is still made, or a sentence says what to change."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from followup.documents.placeholders import PLACEHOLDERS
from followup.documents.registry import PRESETS
from followup.files.word.docx_table import TableColumn
from followup.files.word.docx_template import STYLES, check_template
from followup.files.word.docx_write import TemplateFault, WordFile
from followup.flow.door.templates.word_templates import as_finding
from followup.reports.wording.findings_text import finding_in_words
from tests.house import Words, bundled
from tests.outputs.reading_back import word_tables, word_text

SV = Words("sv")
FIELDS = {name: f"‹{name}›" for name in PLACEHOLDERS}
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one dot."""


def changed(tmp_path: Path, change: Callable[[Docx], object], name: str = "summary.docx") -> Path:
    """Our template with a change, as Word saves it."""
    document = docx.Document(str(bundled("workbook_templates") / name))
    change(document)
    path = tmp_path / name
    document.save(str(path))
    return path


def written(template: Path, folder: Path) -> Path:
    """A document with two chapters, a lying page, a table and all the rest, from the template."""
    file = WordFile(template, FIELDS, "sv-SE")
    file.heading("Första kapitlet", 1)
    file.paragraph("En mening.", "Followup Sentence")
    file.caption("Tabell", "Siffror")
    half = file.width / 2
    file.table([TableColumn("Rad", half, ["Besök"]), TableColumn("Tal", half, ["12"], right=True)], "Siffror")
    file.turn(True)
    file.heading("Andra kapitlet", 1)
    file.heading("Ett avsnitt", 2)
    file.paragraph("punkt", "List Bullet")
    file.paragraph("en not", "Followup Note")
    for style in ("Followup Numbered", "Followup Lettered", "Followup Contributor"):
        file.paragraph(style, style)
    path = folder / "made.docx"
    file.save(path)
    return path


def sentences(path: Path) -> list[str]:
    """What is said of a template, as a person reads it."""
    return [finding_in_words(as_finding(remark, path), SV) for remark in check_template(path, tuple(PLACEHOLDERS))]


def paragraph(document: Docx, text: str) -> object:
    return next(candidate for candidate in document.paragraphs if text in candidate.text)


def retype(document: Docx, old: str, new: str) -> None:
    """Type over a text on the page."""
    for candidate in document.paragraphs:
        if old in candidate.text:
            candidate.text = candidate.text.replace(old, new)


# Our own.


@pytest.mark.parametrize("template", sorted({document.template for document in PRESETS}))
def test_our_own_templates_have_all_they_need(template: str) -> None:
    path = bundled("workbook_templates") / template
    assert sentences(path) == []
    assert set(STYLES) <= {style.name for style in docx.Document(str(path)).styles}


def test_every_placeholder_is_explained_in_the_guide() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "utseende.md").read_text(encoding="utf-8")
    explained = dict(re.findall(r"^\| `\{\{ (\w+) \}\}` \| (.+) \|$", page, re.MULTILINE))
    assert explained == {name: SV(meaning) for name, meaning in PLACEHOLDERS.items()}


def test_every_placeholder_is_filled_in() -> None:
    import inspect

    from followup.reports.subject import Subject

    named = re.findall(r'^ +"(\w+)": ', inspect.getsource(Subject.fields), re.MULTILINE)
    assert sorted(named) == sorted(PLACEHOLDERS)


# Restyled: it still works.


def other_fonts(document: Docx) -> None:
    for style in document.styles:
        if getattr(style, "font", None) is not None:
            style.font.name, style.font.size, style.font.color.rgb = "Georgia", Pt(9), RGBColor(0x7A, 0x1F, 0x3D)


def logo_in_the_head(document: Docx) -> None:
    document.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(DOT), width=Cm(2))


def moved_blocks(document: Docx) -> None:
    """The status first, the title below it, the placeholders once more on the last page."""
    title, status = paragraph(document, "{{ title }}"), paragraph(document, "{{ status }}")
    title._p.addprevious(status._p)  # type: ignore[attr-defined]
    document.add_paragraph("Slut på {{ document }}, {{ round }}")


def more_text(document: Docx) -> None:
    mark = paragraph(document, "[[innehåll]]")
    mark.insert_paragraph_before("Förord av direktören")  # type: ignore[attr-defined]
    document.add_paragraph("Regionens tryckeri")


def lying_first_page(document: Docx) -> None:
    """The first page lies, in a section of its own; the rest stands."""
    section = document.sections[0]
    wide, high = section.page_height, section.page_width
    paragraph_xml = parse_xml(f"<w:p {nsdecls('w')}><w:pPr/></w:p>")
    first = document.element.body.sectPr.__copy__()
    paragraph_xml.find(qn("w:pPr")).append(first)  # type: ignore[union-attr]
    paragraph(document, "[[innehåll]]")._p.addprevious(paragraph_xml)  # type: ignore[attr-defined]
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    document.sections[0].page_width, document.sections[0].page_height = wide, high


def section_behind_the_mark(document: Docx) -> None:
    """A last page in a section of its own, that lies."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("Baksidan")


def no_table_of_contents(document: Docx) -> None:
    for element in list(document.element.body.iter(qn("w:sdt"))):
        element.getparent().remove(element)
    for instruction in list(document.element.body.iter(qn("w:instrText"))):
        field = instruction.getparent().getparent()
        field.getparent().remove(field)


def ids_of_a_swedish_word(document: Docx) -> None:
    """Word in Swedish gives its own styles Swedish ids when it saves; their names inside the file stay."""
    new = {
        "TOC1": "Innehll1",
        "TOC2": "Innehll2",
        "Heading1": "Rubrik1",
        "Heading2": "Rubrik2",
        "Caption": "Beskrivning",
    }
    new |= {"FollowupCell": "FollowupCell0", "FollowupTable": "FollowupTable0", "ListBullet": "Punktlista"}
    for style in document.styles.element.iter(qn("w:style")):
        style.set(qn("w:styleId"), new.get(style.get(qn("w:styleId")), style.get(qn("w:styleId"))))
    for element in (*document.element.body.iter(qn("w:pStyle")), *document.styles.element.iter(qn("w:basedOn"))):
        element.set(qn("w:val"), new.get(element.get(qn("w:val")), element.get(qn("w:val"))))


def the_mark_in_capitals(document: Docx) -> None:
    retype(document, "[[innehåll]]", "[[ Innehåll ]]")


CHANGES = (
    *(other_fonts, logo_in_the_head, moved_blocks, more_text, lying_first_page, section_behind_the_mark),
    *(no_table_of_contents, ids_of_a_swedish_word, the_mark_in_capitals),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.__name__))
def test_a_restyled_template_still_works(change: Callable[[Docx], object], tmp_path: Path) -> None:
    template = changed(tmp_path, change)
    assert sentences(template) == []
    path = written(template, tmp_path)
    text = word_text(path)
    assert "‹title›" in text and "{{" not in text and "[[" not in text
    body = [line for line in text.splitlines() if line.strip()]
    assert body.index("En mening.") < body.index("punkt") < body.index("en not")
    assert [["Rad", "Tal"], ["Besök", "12"]] in word_tables(path)
    styles = {style.style_id for style in docx.Document(str(path)).styles}
    with_style = docx.Document(str(path)).element.body.iter(qn("w:pStyle"), qn("w:tblStyle"))
    assert {element.get(qn("w:val")) for element in with_style} <= styles, (
        "a style that is not there looks like any text"
    )


def test_text_round_the_mark_stays_where_it_was(tmp_path: Path) -> None:
    text = word_text(written(changed(tmp_path, more_text), tmp_path))
    assert text.index("Förord av direktören") < text.index("En mening.") < text.index("Regionens tryckeri")


def pages(path: Path) -> list[bool]:
    """Which sections lie."""
    return [
        int(section.page_width or 0) > int(section.page_height or 0) for section in docx.Document(str(path)).sections
    ]


def test_pages_lie_and_stand_as_the_template_has_them(tmp_path: Path) -> None:
    assert pages(written(changed(tmp_path, lying_first_page), tmp_path)) == [True, False, True]
    path = written(changed(tmp_path, section_behind_the_mark), tmp_path)
    assert pages(path) == [False, True, True], "standing, our lying chapter, the template's own last page"
    text = word_text(path)
    assert text.index("en not") < text.index("Baksidan")


def test_a_turned_page_leaves_one_empty_paragraph_behind_a_table(tmp_path: Path) -> None:
    """Two of them behind a table that fills its page made an empty page."""
    document = docx.Document(str(written(bundled("workbook_templates") / "summary.docx", tmp_path)))
    siblings = list(next(document.element.body.iter(qn("w:tbl"))).itersiblings())
    assert siblings[0].find(f".//{qn('w:sectPr')}") is not None
    assert [style.get(qn("w:val")) for style in siblings[0].iter(qn("w:pStyle"))] == ["FollowupCell"]


def test_a_logo_is_kept(tmp_path: Path) -> None:
    document = docx.Document(str(written(changed(tmp_path, logo_in_the_head), tmp_path)))
    assert "pic:pic" in document.sections[0].header._element.xml
    assert len({part.partname for part in document.part.package.iter_parts() if "/media/" in str(part.partname)}) == 1


def test_fonts_are_those_of_the_template(tmp_path: Path) -> None:
    document = docx.Document(str(written(changed(tmp_path, other_fonts), tmp_path)))
    assert document.styles["Followup Note"].font.name == "Georgia"


def test_a_text_is_left_out_where_there_is_nothing_to_fill_in(tmp_path: Path) -> None:
    def change(document: Docx) -> None:
        document.add_paragraph("{% if dnr %}Diarienummer: {{ dnr }}{% endif %}")
        document.add_paragraph("{%p if contact %}")
        document.add_paragraph("Fråga {{ contact }}")
        document.add_paragraph("{%p endif %}")

    template = changed(tmp_path, change)
    assert sentences(template) == []
    file = WordFile(template, {**FIELDS, "contact": ""}, "sv-SE")
    file.save(tmp_path / "made.docx")
    text = word_text(tmp_path / "made.docx")
    assert "Diarienummer: ‹dnr›" in text and "Fråga" not in text


# Wrong: a sentence says what.


def typed(text: str) -> Callable[[Docx], object]:
    return lambda document: document.add_paragraph(text)


def in_the_head(text: str) -> Callable[[Docx], object]:
    return lambda document: document.sections[0].header.add_paragraph(text)


def mark_becomes(text: str) -> Callable[[Docx], object]:
    return lambda document: retype(document, "[[innehåll]]", text)


def mark_in_a_table(document: Docx) -> None:
    retype(document, "[[innehåll]]", "")
    document.add_table(1, 1).cell(0, 0).text = "[[innehåll]]"


def no_title(document: Docx) -> None:
    retype(document, "{{ title }}", "Delårsrapport")
    for candidate in document.sections[0].footer.paragraphs:
        candidate.text = ""


def renamed_style(document: Docx) -> None:
    document.styles["Followup Note"].name = "Note"


def in_an_alternative_text(document: Docx) -> None:
    logo_in_the_head(document)
    (picture,) = document.sections[0].header._element.iter(qn("wp:docPr"))
    picture.set("descr", "{{ region.upper() }}")


REFUSED = "används inte: en mall får innehålla platshållare"
WRONG: tuple[tuple[Callable[[Docx], object], str, str], ...] = (
    (
        typed("{{ titel }}"),
        "unknown-placeholder",
        "”{{ titel }}” är ingen platshållare som kan fyllas i. Menade du {{ title }}?",
    ),
    (in_the_head("{{ Dnr }}"), "unknown-placeholder", "Menade du {{ dnr }}?"),
    (typed("{{ författare }}"), "unknown-placeholder", "De som finns är {{ title }}, {{ subtitle }}"),
    (typed("{% if titel %}x{% endif %}"), "unknown-placeholder", "”{% if titel %}” är ingen platshållare"),
    (typed("{% for x in title %}{{ title }}{% endfor %}"), "template-statement", REFUSED),
    (typed("{{ title.__class__ }}"), "template-statement", REFUSED),
    (typed("{{ title|upper }}"), "template-statement", REFUSED),
    (typed("{{ 7*7 }}"), "template-statement", REFUSED),
    (typed("{% set a = 1 %}"), "template-statement", REFUSED),
    (typed("{% include 'x' %}"), "template-statement", REFUSED),
    (in_an_alternative_text, "template-statement", REFUSED),
    (typed("{{ title }"), "braces-not-closed", "”{{ title }” har klamrar som börjar eller slutar utan motsvarighet."),
    (typed("{% if dnr %}Dnr"), "braces-not-closed", "”{% if dnr %}” har klamrar"),
    (typed("Dnr { dnr }"), "one-brace", "”{ dnr }” skrivs ut som det står. Skriv två klamrar på var sida: {{ dnr }}"),
    (mark_becomes(""), "mark-missing", "Märket för innehållet saknas. Skriv [[innehåll]] ensamt i ett stycke"),
    (mark_becomes("[[innehall]]"), "mark-missing", "”[[innehall]]” känns inte igen som märket för innehållet."),
    (mark_becomes("Här: [[innehåll]]"), "mark-missing", "ensamt i ett stycke"),
    (mark_in_a_table, "mark-missing", "inte i en tabell"),
    (typed("[[innehåll]]"), "mark-twice", "”[[innehåll]]” står på flera ställen. Behåll ett av dem."),
    (no_title, "title-missing", "Titeln har ingen plats. Skriv {{ title }} där den ska stå."),
    (
        renamed_style,
        "style-missing",
        "”Followup Note” saknas bland formatmallarna i Word-mallen; vår egen används i stället.",
    ),
)
ONLY_WARNS = {"one-brace", "title-missing", "style-missing"}


@pytest.mark.parametrize(("change", "rule", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_carried_out(
    change: Callable[[Docx], object], rule: str, sentence: str, tmp_path: Path
) -> None:
    template = changed(tmp_path, change)
    remarks = check_template(template, tuple(PLACEHOLDERS))
    assert rule in {remark.problem.rule for remark in remarks}
    assert any(sentence in remark for remark in sentences(template)), sentences(template)
    if rule in ONLY_WARNS:
        assert not any(remark.problem.refuses for remark in remarks)
        assert "En mening." in word_text(written(template, tmp_path))
    else:
        with pytest.raises(TemplateFault):
            written(template, tmp_path)
        assert not (tmp_path / "made.docx").exists()


def test_a_placeholder_that_word_has_parted_is_whole(tmp_path: Path) -> None:
    """Spelling and formatting part a text into runs; a person sees one word."""

    def change(document: Docx) -> None:
        added = document.add_paragraph("Dnr {{ d")
        added.add_run("n").bold = True
        added.add_run("r }}")

    template = changed(tmp_path, change)
    assert sentences(template) == []
    assert "Dnr ‹dnr›" in word_text(written(template, tmp_path))


def test_a_style_that_is_gone_is_replaced_by_ours(tmp_path: Path) -> None:
    document = docx.Document(str(written(changed(tmp_path, renamed_style), tmp_path)))
    paragraph = next(candidate for candidate in document.paragraphs if candidate.text == "en not")
    assert paragraph.style is not None and paragraph.style.name == "Followup Note"


@pytest.mark.parametrize(
    "content", [b"", b"Hej", b"PK\x03\x04 half", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_a_file_that_is_no_word_document_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "summary.docx"
    path.write_bytes(content)
    assert sentences(path) == [
        "Filen går inte att öppna som ett Word-dokument. Öppna den i Word och spara den som Word-dokument (.docx)."
    ]


def test_what_is_filled_in_is_never_read_as_a_placeholder(tmp_path: Path) -> None:
    file = WordFile(bundled("workbook_templates") / "summary.docx", {**FIELDS, "title": "{{ dnr }} & <b>"}, "sv-SE")
    file.save(tmp_path / "made.docx")
    assert "{{ dnr }} & <b>" in word_text(tmp_path / "made.docx")
