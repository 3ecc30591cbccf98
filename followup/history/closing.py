"""Rounds that are closed: each a sealed folder, and a list of when it was closed and opened again.

A round is closed as long as its last folder has not been opened again: by the list, or without it by the folder alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from followup.files.disk.append_log import append_lines, lines_in
from followup.files.disk.ordinary_file import text_of
from followup.files.names import file_name
from followup.files.seals.bag import PAYLOAD, is_bag
from followup.files.size_limits import OWN
from followup.frozen import frozen
from followup.plan.rounds.rounds import same_round
from followup.version import __version__

CLOSED = "closed"
"""The folder of a workspace that holds its closed rounds, and the list of them."""
CLOSINGS, CLOSING = "closings.csv", "closing.json"
"""The list; and in each sealed folder what it is."""
REGISTER = "register"
"""The list for the registrar: as ``.csv`` among what is sealed, as ``.xlsx`` beside it, to be filled in."""
NOT_SEALED = (f"{REGISTER}.xlsx",)
OUTPUTS = "output"
FORMAT = 1
CLOSE, REOPEN = "closed", "reopened"


class ClosingLine(NamedTuple):
    """When a round was closed or opened again. ``folder`` is seen from the workspace; ``seal`` is the digest that stands
    for every byte of it."""

    when: str
    event: str
    round: str
    folder: str
    seal: str
    why: str = ""
    today: str = ""
    followup: str = __version__


@frozen
class ClosedRound:
    """A round that is closed since a day, and its folder. ``seal`` is the one that the list has; empty where it has none."""

    round: str
    folder: Path
    since: str
    seal: str = ""


class KeptFile(NamedTuple):
    """A file of a closed round: its way from what is kept, which ``kind`` of output or other file it is, whose it is, the
    day that it came or was finished, its digest, and whether a person has changed it since we wrote it."""

    file: str
    kind: str
    unit: str
    day: str
    sha256: str
    edited: bool = False


def closings_of(root: Path) -> list[ClosingLine]:
    """The list of a workspace, oldest first."""
    lines = lines_in(root / CLOSED / CLOSINGS, ClosingLine._fields)
    return [ClosingLine(**line) for line in lines]


def add_closing(root: Path, line: ClosingLine) -> None:
    """Add a line to the list; OSError where another program holds it."""
    append_lines(root / CLOSED / CLOSINGS, ClosingLine._fields, [line])


def refuse_held_list(root: Path) -> None:
    """OSError where another program holds the list of a workspace."""
    path = root / CLOSED / CLOSINGS
    if path.exists():
        with path.open("ab"):
            pass


def closed_rounds(root: Path) -> list[ClosedRound]:
    """The folders of a workspace's rounds, oldest first, those that were opened again among them.

    One that is not in the list, for that was lost or could not be written, stands by its number among those that are.
    """
    listed: dict[Path, ClosedRound] = {}
    for line in closings_of(root):
        if line.event == CLOSE:
            folder = _folder_of(root, line)
            listed[folder] = ClosedRound(line.round, folder, line.today, line.seal)
    others = [
        folder
        for folder in sorted((root / CLOSED).glob("*"), key=_number_of)
        if folder not in listed and not folder.name.startswith(".") and is_bag(folder)
    ]
    newest = {_number_of(folder)[0]: _number_of(folder)[1] for folder in listed if folder.parent == root / CLOSED}
    later = [folder for folder in others if _number_of(folder)[1] > newest.get(_number_of(folder)[0], 0)]
    earlier = [folder for folder in others if folder not in later]
    return [*map(_by_itself, earlier), *listed.values(), *map(_by_itself, later)]


def _folder_of(root: Path, line: ClosingLine) -> Path:
    return Path(os.path.normpath(root / line.folder))


def _by_itself(folder: Path) -> ClosedRound:
    """A closed round as its folder says."""
    content = closing_in(folder)
    return ClosedRound(str(content.get("round", folder.name)), folder, str(content.get("closed", "")))


def closed_round(root: Path, round_: str) -> ClosedRound | None:
    """The folder that a round is closed in; None where it is open."""
    if not (root / CLOSED).is_dir():
        return None
    folders = [closed for closed in closed_rounds(root) if same_round(closed.round, round_)]
    return None if not folders or folders[-1].folder in _opened(root) else folders[-1]


def _opened(root: Path) -> set[Path]:
    """The folders that were opened again since they were last closed."""
    opened: set[Path] = set()
    for line in closings_of(root):
        (opened.add if line.event == REOPEN else opened.discard)(_folder_of(root, line))
    return opened


def next_folder(into: Path, round_: str) -> Path:
    """Where to close a round: a folder of its name, with a number where it has been closed before."""
    first = into / file_name(round_)
    number, folder = 1, first
    while os.path.lexists(folder):
        number += 1
        folder = first.with_name(f"{first.name} ({number})")
    return folder


def closing_in(folder: Path) -> Mapping[str, Any]:
    """What a sealed folder says of itself; nothing where it cannot be understood."""
    try:
        content = json.loads(text_of(folder / CLOSING, OWN.file))
        return content if content["format"] == FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def as_closing(files: Sequence[KeptFile], **described: Any) -> str:
    """What a sealed folder says of itself, as text; the same files give the same."""
    content = {"format": FORMAT, "followup": __version__, "files": [file._asdict() for file in files], **described}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def kept_in(folder: Path) -> list[KeptFile]:
    """The files that a sealed folder keeps; none where that cannot be understood, or a way leads out of the folder."""
    try:
        files = [KeptFile(**file) for file in closing_in(folder).get("files", ())]
        ways = [Path(file.file) for file in files]
    except TypeError:
        return []
    return [] if any(way.anchor or ".." in way.parts for way in ways) else files


def path_of(folder: Path, file: KeptFile) -> Path:
    """Where a file that is kept stands."""
    return folder / PAYLOAD / file.file


def closed_above(path: Path) -> Path | None:
    """The sealed folder that a path lies in; None where there is none."""
    return next((folder for folder in path.absolute().parents if (folder / CLOSING).is_file() and is_bag(folder)), None)


def _number_of(folder: Path) -> tuple[str, int]:
    """Folders of one round in the order of their numbers."""
    stem, _mark, number = folder.name.removesuffix(")").rpartition(" (")
    return (stem, int(number)) if folder.name.endswith(")") and number.isdigit() else (folder.name, 1)
