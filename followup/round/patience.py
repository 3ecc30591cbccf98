"""How long the files of one container are read although they cannot be: hostile ones cost a finding, not a minute."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from followup.form.finding import Finding
from followup.form.place import Place
from followup.round.model import ReadFile
from followup.rulebook.received.containers import REST_NOT_READ
from followup.rulebook.received.files import READER_DIED, TOO_LARGE_INSIDE, TOOK_TOO_LONG, TOOK_TOO_MUCH_MEMORY

ENOUGH = 20
"""What may be spent on one container: three files that are read until they are stopped, or twenty that are refused at
once. More in one mail is no accident, and the rest of the round waits."""

SLOW = {TOOK_TOO_LONG.id: 7, TOOK_TOO_MUCH_MEMORY.id: 7, READER_DIED.id: 7, TOO_LARGE_INSIDE.id: 3}
"""What one such file counts for: it took seconds, where others take a moment."""


class Patience:
    """What was spent on each container so far."""

    def __init__(self) -> None:
        self._spent: Counter[Path] = Counter()

    def ends_with(self, file: ReadFile) -> bool:
        """Whether the rest of the container that a file lies in is to be left unread."""
        if file.submission is not None or file.source is None or not file.source.within:
            return False
        spent = self._spent[file.on_disk]
        self._spent[file.on_disk] += max(SLOW.get(finding.rule, 1) for finding in file.findings)
        return spent < ENOUGH <= self._spent[file.on_disk]

    def rest_of(self, file: ReadFile) -> ReadFile:
        """The container itself, with what is to be said of it."""
        path = file.on_disk
        finding = Finding.of(Place(path.name), REST_NOT_READ.problem(), path.name)
        return ReadFile(path, None, [finding], source=file.source)
