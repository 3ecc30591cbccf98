"""The one door through which tests of behaviour reach the product; ``tests.tables`` types into it and compares.

What moves or is renamed inside ``followup`` is changed here, for all tests at once. A test of one module imports that
module too, and nothing else (``tests/test_house.py`` looks). The names are few on purpose: what a command can show is
shown by ``command``, and what tables can say is typed as tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from followup.cli.console import choose_language
from followup.cli.program import run
from followup.files.book import Book
from followup.files.disk.bundled import bundled
from followup.files.processes import format_readers as reading
from followup.files.received import ErrorValue, Raw, ReceivedBook, Uncalculated, UnreadableFile
from followup.form.finding import Finding
from followup.form.form import Form
from followup.form.place import Place
from followup.form.section import Section
from followup.form.terms.units import Unit
from followup.form.values import Value
from followup.locale import Words, literal
from followup.plan.decisions.decisions import NOTHING_DECIDED, Decisions
from followup.plan.model import Plan
from followup.region.consolidating import Region
from followup.returns.model import Submission
from followup.returns.reader import Reader
from followup.round.collecting import gather, read_file
from followup.round.model import Round
from followup.round.receipts import EMPTY_RECORD, Record
from followup.rulebook.problem import Severity
from followup.sections.registry import sections_of
from followup.templates.forms import Forms

__all__ = [
    "SECTIONS",
    "ErrorValue",
    "Finding",
    "Place",
    "Plan",
    "Raw",
    "ReceivedBook",
    "Region",
    "Round",
    "Section",
    "Severity",
    "Submission",
    "Uncalculated",
    "Unit",
    "UnreadableFile",
    "Value",
    "Words",
    "breaks",
    "bundled",
    "choose_language",
    "command",
    "consolidated",
    "form_for",
    "gather_files",
    "lay_out_form",
    "literal",
    "read_book",
    "reader_of",
    "regional_workbook",
    "write_document",
]

SECTIONS = tuple(sections_of(Plan()))
"""Every section of a plan that declares none itself."""


# ------------------------------------------------------------------------------------------------------ the terminal


def command(*arguments: str) -> tuple[int, str]:
    """Run the program as the terminal does: exit code, and all that it printed."""
    import click
    from click.testing import CliRunner

    codes: list[int] = []
    result = CliRunner().invoke(click.Command("followup", callback=lambda: codes.append(run(arguments))), [])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return codes[0] if codes else result.exit_code, result.output


_BREAKABLE = {
    "naming a closed folder": "followup.files.seals.bag._move",
    "copying what is kept": "followup.files.seals.bag._copy",
    "finding the workspace": "followup.cli.commands.status.find_workspace",
    "copying a plan with what was understood": "followup.cli.commands.plan.write_understood",
    "finding the tables of a plan": "followup.plan.load.find_tables",
    "looking outside the tables": "followup.returns.outside_tables.outside",
    "doubting a key": "followup.form.shapes.row_matching._RowMatcher._has_keys_left_behind",
    "knowing rows at a glance": "followup.form.shapes.row_matching._RowMatcher._all_as_typed",
    "knowing prefilled columns at a glance": "followup.form.shapes.grid._are_as_typed",
    "taking numbers as stored": "followup.form.cells.number.Number.shows_numbers",
    "taking shares as stored": "followup.form.cells.number.Percent.shows_numbers",
    "choosing rows to check": "followup.returns.checking.rows_to_check",
}


def breaks(monkeypatch: pytest.MonkeyPatch, step: str, instead: Callable[..., object]) -> None:
    """For one test something else happens where the program does this step: a fault, a full disk."""
    if step == "writing a document":
        from followup.outputs.of_report import docx

        monkeypatch.setattr(docx, "FORMAT", replace(docx.FORMAT, write=instead))
    elif step == "saying the version":
        for module in (
            "version",
            "outputs.records.manifest",
            "outputs.records.record",
            "outputs.records.log_lines",
            "history.closing",
        ):
            monkeypatch.setattr(f"followup.{module}.__version__", instead())
    else:
        monkeypatch.setattr(_BREAKABLE[step], instead)


# -------------------------------------------------------------------------------------------------- a file received


def read_book(file: Path | bytes, name: str = "", *, guarded: bool = True) -> ReceivedBook:
    """A file that came, as values; of bytes with the ``name`` that they would have as a file.

    Raises UnreadableFile. Without a guarded process only Excel's own format and ours are read.
    """
    if isinstance(file, Path):
        return reading.read_book(file, guarded=guarded)
    return reading.book_of(file, name, guarded=guarded)


# ---------------------------------------------------------------------------------------------------- the templates


def form_for(plan: Plan, unit: Unit, sections: Sequence[Section] | None = None) -> Form:
    """The form of one unit: the sections that the plan gives it and that have rows for it."""
    from followup.templates import unit_form

    return unit_form.form_for(plan, unit, sections_of(plan) if sections is None else sections)


def lay_out_form(
    form: Form, plan: Plan, unit: Unit, answers: Mapping[str, Mapping[str, Mapping[str, Value]]] | None = None
) -> Book:
    """A unit's template as a book, which ``tests.tables.save_book`` makes a file; ``answers`` fill it in."""
    from followup.templates import template

    return template.lay_out_form(form, plan.frame, unit, answers)


# -------------------------------------------------------------------------------------------------------- the round


def reader_of(plan: Plan, sections: Sequence[Section] | None = None) -> Reader:
    """What reads the submissions of a plan's round."""
    return Reader(Forms(plan, sections_of(plan) if sections is None else sections))


def gather_files(
    files: Sequence[Path],
    plan: Plan,
    sections: Sequence[Section] | None = None,
    *,
    decisions: Decisions = NOTHING_DECIDED,
    record: Record = EMPTY_RECORD,
    today: date | None = None,
    open_book: Callable[[Path], ReceivedBook] = read_book,
) -> Round:
    """The round that these files make: each read and checked, and one submission a unit."""
    forms = Forms(plan, sections_of(plan) if sections is None else sections)
    reader = Reader(forms)
    return gather([read_file(path, reader, open_book) for path in files], forms, decisions, record, today)


def consolidated(round_: Round, plan: Plan, sections: Sequence[Section] | None = None) -> Region:
    """The region of a round: judged, added up and rolled up."""
    from followup.region import consolidating

    return consolidating.consolidate(Forms(plan, sections_of(plan) if sections is None else sections), round_)


def regional_workbook(region: Region, inbox: str = "inbox") -> Book:
    """The regional workbook as a book; ``inbox`` is the way from it to the folder of submissions."""
    from followup.outputs import regional

    return regional.regional_workbook(region, inbox)


def write_document(template: str, region: Region, path: Path) -> None:
    """The Word document of the region that is made of a template, such as ``summary.docx``."""
    from followup.documents.compiling import document_of
    from followup.documents.naming import KnownNames
    from followup.documents.registry import PRESETS
    from followup.flow.door.documents import write_declared
    from followup.flow.gathering.workspace import Workspace

    (preset,) = (preset for preset in PRESETS if preset.template == template)
    every = (*SECTIONS, *(table.section for table in region.tables))
    sections = tuple({section.key: section for section in every}.values())
    document = document_of(preset, KnownNames(sections, Plan()))
    write_declared(Workspace(path.parent / "plan.xlsx"), document, region, path)
