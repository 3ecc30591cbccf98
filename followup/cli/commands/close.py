"""followup close: the round kept, byte for byte, with all that it was made of; or what is to be decided first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.console import (
    format_option,
    option,
    path_option,
    plan_option,
    show,
    show_findings,
    show_json,
    show_sentence,
    tell,
    verb,
    words,
)
from followup.cli.results import closed_as_json, columns_of, rows_to_decide
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.close import ClosingAttempt, close
from followup.flow.door.remaking import EVERY_DOCUMENT
from followup.flow.gathering.closed import closed_since
from followup.flow.gathering.workspace import find_workspace
from followup.locale import Message, _, literal, n_

if TYPE_CHECKING:
    from followup.form.section import Section


@verb("close", VERBS["close"].sentence)
@plan_option()
@path_option("--into", help=_("Where the round's folder is made; else closed beside the plan."))
@option(
    "--why",
    type=click.STRING,
    default="",
    metavar="TEXT",
    help=_("Something to keep with it; needed where documents are older than the answers and are to be kept so."),
)
@path_option(
    "--rows", help=_("Also write the rows to decide there, as a workbook to copy them from into decisions.xlsx.")
)
@format_option()
def command(plan: Path | None, into: Path | None, why: str, rows: Path | None, as_format: str, today: date) -> int:
    """Close, and show the folder and its seal; or exit 1 with what is to be decided and the rows to write."""
    attempt = close(find_workspace(plan), into, why, today, Terminal(), rows)
    if as_format == "json":
        show_json(_as_json(attempt))
    elif attempt.closed is not None:
        _show_closed(attempt)
    else:
        _show_unsettled(attempt)
    for path in attempt.rows.paths if attempt.rows is not None else ():
        tell(_("The rows to decide were written to {path}.", path=literal(str(path))), "good")
    return 0 if attempt.closed is not None else 1


def _as_json(attempt: ClosingAttempt) -> dict[str, Any]:
    from followup.reports.wording.findings_text import as_json

    closed = attempt.closed
    return {
        "round": attempt.round,
        "closed": None if closed is None else closed_as_json(closed, attempt.since),
        "matters": [
            {
                "finding": as_json(matter.finding, words()),
                "sheet": words()(matter.sheet.sheet or matter.sheet.title) if matter.sheet else "",
                "rows": [_by_title(matter.sheet, row) for row in matter.rows if matter.sheet],
            }
            for matter in attempt.matters
        ],
        "stale": [str(path) for path in attempt.stale],
    }


def _by_title(sheet: Section, row: Mapping[str, str]) -> dict[str, str]:
    return {words()(column.title): row.get(column.key, "") for column in columns_of(sheet)}


def _show_closed(attempt: ClosingAttempt) -> None:
    closed = attempt.closed
    assert closed is not None
    if attempt.already:
        tell(closed_since(closed), "warning")
    show(str(closed.folder))
    if closed.seal:
        show(words()(_("Seal (SHA-256): {seal}", seal=literal(closed.seal))))
    if not attempt.already:
        sentence = _(
            "{round} is closed. Write the seal in the register: with it anybody can see that nothing has been changed, with "
            "followup verify --seal HEX.",
            round=literal(closed.round),
        )
        tell(sentence, "good")


def _show_unsettled(attempt: ClosingAttempt) -> None:
    """What was found, then each sheet's rows with tabs between the cells, so that they can be pasted."""
    show_findings(matter.finding for matter in attempt.matters)
    for line in rows_to_decide(attempt.matters):
        show(line)
    for path in attempt.stale:
        show_sentence(
            words()(_("{file} is older than the answers, the plan or the decisions.", file=literal(str(path))))
        )
    if attempt.matters:
        commands = literal("; ".join([*attempt.remaking, "followup close"]))
        show("\n" + words()(_("When it stands there, run in this order: {commands}", commands=commands)))
    elif attempt.stale:
        show_sentence(words()(_ways_out_of_stale(attempt)))
    tell(_("{round} was not closed.", round=literal(attempt.round)), "error")


def _ways_out_of_stale(attempt: ClosingAttempt) -> Message:
    """How to make again what is older than the round, or to leave it so."""
    commands = literal("; ".join(attempt.remaking) or EVERY_DOCUMENT)
    return n_(
        "Make it again with {commands}; else remove it, or say why it is kept: followup close --why TEXT",
        "Make them again with {commands}; else remove them, or say why they are kept: followup close --why TEXT",
        len(attempt.stale),
        commands=commands,
    )
