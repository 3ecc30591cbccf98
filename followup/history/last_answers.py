"""What units wrote in the last round, and how they stood: from the facts of its record, for the sections that go on with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from followup.form.columns import PlanTerms
from followup.form.finding import Finding
from followup.form.form import LastAnswers
from followup.form.section import Section
from followup.form.terms.judgement import JudgementOrigin
from followup.form.traits import FinishedBy, ShowsLastAnswers
from followup.history.past_facts import PastFacts, facts_in
from followup.history.record import index_in
from followup.plan.rounds.rounds import is_before, order_of

FINISHED = ("done", "dropped")
"""What a step of a scale counts as when the work is over."""

STANDING = (JudgementOrigin.UNIT, JudgementOrigin.OVERRIDE, JudgementOrigin.COMPUTED)
"""The origins of a level that stands; one that was replaced does not."""


def last_record(folders: Sequence[Path], round_: str) -> Path | None:
    """The record of the round right before, among those of earlier rounds."""
    rounds = {folder: index.round for folder in folders if (index := index_in(folder)) is not None}
    earlier = [folder for folder, other in rounds.items() if is_before(other, round_)]
    return max(earlier, key=lambda folder: order_of(rounds[folder]) or (0, 0), default=None)


def last_answers(
    plan: PlanTerms, sections: Sequence[Section], folder: Path
) -> tuple[Mapping[str, LastAnswers], Sequence[Finding]]:
    """What each unit wrote in the columns that are shown again, by its id. Nothing is read where the plan has no such rows."""
    shown = {section.key: trait.columns for section, trait in _shown_again(plan, sections)}
    facts, findings = facts_in(folder) if shown else (None, [])
    if facts is None:
        return {}, findings
    texts: dict[str, dict[tuple[str, str, str], str]] = {}
    for section, unit, row, column, text, scale in facts.lines("section", "unit", "row", "column", "text", "scale"):
        if text and not scale and column in shown.get(section, ()):
            texts.setdefault(unit, {})[section, row, column] = text
    return {unit: LastAnswers(facts.index.round, of_unit) for unit, of_unit in texts.items()}, findings


def _shown_again(plan: PlanTerms, sections: Sequence[Section]) -> Iterator[tuple[Section, ShowsLastAnswers]]:
    for section in sections:
        trait = section.trait(ShowsLastAnswers)
        if trait is not None and any(plan.records.get(sheet.key) for sheet in section.plan):
            yield section, trait


def finished_rows(
    plan: PlanTerms, section: Section, facts: PastFacts, asked: Mapping[str, Collection[str]]
) -> Sequence[str]:
    """The rows of a section that every unit ``asked`` for them has brought to an end in that round, by the plan's scale.

    ``asked`` has the ids of the units by row: one that has not answered has finished nothing.
    """
    trait = section.trait(FinishedBy)
    scale = plan.scales.of(trait.scale) if trait is not None else None
    if trait is None or scale is None:
        return ()
    over = {key for key, level in scale.levels.items() if level.counts_as in FINISHED}
    finished: dict[str, set[str]] = {}
    columns = ("section", "unit", "row", "column", "level", "origin")
    for key, unit, row, column, level, origin in facts.lines(*columns):
        if key == section.key and column == trait.scale and origin in STANDING and level in over:
            finished.setdefault(row, set()).add(unit)
    return [row for row, units in asked.items() if units and set(units) <= finished.get(row, set())]
