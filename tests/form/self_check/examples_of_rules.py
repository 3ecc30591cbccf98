"""The examples of rules typed into real templates, as tests/every_rule does it: the workbooks, and what the check finds."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.every_rule.case import Case, Do
from tests.form.self_check.filled import Seen
from tests.house import Finding, ReceivedBook, Severity
from tests.tables import SELF_CHECK, watched


class Example(NamedTuple):
    """A workbook that an example was typed into, and where the check tells of the rule."""

    path: Path
    by_check: frozenset[Seen]


class Watch:
    """The templates that are read, and what the checks find in them, while something is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[Path] = []
        self.findings: list[tuple[Path, Finding]] = []
        watched(monkeypatch, self._note, lambda finding: self.findings.append((self._latest(finding), finding)))

    def _note(self, path: Path, book: ReceivedBook) -> None:
        if book.sheet(SELF_CHECK) is not None:
            self.paths.append(path)

    def _latest(self, finding: Finding) -> Path:
        """The file of a finding: files of one name are read one after the other, each checked before the next."""
        return next(path for path in reversed(self.paths) if path.name == finding.place.file)

    def examples(self, do: Do, texts: Collection[str], rule: str) -> list[Example]:
        """The workbooks of some examples, each once."""
        self.paths.clear()
        self.findings.clear()
        for text in texts:
            do(text)
        return [Example(path, self._found_in(path, rule)) for path in dict.fromkeys(self.paths)]

    def _found_in(self, path: Path, rule: str) -> frozenset[Seen]:
        own = [finding for read, finding in self.findings if read == path and finding.rule == rule]
        return frozenset(
            Seen(each.place.sheet, each.place.cell, rule) for each in own if each.severity is not Severity.INFO
        )


def wrong_and_right(watch: Watch, case: Case, explained: Any) -> tuple[list[Example], list[Example]]:
    """The workbooks of a rule's wrong example, and those of its right one."""
    wrong = watch.examples(case.wrong, case.texts(explained.wrong), explained.id)
    return wrong, watch.examples(case.right, case.texts(explained.right), explained.id)
