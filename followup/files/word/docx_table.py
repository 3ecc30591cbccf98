"""A table of a Word document as XML: a long one takes python-docx minutes, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from docx.oxml.ns import nsdecls

from followup.files.colours.contrast import ink_on
from followup.files.legal import legal, xml_attribute, xml_text

NAMESPACE = nsdecls("r")
TWIPS_A_CM = 567
MOST_LINES_TOGETHER, CHARACTERS_A_CM = 25, 5
"""How long a table row may be and still be kept on one page; a landscape page holds some thirty lines."""

ROWS_AT_A_TIME = 500
MOST_KEPT = 1_000
"""Texts that are kept of a look: those that come again come soon."""

TOGETHER = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
NOTHING: Mapping[int, Any] = {}
BREAK = re.compile("([\t\r\n])")
BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}
LINK_LOOK = '<w:rPr><w:color w:val="0B4F6C"/><w:u w:val="single"/></w:rPr>'

GROUND, BLACK_INK = '<w:highlight w:val="yellow"/>', '<w:color w:val="000000"/>'
"""Behind what is marked, and what is read on it."""


class TableColumn(NamedTuple):
    """A column of a table: its title, its width in cm, and a text a row.

    By the number of the row, from 0: the ``colours`` behind texts that are a status, those that are ``bold``, addresses that
    lines of a text lead to (``links``), and lines that are ``marked``: they stand on a ground of their own.
    """

    title: str
    width: float
    texts: Sequence[str]
    right: bool = False
    colours: Mapping[int, str] = NOTHING
    bold: Collection[int] = ()
    links: Mapping[int, Mapping[int, str]] = NOTHING
    marked: Mapping[int, Collection[int]] = NOTHING


Marks = Mapping[tuple[int, int, int], str]
"""What refers to footnotes, as XML, by row, cell and line."""

NO_MARKS: Marks = {}

Relation = Callable[[str], str]
"""The document's name of an address that a text leads to."""


SEALED_STEP, A_HAIR = 240, 6
"""Widths are sealed in steps (``files/seals/document_content.py``), and other programs move them by a twip or two."""


def _off_the_edge(width: int) -> int:
    """A width in twips that no program moves to another step: half a millimetre from the edge of its own."""
    return width + 2 * A_HAIR if abs(width % SEALED_STEP - SEALED_STEP // 2) <= A_HAIR else width


def _twips(columns: Sequence[TableColumn]) -> list[int]:
    return [_off_the_edge(round(column.width * TWIPS_A_CM)) for column in columns]


class TableWriter:
    """What writes the tables of a document as XML; cells of one look are kept from table to table."""

    def __init__(self) -> None:
        self._looks: dict[tuple[int, bool, bool, str], _CellsOfLook] = {}

    def xml(
        self,
        columns: Sequence[TableColumn],
        describes: str,
        relation: Relation = str,
        marks: Marks = NO_MARKS,
        labels: int = 0,
    ) -> Iterator[str]:
        """A table, some rows at a time. Where the first columns, as many as there are ``labels``, say nothing on a row, what
        they say above it holds for it too: such rows stand together.
        """
        return self.xml_of_parts([columns], len(columns[0].texts), describes, relation, marks, labels)

    def xml_of_parts(
        self,
        parts: Iterable[Sequence[TableColumn]],
        rows: int,
        describes: str,
        relation: Relation = str,
        marks: Marks = NO_MARKS,
        labels: int = 0,
    ) -> Iterator[str]:
        """The same of so many rows that come in parts, each with all columns; rows are numbered within their part, and stand
        together within it.
        """
        first = 0
        for columns in parts:
            if not first:
                yield self._begin(columns, describes)
            yield from self._rows(columns, first, rows, relation, marks, labels)
            first += len(columns[0].texts)
        yield "</w:tbl>"
        if rows > ROWS_AT_A_TIME:  # its texts are many, and another table has others
            self._looks.clear()

    def _begin(self, columns: Sequence[TableColumn], describes: str) -> str:
        twips = _twips(columns)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
        titles = [with_next(self._of_look(width)[column.title]) for column, width in zip(columns, twips, strict=True)]
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="FollowupTable"/>'
            f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblDescription w:val={xml_attribute(describes)}/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(titles)}</w:tr>"
        )

    def _rows(
        self, columns: Sequence[TableColumn], above: int, of: int, relation: Relation, marks: Marks, labels: int
    ) -> Iterator[str]:
        """The rows of a part that stands below so many others, of a table ``of`` so many."""
        twips, count = _twips(columns), len(columns[0].texts)
        of_one_label = set(_with_the_next(columns[:labels])) if labels else set()
        by_column: dict[int, dict[int, dict[int, str]]] = {}
        for (row, at, line), xml in marks.items():
            if above <= row < above + count:
                by_column.setdefault(at, {}).setdefault(row - above, {})[line] = xml
        for first in range(0, count, ROWS_AT_A_TIME):
            rows = range(first, min(first + ROWS_AT_A_TIME, count))
            cells = [
                self._cells(column, width, rows, relation, by_column.get(at, NOTHING))
                for at, (column, width) in enumerate(zip(columns, twips, strict=True))
            ]
            _keep_together(cells, above + first, of, sum(column.width for column in columns) > UPRIGHT)
            for row in of_one_label.intersection(rows):
                for column in cells:
                    column[row - first] = with_next(column[row - first])
            yield _rows_xml(
                cells, {row for column, width in zip(columns, twips, strict=True) for row in _high(column, width, rows)}
            )

    def _cells(
        self, column: TableColumn, width: int, rows: range, relation: Relation, marks: Mapping[int, Mapping[int, str]]
    ) -> list[str]:
        """The cells of some rows of a column: all as they usually look, then those that do not anew."""
        first, texts = rows.start, column.texts[rows.start : rows.stop]
        cells = list(map(self._of_look(width, column.right).__getitem__, texts))
        for row in {*column.colours, *column.bold, *column.links, *column.marked, *marks}.intersection(rows):
            colour, text = column.colours.get(row, ""), texts[row - first]
            look = self._of_look(width, column.right, bool(colour) or row in column.bold, colour)
            if row in column.links or row in column.marked or row in marks:
                links = {line: relation(address) for line, address in column.links.get(row, NOTHING).items()}
                cells[row - first] = look.cell(text, links, column.marked.get(row, ()), marks.get(row, NOTHING))
            else:
                cells[row - first] = look[text]
        return cells

    def _of_look(self, width: int, right: bool = False, bold: bool = False, colour: str = "") -> _CellsOfLook:
        key = (width, right, bold, colour)
        if key not in self._looks:
            self._looks[key] = _CellsOfLook(*key)
        return self._looks[key]


KEPT_WHOLE, KEPT_WHOLE_LYING, KEPT_FIRST = 8, 4, 2
"""A table of so many rows stands on one page, on a lying page of fewer: it would leave half of one empty; of a longer table
the first rows stand with their titles.
"""
UPRIGHT = 18.0
"""Centimetres: a wider table lies."""

STYLE, KEPT = '<w:pStyle w:val="FollowupCell"/>', "<w:keepNext/>"


def with_next(cell: str) -> str:
    """A cell that stands on the page of what follows its row."""
    return cell if KEPT in cell else cell.replace(STYLE, f"{STYLE}{KEPT}")


def _keep_together(cells: Sequence[list[str]], first: int, rows: int, lies: bool) -> None:
    """Keep the first rows of a table on one page, or all of a short one."""
    kept = (rows - 1 if rows <= (KEPT_WHOLE_LYING if lies else KEPT_WHOLE) else KEPT_FIRST) - first
    for column in cells if kept > 0 else ():
        column[:kept] = map(with_next, column[:kept])


def _with_the_next(labels: Sequence[TableColumn]) -> Iterator[int]:
    """The rows whose label holds for the next one too, unless there are so many that they would leave half of a page empty."""
    said = [row for row, texts in enumerate(zip(*(label.texts for label in labels), strict=True)) if any(texts)]
    for first, after in pairwise([*said, len(labels[0].texts)]):
        if after - first <= KEPT_WHOLE:
            yield from range(first, after - 1)


def _high(column: TableColumn, width: int, rows: range) -> Iterator[int]:
    """The rows, counted from the first of these, whose cell may be higher than a page."""
    characters = max(width * CHARACTERS_A_CM // TWIPS_A_CM, 1)
    for at, text in enumerate(column.texts[rows.start : rows.stop]):
        # the length first: nearly all texts are short
        if len(text) > MOST_LINES_TOGETHER and text.count("\n") + len(text) // characters > MOST_LINES_TOGETHER:
            yield at


def _rows_xml(columns: Sequence[Sequence[str]], high: Collection[int]) -> str:
    """A row is kept together on a page, unless it may be higher than one: then its end would be lost."""
    rows = map("".join, zip(*columns, strict=True))
    return "".join([f"{'<w:tr>' if at in high else TOGETHER}{row}</w:tr>" for at, row in enumerate(rows)])


class _CellsOfLook(dict[str, str]):
    """Cells of one width and look as XML by their texts: most say what others of their column say, a unit or a judgement."""

    def __init__(self, width: int, right: bool, bold: bool, colour: str) -> None:
        side = '<w:jc w:val="right"/>' if right else ""
        ink = f'<w:color w:val="{ink_on(colour).lstrip("#")}"/>' if colour else ""
        ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour.lstrip("#")}"/>' if colour else ""
        strong = "<w:b/>" if bold else ""
        properties = f"{strong}{ink}"
        self.start = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{ground}</w:tcPr>'
        self.paragraph = f'<w:p><w:pPr><w:pStyle w:val="FollowupCell"/>{side}</w:pPr>'
        self.run, self.marked_run = (
            f"<w:r>{_look(properties)}",
            f"<w:r>{_look(f'{strong}{BLACK_INK if colour else str()}{GROUND}')}",
        )

    def __missing__(self, text: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        start = f"{self.paragraph}{self.run}"
        lines = legal(text).split("\n")
        self[text] = xml = f"{self.start}{''.join([f'{start}{text_xml(line)}</w:r></w:p>' for line in lines])}</w:tc>"
        return xml

    def cell(self, text: str, links: Mapping[int, str], marked: Collection[int], marks: Mapping[int, str]) -> str:
        """A cell in which lines lead somewhere, are marked, or are referred from to footnotes."""
        runs = (
            f'<w:hyperlink {NAMESPACE} r:id="{links[number]}"><w:r>{LINK_LOOK}{text_xml(line)}</w:r></w:hyperlink>'
            if number in links
            else f"{self.marked_run if number in marked else self.run}{text_xml(line)}</w:r>"
            for number, line in enumerate(legal(text).split("\n"))
        )
        paragraphs = (f"{self.paragraph}{run}{marks.get(number, '')}</w:p>" for number, run in enumerate(runs))
        return f"{self.start}{''.join(paragraphs)}</w:tc>"


def _look(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def run_xml(text: str, marked: bool = False, italic: bool = False) -> str:
    """A run of text as python-docx makes it: tabs and ends of lines are elements of their own. Nothing for no text."""
    parts = (BREAKS.get(part) or _part_xml(part) for part in BREAK.split(text) if part)
    look = _look(f"{'<w:i/>' if italic else ''}{GROUND if marked else ''}")
    return f"<w:r>{look}{''.join(parts)}</w:r>" if text else ""


def bold_xml(text: str) -> str:
    """The same in bold."""
    return run_xml(text).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>", 1)


def _part_xml(text: str) -> str:
    space = ' xml:space="preserve"' if text.strip() != text else ""
    return f"<w:t{space}>{xml_text(text)}</w:t>"


def text_xml(line: str) -> str:
    """A line of text, its tabs kept."""
    parts = (f'<w:t xml:space="preserve">{xml_text(part)}</w:t>' if part else "" for part in line.split("\t"))
    return "<w:tab/>".join(parts) or '<w:t xml:space="preserve"/>'
