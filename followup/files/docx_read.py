"""Read our form in Word as if it were a workbook: each control's answer in the rows of a block, in a sheet a section."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from followup.files.docx_form import OWN_TEXTS, PLACEHOLDER, PROPERTY, mark_of_text
from followup.files.kinds import WORD
from followup.files.limits import USUAL, Limits
from followup.files.package import names_of, opened, parse
from followup.files.received import FileRemark, Raw, ReceivedBook, ReceivedSheet
from followup.files.refusals import the_file_is_no_workbook
from followup.locale import LANGUAGES, Words, _

PLACEHOLDERS = frozenset(Words(language)(PLACEHOLDER) for language in LANGUAGES)
BAR = "|"
BETWEEN = " · "
IDENTITY = "followup|"
HIDDEN = "_followup"
OUTSIDE = _("Word, outside the fields")
FIRST_ROW = 3
"""Row 0 holds the identity, 1 the keys of the columns, 2 their titles."""


def is_our_form(path: Path) -> bool:
    """Whether a Word file carries our marks, from a look at two of its parts; a broken file does not."""
    try:
        with zipfile.ZipFile(path) as archive:
            held = {name.casefold(): name for name in archive.namelist()}
            for part in ("docprops/custom.xml", "word/document.xml"):
                if part in held:
                    with archive.open(held[part]) as content:
                        if IDENTITY.encode() in content.read(200_000):
                            return True
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError):
        return False
    return False


def read_docx(content: bytes, name: str, limits: Limits = USUAL) -> ReceivedBook:
    """The answers in our Word form; UnreadableFile for any other Word document."""
    with opened(content, limits) as archive:
        names = names_of(archive)
        body = parse(archive, names["word/document.xml"], limits)
        told = _property(archive, names, limits)
        variables = _variables(archive, names, limits)
        comments = _comments(archive, names, limits)
    controls = [(_tag(each), each) for each in body.iter("{*}sdt")]
    identity = next((tag for tag, _control in controls if tag.startswith(IDENTITY)), "")
    if not told and not identity and not variables.get(PROPERTY):
        raise the_file_is_no_workbook(WORD)
    book = ReceivedBook(name, "", list(_sheets(controls, identity)), partial=True)
    book.properties = {PROPERTY: told} if told else {}
    if variables.get(PROPERTY):
        book.sheets.append(ReceivedSheet(HIDDEN, {(0, 0): variables[PROPERTY]}, visible=False))
    book.sheets.append(_outside(body, frozenset(variables.get(OWN_TEXTS, "").split()), comments))
    if any(True for _each in body.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")):
        book.remarks = (changes_are_tracked(),)
    return book


def changes_are_tracked() -> FileRemark:
    """Changes that nobody has accepted may be somebody's proposal and not the unit's answer.

    Wrong: a document with tracked changes in it.
    Right: the same document after "Acceptera alla ändringar".
    """
    told = _("The document has tracked changes. They were read as if they were accepted; check that this is right.")
    return FileRemark("tracked-changes", "", told)


def _sheets(controls: list[tuple[str, Any]], identity: str) -> Iterator[ReceivedSheet]:
    """A sheet for each section that has a control, its answers in their own column one paragraph a row."""
    made: dict[str, ReceivedSheet] = {}
    ends: dict[str, int] = {}
    for tag, control in controls:
        mark, _bar, rest = tag.partition(BAR)
        key, _bar, column = rest.rpartition(BAR)
        if tag.startswith(IDENTITY) or not (mark and key and column):
            continue
        if mark not in made:
            sheet, _between, title = _title(control).partition(BETWEEN)
            cells: dict[tuple[int, int], Raw] = {(1, 0): mark, (1, 1): column, (2, 1): title or column}
            if identity:
                cells[0, 0] = identity
            made[mark], ends[mark] = ReceivedSheet(sheet or mark, cells), FIRST_ROW
        cells, at = made[mark].cells, ends[mark]
        cells[at, 0] = key
        for text in _answer(control):
            at += 1
            cells[at, 1] = text
        ends[mark] = at + 1
    yield from made.values()


def _answer(control: Any) -> Iterator[str]:
    """The paragraphs of a control that are not the placeholder."""
    if control.find("{*}sdtPr/{*}showingPlcHdr") is not None:
        return
    for paragraph in control.iterfind(".//{*}sdtContent//{*}p"):
        text = _text(paragraph).strip()
        if text and text not in PLACEHOLDERS:
            yield text


def _text(paragraph: Any) -> str:
    """What a person sees in a paragraph; text that was deleted with tracked changes is not there."""
    parts = []
    for each in paragraph.iter("{*}t", "{*}tab", "{*}br"):
        if any(above.tag.endswith(("}del", "}moveFrom")) for above in each.iterancestors()):
            continue
        parts.append((each.text or "") if each.tag.endswith("}t") else "\t" if each.tag.endswith("}tab") else "\n")
    return "".join(parts)


def _outside(body: Any, own: frozenset[str], comments: list[str]) -> ReceivedSheet:
    """Paragraphs that stand in no control of ours and that we did not write, and the comments of the document."""
    cells: dict[tuple[int, int], Raw] = {}
    for paragraph in body.iter("{*}p"):
        controls = [each for each in paragraph.iterancestors("{*}sdt") if BAR in _tag(each)]
        text = _text(paragraph).strip()
        if text and not controls and mark_of_text(text) not in own:
            cells[len(cells), 0] = text
    pinned = {(at, 0): text for at, text in enumerate(comments)}
    return ReceivedSheet(Words("sv")(OUTSIDE), cells, comments=pinned)


def _tag(control: Any) -> str:
    found = control.find("{*}sdtPr/{*}tag")
    return "" if found is None else _value(found)


def _title(control: Any) -> str:
    found = control.find("{*}sdtPr/{*}alias")
    return "" if found is None else _value(found)


def _value(element: Any) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}val")), "")


def _property(archive: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> str:
    if "docprops/custom.xml" not in names:
        return ""
    for each in parse(archive, names["docprops/custom.xml"], limits).iter("{*}property"):
        if each.get("name") == PROPERTY:
            return "".join(each.itertext()).strip()
    return ""


def _variables(archive: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> dict[str, str]:
    if "word/settings.xml" not in names:
        return {}
    found = {}
    for each in parse(archive, names["word/settings.xml"], limits).iter("{*}docVar"):
        name = next((str(value) for key, value in each.attrib.items() if key.endswith("}name")), "")
        found[name] = _value(each)
    return found


def _comments(archive: zipfile.ZipFile, names: dict[str, str], limits: Limits) -> list[str]:
    if "word/comments.xml" not in names:
        return []
    made = parse(archive, names["word/comments.xml"], limits).iter("{*}comment")
    return [" ".join("".join(each.itertext()).split()) for each in made]
