"""Several files of one unit: which one counts. Never the newest in silence, and never two mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, combinations
from pathlib import Path

from followup.form.finding import Finding, WayOut
from followup.form.place import Place
from followup.form.terms.units import Unit
from followup.form.traits import SignedBy
from followup.locale import Words, literal
from followup.plan.decisions.choices import FILES, FileChoice
from followup.returns.file_names import is_conflict_copy, is_copy
from followup.returns.model import Submission
from followup.round.differences import (
    Answer,
    Difference,
    Spot,
    answers_of,
    differences,
    digest_of,
    in_a_sentence,
    same_answers,
)
from followup.round.halves import are_halves, contradict_nowhere, covers, repeats, rows_in_common
from followup.round.receipts import Record, Taken
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

Answers = dict[Spot, Answer]


@dataclass(frozen=True, eq=False)
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
    def answers(self) -> Answers:
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


Group = Sequence[Candidate]
"""Files that say the same."""


@dataclass
class Choice:
    """Which of the files counts; None where they differ and nobody has decided.

    ``aside`` are files that do not count because another does; ``told`` are findings by file. ``halves`` are files that
    are put together, ``counts`` the first of them.
    """

    counts: Candidate | None
    aside: list[Candidate] = field(default_factory=list)
    same: list[Candidate] = field(default_factory=list)
    told: list[tuple[Candidate, Finding]] = field(default_factory=list)
    decided: bool = False
    halves: list[Candidate] = field(default_factory=list)


def choose(unit: Unit, files: Sequence[Candidate], record: Record, decided: FileChoice | None) -> Choice:
    """The file that counts: the only one; the one decided; else the one that came after the others were taken in."""
    groups = _alike(files)
    named = _named(files, decided)
    numbers = {_group_of(each, groups) for each in named}
    if len(groups) == 1:
        choice = Choice(named[0] if named else files[0], decided=bool(named))
    elif decided is not None and decided.together:
        choice = _together(unit, files, groups, _standing(unit, groups, record), decided)
    elif decided is not None and len(numbers) > 1:
        choice = _together(unit, files, groups, [groups[number] for number in sorted(numbers)], decided)
    elif decided is not None and len(numbers) == 1:
        choice = _as_decided(unit, files, named[0], decided)
    elif (winner := _successor(unit, groups, record)) is not None:
        choice = _replaced(unit, files, winner, groups[_group_of(winner, groups)])
    else:
        choice = Choice(None, told=list(_conflict(unit, groups)), decided=bool(named))
    _note_same(unit, groups, choice)
    return choice


def _alike(files: Sequence[Candidate]) -> list[list[Candidate]]:
    """The files, those that say the same together."""
    groups: list[list[Candidate]] = []
    for file in files:
        group = next((group for group in groups if same_answers(group[0].answers, file.answers)), None)
        if group is None:
            groups.append([file])
        else:
            group.append(file)
    return groups


def _named(files: Sequence[Candidate], decided: FileChoice | None) -> list[Candidate]:
    """The files that were decided on, by one name or by several; none where one of several is of no file."""
    if decided is None:
        return []
    own = [[file for file in files if name.names(file.name, file.sha256)] for name in (decided, *decided.several)]
    return own[0] or (list(chain(*own[1:])) if all(own[1:]) else [])


def _group_of(file: Candidate, groups: Sequence[Sequence[Candidate]]) -> int:
    return next(number for number, group in enumerate(groups) if any(each is file for each in group))


def _successor(unit: Unit, groups: Sequence[Sequence[Candidate]], record: Record) -> Candidate | None:
    """The file that corrects the others, or signs them; None where that cannot be told.

    A half is no successor of the other, even where that was merged before it came: the answers of both count.
    """
    if are_halves([group[0].answers for group in groups]):
        return None
    winner = _came_after(unit, groups, record) or _signed_since(groups)
    if winner is None or not any(_were_together(unit, *pair, record) for pair in combinations(groups, 2)):
        return winner
    return winner if all(covers(winner.answers, group[0].answers) for group in groups) else None


def _standing(unit: Unit, groups: Sequence[Group], record: Record) -> list[Group]:
    """The files that no later one stands in place of, as a correction of one half does.

    One that may stand in place of several does so only where it answers all that they do: else nobody can tell.
    """
    standing: list[Group] = []
    for new in sorted(groups, key=lambda group: _place(unit, group, record)):
        old = [each for each in standing if _stands_for(unit, new, each, record)]
        if len(old) > 1:
            old = [each for each in old if covers(new[0].answers, each[0].answers)]
        if not any(_stands_for(unit, each, new, record) for each in standing):
            standing = [each for each in standing if all(each is not other for other in old)] + [new]
    return [group for group in groups if any(group is each for each in standing)]


def _place(unit: Unit, group: Group, record: Record) -> tuple[bool, int]:
    """When a file came: by the record, and after all of it where the record does not know it."""
    rank = max(_rank(unit, each, record) for each in group)
    return rank < 0, rank


def _stands_for(unit: Unit, new: Group, old: Group, record: Record) -> bool:
    """Whether a file came after another one, and answers what it answered; never one that was put together with it."""
    if not repeats(new[0].answers, old[0].answers) or _were_together(unit, new, old, record):
        return False
    winner = _came_after(unit, [old, new], record) or _signed_since([old, new])
    return winner is new[0]


def _were_together(unit: Unit, one: Group, other: Group, record: Record) -> bool:
    """Whether two files have been put together by a merge: then neither corrects the other."""
    wholes = [
        {
            each.half_of
            for each in record.by_unit.get(unit.id, ())
            if each.half_of and any(_is(each, file) for file in group)
        }
        for group in (one, other)
    ]
    return bool(wholes[0] & wholes[1])


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
    known = [at for at, each in enumerate(record.by_unit.get(unit.id, ())) if _is(each, file)]
    return max(known, default=-1)


def _is(taken: Taken, file: Candidate) -> bool:
    """Whether a file is one that was taken in: the same bytes, or the same answers with the same approval."""
    return taken.sha256 == file.sha256 or (taken.answers, taken.approved) == (file.digest, file.approved)


def _signed_since(groups: Sequence[Sequence[Candidate]]) -> Candidate | None:
    """Of two files whose answers are the same, the one that has been signed since."""
    if len(groups) != 2:
        return None
    one, other = groups[0][0], groups[1][0]
    found = list(differences(one.answers, other.answers))
    if any(not each.told.section.has(SignedBy) for each in found):
        return None
    if all(each.one is None or not each.one.text for each in found):
        return other
    return one if all(each.other is None or not each.other.text for each in found) else None


def _replaced(unit: Unit, files: Sequence[Candidate], winner: Candidate, alike: Sequence[Candidate]) -> Choice:
    choice = Choice(winner)
    for file in files:
        if all(file is not other for other in alike):
            choice.aside.append(file)
            choice.told.append((file, file_was_replaced(unit, file, winner)))
            choice.told += [(file, finding) for finding in _cell_by_cell(file, winner)]
    return choice


def file_was_replaced(unit: Unit, old: Candidate, new: Candidate) -> Finding:
    """``old`` was merged or sent back before, ``new`` counts."""
    return Finding.of(
        Place(old.name, unit.name),
        FILE_REPLACED.problem(
            file=literal(new.name), differences=in_a_sentence(list(differences(old.answers, new.answers)))
        ),
        old.name,
    )


def _as_decided(unit: Unit, files: Sequence[Candidate], chosen: Candidate, decided: FileChoice) -> Choice:
    choice = Choice(chosen, decided=True)
    for file in files:
        if not same_answers(file.answers, chosen.answers):
            choice.aside.append(file)
            choice.told.append((file, file_was_set_aside(unit, file, chosen, decided)))
            choice.told += [(file, finding) for finding in _cell_by_cell(file, chosen)]
    return choice


def file_was_set_aside(unit: Unit, file: Candidate, chosen: Candidate, decided: FileChoice) -> Finding:
    """By what was decided another file of the unit counts."""
    return Finding.of(
        Place(file.name, unit.name),
        FILE_SET_ASIDE.problem(
            who=literal(decided.who),
            file=literal(chosen.name),
            why=literal(decided.why),
            differences=in_a_sentence(list(differences(file.answers, chosen.answers))),
        ),
        file.name,
    )


def _together(
    unit: Unit, files: Sequence[Candidate], groups: Sequence[Group], counted: Sequence[Group], decided: FileChoice
) -> Choice:
    """The files that count put together, the others aside; None counts where those contradict each other."""
    halves = [group[0] for group in counted]
    if not contradict_nowhere([half.answers for half in halves]):
        return Choice(None, told=list(_contradictions(unit, halves)))
    if len(halves) == 1:
        return _replaced(unit, files, halves[0], counted[0])
    choice = Choice(halves[0], decided=True, halves=halves)
    choice.told += [(half, file_is_a_half(unit, half, decided)) for half in halves]
    for each in chain(*(group for group in groups if all(group is not other for other in counted))):
        nearest = max(halves, key=lambda half: rows_in_common(half.answers, each.answers))
        why = file_was_replaced(unit, each, nearest)
        choice.aside.append(each)
        choice.told.append((each, why if decided.together else file_was_set_aside(unit, each, nearest, decided)))
        choice.told += [(each, finding) for finding in _cell_by_cell(each, nearest)]
    return choice


def _contradictions(unit: Unit, files: Sequence[Candidate]) -> Iterator[tuple[Candidate, Finding]]:
    """Each file with the first before it that it contradicts."""
    for at, other in enumerate(files):
        one = next((file for file in files[:at] if not contradict_nowhere([file.answers, other.answers])), None)
        if one is not None:
            way = WayOut(FILES.title, unit.id, several=True)
            yield other, replace(files_of_a_unit_differ(unit, one, other), decide=way)
            yield from ((other, finding) for finding in _cell_by_cell(one, other))


def file_is_a_half(unit: Unit, file: Candidate, decided: FileChoice) -> Finding:
    """By what was decided all of the unit's files count."""
    return Finding.of(
        Place(file.name, unit.name), FILE_PUT_TOGETHER.problem(who=decided.who, why=decided.why), file.name
    )


def files_are_halves(unit: Unit, one: Candidate, other: Candidate) -> Finding:
    """No row of one contradicts the other; the secretariat may say that they are to be put together."""
    way = WayOut(FILES.title, unit.id, together=True)
    return Finding.of(Place(other.name, unit.name), FILES_ARE_HALVES.problem(file=literal(one.name)), other.name, way)


def _conflict(unit: Unit, groups: Sequence[Sequence[Candidate]]) -> Iterator[tuple[Candidate, Finding]]:
    first = groups[0][0]
    if are_halves([group[0].answers for group in groups]):
        yield from ((group[0], files_are_halves(unit, first, group[0])) for group in groups[1:])
        return
    for group in groups[1:]:
        other = group[0]
        if are_halves([first.answers, other.answers]):  # to move it away would lose what only it answers
            yield other, files_are_halves(unit, first, other)
            continue
        yield other, files_of_a_unit_differ(unit, first, other)
        yield from ((other, finding) for finding in _cell_by_cell(first, other))


def files_of_a_unit_differ(unit: Unit, one: Candidate, other: Candidate) -> Finding:
    """With what differs, and which of them is a copy by its name."""
    problem = FILES_DIFFER.problem(
        file=literal(one.name), differences=in_a_sentence(list(differences(one.answers, other.answers)))
    )
    copies = [each.name for each in (one, other) if is_copy(each.path)]
    if copies:
        problem = COPIES_DIFFER.problem(advice=problem.advice, file=literal(copies[0]))
    return Finding.of(Place(other.name, unit.name), problem, other.name, WayOut(FILES.title, unit.id))


def _cell_by_cell(one: Candidate, other: Candidate) -> Iterator[Finding]:
    for each in differences(one.answers, other.answers):
        yield answer_differs_between_files(each, one, other)


def answer_differs_between_files(difference: Difference, one: Candidate, other: Candidate) -> Finding:
    """Where the other file has its answer, and what stands in the one."""
    there = difference.one.place.cell if difference.one is not None else ""
    known = {"file": literal(one.name), "cell": literal(there or "–"), "answer": difference.in_short[0]}
    if difference.other is None:
        place, row = Place(other.name, difference.told.place.unit), literal(difference.told.row)
        return Finding.of(place, ROW_IN_ONE_FILE.problem(row=row, **known))
    place = difference.other.place
    if difference.other.text:
        return Finding.of(place, DIFFERS_BETWEEN_FILES.problem(**known), difference.shown[1])
    return Finding.of(place, ANSWER_IN_ONE_FILE.problem(**known))


def _note_same(unit: Unit, groups: Sequence[Sequence[Candidate]], choice: Choice) -> None:
    """Files that say the same as another: they count once, and a note says so."""
    for group in groups:
        kept = next((each for each in group if each is choice.counts), group[0])
        for each in group:
            if each is not kept and all(each is not other for other in choice.aside):
                choice.same.append(each)
                choice.told.append((each, file_says_the_same(unit, each, kept)))


def file_says_the_same(unit: Unit, file: Candidate, kept: Candidate) -> Finding:
    """``kept`` is the one that counts."""
    return Finding.of(Place(file.name, unit.name), SAME_FILE_TWICE.problem(file=literal(kept.name)), file.name)
