"""The changes of a plan: as decided, and with what was written before where that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from followup.documents.declared import ChangeList
from followup.form.columns import Column, ColumnMeaning
from followup.form.decided import DeclaredChange
from followup.locale import _, literal
from followup.plan.declared_changes import CHANGES_SHEET, DECLARED_KIND
from followup.region.consolidating import Region
from followup.region.kept_state import worded_columns, worded_sheets
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject
from followup.reports.table import ReportColumn, ReportTable, text_column
from followup.reports.wording.changes import resolution_in_words
from followup.reports.wording.formatting import name_in_plan

CALLED = (ColumnMeaning.NAME, ColumnMeaning.WORDING)
KINDS = {
    ColumnMeaning.NAME: "rename",
    ColumnMeaning.WORDING: "reword",
    ColumnMeaning.TARGET: "target",
    ColumnMeaning.NOUN: "other",
}
"""The kind of change that another text in a column is."""

OF_KIND = {"rename": CALLED, "reword": CALLED, "strike": CALLED, "add": CALLED, "target": (ColumnMeaning.TARGET,)}
"""The columns whose texts a declared change is about."""


class BeforeAndNow(NamedTuple):
    """What a cell of the plan said at the round before, and what it says now; "" where it does not."""

    before: str = ""
    now: str = ""


class ChangeLine(NamedTuple):
    """A change by the id of its row: as it is ``declared``, or as it is seen in the ``wording``."""

    id: str
    name: str
    kind: str
    wording: BeforeAndNow
    declared: DeclaredChange | None = None


def change_list(subject: Subject, _block: ChangeList) -> Iterator[Part]:
    """Every change that the plan declares, then what else reads otherwise than at the round before."""
    lines = [*_declared(subject.region), *_seen(subject.region)]
    title = subject.words(CHANGES_SHEET.title)
    if lines:
        yield Heading(title, 1)
        yield ReportTable(title, list(_columns(subject)), lines, f"r_{CHANGES_SHEET.key}")


def _columns(subject: Subject) -> Iterator[ReportColumn[ChangeLine]]:
    """What is changed and why; what was written before only where the round before is known."""
    words, before = subject.words, subject.region.before
    yield text_column(words(_("Proposal")), lambda line: line.declared.proposal if line.declared else "", width=11)
    yield text_column(words(_("Id")), lambda line: line.id, width=26)
    yield text_column(words(_("Name")), lambda line: line.name, width=50)
    yield text_column(words(_("What happens")), lambda line: DECLARED_KIND.show(line.kind, words), width=18)
    if before.texts:
        round_ = literal(before.round)
        yield text_column(words(_("Wording {round}", round=round_)), lambda line: line.wording.before, width=50)
        yield text_column(words(_("Wording now")), lambda line: line.wording.now, width=50)
    yield from _reasons(subject)


def _reasons(subject: Subject) -> Iterator[ReportColumn[ChangeLine]]:
    """What the plan says of a change that it declares."""
    words = subject.words

    def decision(line: ChangeLine) -> str:
        resolution = line.declared.decision if line.declared else None
        return words(resolution_in_words(resolution)) if resolution else ""

    def order(line: ChangeLine) -> int | None:
        return (line.declared.order or None) if line.declared else None

    yield text_column(words(_("Reason for it")), lambda line: line.declared.reason if line.declared else "", width=50)
    yield text_column(words(_("Decision")), decision, width=44)
    yield text_column(words(_("Valid from")), lambda line: line.declared.valid_from if line.declared else "", width=12)
    yield text_column(words(_("Order in the background")), order, width=12)
    yield text_column(words(_("Addition")), lambda line: line.declared.addition if line.declared else "", width=60)


def _declared(region: Region) -> Iterator[ChangeLine]:
    """The changes that the plan declares, with what its rows say of them."""
    frame, wordings = region.frame, _wordings(region)
    for change in frame.changes:
        declarations = [
            wordings[change.what, means] for means in OF_KIND.get(change.kind, ()) if (change.what, means) in wordings
        ]
        before, now = next(iter(declarations), BeforeAndNow())
        wording = BeforeAndNow(before, "" if change.kind == "strike" else now)
        yield ChangeLine(change.what, name_in_plan(frame, change.what), change.kind, wording, change)


def _seen(region: Region) -> Iterator[ChangeLine]:
    """What reads otherwise than at the round before although the plan declares no change of it."""
    frame = region.frame
    declared = {(change.what, means) for change in frame.changes for means in OF_KIND.get(change.kind, ())}
    for (id_, means), wording in _wordings(region).items():
        if (id_, means) not in declared and _differs(wording, means):
            kind = KINDS[means] if wording.now else "strike"
            yield ChangeLine(id_, name_in_plan(frame, id_) if wording.now else wording.before, kind, wording)


def _differs(wording: BeforeAndNow, means: ColumnMeaning) -> bool:
    """Whether a text was there and is another now; of a row that is gone its name alone stands."""
    before, now = wording
    return bool(before) and before != now and (bool(now) or means in CALLED)


def _wordings(region: Region) -> Mapping[tuple[str, ColumnMeaning], BeforeAndNow]:
    """What every row said at the round before and says now, by its id and the column's meaning."""
    texts, wordings = region.before.texts, dict[tuple[str, ColumnMeaning], BeforeAndNow]()
    if not texts:
        return wordings
    sheets = {sheet.key: sheet for sheet in worded_sheets(region.tables)}
    for key in sheets:
        for now in region.frame.wordings.get(key, ()):
            wordings[now.row, now.meaning] = BeforeAndNow(texts.get((key, now.row, now.column), ""), now.text)
    for (key, id_, name), text in texts.items():
        column = _column_of(list(worded_columns(sheets[key])) if key in sheets else [], name)
        if column is not None and column.meaning is not None:
            wordings.setdefault((id_, column.meaning), BeforeAndNow(text))
    return wordings


def _column_of(columns: Sequence[Column], name: str) -> Column | None:
    return next((column for column in columns if column.key == name), None)
