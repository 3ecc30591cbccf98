"""The figures of one section, as its data sheet has them: for formulas over that, and what these come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from followup.locale import Message, Words, _
from followup.region.model import RegionTable
from followup.reports.lists.data_sheets import KINDS, source_of, table_name
from followup.reports.subject import Subject

MOST_ROUNDS = 8
EARLIER = "earlier"
Figure = Decimal | None


class SectionFigures:
    """What is judged against targets in a section: of each unit, row and part, now and at the rounds before."""

    def __init__(self, subject: Subject, table: RegionTable) -> None:
        self.name, self.plain = table_name(table), Words(subject.words.language)
        names = ("column", "unit_name", "row", "part", "period_end", "kind", "value", "target_low", "target_high")
        source = source_of(subject, table)
        columns = [source.column(name, range(source.length)) for name in names]
        lines = [line for line in zip(*columns, strict=True) if isinstance(line[6], Decimal)]
        judged = Counter(line[0] for line in lines if line[7] is not None or line[8] is not None)
        self.column = judged.most_common(1)[0][0] if judged else ""
        parts = {part.key: part.name for part in subject.frame.breakdown}
        self.parts = ["", *parts.values()]
        self.names = {**parts, "": ""}
        self.now: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
        self.at: dict[tuple[str, str, str, date], Decimal] = defaultdict(Decimal)
        self.targets: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
        self.measured: dict[str, str] = {}
        of_rows = [source.column(name, range(source.length)) for name in ("column", "row", "unit_of_measure")]
        for column, row, measured_in in zip(*of_rows, strict=True):
            if column == self.column and measured_in:
                self.measured.setdefault(row, measured_in)
        for column, unit, row, part, last, kind, value, low, high in lines:
            if column != self.column:
                continue
            whose = (unit or subject.frame.sender.region, row)
            self.at[*whose, parts.get(part, part), last] += value
            if kind != EARLIER:
                self.now[*whose, parts.get(part, part)] += value
                if (target := high if low is None else low) is not None:
                    self.targets[whose].append(target)
        self.days = sorted({key[3] for key in self.at if key[3] is not None})[-MOST_ROUNDS:]
        self.units = list(dict.fromkeys(key[0] for key in self.now))

    def now_formula(self, unit: str, row: str, part: str) -> str:
        """The figure of a part now, where there is one; else an empty text."""
        criteria = [*self._of(unit, row, part), f'--({self._name(_("Kind"))}<>"{self.plain(KINDS[EARLIER])}")']
        return self._sum(criteria, '""')

    def round_formula(self, unit: str, row: str, part: str, day: str) -> str:
        """The figure of a part of a period that ends on a day; #N/A, which no line is drawn through, where there is none."""
        return self._sum([*self._of(unit, row, part), f"--({self._name(_('To'))}={day})"], "NA()")

    def target_formula(self, unit: str, row: str) -> str:
        """The target of a row's parts where all have the same; else #N/A."""
        target = self._name(_("Target"))
        earlier = f'({self._name(_("Kind"))}<>"{self.plain(KINDS[EARLIER])}")'
        which = "*".join(
            text.removeprefix("--") for text in [*self._of(unit, row, None), earlier, f"ISNUMBER({target})"]
        )
        most = f"SUMPRODUCT(MAX({target}*({which})-10^99*(1-{which})))"
        least = f"SUMPRODUCT(MIN({target}*({which})+10^99*(1-{which})))"
        return f"IF(SUMPRODUCT({which})=0,NA(),IF({most}={least},{most},NA()))"

    def target(self, unit: str, row: str) -> Figure:
        """What that comes to; None for #N/A."""
        targets = self.targets.get((unit, row), [])
        return targets[0] if targets and len(set(targets)) == 1 else None

    def _of(self, unit: str, row: str, part: str | None) -> list[str]:
        criteria = [
            f"--({self._name(_('Unit'))}={unit})",
            f"--({self._name(_('Row key'))}={row})",
            f'--({self._name(_("Column"))}="{self.column}")',
            f"--ISNUMBER({self._name(_('Value'))})",
        ]
        return criteria if part is None else [*criteria, f'--({self._name(_("Part"))}="{part}")']

    def _sum(self, criteria: Sequence[str], none: str) -> str:
        listed = ",".join(criteria)
        return f"IF(SUMPRODUCT({listed})=0,{none},SUMPRODUCT({listed},{self._name(_('Value'))}))"

    def _name(self, title: Message) -> str:
        return f"{self.name}[{self.plain(title)}]"
