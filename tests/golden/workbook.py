"""A workbook as text: its sheets in order with values, formulas, looks and all that stands beside the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element

from openpyxl.utils import column_index_from_string, get_column_letter

from tests.golden.cell_styles import CellStyles, S, font
from tests.golden.package import (
    DIGEST,
    Name,
    Package,
    Relation,
    core_properties,
    custom_properties,
    in_words,
    lines,
    local,
    on_one_line,
)

PLAIN = {"sheetData", "hyperlinks", "dimension", "legacyDrawing", "tableParts"}
"""Told cell by cell or part by part, or for Excel's eyes only."""
INLINE = {"table", "comments", "threadedComment", "drawing", "chart"}
"""Parts that are said where they are referred to."""
LONG = 400
Place = tuple[int, int]


def workbook_text(path: Path) -> str:
    """All of a workbook, a line for each thing that a person might see."""
    return "\n".join(_workbook(Package.of(path))) + "\n"


def _workbook(package: Package) -> Iterator[str]:
    root, relations = package.xml("xl/workbook.xml"), package.relations("xl/workbook.xml")
    styles, texts = CellStyles(package.xml("xl/styles.xml")), shared_texts(package)
    yield from core_properties(package)
    yield from custom_properties(package)
    yield from (line for element in root if local(element.tag) != "sheets" for line in lines(element))
    yield from (f"named style {name} | {look}" for name, look in sorted(styles.named.items()))
    yield from package.pictures()
    for sheet in root.iter(f"{S}sheet"):
        part = next(relations[value].target for key, value in sheet.items() if local(key) == "id")
        yield f"\n===== {sheet.get('name')} ({sheet.get('state', 'visible')})"
        yield from _sheet(package, part, styles, texts)


def shared_texts(package: Package) -> list[str]:
    """The texts that cells refer to by number."""
    return [_rich(item) for item in package.xml("xl/sharedStrings.xml").iter(f"{S}si")]


def _rich(element: Element) -> str:
    """A text; runs of another look with that look before them."""
    runs = element.findall(f"{S}r")
    if not runs:
        return "".join(node.text or "" for node in element.iter(f"{S}t"))
    return "".join(_run(run) for run in runs)


def _run(run: Element) -> str:
    look, text = run.find(f"{S}rPr"), run.findtext(f"{S}t", "")
    if look is None:
        return text
    name = look.find(f"{S}rFont")
    words = [*([name.get("val", "")] if name is not None else []), font(look)]
    return f"⟨{' '.join(words)}⟩{text}⟨⟩"


def _sheet(package: Package, part: str, styles: CellStyles, texts: list[str]) -> Iterator[str]:
    root, relations = package.xml(part), package.relations(part)
    naming = _names(relations, styles)
    cells = list(root.iter(f"{S}c"))
    for child in root:
        if local(child.tag) == "sheetData":
            said = cell_lines(cells, texts, _links(root, naming))
            yield from _by_row(said) if _holds_data(package, part) else said
            yield from _looks(cells, styles)
            yield from _rows(child, styles)
        elif local(child.tag) not in PLAIN:
            yield from lines(child, naming)
    yield from _related(package, part)


def _names(relations: dict[str, Relation], styles: CellStyles) -> Name:
    """Looks by their words instead of their numbers; relations by what they are, or where they lead outside."""

    def naming(key: str, value: str) -> str:
        if key == "dxfId":
            return styles.conditions[int(value)]
        if key == "style" and value.isdigit():
            return styles.cells[int(value)]
        if value not in relations:
            return value
        kind, target = relations[value]
        return target if kind == "hyperlink" else kind

    return naming


def _related(package: Package, part: str, indent: str = "") -> Iterator[str]:
    """Tables, notes, drawings and charts of a part, in the order of their relations, without their numbers."""
    for kind, target in package.relations(part).values():
        if kind in INLINE:
            yield f"{indent}--- {kind}"
            drawn = {key: Relation(relation.kind, "") for key, relation in package.relations(target).items()}
            naming = _drawn(drawn)
            yield from (line for element in package.xml(target) for line in lines(element, naming, indent))
            yield from _related(package, target, indent + "  ")


def _drawn(relations: dict[str, Relation]) -> Name:
    return lambda key, value: relations[value].kind if key in ("id", "embed") and value in relations else value


def _holds_data(package: Package, part: str) -> bool:
    """Whether a sheet is one of data: its only table begins at the top, and there is much of it."""
    tables = [package.xml(target) for kind, target in package.relations(part).values() if kind == "table"]
    return [table.get("ref", "").partition(":")[0] for table in tables] == ["A1"]


def _by_row(said: Iterable[str]) -> Iterator[str]:
    """A line for each row instead of each cell."""
    for row, cells in groupby(said, key=lambda line: place_of(line.partition(" ")[0])[0]):
        yield f"{row} | " + " ¦ ".join(
            f"{''.join(re.findall('[A-Z]+', cell[:3]))} {cell.partition(' | ')[2]}" for cell in cells
        )


# Cells.


def cell_lines(cells: Iterable[Element], texts: list[str], links: dict[str, str]) -> Iterator[str]:
    """``A1 | value`` or ``A1 | =formula → value``, and where it leads."""
    for cell in cells:
        at, formula = cell.get("r", ""), cell.find(f"{S}f")
        value = _value(cell, texts)
        if formula is not None:
            value = f"={on_one_line(formula.text or in_words(formula))} → {value}"
        if value or at in links:
            yield f"{at} | {_in_pieces(value)}" + (f" ⟶ {links[at]}" if at in links else "")
    yield from (f"{at} | ⟶ {link}" for at, link in links.items() if ":" in at)


def _in_pieces(value: str) -> str:
    """A very long cell of records (the hidden rules), a line each."""
    return value.replace("¶", "¶\n    ") if len(value) > LONG else value


def _value(cell: Element, texts: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v", "")
    if kind == "s":
        value = texts[int(value)]
    elif kind == "inlineStr":
        value = "".join(_rich(node) for node in cell.findall(f"{S}is"))
    shown = DIGEST.sub("(digest)", on_one_line(value))
    looks_like_a_number = re.fullmatch(r"-?[\d.]+(E[+-]?\d+)?", shown) is not None
    return f"'{shown}" if kind != "n" and (looks_like_a_number or (not shown and kind != "str")) else shown


def _links(root: Element, naming: Name) -> dict[str, str]:
    links = {}
    for link in root.iter(f"{S}hyperlink"):
        words = [
            f"#{value}" if key == "location" else naming(local(key), value)
            for key, value in link.items()
            if local(key) in ("location", "id")
        ]
        tip = link.get("tooltip")
        links[link.get("ref", "")] = " ".join([*words, *([f"({on_one_line(tip)})"] if tip else [])])
    return links


def _looks(cells: Iterable[Element], styles: CellStyles) -> Iterator[str]:
    """Rectangles of cells that look alike, each a line."""
    looks = {place_of(cell.get("r", "A1")): styles.cells[int(cell.get("s", 0))] for cell in cells}
    for first, last, look in rectangles(looks):
        yield f"{_area(first, last)} looks {look}"


def rectangles(looks: dict[Place, str]) -> Iterator[tuple[Place, Place, str]]:
    """Cells that look alike as rectangles: runs along a row, then rows with the very same run."""
    open_runs: dict[tuple[int, int, str], Place] = {}
    closed: list[tuple[Place, Place, str]] = []
    row_before = 0
    for row, places in groupby(sorted(looks), key=lambda place: place[0]):
        runs = set(_runs([column for _row, column in places], row, looks))
        for run in [run for run in open_runs if run not in runs or row != row_before + 1]:
            closed.append((open_runs.pop(run), (row_before, run[1]), run[2]))
        for run in runs:
            open_runs.setdefault(run, (row, run[0]))
        row_before = row
    closed += [(first, (row_before, run[1]), run[2]) for run, first in open_runs.items()]
    yield from sorted(closed)


def _runs(columns: list[int], row: int, looks: dict[Place, str]) -> Iterator[tuple[int, int, str]]:
    start = before = columns[0]
    for column in columns[1:]:
        if column != before + 1 or looks[row, column] != looks[row, start]:
            yield start, before, looks[row, start]
            start = column
        before = column
    yield start, before, looks[row, start]


def place_of(at: str) -> Place:
    """Row and column of ``B7``."""
    letters = at.rstrip("0123456789")
    return int(at[len(letters) :]), column_index_from_string(letters)


def _area(first: Place, last: Place) -> str:
    names = [f"{get_column_letter(column)}{row}" for row, column in (first, last)]
    return names[0] if first == last else ":".join(names)


def _rows(data: Element, styles: CellStyles) -> Iterator[str]:
    """Heights and what is hidden or grouped, runs of rows that are alike on one line."""
    rows = [(int(row.get("r", 0)), _row(row, styles)) for row in data]
    for (look, _), run in groupby(enumerate(rows), key=lambda item: (item[1][1], item[1][0] - item[0])):
        numbers = [number for _at, (number, _look) in run]
        if look:
            yield f"rows {numbers[0]}:{numbers[-1]} {look}"


def _row(row: Element, styles: CellStyles) -> str:
    attributes = {key: value for key, value in row.items() if key not in ("r", "spans", "customFormat", "s")}
    look = [f"looks {styles.cells[int(row.get('s', 0))]}"] if row.get("customFormat") else []
    return " ".join([*(f"{local(key)}={value}" for key, value in attributes.items()), *look])
