"""What ``followup import`` asks a person of what it proposes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from followup.cli.commands.start.list_proposed import proposal_lines, title_in
from followup.cli.console import (
    tell,
    words,
)
from followup.flow.importing.plan_import import read_rows
from followup.flow.importing.proposal import (
    Proposal,
    with_answers,
)
from followup.flow.refusal import CouldNotRun
from followup.locale import Message, Percentage, _, literal

if TYPE_CHECKING:
    from followup.plan.importing.new_rows import UnknownName


def with_what_is_asked(proposal: Proposal) -> Proposal:
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
        for line in proposal_lines(proposal):
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
            yield title_in(proposal, levels.levels[0].title)
    numbered = {declared.column for declared in trait.columns if declared.is_running}
    known = {"id", trait.named_by, *numbered, *has, *proposal.usual}
    for field in proposal.fields:
        if field.column is not None and field.column.required and field.key not in known:
            yield title_in(proposal, field.title)


def _ask(question: Message) -> str:
    answer: str = click.prompt(words()(question), default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()
