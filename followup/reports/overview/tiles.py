"""Five figures to be seen from afar, each leading to its sheet; those that the round has something to say of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from followup.form.presenting import LevelCounts, WordChart
from followup.form.terms.period_names import compared_name
from followup.form.terms.scales import ATTAINMENT
from followup.form.texts.row_names import names_of_rows
from followup.locale import _, n_
from followup.reports.drawings.comparison import comparison_of, sorted_rows
from followup.reports.lists.handed_in_lists import FindingLines
from followup.reports.overview.against_budget import budget_tiles
from followup.reports.overview.comparisons import named_of_period
from followup.reports.overview.level_counts import LevelCounter
from followup.reports.overview.series import every_series, gap_of
from followup.reports.overview.shares import Shares
from followup.reports.parts import Tile
from followup.reports.subject import Subject
from followup.reports.wording.formatting import rows_of
from followup.reports.wording.headline import LATE
from followup.rulebook.problem import Severity

MOST = 5
SHARE_FORMAT, CHANGE_FORMAT = "0 %", "+0.0 %;\u22120.0 %;0.0 %"


def tiles_of(subject: Subject, shares: Sequence[Shares]) -> list[Tile]:
    """Judgements met, money against the budget, series at their target, actions late, the largest figure compared, cells to
    correct.
    """
    makers = (
        *(_met(subject, shares), budget_tiles(subject), _series(subject), _late(subject)),
        *(_compared(subject), _to_correct(subject)),
    )
    return list(islice((tile for maker in makers for tile in maker), MOST))


def _met(subject: Subject, shares: Sequence[Shares]) -> Iterator[Tile]:
    for counted in shares:
        met, decided, left = counted.counts(None, None)
        if decided:
            lines = (
                subject.words(_("judgements met: {met} of {decided}", met=met, decided=decided)),
                subject.words(_("{n} could not be judged", n=left)) if left else "",
            )
            yield Tile(Decimal(met) / decided, lines, SHARE_FORMAT, subject.words(counted.table.section.title))
            return


def _series(subject: Subject) -> Iterator[Tile]:
    for table in subject.region.tables:
        charts = [chart for chart in table.section.word if isinstance(chart, WordChart) and chart.target]
        for chart in charts[:1]:
            gaps = [
                (gap, series)
                for series in every_series(table, chart)
                if (gap := gap_of(table, chart, series)) is not None
            ]
            if gaps:
                reached = sum(gap >= 0 for gap, _series in gaps)
                _gap, worst = min(gaps, key=lambda pair: pair[0])
                lines = (
                    subject.words(_("of {n} series reach their target", n=len(gaps))),
                    subject.words(_("furthest: {series}", series=worst.unit or worst.title)),
                )
                yield Tile(reached, lines, leads=subject.words(table.section.title))


def _late(subject: Subject) -> Iterator[Tile]:
    for table in subject.region.tables:
        for line in table.section.overview:
            if not isinstance(line, LevelCounts) or line.scale == ATTAINMENT:
                continue
            counted = LevelCounter(subject, table, line)
            late = [level for level in counted.levels if level.counts_as == LATE]
            every = sum(counted.at(None, level) for level in counted.levels)
            if late and every:
                n = sum(counted.at(None, level) for level in late)
                forms = late[0].forms(subject.words.language)
                said = _("of {n} are {word}", n=every, word=forms.common if n == 1 else forms.plural)
                titles = subject.words(table.section.title), subject.words(said)
                yield Tile(n, (titles[1], ""), leads=titles[0])
                return


def _compared(subject: Subject) -> Iterator[Tile]:
    """Of each section the largest figure that can be compared."""
    for table in subject.region.tables:
        compared = comparison_of(table)
        if compared is None:
            continue
        before = subject.words(
            _("compared with {before}", before=named_of_period(subject, compared.before, compared_name))
        )
        for row in sorted_rows(table, compared):
            change = row.filled.number(compared.change.key)
            if change is not None:
                title = subject.words(table.section.title)
                name = names_of_rows(rows_of(table))[row.filled.row.key]
                named = subject.words(_("{section}: {row}", section=title, row=name))
                yield Tile(change, (named, before), CHANGE_FORMAT, title)
                break


def _to_correct(subject: Subject) -> Iterator[Tile]:
    if not subject.region.published:
        n = sum(state.errors for state in subject.region.states)
        leads = FindingLines(subject).of_all(Severity.ERROR)
        said = subject.words(n_("cell to correct", "cells to correct", n))
        yield Tile(n, (said, ""), leads=leads.sheet, cell=leads.cell)
