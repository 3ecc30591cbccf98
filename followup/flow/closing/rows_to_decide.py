"""The rows that let a round be closed, in a decisions workbook of their own to copy them from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.placing import WrittenOutputs, put
from followup.flow.gathering.workspace import Workspace, look_of
from followup.flow.listener import Listener

if TYPE_CHECKING:
    from followup.form.values import Value
    from followup.plan.model import Plan
    from followup.round.unsettled import UnsettledMatter

ROWS_TO_DECIDE = "rows_to_decide"


def write_rows(
    place: Workspace, plan: Plan, matters: Sequence[UnsettledMatter], path: Path, listener: Listener
) -> WrittenOutputs:
    """Write them, all on their sheets and in their columns; of rows of which one settles a matter, all of them."""
    from followup.files.xlsx_writing.xlsx_write import write_book
    from followup.flow.door.writing import Output
    from followup.plan.decisions.decisions import blank_decisions

    answers: dict[str, dict[str, dict[str, Value]]] = {}
    for matter in matters:
        for row in matter.rows if matter.sheet is not None else ():
            of_sheet = answers.setdefault(matter.sheet.key, {}) if matter.sheet is not None else {}
            of_sheet[str(len(of_sheet) + 1)] = dict(row)
    book, look = blank_decisions(plan.words, plan, answers), look_of(place, listener)
    return put([Output(path, ROWS_TO_DECIDE, lambda beside: write_book(book, beside, look), (".xlsx",))], listener)
