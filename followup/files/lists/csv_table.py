"""Read a text with columns, as programs and systems write it: semicolons, tabs or commas, of any of the usual encodings."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from followup.files.read_values import raw_of
from followup.files.received import Raw, ReceivedBook, ReceivedSheet, UnreadableFile
from followup.files.size_limits import USUAL, Limits
from followup.rulebook.received.files import DAMAGED_FILE, TEXT_TOO_LONG, TOO_MANY_CELLS

DELIMITERS = (";", "\t", ",", "|")
"""The likeliest first: a Swedish Excel writes semicolons, for its decimals have commas."""
IN_SENTENCES, SHARE_OF_LINES = frozenset({",", "|"}), 0.6
"""Signs that stand in ordinary sentences part nothing unless so many lines have as many: a list may have one column."""
LOOKED_AT = 60
"""Lines by which the delimiter is chosen: titles and some rows, and a heading above them."""
SAYS_WHICH = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""What Excel understands as the first line of such a file."""


def read_csv(text: str, name: str, limits: Limits = USUAL) -> ReceivedBook:
    """The text as a sheet; every cell is a text. The row of a cell is the line, where no cell has several lines."""
    said = SAYS_WHICH.match(text)
    if said:
        text = text[said.end() :]
    longest = csv.field_size_limit(limits.text)
    try:
        rows = list(
            csv.reader(StringIO(text, newline=""), delimiter=said[1] if said else _delimiter(text), strict=True)
        )
    except csv.Error as error:
        problem = TEXT_TOO_LONG.problem(n=limits.text) if "limit" in str(error) else DAMAGED_FILE.problem()
        raise UnreadableFile(problem) from error
    finally:
        csv.field_size_limit(longest)
    cells: dict[tuple[int, int], Raw] = {}
    for row, line in enumerate(rows, start=1 if said else 0):
        for column, value in enumerate(line):
            if (raw := raw_of(value)) is not None:
                cells[row, column] = raw.strip() if type(raw) is str else raw
        if len(cells) > limits.cells:
            raise UnreadableFile(TOO_MANY_CELLS.problem(n=limits.cells))
    return ReceivedBook(name, "", [ReceivedSheet(name.rpartition(".")[0] or name, cells)])


def _delimiter(text: str) -> str:
    """The sign that parts most lines into as many columns; a comma within a sentence does so in few."""
    lines = [line for line in text.splitlines() if line.strip()][:LOOKED_AT]
    agreements = {sign: _agreement(lines, sign) for sign in DELIMITERS}
    ordinary = {sign for sign in IN_SENTENCES if agreements[sign] < SHARE_OF_LINES}
    return max(DELIMITERS, key=lambda sign: (sign not in ordinary and agreements[sign], -DELIMITERS.index(sign)))


def _agreement(lines: Sequence[str], sign: str) -> float:
    """How many lines have the most usual number of columns, as a share of all; 0 where that is one column."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if row)
    except csv.Error:
        return 0
    several = [(count, width) for width, count in widths.items() if width > 1]
    return max(several)[0] / max(sum(widths.values()), 1) if several else 0
