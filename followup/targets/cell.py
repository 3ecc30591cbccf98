"""The cell type of an outcome: a number, a reason for having none, or several figures in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from followup.files.book import Validation
from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.certain import CertainFault, ListOf, is_truth_value
from followup.form.cells.certain_texts import is_a_percentage, is_a_range, is_one_of
from followup.form.cells.number import DOUBTS, MADE_A_DATE, MAY_BE_THOUSANDS, NO_SIGN, Number, Percent, in_doubt
from followup.form.cells.text import Text
from followup.form.cells.visible_value import visible_text
from followup.form.values import Missing, PartFigures, RoughFigure, Value
from followup.form.written.amount import Doubt, DoubtReason, NumberWithUnit
from followup.form.written.plain_text import folded, in_lines, plain, without_hidden_signs
from followup.form.written.units_of_measure import conversion_factor
from followup.frozen import frozen
from followup.locale import Message, Words, _, literal
from followup.rulebook.cells import OUTCOME_NOT_UNDERSTOOD, TARGET_IS_A_DATE, TARGET_IS_A_NUMBER
from followup.rulebook.problem import Problem
from followup.rulebook.understood import CHARACTERS_REMOVED, OUTCOME_IN_WORDS, OUTCOME_NOT_EXACT, TEXT_IS_A_DATE
from followup.targets.model import Figures, Outcome

NEITHER = _("is neither a figure nor a reason why there is none.")
FOR_CERTAIN = frozenset(
    {
        *(
            DoubtReason.TWO_READINGS,
            DoubtReason.RANGE,
            DoubtReason.LINES,
            DoubtReason.BRACKETS,
            DoubtReason.DASH_BEHIND,
            DoubtReason.UNFINISHED,
        ),
        *(DoubtReason.OTHER_DIGITS, DoubtReason.TURNED, DoubtReason.TIME),
    }
)
"""Doubts about a number that no words around it can settle."""


WHERE = (
    *("bilaga", "bilagan", "bilagor", "bifogad bilaga", "bifogad fil", "fil", "filen", "excel", "excelfil", "word"),
    *(
        "rapport",
        "rapporten",
        "årsrapport",
        "årsrapporten",
        "delårsrapport",
        "delårsrapporten",
        "dokument",
        "dokumentet",
    ),
    *("separat dokument", "separat bilaga", "separat rapport", "text", "texten", "kommentar", "kommentaren"),
    *("analys", "analysen", "nedan", "ovan", "mejl", "mejlet", "mail"),
)
REFERS_ELSEWHERE = (
    *WHERE,
    *(f"{words} {where}" for words in ("se", "se i", "enligt", "finns i", "återfinns i", "står i") for where in WHERE),
)
"""What people write in the place of a figure that stands somewhere else: neither it nor why there is none."""


OTHER_DAYS = _("says which days the figure is of. Write only the figure of the period that is asked about.")
NUMERALS = re.compile("[0-9]")
NONE_AT_ALL = re.compile("(?:ingen|inga|inget|nej)\\b", re.IGNORECASE)
"""None, where something is counted; where something is measured, that there was none is no figure."""
YEAR = re.compile("(?:19|20)[0-9]{2}")
OF_SOMETHING_ELSE = re.compile(
    r"\b(?:av plan|prognos|mål(?:et|en|värdet?|nivån?)?\b|budget|delvis|förra|i ?fjol|i ?går\b)"
)
"""A forecast, a target or a budget, or the figure of another time, is no outcome."""


@frozen
class TargetCell(Text):
    """A target as it was decided, kept as text. A number below one may have been a percentage: it is refused."""

    advice: Message = _("Write the target as it was decided: minst 95 %, Minska, Under 6,5 %.")

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, Decimal) and raw != raw.to_integral_value() and abs(raw) < 1:
            return Parsed(problem=TARGET_IS_A_NUMBER.problem())
        parsed = super().parse(raw)
        return Parsed(parsed.value, TEXT_IS_A_DATE.problem(day=raw)) if isinstance(raw, date) else parsed

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        """As it is seen, "100 %"; a date without its year was hardly meant as one."""
        return (
            Parsed(problem=TARGET_IS_A_DATE.problem(day=raw))
            if isinstance(raw, date)
            else super().parse_seen(raw, look)
        )


@frozen
class BaselineCell(TargetCell):
    """The fixed point that a change is counted from, kept as text: a round, a year or a figure with its unit."""

    advice: Message = _("Write what a change is counted from: T1 2021, 2019 or a figure such as 40 %.")


@frozen
class OutcomeCell(CellType):
    """``number`` is how figures are written; ``parts`` are (key, letter) of the plan's split, K and M to start with.

    ``round`` and ``year`` are those of the round, where they are known: figures of several occasions are taken only where the
    latest is of it.
    """

    number: Number | Percent = Number()
    parts: tuple[tuple[str, str], ...] = ()
    year: int | None = None
    round: str = ""

    @property
    def number_format(self) -> str:  # type: ignore[override]
        return self.number.number_format

    def help(self) -> Message:
        return _(
            "{number} If there is none, leave the cell empty and say why in the comment.", number=self.number.help()
        )

    def shows_numbers(self, look: Look | None) -> bool:
        return self.number.shows_numbers(look)

    def allows(self, number: Decimal) -> bool:
        return self.number.allows(number)

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        return self.number.parse_seen(raw, look) if look.digits else self.parse(visible_text(raw, look))

    def parse(self, raw: Raw) -> Parsed:
        parsed = self.number.parse(raw)
        if parsed.value is not None or isinstance(raw, Decimal):
            return parsed
        if not isinstance(raw, str):
            return self._not_understood(MADE_A_DATE if isinstance(raw, date) else NEITHER)
        text = without_hidden_signs(in_lines(raw))
        amount = self.number.amount(text)
        if isinstance(amount, Doubt) and amount.why in FOR_CERTAIN:
            return self._not_understood(in_doubt(amount, NEITHER))
        if isinstance(self.number, Percent) and isinstance(amount, NumberWithUnit) and not amount.unit:
            return Parsed(
                problem=OUTCOME_NOT_UNDERSTOOD.problem(why=NO_SIGN, help=self.number.help_with(amount.number))
            )
        from followup.targets.parse import parse_outcome

        outcome = parse_outcome(text, tuple(letter for _key, letter in self.parts))
        if outcome.missing_reason:
            noted = CHARACTERS_REMOVED.problem() if text != in_lines(raw) else None
            return Parsed(Missing(plain(text)), noted)
        return self._figures(outcome)

    def _figures(self, outcome: Outcome) -> Parsed:
        latest = outcome.latest
        figures = self._by_part(latest) if latest is not None else ()
        if latest is None or not figures or (outcome.approximate and (outcome.ends is None or latest.split)):
            return self._not_understood()
        if (more := self._what_more_it_says(outcome, latest)) is not None:
            return self._not_understood(more)
        for _part, value in figures:
            checked = self.number.parse(value)
            if checked.problem is not None:
                return Parsed(problem=checked.problem)
        if outcome.ends is not None:
            return self._rough(outcome.text, figures[0][1], outcome.ends, latest.unit)
        earlier = tuple((past.period, self._by_part(past)) for past in outcome.earlier if past.period)
        return Parsed(PartFigures(outcome.text, figures, earlier, outcome.preliminary))

    def _what_more_it_says(self, outcome: Outcome, latest: Figures) -> Message | None:
        """Why a figure among other things is not certainly the outcome of this round; None for one that stands alone.

        "79 av 85", "80 (79)" and "41 % (mål 45 %)" have another figure; "41 % 2025", "41 % helår" and "rullande 12 månader:
        41 %" are of other days than those that are asked about, or may be; "41 % av målet" is a share of something else, and
        "41 % prognos" no outcome.
        """
        if not (NUMERALS.search(outcome.text) or self.number.may_count()) and NONE_AT_ALL.match(plain(outcome.text)):
            return DOUBTS[DoubtReason.NO_ANSWER]
        unnamed = any(past.period in ("", "previous") for past in outcome.earlier)
        if outcome.compared or outcome.denominator is not None or unnamed:
            return DOUBTS[DoubtReason.SEVERAL]
        if outcome.earlier:
            return None if not latest.period or self._is_of_the_round(latest.period) else OTHER_DAYS
        if latest.period or outcome.window:
            return OTHER_DAYS
        return (
            NEITHER
            if outcome.change or outcome.reference or OF_SOMETHING_ELSE.search(outcome.text.casefold())
            else None
        )

    def _is_of_the_round(self, occasion: str) -> bool:
        """Whether an occasion is the round, "T1 2022", or its year alone."""
        year = YEAR.fullmatch(occasion)
        if year is not None:
            return self.year in (None, int(year[0]))
        return YEAR.search(occasion) is not None and folded(self.round) in ("", folded(occasion))

    def _rough(self, text: str, figure: Decimal, ends: tuple[Decimal, Decimal], unit: str) -> Parsed:
        """A rounded figure keeps its words, and how far off it may be: both ends are judged."""
        times = self._times(unit.casefold()) or Decimal(1)
        low, high = sorted(end * times for end in ends)
        noted = OUTCOME_NOT_EXACT.problem(low=self._in_words(low), high=self._in_words(high))
        return Parsed(RoughFigure(figure, text, (ends[0] * times, ends[1] * times)), noted)

    def _in_words(self, figure: Decimal) -> Message:
        """With its unit, for it may have been written in another."""
        shown = self.number.in_words(figure)
        unit = self.number.unit if isinstance(self.number, Number) else ""
        return _("{figure} {unit}", figure=shown, unit=unit) if unit else shown

    def _by_part(self, figures: Figures) -> tuple[tuple[str, Decimal], ...]:
        """The figures of one occasion by the part's key; empty when they are of parts that the plan does not have.

        Money in another unit is converted; figures in a unit that is not ours are none.
        """
        letters = {letter.upper(): key for key, letter in self.parts}
        times = self._times(figures.unit.casefold())
        if times is None:
            return ()
        if figures.split and set(figures.split) <= set(letters):
            parts = tuple((letters[letter], value * times) for letter, value in figures.split.items())
            return parts if figures.total is None else (*parts, ("total", figures.total * times))
        if figures.total is not None and not figures.split:
            return (("total", figures.total * times),)
        return ()

    def _times(self, written: str) -> Decimal | None:
        """What a figure in a unit is multiplied by to be in ours; None when it cannot be."""
        if isinstance(self.number, Percent):
            return Decimal("0.01") if written == "%" else None
        ours = self.number.unit.casefold() if isinstance(self.number.unit, str) else ""
        return Decimal(1) if written in ("", "st", "antal", ours) else conversion_factor(written, ours)

    def _not_understood(self, why: Message | None = None) -> Parsed:
        return Parsed(problem=OUTCOME_NOT_UNDERSTOOD.problem(why=why or NEITHER, help=self.help()))

    def show(self, value: Value, words: Words) -> str:
        if isinstance(value, PartFigures | RoughFigure):
            return value.text
        return self.number.show(value, words)

    def refine(self, value: Decimal, others: Sequence[Decimal]) -> OutcomeCell:
        number = self.number.refine(value, others)
        return self if number is self.number else replace(self, number=number)

    def to_cell(self, value: Value, words: Words) -> str | Decimal | None:
        if isinstance(value, PartFigures | RoughFigure):
            return value.text
        if isinstance(value, Missing):
            return value.reason
        return value if isinstance(value, Decimal) else None

    def validation(self, words: Words) -> Validation | None:
        return Validation("any", help=words(self.help()))

    def may_count(self) -> bool:
        return self.number.may_count()

    def certain_faults(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        """Of numbers, and of texts that no words can settle or that only say where the figure stands: else one may be a
        reason, or figures in words, which only the grammar can tell.
        """
        error, _truth, *limits = self.number.certain_faults_of_numbers(cell, list_of)
        yield from (error, self._certain(NEITHER, is_truth_value(cell)), *limits)
        yield self._certain(DOUBTS[DoubtReason.RANGE], is_a_range(cell))
        yield self._certain(NEITHER, is_one_of(f'SUBSTITUTE({cell},".","")', REFERS_ELSEWHERE, list_of))
        if isinstance(self.number, Number):
            if self._times("%") is None and not self.number.takes("%"):
                yield self._certain(NEITHER, is_a_percentage(cell))
            yield self._certain(MAY_BE_THOUSANDS, self.number.is_two_readings(cell))

    def _certain(self, why: Message, formula: str) -> CertainFault:
        return CertainFault(OUTCOME_NOT_UNDERSTOOD.problem(why=why, help=self.help()), formula)


def spread_figures(several: PartFigures, kind: OutcomeCell) -> tuple[dict[str, Decimal], Problem]:
    """The figures by part, and what to tell: how the text was understood."""
    letters = dict(kind.parts)
    shown = tuple(
        _("{part} {figure}", part=literal(letters[part]), figure=kind.number.in_words(value))
        if part in letters
        else kind.number.in_words(value)
        for part, value in several.parts
    )
    return dict(several.parts), OUTCOME_IN_WORDS.problem(figures=shown)
