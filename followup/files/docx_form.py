"""A form as a Word document: a content control for each answer in words, and the form's identity in three places."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from followup.files.docx_settings import put_in_settings
from followup.files.docx_write import WordFile
from followup.locale import _

PROPERTY = "followup_id"
"""The custom property, and the document variable, that hold the form's identity."""

OWN_TEXTS = "followup_texts"
"""The document variable with marks of the paragraphs that we wrote ourselves."""

PLACEHOLDER = _("Write or paste your answer here.")
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


FRAME = (
    '<w:pPr><w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="0B4F6C"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:pPr>'
)
"""How a field looks: grey, with a line at its side."""


@dataclass(frozen=True)
class Asked:
    """One answer asked for: headings and lines above it, and its control's ``tag`` and ``title``."""

    heading: str
    lines: tuple[str, ...]
    tag: str
    title: str


def mark_of_text(text: str) -> str:
    """A short mark by which a paragraph of ours is known again, spaces aside."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def write_word_form(
    template: Path,
    path: Path,
    fields: dict[str, str],
    language: str,
    identity: str,
    texts: Sequence[str],
    asked: Sequence[Asked],
    placeholder: str,
) -> None:
    """Write the form: ``texts`` first, then each question with its control. The first control holds the identity."""
    file = WordFile(template, fields, language)
    add = file.document.element.body.sectPr.addprevious
    add(_control(identity, "followup", "", hidden=True))
    for text in texts:
        file.paragraph(text)
    above = ""
    for each in asked:
        if each.heading != above:
            file.heading(each.heading, 1)
            above = each.heading
        for line in each.lines:
            file.paragraph(line, "Followup Sentence")
        add(_control(each.tag, each.title, placeholder))
        file.paragraph("")
    own = " ".join(dict.fromkeys(mark_of_text(p.text) for p in file.document.paragraphs if p.text.strip()))
    _put_variables(file, {PROPERTY: identity, OWN_TEXTS: own})
    _put_property(file, identity)
    file.save(path)


def _control(tag: str, title: str, placeholder: str, hidden: bool = False) -> object:
    """A block control; ``hidden`` text is there only for its tag."""
    look = "<w:rPr><w:vanish/></w:rPr>" if hidden else '<w:rPr><w:color w:val="767676"/></w:rPr>'
    frame = "" if hidden else FRAME
    shows = "" if hidden else "<w:showingPlcHdr/>"
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val={quoteattr(title)}/><w:tag w:val={quoteattr(tag)}/>"
        f'<w:lock w:val="sdtLocked"/>{shows}</w:sdtPr><w:sdtContent><w:p>{frame}<w:r>{look}'
        f'<w:t xml:space="preserve">{escape(placeholder)}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )


def _put_variables(file: WordFile, values: dict[str, str]) -> None:
    settings = file.document.settings.element
    made = "".join(f"<w:docVar w:name={quoteattr(name)} w:val={quoteattr(value)}/>" for name, value in values.items())
    put_in_settings(settings, parse_xml(f"<w:docVars {nsdecls('w')}>{made}</w:docVars>"))


def _put_property(file: WordFile, identity: str) -> None:
    content = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="{CUSTOM}" xmlns:vt="{VALUES}">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{PROPERTY}">'
        f"<vt:lpwstr>{escape(identity)}</vt:lpwstr></property></Properties>"
    )
    package = file.document.part.package
    assert package is not None
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE, content.encode("utf-8"), package)
    package.relate_to(part, RELATION)
