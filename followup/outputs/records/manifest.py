"""The record of a merge: what went in, what was taken from where, what came out. Written last, as manifest.json.

The same inputs give the same text: no time of a clock or a file stands in it, and no path above the workspace.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from followup.files.book import address
from followup.files.disk.atomic_files import Placement, Written, sha256_of
from followup.files.disk.ordinary_file import digest_of
from followup.files.size_limits import USUAL
from followup.files.sources import Source
from followup.form.answers.answers import AnsweredRow
from followup.form.frame import Frame
from followup.form.place import Place
from followup.frozen import frozen
from followup.locale.letters import readable
from followup.plan.decisions.decisions import Decisions
from followup.returns.model import Submission
from followup.round.model import ReadFile, Round
from followup.round.receipts import EMPTY_RECORD, Record, RecordedFile
from followup.version import __version__

MANIFEST = "manifest.json"
RETURNED = "returned.json"
"""Beside the workbooks that were sent back: which files they were made of."""

FORMAT = 1
MOST_TRACED = 100_000
"""With more values than this each value's cell is left out: the record shall stay within a few megabytes."""


@frozen
class MergeInputs:
    """What a merge was made from. ``records`` are the indexes of earlier rounds' records, ``passed_over`` files of the inbox
    that are no workbooks.
    """

    plan_file: Path
    decisions_file: Path
    previous: tuple[Path, ...]
    records: tuple[Path, ...]
    inbox: Path
    today: date
    round: Round
    passed_over: Sequence[Source]


def manifest(inputs: MergeInputs, frame: Frame, into: Path) -> dict[str, Any]:
    """Everything but the outputs, which are added when it is known where they went."""
    traced = sum(submission.read for submission in inputs.round.submissions.values()) <= MOST_TRACED
    return {
        "format": FORMAT,
        "followup": __version__,
        "region": frame.sender.short,
        "round": frame.round,
        "today": inputs.today.isoformat(),
        "plan": {"file": inputs.plan_file.name, "version": frame.version, "sha256": sha256_of(inputs.plan_file)},
        "decisions": _decisions(inputs.decisions_file, inputs.round.decisions),
        "previous": [{**_file(path, path.name), "way": way_to(path, into)} for path in inputs.previous],
        "records": [{"file": way_to(path, into), "sha256": sha256_of(path)} for path in inputs.records],
        "inbox": way_to(inputs.inbox, into),
        "inputs": inputs_as_json(inputs),
        "taken_from": {unit: _taken_from(submission, traced) for unit, submission in inputs.round.submissions.items()},
        "taken": _record_as_json(with_taken(inputs.round.record, inputs.round.recorded_files)),
    }


def inputs_as_json(inputs: MergeInputs) -> list[dict[str, Any]]:
    """The files of the inbox by name: whose each is, what became of it, its digest and how many values it had."""
    return sorted(input_entries(inputs), key=lambda entry: (entry["file"], entry["sha256"]))


def state_digest(inputs: MergeInputs, frame: Frame) -> str:
    """A short digest of the round's state: what the plan, the decisions in force and the files that were read say.

    Outputs bear it; one of another state than the newest is stale.
    """
    state = {
        "plan": (frame.sender.short, frame.round, sha256_of(inputs.plan_file)),
        "decisions": decisions_as_json(inputs.round.decisions),  # a workbook without rows is as none
        # where a record lies, beside the outputs or in the history, does not make it another state
        "previous": [*map(sha256_of, inputs.previous), *sorted(map(sha256_of, inputs.records))],
        "inputs": sorted(
            (file["sha256"], file["state"]) for file in input_entries(inputs) if file["state"] != "not_read"
        ),
    }
    return hashlib.sha256(as_text(state).encode()).hexdigest()[:16]


def with_outputs(
    content: Mapping[str, Any],
    placed: Sequence[Placement],
    written: Mapping[Path, Written],
    into: Path,
    before: LastMerge,
) -> str:
    """The whole record as text. Outputs of earlier merges that still stand, and were not renewed, are listed apart."""
    outputs = [_output(output, written[output.target], into) for output in placed]
    names = {output["file"] for output in outputs}
    older = [output for output in before.outputs if output["file"] not in names and _stands(into, output)]
    return "".join(_lines({**content, "outputs": outputs, "not_renewed": older}, LEVELS)) + "\n"


LEVELS = 6
"""So many levels of the record have a line a member; the cells of a row stand together on one."""

ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def _lines(value: Any, levels: int, indent: str = "\n ") -> Iterator[str]:
    """A value as JSON, keys sorted. What lies deeper than ``levels`` is left to the encoder in C, for most does."""
    if not levels or not value or not isinstance(value, dict | list):
        yield ON_ONE_LINE.encode(value)
        return
    members = sorted(value.items()) if isinstance(value, dict) else [(None, item) for item in value]
    opens, closes = "{}" if isinstance(value, dict) else "[]"
    for number, (key, member) in enumerate(members):
        yield f"{',' if number else opens}{indent}"
        if key is not None:
            yield f"{ON_ONE_LINE.encode(key)}: "
        yield from _lines(member, levels - 1, f"{indent} ")
    yield f"{indent[:-1]}{closes}"


def as_text(content: Mapping[str, Any]) -> str:
    """As it stands in the file: keys sorted, a newline at the end."""
    text = StringIO()  # joined from a list the pieces are many times as much memory as the text
    text.writelines(json.JSONEncoder(ensure_ascii=False, sort_keys=True, indent=1).iterencode(content))
    text.write("\n")
    return text.getvalue()


def way_to(place: Path, from_folder: Path) -> str:
    """A place as seen from a folder, with forward slashes; whole where there is no way (another drive on Windows)."""
    try:
        way = Path(os.path.relpath(place.resolve(), from_folder.resolve()))
    except ValueError:
        way = place.resolve()
    return readable(way.as_posix())


def _output(placed: Placement, written: Written, into: Path) -> dict[str, Any]:
    entry = {"file": way_to(placed.path, into), "sha256": written.sha256, "size": written.size}
    if placed.why == "in Excel":
        entry["in_excel"] = True
    return {**entry, "instead_of": way_to(placed.target, into)} if placed.path != placed.target else entry


def _stands(into: Path, output: Mapping[str, Any]) -> bool:
    path = into / str(output["file"])
    return path.is_file() and sha256_of(path) == output["sha256"]


def _file(path: Path, name: str) -> dict[str, Any]:
    """What lies in the inbox may be of any kind: what is no ordinary file, or larger than any that is read, has no digest."""
    return {"file": name, **digest_of(path, USUAL.file)._asdict()}


def _decisions(path: Path, decisions: Decisions) -> dict[str, Any]:
    entry: dict[str, Any] = {"file": path.name, "sha256": sha256_of(path)} if path.is_file() else {}
    return {**entry, **decisions_as_json(decisions)}


def decisions_as_json(decisions: Decisions) -> dict[str, list[Any]]:
    """The decisions in force, a list for every kind there is, with who, why and until when."""
    kinds = {field.name: getattr(decisions, field.name) for field in fields(decisions)}
    return {name: [_as_json(decision) for decision in kind] for name, kind in kinds.items() if isinstance(kind, tuple)}


def _as_json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        values = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _as_json(item) for name, item in values.items() if not isinstance(item, Place)}
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def input_entries(inputs: MergeInputs) -> Iterator[dict[str, Any]]:
    """What is recorded of each file of the inbox: those that were read in their order, then those passed over."""
    for file in inputs.round.files:
        submission = file.submission
        entry: dict[str, Any] = {"file": _name(file.path, inputs.inbox), "state": state_of(file, inputs.round)}
        entry |= _lies_in(file.source, inputs.inbox)
        if submission is None:
            yield {**_received(file.source or Source(file.path)), **entry, "saved": "", "unit": ""}
            continue
        counts = {"filled": submission.filled, "read": submission.read, "refused": submission.refused}
        size = submission.size or _file(file.path, "")["size"]
        details = {"sha256": submission.sha256, "size": size, "saved": submission.saved, "unit": submission.unit.id}
        yield {**entry, **details, "values": counts}
    for source in inputs.passed_over:
        details = {**_received(source), **_lies_in(source, inputs.inbox), "file": _name(source.shown, inputs.inbox)}
        yield {**details, "saved": "", "state": "not_read", "unit": ""}


def _received(source: Source) -> dict[str, Any]:
    """A file as it came: from the disk, or as it was found in its container."""
    if source.member is not None and source.member.names:
        return {"file": "", "sha256": source.member.sha256, "size": source.member.size}
    return _file(source.path, "")


def _lies_in(source: Source | None, inbox: Path) -> dict[str, Any]:
    """The mail or the compressed folder that holds a file; nothing for one of its own."""
    if source is None or source.member is None or not source.member.names:
        return {}
    return {"container": {"file": _name(source.path, inbox), "sha256": _file(source.path, "")["sha256"]}}


def _name(path: Path, inbox: Path) -> str:
    path, inbox = Path(readable(str(path))), Path(readable(str(inbox)))
    return path.relative_to(inbox).as_posix() if path.is_relative_to(inbox) else path.name


def state_of(file: ReadFile, round_: Round) -> str:
    """What became of a file: ``taken``, ``repeated`` (the same answers once more), ``superseded`` (by a later one),
    ``conflict``, ``empty`` (a template that is not filled in) or ``refused``."""
    submission = file.submission
    if submission is None:
        return "refused"
    if not submission.filled:
        return "empty"
    unit, digest = submission.unit.id, submission.sha256
    answer = round_.submissions.get(unit)
    if answer is not None and (submission.file, digest) in (answer.halves or ((answer.file, answer.sha256),)):
        return "taken"
    if any((state.file, state.sha256) == (submission.file, digest) for state in round_.superseded):
        return "superseded"
    return "conflict" if answer is None else "repeated"


def _taken_from(submission: Submission, traced: bool) -> dict[str, Any]:
    """The file and, for each section, its sheet, how many values, and which cell each came from."""
    sections = {}
    for key, rows in submission.tables.items():
        cells = {row.row.key: cells for row in rows if (cells := dict(_cells(row)))}
        if not cells:
            continue
        section: dict[str, Any] = {
            "sheet": next((row.origin.sheet for row in rows), ""),
            "values": sum(len(cell) for cell in cells.values()),
        }
        sections[key] = {**section, "cells": cells} if traced else section
    halves = [{"file": file, "sha256": sha256} for file, sha256 in submission.halves]
    entry: dict[str, Any] = {"file": submission.file, "sha256": submission.sha256, "sections": sections}
    return {**entry, "halves": halves} if halves else entry


def _cells(row: AnsweredRow) -> Iterator[tuple[str, str]]:
    """The cell of each answer that was taken over, by column."""
    labels, called = row.row.cells, row.line_names
    for column, (line, across) in row.cells.items():
        if line >= 0 and across >= 0 and column not in labels and row[column] is not None:
            yield column, called.get(line, "") or address(line, across)


def with_taken(record: Record, files_taken: Mapping[str, tuple[RecordedFile, ...]]) -> Record:
    """The record with what this merge takes in; the same file, or the same halves, again add nothing."""
    by_unit = dict(record.by_unit)
    for unit, files in files_taken.items():
        before = by_unit.get(unit, ())
        if [file.sha256 for file in before[-len(files) :]] != [file.sha256 for file in files]:
            by_unit[unit] = (*before, *files)
    return Record(by_unit)


def join_records(first: Record, second: Record) -> Record:
    """Two records of the same round, each written with the other at hand: for each unit the one that goes on further."""
    units = [*first.by_unit, *(unit for unit in second.by_unit if unit not in first.by_unit)]
    histories = {unit: (first.by_unit.get(unit, ()), second.by_unit.get(unit, ())) for unit in units}
    return Record({unit: max(both, key=len) for unit, both in histories.items()})


def returned_as_text(record: Record, frame: Frame) -> str:
    """The record that stands beside the workbooks that were sent back."""
    content = {"format": FORMAT, "region": frame.sender.short, "round": frame.round, "outputs": [], "not_renewed": []}
    return as_text({**content, "taken": _record_as_json(record)})


def _record_as_json(record: Record) -> dict[str, list[dict[str, str]]]:
    return {
        unit: [{field.name: getattr(entry, field.name) for field in fields(entry)} for entry in history]
        for unit, history in record.by_unit.items()
    }


class Previous(NamedTuple):
    """An earlier regional workbook that a merge took figures from, and the way to it from the folder of outputs."""

    name: str
    sha256: str = ""
    way: str = ""


@frozen
class LastMerge:
    """What the record in a folder says; ``digests`` are of all that we wrote there, None without a record.

    ``previous`` are the earlier workbooks that it took figures from, if it was of the same round. ``returned`` is what
    the note beside the copies that were sent back says.
    """

    record: Record = EMPTY_RECORD
    outputs: tuple[Mapping[str, Any], ...] = ()
    digests: frozenset[str] | None = None
    previous: tuple[Previous, ...] = ()
    returned: Record = EMPTY_RECORD


NO_MERGE = LastMerge()


def last_merge(text: str, interrupted: Sequence[str], frame: Frame) -> LastMerge:
    """What the manifest in a folder tells, and those that interrupted merges were about to put in its place.

    A text that is no record, or of another format, tells nothing; a record of another round tells nothing of what was
    taken in. What an interrupted merge took is not counted; but the files that it had moved are known for ours.
    """
    content = _parse_record(text)
    if content is None:
        return NO_MERGE
    outputs = (*content["outputs"], *content["not_renewed"])
    begun = [output for other in map(_parse_record, interrupted) if other is not None for output in other["outputs"]]
    digests = frozenset(str(output["sha256"]) for output in (*outputs, *begun) if not output.get("in_excel"))
    same = (content.get("region"), content.get("round")) == (frame.sender.short, frame.round)
    if not same:
        return LastMerge(outputs=outputs, digests=digests)
    previous = tuple(
        Previous(*(str(entry.get(key, "")) for key in ("file", "sha256", "way")))
        for entry in content.get("previous", ())
    )
    return LastMerge(_record(content), outputs, digests, previous)


def may_be_record(text: str) -> bool:
    """Whether a text is a record of ours, even one that was cut, rather than somebody's file of that name."""
    try:
        content = json.loads(text)
    except ValueError:
        return True
    return not content or (isinstance(content, dict) and bool({"format", "followup"} & set(content)))


def _parse_record(text: str) -> dict[str, Any] | None:
    try:
        content = json.loads(text)
        outputs = [*content["outputs"], *content["not_renewed"]]
        sound = content["format"] == FORMAT and all({"file", "sha256"} <= set(output) for output in outputs)
        return content if sound else None
    except (ValueError, KeyError, TypeError):
        return None


def _record(content: Mapping[str, Any]) -> Record:
    names = [field.name for field in fields(RecordedFile)]
    return Record(
        {
            str(unit): tuple(RecordedFile(*(str(entry.get(name, "")) for name in names)) for entry in history)
            for unit, history in content.get("taken", {}).items()
        }
    )
