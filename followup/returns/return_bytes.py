"""A return as bytes and back: for another process, for what is kept, for the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import starmap
from typing import Any

from followup.form.answers.answer_bytes import (
    answers_of_parts,
    finding_of_parts,
    packed,
    parts_of_answers,
    parts_of_finding,
    refusing_odd_bytes,
    unpacked,
)
from followup.form.finding import Finding
from followup.form.form import Identity
from followup.returns.model import Return

FORMAT, READING = "followup return 1", "followup reading 1"
LARGEST = 64_000_000
"""Bytes that unfold to more than this are no return of ours."""


def to_bytes(returned: Return) -> bytes:
    """A return as bytes; the same return always gives the same bytes."""
    return packed(FORMAT, *_of_return(returned))


def from_bytes(data: bytes) -> Return:
    """The return that bytes are of. ValueError where they are of none: cut short, changed, or of another version."""
    with refusing_odd_bytes():
        return _return(*unpacked(data, FORMAT, LARGEST))


def reading_to_bytes(returned: Return, findings: Sequence[Finding]) -> bytes:
    """A return as bytes, with all that was found in its file."""
    return packed(READING, list(map(parts_of_finding, findings)), *_of_return(returned))


def reading_from_bytes(data: bytes) -> tuple[Return, list[Finding]]:
    """The return and what was found in its file. ValueError where these bytes are of none."""
    with refusing_odd_bytes():
        findings, *parts = unpacked(data, READING, LARGEST)
        return _return(*parts), list(starmap(finding_of_parts, findings))


def _of_return(returned: Return) -> list[Any]:
    tables = {key: parts_of_answers(answers) for key, answers in returned.tables.items()}
    return [
        returned.unit,
        list(vars(returned.identity).values()),
        [returned.file, returned.sha256, returned.saved, returned.size],
        [returned.filled, returned.read, returned.refused],
        returned.halves,
        tables,
        list(map(parts_of_finding, returned.findings)),
    ]


def _return(
    unit: str, identity: Any, file: Any, counts: Any, halves: Any, tables: Mapping[str, Any], findings: list[Any]
) -> Return:
    name, sha256, saved, size = file
    filled, read, refused = counts
    return Return(
        unit,
        Identity(*identity),
        name,
        sha256,
        {key: answers_of_parts(answers) for key, answers in tables.items()},
        *(filled, read, refused, saved, size),
        halves=tuple((name, digest) for name, digest in halves),
        findings=tuple(starmap(finding_of_parts, findings)),
    )
