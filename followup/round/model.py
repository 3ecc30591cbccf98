"""The round: one submission a unit, with decisions, receipts, sign-offs and waivers. The state that every command sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from followup.files.sources import Source
from followup.form.finding import Finding
from followup.frozen import frozen
from followup.plan.decisions.decisions import NOTHING_DECIDED, Decisions
from followup.returns.model import Submission
from followup.round.queries import AskedQuery
from followup.round.receipts import EMPTY_RECORD, Record, RecordedFile
from followup.round.unit_state import UnitState, with_superseded


@frozen
class ReadFile:
    """One file: its submission where it has one, and all that was found in it.

    ``path`` is as people see it: a file in a mail or a compressed folder has that before its own name, and ``source``
    says where it lies. ``saved`` is when the workbook was last saved, as it says itself; empty where it does not.
    """

    path: Path
    submission: Submission | None = None
    findings: Sequence[Finding] = ()
    saved: str = ""
    source: Source | None = None

    @property
    def on_disk(self) -> Path:
        """The file that can be opened: that of the mail or the compressed folder around it."""
        return self.source.path if self.source is not None else self.path

    @property
    def filled(self) -> bool:
        """Whether it is a submission with something in it."""
        return self.submission is not None and bool(self.submission.filled)

    @property
    def unit(self) -> str:
        """The id of the unit that it is of; empty where nobody knows."""
        return self.submission.unit.id if self.submission is not None else ""


@frozen
class Round:
    """A round's files by unit: one submission each, the state of every unit, and every finding.

    ``files`` are the files with what is to be said of each now that all are known; ``superseded`` are the states of
    files that do not count. ``record`` is what earlier merges took in, and ``recorded_files`` what is to be remembered
    of this round: of each unit its file, or its halves. ``faults`` are those of the decisions themselves; ``idle``
    tells of decisions without effect, which can be known only where every file of the round was read, and of questions
    that are open or answered; ``queries`` are all questions to units that answer.
    """

    files: Sequence[ReadFile] = ()
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    states: Sequence[UnitState] = ()
    superseded: Sequence[UnitState] = ()
    decisions: Decisions = NOTHING_DECIDED
    record: Record = EMPTY_RECORD
    recorded_files: Mapping[str, tuple[RecordedFile, ...]] = field(default_factory=dict)
    faults: Sequence[Finding] = ()
    idle: Sequence[Finding] = ()
    queries: Sequence[AskedQuery] = ()

    @property
    def findings(self) -> list[Finding]:
        """Every finding: of each file, of the decisions, and of those that have no effect."""
        return [*(finding for file in self.files for finding in file.findings), *self.faults, *self.idle]

    def queries_with(self, file: ReadFile) -> list[AskedQuery]:
        """The questions to the unit of a file, where it is the one that counts; of halves the first is asked."""
        submission, counts = file.submission, self.submissions.get(file.unit)
        if submission is None or counts is None:
            return []
        digest = counts.halves[0][1] if counts.halves else counts.sha256
        return [asked for asked in self.queries if asked.query.unit == file.unit and submission.sha256 == digest]

    @property
    def every_state(self) -> list[UnitState]:
        """The units' states, each after the files of its that no longer count."""
        return with_superseded(self.states, self.superseded)
