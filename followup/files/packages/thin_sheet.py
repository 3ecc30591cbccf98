"""A sheet with many formatted cells that hold nothing: its tree without them, and what they look like.

As a tree each of them takes half a kilobyte and its share of the time, and whoever has formatted whole columns sends
hundreds of thousands. They are taken out of the text, where it is certain that what looks like an element is one.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from followup.files.addresses import address, place_of
from followup.files.packages.package import parse_content
from followup.files.size_limits import Limits
from followup.frozen import frozen

THIN_FROM = 50_000
"""Cells; with more, the empty ones are worth leaving out: a template has some thousands, formatted columns hundreds of thousands."""
EMPTY_CELL = rb'<((?:\w+:)?)c r="([A-Z]{1,3}[0-9]{1,7})"%s(?: t="(?:n|s|b|str)")? ?(?:/>|></\1c>)'
EMPTY_ROW = re.compile(
    rb'<((?:\w+:)?)row r="[0-9]+"(?![^<>]*(?: hidden="(?:1|true)"| ht="[0.]*"))[^<>]*(?<![/])(?:/>|></\1row>)'
)
"""A row that holds nothing, and is not hidden."""
PLAIN = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml version=(["'])1\.0\1(?: encoding=\1utf-8\1)?(?: standalone=\1\w+\1)?\s*\?>)?""",
    re.IGNORECASE,
)
"""How a sheet begins whose bytes are what they look like; lxml, by which we write too, has single quotes there."""
ALSO_ELSEWHERE = (b"<!", b"<?")
"""In a comment, a passage of plain text or an instruction, what looks like an element is none."""


@frozen
class ThinSheet:
    """The root of a sheet; ``left_out`` are names and looks of the empty cells that were coloured, in order."""

    root: Any
    left_out: tuple[tuple[str, str], ...] = ()


def cells_in(content: bytes) -> int:
    """About how many cells a sheet has, seen before room is made for them."""
    return content.count(b"<c ") + content.count(b":c ")


def has_more_cells(content: bytes, number: int) -> bool:
    """Whether a sheet has more cells than that; they are not counted where so many would have no room."""
    return len(content) > number * len(b"<c ") and cells_in(content) > number


def thin_sheet(content: bytes, part: str, limits: Limits, coloured: Collection[str]) -> ThinSheet:
    """The sheet; its empty cells are left out only where there are many. ``coloured`` are looks that are remembered."""
    if not has_more_cells(content, THIN_FROM) or not is_plain(content):
        return ThinSheet(parse_content(content, part, limits))
    cells = EMPTY_ROW.sub(b"", re.sub(EMPTY_CELL % rb'(?: s="[0-9]+")?', b"", content))
    root = parse_content(cells, part, limits)
    if root.xpath("boolean(//*[local-name()='c' and not(@r)])"):  # where it stands follows from the cells before it
        return ThinSheet(parse_content(content, part, limits))
    return ThinSheet(root, tuple(_looks_of_empty(content, coloured)))


def is_plain(content: bytes) -> bool:
    """Whether all that looks like an element in an XML text is one, and its bytes are UTF-8."""
    begins = PLAIN.match(content)
    return begins is not None and not any(mark in content[begins.end() :] for mark in ALSO_ELSEWHERE)


def _looks_of_empty(content: bytes, coloured: Collection[str]) -> list[tuple[str, str]]:
    if not coloured:
        return []
    looks = b"|".join(re.escape(look.encode()) for look in coloured)
    empty = re.finditer(EMPTY_CELL % (rb' s="(' + looks + rb')"'), content)
    return [(match[2].decode(), match[3].decode()) for match in empty]


def name_cells(row: Any, before: int) -> int:
    """Some programs leave the cells' names out: each then follows the one before it. Gives the number of the row."""
    reference = row.get("r", "")
    number = int(reference) - 1 if reference.isdecimal() and len(reference) < 8 else before + 1
    column = -1
    for cell in row.iterfind("{*}c"):
        place = place_of(cell.get("r", ""))
        column = place[1] if place else column + 1
        cell.set("r", address(number, column))
    return number
