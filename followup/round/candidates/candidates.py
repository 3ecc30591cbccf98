"""The files of one unit that may count, and what is reported of each beside the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from followup.form.finding import Finding, ProposedDecision
from followup.form.place import Place
from followup.form.terms.units import Unit
from followup.frozen import frozen
from followup.locale import Words, literal
from followup.plan.decisions.choices import FILES, FileChoice
from followup.returns.file_names import is_copy
from followup.returns.model import Submission
from followup.round.candidates.differences import (
    CellAnswer,
    CellKey,
    Difference,
    answers_of,
    differences,
    differences_sentence,
    digest_of,
)
from followup.rulebook.received.rounds import (
    ANSWER_IN_ONE_FILE,
    COPIES_DIFFER,
    DIFFERS_BETWEEN_FILES,
    FILE_PUT_TOGETHER,
    FILE_REPLACED,
    FILE_SET_ASIDE,
    FILES_ARE_HALVES,
    FILES_DIFFER,
    ROW_IN_ONE_FILE,
    SAME_FILE_TWICE,
)


@frozen(eq=False)
class Candidate:
    """A file that may count for its unit. ``saved`` is the workbook's own time, empty where it has none.

    ``findings`` are those of reading it. What it answers is written out when it is asked for: most units have one file,
    which nothing is compared with.
    """

    path: Path
    submission: Submission
    findings: Sequence[Finding]
    words: Words
    saved: str = ""
    approved: str = ""

    @property
    def sha256(self) -> str:
        """The file's digest."""
        return self.submission.sha256

    @cached_property
    def answers(self) -> dict[CellKey, CellAnswer]:
        """Every answer by its place in the form."""
        return answers_of(self.submission, self.findings, self.words)

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that tell the answers from others."""
        return digest_of(self.submission, self.findings)

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def file_was_replaced(unit: Unit, old: Candidate, new: Candidate) -> Finding:
    """``old`` was merged or sent back before, ``new`` counts."""
    return Finding.of(
        Place(old.name, unit.name),
        FILE_REPLACED.problem(
            file=literal(new.name), differences=differences_sentence(list(differences(old.answers, new.answers)))
        ),
        old.name,
    )


def file_was_set_aside(unit: Unit, file: Candidate, chosen: Candidate, decided: FileChoice) -> Finding:
    """By what was decided another file of the unit counts."""
    return Finding.of(
        Place(file.name, unit.name),
        FILE_SET_ASIDE.problem(
            who=literal(decided.who),
            file=literal(chosen.name),
            why=literal(decided.why),
            differences=differences_sentence(list(differences(file.answers, chosen.answers))),
        ),
        file.name,
    )


def file_is_a_half(unit: Unit, file: Candidate, decided: FileChoice) -> Finding:
    """By what was decided all of the unit's files count."""
    return Finding.of(
        Place(file.name, unit.name), FILE_PUT_TOGETHER.problem(who=decided.who, why=decided.why), file.name
    )


def files_are_halves(unit: Unit, one: Candidate, other: Candidate) -> Finding:
    """No row of one contradicts the other; the secretariat may say that they are to be put together."""
    way = ProposedDecision(FILES.title, unit.id, together=True)
    return Finding.of(Place(other.name, unit.name), FILES_ARE_HALVES.problem(file=literal(one.name)), other.name, way)


def files_of_a_unit_differ(unit: Unit, one: Candidate, other: Candidate) -> Finding:
    """With what differs, and which of them is a copy by its name."""
    problem = FILES_DIFFER.problem(
        file=literal(one.name), differences=differences_sentence(list(differences(one.answers, other.answers)))
    )
    copies = [file.name for file in (one, other) if is_copy(file.path)]
    if copies:
        problem = COPIES_DIFFER.problem(advice=problem.advice, file=literal(copies[0]))
    return Finding.of(Place(other.name, unit.name), problem, other.name, ProposedDecision(FILES.title, unit.id))


def cell_differences(one: Candidate, other: Candidate) -> Iterator[Finding]:
    """A finding for each cell in which the other file differs from the one."""
    for difference in differences(one.answers, other.answers):
        yield answer_differs_between_files(difference, one, other)


def answer_differs_between_files(difference: Difference, one: Candidate, other: Candidate) -> Finding:
    """Where the other file has its answer, and what stands in the one."""
    cell = difference.one.place.cell if difference.one is not None else ""
    words = {"file": literal(one.name), "cell": literal(cell or "–"), "answer": difference.in_short[0]}
    if difference.other is None:
        place, row = Place(other.name, difference.answer.place.unit), literal(difference.answer.row)
        return Finding.of(place, ROW_IN_ONE_FILE.problem(row=row, **words))
    place = difference.other.place
    if difference.other.text:
        return Finding.of(place, DIFFERS_BETWEEN_FILES.problem(**words), difference.shown[1])
    return Finding.of(place, ANSWER_IN_ONE_FILE.problem(**words))


def file_says_the_same(unit: Unit, file: Candidate, counted: Candidate) -> Finding:
    """``counted`` is the one that counts."""
    return Finding.of(Place(file.name, unit.name), SAME_FILE_TWICE.problem(file=literal(counted.name)), file.name)
