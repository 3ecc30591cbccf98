"""The received files, each read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import sections_of
from followup.flow.gathering.reading.readers import AS_MANY_AS_PAY, Readers
from followup.flow.kept.readings import KeptReadings
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal
from followup.locale.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from followup.files.processes.messages import Understanding
    from followup.files.processes.prefetch import Prefetcher
    from followup.files.size_limits import Limits
    from followup.files.sources import Source
    from followup.flow.gathering.reading.crew import Crew
    from followup.flow.gathering.reading.in_turn import InTurn
    from followup.plan.model import Plan
    from followup.returns.reader import Reader
    from followup.round.model import ReadFile
    from followup.templates.forms import Forms


@frozen
class Returns:
    """Files that were read by the units' ``forms``, and those ``passed_over``, which are no workbooks."""

    forms: Forms
    files: Sequence[ReadFile] = ()
    passed_over: Sequence[Source] = ()


def read_returns(places: Sequence[Path], plan: Plan, listener: Listener, readers: Readers = AS_MANY_AS_PAY) -> Returns:
    """Every submission in these files and folders, read and checked. CouldNotRun where one of them does not exist, or where
    the ``readers`` are a cluster that cannot be used.
    """
    from followup.files.containers.inbox import sources_in
    from followup.files.processes.prefetch import shared_prefetcher
    from followup.returns.reader import Reader
    from followup.templates.forms import Forms

    refuse_absent(places)
    forms, ahead, limits = Forms(plan, sections_of(plan)), shared_prefetcher(), limits_of(plan)
    reader = Reader(forms)
    sources, passed_over = sources_in(places, lambda path: ahead.contents(path, limits))
    readings = KeptReadings(reader, plan, limits)
    read_before = readings.readings(sources)
    left = [source for source in sources if not source.refused and source not in read_before]
    if left:
        _start(ahead, listener)
    for source in passed_over:
        listener.note(_("{file} is no workbook and was not read.", file=literal(source.name)), "warning")
    files = []
    with (
        _in_turn(readers, 1 if ahead.alone else len(left), plan, reader, ahead, limits) as in_turn,
        listener.progress(_("Reading"), len(sources)) as step,
    ):
        for file in _read_in_order(sources, in_turn, read_before, step):
            if file.source not in read_before:
                readings.keep(file)
            listener.detail(
                (_READ_BEFORE if file.source in read_before else _READ).filled(file=literal(file.path.name))
            )
            files.append(file)
    return Returns(forms, files, passed_over)


def _start(ahead: Prefetcher, listener: Listener) -> None:
    ahead.start()
    if ahead.alone:
        alone = _("No separate process could be started to read files; they are read here, and only as .xlsx.")
        listener.note(alone, "warning")


def read_inbox(inbox: Path, plan: Plan, listener: Listener, readers: Readers = AS_MANY_AS_PAY) -> Returns:
    """Every submission in an inbox; CouldNotRun where there is no such folder."""
    if not inbox.is_dir():
        no_folder = _("{path} is a file, and a folder was expected there. Choose another folder.")
        absent = no_folder if inbox.is_file() else _("There is no inbox at {path}.")
        raise CouldNotRun(absent.filled(path=literal(str(inbox))))
    return read_returns([inbox], plan, listener, readers)


def refuse_absent(places: Sequence[Path]) -> None:
    """CouldNotRun where one of these files and folders does not exist."""
    for place in places:
        if not place.exists():
            refusal = _("There is no file or folder {path}.", path=literal(str(place)))
            raise CouldNotRun(did_you_mean(refusal, _names_near(place)))


def _names_near(place: Path) -> tuple[str, ...]:
    """Files and folders beside it whose names it may be meant for."""
    try:
        return nearest(place.name, sorted(path.name for path in place.parent.iterdir()))
    except OSError:
        return ()


@contextmanager
def _in_turn(
    readers: Readers, files: int, plan: Plan, reader: Reader, ahead: Prefetcher, limits: Limits
) -> Iterator[InTurn]:
    """What reads so many files: here, one after the other, or a crew of other processes."""
    number = readers.number(files)
    if number == 1 and not (files and readers.dask):
        from followup.flow.gathering.reading.in_turn import OneByOne

        yield OneByOne(reader, ahead, limits)
        return
    from followup.flow.gathering.reading.side_by_side import SideBySide
    from followup.flow.gathering.reading.step import understanding_by

    understanding = understanding_by(plan)
    with _crew(readers, number, understanding) as crew:
        yield SideBySide(crew, understanding, reader, limits)


def _crew(readers: Readers, number: int, understanding: Understanding) -> AbstractContextManager[Crew]:
    if readers.dask:
        from followup.flow.gathering.reading.cluster import crew_at

        return crew_at(readers.dask, understanding)
    from followup.flow.gathering.reading.crew import crew_here

    return crew_here(number, understanding)


_READ = _("{file} was read.")
_READ_BEFORE = _("{file} has not changed since it was read last; that is used.")


def _read_in_order(
    sources: Sequence[Source], in_turn: InTurn, read_before: Mapping[Source, ReadFile], begin: Callable[[str], None]
) -> Iterator[ReadFile]:
    """Each file, but not the rest of a container whose files one after the other cannot be read. ``begin`` is called
    with the name of each.
    """
    from followup.round.patience import Patience

    patience, waiting = Patience(), list(sources)

    def expect() -> None:
        in_turn.expect([source for source in waiting if not source.refused and source not in read_before])

    expect()
    while waiting:
        source = waiting.pop(0)
        begin(source.shown.name)
        file = read_before.get(source) or in_turn.read(source)
        yield file
        if patience.ends_with(file):
            yield patience.rest_of(file)
            waiting = [other for other in waiting if other.path != source.path]
            expect()


def limits_of(plan: Plan) -> Limits:
    """The limits of a file: ours, but for those that the plan sets."""
    from followup.files.size_limits import MEGABYTE, USUAL

    seconds, megabytes, cells = (plan.settings.get(f"file_{name}") for name in ("seconds", "megabytes", "cells"))
    return replace(
        USUAL,
        seconds=float(seconds) if isinstance(seconds, Decimal) else USUAL.seconds,
        file=int(megabytes) * MEGABYTE if isinstance(megabytes, Decimal) else USUAL.file,
        cells=int(cells) if isinstance(cells, Decimal) else USUAL.cells,
    )
