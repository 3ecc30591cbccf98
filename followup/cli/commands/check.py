"""followup check: read submissions and tell what is wrong, without merging anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.cli.console import (
    PATH,
    argument,
    format_option,
    path_option,
    plan_option,
    readers_options,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.html_page import page_option, write_page_of
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.check import check
from followup.flow.gathering.reading.readers import Readers
from followup.flow.gathering.workspace import find_workspace
from followup.locale import Message, _, literal, n_

if TYPE_CHECKING:
    from followup.round.model import ReadFile


@verb("check", VERBS["check"].sentence)
@argument("files", _("[FILE|FOLDER]..."), nargs=-1, type=PATH)
@plan_option()
@path_option("--return-to", help=_("A folder for copies to send back, with the cells marked and a list first."))
@page_option()
@readers_options()
@format_option()
def command(
    files: tuple[Path, ...],
    plan: Path | None,
    return_to: Path | None,
    page: Path | None,
    open_page: bool,
    as_format: str,
    today: date,
    readers: Readers,
) -> int:
    """Show findings by file, and write the copies that go back; exit 1 when a finding is an error."""
    from followup.rulebook.problem import Severity

    with write_page_of(page, open_page, _("The workbooks are checked"), today) as paper:
        checked = check(find_workspace(plan), files, today, return_to, Terminal(paper.tell_whose), readers)
        read = checked.round.files
        if as_format == "json":
            show_json({"files": [_as_json(file) for file in read]})
        else:
            _show(read)
        copies = [sent.copy for sent in checked.returned.files]
        if return_to is not None:
            _tell_returned(copies, return_to)
        paper.tell_units(checked.round.states if not files else ())
        paper.tell_found(checked.findings, read)
        paper.tell_done([_count_sentence(read), *_returned_sentence(copies), *checked.returned.notes], copies)
    return 1 if any(finding.severity is Severity.ERROR for finding in checked.findings) else 0


def _as_json(file: ReadFile) -> dict[str, Any]:
    from followup.reports.wording.findings_text import as_json

    submission = file.submission
    return {
        "file": file.path.name,
        "unit": submission.unit.id if submission else "",
        "round": submission.identity.round if submission else "",
        "values_filled": submission.filled if submission else 0,
        "values_read": submission.read if submission else 0,
        "values_refused": submission.refused if submission else 0,
        "findings": [as_json(finding, words()) for finding in file.findings],
    }


def _count_sentence(files: Sequence[ReadFile]) -> Message:
    sound = sum(file.submission is not None for file in files)
    return _("{n} of {of} files are answers to this round.", n=sound, of=len(files))


def _returned_sentence(copies: Sequence[Path]) -> list[Message]:
    """What the files listed are, if there are any."""
    sentence = n_("{n} workbook is ready to send back.", "{n} workbooks are ready to send back.", len(copies))
    return [sentence] if copies else []


def _tell_returned(copies: Sequence[Path], into: Path) -> None:
    message = n_(
        "{n} workbook to send back is in {folder}.", "{n} workbooks to send back are in {folder}.", len(copies)
    )
    tell(message.filled(folder=literal(str(into))) if copies else _("No workbook has to be sent back."))


def _show(files: Sequence[ReadFile]) -> None:
    from followup.reports.wording.findings_in_many import kind_of, kinds_in_many
    from followup.rulebook.problem import Severity

    say = words()
    every = [finding for file in files for finding in file.findings]
    many = kinds_in_many(every)
    if many:
        show("\n" + say(_("In many of the files")), bold=True)
        show_findings(finding for finding in every if kind_of(finding) in many)
    for file in files:
        submission = file.submission
        title = f"{file.path.name} · {submission.unit.name}" if submission else file.path.name
        show(f"\n{title}", bold=True)
        if submission is not None:
            counts = {"filled": submission.filled, "read": submission.read, "refused": submission.refused}
            is_all = submission.filled == submission.read and not submission.refused
            all_read = _("Filled in and taken over: {filled}.", filled=submission.filled)
            partly = _("Filled in: {filled}. Taken over: {read}. Not taken over: {refused}.", **counts)
            show("  " + say(all_read if is_all else partly))
        show_findings(finding for finding in file.findings if kind_of(finding) not in many)
        if not file.findings:
            show("  " + say(_("Nothing to remark.")))
    errors = sum(finding.severity is Severity.ERROR for file in files for finding in file.findings)
    tell("")
    if errors:
        tell(n_("{n} thing to correct.", "{n} things to correct.", errors), "error")
    else:
        tell(_("Nothing to correct."), "good")
