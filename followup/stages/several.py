"""Several files of one unit: which one counts. Never the newest in silence, and never two mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from followup.form.finding import Finding, Severity, WayOut
from followup.form.place import Place
from followup.locale import Message, _, literal
from followup.plan.choices import FILES, FileChoice
from followup.plan.model import Unit
from followup.stages.differences import (
    Answer,
    Difference,
    Spot,
    differences,
    digest,
    in_a_sentence,
    same_answers,
    shown_answer,
)
from followup.stages.naming import is_conflict_copy, is_copy
from followup.stages.record import Record

Answers = dict[Spot, Answer]


@dataclass
class Candidate:
    """A file that may count for its unit. ``saved`` is the workbook's own time, empty where it has none."""

    path: Path
    sha256: str
    saved: str
    answers: Answers
    approved: str = ""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


@dataclass
class Choice:
    """Which of the files counts; None where they differ and nobody has decided.

    ``aside`` are files that do not count because another does; ``told`` are findings by file.
    """

    counts: Candidate | None
    aside: list[Candidate] = field(default_factory=list)
    same: list[Candidate] = field(default_factory=list)
    told: list[tuple[Candidate, Finding]] = field(default_factory=list)
    decided: bool = False


def choose(unit: Unit, files: Sequence[Candidate], record: Record, decided: FileChoice | None) -> Choice:
    """The file that counts: the only one; the one decided; else the one that came after the others were taken in."""
    groups = _alike(files)
    named = [each for each in files if decided is not None and decided.names(each.name, each.sha256)]
    if len(groups) == 1:
        choice = Choice(named[0] if named else files[0], decided=bool(named))
    elif decided is not None and len({_group_of(each, groups) for each in named}) == 1:
        choice = _as_decided(unit, files, named[0], decided)
    elif (winner := _came_after(unit, groups, record) or _signed_since(groups)) is not None:
        choice = _replaced(unit, files, winner, groups[_group_of(winner, groups)])
    else:
        choice = Choice(None, told=list(_conflict(unit, groups)), decided=bool(named))
    _note_same(unit, groups, choice)
    return choice


def _alike(files: Sequence[Candidate]) -> list[list[Candidate]]:
    """The files, those that say the same together."""
    groups: list[list[Candidate]] = []
    for each in files:
        group = next((group for group in groups if same_answers(group[0].answers, each.answers)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def _group_of(file: Candidate, groups: Sequence[Sequence[Candidate]]) -> int:
    return next(number for number, group in enumerate(groups) if any(each is file for each in group))


def _came_after(unit: Unit, groups: Sequence[Sequence[Candidate]], record: Record) -> Candidate | None:
    """The file that came after the others had been taken in, by the record; None where that cannot be told."""
    ranks = [max(_rank(unit, each, record) for each in group) for group in groups]
    new = [group for group, rank in zip(groups, ranks, strict=True) if rank < 0]
    if not new:
        return groups[ranks.index(max(ranks))][0]
    if len(new) > 1 or len(new) == len(groups):
        return None
    newest = new[0][0]
    before = groups[ranks.index(max(ranks))][0]
    went_astray = any(is_conflict_copy(each.path) for each in new[0])
    saved_before = bool(newest.saved and before.saved and newest.saved < before.saved)
    return None if went_astray or saved_before else newest


def _rank(unit: Unit, file: Candidate, record: Record) -> int:
    """The file's place among those taken in, the last one where it was taken in twice; -1 if it never was."""
    taken = record.by_unit.get(unit.id, ())
    own = (digest(file.answers), file.approved)
    known = [at for at, each in enumerate(taken) if each.sha256 == file.sha256 or (each.answers, each.approved) == own]
    return max(known, default=-1)


def _signed_since(groups: Sequence[Sequence[Candidate]]) -> Candidate | None:
    """Of two files whose answers are the same, the one that has been signed since."""
    if len(groups) != 2:
        return None
    one, other = groups[0][0], groups[1][0]
    found = list(differences(one.answers, other.answers))
    if any(each.told.section.signs is None for each in found):
        return None
    if all(each.one is None or not each.one.text for each in found):
        return other
    return one if all(each.other is None or not each.other.text for each in found) else None


def _replaced(unit: Unit, files: Sequence[Candidate], winner: Candidate, alike: Sequence[Candidate]) -> Choice:
    choice = Choice(winner)
    for each in files:
        if all(each is not other for other in alike):
            choice.aside.append(each)
            choice.told.append((each, file_was_replaced(unit, each, winner)))
            choice.told += [(each, finding) for finding in _cell_by_cell(each, winner)]
    return choice


def file_was_replaced(unit: Unit, old: Candidate, new: Candidate) -> Finding:
    """A corrected file replaces the one that was merged or returned before; what it changes must be seen.

    Wrong: a file that was merged before, left in the inbox beside its correction.
    Right: the older file is moved away when its successor has been merged.
    """
    told = _(
        "was taken in before and is replaced by {file}: {differences}.",
        file=literal(new.name),
        differences=in_a_sentence(list(differences(old.answers, new.answers))),
    )
    return Finding(Place(old.name, unit.name), "file-replaced", Severity.INFO, old.name, told)


def _as_decided(unit: Unit, files: Sequence[Candidate], chosen: Candidate, decided: FileChoice) -> Choice:
    choice = Choice(chosen, decided=True)
    for each in files:
        if not same_answers(each.answers, chosen.answers):
            choice.aside.append(each)
            choice.told.append((each, file_was_set_aside(unit, each, chosen, decided)))
            choice.told += [(each, finding) for finding in _cell_by_cell(each, chosen)]
    return choice


def file_was_set_aside(unit: Unit, file: Candidate, chosen: Candidate, decided: FileChoice) -> Finding:
    """A decision on which file counts goes on standing when a later file comes: it must not be overlooked.

    Wrong: two files that differ, and one of them is chosen in decisions.xlsx.
    Right: only the file that counts is left in the inbox, and the choice is deleted.
    """
    told = _(
        "does not count: {who} has chosen {file} ({why}). They differ: {differences}.",
        who=literal(decided.who),
        file=literal(chosen.name),
        why=literal(decided.why),
        differences=in_a_sentence(list(differences(file.answers, chosen.answers))),
    )
    return Finding(Place(file.name, unit.name), "file-set-aside", Severity.WARNING, file.name, told)


def _conflict(unit: Unit, groups: Sequence[Sequence[Candidate]]) -> Iterator[tuple[Candidate, Finding]]:
    first = groups[0][0]
    for group in groups[1:]:
        other = group[0]
        yield other, files_of_a_unit_differ(unit, first, other)
        yield from ((other, finding) for finding in _cell_by_cell(first, other))


def files_of_a_unit_differ(unit: Unit, one: Candidate, other: Candidate) -> Finding:
    """Nobody can tell which of two files counts, so neither does: the one saved last is not always the right one.

    Wrong: "Division Nord T1 2022.xlsx" says 29, "Division Nord T1 2022-DESKTOP-4F2.xlsx" says 30.
    Right: one of them is moved out of the inbox, or chosen in decisions.xlsx.
    """
    found = in_a_sentence(list(differences(one.answers, other.answers)))
    told: Message = _(
        "differs from {file}: {differences}. Keep the one that counts in the inbox and move the other away.",
        file=literal(one.name),
        differences=found,
    )
    copies = [each.name for each in (one, other) if is_copy(each.path)]
    if copies:
        told = _("{advice} By its name {file} is a copy.", advice=told, file=literal(copies[0]))
    place = Place(other.name, unit.name)
    return Finding(place, "files-differ", Severity.ERROR, other.name, told, WayOut(FILES.title, unit.id))


def _cell_by_cell(one: Candidate, other: Candidate) -> Iterator[Finding]:
    for each in differences(one.answers, other.answers):
        yield answer_differs_between_files(each, one, other)


def answer_differs_between_files(difference: Difference, one: Candidate, other: Candidate) -> Finding:
    """Whoever chooses between two files must see each cell in which they differ, and what both say.

    Wrong: 1 200 in one file of a unit and 1 100 in the same cell of the other.
    Right: 1 200 in both.
    """
    there = difference.one.place.cell if difference.one is not None else ""
    known = {"file": literal(one.name), "cell": literal(there or "–"), "answer": shown_answer(difference.one)}
    if difference.other is None:
        told = _(
            "The row {row} is not in this file; in {file} {cell} stands: {answer}.", row=literal(difference.told.row)
        )
        place, found = Place(other.name, difference.told.place.unit), ""
    elif difference.other.text:
        told = _("stands here; in {file} {cell} stands: {answer}.")
        place, found = difference.other.place, difference.other.shown
    else:
        told = _("Nothing is written here; in {file} {cell} stands: {answer}.")
        place, found = difference.other.place, ""
    return Finding(place, "differs-between-files", Severity.INFO, found, told.filled(**known))


def _note_same(unit: Unit, groups: Sequence[Sequence[Candidate]], choice: Choice) -> None:
    """Files that say the same as another: they count once, and a note says so."""
    for group in groups:
        kept = next((each for each in group if each is choice.counts), group[0])
        for each in group:
            if each is not kept and all(each is not other for other in choice.aside):
                choice.same.append(each)
                choice.told.append((each, file_says_the_same(unit, each, kept)))


def file_says_the_same(unit: Unit, file: Candidate, kept: Candidate) -> Finding:
    """A file that was sent twice is counted once.

    Wrong: the same workbook as "Division Nord T1 2022.xlsx" and as "Division Nord T1 2022 (1).xlsx".
    Right: one of them.
    """
    told = _("says the same as {file}; it was counted once.", file=literal(kept.name))
    return Finding(Place(file.name, unit.name), "same-file-twice", Severity.INFO, file.name, told)
