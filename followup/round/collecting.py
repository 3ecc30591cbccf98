"""From the files of a round to one submission a unit: several files of one unit are never mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import TypeVar

from followup.files.received import ReceivedBook, UnreadableFile
from followup.files.sources import Source, innermost
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.terms.units import Unit
from followup.plan.decisions.decisions import NOTHING_DECIDED, Decisions
from followup.returns.checking import check
from followup.returns.file_names import misleading_name, name_is_in_other_letters, plain_name, unit_named
from followup.returns.model import Submission
from followup.returns.older_plan import reclassify_findings
from followup.returns.reader import Reader
from followup.round.candidates.candidates import Candidate
from followup.round.candidates.choose_file import choose
from followup.round.candidates.corrected import SentBack
from followup.round.candidates.halves import merge_halves
from followup.round.checking_across import check_across
from followup.round.model import ReadFile, Round
from followup.round.queries import ask
from followup.round.receipts import EMPTY_RECORD, Record, RecordedFile
from followup.round.sign_offs import came_after_it_closed, check_sign_off, needs_approval, seal, sign_off_of
from followup.round.uncorrected import without_uncorrected
from followup.round.unit_state import UnitState, silent_units, unapproved_units
from followup.round.waiving import WaiverResult, idle_decisions, is_of_silence, waive
from followup.rulebook.problem import Problem, Severity
from followup.rulebook.received.rounds import NOT_FILLED_IN
from followup.rulebook.sections import CHANGED_AFTER_APPROVAL
from followup.templates.forms import Forms
from followup.templates.unit_form import template_name

File = TypeVar("File", Path, Source)


def read_file(file: File, reader: Reader, open_book: Callable[[File], ReceivedBook]) -> ReadFile:
    """Read and check one file; a bad file is a finding, never an exception."""
    source = file if isinstance(file, Source) else Source(file)
    path, container = source.shown, source.member
    if container is not None and container.refusal is not None:
        return unreadable_file(source, container.refusal.problem, container.refusal.detail)
    try:
        book = open_book(file)
    except UnreadableFile as fault:
        return unreadable_file(source, fault.problem, fault.detail)
    submission, findings = reader.read(book)
    if submission is not None:
        findings = reclassify_findings(submission, findings, reader.frame)
        findings += misleading_name(path, submission.unit, reader.frame)
        findings += name_is_in_other_letters(source, submission.unit.name)
    if submission is not None and not submission.filled:
        findings.append(Finding.of(Place(path.name, submission.unit.name), NOT_FILLED_IN.problem()))
    elif submission is not None:
        findings += check(submission, reader.frame)
    return ReadFile(path, submission, sort_findings(findings), book.saved, source)


def unreadable_file(source: Source, problem: Problem, raw: str) -> ReadFile:
    """A file of which only the finding can be told why it was not read."""
    finding = Finding.of(Place(source.name), problem, raw or source.name)
    return ReadFile(source.shown, None, [finding], source=source)


def _finding_key(finding: Finding) -> tuple[str, str, int, int, str]:
    place = finding.place
    return finding.rule, place.sheet, place.row, place.column, finding.raw


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Gravest first."""
    return sorted(findings, key=lambda finding: finding.order)


def gather(
    files: Sequence[ReadFile],
    forms: Forms,
    decisions: Decisions = NOTHING_DECIDED,
    record: Record = EMPTY_RECORD,
    today: date | None = None,
    faults: Sequence[Finding] = (),
    sent_back: SentBack = lambda _file: None,
) -> Round:
    """One submission a unit. Files with the same content count once; a file that replaces an older one is reported.

    Files that differ stop their unit unless the record or a decision says which counts. ``record`` is what earlier
    merges took in, ``faults`` what was found in the decisions. ``sent_back`` finds the copy that a file was made from.
    """
    return _RoundBuilder(files, forms, decisions, record, today, sent_back).round(faults)


class _RoundBuilder:
    """One round being gathered: what is said of each file, by its place among them, and what is known of each unit."""

    def __init__(
        self,
        files: Sequence[ReadFile],
        forms: Forms,
        decisions: Decisions,
        record: Record,
        today: date | None,
        sent_back: SentBack,
    ) -> None:
        self.files, self.forms, self.decisions, self.record, self.today = files, forms, decisions, record, today
        self.frame, self.sent_back = forms.frame, sent_back
        self.findings = [list(file.findings) for file in files]
        self.submissions: dict[str, Submission] = {}
        self.states: list[UnitState] = []
        self.superseded: list[UnitState] = []
        self.recorded_files: dict[str, tuple[RecordedFile, ...]] = {}
        self.waived: list[WaiverResult] = []
        self.chosen: set[str] = set()

    def round(self, faults: Sequence[Finding]) -> Round:
        """All of it."""
        numbers: dict[str, list[int]] = {}
        for at, file in enumerate(self.files):
            if file.filled:
                numbers.setdefault(file.unit, []).append(at)
        for unit in self.frame.units.answering:
            if unit.id in numbers:
                self._gather_unit(unit, numbers[unit.id])
            else:
                self.states.append(self._unanswered(unit))
        self._check_across()
        files = [self._waive(file, self.findings[at]) for at, file in enumerate(self.files)]
        self._leave_out_uncorrected(files)
        queries, about_queries = ask(self.decisions.queries, self.submissions, self.forms)
        lacking = [[state.unit for state in units(self.states)] for units in (silent_units, unapproved_units)]
        return Round(
            files,
            self.submissions,
            list(_counted(self.states, files)),
            self.superseded,
            self.decisions,
            self.record,
            self.recorded_files,
            faults,
            [*idle_decisions(self.decisions, self.waived, self.chosen, self.frame, *lacking), *about_queries],
            queries,
        )

    def _check_across(self) -> None:
        """What the units' answers say against each other is reported with the file of each."""
        places = {id(file.submission): at for at, file in enumerate(self.files) if file.submission is not None}
        for unit, finding in check_across(self.submissions, self.forms):
            self.findings[places[id(self.submissions[unit])]].append(finding)

    def _leave_out_uncorrected(self, files: Sequence[ReadFile]) -> None:
        """What is to be corrected and nobody has accepted is not among the answers of its unit."""
        findings: dict[str, list[Finding]] = {unit: [] for unit in self.submissions}
        for file in files:
            findings.get(file.unit, []).extend(file.findings)
        for unit, submission in self.submissions.items():
            self.submissions[unit] = without_uncorrected(submission, findings[unit])
        self.states = [
            replace(state, values=of_unit.read) if (of_unit := self.submissions.get(state.unit.id)) else state
            for state in self.states
        ]

    def _gather_unit(self, unit: Unit, numbers: Sequence[int]) -> None:
        candidates = [(_candidate(self.files[at], self.frame), at) for at in numbers]
        places = {id(candidate): at for candidate, at in candidates}
        selection = choose(
            unit, [candidate for candidate, _at in candidates], self.record, self.decisions.file_of(unit.id)
        )
        if selection.decided:
            self.chosen.add(unit.id)
        for candidate in selection.aside:
            self.findings[places[id(candidate)]] = []  # of no matter any longer
        for candidate in selection.same:
            self._keep_what_only_it_says(places[id(candidate)], numbers)
        for candidate, finding in selection.findings:
            self.findings[places[id(candidate)]].append(finding)
        self.superseded += [
            UnitState(unit, "superseded", candidate.name, candidate.sha256) for candidate in selection.aside
        ]
        if selection.counts is None:
            names = ", ".join(self.files[at].path.name for at in numbers)
            errors = sum(finding.severity is Severity.ERROR for _file, finding in selection.findings)
            self.states.append(UnitState(unit, "conflict", names, errors=errors))
            return
        counted = [(candidate, places[id(candidate)]) for candidate in selection.halves or (selection.counts,)]
        submission = self.files[counted[0][1]].submission
        assert submission is not None
        if selection.halves:
            submission = self._put_together([at for _half, at in counted])
        self._take(unit, counted, submission)

    def _keep_what_only_it_says(self, at: int, numbers: Sequence[int]) -> None:
        """Of a file that is counted once with another: what is said of the other too is left out.

        A note outside the tables stands in this file alone, and would be lost with it.
        """
        others = {_finding_key(finding) for other in numbers if other != at for finding in self.findings[other]}
        notes = [
            finding for finding in self.findings[at] if finding.place.sheet and _finding_key(finding) not in others
        ]
        self.findings[at] = notes

    def _put_together(self, halves: Sequence[int]) -> Submission:
        """The submission of all halves; what was missing in one and stands in another is no longer reported."""
        submissions = [half for at in halves if (half := self.files[at].submission) is not None]
        whole = merge_halves(submissions)
        for at, half in zip(halves, submissions, strict=True):
            alone = set(check(half, self.frame))
            self.findings[at] = [finding for finding in self.findings[at] if finding not in alone]
        self.findings[halves[0]] += check(whole, self.frame)
        return whole

    def _take(self, unit: Unit, counted: Sequence[tuple[Candidate, int]], submission: Submission) -> None:
        """The file that counts, or the halves: each is signed, came in and is remembered for itself."""
        digests = [candidate.digest for candidate, _at in counted]
        whole = submission.sha256[:16] if submission.halves else ""
        recorded, states = [], []
        for digest, (candidate, at) in zip(digests, counted, strict=True):
            file, findings = self.files[at], self.findings[at]
            half = file.submission
            assert half is not None
            other_digests = [other for other in digests if other != digest]
            findings += check_sign_off(half, digest, self.frame, self.record, self.today, other_digests)
            findings += came_after_it_closed(half, file.saved, self.frame, self.record, self.today)
            copy = self.sent_back(candidate) if not submission.halves else None
            findings += copy.changed_besides(candidate) if copy is not None else ()
            recorded.append(RecordedFile(half.file, half.sha256, digest, candidate.approved, whole))
            states.append(state_of(unit, replace(file, findings=findings), self.frame))
        self.submissions[unit.id] = submission
        self.recorded_files[unit.id] = tuple(recorded)
        self.states.append(state_of_halves(submission, states) if submission.halves else states[0])

    def _unanswered(self, unit: Unit) -> UnitState:
        """A template that came back as it was, a file that could not be used, or nothing."""
        untouched = next((file for file in self.files if file.unit == unit.id), None)
        if untouched is not None:
            state = UnitState(unit, "missing", untouched.path.name, untouched=True)
        else:
            state = state_of(unit, _refused_file(unit, self.files, self.frame), self.frame)
        waiver = next((waiver for waiver in self.decisions.waivers if is_of_silence(waiver, unit)), None)
        if waiver is None:
            return state
        return replace(state, excused=True, excused_by=waiver.who, excused_why=waiver.why)

    def _waive(self, file: ReadFile, findings: Sequence[Finding]) -> ReadFile:
        waived = waive(findings, file.submission, file.unit, self.decisions)
        self.waived.append(waived)
        return replace(file, findings=sort_findings(waived.findings))


def _candidate(file: ReadFile, frame: Frame) -> Candidate:
    submission = file.submission
    assert submission is not None
    approved = seal(sign_off_of(submission).approved)
    return Candidate(file.path, submission, file.findings, frame.words, file.saved, approved)


def _refused_file(unit: Unit, files: Sequence[ReadFile], frame: Frame) -> ReadFile | None:
    """A file that could not be used and, by its name, is the unit's: its content did not tell."""
    template_words = plain_name(template_name(frame, unit).removesuffix(".xlsx"))
    nameless = [file for file in files if file.submission is None]
    named_as_template = (
        file
        for file in nameless
        if f"{plain_name(PurePath(innermost(file.path.name)).stem)} ".startswith(f"{template_words} ")
    )
    named_in_words = (file for file in nameless if unit_named(_words_about(file), frame) is unit)
    return next(named_as_template, None) or next(named_in_words, None)


def _words_about(file: ReadFile) -> Iterator[str]:
    """What a file is called, then what the mail or the folder around it is called, and the mail's subject."""
    yield innermost(file.path.name)
    container = file.source.member if file.source is not None else None
    yield f"{file.path.name} {container.subject if container else ''}"


def state_of(unit: Unit, file: ReadFile | None, frame: Frame) -> UnitState:
    """How a unit stands, from its file; what was found is counted when it is known what is waived."""
    if file is None:
        return UnitState(unit, "missing")
    submission = file.submission
    if submission is None:
        return UnitState(unit, "refused", file.path.name)
    signed = sign_off_of(submission)
    changed = any(finding.rule == CHANGED_AFTER_APPROVAL.id for finding in file.findings)
    approved = signed.approved.complete and not changed
    return UnitState(
        unit,
        "answered",
        submission.file,
        submission.sha256,
        values=submission.read,
        signed=str(signed.done),
        approved=str(signed.approved),
        preliminary=needs_approval(frame) and not approved,
    )


def state_of_halves(whole: Submission, halves: Sequence[UnitState]) -> UnitState:
    """How a unit stands whose answers were put together: approved only where each half is, for nobody has seen the other."""
    signed, approved = (
        ", ".join(dict.fromkeys(text for text in texts if text))
        for texts in ([half.signed for half in halves], [half.approved for half in halves])
    )
    return UnitState(
        whole.unit,
        "answered",
        whole.file,
        whole.sha256,
        values=whole.read,
        signed=signed,
        approved=approved if all(half.approved for half in halves) else "",
        preliminary=any(half.preliminary for half in halves),
        halves=tuple(halves),
    )


def _counted(states: Iterable[UnitState], files: Sequence[ReadFile]) -> Iterator[UnitState]:
    """The states with the findings of their files counted; errors make one that has something to correct."""
    named: dict[str, list[ReadFile]] = {}
    for file in files:
        named.setdefault(file.path.name, []).append(file)
    for state in states:
        yield _with_findings(state, named)


def _with_findings(state: UnitState, named: Mapping[str, Sequence[ReadFile]]) -> UnitState:
    if state.halves:
        halves = tuple(_with_findings(half, named) for half in state.halves)
        return _with_counts(state, sum(half.errors for half in halves), sum(half.warnings for half in halves), halves)
    file_ = next((file for file in named.get(state.file, ()) if state.file and _is_of(state, file)), None)
    if file_ is None or state.state == "conflict":
        return state
    errors = sum(finding.severity is Severity.ERROR for finding in file_.findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in file_.findings)
    return _with_counts(state, errors, warnings)


def _with_counts(state: UnitState, errors: int, warnings: int, halves: tuple[UnitState, ...] = ()) -> UnitState:
    kind = "with_errors" if errors and state.state == "answered" else state.state
    return replace(state, state=kind, errors=errors, warnings=warnings, halves=halves)


def _is_of(state: UnitState, file: ReadFile) -> bool:
    """Whether a state is that of a file of its name."""
    return file.submission is None or file.submission.sha256 == state.sha256 or state.untouched
