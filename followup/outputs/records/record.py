"""The files of a round's record: what it reported, kept as plain text beside the outputs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain
from pathlib import Path
from typing import Any

from followup.files.disk.atomic_files import sha256_of
from followup.form.finding import Finding
from followup.form.terms.scales import Scale
from followup.frozen import frozen
from followup.history.fact_changes import NOTHING_CHANGED, FactChange
from followup.history.model import EarlierFigure, StateLine
from followup.history.notes.model import NOTES
from followup.history.notes.note_lines import write_lines
from followup.history.record import (
    CHANGED,
    DECISIONS,
    FACTS,
    FIGURES,
    FINDINGS,
    PUBLISHED_FACTS,
    RECEIPTS,
    SINCE,
    STALE,
    STATE,
    as_index,
)
from followup.locale import Words
from followup.outputs.of_facts.csv import as_fields, pieces_of
from followup.outputs.records.kept_facts import KeptFacts
from followup.outputs.records.manifest import MergeInputs, inputs_as_json
from followup.plan.decisions.in_force import DECISION_FIELDS
from followup.region.consolidating import Region
from followup.region.kept_state import KeptFigures
from followup.region.stale_figures import StaleFigure
from followup.reports.wording.findings_text import as_json
from followup.version import __version__

STALE_TITLES = ("text", "written", *FactChange._fields)
RECEIPT_TITLES = ("file", "unit", "state", "sha256", "size", "saved", "filled", "read", "refused")


@frozen
class RecordFacts:
    """The facts that a record keeps, as its files are to have them, and what they changed.

    ``published`` are those that the round was last published with, ``published_on`` the day; titles alone, and empty, where
    it never was. ``state`` is what the outputs are made of. ``changes`` are those of the last merge that changed anything,
    ``changed_now`` how many of them this one made. ``since`` are those since the states that documents in the folder were
    made of. ``stale`` are the figures of texts that were right.
    """

    facts: KeptFacts
    published: KeptFacts
    published_on: str
    state: str
    changes: Sequence[FactChange] = ()
    since: Mapping[str, Sequence[FactChange]] = field(default_factory=dict)
    changed_now: int = 0
    stale: Sequence[StaleFigure] = ()


def record_files(region: Region, kept: RecordFacts, inputs: MergeInputs) -> Mapping[str, Callable[[Path], object]]:
    """What writes each file of the record of a region that is not masked, by the file's name.

    What changed comes before the facts: where a merge is killed between them, the next one still sees the change.
    """
    frame = region.frame
    since = [(state, *change) for state, changes in kept.since.items() for change in changes or [NOTHING_CHANGED]]
    return {
        CHANGED: lambda path: _write(path, FactChange._fields, kept.changes),
        SINCE: lambda path: _write(path, ("state", *FactChange._fields), since),
        STALE: lambda path: _write(path, STALE_TITLES, [(of, written, *change) for of, written, change in kept.stale]),
        PUBLISHED_FACTS: kept.published.write,
        FACTS: kept.facts.write,
        FIGURES: lambda path: _write_figures(path, region.kept_figures),
        STATE: lambda path: _write(path, StateLine._fields, region.kept_lines),
        DECISIONS: lambda path: _write(path, DECISION_FIELDS, _decisions(region)),
        FINDINGS: lambda path: _write_findings(path, region.findings, frame.words),
        RECEIPTS: lambda path: _write(path, RECEIPT_TITLES, _receipts(inputs)),
        NOTES: lambda path: write_lines(path, region.notes.lines),
    }


def index_of(region: Region, kept: RecordFacts, files: Mapping[str, Path]) -> str:
    """The index of a record whose files lie there: the round, its days and scales, and the digest of each file."""
    frame = region.frame
    digests = {FACTS: kept.facts.digest, PUBLISHED_FACTS: kept.published.digest}
    (first, last), (compared_first, compared_last) = frame.period.days, frame.period.compared
    return as_index(
        frame.sender.short,
        frame.round,
        {name: {"sha256": digests.get(name) or sha256_of(path)} for name, path in files.items()},
        followup=__version__,
        region_name=frame.sender.region,
        plan_version=frame.version,
        published_on=kept.published_on,
        state=kept.state,
        period_start=first.isoformat() if first else "",
        period_end=last.isoformat() if last else "",
        round_code=frame.period.code,
        compared_start=compared_first.isoformat() if compared_first else "",
        compared_end=compared_last.isoformat() if compared_last else "",
        scales=[_scale(scale) for scale in frame.scales.values()],
    )


def _decisions(region: Region) -> Iterator[list[str]]:
    """The decisions in force, in the order of their sheets and rows."""
    for lines in region.decisions.lines.values():
        yield from ([line.get(key, "") for key in DECISION_FIELDS] for line in lines)


def _scale(scale: Scale) -> dict[str, Any]:
    """A scale as it is in this round: a later one changes no level that was given by it."""
    levels = [
        {"key": level.key, "symbol": level.symbol, "word": level.word, "counts_as": level.counts_as}
        for level in scale.levels.values()
    ]
    return {"name": scale.name, "kind": scale.kind, "levels": levels}


def _receipts(inputs: MergeInputs) -> Iterator[list[object]]:
    """A line for each file of the inbox: whose it is, what became of it, and how many values it had."""
    for entry in inputs_as_json(inputs):
        flat = {**entry, **entry.get("values", {})}
        yield [flat.get(title, "") for title in RECEIPT_TITLES]


def _write(path: Path, titles: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """The same lines give the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(titles)
        writer.writerows(lines)


def _write_figures(path: Path, figures: KeptFigures) -> None:
    """As ``_write`` does, a column at a time: there are many."""
    *names, values = figures
    lines = map(",".join, zip(*map(as_fields, names), map(str, values), strict=True))
    with path.open("wb") as file:
        file.writelines(pieces_of(chain([",".join(EarlierFigure._fields)], lines)))


def _write_findings(path: Path, findings: Sequence[Finding], words: Words) -> None:
    lines = [as_json(finding, words) for finding in findings]
    titles = (
        list(lines[0]) if lines else ["file", "unit", "sheet", "cell", "label", "rule", "severity", "found", "advice"]
    )
    _write(path, titles, [list(line.values()) for line in lines])
