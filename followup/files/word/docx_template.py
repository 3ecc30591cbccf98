"""A Word template that people may have changed: is everything there that a document needs, and nothing that runs.

Placeholders are ``{{ title }}`` and ``{% if dnr %}…{% endif %}`` round a text; nothing else in braces is carried out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.files.disk.ordinary_file import file_content
from followup.files.packages.package import open_package as opened_package
from followup.files.received import FileRemark
from followup.files.size_limits import USUAL
from followup.files.word.template_remarks import MARK, mark_missing, shown, unknown_placeholder
from followup.locale.nearest import nearest, one_of
from followup.rulebook.planning.word_templates import (
    BRACES_NOT_CLOSED,
    MARK_TWICE,
    ONE_BRACE,
    STYLE_MISSING,
    TEMPLATE_STATEMENT,
    TEMPLATE_UNREADABLE,
    TITLE_MISSING,
)

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docxtpl import DocxTemplate

STYLES = (
    "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "toc 1", "toc 2",
    "Followup Sentence", "Followup Note", "Followup Cell", "Followup Table",
    "Followup Numbered", "Followup Lettered", "Followup Contributor",
)  # fmt: skip
"""The styles that documents are written in."""

PARTS = re.compile(r"/word/(document|header\d*|footer\d*|footnotes)\.xml")
IN_BRACES = re.compile(r"\{\{(?:(?!\{\{|\n).)*?\}\}|\{%.*?%\}|\{#.*?#\}")
PLACEHOLDER = re.compile(r"\{\{-?\s*(?:r\s)?\s*([^\W\d]\w*)\s*-?\}\}")
CONDITION = re.compile(r"\{%(?:p|tr|tc|r|-)?\s*(?:if\s+([^\W\d]\w*)|else|endif)\s*-?%\}")
HALF = re.compile(r".{0,20}(?:\{\{|\}\}|\{%|%\}).{0,20}")
SINGLE_BRACE = re.compile(r"(?<!\{)\{\s*(\w+)\s*\}(?!\})")
ALMOST_MARK = re.compile(r"\[+\s*inneh\w*\s*\]+", re.IGNORECASE)


def check_template(path: Path, fields: Collection[str]) -> list[FileRemark]:
    """What is wrong with a template, the fatal first; ``fields`` are the placeholders that can be filled in."""
    content = _content_of(path)
    return [FileRemark(TEMPLATE_UNREADABLE.problem())] if content is None else [*_remarks(content, tuple(fields))]


@lru_cache(4)  # each document of a unit has the template of the one before
def _remarks(content: bytes, fields: tuple[str, ...]) -> Sequence[FileRemark]:
    template = _opened(content)
    try:
        remarks = [] if template is None else _remarks_on(template, fields)
    except Exception:  # a part of it that is no XML, or in letters that nobody knows
        template, remarks = None, []
    return [FileRemark(TEMPLATE_UNREADABLE.problem())] if template is None else remarks


def _remarks_on(template: DocxTemplate, fields: Collection[str]) -> list[FileRemark]:
    document: Docx = template.docx
    texts = list(_texts(document))
    of_texts = [*(remark for text in texts for remark in _braces(text, fields)), *_unbalanced(texts)]
    remarks = [
        *of_texts,
        *([] if any(remark.problem.refuses for remark in of_texts) else _hidden(template, document, fields)),
        *_mark(document),
        *([] if any("title" in names_in(text) for text in texts[:-1]) else [FileRemark(TITLE_MISSING.problem())]),
        *_styles(document),
    ]
    return sorted(dict.fromkeys(remarks), key=lambda remark: remark.problem.severity)


def open_template(path: Path) -> DocxTemplate | None:
    """The template, None where the file is no Word document that can be read, or not one that is safe to."""
    content = _content_of(path)
    return None if content is None else _opened(content)


def _content_of(path: Path) -> bytes | None:
    try:
        return file_content(path, USUAL)
    except Exception:  # of no ordinary file, and of one that is too large
        return None


def _opened(content: bytes) -> DocxTemplate | None:
    from docxtpl import DocxTemplate

    try:
        with opened_package(content, USUAL):  # weighed, and looked through for document types
            template = DocxTemplate(BytesIO(content))
            template.init_docx()
            template.docx.element.body.sectPr.tag  # noqa: B018
    except Exception:  # python-docx fails in many ways on odd files, and none of them is a fault of ours
        return None
    return template if _every_part_is_there(template.docx) else None


def _every_part_is_there(document: Docx) -> bool:
    """Whether what the page refers to (heads, feet, pictures) is in the file."""
    from docx.oxml.ns import nsmap

    namespace = f"{{{nsmap['r']}}}"
    references = (
        str(value)
        for element in document.element.iter()
        for key, value in element.attrib.items()
        if key.startswith(namespace)
    )
    return all(key in document.part.rels for key in references)


def is_mark(text: str) -> bool:
    """Whether a paragraph is the mark: its case and spaces do not matter."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split()) == MARK


def names_in(text: str) -> set[str]:
    """The placeholders of a text."""
    return {match[1] for match in PLACEHOLDER.finditer(text)}


def missing_styles(document: Docx, wanted: Collection[str] = STYLES) -> list[str]:
    """The styles that documents are written in and that this one has not."""
    present = {style.name for style in document.styles}
    return [name for name in wanted if name not in present]


def _parts(document: Docx) -> Iterator[Any]:
    """The parts that are filled in: the pages, their heads and feet, the footnotes."""
    for part in document.part.package.iter_parts():
        if PARTS.fullmatch(str(part.partname)):
            yield part


def _texts(document: Docx) -> Iterator[str]:
    """The text of each part, a paragraph a line, then of the file's properties; braces that Word has parted are whole."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    for part in _parts(document):
        lines: dict[Any, list[str]] = {}
        for text in parse_xml(part.blob).iter(qn("w:t")):
            lines.setdefault(next(text.iterancestors(qn("w:p")), None), []).append(text.text or "")
        yield "\n".join("".join(line) for line in lines.values())
    core = document.core_properties
    yield "\n".join((core.author, core.comments, core.identifier, core.language, core.subject, core.title))


def _hidden(template: DocxTemplate, document: Docx, fields: Collection[str]) -> Iterator[FileRemark]:
    """Braces where no text is: in fields and alternative texts. Whatever is not a plain placeholder is refused."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    plain = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If)
    for part in _parts(document):
        try:
            tree = Environment(autoescape=True).parse(template.patch_xml(part.blob.decode("utf-8")))
        except TemplateSyntaxError as error:
            yield FileRemark(BRACES_NOT_CLOSED.problem(), " ".join(str(error.message).split())[:60])
            continue
        if not all(isinstance(node, plain) for node in tree.find_all(nodes.Node)):
            yield FileRemark(TEMPLATE_STATEMENT.problem(), "{{ … }}")
        for name in dict.fromkeys(node.name for node in tree.find_all(nodes.Name)):
            if name not in fields:
                yield unknown_placeholder(shown(name), name, fields)


def _braces(text: str, fields: Collection[str]) -> Iterator[FileRemark]:
    for written in IN_BRACES.findall(text):
        shown_text = " ".join(written.split())
        match = PLACEHOLDER.fullmatch(written) or CONDITION.fullmatch(written)
        if match is None:
            yield FileRemark(TEMPLATE_STATEMENT.problem(), shown_text)
        elif match[1] is not None and match[1] not in fields:
            yield unknown_placeholder(shown_text, match[1], fields)
    rest = IN_BRACES.sub("", text)
    for half in HALF.findall(rest):
        yield FileRemark(BRACES_NOT_CLOSED.problem(), " ".join(half.split()))
    for single in SINGLE_BRACE.finditer(rest):
        near = nearest(single[1], fields)
        if near:
            yield FileRemark(ONE_BRACE.problem(right=one_of(map(shown, near))), single[0])


def _unbalanced(texts: Collection[str]) -> Iterator[FileRemark]:
    """An if without its endif, or the other way round."""
    for text in texts:
        written = [statement for statement in IN_BRACES.findall(text) if CONDITION.fullmatch(statement)]
        opens = sum("endif" not in statement and "else" not in statement for statement in written)
        if opens != sum("endif" in statement for statement in written):
            yield FileRemark(BRACES_NOT_CLOSED.problem(), written[0])


def _mark(document: Docx) -> Iterator[FileRemark]:
    marks = [paragraph for paragraph in document.paragraphs if is_mark(paragraph.text)]
    if len(marks) > 1:
        yield FileRemark(MARK_TWICE.problem(), MARK)
    if not marks:
        almost = ALMOST_MARK.search(_everything(document))
        yield mark_missing(almost[0] if almost else "")


def _everything(document: Any) -> str:
    """All the text of the page, that of tables and text boxes too."""
    return "".join(node.text or "" for node in document.element.body.iter("{*}t"))


def _styles(document: Docx) -> Iterator[FileRemark]:
    missing = missing_styles(document)
    if missing:
        yield FileRemark(STYLE_MISSING.problem(), ", ".join(missing))
