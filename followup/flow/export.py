"""Export: the facts of the round as a file, from the same round as the merge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.formats import PUBLISHED, OwnLooks, usable_format
from followup.flow.door.placing import put, with_stale
from followup.flow.gathering.closed import note_closed
from followup.flow.gathering.current import Current, read_current
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.reading.readers import AS_MANY_AS_PAY, Readers
from followup.flow.gathering.since_closing import note_since_closing
from followup.flow.gathering.workspace import Job, Workspace, job_in
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.flow.door.writing import Output
    from followup.form.finding import Finding
    from followup.outputs.facts_frame import DataFrame
    from followup.outputs.registry import Format
    from followup.plan.model import Plan
    from followup.region.consolidating import Region
    from followup.region.facts.fact import Facts


@frozen
class Exported:
    """The facts of the working edition, what was found, and where the files stand. ``stale`` are outputs in the same
    folder that are older than them; ``of_merge`` is what a merge tells too. There is no ``region`` where only earlier rounds
    were asked for."""

    region: Region | None
    facts: Facts
    paths: tuple[Path, ...]
    stale: tuple[Path, ...] = ()
    of_merge: Sequence[Finding] = ()

    @property
    def findings(self) -> Sequence[Finding]:
        """All that was found, what masking found too."""
        return self.region.findings if self.region is not None else ()


def export(
    place: Workspace,
    as_format: str = "csv",
    today: date | None = None,
    inbox: Path | None = None,
    into: Path | None = None,
    published: bool = False,
    listener: Listener = SILENT,
    rounds: Sequence[str] = (),
    readers: Readers = AS_MANY_AS_PAY,
) -> Exported:
    """Write ``facts.csv`` or ``facts.parquet``; with ``published`` also masked, in a folder of its own.

    ``rounds`` are those whose facts are wanted, else this one: see ``read_rounds``. CouldNotRun where what Parquet needs
    is not installed.
    """
    from followup.outputs.records.manifest import state_digest
    from followup.outputs.registry import FACTS

    format_ = usable_format(FACTS, as_format)
    plan = load_valid_plan(place, listener)
    if (closed := note_closed(place, listener, plan.round)) is not None:
        note_since_closing(place, closed, listener)
    job = job_in(place, listener, today, inbox, into, readers)
    now, folder = _Now(job, plan, published), job.into
    editions = [(folder, False), *([(folder / PUBLISHED, True)] if published else [])]
    tables = {of_edition: now.facts_of_rounds(rounds, masked) for of_edition, masked in editions}
    outputs = [_output(place, of_edition, facts, as_format, format_) for of_edition, facts in tables.items()]
    if not now.is_read:
        return Exported(None, tables[folder], put(outputs, listener, [job.inbox]).paths)
    of = state_digest(now.current.inputs, plan.frame)
    written = with_stale(put(outputs, listener, [job.inbox], of), folder, of, listener)
    return Exported(now.editions[0], tables[folder], written.paths, written.stale, now.current.region.findings)


class _Now:
    """This round as it is, read when it is asked for: for the facts of earlier rounds nobody needs the inbox."""

    def __init__(self, job: Job, plan: Plan, published: bool) -> None:
        self.job, self.plan, self.published = job, plan, published
        self.is_read = False

    @cached_property
    def current(self) -> Current:
        """The region of the inbox, and what it is made from."""
        self.is_read = True
        return read_current(self.job, self.plan)

    @cached_property
    def editions(self) -> tuple[Region, Region | None]:
        """The region, and the one for readers outside where the facts are published."""
        return self.current.editions(self.published)

    def facts_of_rounds(self, rounds: Sequence[str], masked: bool) -> Facts:
        """The facts of these rounds; of this one where none is named."""
        from followup.flow.gathering.facts_of_rounds import read_rounds

        if not rounds:
            return self._facts(masked)
        job, frame = self.job, self.plan.frame
        return read_rounds(job.place, frame, job.into, rounds, lambda: self._facts(masked), masked)

    def _facts(self, masked: bool) -> Facts:
        from followup.region.facts.facts import facts_of

        region, public = self.editions
        if not masked:
            return facts_of(region)
        assert public is not None
        return facts_of(public)


def _output(place: Workspace, folder: Path, facts: Facts, name: str, format_: Format[Facts]) -> Output:
    from followup.flow.door.writing import Output

    looks = OwnLooks(place)
    return Output(folder / f"facts{format_.suffix}", f"facts_{name}", lambda path: format_.write(facts, path, looks))


def read_facts(path: Path, today: date | None = None, published: bool = False, rounds: Sequence[str] = ()) -> DataFrame:
    """The facts in a file of ours, else those of the round of a workspace as it is now, as a table of pandas.

    ``rounds`` are those wanted of a workspace, earlier ones too; of a file those that it has.
    """
    from followup.flow.gathering.workspace import find_workspace
    from followup.outputs.facts_frame import frame_of, read_csv, read_parquet

    _refuse_without_pandas()
    if path.suffix.casefold() in (".csv", ".parquet"):
        if not path.is_file():
            raise CouldNotRun(_("There is no file at {path}.", path=literal(str(path))))
        table = read_parquet(path) if path.suffix.casefold() == ".parquet" else read_csv(path)
        return _lines_of(table, rounds) if rounds else table
    place = find_workspace(path)
    now = _Now(job_in(place, SILENT, today), load_valid_plan(place, SILENT), published)
    return frame_of(now.facts_of_rounds(rounds, published))


def _lines_of(table: DataFrame, rounds: Sequence[str]) -> DataFrame:
    """The lines of some rounds of a table; CouldNotRun for one that it has not."""
    from followup.flow.gathering.facts_of_rounds import ALL, round_among

    there = [*table["round"].unique()]
    if ALL in [round_.casefold() for round_ in rounds]:
        return table
    return table[table["round"].isin([round_among(there, round_) for round_ in rounds])].reset_index(drop=True)


def _refuse_without_pandas() -> None:
    from followup.outputs.of_facts.parquet import pandas_missing

    if missing := pandas_missing():
        raise CouldNotRun(missing)
