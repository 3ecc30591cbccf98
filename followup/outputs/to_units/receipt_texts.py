"""Receipts: of each file that came what it is, how much of it was taken over and what is left; and as a text to send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from followup.files.names import file_name
from followup.form.checking.answered import asked_columns, missing_columns
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal, n_
from followup.outputs.records.manifest import MergeInputs, input_entries
from followup.reports.wording.findings_text import group_findings
from followup.reports.wording.formatting import state_title
from followup.returns.model import Submission
from followup.round.unit_state import UnitState
from followup.rulebook.problem import Severity
from followup.rules.addressees import for_the_unit

RECEIPT = _("receipt")


class SheetLeft(NamedTuple):
    """How many rows of a sheet are still to be answered."""

    sheet: Message
    rows: int


@frozen
class FileReceipt:
    """What came in a file. ``received`` is the day of the first merge that had it, empty where none has; ``state`` as in
    ``manifest.json``; ``unit`` is an id, empty where nobody knows whose it is."""

    file: str
    sha256: str
    unit: str
    received: str
    state: str
    filled: int = 0
    read: int = 0
    refused: int = 0
    left: tuple[SheetLeft, ...] = ()

    @property
    def rows_left(self) -> int:
        """The rows that are still to be answered, of all sheets."""
        return sum(sheet.rows for sheet in self.left)


class ReceiptText(NamedTuple):
    """A text to send to a unit: the name of its file, and what it says."""

    name: str
    text: str


def file_receipts(inputs: MergeInputs, days: Mapping[str, str]) -> list[FileReceipt]:
    """A receipt for each file of the inbox, in the order of their names; ``days`` on which they came, by digest."""
    submissions = [file.submission for file in inputs.round.files] + [None] * len(inputs.passed_over)
    receipts = [
        FileReceipt(
            entry["file"],
            entry["sha256"],
            entry["unit"],
            days.get(entry["sha256"], ""),
            entry["state"],
            **entry.get("values", {}),
            left=tuple(_left_in(submission)) if submission is not None else (),
        )
        for entry, submission in zip(input_entries(inputs), submissions, strict=True)
    ]
    return sorted(receipts, key=lambda receipt: (receipt.file, receipt.sha256))


def _left_in(submission: Submission) -> Iterator[SheetLeft]:
    """Sheet by sheet, as its first sheet counts them."""
    rows_left: dict[Message, int] = {}
    for table in submission.form.tables:
        rows = submission.tables.get(table.section.key)
        if rows is None:  # nothing of it was found in the file
            number = sum(bool(asked_columns(table, row)) for row in table.rows)
        else:
            number = sum(bool(missing_columns(table, row)) for row in rows)
        if number:
            rows_left[table.sheet] = rows_left.get(table.sheet, 0) + number
    yield from (SheetLeft(sheet, number) for sheet, number in rows_left.items())


def receipts_as_json(receipts: Iterable[FileReceipt], words: Words) -> list[dict[str, Any]]:
    """As scripts read them; sheets have their names in the documents."""
    return [
        {
            **{key: getattr(receipt, key) for key in ("file", "unit", "sha256", "received", "state")},
            "values": {key: getattr(receipt, key) for key in ("filled", "read", "refused")},
            "rows_left": receipt.rows_left,
            "left": [{"sheet": words(sheet), "rows": rows} for sheet, rows in receipt.left],
        }
        for receipt in receipts
    ]


def receipt_texts(
    frame: Frame,
    states: Sequence[UnitState],
    receipts: Sequence[FileReceipt],
    findings: Mapping[str, Sequence[Finding]],
    today: str,
) -> Iterator[ReceiptText]:
    """A text for each unit that something has come from, in the language of the documents.

    ``findings`` are by the unit's id. A file that no merge has had yet is said to have come at the latest ``today``.
    """
    for state in states:
        of_unit = [receipt for receipt in receipts if receipt.unit == state.unit.id]
        if of_unit:
            lines = _lines(frame, state, of_unit, findings.get(state.unit.id, ()), today)
            name = file_name(f"{frame.units.file_stem(state.unit)} {frame.words(RECEIPT)}")
            yield ReceiptText(f"{name}.txt", "\n\n".join(lines) + "\n")


def _lines(
    frame: Frame, state: UnitState, receipts: Sequence[FileReceipt], findings: Sequence[Finding], today: str
) -> Iterator[str]:
    """The paragraphs of a text."""
    words = frame.words
    named = {"round": literal(frame.round), "unit": literal(state.unit.name)}
    yield words(_("Receipt for {round}, {unit}", **named))
    yield from ("\n".join(map(words, _of_file(receipt, today))) for receipt in receipts)
    yield words(_("Now: {state}.", state=state_title(state)[0]))
    in_its_file = [
        replace(finding, place=replace(finding.place, file="", unit="")) for finding in for_the_unit(findings)
    ]
    for severity in (Severity.ERROR, Severity.WARNING):
        texts = [text for kind, text in group_findings(in_its_file, words) if kind is severity]
        if texts:
            yield "\n".join([words(severity.title), *(f"- {text}" for text in texts)])


def _of_file(receipt: FileReceipt, today: str) -> Iterator[Message]:
    yield literal(receipt.file)
    day = literal(receipt.received or today)
    yield _("Received: {day}", day=day) if receipt.received else _("Received: {day} at the latest", day=day)
    yield literal(f"SHA-256: {receipt.sha256}")
    yield COUNTS[receipt.state]
    yield n_("{n} cell is filled in.", "{n} cells are filled in.", receipt.filled)
    if receipt.refused:
        yield n_(
            "{read} were taken over; {n} could not be used.",
            "{read} were taken over; {n} could not be used.",
            receipt.refused,
            read=receipt.read,
        )
    if not receipt.left:
        yield _("Nothing is left to fill in.")
    for sheet, rows in receipt.left:
        yield n_("Left to fill in on {sheet}: {n} row", "Left to fill in on {sheet}: {n} rows", rows, sheet=sheet)


COUNTS: Mapping[str, Message] = {
    "taken": _("The file counts."),
    "repeated": _("The same answers have come in another file; they are counted once."),
    "superseded": _("The file does not count: another has taken its place."),
    "conflict": _("The file does not count yet: it differs from another of yours. We will be in touch."),
    "empty": _("The template is not filled in."),
    "refused": _("The file could not be used."),
    "not_read": _("The file is no workbook and was not read."),
}
"""What is said to its unit of a file in each of its states."""


def counts_in_words(receipt: FileReceipt, words: Words) -> str:
    """``47 ifyllda, 45 övertagna, 2 ej använda, 3 rader kvar``; ``47 ifyllda, alla övertagna``."""
    is_all = receipt.read == receipt.filled and not receipt.refused
    parts = [
        _("{n} filled in", n=receipt.filled) if not (is_all and receipt.filled) else None,
        _("{n} filled in, all taken over", n=receipt.filled) if is_all and receipt.filled else None,
        _("{n} taken over", n=receipt.read) if not is_all else None,
        _("{n} not used", n=receipt.refused) if receipt.refused else None,
        n_("{n} row left", "{n} rows left", receipt.rows_left) if receipt.rows_left else None,
    ]
    return ", ".join(words(part) for part in parts if part is not None)
