"""Numbers with a unit, and shares shown as percentages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from followup.files.book import Validation
from followup.files.received import Look, Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.certain import CertainFault, Figure, ListOf, is_above, is_below, is_truth_value
from followup.form.cells.certain_texts import (
    SIGNS,
    behind_number,
    has_digits_without_percent,
    is_no_number,
    is_one_of,
    is_two_readings,
)
from followup.form.cells.visible_value import visible_amount
from followup.form.values import Value
from followup.form.written.amount import TYPED_FOR_NOTHING, Doubt, DoubtReason, NumberWithUnit, amount_in, figure_within
from followup.form.written.plain_text import plain
from followup.form.written.units_of_measure import (
    COUNTED,
    COUNTS,
    IN_A_CELL,
    MONEY,
    SPELLINGS,
    canonical_unit,
    conversion_factor,
    is_unit,
    may_be_counted,
    money_unit,
    ways_of_writing,
)
from followup.frozen import frozen
from followup.locale import Message, Percentage, Words, _, literal
from followup.locale.numbers import decimals_needed, show_number, show_percent
from followup.rulebook.cells import NOT_A_NUMBER, PERCENT_HARDLY_MEANT, PERCENT_TOO_LARGE, TOO_LARGE, TOO_SMALL
from followup.rulebook.problem import Problem
from followup.rulebook.understood import (
    NUMBER_AS_TEXT,
    PERCENT_BY_FORMAT,
    PERCENTAGE_AS_TEXT,
    SHOWN_IN_THOUSANDS,
    STORED_AS_TEXT,
    UNIT_CONVERTED,
)

NO_NUMBER = _("is not a number.")
NUMBER_IN_TEXT = _("is not a number, but text with {number} in it.")
SHARE_IN_TEXT = _("is not a percentage, but text with {share} in it.")
LEAST_MONEY = Decimal("0.01")
MAY_BE_THOUSANDS = _("can be read in two ways. Write thousands with a space and decimals with a comma.")
IsWords = Callable[[str, Sequence[str], ListOf], str]
"""The formula that tells a text of a cell to be no number, given what may stand behind one."""

DOUBTS = {
    DoubtReason.NO_ANSWER: _(
        "is no figure. Write 0 if there was none; leave the cell empty if it is not known, and say why in a comment."
    ),
    DoubtReason.LIMIT: _("is a limit, not a figure."),
    DoubtReason.TWO_READINGS: _(
        "can be read as {one} or as {other}. Write thousands with a space and decimals with a comma."
    ),
    DoubtReason.RANGE: _("is a range, not one figure."),
    DoubtReason.SEVERAL: _("holds several figures. Write one figure here."),
    DoubtReason.LINES: _("holds several figures, with a line break or a tab between them. Write one figure here."),
    DoubtReason.TIME: _("is a time of day or a length of time, not a figure."),
    DoubtReason.BRACKETS: _(
        "is in brackets: it may be {one} or {other}. Write a minus sign before it if it is below zero."
    ),
    DoubtReason.DASH_BEHIND: _("ends with a dash. Write a minus sign before it if it is below zero."),
    DoubtReason.UNFINISHED: _("ends with a comma. Is a digit missing?"),
    DoubtReason.OTHER_DIGITS: _("is written with other signs than the digits 0 to 9."),
    DoubtReason.TURNED: _("holds a hidden sign that turns its digits around. Delete it all and write it again."),
}
MADE_A_DATE = _(
    "is a date. Excel makes one of what looks like it, such as 4-5 or 1/2. Format the cell as a number and write again."
)


DECIMALS_IN_EXCEL = 2
"""How many decimals Excel shows of a number that has as many as it has."""


@frozen
class Number(CellType):
    """A number in ``unit``. ``decimals`` is how many are shown, None those it has; limits are inclusive."""

    unit: Message | str = ""
    decimals: int | None = 0
    minimum: Decimal | None = Decimal(0)
    maximum: Decimal | None = None

    @property
    def number_format(self) -> str:  # type: ignore[override]
        if self.decimals is None:
            return "#,##0.##"
        return "#,##0" + ("." + "0" * self.decimals if self.decimals else "")

    def help(self) -> Message:
        if not self.unit:
            return _("Write digits only.")
        if self.unit in YES_OR_NO:
            return _("Write yes or no.")
        return _("Write digits only, in {unit}.", unit=self.unit)

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, bool) or not isinstance(raw, str | Decimal):
            return Parsed(problem=self._not_certain(MADE_A_DATE if isinstance(raw, date) else NO_NUMBER))
        if isinstance(raw, Decimal):
            return self._within(raw, None)
        parsed = self._from_amount(self.amount(raw))
        figure = figure_within(raw, self._counts()) if parsed.problem == self._not_certain(NO_NUMBER) else None
        return parsed if figure is None else Parsed(problem=self._not_certain(NUMBER_IN_TEXT.filled(number=figure)))

    def shows_numbers(self, look: Look | None) -> bool:
        return look is None or look.shows_itself

    def allows(self, number: Decimal) -> bool:
        return (self.minimum is None or number >= self.minimum) and (self.maximum is None or number <= self.maximum)

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        """What stands around a number counts as in a text; that it is no text goes without saying."""
        if not isinstance(raw, Decimal):
            return self.parse(raw) if isinstance(raw, date) else super().parse_seen(raw, look)
        amount = visible_amount(raw, look)
        if look.thousands and isinstance(amount, NumberWithUnit) and not money_unit(amount.unit):
            return self._in_thousands(raw, amount, look.thousands)
        if isinstance(amount, NumberWithUnit) and self._is_very_little(amount):
            amount = Doubt(DoubtReason.TWO_READINGS, (amount.number * (self._times(amount.unit) or 1), amount.number))
        parsed = self._from_amount(amount)
        if parsed.problem is None or parsed.problem.rule not in STORED_AS_TEXT or not look.digits:
            return parsed
        if look.thousands and isinstance(parsed.value, Decimal):
            return Parsed(parsed.value, SHOWN_IN_THOUSANDS.problem(number=parsed.value, unit=self._unit()))
        return Parsed(parsed.value)

    def _is_very_little(self, amount: NumberWithUnit) -> bool:
        """Whether a format writes "kr" beside so little that it is most often in the column's unit after all."""
        times = self._times(amount.unit)
        return times is not None and times < 1 and 0 < abs(amount.number * times) < LEAST_MONEY

    def _in_thousands(self, raw: Decimal, amount: NumberWithUnit, times: int) -> Parsed:
        """Money shown in the column's own unit is as it is seen; of other numbers nobody can tell which is meant."""
        ours = money_unit(self._unit().casefold())
        if ours and not amount.unit and MONEY[ours] == 1000**times:
            problem = SHOWN_IN_THOUSANDS.problem(number=amount.number, unit=self._unit())
            return self._within(amount.number, problem)
        return self._from_amount(Doubt(DoubtReason.TWO_READINGS, (amount.number, raw)))

    def _from_amount(self, amount: NumberWithUnit | Doubt) -> Parsed:
        if isinstance(amount, Doubt):
            return Parsed(problem=self._not_certain(in_doubt(amount, NO_NUMBER)))
        times = self._times(amount.unit)
        if times is None:
            return Parsed(problem=self._not_certain(self._another_unit(amount)))
        number = (amount.number * times).normalize() + 0
        if times != 1:
            return self._within(number, UNIT_CONVERTED.problem(number=number, unit=self._unit()))
        return self._within(number, NUMBER_AS_TEXT.problem(number=number))

    def amount(self, text: str) -> NumberWithUnit | Doubt:
        """What a text says, before its unit is looked at. Three digits behind a comma are no decimals of a count."""
        return amount_in(text, whole=self._counts())

    def _counts(self) -> bool:
        return self.decimals == 0 or canonical_unit(self._unit().casefold()) in COUNTS - {""}

    def _unit(self) -> str:
        return Words("sv")(self.unit)

    def may_count(self) -> bool:
        return may_be_counted(self._unit())

    def _times(self, unit: str) -> Decimal | None:
        """How many of ours one of the written unit is; None when they cannot be compared."""
        ours = self._unit().casefold()
        unit = unit.removesuffix(".")
        if unit in ("", ours, Words("en")(self.unit).casefold()):
            return Decimal(1)
        if money_unit(ours):
            return conversion_factor(money_unit(unit), money_unit(ours)) if money_unit(unit) else None
        if (
            canonical_unit(unit) == "st"
            or (canonical_unit(ours) in COUNTS and unit in COUNTED)
            or canonical_unit(unit) == canonical_unit(ours)
        ):
            return Decimal(1)
        return None

    def _another_unit(self, amount: NumberWithUnit) -> Message:
        if amount.unit in IN_A_CELL:
            times = MONEY[IN_A_CELL[amount.unit]]
            return _("is not written in full. Is it {number}?", number=(amount.number * times).normalize() + 0)
        if not is_unit(amount.unit):
            return NO_NUMBER
        return _("is in {unit}, which is not what is asked for here.", unit=literal(amount.unit))

    def _within(self, number: Decimal, problem: Problem | None) -> Parsed:
        if self.minimum is not None and number < self.minimum:
            return Parsed(problem=TOO_SMALL.problem(limit=self.minimum, help=self.help()))
        if self.maximum is not None and number > self.maximum:
            return Parsed(problem=TOO_LARGE.problem(limit=self.maximum, help=self.help()))
        return Parsed(number, problem)

    def _not_certain(self, why: Message) -> Problem:
        return NOT_A_NUMBER.problem(why=why, help=self.help())

    def in_words(self, value: Decimal) -> Message:
        """A number in a message."""
        return _("{number}", number=value)

    def show(self, value: Value, words: Words) -> str:
        if not isinstance(value, Decimal):
            return super().show(value, words)
        text = show_number(value, words.language, self.decimals)
        unit = words(self.unit)
        return f"{text} {unit}" if unit in ("mnkr", "tkr", "mdkr") else text

    def refine(self, value: Decimal, others: Sequence[Decimal]) -> Number:
        usual = DECIMALS_IN_EXCEL if self.decimals is None else self.decimals
        decimals = decimals_needed(value, others, usual)
        return self if decimals == usual else replace(self, decimals=decimals)

    def validation(self, words: Words) -> Validation | None:
        return Validation("decimal", help=words(self.help()), minimum=self.minimum, maximum=self.maximum, strict=False)

    def certain_faults(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        yield from self.certain_faults_of_numbers(cell, list_of)
        yield from self.certain_faults_of_texts(cell, list_of)

    def certain_faults_of_numbers(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        """Of what is no text: an error, a truth value, a number outside the limits."""
        yield from super().certain_faults(cell, list_of)
        yield CertainFault(self._not_certain(NO_NUMBER), is_truth_value(cell))
        if self.minimum is not None:
            less = TOO_SMALL.problem(limit=self.minimum, help=self.help())
            yield CertainFault(less, is_below(cell, self.minimum))
        if self.maximum is not None:
            more = TOO_LARGE.problem(limit=self.maximum, help=self.help())
            yield CertainFault(more, is_above(cell, self.maximum))

    def certain_faults_of_texts(
        self, cell: str, list_of: ListOf, is_words: IsWords = is_no_number
    ) -> Iterator[CertainFault]:
        """Of texts: words that stand for nothing, and what ``is_words`` for certain."""
        for_nothing = is_one_of(cell, TYPED_FOR_NOTHING, list_of)
        yield CertainFault(self._not_certain(DOUBTS[DoubtReason.NO_ANSWER]), for_nothing)
        yield CertainFault(self._not_certain(MAY_BE_THOUSANDS), self.is_two_readings(cell))
        yield CertainFault(self._not_certain(NO_NUMBER), is_words(cell, units_behind(self), list_of))

    def is_two_readings(self, cell: str) -> str:
        """A text with three digits behind a mark that may stand before thousands or decimals."""
        return is_two_readings(cell, ".," if self._counts() else ".")

    def takes(self, unit: str) -> bool:
        """Whether a number with a unit behind it is understood here."""
        return self._times(unit) is not None


@lru_cache(maxsize=256)
def units_behind(kind: Number) -> Sequence[str]:
    """What may stand behind a number that is understood: its unit in any way of writing it, as ``behind_number`` has it.

    Nothing where that is a rate: what is counted, and by what, are then written in too many ways to list.
    """
    ours, english = Words("sv")(kind.unit), Words("en")(kind.unit)
    if "/" in canonical_unit(ours.casefold()):
        return ()
    ways = ways_of_writing(ours.casefold()) | {ours.lower(), english.lower(), english.casefold()}
    accepted = {behind_number(way) for way in ways if kind.takes(way.casefold())}
    return sorted(accepted | {word.replace("-", sign) for word in accepted for sign in SIGNS[1:]})


def in_doubt(doubt: Doubt, otherwise: Message) -> Message:
    """Why a text is no certain number, its readings named; ``otherwise`` where there is nothing particular to say."""
    why = DOUBTS.get(doubt.why, otherwise)
    return why.filled(one=doubt.readings[0], other=doubt.readings[1]) if len(doubt.readings) == 2 else why


def is_percentage(look: Look) -> bool:
    """Whether a number is shown as Excel's own percentage: stored 0–1, shown times 100."""
    return look.percents == 1 and look == Look(
        percents=1, after=look.after, decimals=look.decimals, grouped=look.grouped
    )


@frozen
class AnyFigure(Number):
    """A figure in the unit of its row, which the cell does not know; a percentage is stored 0–1."""

    decimals: int | None = None
    minimum: Decimal | None = None

    def shows_numbers(self, look: Look | None) -> bool:
        return super().shows_numbers(look) or (look is not None and is_percentage(look))

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        if isinstance(raw, Decimal) and is_percentage(look):
            return self.parse(raw)
        parsed = super().parse_seen(raw, look)
        if not (look.after.endswith("%") and isinstance(parsed.value, Decimal)):
            return parsed
        return Parsed(parsed.value, PERCENT_BY_FORMAT.problem(share=Percentage(parsed.value)))

    def takes(self, unit: str) -> bool:
        return canonical_unit(unit) == "%" or super().takes(unit)

    def _from_amount(self, amount: NumberWithUnit | Doubt) -> Parsed:
        if isinstance(amount, NumberWithUnit) and canonical_unit(amount.unit) == "%":
            share = (amount.number / 100).normalize() + 0
            return self._within(share, PERCENTAGE_AS_TEXT.problem(number=Percentage(share)))
        return super()._from_amount(amount)


@frozen
class Percent(CellType):
    """A share, stored 0–1 and shown as a percentage. A bare 41 is refused: it would be 4 100 %."""

    decimals: int = 1
    minimum: Decimal | None = Decimal(0)
    maximum: Decimal | None = Decimal(1)

    @property
    def number_format(self) -> str:  # type: ignore[override]
        return "0" + ("." + "0" * self.decimals if self.decimals else "") + r"\ %"

    def help(self) -> Message:
        return _("Write a percentage with the percent sign, for example 41 %.")

    def help_with(self, number: Decimal) -> Message:
        """The help with the figure that stands there, so that an example is not taken for the answer.

        With the example where it is no share, or may be one without a sign: 1,2 is 1,2 % or 120 %.
        """
        share = number / 100
        if number < SURELY_PERCENT or not self.allows(share):
            return self.help()
        return _("Write a percentage with the percent sign: {share}.", share=Percentage(share))

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, str):
            return self._from_text(raw)
        if isinstance(raw, bool) or not isinstance(raw, Decimal):
            return Parsed(problem=self._not_certain(MADE_A_DATE if isinstance(raw, date) else NOT_A_SHARE))
        return self._within(raw, self.help_with(raw))

    def _within(self, share: Decimal, way_out: Message) -> Parsed:
        """A share, or that it is beyond what can be; ``way_out`` ends what is said of one that is too large."""
        if self.maximum is not None and share > self.maximum:
            return Parsed(problem=self._too_large(self.in_words(share), way_out))
        if self.minimum is not None and share < self.minimum:
            return Parsed(problem=self._too_small(self.minimum))
        return Parsed(share)

    def _too_large(self, share: Message, way_out: Message) -> Problem:
        rule = PERCENT_TOO_LARGE if self.maximum is None or self.maximum <= 1 else PERCENT_HARDLY_MEANT
        return rule.problem(percent=share, help=way_out)

    def _too_small(self, minimum: Decimal) -> Problem:
        least = self.in_words(minimum) if minimum else literal("0 %")
        return TOO_SMALL.problem(limit=least, help=self.help())

    def shows_numbers(self, look: Look | None) -> bool:
        return look is None or look.shows_itself or is_percentage(look)

    def allows(self, number: Decimal) -> bool:
        return (self.minimum is None or number >= self.minimum) and (self.maximum is None or number <= self.maximum)

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        """A percentage of Excel's own is stored as we want it; another percent sign counts as in a text."""
        if not isinstance(raw, Decimal):
            return self.parse(raw) if isinstance(raw, date) else super().parse_seen(raw, look)
        if is_percentage(look):
            return self.parse(raw)
        parsed = self._from_amount(visible_amount(raw, look))
        if not isinstance(parsed.value, Decimal) or parsed.problem is None:
            return parsed
        return Parsed(parsed.value, PERCENT_BY_FORMAT.problem(share=Percentage(parsed.value)))

    def _from_text(self, text: str) -> Parsed:
        parsed = self._from_amount(self.amount(text))
        figure = figure_within(text) if parsed.problem == self._not_certain(NOT_A_SHARE) else None
        if figure is None or figure < SURELY_PERCENT or not self.allows(figure / 100):
            return parsed
        return Parsed(problem=self._not_certain(SHARE_IN_TEXT.filled(share=Percentage(figure / 100))))

    def _from_amount(self, amount: NumberWithUnit | Doubt) -> Parsed:
        if isinstance(amount, Doubt):
            return Parsed(problem=self._not_certain(in_doubt(amount, NOT_A_SHARE)))
        if not amount.unit:
            without_sign = _without_sign(amount.number)
            return Parsed(problem=NOT_A_NUMBER.problem(why=without_sign, help=self.help_with(amount.number)))
        if canonical_unit(amount.unit) != "%":
            return Parsed(problem=self._not_certain(NOT_A_SHARE))
        parsed = self._within((amount.number / 100).normalize() + 0, self.help())
        if parsed.problem:
            return parsed
        return Parsed(parsed.value, PERCENTAGE_AS_TEXT.problem(number=Percentage(amount.number / 100)))

    def amount(self, text: str) -> NumberWithUnit | Doubt:
        """What a text says; of two readings the one that can be a share, where only one can."""
        amount = amount_in(text)
        if not isinstance(amount, Doubt) or amount.why is not DoubtReason.TWO_READINGS or self.maximum is None:
            return amount
        can_be = [number for number in amount.readings if number / 100 <= self.maximum]
        sign = plain(text).casefold().lstrip("+-0123456789., ")
        return NumberWithUnit(can_be[0], sign) if len(can_be) == 1 else amount

    def _not_certain(self, why: Message) -> Problem:
        return NOT_A_NUMBER.problem(why=why, help=self.help())

    def in_words(self, value: Decimal) -> Message:
        """A share in a message, with the decimals it has."""
        return _("{share}", share=Percentage(value))

    def show(self, value: Value, words: Words) -> str:
        if not isinstance(value, Decimal):
            return super().show(value, words)
        return show_percent(value, words.language, self.decimals)

    def refine(self, value: Decimal, others: Sequence[Decimal]) -> Percent:
        decimals = decimals_needed(value * 100, [other * 100 for other in others], self.decimals)
        return self if decimals == self.decimals else replace(self, decimals=decimals)

    def validation(self, words: Words) -> Validation | None:
        return Validation("decimal", help=words(self.help()), minimum=self.minimum, maximum=self.maximum, strict=False)

    def certain_faults(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        yield from self.certain_faults_of_numbers(cell, list_of)
        yield from self.certain_faults_of_texts(cell, list_of)

    def certain_faults_of_numbers(self, cell: str, list_of: ListOf) -> Iterator[CertainFault]:
        """As those of a ``Number``."""
        yield from super().certain_faults(cell, list_of)
        yield CertainFault(self._not_certain(NOT_A_SHARE), is_truth_value(cell))
        if self.maximum is not None:
            share = Figure(cell, is_share=True, is_positive=self.maximum >= 0)
            yield CertainFault(self._too_large(literal("{1}"), self.help()), is_above(cell, self.maximum), (share,))
        if self.minimum is not None:
            yield CertainFault(self._too_small(self.minimum), is_below(cell, self.minimum))

    def certain_faults_of_texts(
        self, cell: str, list_of: ListOf, is_words: IsWords = is_no_number
    ) -> Iterator[CertainFault]:
        """As those of a ``Number``."""
        for_nothing = is_one_of(cell, TYPED_FOR_NOTHING, list_of)
        yield CertainFault(self._not_certain(DOUBTS[DoubtReason.NO_ANSWER]), for_nothing)
        yield CertainFault(self._not_certain(NOT_A_SHARE), is_words(cell, PERCENT_SIGNS, list_of))
        if is_words is is_no_number:  # else words may stand for digits, and a percent sign be among them
            yield CertainFault(self._not_certain(NO_SIGN), has_digits_without_percent(cell))


SURELY_PERCENT = Decimal(2)
"""From here on a bare number is a percentage whose sign was left out, and not a share of more than the whole."""

PERCENT_SIGNS = sorted({"", *(behind_number(way) for way, unit in SPELLINGS.items() if unit == "%")})
"""What may stand behind a share; nothing too, for then its sign is missed."""

NOT_A_SHARE = _("is not a percentage.")
YES_OR_NO = ("ja/nej", "ja eller nej")
"""What people write as the unit of a measure that is answered in words."""

NO_SIGN = _("has no percent sign.")


def _without_sign(number: Decimal) -> Message:
    """What a number without a percent sign may be: 0,41 is 0,41 % or 41 %."""
    if number <= 1:
        either = {"one": Percentage(number / 100), "other": Percentage(number)}
        return _("has no percent sign: it can be read as {one} or as {other}.", **either)
    return NO_SIGN


def takes_figures_only(kind: object) -> bool:
    """Whether a text in cells of a kind is no answer, whatever it says; False of a kind that each row has its own of."""
    return isinstance(kind, Number | Percent)
