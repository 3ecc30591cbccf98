"""What earlier rounds left behind: in their records, and in the regional workbooks that a merge is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.declarations import sections_of
from followup.flow.gathering.workspace import Workspace
from followup.flow.listener import Listener
from followup.flow.refusal import CouldNotRun
from followup.frozen import frozen
from followup.locale import _, literal

if TYPE_CHECKING:
    from followup.form.finding import Finding
    from followup.form.frame import Frame
    from followup.history.model import PastRound
    from followup.outputs.records.manifest import LastMerge
    from followup.plan.decisions.in_force import DecisionKey
    from followup.plan.model import Plan


@frozen
class History:
    """Earlier rounds, and what was found in what keeps them: ``files`` are regional workbooks that were named, ``records``
    the indexes of records; ``left_out`` are files that the merge before this one had. ``as_kept`` are the rounds with the
    units that they had then, where ``rounds`` have those of the plan.
    """

    rounds: Sequence[PastRound] = ()
    files: tuple[Path, ...] = ()
    left_out: tuple[str, ...] = ()
    records: tuple[Path, ...] = ()
    findings: Sequence[Finding] = ()
    as_kept: Sequence[PastRound] = ()


def add_history(plan: Plan, history: History) -> tuple[Plan, History]:
    """The plan with what earlier rounds reported, which every command's forms are made of; and what was found in that.

    The rounds are seen with the units that the plan has.
    """
    if not history.rounds and not any(unit.replaces for unit in plan.frame.units.values()):
        return plan, history  # the plan's own figures of a unit that is gone go to those that replace it
    from followup.history.earlier_figures import add_earlier_figures, is_of_same_days
    from followup.history.last_answers import last_answers, last_record
    from followup.history.reported_figures import reported_figures
    from followup.history.successors.origins import former_units_of
    from followup.history.successors.successors import answers_of_predecessors, with_successors

    rounds, changes = with_successors(plan, sections_of(plan), history.rounds)
    if not rounds:
        return plan, history
    fuller, findings = add_earlier_figures(plan, sections_of(plan), rounds)
    folder = last_record([index.parent for index in history.records], plan.round)
    answers, changed = last_answers(plan, sections_of(plan), folder) if folder is not None else ({}, ())
    answers = answers_of_predecessors(plan, history.rounds, answers)
    kept = [round_ for round_ in rounds if round_.file != plan.file and not is_of_same_days(round_.days, plan.frame)]
    reported = reported_figures(plan.frame, sections_of(plan), kept)
    findings = [*history.findings, *changes, *findings, *changed]
    fuller = replace(fuller, last_answers=answers, reported=reported, former=former_units_of(plan, history.rounds))
    return fuller, replace(history, rounds=kept, findings=findings, as_kept=history.rounds)


def note_faulty_records(history: History, listener: Listener) -> None:
    """Tell what is wrong with the records themselves: for a command that shows no findings of what was earlier."""
    from followup.rulebook.received.rounds import EARLIER_ROUND_MERGED_AGAIN, PREVIOUS_NOT_USABLE, RECORD_CHANGED

    for finding in history.findings:
        if finding.rule in (RECORD_CHANGED.id, EARLIER_ROUND_MERGED_AGAIN.id, PREVIOUS_NOT_USABLE.id):
            file = literal(finding.place.file)
            listener.note(_("{file}: {advice}", file=file, advice=finding.advice), "warning")


def read_history(place: Workspace, files: Sequence[Path], into: Path, frame: Frame, receipts: LastMerge) -> History:
    """What the records of earlier rounds keep, and earlier regional workbooks; CouldNotRun when one of these is none."""
    left_out = () if files else tuple(previous.name for previous in receipts.previous)
    return _with_records(place, into, frame, files, left_out)


def recall_history(place: Workspace, into: Path, frame: Frame, receipts: LastMerge) -> History:
    """The history that the last merge into a folder had: its files that are still as they were, else their names."""
    from followup.files.disk.atomic_files import sha256_of

    unchanged, left_out = [], []
    for previous in receipts.previous:
        path = into / previous.way
        if previous.way and path.is_file() and sha256_of(path) == previous.sha256:
            unchanged.append(path)
        else:
            left_out.append(previous.name)
    return _with_records(place, into, frame, unchanged, tuple(left_out))


def _with_records(
    place: Workspace, into: Path, frame: Frame, files: Sequence[Path], left_out: tuple[str, ...]
) -> History:
    """A round that has a record is known by that: a workbook may have been edited since."""
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.history.earlier_figures import is_of_same_days
    from followup.history.record import INDEX, has_changed_since, index_in, read_record
    from followup.plan.rounds.rounds import order_of, same_round
    from followup.rulebook.received.rounds import RECORD_BEFORE_WORKBOOK

    rounds: list[PastRound] = []
    findings: list[Finding] = []
    folders = records_of_earlier_rounds(place, into, frame)
    for folder in folders:
        past, changed = read_record(folder)
        if way := has_changed_since(folder, place.root):
            findings.append(_merged_again(folder, way))
        rounds += [past] if past is not None else []
        findings += changed
    for path in files:
        past = _past_round(path)
        if any(same_round(past.round, other.round) and past.region == other.region for other in rounds):
            problem = RECORD_BEFORE_WORKBOOK.problem(round=literal(past.round))
            findings.append(Finding.of(Place(path.name), problem, past.round))
        else:
            rounds.append(past)
    rounds.sort(key=lambda past: order_of(past.round) or (0, 0))
    # Nor is what people wrote there known by a record of which no figure is taken.
    records = [
        folder
        for folder in folders
        if (index := index_in(folder)) is None
        or (index.region == frame.sender.short and not is_of_same_days(index.days, frame))
    ]
    return History(rounds, tuple(files), left_out, tuple(folder / INDEX for folder in records), findings)


def _merged_again(folder: Path, way: str) -> Finding:
    """``way`` leads from the workspace to the record that a folder of its history is a copy of."""
    from followup.form.finding import Finding
    from followup.form.place import Place
    from followup.rulebook.received.rounds import EARLIER_ROUND_MERGED_AGAIN

    source = Path(way).parent.parent  # of output/record, or history/T1 2022
    problem = EARLIER_ROUND_MERGED_AGAIN.problem(folder=literal(source.as_posix()))
    return Finding.of(Place(f"{folder.parent.name}/{folder.name}"), problem, folder.name)


def records_of_earlier_rounds(place: Workspace, into: Path, frame: Frame) -> list[Path]:
    """The folders of the workspace's history, and the one beside the outputs where a round before this one left it.

    Records of this round and of later ones, as where an earlier round is merged again, are no history of it: the one that
    such a merge left beside the outputs goes before the copy that the later round made of it. Of several copies with a
    number behind their names the last counts. One that cannot be understood is told of when it is read.
    """
    from followup.history.record import HISTORY, INDEX, RECORD, index_in, numbered_folders
    from followup.plan.rounds.rounds import is_before, same_round

    def is_earlier(folder: Path) -> bool:
        index = index_in(folder)
        return index is None or index.region != frame.sender.short or is_before(index.round, frame.round)

    every = [path.parent for path in sorted((place.root / HISTORY).glob(f"*/{INDEX}"))]
    superseded = {older for folder in every for older in numbered_folders(folder)[:-1]}
    folders = [folder for folder in every if folder not in superseded and is_earlier(folder)]
    beside = numbered_folders(into / RECORD)[-1]
    last = index_in(beside)
    if last is not None and last.region == frame.sender.short and is_before(last.round, frame.round):
        kept = [(folder, index) for folder in folders if (index := index_in(folder)) is not None]
        same = [(folder, index) for folder, index in kept if same_round(index.round, last.round)]
        if not any(index.copied_from for _folder, index in same):  # merged here, and merged again here since
            folders = [folder for folder in folders if folder not in [older for older, _index in same]] + [beside]
    return folders


def decided_before(place: Workspace, into: Path, frame: Frame) -> Mapping[DecisionKey, str]:
    """The rounds before this one in which a decision was in force, by what it says: the last of them."""
    from followup.history.record import decisions_in, index_in
    from followup.plan.decisions.in_force import key_of
    from followup.plan.rounds.rounds import order_of

    folders = [
        (index.round, folder)
        for folder in records_of_earlier_rounds(place, into, frame)
        if (index := index_in(folder)) is not None
    ]
    folders.sort(key=lambda named: order_of(named[0]) or (0, 0))
    return {key_of(line): round_ for round_, folder in folders for line in decisions_in(folder)}


def _past_round(path: Path) -> PastRound:
    from followup.files.processes.format_readers import read_book
    from followup.files.received import UnreadableFile
    from followup.files.size_limits import OWN
    from followup.history.regional_workbook import past_round

    try:
        past = past_round(read_book(path, OWN))
    except UnreadableFile as fault:
        file = literal(path.name)
        raise CouldNotRun(_("The earlier workbook {file} {fault}", file=file, fault=fault.problem.advice)) from fault
    if past is None:
        raise CouldNotRun(
            _(
                "{file} holds no figures for later rounds. Name a regional.xlsx that followup merge made, not a published one.",
                file=literal(path.name),
            )
        )
    return past
