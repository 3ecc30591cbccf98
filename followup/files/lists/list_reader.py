"""Read a file with a list: a workbook of any kind, a text with columns (CSV), or the tables of a Word document."""

from __future__ import annotations

import hashlib

from followup.files.packages.file_kinds import FileKind, kind_of_package, text_in
from followup.files.packages.package import open_package
from followup.files.processes.format_readers import book_of
from followup.files.received import ReceivedBook, UnreadableFile
from followup.files.size_limits import USUAL, Limits
from followup.rulebook.received.files import NOT_A_WORKBOOK


def list_of(content: bytes, name: str, limits: Limits = USUAL, guarded: bool = True) -> ReceivedBook:
    """The tables of a file as sheets, or UnreadableFile; what the file is its bytes say, not its name."""
    if content.startswith(b"PK") and _is_word(content, limits):
        from followup.files.lists.word_tables import read_word_tables

        book = read_word_tables(content, name, limits)
    elif (text := text_in(content)) is not None and _is_no_workbook(content, name, limits):
        from followup.files.lists.csv_table import read_csv

        book = read_csv(text, name, limits)
    else:
        return book_of(content, name, limits, guarded)
    book.sha256, book.size = hashlib.sha256(content).hexdigest(), len(content)
    return book


def _is_word(content: bytes, limits: Limits) -> bool:
    """Whether a package is a Word document; what is wrong with it otherwise its own reader says."""
    try:
        with open_package(content, limits) as archive:
            return kind_of_package(archive) is FileKind.DOCX
    except UnreadableFile:
        return False


def _is_no_workbook(content: bytes, name: str, limits: Limits) -> bool:
    """Whether a text is nothing that we have a reader or a word for: no mail, web page or shortcut."""
    from followup.files.packages.file_kinds import CSV, TEXT, kind_of, what_else

    try:
        return kind_of(content, name) is None
    except UnreadableFile as fault:
        return fault.problem.rule == NOT_A_WORKBOOK.id and what_else(content) in (CSV, TEXT)
