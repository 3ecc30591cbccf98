"""Tables as text: Markdown, so that answers can be read, reviewed and compared line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from followup.frozen import frozen


@frozen
class TextTable:
    """A table under a heading: titles, and rows of texts of the same length."""

    heading: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_tables(text: str) -> Iterator[TextTable]:
    """Every Markdown table under a ``## heading``, in order. Text between is passed over."""
    heading, lines = "", list[list[str]]()
    for line in [*text.splitlines(), "## "]:
        stripped = line.strip()
        if stripped.startswith("|"):
            lines.append([cell.strip() for cell in stripped.strip("|").split("|")])
            continue
        if lines:
            yield _table(heading, lines)
            lines = []
        if stripped.startswith("## ") or stripped == "##":
            heading = stripped[2:].strip()


def _table(heading: str, lines: Sequence[Sequence[str]]) -> TextTable:
    titles, _rule, *rows = lines
    width = len(titles)
    uneven = [row for row in rows if len(row) != width]
    if uneven:
        raise ValueError(f"{heading}: a row of {len(uneven[0])} cells in a table of {width}: {uneven[0]}")
    return TextTable(heading, tuple(titles), tuple(tuple(row) for row in rows))
