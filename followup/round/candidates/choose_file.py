"""Several files of one unit: which one counts. Never the newest in silence, and never two mixed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import chain, combinations

from followup.form.finding import Finding, ProposedDecision
from followup.form.terms.units import Unit
from followup.form.traits import SignedBy
from followup.frozen import growing
from followup.plan.decisions.choices import FILES, FileChoice
from followup.returns.file_names import is_conflict_copy
from followup.round.candidates.candidates import (
    Candidate,
    cell_differences,
    file_is_a_half,
    file_says_the_same,
    file_was_replaced,
    file_was_set_aside,
    files_are_halves,
    files_of_a_unit_differ,
)
from followup.round.candidates.differences import (
    differences,
    same_answers,
)
from followup.round.candidates.halves import agree_everywhere, are_halves, covers, repeats, rows_in_common
from followup.round.receipts import Record, RecordedFile

Group = Sequence[Candidate]
"""Files that say the same."""


@growing
class FileSelection:
    """Which of the files counts; None where they differ and nobody has decided.

    ``aside`` are files that do not count because another does; ``findings`` are findings by file. ``halves`` are files
    that are put together, ``counts`` the first of them.
    """

    counts: Candidate | None
    aside: list[Candidate] = field(default_factory=list)
    same: list[Candidate] = field(default_factory=list)
    findings: list[tuple[Candidate, Finding]] = field(default_factory=list)
    decided: bool = False
    halves: list[Candidate] = field(default_factory=list)


def choose(unit: Unit, files: Sequence[Candidate], record: Record, decided: FileChoice | None) -> FileSelection:
    """The file that counts: the only one; the one decided; else the one that came after the others were taken in."""
    # Files that say the same need no choice. Else what a person decided goes first; only then is the record asked, and
    # without either nothing is guessed: a wrong file would be merged silently.
    groups = _group_equal_files(files)
    decided_files = _decided_files(files, decided)
    numbers = {_group_of(file, groups) for file in decided_files}
    if len(groups) == 1:
        choice = FileSelection(decided_files[0] if decided_files else files[0], decided=bool(decided_files))
    elif decided is not None and decided.together:
        choice = _combine_files(unit, files, groups, _current_groups(unit, groups, record), decided)
    elif decided is not None and len(numbers) > 1:
        choice = _combine_files(unit, files, groups, [groups[number] for number in sorted(numbers)], decided)
    elif decided is not None and len(numbers) == 1:
        choice = _select_decided(unit, files, decided_files[0], decided)
    elif (winner := _successor(unit, groups, record)) is not None:
        choice = _replace_files(unit, files, winner, groups[_group_of(winner, groups)])
    else:
        choice = FileSelection(None, findings=list(_conflict_findings(unit, groups)), decided=bool(decided_files))
    _note_same(unit, groups, choice)
    return choice


def _group_equal_files(files: Sequence[Candidate]) -> list[list[Candidate]]:
    """The files, those that say the same together."""
    # By their answers, not their bytes: a file that was only opened and saved again has other bytes.
    groups: list[list[Candidate]] = []
    for file in files:
        group = next((group for group in groups if same_answers(group[0].answers, file.answers)), None)
        if group is None:
            groups.append([file])
        else:
            group.append(file)
    return groups


def _decided_files(files: Sequence[Candidate], decided: FileChoice | None) -> list[Candidate]:
    """The files that were decided on, by one name or by several; none where one of several is of no file."""
    if decided is None:
        return []
    files_by_name = [
        [file for file in files if name.names(file.name, file.sha256)] for name in (decided, *decided.several)
    ]
    return files_by_name[0] or (list(chain(*files_by_name[1:])) if all(files_by_name[1:]) else [])


def _group_of(file: Candidate, groups: Sequence[Sequence[Candidate]]) -> int:
    return next(number for number, group in enumerate(groups) if any(other is file for other in group))


def _successor(unit: Unit, groups: Sequence[Sequence[Candidate]], record: Record) -> Candidate | None:
    """The file that corrects the others, or signs them; None where that is unclear.

    A half is no successor of the other, even where that was merged before it came: the answers of both count.
    """
    if are_halves([group[0].answers for group in groups]):
        return None
    winner = _came_after(unit, groups, record) or _signed_since(groups)
    if winner is None or not any(_were_together(unit, *pair, record) for pair in combinations(groups, 2)):
        return winner
    return winner if all(covers(winner.answers, group[0].answers) for group in groups) else None


def _current_groups(unit: Unit, groups: Sequence[Group], record: Record) -> list[Group]:
    """The files that no later one stands in place of, as a correction of one half does.

    One that may stand in place of several does so only where it answers all that they do: else nobody can tell.
    """
    standing: list[Group] = []
    for new in sorted(groups, key=lambda group: _place(unit, group, record)):
        old = [group_ for group_ in standing if _supersedes(unit, new, group_, record)]
        if len(old) > 1:
            old = [group_ for group_ in old if covers(new[0].answers, group_[0].answers)]
        if not any(_supersedes(unit, group_, new, record) for group_ in standing):
            standing = [group_ for group_ in standing if all(group_ is not other for other in old)] + [new]
    return [group for group in groups if any(group is group_ for group_ in standing)]


def _place(unit: Unit, group: Group, record: Record) -> tuple[bool, int]:
    """When a file came: by the record, and after all of it where the record does not know it."""
    rank = max(_rank(unit, file, record) for file in group)
    return rank < 0, rank


def _supersedes(unit: Unit, new: Group, old: Group, record: Record) -> bool:
    """Whether a file came after another one, and answers what it answered; never one that was put together with it."""
    if not repeats(new[0].answers, old[0].answers) or _were_together(unit, new, old, record):
        return False
    winner = _came_after(unit, [old, new], record) or _signed_since([old, new])
    return winner is new[0]


def _were_together(unit: Unit, one: Group, other: Group, record: Record) -> bool:
    """Whether two files have been put together by a merge: then neither corrects the other."""
    wholes = [
        {
            recorded.half_of
            for recorded in record.by_unit.get(unit.id, ())
            if recorded.half_of and any(_is_same_file(recorded, file) for file in group)
        }
        for group in (one, other)
    ]
    return bool(wholes[0] & wholes[1])


def _came_after(unit: Unit, groups: Sequence[Sequence[Candidate]], record: Record) -> Candidate | None:
    """The file that came after the others had been taken in, by the record; None where that is unclear."""
    ranks = [max(_rank(unit, file, record) for file in group) for group in groups]
    new = [group for group, rank in zip(groups, ranks, strict=True) if rank < 0]
    if not new:
        return groups[ranks.index(max(ranks))][0]
    if len(new) > 1 or len(new) == len(groups):
        return None
    # It came last, but is no correction when a synchronising program put it aside, or when it was saved before the file
    # that was merged: to take it would lose what was written since.
    newest = new[0][0]
    previous = groups[ranks.index(max(ranks))][0]
    went_astray = any(is_conflict_copy(file.path) for file in new[0])
    saved_before = bool(newest.saved and previous.saved and newest.saved < previous.saved)
    return None if went_astray or saved_before else newest


def _rank(unit: Unit, file: Candidate, record: Record) -> int:
    """The file's place among those taken in, the last one where it was taken in twice; -1 if it never was."""
    ranks = [at for at, recorded in enumerate(record.by_unit.get(unit.id, ())) if _is_same_file(recorded, file)]
    return max(ranks, default=-1)


def _is_same_file(recorded: RecordedFile, file: Candidate) -> bool:
    """Whether a file is one that was taken in: the same bytes, or the same answers with the same approval."""
    return recorded.sha256 == file.sha256 or (recorded.answers, recorded.approved) == (file.digest, file.approved)


def _signed_since(groups: Sequence[Sequence[Candidate]]) -> Candidate | None:
    """Of two files whose answers are the same, the one that has been signed since."""
    if len(groups) != 2:
        return None
    one, other = groups[0][0], groups[1][0]
    changes = list(differences(one.answers, other.answers))
    if any(not change.answer.section.has(SignedBy) for change in changes):
        return None
    if all(change.one is None or not change.one.text for change in changes):
        return other
    return one if all(change.other is None or not change.other.text for change in changes) else None


def _replace_files(
    unit: Unit, files: Sequence[Candidate], winner: Candidate, winners: Sequence[Candidate]
) -> FileSelection:
    choice = FileSelection(winner)
    for file in files:
        if all(file is not other for other in winners):
            choice.aside.append(file)
            choice.findings.append((file, file_was_replaced(unit, file, winner)))
            choice.findings += [(file, finding) for finding in cell_differences(file, winner)]
    return choice


def _select_decided(unit: Unit, files: Sequence[Candidate], chosen: Candidate, decided: FileChoice) -> FileSelection:
    choice = FileSelection(chosen, decided=True)
    for file in files:
        if not same_answers(file.answers, chosen.answers):
            choice.aside.append(file)
            choice.findings.append((file, file_was_set_aside(unit, file, chosen, decided)))
            choice.findings += [(file, finding) for finding in cell_differences(file, chosen)]
    return choice


def _combine_files(
    unit: Unit, files: Sequence[Candidate], groups: Sequence[Group], counted: Sequence[Group], decided: FileChoice
) -> FileSelection:
    """The files that count put together, the others aside; None counts where those contradict each other."""
    halves = [group[0] for group in counted]
    if not agree_everywhere([half.answers for half in halves]):
        return FileSelection(None, findings=list(_contradictions(unit, halves)))
    if len(halves) == 1:
        return _replace_files(unit, files, halves[0], counted[0])
    choice = FileSelection(halves[0], decided=True, halves=halves)
    choice.findings += [(half, file_is_a_half(unit, half, decided)) for half in halves]
    for file in chain(*(group for group in groups if all(group is not other for other in counted))):
        nearest = max(halves, key=lambda half: rows_in_common(half.answers, file.answers))
        why = file_was_replaced(unit, file, nearest)
        choice.aside.append(file)
        choice.findings.append((file, why if decided.together else file_was_set_aside(unit, file, nearest, decided)))
        choice.findings += [(file, finding) for finding in cell_differences(file, nearest)]
    return choice


def _contradictions(unit: Unit, files: Sequence[Candidate]) -> Iterator[tuple[Candidate, Finding]]:
    """Each file with the first before it that it contradicts."""
    for at, other in enumerate(files):
        one = next((file for file in files[:at] if not agree_everywhere([file.answers, other.answers])), None)
        if one is not None:
            way = ProposedDecision(FILES.title, unit.id, several=True)
            yield other, replace(files_of_a_unit_differ(unit, one, other), decide=way)
            yield from ((other, finding) for finding in cell_differences(one, other))


def _conflict_findings(unit: Unit, groups: Sequence[Sequence[Candidate]]) -> Iterator[tuple[Candidate, Finding]]:
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
        yield from ((other, finding) for finding in cell_differences(first, other))


def _note_same(unit: Unit, groups: Sequence[Sequence[Candidate]], choice: FileSelection) -> None:
    """Files that say the same as another: they count once, and a note says so."""
    for group in groups:
        counted = next((file for file in group if file is choice.counts), group[0])
        for file in group:
            if file is not counted and all(file is not other for other in choice.aside):
                choice.same.append(file)
                choice.findings.append((file, file_says_the_same(unit, file, counted)))
