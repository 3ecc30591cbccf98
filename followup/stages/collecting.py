"""From the files of a round to one submission a unit: several files of one unit are never mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import TypeVar

from followup.files.received import ReceivedBook, UnreadableFile
from followup.files.sources import Source, innermost
from followup.form.finding import Finding, Problem, Severity
from followup.form.place import Place
from followup.locale import Message, _
from followup.plan.decisions import NOTHING_DECIDED, Decisions
from followup.plan.model import Plan, Unit
from followup.stages.checking import check, check_across
from followup.stages.differences import answers_of, digest
from followup.stages.naming import misleading_name, plain_name, unit_named
from followup.stages.older_plan import carried_over
from followup.stages.reading import Reader, Submission
from followup.stages.record import NOTHING_TAKEN, Record, Taken
from followup.stages.region import UnitState
from followup.stages.several import Candidate, Choice, choose
from followup.stages.signing import came_after_it_closed, check_sign_off, needs_approval, seal, sign_off_of
from followup.stages.template import template_name
from followup.stages.waiving import Waived, idle_decisions, waive

File = TypeVar("File", Path, Source)


@dataclass
class ReadFile:
    """One file: its submission where it has one, and all that was found in it.

    ``path`` is as people see it: a file in a mail or a compressed folder has that before its own name, and ``source`` says
    where it lies. ``saved`` is when the workbook was last saved, as it says itself; empty where it does not.
    """

    path: Path
    submission: Submission | None = None
    findings: list[Finding] = field(default_factory=list)
    saved: str = ""
    source: Source | None = None

    @property
    def on_disk(self) -> Path:
        """The file that can be opened: that of the mail or the compressed folder around it."""
        return self.source.path if self.source is not None else self.path

    @property
    def filled(self) -> bool:
        """Whether it is a submission with something in it."""
        return self.submission is not None and bool(self.submission.filled)


def read_file(file: File, reader: Reader, open_book: Callable[[File], ReceivedBook]) -> ReadFile:
    """Read and check one file; a bad file is a finding, never an exception."""
    source = file if isinstance(file, Source) else Source(file)
    path, held = source.shown, source.held
    if held is not None and held.refusal is not None:
        severity = Severity.ERROR if held.refusal.grave else Severity.WARNING
        return _unread(source, held.refusal.rule, severity, held.refusal.found, held.refusal.advice)
    try:
        book = open_book(file)
    except UnreadableFile as fault:
        return _unread(source, fault.rule, Severity.ERROR, fault.found, fault.advice)
    submission, findings = reader.read(book)
    if submission is not None:
        findings = carried_over(submission, findings, reader.plan)
        findings += misleading_name(path, submission.unit, reader.plan)
    if submission is not None and not submission.filled:
        untouched = template_is_not_filled_in()
        place = Place(path.name, submission.unit.name)
        findings.append(Finding(place, untouched.rule, untouched.severity, "", untouched.advice))
    elif submission is not None:
        findings += check(submission, reader.plan)
    return ReadFile(path, submission, in_order(findings), book.saved, source)


def _unread(source: Source, rule: str, severity: Severity, found: str, advice: Message) -> ReadFile:
    finding = Finding(Place(source.name), rule, severity, found or source.name, advice)
    return ReadFile(source.shown, None, [finding], source=source)


def template_is_not_filled_in() -> Problem:
    """An untouched template is no answer: its unit counts as one that has not answered, never as zeros.

    Wrong: the template sent back as it came.
    Right: the yellow cells filled in, with 0 where there was none.
    """
    return Problem("not-filled-in", _("The template is not filled in."), Severity.WARNING)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first."""
    return sorted(findings, key=lambda finding: finding.order)


@dataclass
class Collected:
    """A round's files by unit: one submission each, the state of every unit, and every finding.

    ``files`` are the files with what is to be said of each now that all are known; ``superseded`` are the states of
    files that do not count; ``taken`` is what the record is to remember. ``idle`` tells of decisions without effect,
    which can be told only where every file of the round was read.
    """

    submissions: dict[str, Submission]
    states: list[UnitState]
    files: list[ReadFile]
    superseded: list[UnitState] = field(default_factory=list)
    taken: dict[str, Taken] = field(default_factory=dict)
    idle: list[Finding] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        """Every finding of every file."""
        return [finding for file in self.files for finding in file.findings]


def collect(
    files: Sequence[ReadFile],
    plan: Plan,
    decisions: Decisions = NOTHING_DECIDED,
    record: Record = NOTHING_TAKEN,
    today: date | None = None,
) -> Collected:
    """One submission a unit. Files with the same content count once; a file that replaces an older one is told.

    Files that differ stop their unit unless the record or a decision says which counts. ``record`` is what earlier
    merges took in.
    """
    return _Round(files, plan, decisions, record, today).collected()


class _Round:
    """One round being collected."""

    def __init__(
        self, files: Sequence[ReadFile], plan: Plan, decisions: Decisions, record: Record, today: date | None
    ) -> None:
        self.plan, self.decisions, self.record, self.today = plan, decisions, record, today
        self.files = [replace(each, findings=list(each.findings)) for each in files]
        self.waived: list[Waived] = []
        self.chosen: set[str] = set()

    def collected(self) -> Collected:
        result = Collected({}, [], self.files)
        for unit in self.plan.answering():
            own = [each for each in self.files if each.filled and _unit_of(each) == unit.id]
            if own:
                self._of_unit(unit, own, result)
            else:
                result.states.append(self._unanswered(unit))
        self._check_across(result)
        for each in self.files:
            self._waive(each)
        result.states = [_counted(state, self.files) for state in result.states]
        result.idle = list(idle_decisions(self.decisions, self.waived, self.chosen, self.plan))
        return result

    def _check_across(self, result: Collected) -> None:
        """What the units' answers say against each other is told with the file of each."""
        files = {id(each.submission): each for each in self.files if each.submission is not None}
        for unit, finding in check_across(result.submissions, self.plan):
            files[id(result.submissions[unit])].findings.append(finding)

    def _of_unit(self, unit: Unit, own: Sequence[ReadFile], result: Collected) -> None:
        by_candidate = [(_candidate(each, self.plan), each) for each in own]
        files = {id(candidate): each for candidate, each in by_candidate}
        choice = choose(unit, [each for each, _file in by_candidate], self.record, self.decisions.file_of(unit.id))
        if choice.decided:
            self.chosen.add(unit.id)
        for candidate in (*choice.aside, *choice.same):
            files[id(candidate)].findings = []  # what it says is said of the file that counts, or no longer matters
        for candidate, finding in choice.told:
            files[id(candidate)].findings.append(finding)
        result.superseded += [UnitState(unit, "superseded", each.name, each.sha256) for each in choice.aside]
        if choice.counts is None:
            names = ", ".join(each.path.name for each in own)
            errors = sum(finding.severity is Severity.ERROR for _file, finding in choice.told)
            result.states.append(UnitState(unit, "conflict", names, errors=errors))
            return
        self._take(unit, choice, files[id(choice.counts)], result)

    def _take(self, unit: Unit, choice: Choice, file: ReadFile, result: Collected) -> None:
        counts, submission = choice.counts, file.submission
        assert counts is not None and submission is not None
        answers = digest(counts.answers)
        file.findings += check_sign_off(submission, answers, self.plan, self.record, self.today)
        file.findings += came_after_it_closed(submission, file.saved, self.plan, self.record, self.today)
        result.submissions[unit.id] = submission
        result.taken[unit.id] = Taken(counts.name, counts.sha256, answers, counts.approved)
        result.states.append(state_of(unit, file, self.plan))

    def _unanswered(self, unit: Unit) -> UnitState:
        """A template that came back as it was, a file that could not be used, or nothing."""
        untouched = next((each for each in self.files if _unit_of(each) == unit.id), None)
        if untouched is not None:
            return UnitState(unit, "missing", untouched.path.name, untouched=True)
        return state_of(unit, _refused(unit, self.files, self.plan), self.plan)

    def _waive(self, file: ReadFile) -> None:
        unit = _unit_of(file)
        waived = waive(file.findings, file.submission, unit, self.decisions)
        file.findings = in_order(waived.findings)
        self.waived.append(waived)


def _unit_of(file: ReadFile) -> str:
    return file.submission.unit.id if file.submission is not None else ""


def _candidate(file: ReadFile, plan: Plan) -> Candidate:
    submission = file.submission
    assert submission is not None
    answers = answers_of(submission, file.findings, plan.words)
    return Candidate(file.path, submission.sha256, file.saved, answers, seal(sign_off_of(submission).approved))


def _refused(unit: Unit, files: Sequence[ReadFile], plan: Plan) -> ReadFile | None:
    """A file that could not be used and, by its name, is the unit's: its content did not tell."""
    wanted = plain_name(template_name(plan, unit).removesuffix(".xlsx"))
    nameless = [each for each in files if each.submission is None]
    called = (
        each for each in nameless if f"{plain_name(PurePath(innermost(each.path.name)).stem)} ".startswith(f"{wanted} ")
    )
    meant = (each for each in nameless if unit_named(_words_about(each), plan) is unit)
    return next(called, None) or next(meant, None)


def _words_about(file: ReadFile) -> Iterator[str]:
    """What a file is called, then what the mail or the folder around it is called, and the mail's subject."""
    yield innermost(file.path.name)
    held = file.source.held if file.source is not None else None
    yield f"{file.path.name} {held.subject if held else ''}"


def state_of(unit: Unit, file: ReadFile | None, plan: Plan) -> UnitState:
    """How a unit stands, from its file; what was found is counted when it is known what is waived."""
    if file is None:
        return UnitState(unit, "missing")
    submission = file.submission
    if submission is None:
        return UnitState(unit, "refused", file.path.name)
    signed = sign_off_of(submission)
    changed = any(finding.rule == "changed-after-approval" for finding in file.findings)
    approved = signed.approved.complete and not changed
    return UnitState(
        unit,
        "answered",
        submission.file,
        submission.sha256,
        values=submission.read,
        signed=str(signed.done),
        approved=str(signed.approved),
        preliminary=needs_approval(plan) and not approved,
    )


def _counted(state: UnitState, files: Sequence[ReadFile]) -> UnitState:
    """The state with the findings of its file counted; errors make it one with something to correct."""
    file = next((each for each in files if state.file and _is_of(state, each)), None)
    if file is None or state.state == "conflict":
        return state
    errors = sum(finding.severity is Severity.ERROR for finding in file.findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in file.findings)
    kind = "with_errors" if errors and state.state == "answered" else state.state
    return replace(state, state=kind, errors=errors, warnings=warnings)


def _is_of(state: UnitState, file: ReadFile) -> bool:
    same = file.submission is None or file.submission.sha256 == state.sha256 or state.untouched
    return file.path.name == state.file and same
