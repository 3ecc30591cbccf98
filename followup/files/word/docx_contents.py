"""The table of contents of a Word document, filled in before Word has updated it.

On which page a heading stands nobody knows before the pages are laid out. A field that Word is to fill in when it opens the
document makes it ask everybody first whether fields may be updated that may refer to other files. So the contents are links
to the headings, without pages, until somebody updates them; for a PDF the pages are taken from a first one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from followup.files.legal import xml_text

if TYPE_CHECKING:
    from docx.document import Document as Docx


def fill_contents(document: Docx, headings: Sequence[tuple[int, str, str]], ids: Mapping[str, str]) -> None:
    """Put the headings into the template's table of contents, so that it reads before Word has updated it."""
    fields = document.element.body.iter(qn("w:instrText"))
    field = next((instruction for instruction in fields if (instruction.text or "").strip().startswith("TOC")), None)
    if field is None:
        return
    paragraph = field.getparent().getparent()
    _empty_field(paragraph)
    for mark in paragraph.iter(qn("w:fldChar")):
        mark.attrib.pop(qn("w:dirty"), None)
    for number, (level, text, name) in enumerate(heading for heading in headings if heading[0] <= 2):
        run = f'<w:r><w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'
        link = f'<w:hyperlink {nsdecls("w")} w:anchor="{name}" w:history="1">{run}</w:hyperlink>'
        if number == 0:
            paragraph.append(parse_xml(link))
            continue
        style_id = ids[f"toc {level}"]
        style = f'<w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>'
        following = parse_xml(f"<w:p {nsdecls('w')}>{style}{link}</w:p>")
        paragraph.addnext(following)
        paragraph = following


def _empty_field(paragraph: Any) -> None:
    """Take away what stands behind the field's separator."""
    is_result = False
    for run in list(paragraph):
        if is_result:
            paragraph.remove(run)
        mark = run.find(qn("w:fldChar"))
        is_result = is_result or (mark is not None and mark.get(qn("w:fldCharType")) == "separate")
