"""Rules of the workspace's own Word templates: ours with what the example says done to it, and looked over."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import msoffcrypto
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from followup.documents.placeholders import PLACEHOLDERS
from followup.files.word.docx_template import check_template
from followup.files.word.template_remarks import MARK
from followup.flow.door.templates.word_templates import FOLDER, templates_of_no_document
from followup.flow.gathering.workspace import Workspace
from tests.every_rule.case import Case, Do, literal, rules, same
from tests.files.word import test_docx_template as restyled
from tests.house import bundled
from tests.tables import new_path

Change = Callable[[Document], object]


def rules_of_template(path: Path) -> set[str]:
    """The rules of what is said of a template."""
    return {remark.problem.rule for remark in check_template(path, tuple(PLACEHOLDERS))}


def after(*changes: Change) -> set[str]:
    """Our template after changes in Word."""

    def change(document: Document) -> None:
        for change in changes:
            change(document)

    return rules_of_template(restyled.changed(new_path().parent, change))


def typed(example: str) -> set[str]:
    """The example typed at the end of the page."""
    return after(restyled.typed(example))


def statements(together: Callable[..., set[str]]) -> Do:
    """Each of an example's statements typed alone: the rules that all of them give, or that any does."""
    return lambda example: together(*(typed(text) for text in example.split(", ")))


def titled(example: str) -> set[str]:
    """The example on a page that has no title else."""
    return after(restyled.no_title, restyled.typed(example))


# ------------------------------------------------------------------------------------------------- the mark, the styles


def mark_in_a_text_box(document: Document) -> None:
    """The mark moved from the page to a text box."""
    restyled.retype(document, MARK, "")
    names = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
    inner = f"<w:txbxContent><w:p><w:r><w:t>{MARK}</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    document.paragraphs[0]._p.addnext(parse_xml(f"<w:p {names}>{box}</w:p>"))


def mark_elsewhere(example: str) -> set[str]:
    """The example's mark instead of ours, ours in a table, and in a text box: what all three give."""
    misspelt = after(restyled.mark_becomes(example.partition(",")[0]))
    return misspelt & after(restyled.mark_in_a_table) & after(mark_in_a_text_box)


def mark_alone(example: str) -> set[str]:
    """The example's mark in a paragraph of the page."""
    return after(restyled.mark_becomes(re.split(r"[, ]", example)[0]))


def mark_again(example: str) -> set[str]:
    """The example's mark once more, on the second page."""
    return after(restyled.typed(example.partition(" ")[0]))


# ------------------------------------------------------------------------------------------------------ the whole file


@functools.cache
def ours() -> bytes:
    """Our template of the summary."""
    return (bundled("workbook_templates") / "summary.docx").read_bytes()


def saved_as(name: str, content: bytes) -> Path:
    """A file by this name in a folder of its own."""
    path = new_path().with_name(name)
    path.write_bytes(content)
    return path


def as_a_word_template() -> bytes:
    """Ours as Word saves it when a template is chosen."""
    content = BytesIO()
    with ZipFile(BytesIO(ours())) as old, ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    return content.getvalue()


def with_a_password() -> bytes:
    """Ours encrypted."""
    held = BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(BytesIO(ours())).encrypt("hemligt", held)
    return held.getvalue()


def in_another_format(example: str) -> set[str]:
    """A template of Word's own, and one with a password: what both give."""
    other, _or, rest = example.partition(", or ")
    return rules_of_template(saved_as(other, as_a_word_template())) & rules_of_template(
        saved_as(rest.split()[0], with_a_password())
    )


def in_the_workspace(example: str) -> set[str]:
    """Our template by the name of the example, among the workspace's own."""
    root = new_path().parent
    (root / FOLDER).mkdir()
    (root / FOLDER / example).write_bytes(ours())
    return rules(templates_of_no_document(Workspace(root / "plan.xlsx"), ()))


CASES = {
    "TEMPLATE_UNREADABLE": Case(
        in_another_format, lambda example: rules_of_template(saved_as(example.partition(",")[0], ours()))
    ),
    "UNKNOWN_PLACEHOLDER": literal(typed),
    "ONE_BRACE": literal(typed),
    "BRACES_NOT_CLOSED": literal(typed),
    "TEMPLATE_STATEMENT": Case(statements(set.intersection), statements(set.union)),
    "MARK_MISSING": Case(mark_elsewhere, mark_alone),
    "MARK_TWICE": Case(mark_again, mark_alone),
    "TITLE_MISSING": same(titled),
    "STYLE_MISSING": Case(lambda _example: after(restyled.renamed_style), lambda _example: after(restyled.other_fonts)),
    "TEMPLATE_NOT_USED": literal(in_the_workspace),
}
