"""Tests read as tables: a Markdown table is typed into a real workbook, read back, and what was found is a table too.

The way is the real one: layout, writer, ``fill`` (which finds cells by header and label, as a person does), reader,
checks. Nothing here knows where a cell stands.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from followup.files.book import LISTS as LISTS
from followup.files.book import SELF_CHECK as SELF_CHECK
from followup.files.book import Book as Book
from followup.files.book import address as address
from followup.files.examples import fill as typing_in
from followup.files.examples.markdown_tables import TextTable as TextTable
from followup.files.examples.markdown_tables import read_tables as read_tables
from followup.files.processes import format_readers as readers
from followup.files.xlsx_writing.base_look import BaseLook, read_look
from followup.files.xlsx_writing.xlsx_write import write_book
from followup.flow.declarations import declarations
from followup.flow.declarations import sections_of as sections_of
from followup.form.form import IDENTITY_NAME as IDENTITY_NAME
from followup.form.form import IDENTITY_SHEET as IDENTITY_SHEET
from followup.form.form import Form as Form
from followup.form.form import Identity as Identity
from followup.form.layout.layout import PrefilledAnswers as PrefilledAnswers
from followup.form.layout.layout import lay_out_tables as lay_out_tables
from followup.form.section import SectionDeclaration as SectionDeclaration
from followup.plan.decisions.decisions import NOTHING_DECIDED as NOTHING_DECIDED
from followup.plan.decisions.decisions import Decisions as Decisions
from followup.plan.decisions.decisions import blank_decisions, load_decisions
from followup.plan.load import load_plan, plan_form
from followup.plan.load import plan_sections as plan_sections
from followup.plan.workbook.blank import blank_plan
from followup.reports.wording.findings_text import as_json as as_json
from followup.reports.wording.findings_text import sentence as sentence
from followup.returns import checking
from followup.returns.checking import check
from followup.round.receipts import EMPTY_RECORD as EMPTY_RECORD
from followup.round.receipts import Record as Record
from followup.round.receipts import RecordedFile as RecordedFile
from followup.templates.unit_form import template_name as template_name
from tests.house import (
    SECTIONS,
    Finding,
    Plan,
    ReceivedBook,
    Section,
    Severity,
    Submission,
    Unit,
    Words,
    form_for,
    lay_out_form,
    read_book,
    reader_of,
)
from tests.open_workbooks import open_workbook
from tests.plans import PLAN

DECLARATIONS = declarations()
"""Every kind of section, and what a plan declares itself: by this a plan is read."""

SWEDISH = Words("sv")
BASE = Path(__file__).resolve().parents[1] / "workbook_templates" / "base.xlsx"


# ------------------------------------------------------------------------------------------------ files and tables


@functools.cache
def scratch() -> Path:
    """A folder for this process; removed with it."""
    folder = tempfile.mkdtemp(prefix="followup-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@functools.cache
def _numbers() -> Iterator[int]:
    return iter(range(10**9))


def new_path(stem: str = "Division Nord T1 2022") -> Path:
    """A path that no other test writes to."""
    folder = scratch() / str(next(_numbers()))
    folder.mkdir()
    return folder / f"{stem}.xlsx"


@functools.cache
def look() -> BaseLook:
    """The look of the base workbook."""
    return read_look(BASE)


def save_book(book: Book, path: Path | None = None) -> Path:
    """The book as a file."""
    path = path or new_path()
    write_book(book, path, look())
    return path


def text_tables(text: str, heading: str = "") -> list[TextTable]:
    """The tables of a text under its headings; no line of dashes is needed under the titles."""
    lines: list[str] = [f"## {heading}"] if heading else []
    for line in (line.strip() for line in text.splitlines()):
        starts = line.startswith("|") and not (lines and lines[-1].startswith("|"))
        lines += [line, "|-" * (line.count("|") - 1) + "|"] if starts else [line]
    return list(read_tables("\n".join(lines)))


def fill(source: Path, target: Path, tables: Iterable[TextTable]) -> None:
    """A copy of ``source`` with the tables typed in, saved as ``target``, as a person does."""
    tables = list(tables)
    if source.suffix == ".xlsm" or any("](" in text for table in tables for row in table.rows for text in row):
        fill_alone(source, target, tables)  # macros are kept, and links written, by a workbook opened for them
        return
    content = open_workbook(source).after(lambda workbook: typing_in.type_tables(workbook, tables))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def fill_alone(source: Path, target: Path, tables: Iterable[TextTable]) -> None:
    """The same, with a workbook that is opened for this alone: as the demo does it."""
    typing_in.fill(source, target, tables)


# --------------------------------------------------------------------------------------------------------- the plan


@functools.cache
def _empty_plan() -> Path:
    book = Book("Plan")
    lay_out_tables(book, plan_form(DECLARATIONS), SWEDISH)
    return save_book(book, new_path("tom plan"))


@functools.cache
def _typed_plan(text: str) -> Path:
    target = new_path("plan")
    fill(_empty_plan(), target, text_tables(text))
    return target


def plan_book(text: str = PLAN) -> Path:
    """A plan workbook with the tables typed in: made once for each text, and a copy for each who asks."""
    return Path(shutil.copyfile(_typed_plan(text), new_path("plan")))


@functools.cache
def empty_decisions() -> Path:
    """A decisions workbook without rows, made once: a source for ``fill``."""
    return save_book(blank_decisions(SWEDISH), new_path("decisions"))


def decisions_book(rows: str) -> Path:
    """A decisions workbook with rows typed in; they have a heading for each sheet, or are of the sheet Beslut."""
    target = new_path("decisions")
    fill(empty_decisions(), target, text_tables(rows, "" if "##" in rows else "Beslut"))
    return target


def read_decisions(path: Path, by: Plan, today: date) -> tuple[Decisions, list[Finding]]:
    """The decisions in a file, by a plan, and what was found in it."""
    return load_decisions(read_book(path), by, SWEDISH, today)


def empty_plan(
    sections: Sequence[SectionDeclaration] = DECLARATIONS,
    *,
    typed: bool = False,
    words: Words = SWEDISH,
    filled: Collection[str] = (),
) -> Path:
    """A plan workbook as ``followup new`` makes it, with every sheet; ``typed`` with what it suggests. Its first sheet lists
    those that are to be ``filled`` in among the ones that are shown.
    """
    return save_book(blank_plan(sections, words, typed=typed, filled=filled), new_path("plan"))


def read_plan(path: Path, sections: Sequence[SectionDeclaration] = DECLARATIONS) -> tuple[Plan, list[Finding]]:
    """The plan in a file and what was found in it."""
    return load_plan(read_book(path), sections, SWEDISH)


def plan_in(book: ReceivedBook) -> tuple[Plan, list[Finding]]:
    """The plan that a workbook holds as it was read, and what was found in it."""
    return load_plan(book, DECLARATIONS, SWEDISH)


@functools.cache
def plan_of(text: str) -> tuple[Plan, tuple[Finding, ...]]:
    """The plan of a text and what was found in it, read once: for tests that change nothing in it."""
    plan, findings = read_plan(plan_book(text))
    return plan, tuple(findings)


@functools.cache
def plan() -> Plan:
    """The plan of ``tests.plans``, read once; it must be sound."""
    made, findings = read_plan(plan_book())
    assert not findings, rows_of(findings)
    return made


def unit(id_: str = "nord") -> Unit:
    """A unit of the plan."""
    return plan().units[id_]


# -------------------------------------------------------------------------------------------- templates and answers


def section_of(key: str) -> Section:
    """The section with that key."""
    return next(section for section in SECTIONS if section.key == key)


def template(unit_id: str = "nord", sections: tuple[Section, ...] = SECTIONS) -> Path:
    """An empty template, made once. Copy it before you change it: ``edited`` does."""
    key = (unit_id, tuple(id(section) for section in sections))
    if key not in _templates:
        form = form_for(plan(), unit(unit_id), sections)
        path = save_book(lay_out_form(form, plan(), unit(unit_id)), new_path(f"{unit(unit_id).name} T1 2022"))
        _templates[key] = sections, path
    return _templates[key][1]


_templates: dict[tuple[str, tuple[int, ...]], tuple[tuple[Section, ...], Path]] = {}


def filled_in(text: str, unit_id: str = "nord", sections: tuple[Section, ...] = SECTIONS, heading: str = "") -> Path:
    """A template with the tables of the text typed in."""
    target = new_path(f"{unit(unit_id).name} T1 2022")
    fill(template(unit_id, sections), target, text_tables(text, heading))
    return target


def edited(source: Path, change: Callable[[Any], None]) -> Path:
    """A copy of a workbook after a change with openpyxl: formulas lose their results, as in many programs."""
    import openpyxl

    workbook = openpyxl.load_workbook(source)
    change(workbook)
    target = new_path(source.stem)
    workbook.save(target)
    workbook.close()
    return target


@dataclass
class ReadBack:
    """What reading gave: the submission (None when refused) and every finding of reading and of checks."""

    submission: Submission | None
    findings: list[Finding]
    book: ReceivedBook

    @property
    def answers(self) -> Submission:
        """The submission, which must be there; and nothing may have been dropped silently."""
        assert self.submission is not None, rows_of(self.findings)
        counts = self.submission
        assert counts.filled == counts.read + counts.refused, (counts.filled, counts.read, counts.refused)
        return counts

    def value(self, section: str, row: str, column: str) -> Any:
        """One answer, by the keys of its row and column."""
        return next(filled for filled in self.answers.tables[section] if filled.row.key == row)[column]

    def rules(self, *severities: Severity) -> list[str]:
        """The rules found, in order, of some severities or of all."""
        return [finding.rule for finding in self.findings if finding.severity in (severities or tuple(Severity))]

    def of(self, rule: str) -> list[Finding]:
        """The findings of a rule."""
        return [finding for finding in self.findings if finding.rule == rule]


def read_back(
    path: Path, sections: tuple[Section, ...] = SECTIONS, checks: bool = True, by: Plan | None = None
) -> ReadBack:
    """A file through the reader, and through the checks unless they are not asked for; ``by`` another plan than ours."""
    book = read_book(path)
    decided = by or plan()
    submission, findings = reader_of(decided, sections).read(book)
    if submission is not None and checks:
        findings = findings + check(submission, decided.frame)
    return ReadBack(submission, sorted(findings, key=lambda finding: finding.order), book)


def watched(
    monkeypatch: pytest.MonkeyPatch,
    on_read: Callable[[Path, ReceivedBook], None],
    on_finding: Callable[[Finding], None],
) -> None:
    """For one test each file that is read, and each finding of the checks of rows, is handed over too."""
    read, check_rows = readers.read_book, checking._findings

    def read_and_hand_over(path: Path, *rest: Any, **named: Any) -> ReceivedBook:
        book = read(path, *rest, **named)
        on_read(path, book)
        return book

    def check_and_hand_over(*asked: Any) -> Iterator[Finding]:
        for finding in check_rows(*asked):
            on_finding(finding)
            yield finding

    monkeypatch.setattr(readers, "read_book", read_and_hand_over)
    monkeypatch.setattr(checking, "_findings", check_and_hand_over)


def form_with(unit_id: str, sections: tuple[Section, ...]) -> Form:
    """A unit's form with some sections only."""
    return form_for(plan(), unit(unit_id), sections)


def word_template(by: Plan, whose: Unit, sections: Sequence[Section] = SECTIONS) -> Path | None:
    """A unit's empty Word form; None where all that it is asked for stands in the workbook alone."""
    from followup.files.word_form.docx_form import write_word_form
    from followup.templates.word_form import word_form

    form = form_for(by, whose, sections)
    asked = word_form(form, by.frame)
    if asked is None:
        return None
    path = new_path(f"{whose.name} {by.round}").with_suffix(".docx")
    fields = dict.fromkeys(("document", "region", "unit", "dnr", "title", "contact", "date", "period_to"), "")
    letter = BASE.with_name("agreement-letter.docx")
    write_word_form(letter, path, fields, "sv-SE", str(form.identity), asked.texts(SWEDISH), asked.parts)
    return path


def laid_out(form: Form, answers: PrefilledAnswers, unit_id: str = "nord") -> Path:
    """A template that holds answers from the start."""
    return save_book(lay_out_form(form, plan(), unit(unit_id), answers))


# ------------------------------------------------------------------------------------------------------- comparing

SHOWN = ("row", "column", "rule", "found")
SAID: dict[str, Callable[[Finding], str]] = {
    "column": lambda finding: finding.place.label,
    "rule": lambda finding: finding.rule,
    "found": lambda finding: finding.raw,
    "severity": lambda finding: finding.severity.key,
    "sheet": lambda finding: finding.place.sheet,
    "cell": lambda finding: finding.place.cell,
    "advice": lambda finding: SWEDISH(finding.advice),
}


def write_table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with columns of even width."""
    widths = [max(len(row[i]) for row in [titles, *rows]) for i in range(len(titles))]
    lines = [titles, ["-" * width for width in widths], *rows]
    return (
        "\n".join(
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
            for row in lines
        )
        + "\n"
    )


def rows_of(findings: Sequence[Finding]) -> str:
    """Findings for a failure message."""
    titles = ("sheet", "cell", "column", "rule", "severity", "found", "advice")
    return "\n" + write_table(titles, [[SAID[title](finding) for title in titles] for finding in findings])


def assert_finds(
    section: str,
    table: str,
    finds: str = "",
    *,
    unit_id: str = "nord",
    info: bool = False,
    sections: tuple[Section, ...] | None = None,
) -> ReadBack:
    """Type a table into the unit's form of one section; what is found must be ``finds``, whole. None means nothing.

    Findings of severity info count only with ``info``. Columns of ``finds`` are those it has: row, column, rule,
    found, severity, sheet, cell, advice. A row may be given as a path, ``Läkarbesök > Somatik``.
    """
    chosen = sections or (section_of(section),)
    path = filled_in(table, unit_id, chosen, plan().words(section_of(section).title) if not sections else "")
    read = read_back(path, chosen)
    assert read.submission is not None, rows_of(read.findings)
    assert read.answers is not None
    told = [finding for finding in read.findings if info or finding.severity is not Severity.INFO]
    compare_findings(told, finds, labels_in(read.book, text_tables(table)[0].titles[0]))
    return read


def labels_in(book: ReceivedBook, title: str) -> Callable[[Finding], str]:
    """How a row is called: by the text in the column with that title, as a person sees it."""

    def label(finding: Finding) -> str:
        sheet = book.sheet(finding.place.sheet)
        if sheet is None or finding.place.row < 0:
            return ""
        above = [
            place
            for place, raw in sheet.cells.items()
            if " ".join(str(raw).split()) == title and place[0] < finding.place.row
        ]
        if not above:
            return ""
        _row, column = max(above)
        return str(sheet.cells.get((finding.place.row, column), ""))

    return label


def compare_findings(findings: Sequence[Finding], finds: str, label: Callable[[Finding], str] | None = None) -> None:
    """Compare whole, in any order; a difference is shown as two tables."""
    tables = text_tables(finds)
    assert len(tables) <= 1, "one table of findings"
    titles = tables[0].titles if tables else SHOWN
    say = {**SAID, "row": label or (lambda finding: "")}
    unknown = [title for title in titles if title not in say]
    assert not unknown, f"no such column: {unknown}"
    got = sorted(tuple(say[title](finding) for title in titles) for finding in findings)
    wanted = sorted(_as_found(titles, row) for row in (tables[0].rows if tables else ()))
    if got != wanted:
        raise AssertionError(
            f"\nwanted\n{write_table(titles, wanted)}\nfound\n{write_table(titles, got)}\n{rows_of(findings)}"
        )


def _as_found(titles: Sequence[str], row: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.split(" > ")[-1] if title == "row" else text for title, text in zip(titles, row, strict=True))
