"""Readings of received files, kept: a file is read again only when it, the plan or the program has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from followup.files.disk.kept import keep, kept, may_keep, program_digest

if TYPE_CHECKING:
    from followup.files.size_limits import Limits
    from followup.files.sources import Source
    from followup.plan.model import Plan
    from followup.returns.reader import Reader
    from followup.round.model import ReadFile


class KeptReadings:
    """What was read of files before, by a reader of the same plan in the same program.

    Kept is what was read of a submission, and what was found in it. What could not be read is read anew: why may lie in
    the computer as well as in the file. So is a file that somebody has open.
    """

    def __init__(self, reader: Reader, plan: Plan, limits: Limits) -> None:
        self._reader, self._limits = reader, limits
        self._basis = _basis(plan, limits) if may_keep() else ""

    def readings(self, sources: Iterable[Source]) -> dict[Source, ReadFile]:
        """The readings that are kept, of these files as they are now."""
        readings = {source: self._reading(source) for source in sources if self._basis and not source.refused}
        return {source: file for source, file in readings.items() if file is not None}

    def keep(self, file: ReadFile) -> None:
        """Keep what was read of a file, where it is a submission."""
        from followup.returns.return_bytes import reading_to_bytes
        from followup.rulebook.received.file_remarks import OPEN_ELSEWHERE

        source, submission = file.source, file.submission
        is_open = any(finding.rule == OPEN_ELSEWHERE.id for finding in file.findings)
        if not self._basis or source is None or submission is None or is_open:
            return
        try:
            data = reading_to_bytes(submission.returned, file.findings)
        except KeyError:
            return  # a value that has no form as bytes: the file is read anew each time
        keep(_name(source), self._key(source, submission.sha256), data)

    def _reading(self, source: Source) -> ReadFile | None:
        from followup.files.containers.inbox import open_elsewhere_remark
        from followup.files.disk.ordinary_file import digest_of
        from followup.returns.model import Submission
        from followup.returns.return_bytes import reading_from_bytes
        from followup.round.model import ReadFile

        digest = source.member.sha256 if source.member else digest_of(source.path, self._limits.file).sha256
        data = kept(_name(source), self._key(source, digest)) if digest else None
        if data is None or open_elsewhere_remark(source.path) is not None:
            return None
        try:
            returned, findings = reading_from_bytes(data)
            unit = self._reader.frame.units[returned.unit]
            submission = Submission(returned, unit, self._reader.forms[unit.id])
        except (ValueError, KeyError):
            return None
        return ReadFile(source.shown, submission, findings, returned.saved, source)

    def _key(self, source: Source, digest: str) -> str:
        """All that a reading rests on: a finding may be of the file's name, and of the folder that it lies in."""
        return f"{self._basis} {digest} {source.shown} {source.path.name} {source.within}"


def _basis(plan: Plan, limits: Limits) -> str:
    """What all readings of a run rest on; empty where that cannot be told, and so nothing kept."""
    from followup.plan.fingerprint import fingerprint

    try:
        return f"{program_digest()} {fingerprint(plan)} {limits}"
    except TypeError:
        return ""


def _name(source: Source) -> str:
    return f"reading {source.path.absolute()} {source.within}"
