"""followup check: read submissions and tell what is wrong, without merging anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.console import (
    CouldNotRun,
    argument,
    format_option,
    path_option,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.paging import on_page, page_option
from followup.cli.returning import copies_of, remember_returned, return_workbooks
from followup.cli.round import the_round
from followup.cli.workspace import sections, sound_plan, workspace
from followup.locale import Message, _, literal, n_

if TYPE_CHECKING:
    from followup.files.limits import Limits
    from followup.files.reading_ahead import ReadingAhead
    from followup.files.sources import Source
    from followup.plan.model import Plan
    from followup.stages.collecting import ReadFile
    from followup.stages.reading import Reader

FEW = 10
"""Fewer files than this are read before a progress bar is seen."""


@verb("check", _("Check filled-in workbooks: each FILE, or every workbook in each folder."))
@argument("files", _("[FILE|FOLDER]..."), nargs=-1, type=click.Path(path_type=Path))
@path_option("--plan", help=_("The plan; else the nearest plan.xlsx upwards."))
@path_option("--return-to", help=_("A folder for copies to send back, with the cells marked and a list first."))
@page_option()
@format_option()
def command(
    files: tuple[Path, ...],
    plan: Path | None,
    return_to: Path | None,
    page: Path | None,
    as_format: str,
    today: date,
) -> int:
    """Show findings by file, and write the copies that go back; exit 1 when a finding is an error."""
    from followup.form.finding import Severity

    with on_page(page, _("The workbooks are checked"), today) as paper:
        place = workspace(plan)
        decided = sound_plan(place)
        paper.of(decided)
        places = files or (place.folder("inbox"),)
        files_read = read_files(places, decided)[0]
        if not files_read:
            raise CouldNotRun(_("There is no workbook to check."))
        collected = the_round(place, decided, files_read, today)[0]
        read = collected.files
        paper.units(collected.states if not files else ())
        paper.found([finding for each in read for finding in each.findings], read)
        if as_format == "json":
            show_json({"files": [_as_json(each) for each in read]})
        else:
            _show(read)
        copies: list[Path] = []
        if return_to is not None:
            returned = return_workbooks(read, return_to, places, decided, place)
            copies = copies_of(returned, read, return_to)
            if return_to.resolve() == place.folder("returned").resolve():
                remember_returned(returned, collected, decided, place)
        paper.done([_counted(read), *_returned(copies)], copies)
    return 1 if any(finding.severity is Severity.ERROR for each in read for finding in each.findings) else 0


def read_files(places: Sequence[Path], plan: Plan) -> tuple[list[ReadFile], Reader, list[Source]]:
    """Every submission in these places, read and checked, with progress where a person is watching.

    Also the reader that read them, and the files that were passed over.
    """
    from followup.files.inbox import sources_in
    from followup.files.reading_ahead import reading_ahead
    from followup.stages.reading import Reader

    absent = [each for each in places if not each.exists()]
    if absent:
        raise CouldNotRun(_("There is no file or folder {path}.", path=literal(str(absent[0]))))
    reader, ahead, limits = Reader(plan, sections()), reading_ahead(), _limits(plan)
    if ahead.alone:
        tell(_("No separate process could be started to read files; they are read here, and only as .xlsx."), "warning")
    sources, passed_over = sources_in(places, lambda path: ahead.contents(path, limits))
    for source in passed_over:
        tell(_("{file} is no workbook and was not read.", file=literal(source.name)), "warning")
    if len(sources) < FEW or not sys.stderr.isatty():
        return list(_read_one_by_one(sources, reader, ahead, limits)), reader, passed_over
    with click.progressbar(length=len(sources), label=words()(_("Reading")), file=sys.stderr) as bar:
        read = []
        for file in _read_one_by_one(sources, reader, ahead, limits):
            read.append(file)
            bar.update(1)
        return read, reader, passed_over


def _read_one_by_one(
    sources: Sequence[Source], reader: Reader, ahead: ReadingAhead, limits: Limits
) -> Iterator[ReadFile]:
    """Each file, but not the rest of a container whose files one after the other cannot be read."""
    from followup.stages.collecting import read_file
    from followup.stages.patience import Patience

    patience, waiting = Patience(), list(sources)
    ahead.expect([each for each in waiting if not each.refused], limits)
    while waiting:
        source = waiting.pop(0)
        file = read_file(source, reader, ahead.open)
        yield file
        if patience.ends_with(file):
            yield patience.rest_of(file)
            waiting = [each for each in waiting if each.path != source.path]
            ahead.expect([each for each in waiting if not each.refused], limits)


def _limits(plan: Plan) -> Limits:
    """The limits of a file: ours, but for those that the plan sets."""
    from followup.files.limits import MEGABYTE, USUAL

    seconds, megabytes, cells = (plan.settings.get(f"file_{name}") for name in ("seconds", "megabytes", "cells"))
    return replace(
        USUAL,
        seconds=float(seconds) if isinstance(seconds, Decimal) else USUAL.seconds,
        file=int(megabytes) * MEGABYTE if isinstance(megabytes, Decimal) else USUAL.file,
        cells=int(cells) if isinstance(cells, Decimal) else USUAL.cells,
    )


def _as_json(file: ReadFile) -> dict[str, Any]:
    from followup.outputs.told import as_json

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


def _counted(files: Sequence[ReadFile]) -> Message:
    sound = sum(file.submission is not None for file in files)
    return _("{n} of {of} files are answers to this round.", n=sound, of=len(files))


def _returned(copies: Sequence[Path]) -> list[Message]:
    """What the files listed are, if there are any."""
    told = n_("{n} workbook is ready to send back.", "{n} workbooks are ready to send back.", len(copies))
    return [told] if copies else []


def _show(files: Sequence[ReadFile]) -> None:
    from followup.form.finding import Severity

    say = words()
    for file in files:
        submission = file.submission
        title = f"{file.path.name} · {submission.unit.name}" if submission else file.path.name
        click.secho(f"\n{title}", bold=True)
        if submission is not None:
            counts = {"filled": submission.filled, "read": submission.read, "refused": submission.refused}
            show("  " + say(_("Filled in: {filled}. Taken over: {read}. Not taken over: {refused}.", **counts)))
        show_findings(file.findings)
        if not file.findings:
            show("  " + say(_("Nothing to remark.")))
    errors = sum(finding.severity is Severity.ERROR for file in files for finding in file.findings)
    tell("")
    tell(n_("{n} thing to correct.", "{n} things to correct.", errors), "error" if errors else "good")
