"""Why a file could not be opened at all, and what one is that is no workbook."""

from __future__ import annotations

from followup.files.received import UnreadableFile
from followup.locale import Message
from followup.rulebook.received.files import (
    CANNOT_BE_OPENED,
    FILE_GONE,
    FILE_NOT_THERE_YET,
    FILE_NOT_YOURS,
    FILE_OF_OTHER_KIND,
    NOT_A_WORKBOOK,
)


def cannot_be_opened(error: Exception | None = None) -> UnreadableFile:
    """By what the system said when it was asked for the file; it may also have said nothing, for too long."""
    if isinstance(error, PermissionError):
        return UnreadableFile(FILE_NOT_YOURS.problem())
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return UnreadableFile(FILE_GONE.problem())
    if isinstance(error, IsADirectoryError | ValueError):
        return UnreadableFile(FILE_NOT_THERE_YET.problem())
    return UnreadableFile(CANNOT_BE_OPENED.problem())


def no_workbook(kind: Message | None = None) -> UnreadableFile:
    """By what the file is instead, where that can be seen."""
    return UnreadableFile(NOT_A_WORKBOOK.problem() if kind is None else FILE_OF_OTHER_KIND.problem(kind=kind))
