"""The door: the one place through which every output of every command is put where it is to stand.

All are written beside their places first, marked, and moved only when each of them is complete; where one of them cannot
be moved, none is. What may be replaced
by them ``replaceable.py`` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from followup.files.disk.atomic_files import (
    AtomicFiles,
    OutputInUse,
    Placement,
    as_output_error,
    sha256_of,
    wait_until_free,
)
from followup.files.seals.cell_content import BookContents
from followup.files.seals.seal import can_bear, put_seal, seal_in
from followup.files.seals.written_record import WRITTEN, RecordEntry, remember
from followup.flow.door.replaceable import is_ours, refuse_name
from followup.flow.refusal import could_not_write
from followup.frozen import frozen
from followup.locale import Message, _, literal

OWN_RECORD = "record"
"""The kind of what we keep for ourselves among outputs: moved last, in place of the earlier one, and never told of."""


@frozen
class Output:
    """A file to be written: where, which kind of output it is, and what writes the whole of it to a path, and may give
    what it has noted of a workbook's cells.

    ``endings`` are those that it may have, where a person has chosen the name: then it takes no other kind's place.
    """

    path: Path
    kind: str
    write: Callable[[Path], object]
    endings: tuple[str, ...] = ()


class Door:
    """Outputs on their way: written beside, marked, and moved together; what was not moved is removed in the end.

    ``inboxes`` are folders of received files; ``of`` stands for the round that the outputs tell of. ``hashes`` are
    digests of files that a record says are ours, for formats and versions without a mark. ``copied`` are
    outputs that a copy is kept of as they were written: those need no digest of their contents. ``as_they_are`` are
    outputs that have been marked before, or must not be: not a byte of them is changed. ``aside`` gives the name that an
    output gets which a person has edited, where the new one is to have its place.
    """

    def __init__(
        self,
        inboxes: Iterable[Path] = (),
        of: str = "",
        hashes: frozenset[str] = frozenset(),
        copied: frozenset[Path] = frozenset(),
        as_they_are: bool = False,
        aside: Callable[[Path], Path | None] = lambda _path: None,
    ) -> None:
        self.inboxes, self.of, self.hashes, self.copied = tuple(inboxes), of, hashes, copied
        self.as_they_are = as_they_are
        self.kinds: dict[Path, str] = {}
        self.marked: set[Path] = set()
        self.together = AtomicFiles(self._may_replace, aside)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.together.discard()

    def beside(self, path: Path, kind: str, endings: Sequence[str] = ()) -> Path:
        """Where to write the file that is to stand at ``path``; CouldNotRun where nothing may be written there."""
        refuse_name(path, kind, endings, self.inboxes)
        self.kinds[path] = kind
        return self.together.beside(path)

    def mark(self) -> None:
        """Mark every output that is complete and not marked yet."""
        for path in self.together.parts:
            self.mark_one(path)

    def mark_one(self, path: Path, noted: BookContents | None = None) -> None:
        """Mark an output, if it is complete and not marked yet; by what was ``noted`` of it when it was written."""
        part = self.together.parts[path]
        if self.as_they_are or path in self.marked or not part.is_file() or self._is_own_record(path):
            return
        with as_output_error(path):
            put_seal(part, path, self.kinds[path], self.of, path not in self.copied, noted)
        self.marked.add(path)

    def planned(self) -> list[Placement]:
        """Mark every complete output, and tell where each will go; those that can bear no mark are recorded."""
        self.mark()
        planned = [place for place in self.together.plan() if not self._is_own_record(place.target)]
        self._remember(planned)
        return planned

    def refuse_held_records(self) -> None:
        """OutputInUse where another program holds a record of ours: no output is moved without it."""
        for path in self._own_records():
            with as_output_error(path):
                wait_until_free(path)

    def place(
        self, planned: Sequence[Placement], settle: Callable[[Sequence[Placement]], object] = lambda _placed: None
    ) -> list[Placement]:
        """Move every output into its place and then the records of our own, or none of them; gives the outputs.

        ``settle`` is called between, with where the outputs went: by that a record may be written anew, or left out.
        """
        self.refuse_held_records()
        try:
            placed = self.together.place(planned)
            settle(placed)
            for path in self._own_records():
                with as_output_error(path):
                    self.together.moves.move(self.together.parts[path], path)
        except BaseException:
            self._put_back()
            raise
        self.together.moves.let_go()
        return placed

    def leave_out(self, path: Path) -> None:
        """Do not move that file after all."""
        self.together.keep(path).unlink(missing_ok=True)

    def _put_back(self) -> None:
        """What stood there, stands there again. Where a file cannot be put back the records stay beside their places:
        by them the next run knows what was moved for ours.
        """
        if not self.together.moves.undo():
            for path in self._own_records():
                self.together.keep(path)

    def _own_records(self) -> list[Path]:
        return [path for path in self.together.parts if self._is_own_record(path)]

    def _is_own_record(self, wanted: Path) -> bool:
        return self.kinds.get(wanted) == OWN_RECORD

    def _may_replace(self, path: Path, wanted: Path) -> bool:
        return self._is_own_record(wanted) or is_ours(path, self.kinds[wanted], self.hashes)

    def _remember(self, planned: Sequence[Placement]) -> None:
        unmarked: dict[Path, dict[str, RecordEntry]] = {}
        for place in planned:
            if not can_bear(place.target):
                digest = sha256_of(self.together.parts[place.target])
                entry = RecordEntry(digest, self.kinds[place.target], self.of)
                unmarked.setdefault(place.path.parent, {})[place.path.name] = entry
        for folder, entries in unmarked.items():
            remember(folder, entries)


def write_all(
    outputs: Iterable[Output],
    inboxes: Iterable[Path] = (),
    of: str = "",
    hashes: frozenset[str] = frozenset(),
    as_they_are: bool = False,
    begin: Callable[[str], None] = lambda _name: None,
) -> list[Placement]:
    """Write all of them or none; where each stands now. CouldNotRun, in a sentence, where that cannot be done.

    ``begin`` is called with the name of each before it is written.
    """
    with refusals(), Door(inboxes, of, hashes, as_they_are=as_they_are) as door:
        for output in outputs:
            beside = door.beside(output.path, output.kind, output.endings)
            begin(output.path.name)
            with as_output_error(output.path):
                noted = output.write(beside)
            if isinstance(noted, BookContents):  # it is not kept until all are written: that would be much memory
                door.mark_one(output.path, noted)
        placed = door.place(door.planned())
    _put_away_parts({file.path.parent for file in placed})
    return placed


def _put_away_parts(folders: Iterable[Path]) -> None:
    """Remove what interrupted runs left beside the outputs and what is kept of them.

    A merge's record is needed until it is run again.
    """
    from followup.files.disk.atomic_files import abandoned_parts, remove_part
    from followup.outputs.records.manifest import MANIFEST

    for part in (part for folder in folders for place in (folder, folder / WRITTEN) for part in abandoned_parts(place)):
        if not part.name.startswith(f".{MANIFEST}."):
            remove_part(part)


def recall(placed: Placement, kind: str) -> None:
    """Record what a program has put there, so that it is known for ours."""
    if placed.path.is_file():
        remember(placed.path.parent, {placed.path.name: RecordEntry(sha256_of(placed.path), kind)})


@contextmanager
def refusals() -> Iterator[None]:
    """CouldNotRun, in a sentence, for a file that cannot be written."""
    try:
        yield
    except OutputInUse as error:
        raise could_not_write(error.path, error.full) from error


def new_name(placed: Placement) -> Message | None:
    """The sentence for an output that got another name than usual."""
    names = {"file": literal(placed.target.name), "other": literal(placed.path.name)}
    if placed.why == "in use":
        return _(
            "{file} is open in another program and could not be replaced. Close it. The new result was saved as {other}.",
            **names,
        )
    if placed.aside is not None:
        return _(
            "{file} has been changed since it was written. It is kept as it is, as {other}; {file} is the new result.",
            file=literal(placed.target.name),
            other=literal(placed.aside.name),
        )
    if placed.why == "changed" and seal_in(placed.target) is not None:
        return _(
            "{file} has been changed since it was written and was left as it is. The new result was saved as {other}.",
            **names,
        )
    if placed.why == "changed":
        return _(
            "{file} is not known to be made by followup and was left as it is. The new result was saved as {other}.",
            **names,
        )
    return None
