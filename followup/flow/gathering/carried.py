"""Answers of forms that were filled in earlier, for the units' new templates. The files are only read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.returns import limits_of, refuse_absent
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.files.received import ReceivedBook
    from followup.files.sources import Source
    from followup.form.finding import Finding
    from followup.plan.model import Plan
    from followup.returns.carried_answers import CarriedAnswers
    from followup.returns.reader import Reader
    from followup.templates.forms import Forms


@frozen
class CarriedFile:
    """A file, and what it has for its unit's new template."""

    file: str
    carried: CarriedAnswers


def read_carried(places: Sequence[Path], plan: Plan, forms: Forms) -> Mapping[str, CarriedFile]:
    """What the files have for new templates, by the unit's id.

    CouldNotRun where one cannot be read, is no form of a unit that gets a template, or is of the same unit as another.
    """
    from followup.files.containers.inbox import sources_in
    from followup.files.processes.prefetch import shared_prefetcher
    from followup.returns.reader import Reader

    if not places:
        return {}
    refuse_absent(places)
    ahead, limits, reader = shared_prefetcher(), limits_of(plan), Reader(forms, older=True)
    sources, _passed_over = sources_in(places, lambda path: ahead.contents(path, limits))
    ahead.expect([source for source in sources if not source.refused], limits)
    by_unit: dict[str, CarriedFile] = {}
    for source in sources:
        file = CarriedFile(source.name, _answers_in(source, reader, ahead.open))
        unit = plan.units[file.carried.unit]
        _refuse_unasked(file.file, unit.id, plan)
        if (other := by_unit.setdefault(unit.id, file)) is not file:
            raise CouldNotRun(
                _(
                    "{file} and {other} are both of {unit}. Name the one whose answers are to be carried over.",
                    file=literal(other.file),
                    other=literal(file.file),
                    unit=literal(unit.name),
                )
            )
    return by_unit


def _answers_in(source: Source, reader: Reader, open_book: Callable[[Source], ReceivedBook]) -> CarriedAnswers:
    """What a file has for a new template. CouldNotRun, with what was found, where it is none of ours."""
    from followup.files.received import UnreadableFile
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.returns.carried_answers import carried_answers

    if source.member is not None and source.member.refusal is not None:
        refusal = source.member.refusal
        raise _nothing(source, [Finding.of(Place(source.name), refusal.problem, refusal.detail or source.name)])
    try:
        book = open_book(source)
    except UnreadableFile as fault:
        raise _nothing(source, [Finding.of(Place(source.name), fault.problem, fault.detail or source.name)]) from fault
    submission, findings = reader.read(book)
    if submission is None:
        raise _nothing(source, findings)
    return carried_answers(book, submission, sorted(findings, key=lambda finding: finding.order), reader.frame.round)


def _nothing(source: Source, findings: Sequence[Finding]) -> CouldNotRun:
    return CouldNotRun(_("No answers can be carried over from {file}.", file=literal(source.name)), findings)


def _refuse_unasked(file: str, unit: str, plan: Plan) -> None:
    """CouldNotRun where the file is of a unit that gets no template any more."""
    if all(other.id != unit for other in plan.units.answering):
        name = literal(plan.units[unit].name)
        raise CouldNotRun(
            _(
                "{file} is of {unit}, which gets no template: write yes in the column Template on the sheet Units.",
                file=literal(file),
                unit=name,
            )
        )
