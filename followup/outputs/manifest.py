"""The record of a merge: what went in, what was taken from where, what came out. Written last, as manifest.json.

The same inputs give the same text: no time of a clock or a file stands in it, and no path above the workspace.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from followup import __version__
from followup.files.contents import is_as_written
from followup.files.safe import Placed, Written, sha256_of
from followup.files.sources import Source
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.plan.decisions import Decisions
from followup.plan.model import Plan
from followup.stages.collecting import Collected, ReadFile
from followup.stages.reading import Submission
from followup.stages.record import NOTHING_TAKEN, Record, Taken

MANIFEST = "manifest.json"
RETURNED = "returned.json"
"""Beside the workbooks that were sent back: which files they were made of."""

FORMAT = 1
MOST_TRACED = 100_000
"""With more values than this each value's cell is left out: the record shall stay within a few megabytes."""


@dataclass(frozen=True)
class MergeInputs:
    """What a merge was made from. ``passed_over`` are files of the inbox that are no workbooks; ``record`` is what
    earlier merges took in, ``taken`` what this one takes, by unit."""

    plan_file: Path
    decisions_file: Path
    previous: tuple[Path, ...]
    inbox: Path
    today: date
    files: Sequence[ReadFile]
    passed_over: Sequence[Source]
    collected: Collected
    record: Record
    taken: Mapping[str, Taken]


def manifest(inputs: MergeInputs, plan: Plan, decisions: Decisions, into: Path) -> dict[str, Any]:
    """Everything but the outputs, which are added when it is known where they went."""
    traced = sum(each.read for each in inputs.collected.submissions.values()) <= MOST_TRACED
    return {
        "format": FORMAT,
        "followup": __version__,
        "region": plan.text("region_id"),
        "round": plan.round,
        "today": inputs.today.isoformat(),
        "plan": {"file": inputs.plan_file.name, "version": plan.version, "sha256": sha256_of(inputs.plan_file)},
        "decisions": _decisions(inputs.decisions_file, decisions),
        "previous": [_file(path, path.name) for path in inputs.previous],
        "inbox": way_to(inputs.inbox, into),
        "inputs": sorted(_inputs(inputs), key=lambda each: (each["file"], each["sha256"])),
        "taken_from": {
            unit: _taken_from(submission, traced) for unit, submission in inputs.collected.submissions.items()
        },
        "taken": _record_as_json(with_these(inputs.record, inputs.taken)),
    }


def with_outputs(
    made: Mapping[str, Any], placed: Sequence[Placed], written: Mapping[Path, Written], into: Path, before: LastMerge
) -> str:
    """The whole record as text. Outputs of earlier merges that still stand, and were not renewed, are listed apart."""
    outputs = [_output(each, written[each.wanted], into) for each in placed]
    names = {each["file"] for each in outputs}
    older = [each for each in before.outputs if each["file"] not in names and _stands(into, each)]
    return as_text({**made, "outputs": outputs, "not_renewed": older})


def as_text(made: Mapping[str, Any]) -> str:
    """As it stands in the file: keys sorted, a newline at the end."""
    return json.dumps(made, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def way_to(place: Path, from_folder: Path) -> str:
    """A place as seen from a folder, with forward slashes; whole where there is no way (another drive on Windows)."""
    try:
        return Path(os.path.relpath(place.resolve(), from_folder.resolve())).as_posix()
    except ValueError:
        return place.resolve().as_posix()


def _output(placed: Placed, written: Written, into: Path) -> dict[str, Any]:
    made = {"file": way_to(placed.path, into), "sha256": written.sha256, "size": written.size}
    if placed.why == "in Excel":
        made["in_excel"] = True
    return {**made, "instead_of": way_to(placed.wanted, into)} if placed.path != placed.wanted else made


def _stands(into: Path, output: Mapping[str, Any]) -> bool:
    path = into / str(output["file"])
    return path.is_file() and sha256_of(path) == output["sha256"]


def _file(path: Path, name: str) -> dict[str, Any]:
    try:
        return {"file": name, "sha256": sha256_of(path), "size": path.stat().st_size}
    except OSError:
        return {"file": name, "sha256": "", "size": 0}


def _decisions(path: Path, decisions: Decisions) -> dict[str, Any]:
    """The decisions in force, of every kind there is, with who, why and until when."""
    made: dict[str, Any] = {"file": path.name, "sha256": sha256_of(path)} if path.is_file() else {}
    for each in fields(decisions):
        kind = getattr(decisions, each.name)
        if isinstance(kind, tuple):
            made[each.name] = [_plain(decision) for decision in kind]
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        known = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: _plain(each) for name, each in known.items() if not isinstance(each, Place)}
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _inputs(inputs: MergeInputs) -> Iterator[dict[str, Any]]:
    for file in inputs.files:
        submission = file.submission
        made: dict[str, Any] = {"file": _name(file.path, inputs.inbox), "state": state_of(file, inputs.collected)}
        made |= _lies_in(file.source, inputs.inbox)
        if submission is None:
            yield {**_received(file.source or Source(file.path)), **made, "saved": "", "unit": ""}
            continue
        counts = {"filled": submission.filled, "read": submission.read, "refused": submission.refused}
        size = submission.size or _file(file.path, "")["size"]
        known = {"sha256": submission.sha256, "size": size, "saved": submission.saved, "unit": submission.unit.id}
        yield {**made, **known, "values": counts}
    for source in inputs.passed_over:
        known = {**_received(source), **_lies_in(source, inputs.inbox), "file": _name(source.shown, inputs.inbox)}
        yield {**known, "saved": "", "state": "not_read", "unit": ""}


def _received(source: Source) -> dict[str, Any]:
    """A file as it came: from the disk, or as it was found in its container."""
    if source.held is not None and source.held.names:
        return {"file": "", "sha256": source.held.sha256, "size": source.held.size}
    return _file(source.path, "")


def _lies_in(source: Source | None, inbox: Path) -> dict[str, Any]:
    """The mail or the compressed folder that holds a file; nothing for one of its own."""
    if source is None or source.held is None or not source.held.names:
        return {}
    return {"container": {"file": _name(source.path, inbox), "sha256": _file(source.path, "")["sha256"]}}


def _name(path: Path, inbox: Path) -> str:
    return path.relative_to(inbox).as_posix() if path.is_relative_to(inbox) else path.name


def state_of(file: ReadFile, collected: Collected) -> str:
    """What became of a file: ``taken``, ``repeated`` (the same answers once more), ``superseded`` (by a later one),
    ``conflict``, ``empty`` (a template that is not filled in) or ``refused``."""
    submission = file.submission
    if submission is None:
        return "refused"
    if not submission.filled:
        return "empty"
    unit, digest = submission.unit.id, submission.sha256
    taken = collected.submissions.get(unit)
    if taken is not None and (taken.file, taken.sha256) == (submission.file, digest):
        return "taken"
    if any((state.file, state.sha256) == (submission.file, digest) for state in collected.superseded):
        return "superseded"
    return "conflict" if taken is None else "repeated"


def _taken_from(submission: Submission, traced: bool) -> dict[str, Any]:
    """The file and, for each section, its sheet, how many values, and which cell each came from."""
    sections = {}
    for key, rows in submission.tables.items():
        cells = {row.row.key: cells for row in rows if (cells := _cells(row))}
        if not cells:
            continue
        told: dict[str, Any] = {
            "sheet": next((row.origin.sheet for row in rows), ""),
            "values": sum(len(each) for each in cells.values()),
        }
        sections[key] = {**told, "cells": cells} if traced else told
    return {"file": submission.file, "sha256": submission.sha256, "sections": sections}


def _cells(row: FilledRow) -> dict[str, str]:
    """The cell of each answer that was taken over, by column."""
    answered = [column for column in row.cells if column not in row.row.cells and row[column] is not None]
    return {column: cell for column in answered if (cell := row.place(column).cell)}


def with_these(record: Record, taken: Mapping[str, Taken]) -> Record:
    """The record with what this merge takes in; the same file again adds nothing."""
    by_unit = dict(record.by_unit)
    for unit, each in taken.items():
        before = by_unit.get(unit, ())
        if not before or before[-1].sha256 != each.sha256:
            by_unit[unit] = (*before, each)
    return Record(by_unit)


def joined(one: Record, other: Record) -> Record:
    """Two records of the same round, each written with the other at hand: for each unit the one that goes on further."""
    units = [*one.by_unit, *(unit for unit in other.by_unit if unit not in one.by_unit)]
    histories = {unit: (one.by_unit.get(unit, ()), other.by_unit.get(unit, ())) for unit in units}
    return Record({unit: max(both, key=len) for unit, both in histories.items()})


def returned_as_text(record: Record, plan: Plan) -> str:
    """The record that stands beside the workbooks that were sent back."""
    made = {"format": FORMAT, "region": plan.text("region_id"), "round": plan.round, "outputs": [], "not_renewed": []}
    return as_text({**made, "taken": _record_as_json(record)})


def _record_as_json(record: Record) -> dict[str, list[dict[str, str]]]:
    return {
        unit: [{each.name: getattr(taken, each.name) for each in fields(taken)} for taken in history]
        for unit, history in record.by_unit.items()
    }


@dataclass(frozen=True)
class LastMerge:
    """What the record in a folder says; ``known`` are digests of all that we wrote there, None without a record.

    ``previous`` are the earlier workbooks that it took figures from, if it was of the same round.
    """

    record: Record = NOTHING_TAKEN
    outputs: tuple[Mapping[str, Any], ...] = ()
    known: frozenset[str] | None = None
    previous: tuple[str, ...] = ()

    def is_ours(self, path: Path) -> bool:
        """Whether a file is as we wrote it, or was only saved since. Where no record tells, it is taken to be.

        A workbook that was refreshed in Excel may hold a person's sheets: its digest tells nothing, its contents do.
        """
        return self.known is None or sha256_of(path) in self.known or is_as_written(path)


NO_MERGE = LastMerge()


def last_merge(text: str, interrupted: Sequence[str], plan: Plan) -> LastMerge:
    """What the manifest in a folder tells, and those that interrupted merges were about to put in its place.

    A text that is no record, or of another format, tells nothing; a record of another round tells nothing of what was
    taken in. What an interrupted merge took is not counted; but the files that it had moved are known for ours.
    """
    made = _understood(text)
    if made is None:
        return NO_MERGE
    outputs = (*made["outputs"], *made["not_renewed"])
    begun = [each for other in map(_understood, interrupted) if other is not None for each in other["outputs"]]
    known = frozenset(str(each["sha256"]) for each in (*outputs, *begun) if not each.get("in_excel"))
    same = (made.get("region"), made.get("round")) == (plan.text("region_id"), plan.round)
    if not same:
        return LastMerge(outputs=outputs, known=known)
    previous = tuple(str(each.get("file", "")) for each in made.get("previous", ()))
    return LastMerge(_record(made), outputs, known, previous)


def _understood(text: str) -> dict[str, Any] | None:
    try:
        made = json.loads(text)
        outputs = [*made["outputs"], *made["not_renewed"]]
        sound = made["format"] == FORMAT and all({"file", "sha256"} <= set(each) for each in outputs)
        return made if sound else None
    except (ValueError, KeyError, TypeError):
        return None


def _record(made: Mapping[str, Any]) -> Record:
    names = [each.name for each in fields(Taken)]
    return Record(
        {
            str(unit): tuple(Taken(*(str(each.get(name, "")) for name in names)) for each in history)
            for unit, history in made.get("taken", {}).items()
        }
    )
