"""From a workbook that came back to a submission: whose it is, its answers with their places, and what was found."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from followup.files.book import LISTS
from followup.files.guard import place_of
from followup.files.received import Raw, ReceivedBook, ReceivedSheet
from followup.form.cells.base import shown
from followup.form.columns import Role
from followup.form.finding import Finding, Severity
from followup.form.form import IDENTITY_NAME, IDENTITY_SHEET, Form, Identity
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.form.shapes.find import Found, find_tables, unknown_rows
from followup.form.shapes.layout import KEY_COLUMN, MARK
from followup.form.shapes.read import read_table
from followup.locale import Message, _, literal
from followup.plan.model import Plan, Unit
from followup.stages.template import form_for, own_texts

REF = "!"


@dataclass
class Submission:
    """A unit's answers. ``tables`` are rows by section key; ``used`` cells by sheet; counts are of filled-in cells."""

    unit: Unit
    identity: Identity
    form: Form
    file: str
    sha256: str
    tables: dict[str, list[FilledRow]] = field(default_factory=dict)
    filled: int = 0
    read: int = 0
    refused: int = 0


class Reader:
    """Reads the submissions of one round; what does not change between files is worked out once."""

    def __init__(self, plan: Plan, sections: Sequence[Section]) -> None:
        self.plan = plan
        self.sections = sections
        self.own = own_texts(plan, sections)
        self.forms: dict[str, Form] = {}

    def form(self, unit: Unit) -> Form:
        """The unit's form under this plan."""
        if unit.id not in self.forms:
            self.forms[unit.id] = form_for(self.plan, unit, self.sections)
        return self.forms[unit.id]

    def read(self, book: ReceivedBook) -> tuple[Submission | None, list[Finding]]:
        """The submission, or None when the file is not one for this region and round; and what was found."""
        identity, findings = _identify(book)
        if identity is None:
            return None, findings
        refusal = _refuse(self.plan, identity)
        if refusal is not None:
            return None, [*findings, Finding(Place(book.file), refusal[0], Severity.ERROR, refusal[1], refusal[2])]
        unit = self.plan.units[identity.unit]
        if identity.plan_version != self.plan.version:
            told = _(
                "is the plan version of this template; the plan has changed since, and rows were matched by their keys."
            )
            findings.append(
                Finding(
                    Place(book.file, unit.name), "another-plan-version", Severity.WARNING, identity.plan_version, told
                )
            )
        submission = Submission(unit, identity, self.form(unit), book.file, book.sha256)
        findings += self._read_tables(book, submission)
        if book.macros:
            told = _("The workbook holds macros; they were neither read nor run.")
            findings.append(Finding(Place(book.file, unit.name), "macros-ignored", Severity.WARNING, "", told))
        for remark in book.remarks:
            severity = Severity.INFO if remark.info else Severity.WARNING
            findings.append(Finding(Place(book.file, unit.name), remark.rule, severity, remark.found, remark.advice))
        return submission, findings

    def _read_tables(self, book: ReceivedBook, submission: Submission) -> list[Finding]:
        findings: list[Finding] = []
        used: dict[str, set[tuple[int, int]]] = {sheet.name: set() for sheet in book.sheets}
        for found in find_tables(book, submission.form.tables):
            key = found.table.section.key
            if key in submission.tables:
                findings.append(self._copied(found, submission, used[found.sheet.name]))
                continue
            read = read_table(found, book.file, submission.unit.name, self.plan.words)
            submission.tables[key] = read.rows
            submission.filled += read.filled
            submission.read += read.read
            submission.refused += read.refused
            used[found.sheet.name] |= read.used
            findings += read.findings
            findings += self._unknown_rows(found, submission, used[found.sheet.name])
            findings += _merged(found, submission)
        findings += _missing_tables(submission)
        own = self.own | _own_texts_of(book)
        for sheet in book.sheets:
            outside = list(self._outside(sheet, used[sheet.name], submission, own))
            submission.filled += len(outside)
            submission.refused += len(outside)
            findings += outside
        return findings

    def _copied(self, found: Found, submission: Submission, used: set[tuple[int, int]]) -> Finding:
        """A table that stands twice, as when a sheet was copied: its answers are counted, and none is taken over."""
        columns = {at: found.table.column(key) for at, key in found.columns.items()} | {found.corner[1]: None}
        for row, at in found.sheet.cells:
            if not (found.corner[0] <= row < found.end and at in columns):
                continue
            used.add((row, at))
            column = columns[at]
            asked = row > found.header and column is not None and column.role is Role.INPUT
            if asked and (row, at) not in found.sheet.formulas:
                submission.filled += 1
                submission.refused += 1
        told = _("The table {title} stands twice. Delete the copy.", title=found.table.section.title)
        place = Place(submission.file, submission.unit.name, found.sheet.name, *found.corner)
        return Finding(place, "table-twice", Severity.ERROR, "", told)

    def _unknown_rows(self, found: Found, submission: Submission, used: set[tuple[int, int]]) -> Iterator[Finding]:
        """Rows of another plan: each answer on them is named, none is taken."""
        asked = {at: column for at, key in found.columns.items() if (column := found.table.column(key)) is not None}
        for at, key in unknown_rows(found):
            used.add((at, found.corner[1]))
            for place, column in asked.items():
                raw = found.sheet.cells.get((at, place))
                used.add((at, place))
                if raw is None or column.role.value != "input":
                    continue
                submission.filled += 1
                submission.refused += 1
                where = Place(
                    submission.file, submission.unit.name, found.sheet.name, at, place, self.plan.words(column.title)
                )
                told = _(
                    "stands on a row that the plan does not have ({key}). Move it to a row that it has.",
                    key=literal(key),
                )
                yield Finding(where, "row-unknown", Severity.ERROR, shown(raw), told)

    def _is_first(self, sheet: ReceivedSheet) -> bool:
        """Whether it is the first sheet, whose formulas are ours: it holds the identity, or a table that belongs there."""
        marks = {MARK + section.key for section in self.sections if section.on_first_sheet}
        return any(
            column == KEY_COLUMN and (raw in marks or _is_identity(raw)) for (_row, column), raw in sheet.cells.items()
        )

    def _outside(
        self, sheet: ReceivedSheet, used: set[tuple[int, int]], submission: Submission, own: Set[str]
    ) -> Iterator[Finding]:
        """What somebody wrote where no table is: kept in the file, but taken over by nothing, so it is named."""
        if sheet.name in (IDENTITY_SHEET, LISTS):
            return
        formulas = sheet.formulas if self._is_first(sheet) else frozenset()
        for row, column in sorted(sheet.cells.keys() - used - formulas):
            raw = sheet.cells[row, column]
            if _is_ours(column, raw, own):
                continue
            where = Place(submission.file, submission.unit.name, sheet.name, row, column)
            told = _("stands outside the tables and was not read. Move it into a comment if it matters.")
            yield Finding(where, "outside-the-tables", Severity.WARNING, shown(raw), told)


def _is_identity(raw: Raw) -> bool:
    return isinstance(raw, str) and Identity.read(raw) is not None


def _merged(found: Found, submission: Submission) -> Iterator[Finding]:
    """Merged cells within a table: a value hidden behind them is named, else the place where they begin."""
    here = (submission.file, submission.unit.name, found.sheet.name)
    for first_row, first, last_row, last in found.sheet.merged:
        if last_row <= found.header or first_row >= found.end or not any(first <= at <= last for at in found.columns):
            continue
        hidden = [
            (row, at)
            for row, at in sorted(found.sheet.cells)
            if first_row <= row <= last_row and first <= at <= last and (row, at) != (first_row, first)
        ]
        told = _("is in merged cells; only the first of them was read. Undo the merging and write in each cell.")
        if hidden:
            told = _("is hidden behind merged cells, but was read. Undo the merging and check what stands there.")
        for place in hidden or [(first_row, first)]:
            raw = found.sheet.cells.get(place, "")
            yield Finding(Place(*here, *place), "merged-cells", Severity.WARNING, shown(raw), told)


def _is_ours(column: int, raw: Raw, own: Set[str]) -> bool:
    if not isinstance(raw, str):
        return False
    text = " ".join(raw.split())
    return text in own or (column == KEY_COLUMN and (raw.startswith(MARK) or _is_identity(raw)))


def _own_texts_of(book: ReceivedBook) -> frozenset[str]:
    """What the workbook itself lists as written by us, on its hidden sheet."""
    sheet = book.sheet(IDENTITY_SHEET)
    texts = sheet.cells.values() if sheet is not None else ()
    return frozenset(" ".join(text.split()) for text in texts if isinstance(text, str))


def _identify(book: ReceivedBook) -> tuple[Identity | None, list[Finding]]:
    """Two of the three places decide; one alone is a warning; none means that it is not one of our forms."""
    told = [text for text in (book.properties.get(IDENTITY_NAME), _named_cell(book), _hidden_cell(book)) if text]
    known = Counter(text for text in told if Identity.read(text) is not None)
    here = Place(book.file)
    if not known:
        advice = _("is not one of our templates. Send the workbook that you were given.")
        return None, [Finding(here, "not-our-form", Severity.ERROR, book.file, advice)]
    (text, times), *others = known.most_common()
    if others and others[0][1] == times:
        advice = _("The workbook says two different things about whose it is. Move the answers to a new template.")
        return None, [Finding(here, "identity-unclear", Severity.ERROR, "", advice)]
    findings = []
    if times == 1:
        advice = _("Two of the three marks that tell whose form this is are lost. Check that it is the right unit's.")
        findings.append(Finding(here, "identity-alone", Severity.WARNING, "", advice))
    return Identity.read(text), findings


def _named_cell(book: ReceivedBook) -> str:
    sheet_name, _mark, cell = book.names.get(IDENTITY_NAME, "").rpartition(REF)
    sheet = book.sheet(sheet_name.strip("'").replace("''", "'"))
    place = place_of(cell.replace("$", ""))
    raw = sheet.cells.get(place) if sheet is not None and place is not None else None
    return raw if isinstance(raw, str) else ""


def _hidden_cell(book: ReceivedBook) -> str:
    sheet = book.sheet(IDENTITY_SHEET)
    raw = sheet.cells.get((0, 0)) if sheet is not None else None
    return raw if isinstance(raw, str) else ""


def _refuse(plan: Plan, identity: Identity) -> tuple[str, str, Message] | None:
    """The rule, what was found and the advice where the form is for something else than this round."""
    if identity.kind != "template":
        return "not-our-form", identity.kind, _("is a plan, not a unit's template.")
    if identity.region != plan.text("region_id"):
        return (
            "another-region",
            identity.region,
            _("is the region of this form; the plan is for {region}.", region=literal(plan.text("region_id"))),
        )
    if identity.round != plan.round:
        return (
            "another-round",
            identity.round,
            _(
                "is the occasion of this form; the plan is for {round}. Send the template of this occasion.",
                round=literal(plan.round),
            ),
        )
    if identity.unit not in plan.units:
        near = difflib.get_close_matches(identity.unit, plan.units, n=1)
        meant = literal(near[0]) if near else literal("–")
        return "unknown-unit", identity.unit, _("is not a unit of the plan. Is it {unit}?", unit=meant)
    return None


def _missing_tables(submission: Submission) -> Iterator[Finding]:
    for table in submission.form.tables:
        if table.section.key not in submission.tables:
            told = _(
                "The table {title} is missing. Ask for a new template and move your answers there.",
                title=table.section.title,
            )
            here = Place(submission.file, submission.unit.name)
            yield Finding(here, "table-missing", Severity.ERROR, "", told)
