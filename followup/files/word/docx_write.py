"""Write a Word document from a template: fields in its own text, and a body in the place that it marks.

Tables are made as XML: python-docx's own way of reaching cells takes minutes for a long table.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime, time
from functools import cache, lru_cache
from io import BytesIO
from math import ceil
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph
from lxml import etree

from followup.files.disk.atomic_files import written_beside
from followup.files.legal import legal, xml_attribute, xml_text
from followup.files.received import FileRemark
from followup.files.runs import in_pieces
from followup.files.size_limits import MEGABYTE
from followup.files.word.docx_contents import fill_contents
from followup.files.word.docx_footnotes import Footnotes, references
from followup.files.word.docx_package import write_package
from followup.files.word.docx_styles import add_missing_styles, style_ids
from followup.files.word.docx_table import LINK_LOOK, TableColumn, TableWriter, bold_xml, run_xml, text_xml
from followup.files.word.docx_template import check_template, is_mark, open_template
from followup.rulebook.planning.word_templates import TEMPLATE_UNREADABLE

ASIDE, TABLE = "followup aside", "followup table"
MARK = re.compile(rb"<!--followup (aside|table) (\d+) (\d+)-->")
"""Where paragraphs, or a table, stand that lie elsewhere until the file is written."""
NAMESPACES = nsdecls("w", "r")
Notes = Mapping[tuple[int, int, int], Sequence[str]]
NO_NOTES: Notes = {}
FIXED = datetime(2000, 1, 1)
LONGEST_TITLE = 255
"""What a property of a document may hold."""

FIRST_PAGE, TITLE_HEIGHT, HEADING_HEIGHT, ROW_HEIGHT, LINE_HEIGHT, BETWEEN, CONTENTS_LINE = (
    25.0,
    5.0,
    1.2,
    0.6,
    0.5,
    0.2,
    0.55,
)
REFERRED_TO = 100_000
"""How much higher the numbers of headings' second names are than those of their first."""
LATER, ANCHOR = "_Later", qn("w:anchor")
"""How a link to a heading begins that is not written yet, and where it stands."""

LINE_LENGTH, CHART_ROOM = 95, 7.0
"""About how high things stand on the first page, in centimetres, and the characters of a line: do the contents find room?"""


class TemplateFault(Exception):
    """A Word template that cannot be used, with what is wrong in it."""

    def __init__(self, remarks: Sequence[FileRemark]) -> None:
        super().__init__(", ".join(remark.problem.rule for remark in remarks))
        self.remarks = remarks


class WordFile:
    """A document being written, from the top down. ``in_one_piece`` keeps all paragraphs of it at hand: else what is long
    lies aside until it is saved.
    """

    def __init__(
        self,
        template: Path,
        fields: Mapping[str, str],
        language: str,
        dated: date | None = None,
        *,
        in_one_piece: bool = False,
    ) -> None:
        self.in_one_piece = in_one_piece
        self.language, self.author = language, fields.get("region") or "followup"
        self.title = legal(fields.get("title", ""))
        self.dated = FIXED if dated is None else datetime.combine(dated, time())
        self.headings: list[tuple[int, str, str]] = []
        self.captions: dict[str, int] = {}
        self.to_headings: list[str] = []
        self.first_page_from = 0
        self.height = self.first_page_height = 0.0
        self.contents: Paragraph | None = None
        # apart, and not in memory: as a tree a long table takes much of it
        self.tables = SpooledTemporaryFile(MEGABYTE)  # noqa: SIM115
        weakref.finalize(self, self.tables.close)
        self.table_writer = TableWriter()
        try:
            self._begin(template, {name: legal(value) for name, value in fields.items()})
        except TemplateFault:
            raise
        except Exception as error:  # the libraries fail in many ways on a part that is damaged
            raise TemplateFault([FileRemark(TEMPLATE_UNREADABLE.problem())]) from error

    def _begin(self, template: Path, fields: Mapping[str, str]) -> None:
        self.document = _render(template, fields)
        add_missing_styles(self.document)
        self.ids = style_ids(self.document)
        self.styles: dict[str, tuple[str, str]] = {}
        self.body: Any = self.document.element.body
        self._begin_at_the_mark()
        self.width = self._text_width()
        self.footnotes = Footnotes(self.document)

    def _begin_at_the_mark(self) -> None:
        """Put aside what the template has behind the mark, and go on in the section that the mark stands in."""
        body = self.document.element.body
        mark = next(paragraph for paragraph in self.document.paragraphs if is_mark(paragraph.text))
        following = [element for element in mark._p.itersiblings() if element.tag != qn("w:sectPr")]
        body.remove(mark._p)
        for element in following:
            body.remove(element)
        self.after = following
        ends: list[Any] = [element.find(qn("w:pPr")) for element in following if element.tag == qn("w:p")]
        self.end_of_section = next(
            (end for end in ends if end is not None and end.find(qn("w:sectPr")) is not None), None
        )
        self.last_section = body.sectPr
        if self.end_of_section is not None:
            body.replace(body.sectPr, self.end_of_section.find(qn("w:sectPr")))

    def _restore_following(self) -> None:
        body = self.document.element.body
        if self.end_of_section is not None:
            current = body.sectPr
            body.replace(current, self.last_section)
            self.end_of_section.append(current)
        for element in self.after:
            body.sectPr.addprevious(element)

    def heading(self, text: str, level: int) -> None:
        """A heading, 1 to 3, that the table of contents leads to."""
        self.height += HEADING_HEIGHT
        name = f"_Toc{len(self.headings) + 1:08d}"
        number = str(1000 + len(self.headings))
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        self._add(f"Heading {level}", f'{start}{run_xml(legal(text))}<w:bookmarkEnd w:id="{number}"/>')
        self.headings.append((level, legal(text), name))

    def paragraph(
        self,
        text: str,
        style: str = "",
        link: str = "",
        notes: Sequence[str] = (),
        marked: bool = False,
        bold: int = 0,
        leads: tuple[str, str] = ("", ""),
        italics: Sequence[tuple[int, int]] = (),
    ) -> None:
        """A paragraph; line breaks are kept. With a ``link`` the whole of it leads to that address. One that is ``marked``
        stands on a ground of its own. So many characters of its beginning are ``bold``, or pieces of it in ``italics``. It
        ``leads`` to the heading of that text, by what is said of it.

        ``notes`` are footnotes, referred to at its end. A style that the template lacks is the ordinary one.
        """
        self.height += BETWEEN + LINE_HEIGHT * ceil((len(text) + len(leads[1])) / LINE_LENGTH)
        content = "".join(run_xml(legal(piece), marked, italic) for piece, italic in in_pieces(text, italics))
        if bold and not marked:
            content = bold_xml(legal(text[:bold])) + run_xml(legal(text[bold:]))
        if link:
            run = f"<w:r>{LINK_LOOK}{text_xml(legal(text))}</w:r>"
            content = f'<w:hyperlink r:id="{self._relation(link)}">{run}</w:hyperlink>'
        marks = references(self.footnotes, {0: notes})[0] if notes else ""
        heading, said = leads
        if heading:
            self.to_headings.append(heading)
            look = f"<w:r>{LINK_LOOK}{text_xml(legal(said))}</w:r>"
            content = (
                f'{content}{run_xml(" ")}<w:hyperlink w:anchor="{LATER}{len(self.to_headings)}">{look}</w:hyperlink>'
            )
        if heading or self.in_one_piece:  # where it leads is known when all headings are
            self._add(style, f"{content}{marks}")
        else:
            self._add_aside(style, f"{content}{marks}")

    def _name_to_refer_to(self, name: str) -> str:
        """The second name of a heading: by the first its contents lead to it, and what else has that LibreOffice takes for a
        line of the contents.
        """
        other = name.replace("_Toc", "_Ref")
        starts = {start.get(qn("w:name")): start for start in self.body.iter(qn("w:bookmarkStart"))}
        if other not in starts:
            number = str(REFERRED_TO + int(starts[name].get(qn("w:id"))))
            start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
            start.set(qn("w:id"), number)
            start.set(qn("w:name"), other)
            end.set(qn("w:id"), number)
            starts[name].addnext(start)
            starts[name].getparent().append(end)
        return other

    def _lead_to_headings(self) -> None:
        """Let what refers to headings that have been written since lead to them; what leads nowhere is taken away."""
        names: dict[str, str] = {}
        for _level, text, name in self.headings:
            names.setdefault(text, name)
        for link in [link for link in self.body.iter(qn("w:hyperlink")) if link.get(ANCHOR, "").startswith(LATER)]:
            heading = legal(self.to_headings[int(link.get(ANCHOR).removeprefix(LATER)) - 1])
            if heading in names:
                link.set(ANCHOR, self._name_to_refer_to(names[heading]))
            else:
                link.getparent().remove(link)

    def _add(self, style: str, content: str, more: str = "") -> None:
        """Put a paragraph last. In one piece, and its style looked up once: python-docx looks through all of the text and
        all of the styles for each, which takes longer than the tables.
        """
        self.body[-1].addprevious(self._paragraph(style, content, more))

    def _paragraph(self, style: str, content: str, more: str = "") -> Any:
        if style not in self.styles:
            self.styles[style] = self._properties_of(style)
        start, end = self.styles[style]
        properties = f"{start}{more}{end}"
        return parse_xml(f"<w:p {NAMESPACES}>{properties}{content}</w:p>")

    def _add_aside(self, style: str, content: str) -> None:
        """The same where the tables are: what units write is most of a document, and takes ten times the memory as a tree."""
        start, above = self.tables.tell(), self.body[-1].getprevious()
        xml = etree.tostring(self._paragraph(style, content), encoding="unicode")
        known = NAMESPACES if "r" in self.body.nsmap else nsdecls("w")
        self.tables.write(xml.replace(f" {known}", "", 1).encode())
        if above is not None and above.tag is etree.Comment and re.fullmatch(rf"{ASIDE} \d+ {start}", above.text):
            above.text = f"{above.text.rpartition(' ')[0]} {self.tables.tell()}"
        else:
            self.body[-1].addprevious(etree.Comment(f"{ASIDE} {start} {self.tables.tell()}"))

    def _properties_of(self, style: str) -> tuple[str, str]:
        """How a paragraph of that style begins, and what ends that; nothing for a style that is not there."""
        if style not in self.document.styles:
            return "", ""
        part: Any = self.document.part
        style_id = part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        return f"<w:pPr>{f'<w:pStyle w:val={xml_attribute(style_id)}/>' if style_id else ''}", "</w:pPr>"

    def _relation(self, link: str) -> str:
        """The id by which the document names an address; the same address has the same id."""
        return str(self.document.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def caption(self, label: str, text: str) -> None:
        """A numbered caption that stays with what follows."""
        self.captions[label] = number = self.captions.get(label, 0) + 1
        run = f"<w:r><w:t>{number}</w:t></w:r>"
        field = f'<w:fldSimple w:instr=" SEQ {xml_text(label)} \\* ARABIC ">{run}</w:fldSimple>'
        self._add("Caption", f"{run_xml(f'{label} ')}{field}{run_xml(f'. {legal(text)}')}", "<w:keepNext/>")

    def table(self, columns: Sequence[TableColumn], describes: str, notes: Notes = NO_NOTES, labels: int = 0) -> None:
        """A table with a repeated header; ``describes`` is its alternative text.

        ``notes`` are its footnotes by row, cell and line, counted from 0. The first columns are ``labels`` that are said once:
        what they say holds for the rows below on which they say nothing.
        """
        self.table_of_parts([columns], len(columns[0].texts), describes, notes, labels)

    def table_of_parts(
        self,
        parts: Iterable[Sequence[TableColumn]],
        rows: int,
        describes: str,
        notes: Notes = NO_NOTES,
        labels: int = 0,
    ) -> None:
        """The same of so many rows that come in parts, one after the other."""
        self.height += HEADING_HEIGHT + ROW_HEIGHT * (1 + rows)
        marks = references(self.footnotes, notes)
        start = self.tables.tell()
        for piece in self.table_writer.xml_of_parts(parts, rows, legal(describes), self._relation, marks, labels):
            self.tables.write(self._with_own_ids(piece).encode())
        self.body[-1].addprevious(etree.Comment(f"{TABLE} {start} {self.tables.tell()}"))
        self._add("Followup Cell", "")

    def _with_own_ids(self, xml: str) -> str:
        """The names of our styles as this document's ids."""
        for usual, name in (("FollowupTable", "Followup Table"), ("FollowupCell", "Followup Cell")):
            if self.ids[name] != usual:
                xml = xml.replace(f'w:val="{usual}"', f'w:val="{self.ids[name]}"')
        return xml

    def chart(self, kind: str, **options: Any) -> None:
        """A native chart; see ``docx_chart.add_chart``."""
        self.height += CHART_ROOM
        from followup.files.word.docx_chart import add_chart

        add_chart(self.document, kind, **options)

    def turn(self, landscape: bool) -> None:
        """Go on in a new section, landscape or portrait."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self._take_no_room()
        section.different_first_page_header_footer = False  # the first page of the document has been
        before = self.document.sections[-2]
        short, long = sorted((int(section.page_width or 0), int(section.page_height or 0)))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        self.width = self._text_width()
        for source, target in ((before.header, section.header), (before.footer, section.footer)):
            _fit_to_width(source, target, Cm(self.width))

    def _take_no_room(self) -> None:
        """The paragraph that ends the section takes the place of the one behind a table: two may make an empty page."""
        body: Any = self.document.element.body
        end = body.sectPr.getprevious()
        end.style = self.ids["Followup Cell"]
        above = end.getprevious()
        if above is not None and above.tag == end.tag and above.style == end.style and above.find(qn("w:r")) is None:
            body.remove(above)

    @property
    def is_landscape(self) -> bool:
        """Whether the current page is wider than it is high."""
        section = self.document.sections[-1]
        return int(section.page_width or 0) > int(section.page_height or 0)

    def _text_width(self) -> float:
        """The width of the text on the current page, in cm; looked for once a page, among all paragraphs."""
        section = self.document.sections[-1]
        room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
        return room / 360_000

    def begin_first_page(self) -> None:
        """What is added from here on stands before the table of contents; nothing happens in a template without one."""
        self.first_page_from = len(self.body)

    def end_first_page(self) -> None:
        """Move what has been added since then before the contents."""
        contents = next((element for element in self.body if element.tag == qn("w:sdt")), None)
        start, self.first_page_from = self.first_page_from, 0
        self.first_page_height, self.height = self.height, 0.0
        if not start or contents is None:
            return
        for element in list(self.body)[start - 1 : -1]:
            contents.addprevious(element)
        self.contents = Paragraph(next(contents.iter(qn("w:p"))), self.document._body)

    def _place_contents(self) -> None:
        """The contents on a page of their own where they do not find room on the first."""
        if self.contents is None:
            return
        lines = sum(level <= 2 for level, _text, _name in self.headings)
        if TITLE_HEIGHT + self.first_page_height + HEADING_HEIGHT + lines * CONTENTS_LINE > FIRST_PAGE:
            # A paragraph with a break would be an empty one, which some programs take away.
            self.contents.paragraph_format.page_break_before = True

    def save(self, path: Path) -> None:
        """Fill in the contents and write the file, of the region and of the round's day: the same document gives the same
        bytes.
        """
        self._end_with_little()
        self._restore_following()
        self._place_contents()
        self._lead_to_headings()
        fill_contents(self.document, self.headings, self.ids)
        self.footnotes.finish()
        core = self.document.core_properties
        core.title = core.title or self.title[:LONGEST_TITLE]
        core.created = core.modified = self.dated
        core.author = core.last_modified_by = legal(self.author)
        core.language, core.revision = self.language, 1
        with written_beside(path) as beside:
            write_package(self.document, self._with_tables, beside)

    def _end_with_little(self) -> None:
        """What stands behind a table that ends the document takes no page of its own."""
        last = self.body[-1].getprevious()
        style = None if last is None or last.tag != qn("w:p") else last.style
        if style == self.ids["Followup Cell"] and last.find(qn("w:r")) is None:
            spacing = parse_xml(f'<w:spacing {NAMESPACES} w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>')
            last.get_or_add_pPr().append(spacing)

    def _with_tables(self, main: bytes) -> Iterator[bytes]:
        """The main part with what was put aside put in, piece by piece."""
        text, at = list[bytes](), 0
        for mark in MARK.finditer(main):
            text.append(main[at : mark.start()])
            pieces = self._pieces(int(mark[2]), int(mark[3]))
            if mark[1] == b"table":
                yield b"".join(text)
                text.clear()
                yield from pieces
            else:
                text += pieces
            at = mark.end()
        yield b"".join([*text, main[at:]])

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        """What was put aside between two places."""
        self.tables.seek(start)
        while start < end:
            yield (piece := self.tables.read(min(MEGABYTE, end - start)))
            start += len(piece)


def _fit_to_width(source: Any, target: Any, width: Length) -> None:
    """A header or footer of its own for a page of another width: what stood at the right edge stays there.

    One with a picture is left as it is: the picture belongs to the part that it stands in.
    """
    if "r:embed" in source._element.xml:
        return
    target.is_linked_to_previous = False
    for paragraph in list(target.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    for element in source._element:
        target._element.append(deepcopy(element))
    for paragraph in target.paragraphs:
        tabs = paragraph.paragraph_format.tab_stops
        usual = [tab.position for tab in paragraph.style.paragraph_format.tab_stops]
        for tab in list(tabs):
            tabs._pPr.tabs.remove(tab._tab)
        for position in usual:
            tabs.add_tab_stop(position, WD_TAB_ALIGNMENT.CLEAR)
        tabs.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


@cache
def _environment() -> Any:
    """What fills in placeholders; nothing else is carried out. What it has understood it keeps: the documents of thirty
    units have one template.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment: Any = ImmutableSandboxedEnvironment(undefined=StrictUndefined)
    environment.from_string = lru_cache(32)(environment.from_string)
    return environment


def _render(template: Path, fields: Mapping[str, str]) -> Docx:
    """The template with its placeholders filled in; nothing else in it is carried out."""
    import docx
    from jinja2 import TemplateError

    faults = [remark for remark in check_template(template, fields) if remark.problem.refuses]
    document = open_template(template)
    if faults or document is None:
        raise TemplateFault(faults)
    try:
        document.render(dict(fields), _environment(), autoescape=True)
    except TemplateError as error:
        raise TemplateFault([FileRemark(TEMPLATE_UNREADABLE.problem())]) from error
    memory = BytesIO()
    document.save(memory)
    memory.seek(0)
    return docx.Document(memory)
