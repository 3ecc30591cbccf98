"""Two people of one unit who each filled in a part of its form: halves that can be put together, row by row."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from followup.form.answers.answers import AnsweredRow, AnsweredTable
from followup.form.answers.answers_builder import gather_rows
from followup.form.form import FormTable
from followup.form.rows import FilledRow
from followup.form.traits import SignedBy
from followup.returns.model import Submission
from followup.round.candidates.differences import CellAnswer, CellKey

FileAnswers = Mapping[CellKey, CellAnswer]
RowOf = tuple[str, str, int]
"""A section's key, a row's, and which of the rows of that key."""


def agree_everywhere(files: Sequence[FileAnswers]) -> bool:
    """Whether each row was answered in one of the files, or in several with the same.

    A row that was filled in by halves is a contradiction too: nobody can tell whether its parts belong together.
    """
    rows = [_by_row(answers) for answers in files]
    for row in {row for by_row in rows for row in by_row}:
        answered = [by_row[row] for by_row in rows if row in by_row]
        fullest = max(answered, key=len)
        if any(texts.items() - fullest.items() for texts in answered):
            return False
    return True


def are_halves(files: Sequence[FileAnswers]) -> bool:
    """Whether files that contradict nowhere each answer rows of their own.

    A correction that only adds or takes away contradicts nowhere either, but it repeats most of what it corrects.
    """
    return not any(repeats(one, other) for one, other in permutations(files, 2)) and agree_everywhere(files)


def repeats(new: FileAnswers, old: FileAnswers) -> bool:
    """Whether a file answers most of the rows that another one answers, as a correction of it does."""
    return 2 * rows_in_common(new, old) >= len(_by_row(old))


def covers(new: FileAnswers, old: FileAnswers) -> bool:
    """Whether a file answers every row that another one answers."""
    return rows_in_common(new, old) == len(_by_row(old))


def rows_in_common(one: FileAnswers, other: FileAnswers) -> int:
    """How many rows both files answer."""
    return len(_by_row(one).keys() & _by_row(other).keys())


def _by_row(answers: FileAnswers) -> dict[RowOf, dict[str, str]]:
    """What each row answers, by column; rows without any answer are left out, and who signed, for each signs their half."""
    rows: dict[RowOf, dict[str, str]] = defaultdict(dict)
    for spot, answer in answers.items():
        if answer.text and not answer.section.has(SignedBy):
            rows[spot[:3]][spot.column] = answer.text
    return rows


def merge_halves(submissions: Sequence[Submission]) -> Submission:
    """One submission of halves that contradict nowhere: of each row the one with most answers, from its own file."""
    first = submissions[0]
    tables = {
        table.section.key: _rows_together(table, [other.tables.get(table.section.key, ()) for other in submissions])
        for table in first.form.tables
        if any(table.section.key in other.tables for other in submissions)
    }
    read, refused = (sum(counts) for counts in zip(*_counts(first, tables), strict=True))
    returned = replace(
        first.returned,
        file=", ".join(submission.file for submission in submissions),
        sha256=hashlib.sha256("".join(sorted(other.sha256 for other in submissions)).encode()).hexdigest(),
        tables={key: table.answers for key, table in tables.items()},
        filled=read + refused,
        read=read,
        refused=refused,
        halves=tuple((other.file, other.sha256) for other in submissions),
        findings=tuple(finding for other in submissions for finding in other.returned.findings),
    )
    return replace(first, returned=returned)


def _rows_together(table: FormTable, tables: Sequence[Sequence[AnsweredRow]]) -> AnsweredTable:
    chosen: dict[tuple[str, int], AnsweredRow] = {}
    for rows in sorted(tables, key=len, reverse=True):
        numbers: dict[str, int] = defaultdict(int)
        for row in rows:
            numbers[row.row.key] += 1
            at = row.row.key, numbers[row.row.key]
            if at not in chosen or _answered(row, table) > _answered(chosen[at], table):
                chosen[at] = row
    return gather_rows(list(chosen.values()), table.columns)


def _answered(row: FilledRow, table: FormTable) -> int:
    """How many cells of a row were filled in, refused ones too."""
    columns = [column.key for column in table.columns if table.asks(row.row, column)]
    return sum(row[column] is not None or column in row.refused for column in columns)


def _counts(submission: Submission, tables: Mapping[str, Sequence[FilledRow]]) -> list[tuple[int, int]]:
    """How many cells of each row were taken over, and how many refused."""
    return [(0, 0)] + [
        (_answered(row, table) - len(row.refused), len(row.refused))
        for table in submission.form.tables
        for row in tables.get(table.section.key, ())
    ]
