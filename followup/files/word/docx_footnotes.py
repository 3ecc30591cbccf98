"""Word's own footnotes: texts in a part of their own, numbered by Word, at the foot of the page that refers to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from followup.files.legal import legal, xml_text
from followup.files.word.docx_settings import put_in_settings
from followup.files.word.docx_styles import add_missing_styles, style_ids
from followup.frozen import growing

if TYPE_CHECKING:
    from docx.document import Document as Docx

Place = TypeVar("Place")

TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"
"""Word's own names; their ids inside the file differ with the language of Word."""

BOOKMARKS_FROM = 500_000
"""The ids of a document's bookmarks must differ; those of its headings are counted from 1,000."""
EMPTY = f"<w:footnotes {nsdecls('w')}/>".encode()
LINES = {"separator": "separator", "continuationSeparator": "continuationSeparator"}
"""The two notes that every such part has: the line above the notes, and above those that go on from the page before."""


@growing
class Reference:
    """The mark of a footnote in the text; a mark that is said again has a bookmark to refer to."""

    id: str
    number: int
    bookmark: str = ""


class Footnotes:
    """The footnotes of a document being written; those that its template has are kept, and ours come beside them."""

    def __init__(self, document: Docx) -> None:
        self.document = document
        self.before = sum(1 for _each in document.element.body.iter(qn("w:footnoteReference")))
        self.ours = 0
        self.part: Part | None = None
        self.root: Any = None
        self.ids: Mapping[str, str] = {}

    def add(self, text: str) -> Reference:
        """A new footnote, a paragraph a line."""
        if self.root is None:
            self._begin()
        at = str(max(int(note.get(qn("w:id"))) for note in self.root) + 1)
        self.ours += 1
        self.root.append(parse_xml(self._note_xml(at, text)))
        return Reference(at, self.before + self.ours)

    def run(self, reference: Reference) -> str:
        """The reference as it stands in the text."""
        mark = f'<w:r>{self._look()}<w:footnoteReference w:id="{reference.id}"/></w:r>'
        if not reference.bookmark:
            return mark
        number = BOOKMARKS_FROM + int(reference.id)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{reference.bookmark}"/>'
        return f'{start}{mark}<w:bookmarkEnd w:id="{number}"/>'

    def cross_reference(self, reference: Reference) -> str:
        """The number of a footnote once more, kept in step by Word."""
        shown = f"<w:r>{self._look()}<w:t>{reference.number}</w:t></w:r>"
        return f'<w:fldSimple w:instr=" NOTEREF {reference.bookmark} \\f \\h ">{shown}</w:fldSimple>'

    def comma(self) -> str:
        """Between two references, which would else read as one number."""
        return f'<w:r>{self._look()}<w:t xml:space="preserve">, </w:t></w:r>'

    def finish(self) -> None:
        """Put what was added back into its part."""
        if self.part is not None:
            self.part._blob = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _look(self) -> str:
        return f'<w:rPr><w:rStyle w:val="{self.ids[MARK_STYLE]}"/></w:rPr>'

    def _note_xml(self, at: str, text: str) -> str:
        start = f'<w:p><w:pPr><w:pStyle w:val="{self.ids[TEXT_STYLE]}"/></w:pPr>'
        mark = f"<w:r>{self._look()}<w:footnoteRef/></w:r>"
        lines = [line.strip() for line in legal(text).split("\n") if line.strip()] or [""]
        paragraphs = "".join(
            f'{start}{mark if number == 0 else ""}<w:r><w:t xml:space="preserve">'
            f"{' ' if number == 0 else ''}{xml_text(line)}</w:t></w:r></w:p>"
            for number, line in enumerate(lines)
        )
        return f'<w:footnote {nsdecls("w")} w:id="{at}">{paragraphs}</w:footnote>'

    def _begin(self) -> None:
        add_missing_styles(self.document, (TEXT_STYLE, MARK_STYLE))
        self.ids = style_ids(self.document)
        main = self.document.part
        parts = [rel.target_part for rel in main.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
        if parts:
            self.part = parts[0]
        else:
            self.part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, EMPTY, main.package)
            main.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.root = parse_xml(self.part.blob)
        self._put_lines()

    def _put_lines(self) -> None:
        """The lines above the notes, where the part lacks them, named in the settings as Word asks for."""
        kinds = {note.get(qn("w:type")): note.get(qn("w:id")) for note in self.root}
        ids = {int(note.get(qn("w:id"))) for note in self.root}
        for kind, element in LINES.items():
            if kind in kinds:
                continue
            free = next(number for number in range(-1, len(ids) + 2) if number not in ids)
            ids.add(free)
            kinds[kind] = str(free)
            line = f'<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{element}/></w:r></w:p>'
            self.root.append(parse_xml(f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{free}">{line}</w:footnote>'))
        named = "".join(f'<w:footnote w:id="{kinds[kind]}"/>' for kind in LINES)
        settings = self.document.settings.element
        if settings.find(qn("w:footnotePr")) is None:
            put_in_settings(settings, parse_xml(f"<w:footnotePr {nsdecls('w')}>{named}</w:footnotePr>"))


def references(notes: Footnotes, places: Mapping[Place, Sequence[str]]) -> dict[Place, str]:
    """What refers to the notes of each place, as XML. A text that several places have is one footnote."""
    by_text: dict[str, Reference] = {}
    often = [text for texts in places.values() for text in texts]
    marks_by_place = {}
    for place, texts in places.items():
        marks = []
        for text in texts:
            if text in by_text:
                marks.append(notes.cross_reference(by_text[text]))
                continue
            by_text[text] = notes.add(text)
            if often.count(text) > 1:
                by_text[text].bookmark = f"_RefNote{by_text[text].id}"
            marks.append(notes.run(by_text[text]))
        marks_by_place[place] = notes.comma().join(marks)
    return marks_by_place


def notes_of(document: Docx) -> list[str]:
    """The footnotes that a document has, as texts."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
    notes = parse_xml(parts[0].blob) if parts else ()
    return ["".join(text.text or "" for text in note.iter(qn("w:t"))) for note in notes]
