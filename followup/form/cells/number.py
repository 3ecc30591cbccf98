"""Numbers with a unit, and shares shown as percentages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from followup.files.book import Validation
from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.written import number_in, plain
from followup.form.finding import Problem, Severity
from followup.form.values import Value
from followup.locale import Message, Percentage, Words, _, literal
from followup.locale.numbers import show_number, show_percent


@dataclass(frozen=True)
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
        return _("Write digits only, in {unit}.", unit=self.unit)

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, bool) or not isinstance(raw, str | Decimal):
            return Parsed(problem=self._refused("not-a-number", _("is not a number.")))
        if isinstance(raw, Decimal):
            return self._within(raw, None)
        unit = self.unit if isinstance(self.unit, str) else ""
        number = number_in(raw, (unit, "st"))
        if number is None:
            return Parsed(problem=self._refused("not-a-number", _("is not a number.")))
        told = _("is a number stored as text; it was read as {number}.", number=number)
        return self._within(number, Problem("number-as-text", told, Severity.INFO))

    def _within(self, number: Decimal, problem: Problem | None) -> Parsed:
        if self.minimum is not None and number < self.minimum:
            return Parsed(problem=self._refused("too-small", _("is less than {limit}.", limit=self.minimum)))
        if self.maximum is not None and number > self.maximum:
            return Parsed(problem=self._refused("too-large", _("is more than {limit}.", limit=self.maximum)))
        return Parsed(number, problem)

    def _refused(self, rule: str, why: Message) -> Problem:
        return Problem(rule, _("{why} {help}", why=why, help=self.help()))

    def in_words(self, value: Decimal) -> Message:
        """A number in a message."""
        return _("{number}", number=value)

    def show(self, value: Value, words: Words) -> str:
        if not isinstance(value, Decimal):
            return super().show(value, words)
        text = show_number(value, words.language, self.decimals)
        unit = words(self.unit)
        return f"{text} {unit}" if unit in ("mnkr", "tkr", "mdkr") else text

    def validation(self, words: Words) -> Validation | None:
        return Validation("decimal", help=words(self.help()), minimum=self.minimum, maximum=self.maximum, strict=False)


@dataclass(frozen=True)
class Percent(CellType):
    """A share, stored 0–1 and shown as a percentage. A bare 41 is refused: it would be 4 100 %."""

    decimals: int = 1
    minimum: Decimal | None = Decimal(0)
    maximum: Decimal | None = Decimal(1)

    @property
    def number_format(self) -> str:  # type: ignore[override]
        return "0" + ("." + "0" * self.decimals if self.decimals else "") + r"\ %"

    def help(self) -> Message:
        return _("Write a percentage with the percent sign: 41 %.")

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, str):
            return self._from_text(raw)
        if isinstance(raw, bool) or not isinstance(raw, Decimal):
            return Parsed(problem=self._refused("not-a-number", _("is not a percentage.")))
        if self.maximum is not None and raw > self.maximum:
            why = _("means {percent} here, which is more than the whole.", percent=self.in_words(raw))
            return Parsed(problem=self._refused("percent-too-large", why))
        if self.minimum is not None and raw < self.minimum:
            return Parsed(problem=self._refused("too-small", _("is less than {limit}.", limit=literal("0 %"))))
        return Parsed(raw)

    def _from_text(self, text: str) -> Parsed:
        written = plain(text)
        units = ("%", "procent")
        number = number_in(written, units) if written.casefold().endswith(units) else None
        if number is None:
            return Parsed(problem=self._refused("not-a-number", _("is not a percentage.")))
        parsed = self.parse((number / 100).normalize() + 0)
        if parsed.problem:
            return parsed
        told = _("is a percentage stored as text; it was read as {number}.", number=Percentage(number / 100))
        return Parsed(parsed.value, Problem("number-as-text", told, Severity.INFO))

    def _refused(self, rule: str, why: Message) -> Problem:
        return Problem(rule, _("{why} {help}", why=why, help=self.help()))

    def in_words(self, value: Decimal) -> Message:
        """A share in a message, with the decimals it has."""
        return _("{share}", share=Percentage(value))

    def show(self, value: Value, words: Words) -> str:
        if not isinstance(value, Decimal):
            return super().show(value, words)
        return show_percent(value, words.language, self.decimals)

    def validation(self, words: Words) -> Validation | None:
        return Validation("decimal", help=words(self.help()), minimum=self.minimum, maximum=self.maximum, strict=False)
