"""Export: the facts of the round as a file, from the same round as the merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.door.editions import PUBLISHED
from followup.flow.door.formats import OwnLooks, usable_format
from followup.flow.door.placing import put, with_stale
from followup.flow.gathering.closed import note_closed
from followup.flow.gathering.current import read_current
from followup.flow.gathering.plans import load_valid_plan
from followup.flow.gathering.regions import mask
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.flow.door.writing import Output
    from followup.form.finding import Finding
    from followup.outputs.facts_frame import DataFrame
    from followup.outputs.registry import Format
    from followup.region.consolidating import Region
    from followup.region.facts.fact import Facts


@dataclass(frozen=True)
class Exported:
    """The facts of the working edition, what was found, and where the files stand. ``stale`` are outputs in the same
    folder that are older than them."""

    region: Region
    facts: Facts
    paths: tuple[Path, ...]
    stale: tuple[Path, ...] = ()

    @property
    def findings(self) -> Sequence[Finding]:
        """All that was found, what masking found too."""
        return self.region.findings


def export(
    place: Workspace,
    as_format: str = "csv",
    today: date | None = None,
    inbox: Path | None = None,
    into: Path | None = None,
    published: bool = False,
    listener: Listener = SILENT,
) -> Exported:
    """Write ``facts.csv`` or ``facts.parquet``; with ``published`` also masked, in a folder of its own.

    CouldNotRun where what Parquet needs is not installed.
    """
    from followup.outputs.manifest import state_digest
    from followup.outputs.registry import FACTS
    from followup.region.facts.facts import facts_of

    format_ = usable_format(FACTS, as_format)
    plan = load_valid_plan(place, listener)
    note_closed(place, listener)
    inbox, into = inbox or place.folder("inbox"), into or place.folder("output")
    current = read_current(place, plan, inbox, into, today or date.today(), listener)
    public, leaks = mask(current.region) if published else (None, ())
    facts, of = facts_of(current.region), state_digest(current.inputs, plan.frame)
    outputs = [_output(place, into, facts, as_format, format_)]
    outputs += [_output(place, into / PUBLISHED, facts_of(public), as_format, format_)] if public else []
    written = with_stale(put(outputs, listener, [inbox], of), into, of, listener)
    return Exported(current.region.with_findings(leaks), facts, written.paths, written.stale)


def _output(place: Workspace, folder: Path, facts: Facts, name: str, format_: Format[Facts]) -> Output:
    from followup.flow.door.writing import Output

    looks = OwnLooks(place)
    return Output(folder / f"facts{format_.suffix}", f"facts_{name}", lambda path: format_.write(facts, path, looks))


def read_facts(path: Path, today: date | None = None, published: bool = False) -> DataFrame:
    """The facts in a file of ours, else those of the round of a workspace as it is now, as a table of pandas."""
    from followup.flow.gathering.workspace import find_workspace
    from followup.outputs.facts_frame import frame_of, read_csv, read_parquet
    from followup.region.facts.facts import facts_of

    _refuse_without_pandas()
    if path.suffix.casefold() in (".csv", ".parquet"):
        if not path.is_file():
            raise CouldNotRun(_("There is no file at {path}.", path=literal(str(path))))
        return read_parquet(path) if path.suffix.casefold() == ".parquet" else read_csv(path)
    place = find_workspace(path)
    plan = load_valid_plan(place, SILENT)
    inbox, output = place.folder("inbox"), place.folder("output")
    region = read_current(place, plan, inbox, output, today or date.today(), SILENT).region
    return frame_of(facts_of(mask(region)[0] if published else region))


def _refuse_without_pandas() -> None:
    from followup.outputs.of_facts.parquet import pandas_missing

    if missing := pandas_missing():
        raise CouldNotRun(missing)
