"""What every cell type answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from followup.files import book
from followup.files.received import ErrorValue, Raw, Uncalculated
from followup.form.cells import wrong
from followup.form.finding import Problem
from followup.form.stated import CellRule
from followup.form.values import Missing, Roughly, Several, Value, Written
from followup.locale import Message, Words
from followup.locale.numbers import show_date


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value understood, a problem, or both; a problem of severity error comes without a value."""

    value: Value = None
    problem: Problem | None = None


@dataclass(frozen=True)
class CellType:
    """A kind of cell. ``help`` says what to write: it is both the input help in Excel and the end of each message."""

    style = "input"
    number_format = ""

    def parse(self, raw: Raw) -> Parsed:
        """A non-empty cell's value, or why it cannot stand."""
        raise NotImplementedError

    def help(self) -> Message:
        """What to write here, as an instruction."""
        raise NotImplementedError

    def show(self, value: Value, words: Words) -> str:
        """The value in words, for a document."""
        return "" if value is None else words.show(value)

    def to_cell(self, value: Value, words: Words) -> book.Value:
        """The value as it is written into a workbook."""
        if isinstance(value, Message):
            return words(value)
        if isinstance(value, Missing):
            return value.reason
        if isinstance(value, Several | Roughly):
            return value.text
        if isinstance(value, Written):
            return str(value)
        if isinstance(value, tuple):
            return ", ".join(value)
        return value

    def validation(self, words: Words) -> book.Validation | None:
        """What Excel itself is asked to check; by default it only shows the help."""
        return book.Validation("any", help=words(self.help()))

    def may_count(self) -> bool:
        """Whether its figures may be counts, of people or of anything else."""
        return False

    def rule(self) -> CellRule:
        """What it takes, as data: for the table of rules in the workbook; by default anything."""
        return CellRule()

    def read(self, raw: Raw) -> Parsed:
        """As ``parse``, with what is wrong in any type dealt with first."""
        if isinstance(raw, ErrorValue):
            return Parsed(problem=wrong.it_is_an_error_of_excel(self.help()))
        if isinstance(raw, Uncalculated):
            return Parsed(problem=wrong.its_formula_was_never_calculated())
        return self.parse(raw)


def as_text(raw: Raw) -> str:
    """What stood in a cell as the text that a person saw there, whole."""
    if isinstance(raw, bool):
        return "SANT" if raw else "FALSKT"
    if isinstance(raw, Decimal):
        return f"{raw:f}".replace(".", ",")
    return show_date(raw) if isinstance(raw, datetime | date) else str(raw)


def shown(raw: Raw) -> str:
    """What stood in a cell, for a message: on one line, cut where it is long."""
    text = " ".join(as_text(raw).split())
    return text if len(text) <= 80 else text[:79] + "…"
