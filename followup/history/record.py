"""The record of a round: plain files, CSV and JSON, that any program opens, and later rounds read.

An index names the round and a digest of each file: a record that somebody has changed is not read.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

from followup.files.disk.atomic_files import abandoned_parts
from followup.files.disk.ordinary_file import digest_of, text_of
from followup.files.size_limits import OWN
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.terms.period import Days
from followup.frozen import frozen
from followup.history.model import EarlierFigure, PastRound, StateLine, state_of
from followup.rulebook.planning.decisions import WAIVER_OF_A_REFUSED_VALUE
from followup.rulebook.received.rounds import RECORD_CHANGED

RECORD = "record"
"""The folder of a round's record beside the outputs."""
HISTORY = "history"
"""The folder of a workspace that keeps the records of earlier rounds, a folder a round."""

INDEX, FIGURES, STATE, FINDINGS = "record.json", "figures.csv", "state.csv", "findings.csv"
FACTS, DECISIONS, RECEIPTS = "facts.csv", "decisions.csv", "receipts.csv"
PUBLISHED_FACTS = "published.csv"
"""The facts as the round was last published, masked; a merge that publishes nothing keeps those there are. Titles alone
where it never was."""
READ_LATER = (FIGURES, STATE)
"""What every later round reads. The facts are read by those who ask for them (``past_facts.py``), the decisions, which a
record of an earlier version does without, when the next round is begun; the rest is for people and archives.
"""
CHANGED, SINCE = "changed.csv", "since.csv"
"""What the last merge that changed anything changed, and what has changed since the states that documents beside the record
were made of."""
STALE = "stale.csv"
"""Figures of the secretariat's texts that were right and have changed since, until somebody puts them right."""
KNOWN_LATER = (*READ_LATER, FACTS, DECISIONS)
"""What a later round may see of a record: where one of these is another, its copy has grown old."""
FORMAT = 1


@frozen
class RecordIndex:
    """What an index says: whose record it is, of which round and days, and the digest of each of its files. ``state`` is the
    state that outputs of that merge bear, ``published_on`` the day that the round was last published, empty where it
    never was.

    It was ``compared`` with those days, and measures were due by its ``code``. Of a copy ``copied_from`` is the way from
    its workspace to the folder of the record itself.
    """

    region: str
    round: str
    files: Mapping[str, str]
    days: Days = (None, None)
    published_on: str = ""
    state: str = ""
    copied_from: str = ""
    compared: Days = (None, None)
    code: str = ""


def numbered_folders(folder: Path) -> list[Path]:
    """A folder of a record, and those with a number behind its name, the newest last: a person has edited the others."""
    folders = [folder]
    while (later := folder.with_name(f"{folder.name} ({len(folders) + 1})")).is_dir():
        folders.append(later)
    return folders


def digests_in(index: Path) -> set[str]:
    """The digests of the files that an index names; none where it cannot be understood."""
    try:
        return {str(file["sha256"]) for file in json.loads(text_of(index, OWN.file))["files"].values()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()


def is_of_record(path: Path) -> bool:
    """Whether a file is one of a record, as it was written: its index has the digest, or it is the index itself."""
    if path.name == INDEX:
        return index_in(path.parent) is not None
    return digest_of(path, OWN.file).sha256 in digests_in(path.parent / INDEX)


def index_in(folder: Path) -> RecordIndex | None:
    """The index in a folder; None where there is none that can be understood."""
    return _read_index(folder / INDEX)


def indexes_in(folder: Path) -> Iterator[RecordIndex]:
    """The index in a folder, and those that interrupted merges were about to put in its place: the files there may be
    theirs already.
    """
    for path in (folder / INDEX, *(part for part in abandoned_parts(folder) if part.name.startswith(f".{INDEX}."))):
        if (index := _read_index(path)) is not None:
            yield index


def _read_index(path: Path) -> RecordIndex | None:
    try:
        content = json.loads(text_of(path, OWN.file))
        files = {str(name): str(file["sha256"]) for name, file in content["files"].items()}
        is_readable = content["format"] == FORMAT and set(READ_LATER) <= set(files)
        names = str(content["region"]), str(content["round"])
        days = _day(content.get("period_start")), _day(content.get("period_end"))
        compared = _day(content.get("compared_start")), _day(content.get("compared_end"))
        published_on, state, copied_from, code = (
            str(content.get(key, "")) for key in ("published_on", "state", "copied_from", "round_code")
        )
        index = RecordIndex(*names, files, days, published_on, state, copied_from, compared, code)
        return index if is_readable else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def read_record(folder: Path) -> tuple[PastRound | None, Sequence[Finding]]:
    """What a record keeps for later rounds; a finding instead where a file of it is not as it was written."""
    index, name = index_in(folder), f"{folder.parent.name}/{folder.name}"
    if index is None:
        return None, [Finding.of(Place(f"{name}/{INDEX}"), RECORD_CHANGED.problem(), folder.name)]
    texts: dict[str, str] = {}
    for file in READ_LATER:
        texts[file] = text_as_written(folder / file, index.files[file])
    changed = [file for file, text in texts.items() if not text]
    if changed:
        return None, [Finding.of(Place(f"{name}/{file}"), RECORD_CHANGED.problem(), index.round) for file in changed]
    figures = tuple(EarlierFigure(*figure) for figure in _figures(texts[FIGURES]))
    lines = [StateLine(*line) for line in _lines(texts[STATE], len(StateLine._fields))]
    left = state_of(index.round, lines)
    return PastRound(name, index.region, index.round, figures, left, index.days, index.compared), []


def decisions_in(folder: Path) -> list[dict[str, str]]:
    """The lines of a record's decisions by their titles; none where it has none, or they are not as they were written."""
    index = index_in(folder)
    text = text_as_written(folder / DECISIONS, index.files.get(DECISIONS, "")) if index is not None else ""
    return [dict(line) for line in csv.DictReader(StringIO(text, newline=""))]


def rules_without_value(folder: Path) -> frozenset[str]:
    """The rules of which a waiver was in force in the round of a record that brought no value in: it let the round close."""
    index = index_in(folder)
    text = text_as_written(folder / FINDINGS, index.files.get(FINDINGS, "")) if index is not None else ""
    findings = csv.DictReader(StringIO(text, newline=""))
    return frozenset(line["found"] for line in findings if line.get("rule") == WAIVER_OF_A_REFUSED_VALUE.id)


def as_index(region: str, round_: str, files: Mapping[str, Mapping[str, Any]], **described: Any) -> str:
    """The index as text; ``files`` has ``sha256`` and ``lines`` of each, ``described`` is what else it says."""
    content = {"format": FORMAT, "region": region, "round": round_, "files": files, **described}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def as_copied(index: str, copied_from: str) -> str:
    """The text of an index, of a copy of the record that lies there; without a way it stays as it is."""
    if not copied_from:
        return index
    return (
        json.dumps({**json.loads(index), "copied_from": copied_from}, ensure_ascii=False, sort_keys=True, indent=1)
        + "\n"
    )


def has_changed_since(copy: Path, workspace: Path) -> str:
    """The way to the record that one in a workspace's history is a copy of, where its round was merged again since with
    other figures or words; empty where it was not, or where nobody can tell.
    """
    index = index_in(copy)
    if index is None or not index.copied_from:
        return ""
    original = numbered_folders(workspace / index.copied_from)[-1]
    other = index_in(original)
    if other is None or (other.region, other.round) != (index.region, index.round):
        return ""
    is_same = all(other.files.get(name) == digest for name, digest in index.files.items() if name in KNOWN_LATER)
    return "" if is_same else index.copied_from


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def text_as_written(path: Path, digest: str) -> str:
    """The text of a file; empty where it is not there, or is not what was written."""
    try:
        text = text_of(path, OWN.file)
    except (OSError, ValueError):
        return ""
    return text if hashlib.sha256(text.encode("utf-8")).hexdigest() == digest else ""


def _lines(text: str, columns: int) -> list[list[str]]:
    lines = list(csv.reader(StringIO(text, newline="")))[1:]
    return [line for line in lines if len(line) == columns]


def _figures(text: str) -> list[tuple[str, str, str, str, Decimal]]:
    figures = []
    for section, row, unit, column, value in _lines(text, len(EarlierFigure._fields)):
        try:
            figures.append((section, row, unit, column, Decimal(value)))
        except InvalidOperation:  # a record of ours holds none: its digest would not be right
            continue
    return figures
