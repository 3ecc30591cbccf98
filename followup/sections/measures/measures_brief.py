"""What measures in money say on the first page of a summary: who runs a deficit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from followup.form.cells.kinds import FigureKind
from followup.form.frame import Frame
from followup.form.presenting import BriefRows
from followup.form.row_view import RowView
from followup.locale import Message
from followup.sections.in_brief import OF_RESULTS, deficit_sentences

NOUGHT = re.compile(r"(?:minst |lägst |at least )?0(?:[.,]0+)?(?: ?\w+)?", re.IGNORECASE)
"""A target of a result in money: no deficit."""

OUTCOME = "outcome.total"


def deficits(rows: BriefRows, frame: Frame) -> Sequence[Message]:
    """The units below nought on each measure in money whose target is nought, the largest deficit first; none where no
    measure is such. A sum is told only where every unit has a figure.
    """
    sentences: list[Message] = []
    keys = [row.row.key for _unit, of_unit in rows.units for row in of_unit if _is_result(row)]
    for key in dict.fromkeys(keys):
        sentences += _of_measure(key, rows, frame)
    return sentences


def _is_result(row: RowView) -> bool:
    is_amount = row.row.kinds.get("outcome") is FigureKind.AMOUNT
    return is_amount and NOUGHT.fullmatch(row.text("target").strip()) is not None


def _of_measure(key: str, rows: BriefRows, frame: Frame) -> Sequence[Message]:
    words = frame.words
    asked = {unit: row for unit, of_unit in rows.units for row in of_unit if row.row.key == key}
    results = {unit: number for unit, row in asked.items() if (number := row.number(OUTCOME)) is not None}
    if not results:
        return ()
    money = str(next(iter(asked.values())).row.plan_record.get("unit") or "")
    lacking = [unit for unit in asked if unit not in results]
    return deficit_sentences(results, [*lacking, *rows.silent], money, words, OF_RESULTS)
