"""How long the files of one container are read although they cannot be: hostile ones cost a finding, not a minute."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from followup.files.box_refusals import the_rest_was_not_read
from followup.form.finding import Finding, Severity
from followup.form.place import Place
from followup.stages.round import ReadFile

ENOUGH = 20
SLOW = {"took-too-long": 7, "took-too-much-memory": 7, "reader-died": 7, "too-large-inside": 3}
"""What one such file counts for: it took seconds, where others take a moment."""


class Patience:
    """What was spent on each container so far."""

    def __init__(self) -> None:
        self._spent: Counter[Path] = Counter()

    def ends_with(self, file: ReadFile) -> bool:
        """Whether the rest of the container that a file lies in is to be left unread."""
        if file.submission is not None or file.source is None or not file.source.within:
            return False
        before = self._spent[file.on_disk]
        self._spent[file.on_disk] += max(SLOW.get(finding.rule, 1) for finding in file.findings)
        return before < ENOUGH <= self._spent[file.on_disk]

    def rest_of(self, file: ReadFile) -> ReadFile:
        """The container itself, with what is to be said of it."""
        fault, path = the_rest_was_not_read(), file.on_disk
        finding = Finding(Place(path.name), fault.rule, Severity.ERROR, path.name, fault.advice)
        return ReadFile(path, None, [finding], source=file.source)
