"""followup import: a list that exists already, taken into the plan."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.console import (
    PATH,
    argument,
    format_option,
    option,
    plan_option,
    show,
    show_findings,
    show_json,
    tell,
    verb,
    words,
)
from followup.cli.summaries import VERBS
from followup.cli.terminal_listener import Terminal
from followup.flow.gathering.workspace import Workspace, find_workspace
from followup.flow.importing.plan_import import ImportedList, import_list, read_rows
from followup.flow.importing.proposal import (
    ListAsked,
    Proposal,
    names_of_lists,
    propose_import,
    with_answers,
    without_the_uncertain,
)
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, Percentage, _, literal, n_

if TYPE_CHECKING:
    from followup.plan.importing.fields import Field
    from followup.plan.importing.mapping import MappedColumn
    from followup.plan.importing.new_rows import UnknownName
    from followup.plan.importing.reading_rows import MappedTable

LONGEST_TITLE, LONGEST_FIELD, LONGEST_SAMPLE, WIDEST_FIELD = 24, 21, 18, 34
"""Letters of each column of the proposal: a terminal has eighty. A field may take of the sample's, up to the widest."""
KINDS = ("measures", "units", "goals", "actions")
"""What the help shows of them: to ask the sections that declare them would take longer than the help may."""


@verb("import", VERBS["import"].sentence)
@argument("file", _("FILE"), type=PATH)
@option("--as", "name", default=None, metavar="|".join(KINDS), help=_("What the list is of."))
@option(
    "--sheet", default="", metavar=words()(_("NAME")), help=_("The sheet with the list; else all that look like it.")
)
@option(
    "--map",
    "maps",
    multiple=True,
    metavar=words()(_("TITLE=COLUMN")),
    help=_("Which column of the plan a column of the list is, or which row a name means; – for none. May be repeated."),
)
@option(
    "--set",
    "usual",
    multiple=True,
    metavar=words()(_("COLUMN=TEXT")),
    help=_("What every row gets in a column of the plan that the list lacks. May be repeated."),
)
@option(
    "--yes", is_flag=True, help=_("Take what is proposed, without a question; what is uncertain does not come along.")
)
@option("--dry-run", is_flag=True, help=_("Show what would come, and write nothing."))
@plan_option()
@format_option()
def command(
    file: Path,
    name: str | None,
    sheet: str,
    maps: tuple[str, ...],
    usual: tuple[str, ...],
    yes: bool,
    dry_run: bool,
    plan: Path | None,
    as_format: str,
    today: date,
) -> int:
    """Propose, ask, add; exit 1 where something cannot stand, or where nobody has said that the proposal holds."""
    if name is None:
        raise CouldNotRun(_("Say what the list is of: --as {kinds}.", kinds=literal(" | ".join(names_of_lists()))))
    as_text = as_format == "text"
    proposal = propose_import(find_workspace(plan), ListAsked(file, name, sheet, maps, usual), Terminal())
    if as_text:
        for line in _proposal_lines(proposal):
            show(line)
    agreed = _agreed(proposal, yes, asks=as_text and not yes)
    if agreed is None:
        return _show_proposed(proposal, as_text)
    imported = import_list(agreed, today, Terminal(), dry_run)
    if as_text:
        _show_imported(agreed, imported, dry_run)
    else:
        show_json(_as_json(agreed, imported, written=imported.copy is not None))
    return 1 if _has_errors(imported) else 0


def take_units(place: Workspace, file: Path, today: date, asks: bool) -> bool:
    """Take the units of a list into a plan that was made just now, asked for or as they are proposed; whether nothing is to
    be corrected, and it could be done. The workspace stays, with what is left to do, where it could not.
    """
    try:
        proposal = propose_import(place, ListAsked(file, "units"), Terminal())
        for line in _proposal_lines(proposal):
            tell(line)
        agreed = _with_what_is_asked(proposal) if asks else without_the_uncertain(proposal)
        imported = import_list(agreed, today, Terminal())
    except CouldNotRun as refused:
        tell(refused.message, "error")
        tell(
            _(
                "The workspace is there, without units. When the list is right: followup import {file} --as units",
                file=literal(f'"{file}"' if " " in str(file) else str(file)),
            )
        )
        return False
    show_findings(imported.findings)
    for line in _count_lines(agreed, imported, dry_run=False):
        tell(line)
    return not _has_errors(imported)


# What is proposed


def _proposal_lines(proposal: Proposal) -> Iterator[str]:
    """The columns of each table, what each means, how certain that is, and what stands there."""
    for alike in _alike(proposal.tables):
        mapped = alike[0]
        sheets = literal(", ".join(other.table.sheet.name for other in alike))
        file, row = literal(proposal.book.file), mapped.table.first
        yield words()(_("{file}, {sheet}: titles on row {row}.", file=file, sheet=sheets, row=row))
        meanings = {at: _meaning(proposal, mapped, at, meant) for at, meant in mapped.mapping.items()}
        for at, meant in mapped.mapping.items():
            yield _column_line(mapped, at, meant, meanings[at], _field_width(mapped, meanings))
    for field_read, source in proposal.read_elsewhere:
        titles = {"column": _title(proposal, field_read.title), "source": _title(proposal, source.title)}
        yield words()(_("  (from {source})  →  {column}", **{key: literal(title) for key, title in titles.items()}))
    has = {
        meant.field.key for mapped in proposal.tables for meant in mapped.mapping.values() if meant.field is not None
    }
    for key, text in proposal.usual.items():
        field = proposal.field(key)
        if field is not None:
            named = {"column": literal(_title(proposal, field.title)), "text": literal(text)}
            yield words()(
                _("  (where it is empty)  →  {column}: {text}", **named)
                if key in has
                else _("  (in every row)  →  {column}: {text}", **named)
            )


def _alike(tables: Sequence[MappedTable]) -> list[list[MappedTable]]:
    """Tables of the same titles together: what their columns mean is said once."""
    by_titles: dict[tuple[object, ...], list[MappedTable]] = {}
    for mapped in tables:
        by_titles.setdefault(tuple(mapped.table.titles.items()), []).append(mapped)
    return list(by_titles.values())


def _column_line(mapped: MappedTable, at: int, meant: MappedColumn, field: str, width: int) -> str:
    """A column of the list, and ``field``, in so many letters: what it means. What stands there has the room that is left."""
    from followup.files.addresses import column_letters
    from followup.form.cells.base import shown

    sample = next((shown(raw) for raw, _look in mapped.table.values(at)), "")
    title = _cut(mapped.table.title(at), LONGEST_TITLE)
    sure = words()(_how_sure(meant)) if meant.field is not None else ""
    names = f"{column_letters(at):<2} {title:<{LONGEST_TITLE}} → {_cut(field, width):<{width}}"
    return f"  {names} {sure:<7} {_cut(sample, LONGEST_SAMPLE + LONGEST_FIELD - width)}".rstrip()


def _meaning(proposal: Proposal, mapped: MappedTable, at: int, meant: MappedColumn) -> str:
    """What a column means, in the plan's words; a dash where it does not come along."""
    from followup.plan.importing.fields import EARLIER

    if meant.field is None:
        return "–"
    text = _title(proposal, meant.field.title) + (f": {meant.names}" if meant.names else "")
    return (
        f"{text}: {_figures_of(proposal, mapped.table.title(at), meant.field)}" if meant.field.key == EARLIER else text
    )


def _field_width(mapped: MappedTable, meanings: Mapping[int, str]) -> int:
    """Letters for what columns mean: more where a round, and a part of it, has to be seen."""
    from followup.plan.importing.fields import EARLIER

    of_figures = [
        len(meanings[at])
        for at, meant in mapped.mapping.items()
        if meant.field is not None and meant.field.key == EARLIER
    ]
    return max(LONGEST_FIELD, min(max(of_figures, default=0), WIDEST_FIELD))


def _figures_of(proposal: Proposal, title: str, field: Field) -> str:
    """What a column of earlier figures is of: "T1 2025, kvinnor"."""
    from followup.form.terms.breakdown import WHOLE
    from followup.locale.inflection import in_a_sentence
    from followup.plan.importing.figure_titles import figure_title

    named = figure_title(title, field)
    part = words()(_("Total")) if named.part == WHOLE else proposal.plan.breakdown.name_of(named.part)
    return ", ".join(text for text in (named.round, in_a_sentence(part)) if text)


def _how_sure(meant: MappedColumn) -> Message:
    return _("certain") if meant.is_certain else _("likely") if meant.is_likely else _("uncertain")


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _title(proposal: Proposal, title: Message) -> str:
    return proposal.plan.words(title)


# What is asked


def _agreed(proposal: Proposal, yes: bool, asks: bool) -> Proposal | None:
    """The proposal as somebody has agreed to it: now, before, or with ``--yes``; None where nobody has."""
    if yes:
        return without_the_uncertain(proposal)
    if proposal.confirmed:
        return proposal
    if not (asks and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    return _with_what_is_asked(proposal)


def _with_what_is_asked(proposal: Proposal) -> Proposal:
    """The proposal with all that a person answers of it; Abort where somebody says no."""
    agreed = _confirmed(proposal)
    if agreed is None:
        raise click.Abort
    return _with_what_is_lacking(_with_readings(_with_names(agreed)))


def _confirmed(proposal: Proposal) -> Proposal | None:
    """The proposal, corrected until it is right; None where somebody says no."""
    question = _("Is that right? Enter for yes, n for no, or correct it, as TITLE=COLUMN (– for none):")
    while True:
        answer = _ask(question)
        if not answer or answer.casefold() in ("j", "ja", "y", "yes"):
            return proposal
        if answer.casefold() in ("n", "nej", "no"):
            return None
        try:
            proposal = with_answers(proposal, [answer])
        except CouldNotRun as refused:
            tell(refused.message, "warning")
            continue
        for line in _proposal_lines(proposal):
            tell(line)


def _with_names(proposal: Proposal) -> Proposal:
    """The proposal with what is meant by each name that the plan does not have, or has nearly."""
    for doubtful in read_rows(proposal).doubtful:
        question = _(
            "“{name}” ({cell}): is it {near}, which the plan has? Enter for yes, n for no:",
            name=literal(doubtful.name),
            cell=literal(doubtful.places[0].where),
            near=literal(doubtful.nearest),
        )
        is_new = _ask(question).casefold() in ("n", "nej", "no", "-", "–")
        proposal = with_answers(proposal, [f"{doubtful.name}={'–' if is_new else doubtful.nearest}"])
    for unknown in read_rows(proposal).unknown:
        if proposal.plan.directories.get(unknown.sheet) is None or not proposal.plan.every_row(unknown.sheet):
            continue
        answer = _ask(_name_question(proposal, unknown))
        meant = answer if answer != "–" and answer != "-" else ""
        meant = meant or (unknown.nearest if not answer else "")
        if meant:
            try:
                proposal = with_answers(proposal, [f"{unknown.name}={meant}"])
            except CouldNotRun as refused:
                tell(refused.message, "warning")
    return proposal


def _name_question(proposal: Proposal, unknown: UnknownName) -> Message:
    names = {"name": literal(unknown.name), "n": len(unknown.places), "cell": literal(unknown.places[0].where)}
    if unknown.nearest:
        return _(
            "“{name}” ({cell}) is not in the plan. Is it {nearest}? Enter for yes, another id or name, – to leave it:",
            nearest=literal(unknown.nearest),
            **names,
        )
    return _("“{name}” ({cell}) is not in the plan. Write the id or name that is meant, Enter to leave it:", **names)


def _with_readings(proposal: Proposal) -> Proposal:
    """The proposal with what figures without a percent sign are, in each column that has them."""
    from followup.plan.importing.bare_shares import Reading, as_share

    for column in read_rows(proposal).bare:
        if column.said or not column.proposed:
            continue
        meant = [
            _("{figure} ({cell}) {share}", figure=one.number, cell=literal(one.place.where), share=Percentage(share))
            for one in column.examples
            if (share := as_share(one.number, column.proposed)) is not None
        ]
        question = _(
            "The column {title} has figures without a percent sign. Is {figures}? Enter for yes, n for no:",
            title=literal(column.title),
            figures=meant[0] if len(meant) == 1 else _("{first} and {last}", first=meant[0], last=meant[-1]),
        )
        is_wrong = _ask(question).casefold() in ("n", "nej", "no", "-", "–")
        proposal = with_answers(proposal, [f"{column.title}={Reading.UNSURE if is_wrong else column.proposed}"])
    return proposal


def _with_what_is_lacking(proposal: Proposal) -> Proposal:
    """The proposal with what every row gets in the required columns that the list lacks."""
    for title in _lacking(proposal):
        column = literal(title)
        answer = _ask(
            _("The list does not say {column}. Write what every row gets, Enter to fill it in later:", column=column)
        )
        if answer:
            proposal = with_answers(proposal, [f"{title}={answer}"])
    return proposal


def _lacking(proposal: Proposal) -> Iterator[str]:
    """The titles of the required columns that the list lacks, and that of the first level where its rows stand under nothing."""
    trait, levels = proposal.trait, proposal.trait.levels
    has = {meant.field.key for table in proposal.tables for meant in table.mapping.values() if meant.field is not None}
    if levels is not None and levels.column:
        rows = [row for row in read_rows(proposal).rows if row.sheet == proposal.sheet.key]
        if rows and not any(levels.column in row.cells for row in rows):
            yield _title(proposal, levels.levels[0].title)
    numbered = {declared.column for declared in trait.columns if declared.is_running}
    known = {"id", trait.named_by, *numbered, *has, *proposal.usual}
    for field in proposal.fields:
        if field.column is not None and field.column.required and field.key not in known:
            yield _title(proposal, field.title)


def _ask(question: Message) -> str:
    answer: str = click.prompt(words()(question), default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()


# What came of it


def _show_proposed(proposal: Proposal, as_text: bool) -> int:
    """The proposal alone, where nobody has agreed to it."""
    if not as_text:
        show_json(_as_json(proposal, None, written=False))
    tell(
        _("Nothing was written: nobody has said that this is right. Do so with --yes, or correct it with --map."),
        "warning",
    )
    return 1


def _show_imported(proposal: Proposal, imported: ImportedList, dry_run: bool) -> None:
    from followup.form.written.plain_text import folded

    told = [one for one in imported.understood if folded(words()(one.message)) != folded(one.text)]
    if told:
        show("")
        show(words()(_("How the targets are understood, where that is more than what stands there:")))
        for one in told:
            show(f"  {one.place.cell:<5} {_cut(one.text, LONGEST_TITLE):<{LONGEST_TITLE}} → {words()(one.message)}")
    show_findings(imported.findings)
    show("")
    for line in _count_lines(proposal, imported, dry_run):
        show(line)
    for line in _other_year_lines(proposal) if imported.added else ():
        show(line)
    _tell_unknown(imported.rows.unknown)
    if imported.copy is not None:
        tell(_("The plan as it was: {path}", path=literal(str(imported.copy))))
        tell(_("Look it over in Excel. Then: followup plan check"), "good")
    elif not imported.added and (imported.findings or imported.rows.unknown):
        tell(
            _("Nothing was written: what the plan does not have stands above, with why it did not come along."),
            "warning",
        )
    elif not imported.added:
        tell(_("Nothing was written: every row of the list is in the plan already."), "good")


def _count_lines(proposal: Proposal, imported: ImportedList, dry_run: bool) -> Iterator[str]:
    """How many rows came to each sheet, and how many were there."""
    titles = {
        section.key: section.sheet or section.title
        for section in (proposal.sheet, proposal.tree, proposal.figures)
        if section is not None
    }
    for key, count in Counter(row.sheet for row in imported.added).items():
        sheet = literal(_title(proposal, titles[key]))
        counted = n_("{sheet}: {n} row added.", "{sheet}: {n} rows added.", count, sheet=sheet)
        would = n_("{sheet}: {n} row would be added.", "{sheet}: {n} rows would be added.", count, sheet=sheet)
        yield words()(would if dry_run else counted)
    if present := imported.rows.present:
        was_there = n_(
            "{n} row of the list was in the plan already.", "{n} rows of the list were in the plan already.", present
        )
        yield words()(was_there)


def _other_year_lines(proposal: Proposal) -> Iterator[str]:
    """The columns of other years than the plan's, which did not come along."""
    from followup.plan.importing.mapping import other_years

    for mapped in (alike[0] for alike in _alike(proposal.tables)):
        by_taken: dict[int, list[str]] = {}
        for at, taken in other_years(mapped.table, mapped.mapping):
            by_taken.setdefault(taken, []).append(mapped.table.title(at))
        for taken, titles in by_taken.items():
            field = mapped.mapping[taken].field
            assert field is not None, "what was taken means something"
            yield words()(
                _(
                    "Not taken in: {titles}. {column} was taken from {taken}.",
                    titles=[literal(title) for title in titles],
                    column=literal(_title(proposal, field.title)),
                    taken=literal(mapped.table.title(taken)),
                )
            )


def _tell_unknown(unknown: Sequence[UnknownName]) -> None:
    """The names that the plan does not have, as they are said on the command line."""
    if unknown:
        maps = " ".join(f'--map "{one.name}={one.nearest or "…"}"' for one in unknown)
        tell(
            _("Names that the plan does not have: say what they mean and import again: {maps}", maps=literal(maps)),
            "warning",
        )


def _has_errors(imported: ImportedList) -> bool:
    from followup.rulebook.problem import Severity

    return any(finding.severity is Severity.ERROR for finding in imported.findings)


def _as_json(proposal: Proposal, imported: ImportedList | None, written: bool) -> dict[str, Any]:
    from followup.reports.wording.findings_text import as_json

    findings = [as_json(finding, words()) for finding in imported.findings] if imported is not None else []
    added: Sequence[Any] = imported.added if imported is not None else ()
    return {
        "file": proposal.book.file,
        "as": proposal.name,
        "confirmed": imported is not None,
        "columns": [column for mapped in proposal.tables for column in _columns_as_json(mapped)],
        "every_row": dict(proposal.usual),
        "rows_read": imported.rows.read if imported is not None else 0,
        "rows_present": imported.rows.present if imported is not None else 0,
        "rows_added": [
            {
                "sheet": row.sheet,
                "id": str(row.cells.get("id", "")),
                "cells": {key: str(value) for key, value in row.cells.items()},
                "from": {"sheet": row.place.sheet, "cell": row.place.cell},
            }
            for row in added
        ],
        "understood": [
            {"sheet": one.place.sheet, "cell": one.place.cell, "text": one.text, "explained": words()(one.message)}
            for one in (imported.understood if imported is not None else ())
        ],
        "written": written,
        "outputs": [] if imported is None or imported.copy is None else [str(proposal.place.plan), str(imported.copy)],
        "findings": findings,
    }


def _columns_as_json(mapped: MappedTable) -> Iterator[dict[str, Any]]:
    from followup.files.addresses import column_letters

    for at, meant in mapped.mapping.items():
        yield {
            "sheet": mapped.table.sheet.name,
            "column": column_letters(at),
            "title": mapped.table.title(at),
            "means": "" if meant.field is None else meant.field.key,
            "names": meant.names,
            "certainty": ""
            if meant.field is None
            else "certain"
            if meant.is_certain
            else "likely"
            if meant.is_likely
            else "uncertain",
        }
