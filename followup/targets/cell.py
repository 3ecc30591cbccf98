"""The cell type of an outcome: a number, a reason for having none, or several figures in one text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from followup.files.book import Validation
from followup.files.received import Raw
from followup.form.cells.base import CellType, Parsed
from followup.form.cells.number import Number, Percent
from followup.form.cells.text import Text
from followup.form.cells.written import plain
from followup.form.finding import Problem, Severity
from followup.form.values import Missing, Several, Value
from followup.locale import Message, Words, _, literal
from followup.targets.model import Figures, Outcome


@dataclass(frozen=True)
class TargetCell(Text):
    """A target as it was decided, kept as text. A number below one may have been a percentage: it is refused."""

    advice: Message = _("Write the target as it was decided: minst 95 %, Minska, Under 6,5 %.")

    def parse(self, raw: Raw) -> Parsed:
        if isinstance(raw, Decimal) and raw != raw.to_integral_value() and abs(raw) < 1:
            told = _("is a number, and may have been a percentage. Format the cell as text and write the target again.")
            return Parsed(problem=Problem("target-is-a-number", told))
        return super().parse(raw)


@dataclass(frozen=True)
class OutcomeCell(CellType):
    """``number`` is how figures are written; ``parts`` are (key, letter) of the plan's split, K and M to start with."""

    number: Number | Percent = Number()
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def number_format(self) -> str:  # type: ignore[override]
        return self.number.number_format

    def help(self) -> Message:
        return _('{number} Where there is no figure, write the reason: "Data saknas".', number=self.number.help())

    def parse(self, raw: Raw) -> Parsed:
        parsed = self.number.parse(raw)
        if parsed.problem is None or parsed.value is not None or not isinstance(raw, str):
            return parsed if isinstance(raw, Decimal) or parsed.value is not None else self._not_understood()
        from followup.targets.parse import parse_outcome

        outcome = parse_outcome(raw, tuple(letter for _key, letter in self.parts))
        if outcome.missing_reason:
            return Parsed(Missing(plain(raw)))
        return self._figures(outcome)

    def _figures(self, outcome: Outcome) -> Parsed:
        latest = outcome.latest
        if latest is None or outcome.approximate or not self._same_unit(latest):
            return self._not_understood()
        figures = self._by_part(latest)
        if not figures:
            return self._not_understood()
        for _part, value in figures:
            checked = self.number.parse(value)
            if checked.problem is not None:
                return Parsed(problem=checked.problem)
        earlier = tuple((each.period, self._by_part(each)) for each in outcome.earlier if each.period)
        return Parsed(Several(outcome.text, figures, earlier))

    def _by_part(self, figures: Figures) -> tuple[tuple[str, Decimal], ...]:
        """The figures of one occasion by the part's key; empty when they are of parts that the plan does not have."""
        letters = {letter.upper(): key for key, letter in self.parts}
        if figures.split and set(figures.split) <= set(letters):
            return tuple((letters[letter], self._stored(value)) for letter, value in figures.split.items())
        if figures.total is not None and not figures.split:
            return (("total", self._stored(figures.total)),)
        return ()

    def _same_unit(self, figures: Figures) -> bool:
        if isinstance(self.number, Percent):
            return figures.unit == "%"
        unit = self.number.unit if isinstance(self.number.unit, str) else ""
        return figures.unit.casefold() in ("", "st", "antal", unit.casefold())

    def _stored(self, value: Decimal) -> Decimal:
        return value / 100 if isinstance(self.number, Percent) else value

    def _not_understood(self) -> Parsed:
        told = _("is neither a figure nor a reason why there is none. {help}", help=self.help())
        return Parsed(problem=Problem("outcome-not-understood", told))

    def show(self, value: Value, words: Words) -> str:
        if isinstance(value, Several):
            return value.text
        return self.number.show(value, words)

    def to_cell(self, value: Value, words: Words) -> str | Decimal | None:
        if isinstance(value, Several):
            return value.text
        if isinstance(value, Missing):
            return value.reason
        return value if isinstance(value, Decimal) else None

    def validation(self, words: Words) -> Validation | None:
        return Validation("any", help=words(self.help()))


UNDERSTOOD = "outcome-in-words"


def spread(several: Several, kind: OutcomeCell) -> tuple[dict[str, Decimal], Problem]:
    """The figures by part, and what to tell: how the text was understood."""
    letters = dict(kind.parts)
    shown = tuple(
        _("{part} {figure}", part=literal(letters.get(part, "")), figure=kind.number.in_words(value))
        for part, value in several.parts
    )
    return dict(several.parts), Problem(UNDERSTOOD, _("was read as {figures}.", figures=shown), Severity.INFO)
