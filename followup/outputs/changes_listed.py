"""The changes of a plan in the regional workbook: as decided, and with what was written before where that is known."""

from __future__ import annotations

from collections.abc import Sequence

from followup.files.book import Cell, Link, Value
from followup.form.columns import Column, Means
from followup.form.decided import DeclaredChange
from followup.locale import Message, _, literal
from followup.plan.revision import DECLARED_KIND
from followup.report.changes import decided_by
from followup.report.formatting import name_in_plan
from followup.stages.before import worded_columns, worded_sheets
from followup.stages.consolidating import Region

Columns = Sequence[tuple[Message, float]]
Line = list[Value | Link | Cell]
Wording = tuple[str, str]
"""What a cell of the plan said at the round before, and what it says now."""

CALLED = (Means.NAME, Means.WORDING)
KINDS = {Means.NAME: "rename", Means.WORDING: "reword", Means.TARGET: "target", Means.NOUN: "other"}
"""The kind of change that another text in a column is."""

OF_KIND = {"rename": CALLED, "reword": CALLED, "strike": CALLED, "add": CALLED, "target": (Means.TARGET,)}
"""The columns whose texts a declared change is about."""


def columns_of_changes(result: Region) -> Columns:
    """The titles with widths; what was written before only where the round before is known."""
    round_ = literal(result.before.round)
    before = ((_("Wording {round}", round=round_), 50), (_("Wording now"), 50)) if result.before.texts else ()
    return (
        *((_("Proposal"), 11), (_("Id"), 26), (_("Name"), 50), (_("What happens"), 18), *before),
        *((_("Reason for it"), 50), (_("Decision"), 44), (_("Valid from"), 12), (_("Order in the background"), 12)),
        (_("Addition"), 60),
    )


def changes_listed(result: Region) -> list[Line]:
    """Every change that the plan declares, then what else reads otherwise than at the round before."""
    frame, words = result.frame, result.frame.words
    wordings = _wordings(result)
    declared = frame.changes
    rows = [_declared(each, wordings, result) for each in declared]
    told = {(each.what, means) for each in declared for means in OF_KIND.get(each.kind, ())}
    for (id_, means), wording in wordings.items():
        if (id_, means) not in told and _differs(wording, means):
            kind = KINDS[means] if wording[1] else "strike"
            name = name_in_plan(frame, id_) if wording[1] else wording[0]
            rows.append(
                [None, id_, name, DECLARED_KIND.show(kind, words), *(text or None for text in wording), *[None] * 5]
            )
    return rows


def _differs(wording: Wording, means: Means) -> bool:
    """Whether a text was there and is another now; of a row that is gone its name alone is told."""
    old, new = wording
    return bool(old) and old != new and (bool(new) or means in CALLED)


def _declared(each: DeclaredChange, wordings: dict[tuple[str, Means], Wording], result: Region) -> Line:
    frame, words = result.frame, result.frame.words
    line: Line = [each.proposal, each.what, name_in_plan(frame, each.what), DECLARED_KIND.show(each.kind, words)]
    if result.before.texts:
        own = [wordings[each.what, means] for means in OF_KIND.get(each.kind, ()) if (each.what, means) in wordings]
        old, new = next(iter(own), ("", ""))
        line += [old or None, None if each.kind == "strike" else new or None]
    line += [each.reason, words(decided_by(each.decision)) if each.decision else None]
    return [*line, each.valid_from, each.order or None, each.addition or None]


def _wordings(result: Region) -> dict[tuple[str, Means], Wording]:
    """What every row said at the round before and says now, by its id and the column's meaning; "" where it does not."""
    texts, made = result.before.texts, dict[tuple[str, Means], Wording]()
    if not texts:
        return made
    sheets = {sheet.key: sheet for sheet in worded_sheets(result.tables)}
    for key in sheets:
        for now in result.frame.wordings.get(key, ()):
            made[now.row, now.means] = (texts.get((key, now.row, now.column), ""), now.text)
    for (key, id_, name), text in texts.items():
        column_of = {column.key: column for column in worded_columns(sheets[key])} if key in sheets else {}
        if name in column_of:
            made.setdefault((id_, _meaning(column_of[name])), (text, ""))
    return made


def _meaning(column: Column) -> Means:
    assert column.means is not None
    return column.means
