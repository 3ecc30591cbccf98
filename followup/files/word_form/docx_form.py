"""A form as a Word document: a content control for each answer, and the form's identity in three places."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from followup.files.legal import xml_attribute, xml_text
from followup.files.packages.package_properties import CONTENT_TYPE, KIND, PROPERTIES, properties_with
from followup.files.word.docx_footnotes import notes_of
from followup.files.word.docx_settings import put_in_settings
from followup.files.word.docx_table import TWIPS_A_CM
from followup.files.word.docx_write import WordFile
from followup.files.word_form.docx_control import (
    Field,
    Tags,
    identity_xml,
    in_line_xml,
    paragraphs_xml,
    row_xml,
    text_of,
)
from followup.frozen import frozen

PROPERTY = "followup_id"
"""The custom property, and the document variable, that hold the form's identity."""

OWN_TEXTS = "followup_texts"
"""The document variable with marks of the paragraphs that we wrote ourselves."""

WIDEST_STANDING = 130
"""A table whose columns have more room than this together, counted in signs, needs a page that lies."""

LONGEST_WORD, CM_A_SIGN, CM_ASIDE = 16, 0.17, 0.4
"""How long a word may be and still have room on one line, how wide a sign is, and what stands beside it in a cell."""

KEPT = "<w:keepNext/>"

FIELD_LOOK = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'


@frozen
class RowName:
    """What a row in which nothing is asked is called, with its tag."""

    text: str
    tag: str


@frozen
class FormQuestion:
    """One question: a heading above it unless it stands there already, its name, lines that say what it is, its fields.

    Fields of paragraphs stand below each other, the others in a table of their titles. ``unasked`` stands where there
    are none.
    """

    heading: str
    name: str
    lines: tuple[str, ...]
    fields: tuple[tuple[str, Field], ...]
    unasked: RowName | None = None


@frozen
class FormQuestionTable:
    """Questions a row each: texts, and fields where something is asked; ``widths`` and the ``longest`` word of each column are in signs."""

    heading: str
    intro: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str | Field | RowName, ...], ...]
    widths: tuple[float, ...]
    longest: tuple[int, ...]


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
    questions: Sequence[FormQuestion | FormQuestionTable],
) -> None:
    """Write the form: ``texts`` first, then what is asked. The first control holds the identity."""
    file = WordFile(template, fields, language, in_one_piece=True)  # it goes back to what it has written
    form = _Form(file)
    form.add(identity_xml(form.tags.short(identity)))
    for text in texts:
        file.paragraph(text)
    for question in questions:
        if isinstance(question, FormQuestion):
            form.question(question)
        else:
            form.table(question)
    form.turn(False)
    written = [text_of(p, outside=True) for p in file.document.element.body.iter(qn("w:p"))]
    marks = dict.fromkeys(mark_of_text(text) for text in (*written, *notes_of(file.document)) if text.strip())
    _put_variables(file, {PROPERTY: identity, OWN_TEXTS: " ".join(marks), **form.tags.variables})
    _put_property(file, identity)
    file.save(path)


class _Form:
    """The questions of a form on their way into the document."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.tags = Tags()
        self.heading = ""
        self.always_landscape = file.is_landscape

    def add(self, xml: str) -> None:
        """Put something last."""
        self.file.document.element.body.sectPr.addprevious(parse_xml(xml))

    def turn(self, landscape: bool) -> None:
        """Go on on a page that lies or stands; where the template's own page lies, all of them do."""
        if self.file.is_landscape != (landscape or self.always_landscape):
            self.file.turn(landscape)

    def put_heading(self, heading: str) -> None:
        """The heading, where it is another than the one above."""
        if heading != self.heading:
            self.file.heading(heading, 1)
            self.heading = heading

    def question(self, question: FormQuestion) -> None:
        """A question with its fields below it."""
        self.turn(False)
        self.put_heading(question.heading)
        self.file.heading(question.name, 2)
        for line in question.lines:
            self.file.paragraph(line, "Followup Sentence")
            self._keep_with_next()
        if question.unasked is not None:
            self.add(
                self._paragraph(
                    row_xml(question.unasked.text, self.tags.short(question.unasked.tag)), names=nsdecls("w")
                )
            )
        short = [(title, field) for title, field in question.fields if field.kind != "prose"]
        if short:
            rows = [[self._text(title, bold=True), self._field(field)] for title, field in short]
            self._put_table([], rows, (3, 7), KEPT)
        for title, field in question.fields:
            if field.kind == "prose":
                if short:
                    self.file.paragraph(f"{title}:", "Followup Contributor")
                    self._keep_with_next()
                self.add(paragraphs_xml(field, self.tags.short(field.tag)))
                self.file.paragraph("")

    def table(self, table: FormQuestionTable) -> None:
        """A table with a question a row."""
        self.turn(sum(table.widths) > WIDEST_STANDING)
        self.put_heading(table.heading)
        if table.intro:
            self.file.paragraph(table.intro)
        rows = [list(self._cells(row)) for row in table.rows]
        widths = _widths(table, self.file.width)
        self._put_table([self._text(title) for title in table.titles], rows, widths)

    def _cells(self, row: Sequence[str | Field | RowName]) -> Iterator[tuple[str, str]]:
        for cell in row:
            if isinstance(cell, Field):
                yield self._field(cell)
            elif isinstance(cell, RowName):
                yield "", row_xml(cell.text, self.tags.short(cell.tag))
            else:
                yield self._text(cell)

    def _text(self, text: str, bold: bool = False) -> tuple[str, str]:
        look = "<w:rPr><w:b/></w:rPr>" if bold else ""
        return "", f'<w:r>{look}<w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'

    def _field(self, field: Field) -> tuple[str, str]:
        return FIELD_LOOK, in_line_xml(field, self.tags.short(field.tag))

    def _put_table(
        self,
        head: Sequence[tuple[str, str]],
        rows: Sequence[Sequence[tuple[str, str]]],
        shares: Sequence[float],
        keep: str = "",
    ) -> None:
        """A table of cells, each its look and its content; without a head no row is repeated."""
        widths = [round(share / sum(shares) * self.file.width * TWIPS_A_CM) for share in shares]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        look, first = ("0420", "1") if head else ("0400", "0")
        body = "".join(self._row_xml(row, widths, keep) for row in rows)
        top = self._row_xml(head, widths, KEPT, "<w:tblHeader/>") if head else ""
        self.add(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{self.file.ids["Followup Table"]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" '
            f'w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{top}{body}</w:tbl>"
        )
        self.file.paragraph("", "Followup Cell")
        if keep:
            self._keep_with_next()

    def _keep_with_next(self) -> None:
        """A question stands on one page with its first field."""
        self.file.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _row_xml(self, row: Sequence[tuple[str, str]], widths: Sequence[int], keep: str, repeated: str = "") -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{self._paragraph(content, keep)}</w:tc>'
            for (look, content), width in zip(row, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"

    def _paragraph(self, content: str, keep: str = "", names: str = "") -> str:
        """A paragraph that looks like the text of a table."""
        style = f'<w:pStyle w:val="{self.file.ids["Followup Cell"]}"/>{keep}'
        return f"<w:p {names}><w:pPr>{style}</w:pPr>{content}</w:p>"


def _widths(table: FormQuestionTable, room: float) -> list[float]:
    """Room for the longest word of each column, in cm; what is left is shared as the columns are used to."""
    least = [min(longest, LONGEST_WORD) * CM_A_SIGN + CM_ASIDE for longest in table.longest]
    rest = max(room - sum(least), 0) / (sum(table.widths) or 1)
    return [room_of_word + width * rest for room_of_word, width in zip(least, table.widths, strict=True)]


def _put_variables(file: WordFile, values: dict[str, str]) -> None:
    settings: Any = file.document.settings.element
    variables = "".join(
        f"<w:docVar w:name={xml_attribute(name)} w:val={xml_attribute(value)}/>" for name, value in values.items()
    )
    put_in_settings(settings, parse_xml(f"<w:docVars {nsdecls('w')}>{variables}</w:docVars>"))


def _put_property(file: WordFile, identity: str) -> None:
    """Beside the properties that the template has itself."""
    package = file.document.part.package
    assert package is not None
    part = next((part for part in package.iter_parts() if part.partname == f"/{PROPERTIES}"), None)
    content = properties_with(None if part is None else part.blob, PROPERTY, identity)
    if part is None:
        package.relate_to(Part(PackURI(f"/{PROPERTIES}"), CONTENT_TYPE, content, package), KIND)
    else:
        part._blob = content
