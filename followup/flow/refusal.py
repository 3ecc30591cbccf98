"""What stops a job before it has done anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.locale import Message

if TYPE_CHECKING:
    from followup.form.finding import Finding


class CouldNotRun(Exception):
    """What stops a command before it has done anything; exit code 2. ``findings`` are what stopped it, if any.

    ``so_far`` is what a script gets of the command's object all the same.
    """

    def __init__(
        self, message: Message, findings: Sequence[Finding] = (), so_far: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message.id)
        self.message = message
        self.findings = findings
        self.so_far = so_far or {}

    def __str__(self) -> str:
        """The sentence, as whoever calls from Python sees it."""
        from followup.flow.listener import SILENT

        return SILENT.words(self.message)


def could_not_write(path: Path, full: bool = False) -> CouldNotRun:
    """The sentence for an output that cannot be replaced, or for which there is no room."""
    from followup.files.disk.output_errors import why_not_written

    return CouldNotRun(why_not_written(path, full))


def folder_not_written(folder: Path, error: OSError) -> CouldNotRun:
    """The sentence for a folder that cannot be made or written in."""
    from followup.files.disk.atomic_files import FULL
    from followup.files.disk.output_errors import why_no_folder

    return CouldNotRun(why_no_folder(folder, error.errno in FULL))
