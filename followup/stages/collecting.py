"""From the files of a round to one submission a unit: several files of one unit are never mixed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from followup.files.received import ReceivedBook, UnreadableFile
from followup.form.finding import Finding, Severity
from followup.form.place import Place
from followup.locale import _, literal
from followup.plan.model import Plan, Unit
from followup.stages.checking import check
from followup.stages.reading import Reader, Submission
from followup.stages.region import UnitState
from followup.stages.template import template_name


@dataclass
class ReadFile:
    """One file: its submission where it has one, and all that was found in it."""

    path: Path
    submission: Submission | None = None
    findings: list[Finding] = field(default_factory=list)


def read_file(path: Path, reader: Reader, open_book: Callable[[Path], ReceivedBook]) -> ReadFile:
    """Read and check one file; a bad file is a finding, never an exception."""
    try:
        book = open_book(path)
    except UnreadableFile as fault:
        finding = Finding(Place(path.name), fault.rule, Severity.ERROR, fault.found or path.name, fault.advice)
        return ReadFile(path, None, [finding])
    submission, findings = reader.read(book)
    if submission is not None and not submission.filled:
        told = _("The template is not filled in.")
        place = Place(path.name, submission.unit.name)
        return ReadFile(path, submission, [*findings, Finding(place, "not-filled-in", Severity.WARNING, "", told)])
    if submission is not None:
        findings += check(submission, reader.plan)
    return ReadFile(path, submission, sorted(findings, key=lambda finding: finding.order))


@dataclass
class Collected:
    """A round's files by unit: one submission each, the state of every unit, and every finding."""

    submissions: dict[str, Submission]
    states: list[UnitState]
    findings: list[Finding]


def collect(files: Sequence[ReadFile], plan: Plan) -> Collected:
    """One submission a unit. Files with the same content count once; files that differ stop that unit, and are named."""
    by_unit: dict[str, list[ReadFile]] = {}
    for each in files:
        if each.submission is not None and each.submission.filled:
            by_unit.setdefault(each.submission.unit.id, []).append(each)
    findings = [finding for each in files for finding in each.findings]
    submissions: dict[str, Submission] = {}
    states = []
    for unit in plan.answering():
        own = by_unit.get(unit.id, [])
        told = list(_several(unit, own))
        findings += told
        if any(finding.severity is Severity.ERROR for finding in told):
            names = ", ".join(each.path.name for each in own)
            states.append(UnitState(unit, "conflict", names, errors=len(told)))
            continue
        chosen = own[0] if own else None
        if chosen is not None and chosen.submission is not None:
            submissions[unit.id] = chosen.submission
        if chosen is None and (refused := _refused(unit, files, plan)) is not None:
            chosen = refused
        states.append(state_of(unit, chosen))
    return Collected(submissions, states, findings)


def _refused(unit: Unit, files: Sequence[ReadFile], plan: Plan) -> ReadFile | None:
    """A file that could not be used and, by its name, is the unit's: its content did not tell."""
    wanted = _comparable(template_name(plan, unit).removesuffix(".xlsx"))
    nameless = (each for each in files if each.submission is None)
    return next((each for each in nameless if _comparable(each.path.stem).startswith(wanted)), None)


def _comparable(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def state_of(unit: Unit, file: ReadFile | None) -> UnitState:
    """How a unit stands, from its file."""
    if file is None:
        return UnitState(unit, "missing")
    errors = sum(1 for finding in file.findings if finding.severity is Severity.ERROR)
    warnings = sum(1 for finding in file.findings if finding.severity is Severity.WARNING)
    submission = file.submission
    if submission is None:
        return UnitState(unit, "refused", file.path.name, "", errors, warnings)
    state = "with_errors" if errors else "answered"
    return UnitState(
        unit, state, submission.file, submission.sha256, errors, warnings, submission.read, signed_by(submission)
    )


def signed_by(submission: Submission) -> str:
    """What was answered on the first sheet: who, in which role, when."""
    return "; ".join(
        str(row[column.key])
        for table in submission.form.tables
        if table.section.on_first_sheet
        for row in submission.tables.get(table.section.key, ())
        for column in table.columns
        if table.asked(row.row, column) and row[column.key] is not None
    )


def _several(unit: Unit, files: Sequence[ReadFile]) -> Iterator[Finding]:
    """What to tell of several files of one unit: a note when they say the same, an error when they differ."""
    if len(files) < 2:
        return
    first = files[0]
    for other in files[1:]:
        place = Place(other.path.name, unit.name)
        if _answers(first) == _answers(other):
            told = _("says the same as {file}; it was counted once.", file=literal(first.path.name))
            yield Finding(place, "same-file-twice", Severity.INFO, other.path.name, told)
        else:
            told = _(
                "differs from {file}. Keep the one that counts in the inbox and move the other away.",
                file=literal(first.path.name),
            )
            yield Finding(place, "files-differ", Severity.ERROR, other.path.name, told)


def _answers(file: ReadFile) -> object:
    submission = file.submission
    if submission is None:
        return None
    return {
        key: [
            (row.row.key, sorted((column, str(value)) for column, value in row.values.items()), row.refused)
            for row in rows
        ]
        for key, rows in submission.tables.items()
    }
