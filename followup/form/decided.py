"""What the plan decides in words: the chain of decisions, changes that it declares, and how its rows are worded."""

from __future__ import annotations

import re
from datetime import date

from followup.form.columns import ColumnMeaning
from followup.form.place import Place
from followup.frozen import frozen


@frozen
class Passage:
    """A standing text of the plan: of a ``kind``; its ``subject`` is a section, a document or a unit."""

    id: str
    kind: str
    subject: str
    text: str
    place: Place


@frozen
class Resolution:
    """A decision by a political body. ``date`` as it is written, for a meeting may last two days; empty: not made yet."""

    id: str
    body: str
    date: str = ""
    paragraph: str = ""
    what: str = ""


@frozen
class DeclaredChange:
    """A change as the plan declares it. ``order`` is its place in the background, ``proposal`` in the decision."""

    what: str
    kind: str
    reason: str
    place: Place
    proposal: str = ""
    decision: Resolution | None = None
    valid_from: str = ""
    order: int = 0
    addition: str = ""


def proposal_order(number: str) -> tuple[bool, int, str]:
    """1, 1a, 1b, 2, 10; what has no number last."""
    match = re.match(r"(\d+)(.*)", number)
    return (False, int(match[1]), match[2]) if match else (True, 0, number)


@frozen
class Wording:
    """How a row of the plan says what it is, in one column; empty where it does not. A row may no longer ``count``."""

    row: str
    column: str
    meaning: ColumnMeaning
    text: str
    counts: bool = True


@frozen
class Query:
    """One question. ``table``, ``row`` and ``column`` are as somebody wrote them, empty where it is about more.

    ``key`` tells it from every other question, wherever its row stands. ``places`` are the cells of the row by column.
    """

    key: str
    unit: str
    table: str
    row: str
    column: str
    question: str
    who: str
    day: date | None
    closed: bool
    place: Place
    places: tuple[tuple[str, Place], ...] = ()

    @property
    def about(self) -> str:
        """What it is about, as it was written."""
        return ", ".join(text for text in (self.table, self.row, self.column) if text)

    @property
    def asked(self) -> str:
        """Who asked, and when."""
        return ", ".join(text for text in (self.who, self.day.isoformat() if self.day else "") if text)

    def place_of(self, column: str) -> Place:
        """The cell of one of its columns in the decisions workbook."""
        return dict(self.places).get(column, self.place)
