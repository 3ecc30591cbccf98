"""The rows and cells of a sheet from its text, where that is as plain as we write it, and most programs do: several times
as fast as from a tree, and the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from followup.files.packages.thin_sheet import is_plain

BEGIN, END = b"<sheetData>", b"</sheetData>"
ROW_OR_CELL = re.compile(
    r'<row r="([0-9]+)"([^<>]*)>'
    r'|<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
    r"(?:/>|>(?:<(f)([^<>]*?)(?:/>|>([^<]*)</f>))?(?:<v>([^<]*)</v>)?</c>)"
)
ATTRIBUTE = re.compile(r' ([a-zA-Z]+)="([^"]*)"')
SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
"""The last of them last, for what it stands before is none of the others."""
REFERENCES_TO_SIGNS, RETURN = b"&#", b"\r"
"""What a parser of XML reads as something else."""

Piece = tuple[str, str, str, str, str, str, str, str, str]
"""The beginning of a row: its number and what is set for it. Or a cell: its name, the number of its style, its kind, a mark
where it has a formula, what is set for that, the formula, the value. Empty is what there is not."""


class PlainSheet(NamedTuple):
    """A sheet without its rows, as XML; and these, each followed by its cells."""

    rest: bytes
    pieces: Sequence[Piece]


@lru_cache(maxsize=8)  # many a sheet is the same in every template of a round
def plain_sheet(content: bytes) -> PlainSheet | None:
    """The sheet in two; None where its text is not as plain as that, and has to be read as a tree."""
    begin, end = content.find(BEGIN) + len(BEGIN), content.find(END)
    if begin < len(BEGIN) or end < begin or not is_plain(content):
        return None
    data = content[begin:end]
    if REFERENCES_TO_SIGNS in data or RETURN in data:
        return None
    text = data.decode("utf-8")
    pieces, rows_and_cells = ROW_OR_CELL.findall(text), text.count("<row ") + text.count("<c ")
    elements = rows_and_cells + text.count("<f") + text.count("<v>")
    if len(pieces) != rows_and_cells or text.count("<") - text.count("</") != elements:
        return None  # something else stands among them
    return PlainSheet(content[:begin] + content[end:], pieces)


def without_rows(content: bytes) -> bytes:
    """A sheet that we have written, without its rows."""
    begin, end = content.find(BEGIN) + len(BEGIN), content.find(END)
    return content[:begin] + content[end:] if begin >= len(BEGIN) else content


@lru_cache(maxsize=1024)
def settings_in(text: str) -> Mapping[str, str]:
    """What stands in the start of an element."""
    return dict(ATTRIBUTE.findall(text))


def plain(text: str) -> str:
    """A text of XML as it reads."""
    if "&" not in text:
        return text
    for written, sign in SIGNS:
        text = text.replace(written, sign)
    return text


def between(xml: str, tag: str) -> str:
    """What stands in the only element of that name."""
    return xml.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
