"""What we wrote in a folder in formats that can bear no mark: by this record they are known for ours, else by nothing.

It lies beside them, in the hidden folder ``.followup``, and is complete before anything is moved: what it holds of a
file that was never moved does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from followup.files.disk.atomic_files import sha256_of, written_beside

WRITTEN = ".followup"
"""The folder, beside the outputs, of what we keep about them."""
RECORD = "written.json"
FORMAT = 1
KEPT = 2
"""How many digests of a name are kept: the file that stands there, and the one that is about to."""


class RecordEntry(NamedTuple):
    """A file as we wrote it: its digest, which kind of output it was, and what it was made of."""

    sha256: str
    kind: str
    of: str = ""


Record = dict[str, tuple[RecordEntry, ...]]
"""By name of file, the newest last."""


def record_in(folder: Path) -> Record:
    """What the record of a folder says; nothing where there is none, or none that can be understood."""
    try:
        content = json.loads((folder / WRITTEN / RECORD).read_text(encoding="utf-8"))
        files = content["files"] if content["format"] == FORMAT else {}
        return {str(name): tuple(RecordEntry(*map(str, entry)) for entry in entries) for name, entries in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def entry_of(path: Path) -> RecordEntry | None:
    """What the record beside a file says of it as it is now; None where it is not as we wrote it."""
    entries = [entry for named in record_in(path.parent).values() for entry in named]
    if not entries or not path.is_file():
        return None
    digest = sha256_of(path)
    return next((entry for entry in entries if entry.sha256 == digest), None)


def remember(folder: Path, written: Mapping[str, RecordEntry]) -> None:
    """Add these files to the record of the folder; the same files give the same bytes."""
    if not written:
        return
    record = record_in(folder)
    for name, entry in written.items():
        before = [old for old in record.get(name, ()) if old.sha256 != entry.sha256]
        record[name] = (*before, entry)[-KEPT:]
    with written_beside(folder / WRITTEN / RECORD) as beside:
        beside.write_text(_as_text(record), encoding="utf-8", newline="\n")


def _as_text(record: Mapping[str, Iterable[RecordEntry]]) -> str:
    files = {name: [list(entry) for entry in entries] for name, entries in record.items()}
    return json.dumps({"format": FORMAT, "files": files}, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
