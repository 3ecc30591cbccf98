"""The same round for readers outside: small numbers of people masked, and what would give them away."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from decimal import Decimal

from followup.form.columns import Role
from followup.form.finding import Finding
from followup.form.frame import Frame
from followup.form.place import Place
from followup.form.presenting import UnitFigure as OverviewLine
from followup.form.rows import FilledRow
from followup.form.terms.judgement import MASKED_REASON, Judgement
from followup.form.texts.row_names import names_of_rows
from followup.form.traits import JudgesOthers, WorkingOnly
from followup.form.values import Masked, number_of
from followup.frozen import frozen
from followup.history.notes.model import Notes
from followup.region.assessing import assess
from followup.region.consolidating import Region
from followup.region.masking.adding import RoundFigures
from followup.region.masking.counted import CountedLine, CountedTable, FigureKey
from followup.region.masking.masked_earlier import drop_rounds, rounds_that_tell_a_rest, small_rounds
from followup.region.masking.masking_leaks import MaskedFigure, published_texts, texts_that_tell
from followup.region.masking.undeclared import undeclared_small_numbers
from followup.region.masking.withheld import (
    TellingTexts,
    goals_that_tell,
    levels_that_tell,
    mark_telling_levels,
    with_count,
    withhold_goals,
)
from followup.region.model import RegionTable, UnitRow
from followup.rulebook.privacy import COMMENT_BESIDE_A_MASKED_NUMBER, SCORE_REVEALS_A_MASKED_NUMBER
from followup.rulebook.problem import Problem
from followup.rules.sums.masking import (
    figures_to_mask,
    holds_small_number,
    is_small,
    possible_values,
    without_small_numbers,
)

DEFAULT_LIMIT = Decimal(5)
"""Where the plan sets none: counts of 1 to 4 people are hidden."""
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@frozen
class Masking:
    """What is masked of a round: the ``hidden`` figures among all those of ``figures``, below ``limit``."""

    frame: Frame
    limit: Decimal
    figures: RoundFigures
    hidden: frozenset[FigureKey]

    def is_hidden(self, line: CountedLine, column: str) -> bool:
        """Whether the figure in a column of a row is masked."""
        return line.figure(column) in self.hidden

    def shown(self, figure: FigureKey) -> Masked:
        """What stands instead of a figure."""
        # Only a small one is "<5": of the one hidden beside it that would be untrue.
        small = is_small(self.figures.shown.get(figure, self.limit), self.limit)
        return Masked(f"<{self.limit}" if small else "–")


def publish(result: Region) -> tuple[Region, list[Finding]]:
    """The round with small numbers masked, and findings where something would still tell one, or nobody said what
    small numbers count."""
    result = replace(result, tables=[table for table in result.tables if not table.section.has(WorkingOnly)])
    counted = [CountedTable(table) for table in result.tables]
    masking = _masking(counted, result.frame)
    judged = {
        (_id(row), row.filled.row.key): (row, table)
        for table in result.tables
        if table.section.has(JudgesOthers)
        for row in table.rows
    }
    # In the figures as they are, before any is replaced: only they show what a level or a text gives away.
    levels = [level for table in counted for level in _levels_that_one_number_gives(table, masking)]
    comments = [comment for table in counted for comment in _comments_beside(table, masking, judged)]
    figures = [figure for table in counted for figure in _figures_masked(table, masking)]
    texts = list(texts_that_tell(result, figures, {finding.place for finding in comments}))
    # Those that are hidden anyway need no answer in the plan.
    unsaid = undeclared_small_numbers(counted, masking.figures.unsaid - masking.hidden, result.frame, masking.limit)
    tables = [replace(_mask_table(table, masking), unsaid=table.table.section.key in unsaid) for table in counted]
    states = [
        replace(state, excused_by="", excused_why="") for state in result.states
    ]  # who decided what is not published
    public = replace(result, tables=tables, states=states, findings=[], notes=Notes(), published=True)
    return _withhold(public, result, {finding.place for finding in (*comments, *texts)}), [
        *(*unsaid.values(), *levels, *comments, *texts)
    ]


def _withhold(public: Region, result: Region, telling: Set[Place]) -> Region:
    """The published region with marks on what its facts are not to tell."""
    texts = TellingTexts([text for text in published_texts(result) if text.place in telling], public.frame)
    goals = withhold_goals(public.goals, goals_that_tell(public.tables, public.frame))
    tables = [replace(table, rows=[texts.mark_row(row) for row in table.rows]) for table in public.tables]
    return replace(public, tables=tables, goals=[texts.mark_goal(row) for row in goals], telling=frozenset(telling))


def _masking(tables: list[CountedTable], frame: Frame) -> Masking:
    limit = DEFAULT_LIMIT if frame.limits.small_numbers is None else frame.limits.small_numbers
    figures = RoundFigures(tables, frame, limit)
    hidden = figures_to_mask(figures.shown, figures.sums, limit, figures.people)
    # After the sums, for a share is in none: it goes where one of the counts under it went, which it would give away.
    # Column after column: what is worked out of such a one gives it away in its turn.
    for table in tables:
        for column in table.table.columns:
            hidden |= {
                line.figure(column.key)
                for line in table.lines
                if any(figure in hidden for figure in table.worked_out_from(column, line))
            }
    return Masking(frame, limit, figures, frozenset(hidden))


def _mask_table(counted: CountedTable, masking: Masking) -> RegionTable:
    """The table as it is published; as it was, where nothing in it counts people or gives away what does.

    Subtotals and those of boards are left out: the sums of units and of the region are what masking reckons with.
    """
    table = counted.table
    earlier = {line.at.row for line in counted.lines if _tells_small_figures(counted, line, masking)}
    rows = [_mask_row(counted, line, masking, line.at.row in earlier) for line in counted.lines]
    units, region = len(table.rows), len(table.rows) + len(table.region)
    public = replace(
        table,
        rows=rows[:units],
        region=rows[units:region],
        struck=rows[region:],
        subtotals=[],
        by_board={},
        masked=any(counted.counts_people(line) for line in counted.lines),
    )
    return replace(public, hidden_lines=_hidden_lines(table, public))


def _hidden_lines(table: RegionTable, public: RegionTable) -> frozenset[tuple[str, int]]:
    """The units' lines of the overview that are worked out from a masked figure, each by its place among the section's."""
    units = dict.fromkeys(row.unit for row in table.rows if row.unit is not None)
    return frozenset(
        (unit.id, number)
        for number, line in enumerate(table.section.overview)
        if isinstance(line, OverviewLine)
        for unit in units
        if line.value([row.filled for row in table.of(unit)]) != line.value([row.filled for row in public.of(unit)])
    )


def _id(row: UnitRow) -> str:
    return row.unit.id if row.unit else ""


def _figures_masked(counted: CountedTable, masking: Masking) -> Iterator[MaskedFigure]:
    """The figures that are not shown, each with what it is called."""
    frame, names = masking.frame, names_of_rows(line.filled.row for line in counted.lines)
    for line in counted.lines:
        whose = line.row.unit.name if line.row.unit else frame.sender.region
        for column in counted.table.columns:
            number = number_of(line.filled[column.key])
            if number is not None and masking.is_hidden(line, column.key):
                share = "%" in line.filled.row.type_of(column).number_format
                named = f"{whose} {names[line.filled.row.key]}: {frame.words(column.title)}"
                yield MaskedFigure(line.at.unit, number, named, share)


def _tells_small_figures(counted: CountedTable, line: CountedLine, masking: Masking) -> bool:
    """Whether a text of the row's, as that of earlier figures, holds a small number."""
    return counted.counts_people(line) and any(
        column.tells_figures and holds_small_number(line.filled.text(column.key), masking.limit)
        for column in counted.table.columns
    )


def _mask_row(counted: CountedTable, line: CountedLine, masking: Masking, earlier: bool) -> UnitRow:
    """The row as it is published; ``earlier`` says that some unit's earlier figures of it are masked, and so are the
    region's."""
    filled, limit = line.filled, masking.limit
    hidden = {key for key, value in filled.values.items() if value is not None and masking.is_hidden(line, key)}
    if not hidden and not counted.counts_people(line):
        return line.row
    values = {**filled.values, **{key: masking.shown(line.figure(key)) for key in hidden}}
    for column in counted.table.columns:
        text = values.get(column.key)
        if column.tells_figures and isinstance(text, str):
            values[column.key] = without_small_numbers(text, limit)
    of_region = not line.at.unit
    # The region's earlier figures are the sum that a unit's masked one is part of.
    hides, rounds = bool(hidden) or (earlier and of_region), [*small_rounds(counted, line, limit)]
    if of_region:
        rounds += rounds_that_tell_a_rest(counted, line, limit)
        rounds += [round_ for round_, _figures in filled.row.earlier] if earlier else []
    judgements = (
        _judgement_shown(judgement, hides or (bool(rounds) and _is_of_a_sum(judgement)), masking)
        for judgement in line.row.judgements
    )
    counts = {
        key: masking.figures.shown[line.figure(key)] for key in hidden if line.figure(key) in masking.figures.shown
    }
    telling = levels_that_tell(counted, line, counts, rounds, limit, masking.frame)
    public = filled.with_values(values).of_row(drop_rounds(filled.row, rounds))
    return replace(line.row, filled=public, judgements=mark_telling_levels(judgements, telling))


def _judgement_shown(judgement: Judgement, hides: bool, masking: Masking) -> Judgement:
    """The judgement as it is published: without its figures where it ``hides`` them, or tells a small one."""
    tells = hides or holds_small_number(masking.frame.words.recall(judgement.reason), masking.limit)
    return _without_figures(judgement) if tells else judgement


def _is_of_a_sum(judgement: Judgement) -> bool:
    """Whether it tells of women and men together where they went from: the earlier text beside tells what the one was."""
    return judgement.since is not None and not judgement.part


def _without_figures(judgement: Judgement) -> Judgement:
    """The same without what tells a figure: its reason, and the ends of what is wanted, which a change is counted into."""
    return replace(judgement, reason=MASKED_REASON, low=None, high=None, since=None, strict=False)


def _levels_that_one_number_gives(counted: CountedTable, masking: Masking) -> Iterator[Finding]:
    """Judgements that only one masked value could have got."""
    for line in counted.lines:
        hidden = [column.key for column in counted.table.columns if masking.is_hidden(line, column.key)]
        for key in sorted(hidden):
            small = line.figure(key) in masking.figures.people and _is_small_figure(line, key, masking)
            if small and _only_one_fits(counted, line, key, masking):
                yield _finding(line.filled, key, SCORE_REVEALS_A_MASKED_NUMBER.problem())


def _comments_beside(
    counted: CountedTable, masking: Masking, judged: Mapping[tuple[str, str], tuple[UnitRow, RegionTable]]
) -> Iterator[Finding]:
    """Comments that hold a number beside a masked one."""
    for line in counted.lines:
        is_hidden = any(masking.is_hidden(line, column.key) for column in counted.table.columns)
        if is_hidden:
            yield from _texts_with_numbers(line.row, counted.table)
        if is_hidden and (line.at.unit, line.at.row) in judged:
            yield from _texts_with_numbers(*judged[line.at.unit, line.at.row])


def _is_small_figure(line: CountedLine, column: str, masking: Masking) -> bool:
    return is_small(masking.figures.shown[line.figure(column)], masking.limit)


def _texts_with_numbers(row: UnitRow, table: RegionTable) -> Iterator[Finding]:
    texts = [c.key for c in table.columns if c.role is Role.INPUT and isinstance(row.filled[c.key], str)]
    for key in texts:
        # A day is no figure: "åtgärdat 2022-03-14" gives nobody away.
        if re.search(r"\d", DATE.sub("", row.filled.text(key))):
            yield _finding(row.filled, key, COMMENT_BESIDE_A_MASKED_NUMBER.problem())


def _finding(filled: FilledRow, column: str, problem: Problem) -> Finding:
    return Finding.of(filled.place(column), problem)


def _only_one_fits(counted: CountedTable, line: CountedLine, key: str, masking: Masking) -> bool:
    """Whether one value alone, of those that a masked figure may have, gets the judgements that are shown."""
    shown = [(judgement.part, judgement.level) for judgement in line.row.judgements if judgement.counts]
    others = (Decimal(value) for value in possible_values(masking.limit) if shown)
    fitting = (value for value in others if _levels_with(counted, line, key, value, masking.frame) == shown)
    # Two are enough to know that it is not told; each one tried judges the row anew.
    return len(list(itertools.islice(fitting, 2))) == 1


def _levels_with(
    counted: CountedTable, line: CountedLine, key: str, value: Decimal, frame: Frame
) -> list[tuple[str, str]]:
    """The levels by part, had a count been another."""
    tried = with_count(line.filled, key, value, counted)
    return [(judgement.part, judgement.level) for judgement in assess(counted.table.section, tried, frame)]
