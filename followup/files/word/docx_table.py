"""A table of a Word document as XML: a long one takes python-docx minutes, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from followup.files.legal import legal

NAMESPACE = nsdecls("r")
TWIPS_A_CM = 567
MOST_LINES_TOGETHER, CHARACTERS_A_CM = 25, 5
"""How long a table row may be and still be kept on one page; a landscape page holds some thirty lines."""

NOTHING: Mapping[int, Any] = {}
BREAK = re.compile("([\t\r\n])")
BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}
LINK_LOOK = '<w:rPr><w:color w:val="0B4F6C"/><w:u w:val="single"/></w:rPr>'

GROUND = '<w:highlight w:val="yellow"/>'
"""Behind what is marked."""


class CellText(NamedTuple):
    """A text in a table cell, with a colour where it is a status; ``links`` are addresses by line, counted from 0.

    ``marked`` lines stand on a ground of their own.
    """

    text: str
    colour: str = ""
    bold: bool = False
    right: bool = False
    links: tuple[tuple[int, str], ...] = ()
    marked: tuple[int, ...] = ()


Marks = Mapping[tuple[int, int, int], str]
"""What refers to footnotes, as XML, by row, cell and line."""

Relation = Callable[[str], str]
"""The document's name of an address that a text leads to."""


def table_xml(
    titles: Sequence[str],
    rows: Iterable[Sequence[CellText]],
    widths: Sequence[float],
    describes: str,
    relation: Relation,
    marks: Marks,
) -> Iterator[str]:
    """A table, a row at a time."""
    twips = [round(width * TWIPS_A_CM) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    head = "".join(_cell_xml(CellText(title), width, relation) for title, width in zip(titles, twips, strict=True))
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="FollowupTable"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblDescription w:val={quoteattr(describes)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    )
    by_row: dict[int, dict[int, dict[int, str]]] = {}
    for (at, cell, line), xml in marks.items():
        by_row.setdefault(at, {}).setdefault(cell, {})[line] = xml
    for at, row in enumerate(rows):
        yield _row_xml(row, twips, relation, by_row.get(at, NOTHING))
    yield "</w:tbl>"


def _row_xml(
    row: Sequence[CellText], widths: Sequence[int], relation: Relation, marks: Mapping[int, Mapping[int, str]]
) -> str:
    """A row is kept together on a page, unless it may be higher than one: then its end would be lost."""
    cells = [
        (_cell_xml(cell, width, relation, marks.get(at, NOTHING)), _lines(cell, width))
        if cell.links or at in marks
        else _plain(cell, width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    is_high = any(lines > MOST_LINES_TOGETHER for _xml, lines in cells)
    together = "" if is_high else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{together}{''.join([xml for xml, _lines in cells])}</w:tr>"


@lru_cache(4096)  # most cells of a document say what others of their column say: a unit, a row, a judgement
def _plain(cell: CellText, width: int) -> tuple[str, int]:
    """A cell without links and notes, and how many lines it takes."""
    return _cell_xml(cell, width, str), _lines(cell, width)


def _lines(cell: CellText, width: int) -> int:
    return cell.text.count("\n") + len(cell.text) // max(width * CHARACTERS_A_CM // TWIPS_A_CM, 1)


def _cell_xml(cell: CellText, width: int, relation: Relation, marks: Mapping[int, str] = NOTHING) -> str:
    side = '<w:jc w:val="right"/>' if cell.right else ""
    colour = f'<w:color w:val="{cell.colour.lstrip("#")}"/>' if cell.colour else ""
    bold = "<w:b/>" if cell.bold or cell.colour else ""
    looks = [_look(f"{bold}{colour}"), _look(f"{bold}{colour}{GROUND}")]
    links = {line: relation(link) for line, link in cell.links}
    runs = (
        f'<w:hyperlink {NAMESPACE} r:id="{links[number]}"><w:r>{LINK_LOOK}{text_xml(line)}</w:r></w:hyperlink>'
        if number in links
        else f"<w:r>{looks[number in cell.marked]}{text_xml(line)}</w:r>"
        for number, line in enumerate(legal(cell.text).split("\n"))
    )
    start = f'<w:p><w:pPr><w:pStyle w:val="FollowupCell"/>{side}</w:pPr>'
    paragraphs = "".join(f"{start}{run}{marks.get(number, '')}</w:p>" for number, run in enumerate(runs))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _look(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def run_xml(text: str, marked: bool = False) -> str:
    """A run of text as python-docx makes it: tabs and ends of lines are elements of their own. Nothing for no text."""
    parts = (BREAKS.get(part) or _part_xml(part) for part in BREAK.split(text) if part)
    return f"<w:r>{_look(GROUND) if marked else ''}{''.join(parts)}</w:r>" if text else ""


def _part_xml(text: str) -> str:
    space = ' xml:space="preserve"' if text.strip() != text else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def text_xml(line: str) -> str:
    """A line of text, its tabs kept."""
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t"))
    return "<w:tab/>".join(parts) or '<w:t xml:space="preserve"/>'
