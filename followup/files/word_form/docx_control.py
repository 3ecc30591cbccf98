"""Content controls of a Word form: what they look like as XML, and what their tags say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from docx.oxml.ns import nsdecls

from followup.files.legal import xml_attribute, xml_text
from followup.files.runs import Abridged, Run, text_of_runs
from followup.files.word_form.docx_looks import look_of_run
from followup.frozen import frozen
from followup.locale import Message, _

PLACEHOLDER = _("Write or paste your answer here.")
PLACEHOLDERS: Mapping[str, Message] = {
    "prose": PLACEHOLDER,
    "text": _("Write here."),
    "lines": _("Write here."),
    "date": _("yyyy-mm-dd"),
    "list": _("Choose here."),
}
"""What stands in an empty field, by its kind."""

IDENTITY = "followup|"
BAR = "|"
BETWEEN = " · "
CUT = "…"
LONGEST = 64
"""Word keeps no more of a tag or a title."""

ELSEWHERE = "followup~"
"""How the tag begins that is too long for Word: the whole of it stands in the document variable of this name."""

IN_A_ROW, ONLY_THE_ROW = f"{BAR}-", f"{BAR}+"
"""How the tag of a field in a table ends; and that of a row in which nothing is asked."""

FRAME = (
    '<w:pPr><w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="0B4F6C"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:pPr>'
)
"""How a field for paragraphs looks: grey, with a line at its side."""

GREY = '<w:rPr><w:color w:val="767676"/></w:rPr>'


@frozen
class Field:
    """One answer asked for: paragraphs, a text on one line or on several, a day, or one of the ``choices``."""

    tag: str
    title: str
    kind: Literal["prose", "text", "lines", "date", "list"]
    placeholder: str
    choices: tuple[str, ...] = ()


class Tag(NamedTuple):
    """What a tag says: the section's mark, the row's key, the column's, and where the answer stands."""

    mark: str
    row: str
    column: str
    in_a_row: bool


def tag_of(mark: str, row: str, column: str, in_a_row: bool = False) -> str:
    """The tag of a field; without a column that of a row in which nothing is asked."""
    if not column:
        return BAR.join((mark, row, "")) + ONLY_THE_ROW
    return BAR.join((mark, row, column)) + (IN_A_ROW if in_a_row else "")


def parse_tag(tag: str) -> Tag | None:
    """What the tag of a field says; None for another control."""
    ending = next((suffix for suffix in (IN_A_ROW, ONLY_THE_ROW) if tag.endswith(suffix)), "")
    mark, _bar, rest = tag.removesuffix(ending).partition(BAR)
    row, _bar, column = rest.rpartition(BAR)
    if tag.startswith(IDENTITY) or not (mark and row and (column or ending == ONLY_THE_ROW)):
        return None
    return Tag(mark, row, column, bool(ending))


def title_of(*parts: str) -> str:
    """``Fråga 4 · Frågor · Svar``, cut where Word would cut it."""
    title = BETWEEN.join(parts)
    return title if len(title) <= LONGEST else title[: LONGEST - 1] + CUT


class Tags:
    """The tags of one document, none too long for Word."""

    def __init__(self) -> None:
        self.variables: dict[str, str] = {}

    def short(self, tag: str) -> str:
        """The tag, or a short one for it."""
        if len(tag) <= LONGEST:
            return tag
        name = f"{ELSEWHERE}{len(self.variables) + 1}"
        self.variables[name] = tag
        return name


def identity_xml(tag: str) -> str:
    """A control that nobody sees, for its tag alone."""
    return _control("", tag, "", "", '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"/></w:r></w:p>')


def paragraphs_xml(field: Field, tag: str) -> str:
    """A control between paragraphs, for any number of them."""
    return _control(field.title, tag, "", SHOWS, f"<w:p>{FRAME}{_run(field.placeholder)}</w:p>")


def in_line_xml(field: Field, tag: str) -> str:
    """A control within a line of text."""
    return _control(field.title, tag, KINDS.get(field.kind) or _choices(field), SHOWS, _run(field.placeholder))


def row_xml(text: str, tag: str) -> str:
    """The name of a row that nobody is to change, in a control that says which row it is."""
    run = f'<w:r><w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'
    return _control("", tag, "", "", run, lock="sdtContentLocked")


SHOWS = "<w:showingPlcHdr/>"
KINDS = {
    "text": "<w:text/>",
    "lines": '<w:text w:multiLine="1"/>',
    "date": '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>',
}


def _control(title: str, tag: str, kind: str, shows: str, content: str, lock: str = "sdtLocked") -> str:
    named = f"<w:alias w:val={xml_attribute(title)}/>" if title else ""
    return (
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{named}<w:tag w:val={xml_attribute(tag)}/>"
        f'<w:lock w:val="{lock}"/>{shows}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def _choices(field: Field) -> str:
    items = "".join(
        f"<w:listItem w:displayText={xml_attribute(word)} w:value={xml_attribute(word)}/>"
        for word in dict.fromkeys(field.choices)
    )
    return f"<w:dropDownList>{items}</w:dropDownList>"


def _run(text: str) -> str:
    return f'<w:r>{GREY}<w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'


# --------------------------------------------------------------------------------------------------- reading them again


def controls_in(body: Any, variables: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Each control with its whole tag, in order."""
    for control in body.iter("{*}sdt"):
        tag = value_of(control, "tag")
        yield variables.get(tag, tag), control


def value_of(control: Any, name: str) -> str:
    """A property of a control, empty where it has none."""
    element = control.find(f"{{*}}sdtPr/{{*}}{name}")
    return "" if element is None else next((str(v) for key, v in element.attrib.items() if key.endswith("}val")), "")


def is_ours(control: Any) -> bool:
    """Whether a control is one of our fields, or holds our identity."""
    tag = value_of(control, "tag")
    return BAR in tag or tag.startswith(ELSEWHERE)


def text_of(element: Any, outside: bool = False) -> Abridged:
    """What a person sees in it; what was deleted with tracked changes is not there, nor ``outside`` what our fields hold."""
    runs = []
    for node in element.iter("{*}t", "{*}tab", "{*}br"):
        above = list(node.iterancestors())
        if any(ancestor.tag.endswith(("}del", "}moveFrom", "}tabs")) for ancestor in above):
            continue
        if outside and any(ancestor.tag.endswith("}sdt") and is_ours(ancestor) for ancestor in above):
            continue
        text = (node.text or "") if node.tag.endswith("}t") else "\t" if node.tag.endswith("}tab") else "\n"
        runs.append(Run(text, *look_of_run(node.getparent())))
    return text_of_runs(runs)
