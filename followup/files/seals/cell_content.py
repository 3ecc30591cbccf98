"""What the cells of a workbook say, in words that do not depend on the program that wrote them: as they are read, or noted
while we write them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from followup.files.addresses import place_of
from followup.files.packages.shared_formula import SharedFormula, by_own_row
from followup.files.seals.office_content import number_of

NotedFormula = tuple[str, str]
"""A formula without its =, and the number of what is shared, empty where nothing is; in a cell below the first the formula
is empty."""
Noted = str | int | NotedFormula
"""Of each cell three behind each other: its name; what it says, or the number of a text; the number of its style. A tuple
for each cell would be a quarter of a million things that Python looks through again and again.
"""


Looks = Sequence[tuple[str, bool]]
"""How cells look, by the number of the style, and whether one shows although it is empty."""


class NotedRow(list[Noted]):
    """What a row says. In the templates of a round many a row is the very same, and is told once."""

    __slots__ = ("_formulas", "_lines", "_looks")

    def copied(self) -> NotedRow:
        """A row that says the same, whatever the numbers of its texts become."""
        copied = NotedRow(self)
        if hasattr(self, "_looks"):
            copied._looks, copied._lines, copied._formulas = self._looks, self._lines, self._formulas
        return copied

    def lines(self, texts: Sequence[str], looks: Looks, shared: dict[str, SharedFormula]) -> str:
        """The line of each cell that says something or shows, by how it looks; ``shared`` are the formulas of rows above.

        A row that is noted in several workbooks says the same in each.
        """
        if getattr(self, "_looks", None) is not looks:
            before = set(shared)
            self._lines = "\n".join(self._told(texts, looks, shared))
            self._formulas = {number: shared[number] for number in shared.keys() - before}
            self._looks = looks
        shared.update(self._formulas)
        return self._lines

    def _told(self, texts: Sequence[str], looks: Looks, shared: dict[str, SharedFormula]) -> Iterator[str]:
        noted: Iterator[Any] = iter(self)
        for at, content, style in zip(noted, noted, noted, strict=True):
            look, shows = looks[style]
            if isinstance(content, int):
                content = texts[content]
            elif isinstance(content, tuple):
                formula, number = content
                settings = {"t": "shared", "si": number} if number else {}
                content = f"={formula_content(formula, at, settings, shared)}"
            if content or shows:
                yield f"{at} {content} {look}"


ROWS_AT_ONCE = 1_000


class CellContents:
    """What the rows of a sheet say, noted while they are written."""

    def __init__(self) -> None:
        self.rows: dict[int, NotedRow] = {}
        self.hidden_rows: set[int] = set()

    def put(self, row: int, noted: NotedRow, is_hidden: bool) -> None:
        """Keep what a row, counted from 0, says: its cells from the left."""
        if is_hidden:
            self.hidden_rows.add(row)
        self.rows[row] = noted

    def lines(self, texts: Sequence[str], looks: Looks) -> Iterator[str]:
        """As they are read, those of many rows at once."""
        shared, told = dict[str, SharedFormula](), list[str]()
        for row in sorted(self.rows):
            if row in self.hidden_rows:
                told.append(f"hidden row {row + 1}")
            if lines := self.rows[row].lines(texts, looks, shared):
                told.append(lines)
            if len(told) > ROWS_AT_ONCE:
                yield "\n".join(told)
                told.clear()
        if told:
            yield "\n".join(told)


class BookContents(NamedTuple):
    """What the cells of a workbook say, by the parts of its sheets; and its texts."""

    sheets: Mapping[str, CellContents]
    texts: Sequence[str]


def value_content(kind: str, text: str, texts: Sequence[str]) -> str:
    """What stands in a cell that is no formula."""
    if kind == "s":
        return texts[int(text)]
    if kind == "n" and text:
        return number_of(text)
    return f"{kind} {text}" if text else ""


def formula_content(text: str, at: str, settings: Mapping[str, str], shared: dict[str, SharedFormula]) -> str:
    """What a formula says, not what it came to."""
    if settings.get("t") != "shared":
        return _tidy(text) if len(text) < LONG else _of_text(text, at)
    number = settings.get("si", "")
    if text:
        shared[number] = SharedFormula(text, at, _tidy)
    own_row = shared[number].own_row
    if own_row is not None and len(own_row) >= LONG:
        return _digest_of(own_row)
    read = shared[number].in_cell(at)
    return read if own_row is not None or len(read) < LONG else _digest_of(read)


LONG = 200
"""A formula of so many characters is compared by a digest of how it reads without the number of its own row: programs share
what is alike, or not, and one of two thousand stands in each row of a template's tables."""


def _of_text(text: str, at: str) -> str:
    place = place_of(at)
    own_row = None if place is None else by_own_row(text, place[0] + 1)
    read = _tidy(text if own_row is None else own_row)
    return _digest_of(read) if len(read) >= LONG else _tidy(text)


@lru_cache(maxsize=1024)
def _digest_of(formula: str) -> str:
    return sha256(formula.encode("utf-8", "replace")).hexdigest()[:16]


@lru_cache(maxsize=1024)
def _tidy(formula: str) -> str:
    """A formula without what programs write as they please."""
    return without_signs("".join(formula.split())).replace("FALSE()", "FALSE").replace("TRUE()", "TRUE")


def without_signs(text: str) -> str:
    """A reference without the signs around names of sheets, which some programs always write."""
    return text.replace("'", "").replace("$", "")
