"""What every cell type answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from followup.files import book
from followup.files.pictures import picture_of
from followup.files.received import ErrorValue, Look, Raw, Uncalculated, Withheld
from followup.form.cells.certain import CertainFault, ListOf, is_error
from followup.form.cells.visible_value import visible_text
from followup.form.values import Missing, PartFigures, ProseAnswer, RoughFigure, Value
from followup.frozen import frozen
from followup.locale import Message, Words, literal
from followup.locale.numbers import show_date
from followup.rulebook.cells import ERROR_VALUE, NOT_CALCULATED, SIGN_OF_A_FONT
from followup.rulebook.privacy import PERSONAL_NUMBER_AS_ANSWER
from followup.rulebook.problem import Problem
from followup.rulebook.understood import TEXT_IS_A_DATE


@frozen(slots=True)
class Parsed:
    """A value understood, a problem, or both; a problem of severity error comes without a value."""

    value: Value = None
    problem: Problem | None = None


@frozen
class CellType:
    """A kind of cell. ``help`` says what to write: it is both the input help in Excel and the end of each message."""

    style = "input"
    number_format = ""
    takes_words = False
    """Whether any words can stand here, so that a personal number among them is masked and the rest kept."""

    def parse(self, raw: Raw) -> Parsed:
        """A non-empty cell's value, or why it cannot stand."""
        raise NotImplementedError

    def help(self) -> Message:
        """What to write here, as an instruction."""
        raise NotImplementedError

    def show(self, value: Value, words: Words) -> str:
        """The value in words, for a document."""
        return "" if value is None else words.show(value)

    def refine(self, _value: Decimal, _others: Sequence[Decimal]) -> CellType:
        """The same type, with decimals enough to show a figure on its side of each that it is held against."""
        return self

    def to_cell(self, value: Value, words: Words) -> book.Value:
        """The value as it is written into a workbook."""
        if isinstance(value, Message):
            return words(value)
        if isinstance(value, Missing):
            return value.reason
        if isinstance(value, PartFigures | RoughFigure):
            return value.text
        if isinstance(value, ProseAnswer):
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

    def is_remarked(self, _value: Value) -> bool:
        """Whether a value that may stand here is reported all the same, as a warning."""
        return False

    def certain_faults(self, cell: str, _list_of: ListOf) -> Iterator[CertainFault]:
        """What a formula can tell to be wrong with a cell, in order: the first that is true counts.

        Not all that ``parse`` refuses is among them; what is among them ``parse`` refuses, or the check tells of, by the
        same rule.
        """
        yield CertainFault(ERROR_VALUE.problem(help=self.help()), is_error(cell))

    def parse_seen(self, raw: Raw, look: Look) -> Parsed:
        """The value of a cell that shows something else than what it holds: by default of the text that is seen.

        A part of a date may have been written as something else.
        """
        parsed = self.parse(visible_text(raw, look))
        if not isinstance(raw, date) or parsed.value is None:
            return parsed
        return Parsed(parsed.value, TEXT_IS_A_DATE.problem(day=raw))

    def read(self, raw: Raw, look: Look | None = None) -> Parsed:
        """As ``parse``, with what is wrong in any type dealt with first; ``look`` is of a cell that shows more."""
        if isinstance(raw, ErrorValue):
            return Parsed(problem=ERROR_VALUE.problem(help=self.help()))
        if isinstance(raw, Uncalculated):
            return Parsed(problem=NOT_CALCULATED.problem())
        if isinstance(raw, Withheld) and not self.takes_words:
            return Parsed(problem=PERSONAL_NUMBER_AS_ANSWER.problem())
        if look is None or look.shows_itself:
            return self.parse(raw)
        return self._from_picture(raw, look) if look.font else self.parse_seen(raw, look)

    def shows_numbers(self, _look: Look | None) -> bool:
        """Whether a number in a cell of this look is read just as it is stored; by default that is for ``read`` to say."""
        return False

    def allows(self, _number: Decimal) -> bool:
        """Whether a number that is read as it is stored may stand here, and nothing is to be said of it.

        With ``shows_numbers`` this is ``read`` of what stands in most cells, without an object a cell.
        """
        return False

    def _from_picture(self, raw: Raw, look: Look) -> Parsed:
        """A sign in a font of pictures, as other fonts show it."""
        plain = replace(look, font="")
        picture = picture_of(visible_text(raw, plain), look.font)
        if picture == visible_text(raw, plain):
            return self.read(raw, plain)
        parsed = self.parse(picture) if picture else None
        if parsed is None or parsed.value is None:
            return Parsed(problem=SIGN_OF_A_FONT.problem(font=literal(look.font), help=self.help()))
        return parsed


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
