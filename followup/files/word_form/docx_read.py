"""Read our form in Word as if it were a workbook: each control's answer in the cell that it would have there."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO, Any

from followup.files.disk.ordinary_file import open_ordinary
from followup.files.packages.file_kinds import WORD
from followup.files.packages.package import BROKEN, names_of, open_package, parse
from followup.files.received import FileRemark, Raw, ReceivedBook, ReceivedSheet, UnreadableFile
from followup.files.refusals import no_workbook
from followup.files.runs import Abridged
from followup.files.size_limits import USUAL, Limits
from followup.files.word_form.docx_answers import DocumentLinks, DocumentNotes, sheets_of
from followup.files.word_form.docx_control import IDENTITY, PLACEHOLDERS, controls_in, parse_tag, text_of
from followup.files.word_form.docx_form import OWN_TEXTS, PROPERTY, mark_of_text
from followup.files.word_form.docx_looks import put_looks_of_styles
from followup.locale import LANGUAGES, Words, _
from followup.rulebook.received.file_remarks import TRACKED_CHANGES
from followup.rulebook.received.files import FIELDS_GONE

EMPTY = frozenset(Words(language)(text) for language in LANGUAGES for text in PLACEHOLDERS.values())
HIDDEN = "_followup"
OUTSIDE = _("Word, outside the fields")
AROUND = _("Outside the fields")


def is_our_form(file: Path | IO[bytes]) -> bool:
    """Whether a Word file carries our marks, from a look at two of its parts; a broken file does not."""
    if isinstance(file, Path):
        try:
            with open_ordinary(file) as opened_file:
                return is_our_form(opened_file)
        except (OSError, ValueError):
            return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.casefold(): name for name in archive.namelist()}
            for part in ("docprops/custom.xml", "word/document.xml"):
                if part in names:
                    with archive.open(names[part]) as content:
                        if IDENTITY.encode() in content.read(200_000):
                            return True
    except BROKEN:
        return False
    return False


def read_docx(content: bytes, name: str, limits: Limits = USUAL) -> ReceivedBook:
    """The answers in our Word form; UnreadableFile for any other Word document."""
    with open_package(content, limits) as archive:
        names = names_of(archive)
        body = parse(archive, names["word/document.xml"], limits)
        if "word/styles.xml" in names:
            put_looks_of_styles(body, parse(archive, names["word/styles.xml"], limits))
        property_ = _property(archive, names, limits)
        variables = _variables(archive, names, limits)
        comments = _comments(archive, names, limits)
        notes, links = DocumentNotes(archive, names, limits), DocumentLinks(archive, names, limits)
    controls = list(controls_in(body, variables))
    identity = next((tag for tag, _control in controls if tag.startswith(IDENTITY)), "")
    if not property_ and not identity and not variables.get(PROPERTY):
        raise no_workbook(WORD)
    if not any(parse_tag(tag) for tag, _control in controls):
        raise UnreadableFile(FIELDS_GONE.problem())
    book = ReceivedBook(name, "", sheets_of(controls, identity, notes, links, EMPTY), partial=True)
    book.properties = {PROPERTY: property_} if property_ else {}
    if variables.get(PROPERTY):
        book.sheets.append(ReceivedSheet(HIDDEN, {(0, 0): variables[PROPERTY]}, visible=False))
    book.sheets.append(_outside(body, frozenset(variables.get(OWN_TEXTS, "").split()), comments, notes))
    if any(True for _each in body.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")):
        book.remarks = (FileRemark(TRACKED_CHANGES.problem()),)
    return book


def _outside(body: Any, marks: frozenset[str], comments: list[Abridged], notes: DocumentNotes) -> ReceivedSheet:
    """Text that stands in no field of ours and that we did not write, notes to it, and the document's comments."""
    texts = [str(text_of(paragraph, outside=True)).strip() for paragraph in body.iter("{*}p")]
    strange = [text for text in (*texts, *notes.unused()) if text and mark_of_text(text) not in marks]
    cells: dict[tuple[int, int], Raw] = {(at, 0): text for at, text in enumerate(strange)}
    pinned = {(at, 0): text for at, comment in enumerate(comments) if (text := comment.parts()[0])}
    left_out = {(at, 0): text for at, comment in enumerate(comments) if (text := comment.parts()[1])}
    say = Words("sv")
    row_names = dict.fromkeys(range(max(len(strange), len(comments))), say(AROUND))
    return ReceivedSheet(say(OUTSIDE), cells, comments=pinned, called=row_names, left_out=left_out)


def _property(archive: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> str:
    if "docprops/custom.xml" not in names:
        return ""
    for element in parse(archive, names["docprops/custom.xml"], limits).iter("{*}property"):
        if element.get("name") == PROPERTY:
            return "".join(element.itertext()).strip()
    return ""


def _variables(archive: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> dict[str, str]:
    if "word/settings.xml" not in names:
        return {}
    variables = {}
    for element in parse(archive, names["word/settings.xml"], limits).iter("{*}docVar"):
        name = next((str(value) for key, value in element.attrib.items() if key.endswith("}name")), "")
        variables[name] = next((str(value) for key, value in element.attrib.items() if key.endswith("}val")), "")
    return variables


def _comments(archive: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> list[Abridged]:
    if "word/comments.xml" not in names:
        return []
    elements = parse(archive, names["word/comments.xml"], limits).iter("{*}comment")
    return [_on_one_line(text_of(element)) for element in elements]


def _on_one_line(text: Abridged) -> Abridged:
    return Abridged.of(" ".join(text.split()), " ".join(text.left_out.split()), text.struck)
