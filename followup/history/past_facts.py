"""The facts that a record keeps: what a round said, line by line, in figures and in words. Read only when asked for."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path

from followup.form.finding import Finding
from followup.form.place import Place
from followup.frozen import frozen
from followup.history.record import FACTS, RecordIndex, index_in, text_as_written
from followup.rulebook.received.rounds import RECORD_CHANGED

EARLIER = "earlier"
"""The kind of a line that tells what a figure was in an earlier round."""
OF_BOARD = "board"
"""The kind of a sum over the units that answer to a political board: it follows from theirs."""
BESIDE_THE_ROUND = (EARLIER, OF_BOARD)
"""Lines that tell nothing of this round that others do not."""


@frozen
class PastFacts:
    """The long table of an earlier merge as it stands in its record: all values are texts, a column that it lacks is empty.

    ``file`` is where it stands, as findings name it.
    """

    file: str
    index: RecordIndex
    text: str

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The place of each column by its name: a record of an earlier version has fewer of them."""
        titles = next(csv.reader(StringIO(self.text, newline="")), [])
        return {title: at for at, title in enumerate(titles)}

    def lines(self, *columns: str) -> Iterator[tuple[str, ...]]:
        """What each line says in these columns, in the order of the table."""
        lines = csv.reader(StringIO(self.text, newline=""))
        width = len(next(lines, []))
        places = [self.columns.get(column, width) for column in columns]
        for line in lines:
            line.append("")  # for a column that the table lacks
            yield tuple([line[at] for at in places])


def facts_in(folder: Path, file: str = FACTS) -> tuple[PastFacts | None, Sequence[Finding]]:
    """The facts of the record in a folder; of ``PUBLISHED_FACTS`` as they were published.

    None, and no finding, where there is no record there, or one that keeps no such facts, as those of earlier versions. A
    finding where they are not as they were written.
    """
    index, name = index_in(folder), f"{folder.parent.name}/{folder.name}/{file}"
    if index is None or file not in index.files:
        return None, []
    text = text_as_written(folder / file, index.files[file])
    if not text:
        return None, [Finding.of(Place(name), RECORD_CHANGED.problem(), index.round)]
    return PastFacts(name, index, text), []


class TableLines:
    """The lines of a table as a file has it: gone through from the first one as often as somebody asks, and never all there.

    ``begin`` opens it anew.
    """

    def __init__(self, begin: Callable[[], Iterable[bytes]]) -> None:
        self._begin = begin

    @classmethod
    def of(cls, content: bytes) -> TableLines:
        """Those of a table that is there as a whole."""
        return cls(lambda: BytesIO(content))

    def __iter__(self) -> Iterator[bytes]:
        """Each without what ends it; a text with line breaks in it does not end one."""
        begun: list[bytes] = []
        is_open = False
        for line in self._begin():
            if b'"' in line:
                is_open ^= bool(line.count(b'"') % 2)
            if is_open:
                begun.append(line)
                continue
            whole = b"".join([*begun, line]) if begun else line
            begun = []
            if whole := whole.removesuffix(b"\n"):
                yield whole
