"""What two files of one unit say, cell by cell: whether it is the same, and where it is not."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from followup.form.answers.answers import NO_ANSWERS
from followup.form.columns import Column, Role
from followup.form.finding import Finding
from followup.form.form import FormTable
from followup.form.place import Place
from followup.form.rows import FilledRow, Row, label_of
from followup.form.section import Section
from followup.form.texts.distinct_texts import cut_distinctly, show_distinctly
from followup.form.texts.row_names import names_of_rows
from followup.form.traits import SignedBy
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.returns.model import Submission
from followup.rulebook.problem import Severity

MOST_IN_A_SENTENCE = 5
LONGEST_ANSWER = 40
"""Characters of an answer in a sentence."""


class CellKey(NamedTuple):
    """An answer's place in the form; ``number`` tells rows of a listing apart that have the same key."""

    section: str
    row: str
    number: int
    column: str


@frozen
class CellAnswer:
    """What was answered. ``text`` is exact, for comparing; ``shown`` is for people; both empty where nothing is.

    ``row`` is what its row is called, with the way to it where others of its table have the same label.

    What is for people is worked out when it is asked for: most rounds have one file a unit, and nobody asks.
    """

    section: Section
    row: str
    text: str
    filled: FilledRow
    asked: Column
    words: Words
    raw: str = ""

    @property
    def shown(self) -> str:
        """The answer as it is shown; a refused one as it stood."""
        value = self.filled[self.asked.key]
        if self.raw or value is None:
            return self.raw
        return self.filled.row.type_of(self.asked).show(value, self.words)

    @property
    def column(self) -> Message:
        """The title of its column."""
        return self.asked.title

    @property
    def place(self) -> Place:
        """Its cell."""
        return self.filled.place(self.asked.key)


def answers_of(submission: Submission, findings: Sequence[Finding], words: Words) -> dict[CellKey, CellAnswer]:
    """Every answer, refused ones too: those as they stood, which only the findings of reading still know."""
    refused = _refused(findings)
    names = {table.section.key: names_of_rows(table.rows) for table in submission.form.tables}
    return {
        CellKey(section.key, filled.row.key, number, column.key): _answer(
            section, names[section.key].get(filled.row.key) or label_of(filled), filled, column, refused, words
        )
        for section, filled, number, columns in _rows(submission)
        for column in columns
    }


def digest_of(submission: Submission, findings: Sequence[Finding]) -> str:
    """Sixteen hexadecimal digits that change when an answer does; who signed is left out.

    Of every file one is kept, so it is made without writing the answers out as ``answers_of`` does.
    """
    refused = _refused(findings)
    tables = [table for table in submission.form.tables if not table.section.has(SignedBy)]
    answers = sorted(answer for table in tables for answer in _texts_of(table, submission, refused))
    lines = [f"{section}|{row}|{number}|{column}={text}\n" for section, row, number, column, text in answers]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _texts_of(
    table: FormTable, submission: Submission, refused: Mapping[Place, str]
) -> Iterator[tuple[str, str, int, str, str]]:
    """What was answered in a table, exactly, column by column: section, row, which of the rows with its key, column."""
    section, answered = table.section.key, submission.tables.get(table.section.key, NO_ANSWERS)
    numbers = _numbers(answered.rows)
    for column in (column for column in table.columns if column.role is Role.INPUT):
        key, refused_rows = column.key, answered.answers.refused.get(column.key, ())
        for at, (row, value) in enumerate(zip(answered.rows, answered.column(key), strict=True)):
            if (value is None and at not in refused_rows) or not table.asks(row, column):
                continue
            text = str(value) if at not in refused_rows else f"refused: {refused.get(answered[at].place(key), '')}"
            if text:
                yield section, row.key, numbers[at], key, text


def _numbers(rows: Sequence[Row]) -> Sequence[int]:
    """Which of the rows with its key each row is, from 1."""
    times = Counter[str]()
    numbers = []
    for row in rows:
        times[row.key] += 1
        numbers.append(times[row.key])
    return numbers


def _rows(submission: Submission) -> Iterator[tuple[Section, FilledRow, int, Sequence[Column]]]:
    """Each row, which of the rows with its key it is (from 1), and the columns that it is asked for."""
    for table in submission.form.tables:
        numbers = dict[str, int]()
        columns_by_kind = dict[tuple[frozenset[str], bool], list[Column]]()
        for filled in submission.tables.get(table.section.key, ()):
            row = filled.row
            numbers[row.key] = number = numbers.get(row.key, 0) + 1
            kind = (row.closed, bool(row.sums))  # all that ``asked`` looks at: few rows differ
            if kind not in columns_by_kind:
                columns_by_kind[kind] = [column for column in table.columns if table.asks(row, column)]
            yield table.section, filled, number, columns_by_kind[kind]


def _refused(findings: Sequence[Finding]) -> Mapping[Place, str]:
    """What stood in the cells whose answers were refused."""
    return {finding.place: finding.raw for finding in findings if finding.severity is Severity.ERROR}


def _texts(filled: FilledRow, columns: Sequence[Column], refused: Mapping[Place, str]) -> Iterator[tuple[str, str]]:
    """What was answered on a row, exactly: by column, of those in which something is."""
    refused_columns = filled.refused
    for key in [column.key for column in columns]:
        if key in refused_columns:
            yield key, f"refused: {refused.get(filled.place(key), '')}"
        elif text := filled.text(key):
            yield key, text


def _answer(
    section: Section, name: str, filled: FilledRow, column: Column, refused: Mapping[Place, str], words: Words
) -> CellAnswer:
    raw = refused.get(filled.place(column.key), "") if column.key in filled.refused else ""
    text = dict(_texts(filled, [column], refused)).get(column.key, "")
    return CellAnswer(section, name, text, filled, column, words, raw)


def same_answers(one: Mapping[CellKey, CellAnswer], other: Mapping[CellKey, CellAnswer]) -> bool:
    """Whether two files say the same."""
    return _answer_texts(one) == _answer_texts(other)


def _answer_texts(answers: Mapping[CellKey, CellAnswer]) -> dict[CellKey, str]:
    return {spot: answer.text for spot, answer in answers.items() if answer.text}


@frozen
class Difference:
    """One cell in which two files differ. A file that lacks the row has no answer there."""

    one: CellAnswer | None
    other: CellAnswer | None

    @property
    def answer(self) -> CellAnswer:
        """The one that there is."""
        answer = self.other or self.one
        assert answer is not None
        return answer

    @cached_property
    def shown(self) -> tuple[str, str]:
        """What each says, as it is shown; two figures with decimals enough to differ."""
        one, other = self.one, self.other
        if one is None or other is None or one.raw or other.raw:
            return one.shown if one else "", other.shown if other else ""
        kind, key = other.filled.row.type_of(other.asked), other.asked.key
        return show_distinctly(kind, one.filled[key], other.filled[key], other.words)

    @cached_property
    def in_short(self) -> tuple[Message, Message]:
        """What each says on one line, cut where it is long but not before what differs; a word where there is nothing."""
        texts = cut_distinctly(*self.shown, LONGEST_ANSWER)
        answered = (answer is not None and bool(answer.text) for answer in (self.one, self.other))
        one, other = (
            literal(text) if is_answered else _("empty") for text, is_answered in zip(texts, answered, strict=True)
        )
        return one, other

    @property
    def in_words(self) -> Message:
        """``Produktion!C12, Läkarbesök, Denna period: 1 100 → 1 200``."""
        answer, (one, other) = self.answer, self.in_short
        return _(
            "{place}, {row}, {column}: {one} → {other}",
            place=literal(answer.place.where),
            row=literal(answer.row),
            column=answer.column,
            one=one,
            other=other,
        )


def differences(one: Mapping[CellKey, CellAnswer], other: Mapping[CellKey, CellAnswer]) -> Iterator[Difference]:
    """The cells in which they differ, in the order of the form."""
    for spot in dict.fromkeys([*one, *other]):
        answer, other_answer = one.get(spot), other.get(spot)
        if (answer.text if answer else "") != (other_answer.text if other_answer else ""):
            yield Difference(answer, other_answer)


def differences_sentence(changes: Sequence[Difference]) -> Message:
    """The first of the differences, and how many more there are."""
    first = tuple(change.in_words for change in changes[:MOST_IN_A_SENTENCE])
    listed = _list_messages(first)
    if len(changes) > MOST_IN_A_SENTENCE:
        return _("{listed}; and {n} more", listed=listed, n=len(changes) - MOST_IN_A_SENTENCE)
    return listed


def _list_messages(messages: Sequence[Message]) -> Message:
    """Messages with semicolons between them, for each holds commas of its own."""
    if not messages:
        return literal("")
    listed = messages[0]
    for message in messages[1:]:
        listed = _("{listed}; {next}", listed=listed, next=message)
    return listed
