"""The files of a round's record: what it reported, kept as plain text beside the outputs."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from followup.files.disk.atomic_files import sha256_of
from followup.form.finding import Finding
from followup.form.terms.scales import Scale
from followup.history.model import EarlierFigure, StateLine
from followup.history.record import DECISIONS, FIGURES, FINDINGS, STATE, as_index
from followup.locale import Words
from followup.plan.decisions.in_force import DECISION_FIELDS
from followup.region.consolidating import Region
from followup.region.kept_state import figures_to_keep, lines_to_keep
from followup.reports.wording.findings_text import as_json
from followup.version import __version__


def record_files(region: Region) -> Mapping[str, Callable[[Path], None]]:
    """What writes each file of the record of a region that is not masked, by the file's name."""
    frame, tables = region.frame, region.tables
    return {
        FIGURES: lambda path: _write(path, EarlierFigure._fields, figures_to_keep(tables)),
        STATE: lambda path: _write(path, StateLine._fields, lines_to_keep(frame, tables, region.goals)),
        DECISIONS: lambda path: _write(path, DECISION_FIELDS, _decisions(region)),
        FINDINGS: lambda path: _write_findings(path, region.findings, frame.words),
    }


def index_of(region: Region, files: Mapping[str, Path]) -> str:
    """The index of a record whose files lie there: the round, its days and scales, and the digest of each file."""
    frame = region.frame
    first, last = frame.period.days
    return as_index(
        frame.sender.short,
        frame.round,
        {name: {"sha256": sha256_of(path)} for name, path in files.items()},
        followup=__version__,
        region_name=frame.sender.region,
        plan_version=frame.version,
        period_start=first.isoformat() if first else "",
        period_end=last.isoformat() if last else "",
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


def _write(path: Path, titles: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """The same lines give the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(titles)
        writer.writerows(lines)


def _write_findings(path: Path, findings: Sequence[Finding], words: Words) -> None:
    lines = [as_json(finding, words) for finding in findings]
    titles = (
        list(lines[0]) if lines else ["file", "unit", "sheet", "cell", "label", "rule", "severity", "found", "advice"]
    )
    _write(path, titles, [list(line.values()) for line in lines])
