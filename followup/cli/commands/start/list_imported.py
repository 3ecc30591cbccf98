"""What came of ``followup import``: what is shown of it, and what a script gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from followup.cli.commands.start.list_proposed import LONGEST_TITLE, cut, mapped_alike, title_in
from followup.cli.console import (
    show,
    show_findings,
    show_json,
    tell,
    words,
)
from followup.flow.importing.plan_import import ImportedList
from followup.flow.importing.proposal import (
    Proposal,
)
from followup.locale import _, literal, n_

if TYPE_CHECKING:
    from followup.plan.importing.new_rows import UnknownName
    from followup.plan.importing.reading_rows import MappedTable


def show_proposed(proposal: Proposal, as_text: bool) -> int:
    """The proposal alone, where nobody has agreed to it."""
    if not as_text:
        show_json(as_json_of(proposal, None, written=False))
    tell(
        _("Nothing was written: nobody has said that this is right. Do so with --yes, or correct it with --map."),
        "warning",
    )
    return 1


def show_imported(proposal: Proposal, imported: ImportedList, dry_run: bool) -> None:
    """How targets are understood, what was found, and how many rows came to each sheet."""
    from followup.form.written.plain_text import folded

    told = [one for one in imported.understood if folded(words()(one.message)) != folded(one.text)]
    if told:
        show("")
        show(words()(_("How the targets are understood, where that is more than what stands there:")))
        for one in told:
            show(f"  {one.place.cell:<5} {cut(one.text, LONGEST_TITLE):<{LONGEST_TITLE}} → {words()(one.message)}")
    show_findings(imported.findings)
    show("")
    for line in count_lines(proposal, imported, dry_run):
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


def count_lines(proposal: Proposal, imported: ImportedList, dry_run: bool) -> Iterator[str]:
    """How many rows came to each sheet, and how many were there."""
    titles = {
        section.key: section.sheet or section.title
        for section in (proposal.sheet, proposal.tree, proposal.figures)
        if section is not None
    }
    for key, count in Counter(row.sheet for row in imported.added).items():
        sheet = literal(title_in(proposal, titles[key]))
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

    for mapped in (alike[0] for alike in mapped_alike(proposal.tables)):
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
                    column=literal(title_in(proposal, field.title)),
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


def as_json_of(proposal: Proposal, imported: ImportedList | None, written: bool) -> dict[str, Any]:
    """What a script gets: the proposal, and what came of it, where somebody has agreed."""
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
