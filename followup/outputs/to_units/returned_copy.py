"""The workbook that goes back to its unit: which cells to mark, what to say of each, and the list that comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.book import Book, Sheet, WorkbookLink
from followup.files.marking.mark_cells import CannotMark, Mark, Markable
from followup.files.marking.recognise_marks import SHEET_MARK, signature
from followup.files.names import sheet_name
from followup.files.sources import Source
from followup.files.xlsx_writing.xlsx_write import write_book
from followup.form.finding import Finding
from followup.form.layout.layout import KEY_COLUMN, lay_out_sheet
from followup.form.traits import AskedAfterwards
from followup.frozen import frozen
from followup.locale import Message, Words, _, n_
from followup.outputs.to_units.corrected import corrections
from followup.reports.wording.findings_text import drop_echoes, finding_in_words
from followup.returns.model import Submission
from followup.round.queries import AskedQuery
from followup.rulebook.problem import Severity
from followup.rules.addressees import for_the_unit

if TYPE_CHECKING:
    from followup.files.xlsx_writing.base_look import BaseLook
    from followup.round.model import ReadFile

MOST_OF_A_RULE = 200
"""The list is worked off from the top by a person; what is left out of it is still marked in its own cell."""
STYLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "level other"}
TITLES = (
    _("No."), _("Severity"), _("Sheet"), _("Cell"), _("Row"), _("Column"), _("What stood there"),
    _("What is wrong, and what to write"), _("Ready"),
)  # fmt: skip
WIDTHS = (2, 5, 18, 18, 7, 27, 20, 22, 53, 7)
LINES = (
    _(
        "1. Click on the link in the column Cell and correct the cell that it leads to. The gravest come first. Put a cross under Ready."
    ),
    _("2. The colours and notes in the cells, and this sheet, may stay: they are not read as answers."),
    _("3. Save as an Excel workbook (.xlsx) and send the whole workbook back."),
)
UNMARKED_LINES = (
    _(
        "1. The cells could not be marked in this file. Open your own workbook and correct the cells that are listed here."
    ),
    _(
        "2. Save your own workbook as an Excel workbook (.xlsx) and send the whole of it back. This list may stay behind."
    ),
)
ASKED = _("Question from the secretariat")
QUESTION_LINES = (
    _("3. Reply to the questions on the next sheet, in the yellow cells."),
    _("4. Save as an Excel workbook (.xlsx) and send the whole workbook back."),
)
UNMARKED_QUESTIONS = _("3. Reply to the questions last on the list in the mail that you send the workbook with.")
LEGEND = (
    (Severity.ERROR, _("the answer cannot be used as it stands.")),
    (Severity.WARNING, _("the answer is used, but looks unusual. If it is right, say why in the comment on the row.")),
    (Severity.INFO, _("nothing has to be done.")),
)
LOST: Mapping[str, Message] = {
    "threads": _("Conversations in comments have become ordinary notes in this copy."),
    "shapes": _("Text boxes and drawings are missing in this copy. What they say is not read: write it in the cells."),
    "pictures": _("Some pictures are missing in this copy."),
    "controls": _("Buttons, slicers and embedded files are missing in this copy."),
    "macros": _("The macros are missing in this copy; they are not needed."),
    "merges": _("Merged cells that hid answers have been split in this copy, so that each answer is seen."),
    "links": _("Formulas that fetched from other workbooks have been replaced by their values in this copy."),
}


@frozen
class ReturnedCopy:
    """A copy that was written; ``marked`` is False where only the list could be made."""

    path: Path
    marked: bool


def is_to_return(file: ReadFile, queries: Sequence[AskedQuery] = ()) -> bool:
    """Whether there is something for the unit to do: what is only for information, or not for it, sends nothing back.
    An open question does.

    A mail without a workbook is answered by a mail: there is nothing to mark.
    """
    least = Severity.INFO if file.submission is not None else Severity.WARNING
    return bool(_open(queries)) or any(finding.severity < least for finding in for_the_unit(file.findings))


def _open(queries: Sequence[AskedQuery]) -> list[AskedQuery]:
    return [asked for asked in queries if asked.is_open]


def write_returned(
    file: ReadFile, target: Path, words: Words, look: BaseLook, queries: Sequence[AskedQuery] = ()
) -> ReturnedCopy:
    """Write the marked copy, or the list alone where no copy holds all that was received. The file is only read."""
    if file.submission is not None:
        try:
            opened = Markable(file.source or Source(file.path))
            listed = list_of(file, words, opened.sheets(), opened.lost, queries)
            corrected = corrections(file.submission, opened.received)
            marks, questions = marks_of(file.findings, words, queries), _questions(file.submission, queries, words)
            opened.write(target, listed, marks, look, corrected, questions)
            return ReturnedCopy(target, True)
        except CannotMark:
            pass
    write_book(list_of(file, words, queries=queries), target, look)
    return ReturnedCopy(target, False)


def marks_of(findings: Iterable[Finding], words: Words, queries: Sequence[AskedQuery] = ()) -> list[Mark]:
    """A mark for each cell that is named or asked about, in the colour of the gravest, with a line for each finding and
    question.
    """
    by_cell: dict[tuple[str, int, int], list[Finding]] = {}
    for finding in sorted(drop_echoes(for_the_unit(findings)), key=lambda finding: finding.order):
        place = finding.place
        if place.sheet and place.cell:
            by_cell.setdefault((place.sheet, place.row, place.column), []).append(finding)
    notes = {place: [_note(finding, words) for finding in of_cell] for place, of_cell in by_cell.items()}
    for asked in _open(queries):
        if asked.place.sheet and asked.place.cell:
            cell = (asked.place.sheet, asked.place.row, asked.place.column)
            notes.setdefault(cell, []).append(f"{words(ASKED)}: {asked.query.question}")
    return [
        Mark(*place, STYLES[by_cell[place][0].severity if place in by_cell else Severity.INFO], "\n".join(lines))
        for place, lines in notes.items()
    ]


def _questions(submission: Submission, queries: Sequence[AskedQuery], words: Words) -> Book | None:
    """The open questions as the table of the unit's form, on a sheet with the form's identity; None where none is open."""
    places = {asked.query.key: asked.place for asked in _open(queries)}
    form_table = next((table for table in submission.form.tables if table.section.has(AskedAfterwards)), None)
    if not places or form_table is None:
        return None
    table = replace(form_table, rows=tuple(row for row in form_table.rows if row.key in places))
    sheet = Sheet(sheet_name(words(table.sheet)), tab_colour="#8B1A1A")
    (layout,) = lay_out_sheet(sheet, [table], words, {})
    sheet.put(0, KEY_COLUMN, str(submission.identity), "key")
    for row in table.rows:
        at, place, label = layout.rows[row.key], places[row.key], layout.columns[table.labels[0].key]
        if place.cell and place.sheet and (text := sheet.cells[at, label].value):
            sheet.put(at, label, WorkbookLink(str(text), place.sheet, place.cell), "link")
    return Book(words(table.sheet), [sheet], language=words.language)


def _note(finding: Finding, words: Words) -> str:
    return f"{words(finding.severity.title)}: {finding_in_words(finding, words)}"


def list_of(
    file: ReadFile,
    words: Words,
    sheets: Sequence[str] = (),
    lost: Sequence[str] = (),
    queries: Sequence[AskedQuery] = (),
) -> Book:
    """A workbook of one sheet: what to do in which cell, to be worked off from the top. No ``sheets``: no copy.

    Questions have a sheet of their own in a copy, and stand last on the list where there is none.
    """
    findings = _order(drop_echoes(for_the_unit(file.findings)), sheets or _sheets_of_form(file, words))
    name = sheet_name(words(Severity.ERROR.title), sheets)
    sheet = Sheet(name, hidden_columns={0}, tab_colour="#8B1A1A")
    sheet.widths.update(enumerate(WIDTHS))
    sheet.put(0, 0, SHEET_MARK, "key")
    unit = file.submission.unit.name if file.submission is not None else file.path.stem
    sheet.put(0, 1, f"{words(Severity.ERROR.title)}: {unit}", "title", wrap=False)
    at = _put_top(sheet, words, file, findings, lost if sheets else None, len(_open(queries)))
    header = at
    sheet.row(header, 1, [words(title) for title in TITLES], "header")
    labels = _row_labels(file, words)
    for number, (finding, more) in enumerate(_cap(findings), start=1):
        at += 1
        if more:
            message = _("… and {n} more of the same kind; each is marked in its own cell.", n=more)
            sheet.put(at, 8, words(message), "label")
        else:
            _put_finding(sheet, at, number, finding, labels, words, sheets)
    for asked in () if sheets else _open(queries):
        at += 1
        texts = (words(ASKED), asked.place.sheet, asked.place.cell, asked.query.row, asked.query.column, "")
        sheet.row(at, 2, (*texts, asked.query.question), "label")
        sheet.put(at, 9, None, "input")
    sheet.freeze = (header + 1, 0)
    sheet.repeat_rows = (header, header)
    _sign(sheet)
    return Book(words(Severity.ERROR.title), [sheet], language=words.language)


def _put_top(
    sheet: Sheet,
    words: Words,
    file: ReadFile,
    findings: Sequence[Finding],
    lost: Sequence[str] | None,
    questions: int,
) -> int:
    """Counts, instruction and legend; gives the row of the header. ``lost`` is None where no cell is marked."""
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    totals = [
        n_("{n} to correct", "{n} to correct", counts[Severity.ERROR]),
        n_("{n} to check", "{n} to check", counts[Severity.WARNING]),
        n_("{n} for information", "{n} for information", counts[Severity.INFO]),
        *([n_("{n} question", "{n} questions", questions)] if questions else []),
    ]
    sheet.put(1, 1, f"{file.path.name}: " + ", ".join(words(total) for total in totals), "heading", wrap=False)
    at = 2
    lines = UNMARKED_LINES if lost is None else LINES
    if questions:
        lines = (*lines, UNMARKED_QUESTIONS) if lost is None else (*lines[:-1], *QUESTION_LINES)
    for line in lines:
        sheet.put(at, 1, words(line), "text", wrap=False)
        at += 1
    for key in lost or ():
        sheet.put(at, 1, words(LOST[key]), "text", wrap=False)
        at += 1
    for severity, meaning in LEGEND:
        if counts[severity]:
            sheet.put(at, 2, words(severity.title), STYLES[severity])
            sheet.put(at, 3, words(meaning), "text", wrap=False)
            at += 1
    return at + 1


def _put_finding(
    sheet: Sheet,
    at: int,
    number: int,
    finding: Finding,
    labels: Mapping[tuple[str, int], str],
    words: Words,
    sheets: Sequence[str],
) -> None:
    place = finding.place
    linked = place.sheet in sheets and bool(place.cell)
    sheet.put(at, 1, number, "label")
    sheet.put(at, 2, words(finding.severity.title), STYLES[finding.severity])
    sheet.put(at, 3, place.sheet, "label")
    sheet.put(
        at,
        4,
        WorkbookLink(place.cell, place.sheet, place.cell) if linked else place.cell,
        "link" if linked else "label",
    )
    sheet.put(at, 5, labels.get((place.sheet, place.row), ""), "label")
    sheet.put(at, 6, place.label, "label")
    sheet.put(at, 7, finding.raw, "label")
    sheet.put(at, 8, finding_in_words(finding, words), "label")
    sheet.put(at, 9, None, "input")


def _sign(sheet: Sheet) -> None:
    """Beside each row, in the hidden column, by what its own texts are known again."""
    texts: dict[int, list[str]] = {}
    for (row, column), cell in sheet.cells.items():
        if column and cell.value is not None:
            shown = cell.value.text if isinstance(cell.value, WorkbookLink) else str(cell.value)
            texts.setdefault(row, []).append(shown)
    sheet.put(1, 0, signature(texts.pop(0, []) + texts.pop(1, [])), "key")
    for row, row_texts in texts.items():
        sheet.put(row, 0, signature(row_texts), "key")


def _order(findings: Iterable[Finding], sheets: Sequence[str]) -> list[Finding]:
    """Gravest first; those of the whole file or a sheet before cells; then as the sheets stand, by row and column."""
    order = {name: index for index, name in enumerate(sheets)}

    def rank(finding: Finding) -> tuple[object, ...]:
        place = finding.place
        at = order.get(place.sheet, len(order))
        return (finding.severity, bool(place.cell), at, place.sheet, place.row, place.column, finding.rule)

    return sorted(findings, key=rank)


def _sheets_of_form(file: ReadFile, words: Words) -> list[str]:
    """The sheets as the template had them."""
    return [words(table.sheet) for table in file.submission.form.tables] if file.submission is not None else []


def _cap(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """At most two hundred of a rule, then one line that counts the others."""
    totals: dict[str, int] = {}
    for finding in findings:
        totals[finding.rule] = totals.get(finding.rule, 0) + 1
    counts: dict[str, int] = {}
    capped = []
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
        if counts[finding.rule] <= MOST_OF_A_RULE:
            capped.append((finding, 0))
        elif counts[finding.rule] == MOST_OF_A_RULE + 1:
            capped.append((finding, totals[finding.rule] - MOST_OF_A_RULE))
    return capped


def _row_labels(file: ReadFile, words: Words) -> dict[tuple[str, int], str]:
    """What each row is called on its sheet: its first two labels, such as a number and a name."""
    submission = file.submission
    labels: dict[tuple[str, int], str] = {}
    for table in submission.form.tables if submission is not None else ():
        for filled in submission.tables.get(table.section.key, ()) if submission is not None else ():
            texts = [filled.row.cells.get(column.key) for column in table.labels[:2]]
            label = " · ".join(words.show(text) for text in texts if text is not None)
            for row, _column in filled.cells.values():
                labels[filled.origin.sheet, row] = label
    return labels
