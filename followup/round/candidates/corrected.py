"""A file that was sent back with cells to correct, and the one that came then: what else has been changed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set

from followup.files.marking.recognise_marks import OPENING
from followup.files.received import ReceivedBook
from followup.form.finding import Finding
from followup.form.place import Place
from followup.form.traits import AskedAfterwards, SignedBy
from followup.frozen import frozen
from followup.locale import literal
from followup.round.candidates.candidates import Candidate
from followup.round.candidates.differences import CellAnswer, CellKey, Difference, differences
from followup.rulebook.received.rounds import CHANGED_BESIDES, ROW_GONE_BESIDES

SentBack = Callable[[Candidate], "SentCopy | None"]
"""The copy that a file of a unit was made from, if one was sent back; it is only read when it is asked for."""


@frozen
class SentCopy:
    """What stood in a copy that was sent back, and which cells somebody was asked to look at; ``rows`` are those of these
    cells, by section and row: what is asked about may be a figure that is worked out, and no answer itself.
    """

    file: str
    answers: Mapping[CellKey, CellAnswer]
    marked: Set[CellKey]
    rows: Set[tuple[str, str]]

    def changed_besides(self, corrected: Candidate) -> Iterator[Finding]:
        """Each answer that is another than in the copy, though nobody was asked about its cell.

        A comment on a row with a marked cell is what was asked for, and so are replies and who signs.
        """
        for difference in differences(self.answers, corrected.answers):
            if not self._was_asked_for(difference):
                yield self._finding(difference, corrected)

    def _was_asked_for(self, difference: Difference) -> bool:
        section, asked = difference.answer.section, difference.answer.asked
        if section.has(AskedAfterwards) or section.has(SignedBy):
            return True
        keys = {key for key in self.marked if key.section == section.key}
        row = difference.answer.filled.row.key
        if asked.key == section.explained_by:
            return (section.key, row) in self.rows or any(key.row == row for key in keys)
        return any((key.row, key.column) == (row, asked.key) for key in keys)

    def _finding(self, difference: Difference, corrected: Candidate) -> Finding:
        before, now = difference.in_short
        if difference.other is None or difference.other.filled.is_lost:
            place = Place(corrected.name, corrected.submission.unit.name)
            problem = ROW_GONE_BESIDES.problem(row=literal(difference.answer.row), column=difference.answer.column)
            return Finding.of(place, problem, difference.shown[0])
        raw = difference.shown[1] if difference.other.text else ""
        return Finding.of(difference.other.place, CHANGED_BESIDES.problem(before=before, now=now), raw)


def copy_of(book: ReceivedBook, candidate: Candidate) -> SentCopy:
    """What a workbook that was sent back says, read as ``candidate``; its marks are known by our notes."""
    noted = {(sheet.name, *place) for sheet in book.sheets for place, text in sheet.comments.items() if OPENING in text}
    marked = {
        key
        for key, answer in candidate.answers.items()
        for place in (answer.place,)
        if (place.sheet, place.row, place.column) in noted
    }
    lines = {(sheet, row) for sheet, row, _column in noted}
    rows = {
        (key.section, key.row)
        for key, answer in candidate.answers.items()
        if (answer.place.sheet, answer.place.row) in lines
    }
    return SentCopy(book.file, candidate.answers, marked, rows)
