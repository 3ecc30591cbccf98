"""The next round: a workspace whose plan is the last one's, with what that round reported as its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.disk.whole_path import whole_path
from followup.flow.declarations import declarations, sections_of
from followup.flow.door.double_click import write_double_click_files
from followup.flow.door.placing import put
from followup.flow.door.templates.blank_workbooks import write_decisions
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.workspace import ATTACHMENTS, FOLDERS, PLAN, Workspace, find_workspace
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun, folder_not_written
from followup.flow.start.earlier_records import record_outputs, records_of
from followup.flow.start.new import refuse_existing_plan
from followup.flow.start.rows_left_out import RowsLeftOut, rows_left_out
from followup.frozen import frozen
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.files.book import Book
    from followup.flow.door.writing import Output
    from followup.form.finding import Finding
    from followup.form.layout.layout import PrefilledAnswers
    from followup.form.section import Section
    from followup.form.terms.period import Days
    from followup.plan.model import Plan
    from followup.plan.workbook.next_round import NextRound, Value
    from followup.plan.workbook.year_later import KnownRound

KEPT_FOLDERS = ("workbook_templates", ATTACHMENTS)
"""What a workspace has of its own besides a round: its looks, and what its reports are sent with."""


@frozen
class StartedRound:
    """The new workspace; the earlier rounds that its history has, the settings that are still to be filled in, the
    sheets of the plan whose figures were of another period or year, were emptied and stand in no record, how many decisions
    of the last round stand for review, the rows of the plan that are asked for no more, the round of an earlier year that
    period and code were taken from, the cells of texts that name the round before, the settings that followed along
    and may be of the case of that round: what they are called, what they say, their cell; how many decisions only let that
    round be closed, and stay in its record; what is found of figures of the year before that nobody knows; and the days
    that were taken from the round's name.
    """

    place: Workspace
    history: tuple[str, ...]
    to_fill_in: tuple[Message, ...]
    emptied: tuple[Message, ...]
    to_review: int = 0
    left_out: tuple[RowsLeftOut, ...] = ()
    as_round: str = ""
    to_reread: tuple[str, ...] = ()
    of_a_case: tuple[tuple[Message, str, str], ...] = ()
    of_closing: int = 0
    unknown: tuple[Finding, ...] = ()
    usual_days: Days = (None, None)


def start_next_round(
    folder: Path, earlier: Path, to_come: NextRound, today: date | None = None, listener: Listener = SILENT
) -> StartedRound:
    """Make the workspace of the round after that in ``earlier``, which is only read.

    CouldNotRun where there is a plan already, where the earlier round has not been merged, or where its plan cannot be
    carried over.
    """
    from followup.files.extending.new_cells import CannotExtend
    from followup.files.extending.set_cells import with_cells
    from followup.flow.door.writing import Output
    from followup.plan.rounds.rounds import is_before
    from followup.plan.workbook.next_round import (
        cells_of,
        figures_of_another_time,
        left_to_fill_in,
        settings_of,
        title_of_next,
        with_usual_days,
    )
    from followup.plan.workbook.texts_of_a_round import texts_of_a_round
    from followup.plan.workbook.year_later import as_a_year_later

    refuse_existing_plan(folder)
    today = today or date.today()
    source, place = find_workspace(earlier), Workspace(whole_path(folder / PLAN))
    plan = load_valid_plan(source, listener)
    if not is_before(plan.round, to_come.round):
        raise CouldNotRun(
            _(
                "{next} does not come after {round}, the round in {folder}. Write the year too, for example T2 2022.",
                next=literal(to_come.round),
                round=literal(plan.round),
                folder=literal(str(source.root)),
            )
        )
    records = dict(records_of(source, plan))
    review, of_closing = _review(source, plan, [*records.values()][-1], today, listener)
    to_come = as_a_year_later(to_come, _known_rounds(plan, records.values()))
    to_come, usual_days = with_usual_days(to_come, plan.period)
    values = {
        **settings_of(to_come, plan.period),
        "title": title_of_next(plan.text("title"), plan.period, to_come) or None,
    }
    cells, emptied = dict(cells_of(plan, values)), list(figures_of_another_time(plan, declarations(), to_come))
    cells |= {_sheet_of(plan, sheet.key): figures for sheet, figures in emptied}
    struck, left_out = rows_left_out(plan, [*records.values()][-1], to_come.round)
    cells |= {sheet: {**cells.get(sheet, {}), **rounds} for sheet, rounds in struck.items()}
    try:
        content = with_cells(source.plan.read_bytes(), cells)
    except CannotExtend as error:
        raise CouldNotRun(_("The plan {file} {fault}", file=literal(source.plan.name), fault=error.message)) from error
    new_plan = Output(place.plan, "plan", lambda path: path.write_bytes(content))
    outputs = [new_plan, *_copies(source, place), *record_outputs(records, source, place)]
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        put(outputs, listener)
        write_decisions(place, _decisions(plan, review), listener)
        write_double_click_files(place.root, listener)
    except OSError as error:
        raise folder_not_written(folder, error) from error
    titles = {row.row.key: literal(plan.words.show(row["setting"])) for row in plan.rows("settings")}
    unknown = _unknown_figures(place, listener)
    silent_sheets = {  # said of otherwise, or not lacking
        *_sheets_filled_in(sections_of(plan), records.values(), (values["compare_from"], values["compare_to"])),
        *(sheet for sheet, _figures in emptied if _sheet_of(plan, sheet.key) in {one.place.sheet for one in unknown}),
    }
    return StartedRound(
        place,
        tuple(records),
        tuple(titles[key] for key in left_to_fill_in(plan, values)),
        tuple(sheet.sheet or sheet.title for sheet, _figures in emptied if sheet not in silent_sheets),
        to_review=sum(map(len, review.values())),
        left_out=tuple(left_out),
        as_round=to_come.as_round,
        to_reread=tuple(text.where for text in texts_of_a_round(plan, {"title": values["title"]})),
        of_a_case=tuple(_of_a_case(plan)),
        of_closing=of_closing,
        usual_days=usual_days,
        unknown=unknown,
    )


def _unknown_figures(place: Workspace, listener: Listener) -> tuple[Finding, ...]:
    """What is found of figures of the year before that neither the new plan nor a record has."""
    from followup.flow.gathering.history import add_history, recall_history
    from followup.flow.gathering.plans import read_plan
    from followup.flow.gathering.receipts import read_receipts
    from followup.rulebook.received.rounds import NO_ROUND_OF_COMPARED_PERIOD

    plan, _faults = read_plan(place.plan, listener.words)
    history = recall_history(place, place.folder("output"), plan.frame, read_receipts(place, plan.frame))
    findings = add_history(plan, history)[1].findings
    return tuple(finding for finding in findings if finding.rule == NO_ROUND_OF_COMPARED_PERIOD.id)


def _of_a_case(plan: Plan) -> Iterator[tuple[Message, str, str]]:
    """The settings of the case: what they are called, what they say, and their cell."""
    from followup.plan.workbook.texts_of_a_round import settings_of_a_case

    for row in settings_of_a_case(plan):
        yield literal(plan.words.show(row["setting"])), row.text("value"), row.place("value").where


def _known_rounds(plan: Plan, records: Iterable[Path]) -> Iterator[KnownRound]:
    """The round of the earlier plan, and those that it has records of."""
    from followup.history.record import index_in
    from followup.plan.workbook.year_later import KnownRound

    yield KnownRound(plan.round, plan.period.days, plan.period.code)
    for folder in records:
        if (index := index_in(folder)) is not None:
            yield KnownRound(index.round, index.days, index.code)


def _sheets_filled_in(sections: Sequence[Section], records: Iterable[Path], days: tuple[Value, Value]) -> set[Section]:
    """The sheets of the plan whose figures of the period compared with come from one of the records."""
    from followup.form.section import EarlierFigures
    from followup.history.record import index_in

    if None in days or days not in [index.days for folder in records if (index := index_in(folder)) is not None]:
        return set()
    traits = [earlier for section in sections if (earlier := section.trait(EarlierFigures)) is not None]
    return {earlier.sheet for earlier in traits if not earlier.round}


def _review(
    source: Workspace, plan: Plan, record: Path, today: date, listener: Listener
) -> tuple[PrefilledAnswers, int]:
    """The decisions in force in the last round that may hold again, and how many only let it be closed. CouldNotRun where
    their workbook cannot be read."""
    from followup.files.processes.format_readers import read_book
    from followup.files.received import UnreadableFile
    from followup.files.size_limits import OWN
    from followup.history.record import rules_without_value
    from followup.plan.decisions.decisions import decisions_to_review
    from followup.rulebook.received.rounds import NOT_APPROVED, UNIT_SILENT

    if not source.decisions.is_file():
        return {}, 0
    closed_with = {UNIT_SILENT.id, NOT_APPROVED.id, *rules_without_value(record)}
    try:
        return decisions_to_review(read_book(source.decisions, OWN), plan, listener.words, today, closed_with)
    except UnreadableFile as fault:
        file = literal(source.decisions.name)
        raise CouldNotRun(_("{file} {advice}", file=file, advice=fault.problem.advice)) from fault


def _sheet_of(plan: Plan, key: str) -> str:
    """The name of the workbook's sheet that a table of the plan stands on."""
    return next(row.origin.sheet for row in plan.every_row(key))


def _decisions(plan: Plan, review: PrefilledAnswers) -> Callable[[Listener], Book]:
    """The decisions workbook with the rows to review."""
    from followup.plan.decisions.decisions import blank_decisions

    return lambda listener: blank_decisions(listener.words, plan, review)


def _copies(source: Workspace, place: Workspace) -> Iterator[Output]:
    from followup.files.disk.atomic_files import copy_whole
    from followup.flow.door.writing import Output

    for name in KEPT_FOLDERS:
        for path in sorted((source.root / name).glob("*")):
            if path.is_file():
                yield Output(place.root / name / path.name, "attachment", partial(copy_whole, path))
