"""How many of the judgements that could be made are met, by unit and group: shares that a workbook works out from its data
sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, partial

from followup.form.presenting import LevelCounts
from followup.form.terms.judgement import Level
from followup.form.terms.period_names import round_name
from followup.locale import Words, _
from followup.region.facts.fact_kinds import LEAF
from followup.region.measuring import Measurements
from followup.region.model import RegionTable
from followup.reports.lists.data_sheets import KINDS, DataLines, table_name
from followup.reports.overview.level_counts import Counted, LevelCounter, sums_among, unit_column
from followup.reports.parts import Heading, Part
from followup.reports.subject import Subject
from followup.reports.table import Cells, CellValue, ReportColumn, ReportTable
from followup.round.unit_state import UnitState

DECIDED = frozenset({Level.MET.value, Level.PARTLY.value, Level.NOT_MET.value})
SHARE_FORMAT = "0 %"
POINTS = '+0" p.e.";\u22120" p.e.";0" p.e."'
LONGEST = 120
"""Of a criterion, all its letters doubled: a formula holds texts of 255."""
MOST_GROUPS = 5
"""Groups that the screen has room for; of more all are shown together."""


class Shares:
    """The judgements of a section's rows against their targets: how many are met, of how many that could be made."""

    def __init__(self, subject: Subject, table: RegionTable, declared: LevelCounts) -> None:
        self.counted = LevelCounter(subject, table, declared)
        self.subject, self.table, self.declared = subject, table, declared
        self.before = subject.region.before
        self.scales, self.words = subject.frame.scales, subject.words
        levels = {level.key: level.word for level in self.counted.levels}
        ours = {key: self.scales.counted_as(key) for key in levels}
        self.met_words = [word for key, word in levels.items() if ours[key] == Level.MET]
        self.decided_words = [word for key, word in levels.items() if ours[key] in DECIDED]
        groups = Measurements(table.section, subject.frame).group
        self.has_formulas = not subject.region.published and (not declared.group or groups == declared.group)

    def counts(self, state: Counted, group: str | None) -> tuple[int, int, int]:
        """How many are met, how many are decided, and how many are not; of one group, or of all."""
        by_group = self.counted.of(state)
        levels = sum(by_group.values(), Counter[str]()) if group is None else by_group.get(group, Counter())
        ours = self.scales.counts_by_ours(levels)
        decided = sum(ours[level] for level in DECIDED)
        return ours[Level.MET], decided, sum(ours.values()) - decided

    def share(self, state: Counted, group: str | None) -> CellValue:
        """Share met, 0–1; in words where nothing could be decided."""
        met, decided, left = self.counts(state, group)
        return Decimal(met) / decided if decided else self._nothing if left or group is None else "–"

    def change(self, state: Counted) -> Decimal | None:
        """Percentage points since the round before; None where either has no share, of boards, which keep none, and of all units
        where others were judged then.
        """
        if isinstance(state, str) or (state is None and not self._same_units):
            return None
        unit = state.unit.id if state is not None else ""
        levels = self.before.judged.get((unit, self.table.section.key), {})
        decided = sum(levels.get(level, 0) for level in DECIDED)
        now = self.share(state, None)
        if not decided or not isinstance(now, Decimal):
            return None
        return 100 * (now - Decimal(levels.get(Level.MET.value, 0)) / decided)

    @cached_property
    def _same_units(self) -> bool:
        """Whether the units whose judgements are decided are those of the round before."""
        now = {state.unit.id for state in self.subject.region.states if self.counts(state, None)[1]}
        levels = {unit: of for (unit, key), of in self.before.judged.items() if key == self.table.section.key}
        return now == {unit for unit, of in levels.items() if unit and not DECIDED.isdisjoint(of)}

    @property
    def _nothing(self) -> str:
        return self.words(_("no figures"))

    def share_formula(self, state: Counted, group: str | None) -> str:
        """The same as a formula over the data sheet."""
        met, decided = (self._count(state, group, words) for words in (self.met_words, self.decided_words))
        value = self.share(state, group)
        nothing = value if isinstance(value, str) else self._nothing
        return f'IFERROR({met}/{decided},"{nothing}")' if met and decided else ""

    def of_formula(self, state: Counted, group: str | None) -> str:
        """``2 av 3`` as a formula."""
        met, decided = (self._count(state, group, words) for words in (self.met_words, self.decided_words))
        return f'IF({decided}=0,"",{met}&"{self._of}"&{decided})' if met and decided else ""

    def of_text(self, state: Counted, group: str | None) -> str:
        """``2 av 3``; empty where nothing could be decided."""
        met, decided, _left = self.counts(state, group)
        return f"{met}{self._of}{decided}" if decided else ""

    @property
    def _of(self) -> str:
        return self.words(_(" of "))

    def _count(self, state: Counted, group: str | None, levels: Sequence[str]) -> str:
        names = [group or "", state.unit.name if isinstance(state, UnitState) else state or ""]
        if not levels or not self.has_formulas or max(map(len, (*levels, *names))) > LONGEST:
            return ""
        plain, table = Words(self.words.language), table_name(self.table)
        wanted = [(_("Column"), self.declared.scale)]
        if isinstance(state, UnitState):
            wanted.append((_("Unit"), state.unit.name))
        else:
            wanted += [(_("Kind"), plain(KINDS[LEAF])), *([] if state is None else [(_("Board"), state)])]
        wanted += [] if group is None else [(_("Group"), group)]
        criteria = "".join(f",{table}[{plain(title)}],{quoted(text)}" for title, text in wanted)
        listed = ",".join(quoted(level) for level in levels)
        return f"SUMPRODUCT(COUNTIFS({table}[{plain(_('Level'))}],{{{listed}}}{criteria}))"


def quoted(text: str) -> str:
    """A text as a criterion of a formula, which takes ``?`` and ``*`` for other letters, and ``<`` before it for less than."""
    plain = "".join(f"~{letter}" if letter in "~?*" else letter for letter in text)
    if plain.startswith(("=", "<", ">")):
        plain = f"={plain}"
    return '"' + plain.replace('"', '""') + '"'


def shares_table(shares: Shares) -> Iterator[Part]:
    """Units × groups, and all together below; the units' bars are those of the region's."""
    subject, words = shares.subject, shares.words
    states = subject.region.states
    rows: list[Counted] = [*states, *shares.counted.boards, *([None] if len(states) > 1 else [])]
    groups = shares.counted.groups if len(shares.counted.groups) <= MOST_GROUPS else []
    columns = [unit_column(subject, DataLines(subject, shares.table))]
    for group in groups:
        columns += _share_columns(shares, group, group)
    columns += _share_columns(shares, None, words(_("All")))
    columns.append(_left_column(shares))
    if not subject.region.published and any(shares.change(row) is not None for row in rows):
        columns.append(_change_column(shares))
    title = words(_("{title}: share reached of what could be judged", title=shares.declared.title))
    yield Heading(title, 2)
    yield ReportTable(title, columns, rows)


def _share_columns(shares: Shares, group: str | None, title: str) -> list[ReportColumn[Counted]]:
    """The share with a bar, and beside it how many of how many."""
    share = partial(shares.share, group=group), partial(shares.share_formula, group=group)
    counts = partial(shares.of_text, group=group), partial(shares.of_formula, group=group)
    return [
        ReportColumn(title, partial(_cells, *share), number_format=SHARE_FORMAT, bars="fill"),
        ReportColumn("", partial(_cells, *counts), look="muted"),
    ]


def _left_column(shares: Shares) -> ReportColumn[Counted]:
    """How many could not be judged."""
    title = shares.words(_("Not judged"))
    return ReportColumn(title, lambda rows: Cells([shares.counts(row, None)[2] for row in rows]))


def _change_column(shares: Shares) -> ReportColumn[Counted]:
    """How the share of all has changed, in percentage points."""
    title = shares.words(_("Since {round}", round=round_name(shares.before.round)))
    return ReportColumn(title, lambda rows: Cells([shares.change(row) for row in rows]), number_format=POINTS, span=3)


def _cells(value: Callable[[Counted], CellValue], formula: Callable[[Counted], str], rows: Sequence[Counted]) -> Cells:
    values = [value(row) for row in rows]
    formulas = {at: text for at, row in enumerate(rows) if (text := formula(row))}
    strong = sums_among(rows)
    states = {at: "muted" for at, value in enumerate(values) if isinstance(value, str) and at not in strong}
    return Cells(values, formulas=formulas, strong=strong, states=states)
