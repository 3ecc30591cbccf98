"""What two files of one unit say, cell by cell: whether it is the same, and where it is not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from followup.form.columns import Column
from followup.form.finding import Finding, Severity
from followup.form.place import Place
from followup.form.rows import FilledRow
from followup.form.section import Section
from followup.locale import Message, Words, _, literal
from followup.stages.reading import Submission

MOST_IN_A_SENTENCE = 5


class Spot(NamedTuple):
    """An answer's place in the form; ``number`` tells rows of a listing apart that have the same key."""

    section: str
    row: str
    number: int
    column: str


@dataclass(frozen=True)
class Answer:
    """What was answered. ``text`` is exact, for comparing; ``shown`` is for people; both empty where nothing is."""

    section: Section
    text: str
    shown: str
    row: str
    column: Message
    place: Place


def answers_of(submission: Submission, findings: Sequence[Finding], words: Words) -> dict[Spot, Answer]:
    """Every answer, refused ones too: those as they stood, which only the findings of reading still know."""
    refused = {finding.place: finding.found for finding in findings if finding.severity is Severity.ERROR}
    found: dict[Spot, Answer] = {}
    for table in submission.form.tables:
        section, seen = table.section, dict[str, int]()
        for filled in submission.tables.get(section.key, ()):
            key = filled.row.key
            seen[key] = seen.get(key, 0) + 1
            for column in table.columns:
                if table.asked(filled.row, column):
                    spot = Spot(section.key, key, seen[key], column.key)
                    found[spot] = _answer(section, filled, column, refused, words)
    return found


def _answer(section: Section, filled: FilledRow, column: Column, refused: Mapping[Place, str], words: Words) -> Answer:
    place, value = filled.place(column.key), filled[column.key]
    text = shown = ""
    if column.key in filled.refused:
        shown = refused.get(place, "")
        text = f"refused: {shown}"
    elif value is not None:
        text, shown = str(value), filled.row.type_of(column).show(value, words)
    return Answer(section, text, shown, label_of(filled), column.title, place)


def label_of(filled: FilledRow) -> str:
    """What a row is called: the longest of its first two labels, for a number alone says nothing."""
    labels = [str(value) for value in list(filled.row.cells.values())[:2] if isinstance(value, str)]
    return max(labels, key=len, default=filled.row.key)


def same_answers(one: Mapping[Spot, Answer], other: Mapping[Spot, Answer]) -> bool:
    """Whether two files say the same."""
    return _told(one) == _told(other)


def digest(answers: Mapping[Spot, Answer]) -> str:
    """Sixteen hexadecimal digits that change when an answer does; who signed is left out."""
    signed = hashlib.sha256()
    for spot, text in sorted(_told(answers).items()):
        if answers[spot].section.signs is None:
            signed.update(f"{'|'.join(map(str, spot))}={text}\n".encode())
    return signed.hexdigest()[:16]


def _told(answers: Mapping[Spot, Answer]) -> dict[Spot, str]:
    return {spot: answer.text for spot, answer in answers.items() if answer.text}


@dataclass(frozen=True)
class Difference:
    """One cell in which two files differ. A file that lacks the row has no answer there."""

    one: Answer | None
    other: Answer | None

    @property
    def told(self) -> Answer:
        """The one that there is."""
        answer = self.other or self.one
        assert answer is not None
        return answer

    @property
    def in_words(self) -> Message:
        """``Produktion!C12, Läkarbesök, Denna period: 1 100 → 1 200``."""
        told = self.told
        return _(
            "{place}, {row}, {column}: {one} → {other}",
            place=literal(told.place.where),
            row=literal(told.row),
            column=told.column,
            one=shown_answer(self.one),
            other=shown_answer(self.other),
        )


def shown_answer(answer: Answer | None) -> Message:
    """The answer on one line, cut where it is long; a word where there is none."""
    if answer is None or not answer.text:
        return _("empty")
    text = " ".join(answer.shown.split())
    return literal(text if len(text) <= 40 else text[:39] + "…")


def differences(one: Mapping[Spot, Answer], other: Mapping[Spot, Answer]) -> Iterator[Difference]:
    """The cells in which they differ, in the order of the form."""
    for spot in dict.fromkeys([*one, *other]):
        here, there = one.get(spot), other.get(spot)
        if (here.text if here else "") != (there.text if there else ""):
            yield Difference(here, there)


def in_a_sentence(found: Sequence[Difference]) -> Message:
    """The first of the differences, and how many more there are."""
    first = tuple(each.in_words for each in found[:MOST_IN_A_SENTENCE])
    listed = _listed(first)
    if len(found) > MOST_IN_A_SENTENCE:
        return _("{listed}; and {n} more", listed=listed, n=len(found) - MOST_IN_A_SENTENCE)
    return listed


def _listed(messages: Sequence[Message]) -> Message:
    """Messages with semicolons between them, for each holds commas of its own."""
    if not messages:
        return literal("")
    listed = messages[0]
    for each in messages[1:]:
        listed = _("{listed}; {next}", listed=listed, next=each)
    return listed
