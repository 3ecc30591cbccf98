"""Verify: whether closed rounds are, to the byte, as they were sealed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from followup.files.disk.whole_path import whole_path
from followup.flow.listener import SILENT, Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import Message, _, literal

if TYPE_CHECKING:
    from followup.files.seals.bag import BagFaults


@frozen
class VerifiedRound:
    """A closed round: its ``seal`` as it is now, the one that was ``listed`` when it was closed (empty where no list is at
    hand), ``noted_seal`` to hold it against (empty where none was), and what is not as it was sealed."""

    folder: Path
    round: str
    seal: str
    listed: str
    faults: BagFaults
    noted_seal: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether every byte is as it was."""
        return not self.faults and self.listed in ("", self.seal) and self.noted_seal in ("", self.seal)

    @property
    def sentences(self) -> Iterator[Message]:
        """What is wrong, a sentence a file."""
        if not self.seal:
            yield _("{folder} is gone, or is not sealed any more.", folder=literal(str(self.folder)))
        for way in self.faults.changed:
            yield _("{file} has been changed since the round was closed.", file=literal(way))
        for way in self.faults.missing:
            yield _("{file} is missing.", file=literal(way))
        for way in self.faults.extra:
            yield _("{file} was not there when the round was closed.", file=literal(way))
        if self.seal and self.listed not in ("", self.seal):
            yield _(
                "The seal is {seal}, but {listed} was listed when the round was closed: the folder has been sealed anew.",
                seal=literal(self.seal),
                listed=literal(self.listed),
            )
        if self.seal and self.noted_seal not in ("", self.seal):
            yield _(
                "The seal is {seal}, and not {given}: this is another folder, or it has been sealed anew.",
                seal=literal(self.seal),
                given=literal(self.noted_seal),
            )


def verify(folder: Path, seal: str = "", listener: Listener = SILENT) -> list[VerifiedRound]:
    """A sealed folder; else every closed round of a workspace, or of a folder of sealed ones. CouldNotRun where there is
    none.

    With a ``seal`` that one which has it; where none has, all of them, and none is sound.
    """
    from followup.files.seals.bag import faults_of, is_bag, seal_of
    from followup.history.closing import CLOSED, NOT_SEALED, closed_rounds, closing_in

    folder, noted_seal = whole_path(folder), _seal_in(seal)
    roots = [folder, *([folder.parent] if folder.name == CLOSED else ()), folder.parent.parent]
    listed = {closed.folder: closed for root in roots for closed in closed_rounds(root)}
    if is_bag(folder):
        sealed = [folder]
    else:
        of_workspace = (closed.folder for root in roots[:-1] for closed in closed_rounds(root))
        sealed = list(dict.fromkeys([*of_workspace, *(path for path in sorted(folder.glob("*")) if is_bag(path))]))
    if not sealed:
        raise CouldNotRun(_("There is no closed round in {path}.", path=literal(str(folder))))
    sealed = [path for path in sealed if noted_seal and seal_of(path) == noted_seal] or sealed
    verified = []
    with listener.progress(_("Looking through"), len(sealed)) as begin:
        for path in sealed:
            begin(path.name)
            round_ = str(closing_in(path).get("round", "")) or (listed[path].round if path in listed else path.name)
            of_list = listed[path].seal if path in listed else ""
            verified.append(
                VerifiedRound(path, round_, seal_of(path), of_list, faults_of(path, NOT_SEALED), noted_seal)
            )
            listener.detail(_("{file} was read.", file=literal(str(path))))
    return verified


def _seal_in(text: str) -> str:
    """A seal as somebody has written it down, with spaces or in capitals; CouldNotRun for what is none."""
    seal = "".join(text.split()).casefold()
    if text and not re.fullmatch("[0-9a-f]{64}", seal):
        raise CouldNotRun(
            _(
                "“{text}” is not a seal: that is 64 digits and letters from a to f, and this is {n}. Copy it whole.",
                text=literal(text),
                n=len(seal),
            )
        )
    return seal
