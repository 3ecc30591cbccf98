"""What a merge changes: since the one before it, since what was published, and since documents that stand there were made."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from followup.flow.gathering.current import Current, mask
from followup.locale import _, literal

MOST_OF_A_CHAPTER = 8
"""Changes that a sentence names: the sheet Ändrat, and ``report --since``, have them all."""

if TYPE_CHECKING:
    from followup.documents.declared import Document
    from followup.flow.listener import Listener
    from followup.form.finding import Finding
    from followup.form.frame import Frame
    from followup.history.fact_changes import FactChange
    from followup.history.last_merge import RecordFile
    from followup.history.past_facts import TableLines
    from followup.locale import Words
    from followup.outputs.records.kept_facts import KeptFacts
    from followup.outputs.records.manifest import LastMerge
    from followup.outputs.records.record import RecordFacts
    from followup.region.consolidating import Region
    from followup.region.judged_shares import Figures
    from followup.region.stale_figures import CurrentFigure, StaleFigure


def facts_to_keep(current: Current, region: Region, public: Region | None) -> RecordFacts:
    """What the record beside the outputs is to keep of the facts of a region, and of what is published of it now.

    Where this merge says nothing else than the one before, what that one changed is still what was changed last.
    """
    from followup.history.fact_changes import changes_between, changes_in
    from followup.history.record import CHANGED, FACTS
    from followup.outputs.records.manifest import state_digest
    from followup.outputs.records.record import RecordFacts

    into, inputs, frame = current.job.into, current.inputs, region.frame
    state = state_digest(inputs, frame)
    facts = keep_facts(into, region)
    last = last_record_file(into, FACTS, frame, facts.digest)
    if last is None:
        note_changed_record(into, frame, current.job.listener)
    is_same = last is None or last.index.files[FACTS] == facts.digest
    changes = [] if last is None or is_same else changes_between(last.lines, facts.lines)
    states = {*_states_of_documents(into, current.premises.receipts)} - {state}
    since, changed_now = _since_states(into, frame, states, last, changes), len(changes)
    if last is not None and not changes and (former := last_record_file(into, CHANGED, frame)) is not None:
        changes = changes_in(former.content).get("", [])
    published, day = _last_published(current, public)
    stale = _stale(into, region, changes if changed_now else (), facts.lines)
    return RecordFacts(facts, published, day, state, changes, since, changed_now, stale)


def _stale(into: Path, region: Region, changes: Sequence[FactChange], lines: TableLines) -> Sequence[StaleFigure]:
    """The figures of texts that are right no more; ``lines`` are what the facts are now, gone through where there are any."""
    from followup.history.fact_changes import FactChange
    from followup.history.record import STALE
    from followup.region.judged_shares import changes_of_judged, judged_figures
    from followup.region.stale_figures import StaleFigure, stale_figures

    former: list[StaleFigure] = []
    kept = last_record_file(into, STALE, region.frame)
    if kept is not None:
        rows = list(csv.reader(StringIO(kept.content.decode("utf-8"), newline="")))[1:]
        width = 2 + len(FactChange._fields)
        former = [StaleFigure(row[0], row[1], FactChange(*row[2:])) for row in rows if len(row) == width]
    if not former and not changes:
        return ()
    judged = judged_figures(region.kept_lines)
    every_change = [*changes, *changes_of_judged(region, _judged_before(into, region), judged)]
    return stale_figures(region, former, every_change, lambda: _figures_in(lines, judged, region.frame.words))


def _judged_before(into: Path, region: Region) -> Figures:
    """How many judgements stood at each level when the round was last merged."""
    from followup.history.model import StateLine
    from followup.history.record import STATE
    from followup.region.judged_shares import judged_figures

    last = last_record_file(into, STATE, region.frame)
    lines = [] if last is None else list(csv.reader(StringIO(last.content.decode("utf-8"), newline="")))[1:]
    return judged_figures(StateLine(*line) for line in lines if len(line) == len(StateLine._fields))


def _figures_in(facts: TableLines, judged: Figures, words: Words) -> Iterator[CurrentFigure]:
    from followup.history.past_facts import BESIDE_THE_ROUND
    from followup.region.judged_shares import PERCENT, SHARE, TARGETS
    from followup.region.stale_figures import CurrentFigure

    for (unit, _section, what), value in judged.items():
        yield CurrentFigure(unit, words(TARGETS), value, what is SHARE)
    for line in csv.DictReader(line.decode("utf-8") for line in facts):
        if line["value"] and line["kind"] not in BESIDE_THE_ROUND:
            is_share = line["unit_of_measure"] == PERCENT
            yield CurrentFigure(line["unit"], line["label"], Decimal(line["value"]), is_share)


def _findings_of(region: Region, stale: Sequence[StaleFigure]) -> Iterator[Finding]:
    """Each with what the figure was and is, at the text that says it."""
    from followup.form.finding import Finding
    from followup.region.stale_figures import own_texts
    from followup.reports.wording.fact_changes import ChangeWording
    from followup.rulebook.planning.decisions import FIGURE_OF_TEXT_CHANGED

    places = {text.name: text.place for text in own_texts(region)} if stale else {}
    wording = ChangeWording(region)
    for of, written, change in stale:
        sentence = wording.change(change).sentence.rstrip(".")
        yield Finding.of(places[of], FIGURE_OF_TEXT_CHANGED.problem(change=literal(sentence)), written)


def keep_facts(into: Path, region: Region) -> KeptFacts:
    """The facts of a region, of which no more than some rows are there at once; CouldNotRun where there is no room for them."""
    from followup.files.disk.atomic_files import as_output_error
    from followup.flow.door.writing import refusals
    from followup.history.record import FACTS, RECORD
    from followup.outputs.of_facts.csv import csv_pieces
    from followup.outputs.records.kept_facts import KeptFacts
    from followup.region.facts.facts import facts_in_parts

    with refusals(), as_output_error(into / RECORD / FACTS):
        return KeptFacts(csv_pieces(facts_in_parts(region)))


def _last_published(current: Current, public: Region | None) -> tuple[KeptFacts, str]:
    """The facts as the round was last published, now or before, and the day; titles alone and no day where it never was."""
    from followup.history.record import PUBLISHED_FACTS
    from followup.outputs.of_facts.csv import csv_pieces
    from followup.outputs.records.kept_facts import KeptFacts

    job = current.job
    if public is not None:
        return keep_facts(job.into, public), job.today.isoformat()
    if (former := last_record_file(job.into, PUBLISHED_FACTS, current.region.frame)) is not None:
        return KeptFacts(former.pieces()), former.index.published_on
    return KeptFacts(csv_pieces([])), ""


def changes_since_last(into: Path, region: Region) -> Sequence[FactChange] | None:
    """What differs between a region and the last merge of its round; None where there was none."""
    from followup.history.fact_changes import changes_between
    from followup.history.record import FACTS

    last = last_record_file(into, FACTS, region.frame)
    return None if last is None else changes_between(last.lines, keep_facts(into, region).lines)


def changes_since_publication(into: Path, region: Region, public: Region | None) -> tuple[str, Sequence[FactChange]]:
    """The day that the round was last published, and what is to be published that differs from that; no day where it was
    not. ``public`` is the region masked, where somebody has masked it already.
    """
    from followup.history.fact_changes import changes_between
    from followup.history.record import PUBLISHED_FACTS

    published = last_record_file(into, PUBLISHED_FACTS, region.frame)
    if published is None or not published.index.published_on:
        return "", ()
    masked = public if public is not None else mask(region)[0]
    return published.index.published_on, changes_between(published.lines, keep_facts(into, masked).lines)


def last_record_file(into: Path, name: str, frame: Frame, expected: str = "") -> RecordFile | None:
    """A file of the last record of this round beside the outputs; None where there is none, or somebody has changed it.

    One whose digest is the one ``expected`` is not read.
    """
    from followup.history.last_merge import last_file
    from followup.history.record import RECORD, numbered_folders

    return last_file(numbered_folders(into / RECORD), name, frame.sender.short, frame.round, expected)


def note_differences(
    into: Path, region: Region, documents: Sequence[Document], left: Sequence[Path], listener: Listener
) -> None:
    """Tell, chapter by chapter, what has changed since documents were made that a person has edited and that were ``left``."""
    from followup.files.seals.seal import seal_in
    from followup.history.fact_changes import changes_between
    from followup.history.record import FACTS

    frame = region.frame
    seals = [(path, seal) for path in left if path.suffix == ".docx" and (seal := seal_in(path)) is not None]
    last = last_record_file(into, FACTS, frame) if seals else None
    if last is None:
        return
    changes = changes_between(last.lines, keep_facts(into, region).lines)
    since = _since_states(into, frame, {seal.of for _path, seal in seals}, last, changes)
    for path, seal in seals:
        of_document = [document for document in documents if document.key in (path.stem, path.parent.name)]
        if of_document and seal.of in since:
            _note_document(path, of_document[0], region, since[seal.of], listener)


def _note_document(
    path: Path, document: Document, region: Region, changes: Sequence[FactChange], listener: Listener
) -> None:
    from followup.reports.changed_chapters import changes_by_chapter
    from followup.reports.wording.fact_changes import ChangeWording, levels_joined

    units = {region.frame.units.file_stem(state.unit): state.unit.id for state in region.states}
    if document.each_unit:
        changes = [change for change in changes if change.unit == units.get(path.stem)]
    wording = ChangeWording(region)
    for chapter, under in changes_by_chapter(document, region, changes):
        sentences = [wording.change(change).sentence for change in levels_joined(under)]
        more = [f"… (+{len(sentences) - MOST_OF_A_CHAPTER})"] if len(sentences) > MOST_OF_A_CHAPTER else []
        listener.note(
            _(
                "{file}, {chapter}: changed since it was made. {changes}",
                file=literal(path.name),
                chapter=literal(chapter),
                changes=literal("; ".join([*sentences[:MOST_OF_A_CHAPTER], *more])),
            ),
            "warning",
        )


def note_changed_record(into: Path, frame: Frame, listener: Listener) -> None:
    """Tell where the last merge of this round left a record whose facts are not as it wrote them: what has changed since
    then nobody can tell.
    """
    from followup.history.record import FACTS, RECORD, index_in, numbered_folders
    from followup.plan.rounds.rounds import same_round

    folder = numbered_folders(into / RECORD)[-1]
    index = index_in(folder)
    if index is None or FACTS not in index.files:
        return
    if index.region == frame.sender.short and same_round(index.round, frame.round):
        file = f"{folder.parent.name}/{folder.name}/{FACTS}"
        message = _(
            "{file} is not as the last merge wrote it, so what has changed since then cannot be told.",
            file=literal(file),
        )
        listener.note(message, "warning")


def with_changes(current: Current, region: Region, kept: RecordFacts) -> Region:
    """The region with what the record keeps of changes: for the sheet that shows them."""
    from dataclasses import replace

    from followup.files.seals.seal import seal_in
    from followup.flow.door.formats import SUMMARY
    from followup.history.fact_changes import EditedDocument

    summary = current.job.into / f"{SUMMARY}.docx"
    seal = None if _is_renewed(summary, current.premises.receipts) else seal_in(summary)
    changes = kept.since.get(seal.of, ()) if seal is not None else ()
    edited = [EditedDocument(summary.name, SUMMARY, changes)] if changes else []
    findings = tuple(_findings_of(region, kept.stale))
    return replace(region.with_findings(findings), changes=kept.changes, edited=edited)


def _since_states(
    into: Path, frame: Frame, states: Collection[str], last: RecordFile | None, changes: Sequence[FactChange]
) -> Mapping[str, Sequence[FactChange]]:
    """What has changed since each of these states of which that is known."""
    from followup.history.fact_changes import changes_in, join_changes
    from followup.history.record import SINCE

    if not states or last is None:
        return {}
    former = last_record_file(into, SINCE, frame)
    earlier: dict[str, Sequence[FactChange]] = {**changes_in(former.content)} if former is not None else {}
    earlier.setdefault(last.index.state, [])
    return {of: join_changes(earlier[of], changes) for of in sorted(states) if of in earlier}


def _states_of_documents(into: Path, last_merge: LastMerge) -> Iterator[str]:
    """The states that the documents below a folder bear which a merge does not write anew; the published ones are known
    by what was published.
    """
    from followup.files.seals.seal import seal_in
    from followup.flow.door.formats import PUBLISHED, SUMMARY

    for path in sorted(into.rglob("*.docx")):
        way = path.relative_to(into)
        if way.parts[0] == PUBLISHED or any(part.startswith((".", "~$")) for part in way.parts):
            continue
        is_summary = way.as_posix() == f"{SUMMARY}.docx"
        seal = None if is_summary and _is_renewed(path, last_merge) else seal_in(path)
        if seal is not None:
            yield seal.of


def _is_renewed(summary: Path, last_merge: LastMerge) -> bool:
    """Whether a merge replaces the summary that stands there, for nobody has edited it."""
    from followup.flow.door.formats import SUMMARY
    from followup.flow.door.replaceable import is_ours

    return not summary.is_file() or is_ours(summary, SUMMARY, last_merge.digests or frozenset())
