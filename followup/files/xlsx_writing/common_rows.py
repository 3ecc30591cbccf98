"""The rows of a workbook that was written before: the templates of a round differ in few, and the others are taken as they
are. A row names looks by numbers, so it is taken where these are the same in the new workbook; texts get new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from followup.files.book import Cell, WorkbookLink
from followup.files.seals.cell_content import NotedFormula, NotedRow
from followup.files.xlsx_writing.cell_looks import LookKey
from followup.files.xlsx_writing.cell_xml import END_OF_TEXT

SharedFormulas = Mapping[int, tuple[str, NotedFormula]]
"""Of a row, by column: formulas that several cells of a column have in common, as XML and as what they say."""


class WrittenRow(NamedTuple):
    """The cells of a row as ``xml``, ``noted`` what they say; the ``height`` that their texts need, 0 for the usual one.

    ``pieces`` are the cells one by one, those of a text up to its number: ``texts`` are they, by their places among the
    cells, ``text_numbers`` and ``look_numbers`` the numbers of these and of the looks, as they were asked for.
    """

    cells: Sequence[tuple[int, Cell]]
    shared: SharedFormulas
    xml: str
    noted: NotedRow
    height: float
    pieces: Sequence[str] = ()
    texts: Mapping[int, str] = MappingProxyType({})
    text_numbers: Sequence[int] = ()
    looks: tuple[LookKey, ...] = ()
    look_numbers: Sequence[int] = ()

    def renumbered(self, numbers: Sequence[int]) -> WrittenRow:
        """The same row, in which its texts have these numbers."""
        if numbers == self.text_numbers:
            return self
        pieces, noted = list(self.pieces), self.noted.copied()
        for at, number in zip(self.texts, numbers, strict=True):
            pieces[at] = f"{pieces[at]}{number}{END_OF_TEXT}"
            noted[3 * at + 1] = number
        return self._replace(xml="".join(pieces), noted=noted, text_numbers=numbers)

    def has_columns_of(self, cells: Sequence[tuple[int, Cell]]) -> bool:
        """Whether cells stand in the very columns where those of this row do."""
        return [column for column, _cell in cells] == [column for column, _cell in self.cells]

    def kept(
        self,
        pieces: list[str],
        texts: Mapping[int, str],
        text_numbers: Sequence[int],
        looks: tuple[LookKey, ...],
        look_numbers: Sequence[int],
    ) -> WrittenRow:
        """The same row with all that is needed to write it again; ``pieces`` are its cells as they are."""
        for at, number in zip(texts, text_numbers, strict=True):
            pieces[at] = pieces[at].removesuffix(f"{number}{END_OF_TEXT}")
        return self._replace(
            pieces=pieces, texts=texts, text_numbers=text_numbers, looks=looks, look_numbers=look_numbers
        )


def shown_text(cell: Cell) -> str:
    """The text of a cell that holds one."""
    return cell.value.text if isinstance(cell.value, WorkbookLink) else str(cell.value)


class CommonRows:
    """What workbooks that are written with the same look have in common: the rows of the last of them, by sheet."""

    def __init__(self) -> None:
        self._sheets: dict[str, tuple[Mapping[int, float], dict[int, WrittenRow]]] = {}
        self._looks: dict[tuple[LookKey, ...], tuple[LookKey, ...]] = {}

    def of(self, sheet: str, widths: Mapping[int, float]) -> dict[int, WrittenRow]:
        """The rows of a sheet of that name, to be added to; none where its columns had other widths."""
        if sheet not in self._sheets or self._sheets[sheet][0] != widths:
            self._sheets[sheet] = dict(widths), {}
        return self._sheets[sheet][1]

    def same_looks(self, looks: tuple[LookKey, ...]) -> tuple[LookKey, ...]:
        """These looks, the very same for each row that has them."""
        return self._looks.setdefault(looks, looks)
