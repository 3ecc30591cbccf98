"""What was handed in, as lists: every finding with its cell, every file with its state, the attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from followup.documents.declared import AttachmentList, DecisionList, FindingList, SubmissionList
from followup.form.finding import Finding
from followup.locale import Words, _
from followup.reports.chapters.handed_in import Numbered, attachment_columns
from followup.reports.parts import Heading, Part, ReportParagraph
from followup.reports.subject import Subject
from followup.reports.table import CellLink, Cells, ReportColumn, ReportTable, text_column
from followup.reports.wording.decisions import decision_tables
from followup.reports.wording.findings_text import drop_echoes, finding_in_words
from followup.reports.wording.formatting import file_link, source_link, state_title
from followup.round.unit_state import UnitState
from followup.rulebook.problem import Severity

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}

FIRST_FINDING, LAST_OF_FINDING = 5, "I"
"""Of the list's sheet: the row below heading, way back, note and titles, and the last column."""


def decision_list(subject: Subject, _block: DecisionList) -> Iterator[Part]:
    """A table for each kind of decision in force."""
    tables = list(decision_tables(subject.region))
    if tables:
        yield Heading(subject.words(_("Decisions")), 1)
        yield from tables


def attachment_list(subject: Subject, _block: AttachmentList) -> Iterator[Part]:
    """The attachments under the headings of the report."""
    words, attachments = subject.words, subject.region.attachments
    if attachments:
        heading: ReportColumn[Numbered] = text_column(words(_("Heading")), lambda row: row[1].heading, width=28)
        columns = [heading, *attachment_columns(words)]
        yield Heading(words(_("Attachments")), 1)
        yield ReportTable(words(_("Attachments")), columns, list(enumerate(attachments, start=1)), "r_attached")


def finding_list(subject: Subject, _block: FindingList) -> Iterator[Part]:
    """Every finding that says something of its own, with a link to the cell in the unit's workbook."""
    words, region = subject.words, subject.region
    if region.published:
        return
    yield Heading(words(_("Findings")), 1)
    yield ReportParagraph(
        words(_("What the check found, gravest first; the cell opens the unit's own workbook.")), "note"
    )
    findings = listed_findings(subject)
    yield ReportTable(
        words(_("Findings")), list(_finding_columns(words, subject.inbox)), findings, "r_findings", fixed=1
    )


def listed_findings(subject: Subject) -> list[Finding]:
    """The findings as the list has them: gravest first, those of a unit that are as grave together."""
    findings = drop_echoes(subject.region.findings)
    firsts: dict[tuple[Severity, str], int] = {}
    for at, finding in enumerate(findings):
        firsts.setdefault((finding.severity, finding.place.unit), at)
    return sorted(findings, key=lambda finding: firsts[finding.severity, finding.place.unit])


class FindingLines:
    """Where the list has the findings of a unit that are as grave as that, as links to them."""

    def __init__(self, subject: Subject) -> None:
        self.sheet, self.lines = subject.words(_("Findings")), dict[tuple[Severity, str], list[int]]()
        for row, finding in enumerate(listed_findings(subject), start=FIRST_FINDING):
            self.lines.setdefault((finding.severity, finding.place.unit), []).append(row)

    def of_unit(self, severity: Severity, unit: str) -> CellLink:
        """A unit's, by its name; the list's beginning where it has none of these."""
        return self._link(self.lines.get((severity, unit), []))

    def of_all(self, severity: Severity) -> CellLink:
        """Those of every unit."""
        return self._link([row for (of, _unit), rows in self.lines.items() if of is severity for row in rows])

    def _link(self, rows: Sequence[int]) -> CellLink:
        return CellLink("", 0, self.sheet, f"A{rows[0]}:{LAST_OF_FINDING}{rows[-1]}" if rows else "A1")


def _finding_columns(words: Words, inbox: str) -> Iterator[ReportColumn[Finding]]:
    """Whose it is and how grave, where it stands, and what is wrong."""

    def severities(findings: Sequence[Finding]) -> Cells:
        states = {at: SEVERITIES[finding.severity] for at, finding in enumerate(findings)}
        return Cells([words(finding.severity.title) for finding in findings], states=states)

    def cells(findings: Sequence[Finding]) -> Cells:
        links = {
            at: (source_link(finding.place, file),)
            for at, finding in enumerate(findings)
            if (file := _file(finding, inbox)) and finding.place.cell
        }
        return Cells([finding.place.cell for finding in findings], links=links)

    def files(findings: Sequence[Finding]) -> Cells:
        links = {at: (CellLink(file),) for at, finding in enumerate(findings) if (file := _file(finding, inbox))}
        return Cells([finding.place.file for finding in findings], links=links)

    yield text_column(words(_("Unit")), lambda finding: finding.place.unit, width=26)
    yield ReportColumn(words(_("Severity")), severities, width=16)
    yield text_column(words(_("Sheet")), lambda finding: finding.place.sheet, width=20)
    yield ReportColumn(words(_("Cell")), cells, width=8, look="link")
    yield text_column(words(_("Column")), lambda finding: finding.place.label, width=24)
    yield text_column(words(_("What stood there")), lambda finding: finding.raw, width=30)
    yield text_column(
        words(_("What is wrong, and what to write")), lambda finding: finding_in_words(finding, words), width=70
    )
    yield text_column(words(_("Rule")), lambda finding: finding.rule, width=24)
    yield ReportColumn(words(_("File")), files, width=30, look="link")


def _file(finding: Finding, inbox: str) -> str:
    """The way to the file that a finding is of; empty for a decision, which does not lie in the inbox."""
    place = finding.place
    return f"{inbox}/{place.file}" if place.file and (place.unit or not place.sheet) else ""


def submission_list(subject: Subject, _block: SubmissionList) -> Iterator[Part]:
    """Every file, those of a unit that were put together each by itself."""
    words, region = subject.words, subject.region
    if region.published:
        return
    states = list(chain(*(state.halves or (state,) for state in region.every_state)))
    yield Heading(words(_("Submissions")), 1)
    yield ReportTable(
        words(_("Submissions")), list(_file_columns(words, subject.inbox)), states, "r_submissions", fixed=1
    )


def _file_columns(words: Words, inbox: str) -> Iterator[ReportColumn[UnitState]]:
    yield text_column(words(_("Unit")), lambda state: state.unit.name, width=28)
    yield state_column(words, 30)
    yield ReportColumn(words(_("File")), lambda states: file_cells(states, inbox), width=34)
    yield text_column(words(_("Values")), lambda state: state.values, width=10)
    yield text_column(words(_("To correct")), lambda state: state.errors, width=11)
    yield text_column(words(_("To check")), lambda state: state.warnings, width=14)
    yield text_column(words(_("Signed by")), lambda state: state.signed, width=40)
    yield text_column(words(_("Approved by")), lambda state: state.approved, width=40)
    yield text_column(words(_("SHA-256 of the file")), lambda state: state.sha256, width=68)


def state_column(words: Words, width: float, span: int = 1) -> ReportColumn[UnitState]:
    """How units or files stand."""

    def cells(states: Sequence[UnitState]) -> Cells:
        titles = [state_title(state) for state in states]
        return Cells(
            [words(title) for title, _state in titles], states={at: state for at, (_title, state) in enumerate(titles)}
        )

    return ReportColumn(words(_("State")), cells, width=width, span=span)


def file_cells(states: Sequence[UnitState], inbox: str) -> Cells:
    """The files that answers stand in, each leading to itself."""
    links = {at: (link,) for at, state in enumerate(states) if (link := file_link(state, inbox))}
    return Cells([state.file for state in states], links=links)
