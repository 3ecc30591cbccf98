"""Workbooks for the secretariat to fill in; a decisions workbook also where people are told to write in one and there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.placing import put
from followup.flow.gathering.workspace import Workspace, look_of
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun, could_not_write
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.book import Book
    from followup.form.finding import Finding
    from followup.plan.model import Plan


def write_blank(place: Workspace, path: Path, kind: str, blank: Callable[[Listener], Book], listener: Listener) -> None:
    """A workbook in the looks of the workspace."""
    from followup.files.xlsx_writing.xlsx_write import write_book
    from followup.flow.door.writing import Output

    look = look_of(place, listener)
    put([Output(path, kind, lambda beside: write_book(blank(listener), beside, look))], listener)


def write_decisions(place: Workspace, book: Callable[[Listener], Book], listener: Listener) -> None:
    """A decisions workbook, where the workspace has none."""
    if not lexists(place.decisions):
        write_blank(place, place.decisions, "decisions", book, listener)


def leave_blank_decisions(place: Workspace, plan: Plan, listener: Listener) -> None:
    """An empty one where there is none, and a note of it. Where it cannot be written that is noted, and what was asked for goes on."""
    from followup.plan.decisions.decisions import blank_decisions

    if lexists(place.decisions):
        return
    path = literal(str(place.decisions))
    try:
        write_decisions(place, lambda _listener: blank_decisions(plan.words, plan), listener)
    except CouldNotRun as refusal:
        listener.note(refusal.message, "warning")
    except OSError:
        listener.note(could_not_write(place.decisions).message, "warning")
    else:
        listener.note(_("There was no decisions.xlsx: {path} is an empty one to write in.", path=path))


def leave_decisions_for(findings: Iterable[Finding], place: Workspace, plan: Plan, listener: Listener) -> None:
    """The same, where one of the findings is told of as a thing to decide."""
    if any(finding.decide is not None for finding in findings):
        leave_blank_decisions(place, plan, listener)
