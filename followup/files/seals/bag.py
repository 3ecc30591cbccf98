"""A folder that is sealed: a bag as BagIt (RFC 8493) has it, which archives know.

Two lists name the digest of every file: ``manifest-sha256.txt`` of what is kept, in ``data``, and
``tagmanifest-sha256.txt`` of what tells of it, that first list among them. So one digest, of the last list, stands for
every byte. Any program checks the lists: ``sha256sum -c manifest-sha256.txt``.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from followup.files.containers.inbox import is_rubbish
from followup.files.disk.atomic_files import WAITS, abandoned_parts, as_output_error, part_of, sha256_of
from followup.files.disk.ordinary_file import open_ordinary
from followup.files.size_limits import MEGABYTE, OWN
from followup.frozen import frozen

DECLARATION, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
PAYLOAD = "data"
VERSION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")
NOT_IN_A_LINE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
"""How a list writes what would end a line, or be taken for such a sign."""

NAME_OF_BYTES = "surrogateescape"
"""How a name is written that is no UTF-8: as the bytes that the file system has."""

Digests = dict[str, str]
"""The digest of each file by its way from the folder, with forward slashes."""


@frozen
class BagFaults:
    """What in a folder is not as it was sealed, by its way from there. ``unsealed``: the lists themselves are gone."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unsealed: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.extra or self.unsealed)


def is_bag(folder: Path) -> bool:
    """Whether a folder says that it is sealed."""
    return (folder / DECLARATION).is_file() or (folder / TAG_MANIFEST).is_file()


def write_bag(
    folder: Path,
    payload: Mapping[str, Path],
    texts: Callable[[Digests], Mapping[str, str]],
    info: Mapping[str, str],
    begin: Callable[[str], None] = lambda _way: None,
) -> str:
    """Copy files into a new folder and seal it; its digest. ``payload`` is what is kept, by its way from ``data``;
    ``begin`` is called with the way of each before it is copied.

    ``texts`` gives what is written besides, by its way from the folder, of the digests of what was copied: what is to be
    kept, or what tells of it. OutputInUse where the folder cannot be written, OSError where a file cannot be read. The
    same files and texts give the same bytes.
    """
    copied = {}
    for way, path in sorted(payload.items()):
        begin(way)
        copied[way] = _copy(path, folder / PAYLOAD / way)
    written = {way: _write(folder / way, text) for way, text in texts(copied).items()}
    kept = {way: digest for way, digest in written.items() if way.startswith(f"{PAYLOAD}/")}
    kept |= {f"{PAYLOAD}/{way}": digest for way, digest in copied.items()}
    size = sum((folder / way).stat().st_size for way in kept)
    lines = {**info, "Payload-Oxum": f"{size}.{len(kept)}"}
    tags = {
        DECLARATION: VERSION,
        INFO: "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines.items()),
        MANIFEST: _as_list(kept),
    }
    of_tags = {name: _write(folder / name, text) for name, text in tags.items()}
    of_tags |= {way: digest for way, digest in written.items() if way not in kept}
    return _write(folder / TAG_MANIFEST, _as_list(of_tags))


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A folder beside its place, moved there when the block ends well, and removed when it does not.

    What interrupted runs left there is removed. OutputInUse where something stands in the place.
    """
    with as_output_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        for part in abandoned_parts(target.parent):
            _remove(part)
        part = part_of(target)
        part.mkdir()
    try:
        yield part
        with as_output_error(target):
            _move(part, target)
    finally:
        if part.exists():
            _remove(part)


def protect(folder: Path, besides: Iterable[str] = ()) -> None:
    """Let files below a folder be opened to read only, where the disk can say so: a program then asks before it saves."""
    for path in _files_below(folder):
        if path.name not in besides:
            with suppress(OSError):
                path.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)


def seal_of(folder: Path) -> str:
    """The digest that stands for every byte of a sealed folder; empty where it is not sealed."""
    try:
        return sha256_of(folder / TAG_MANIFEST)
    except OSError:
        return ""


def tells_as_sealed(folder: Path, name: str) -> bool:
    """Whether a text that tells of what is kept is, to the byte, the one that was sealed."""
    return _read_list(folder / TAG_MANIFEST).get(name, "-") == _digest(folder / name)


def faults_of(folder: Path, besides: Iterable[str] = ()) -> BagFaults:
    """What is not as it was sealed; files called ``besides`` are nobody's matter, nor is what a system leaves behind."""
    kept, tags = _read_list(folder / MANIFEST), _read_list(folder / TAG_MANIFEST)
    sealed = {**kept, **tags}
    there = {
        way: path
        for path in _files_below(folder)
        if not is_rubbish(path.name) and (way := path.relative_to(folder).as_posix()) not in besides
    }
    alike = {unicodedata.normalize("NFC", way): way for way in there}  # a Mac may write the letters of a name otherwise
    named = {way: way if way in there else alike.get(unicodedata.normalize("NFC", way), "") for way in sealed}
    changed = [way for way, digest in sealed.items() if named[way] and _digest(there[named[way]]) != digest]
    if TAG_MANIFEST in there and not _is_as_listed(folder / TAG_MANIFEST, tags):
        changed.append(TAG_MANIFEST)
    lists = () if TAG_MANIFEST in there else (TAG_MANIFEST,)
    return BagFaults(
        tuple(sorted(changed)),
        tuple(sorted([*lists, *(way for way, is_there in named.items() if not is_there)])),
        tuple(sorted(set(there) - set(named.values()) - {TAG_MANIFEST})),
        unsealed=not {DECLARATION, INFO, MANIFEST} <= set(tags),
    )


def kept_files(folder: Path) -> Digests:
    """The digests of what a sealed folder keeps, by the way from ``data``."""
    return {way.removeprefix(f"{PAYLOAD}/"): digest for way, digest in _read_list(folder / MANIFEST).items()}


def _copy(source: Path, target: Path) -> str:
    """Copy a file as it is; its digest is of the bytes that were written."""
    digest = hashlib.sha256()
    with open_ordinary(source) as file, as_output_error(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as copy:
            while piece := file.read(MEGABYTE):
                digest.update(piece)
                copy.write(piece)
            _flush(copy)
    return digest.hexdigest()


def _flush(file: IO[bytes]) -> None:
    """Let the bytes reach the disk: the folder gets its name only then, also where the power fails."""
    file.flush()
    os.fsync(file.fileno())


def _write(path: Path, text: str) -> str:
    content = text.encode("utf-8", NAME_OF_BYTES)
    with as_output_error(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            _flush(file)
    return hashlib.sha256(content).hexdigest()


def _as_list(digests: Digests) -> str:
    return "".join(f"{digest}  {_in_line(way)}\n" for way, digest in sorted(digests.items()))


def _in_line(way: str) -> str:
    return "".join(NOT_IN_A_LINE.get(sign, sign) for sign in way)


def _read_list(path: Path) -> Digests:
    """The digests of a list, as far as it can be understood; none where there is no list."""
    text = _content(path).decode("utf-8", NAME_OF_BYTES)
    matches = (LINE.fullmatch(line) for line in text.split("\n"))
    return {_from_line(match[2]): match[1] for match in matches if match}


def _from_line(way: str) -> str:
    for sign, written in reversed(NOT_IN_A_LINE.items()):
        way = way.replace(written, sign)
    return way


def _is_as_listed(path: Path, digests: Digests) -> bool:
    """Whether a list says these digests and nothing besides, to the byte."""
    return _content(path) == _as_list(digests).encode("utf-8", NAME_OF_BYTES)


def _content(path: Path) -> bytes:
    try:
        with open_ordinary(path) as file:
            return file.read(OWN.file)
    except (OSError, ValueError):
        return b""


def _digest(path: Path) -> str:
    try:
        return sha256_of(path) if path.is_file() else ""
    except OSError:
        return ""


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file, a link and what is no ordinary file among them; never through a link to a folder."""
    for above, folders, names in os.walk(folder):
        links = [name for name in folders if Path(above, name).is_symlink()]
        yield from (Path(above, name) for name in (*names, *links))


def _move(part: Path, target: Path) -> None:
    """Give a folder its name; where a program looks into it, as Windows does not allow, try again for a while."""
    if os.path.lexists(target):
        raise FileExistsError(str(target))
    for wait in WAITS:
        try:
            part.rename(target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    part.rename(target)


def _remove(path: Path) -> None:
    """Remove a folder of ours, or a file, that was not moved; what may only be read among it too."""

    def unlock(function: Callable[..., Any], name: str, _error: object) -> None:
        with suppress(OSError):
            Path(name).chmod(stat.S_IWRITE)
            function(name)

    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, onerror=unlock)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
