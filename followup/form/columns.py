"""Columns of a section, and those that the plan multiplies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from followup.form.cells.base import CellType
from followup.form.derived import Derived
from followup.form.terms.period_names import short_names_of
from followup.frozen import frozen
from followup.locale import LITERAL, Message, Words, _, literal

if TYPE_CHECKING:
    from followup.form.terms.breakdown import Breakdown
    from followup.form.terms.period import Period
    from followup.form.terms.scales import Scales


class PlanTerms(Protocol):
    """What a form's columns follow from: a plan, of which a form knows no more than this."""

    @property
    def period(self) -> Period:
        """The period that titles name."""
        ...

    @property
    def breakdown(self) -> Breakdown:
        """The parts that a column is multiplied by."""
        ...

    @property
    def scales(self) -> Scales:
        """The scales whose words are chosen from."""
        ...

    @property
    def words(self) -> Words:
        """The language of those words."""
        ...

    @property
    def records(self) -> Mapping[str, Sequence[Any]]:
        """The rows of each sheet."""
        ...


class ColumnDeclaration(Protocol):
    """A declaration that stands for one or several columns of a region's form."""

    def expand(self, plan: PlanTerms) -> tuple[Column, ...]:
        """The columns, titles complete."""
        ...


class Role(Enum):
    """Who fills a column in."""

    LABEL = "label"
    """The plan: says what the row is."""
    EARLIER = "earlier"
    """The plan: a figure from before, owned by somebody else."""
    INPUT = "input"
    """The unit."""
    COMPUTED = "computed"
    """A formula."""


class ColumnMeaning(Enum):
    """What a column of the plan means where two plans are compared (``revision/revising.py``), or one is carried over to
    another round (``plan/workbook/next_round.py``).
    """

    NOUN = "noun"
    """What kind of thing the row is, in the region's word."""
    NAME = "name"
    """What the row is called: a change is a new name."""
    WORDING = "wording"
    """What the row says: a change is another wording."""
    TARGET = "target"
    PART_OF = "part_of"
    """The row that this one is a part of."""
    METHOD = "method"
    """The round from which it is measured in another way."""
    VALID_TO = "valid_to"
    """The last round that the row is asked for: filled in, the row is struck."""
    REPLACES = "replaces"
    """The rows of earlier plans that this one has taken over from: told of a new row too."""
    OF_PERIOD = "of_period"
    """A figure of the period compared with: another round is compared with another period."""
    OF_YEAR = "of_year"
    """What holds for the year of the round, or for the year before it: another year has its own."""


class ByRow:
    """The type comes from the row: ``Row.types`` holds it under the column's ``base``."""


BY_ROW = ByRow()

LAST = "last."
"""How the key of such a column begins; the key of the answer that it stands before follows."""


@frozen
class Column:
    """One column. ``base`` and ``part`` are set on a column made for one part of a split.

    ``required`` means that a row counts as answered only with an answer here, or in the columns of the same base that
    ``form/checking/answered.py`` takes instead.
    ``refers`` is the key of a sheet of the plan whose ids, or names, may stand here; ``names_row`` says that other
    sheets may name the row by what stands here; ``former_too`` that a unit may be named that another one replaces.
    ``tells_figures`` says that a text holds figures, which are masked like
    numbers. ``counts_people`` says that its figures always count people, whatever the plan says of the row. Sums of
    rows add its figures up where it is ``summed``. ``meaning`` says what it is to a comparison of two plans. A label
    without which nobody can answer, such as a target, stands ``before_answers`` where others stand behind them.
    ``former_title`` is what it was called in forms of former versions, which are known by it too.
    """

    key: str
    title: Message
    type: CellType | ByRow
    role: Role = Role.INPUT
    width: float = 14
    required: bool = False
    derived: Derived | None = None
    base: str = ""
    part: str = ""
    help: Message | None = None
    refers: str = ""
    names_row: bool = False
    former_too: bool = False
    tells_figures: bool = False
    counts_people: bool = False
    summed: bool = True
    meaning: ColumnMeaning | None = None
    before_answers: bool = False
    former_title: Message | None = None

    @property
    def written_titles(self) -> tuple[Message, ...]:
        """All that it may be called."""
        return (self.title,) if self.former_title is None else (self.title, self.former_title)

    def expand(self, plan: PlanTerms) -> tuple[Column, ...]:
        """The columns that this declaration stands for in a region's plan, titles complete."""
        based = self._based
        if self.title.id == LITERAL or "{" not in self.title.id:  # most: a plan is gone through many times
            return (based,)
        title, former = self.title.filled(**short_names_of(plan.period)), self.title.filled(**plan.period.labels)
        return (replace(based, title=title, former_title=former if _names_a_period(self.title) else None),)

    @cached_property
    def _based(self) -> Column:
        """The same with the base that it stands for itself."""
        return self if self.base else replace(self, base=self.key)


def _names_a_period(title: Message) -> bool:
    """Whether forms of former versions had a code in a title: ``Besök 202204``."""
    return "{period}" in title.id or "{before}" in title.id


@frozen
class ColumnPerPart:
    """One column for each part of the plan's usual split, and one for the total if ``total`` is given.

    ``every`` takes the parts of all its splits: a row then closes those that it does not ask for.
    """

    column: Column
    total: Message | None = None
    every: bool = False

    def expand(self, plan: PlanTerms) -> tuple[Column, ...]:
        """Keys are ``base.part`` and ``base.total``."""
        columns = [
            replace(
                self.column,
                key=f"{self.column.key}.{part.key}",
                title=self.column.title.filled(part=literal(_within_a_title(part.name)), Part=literal(part.name)),
                part=part.key,
                base=self.column.key,
            )
            for part in (plan.breakdown if self.every else plan.breakdown.usual)
        ]
        if self.total is not None:
            columns.append(
                replace(
                    self.column, key=f"{self.column.key}.total", title=self.total, part="total", base=self.column.key
                )
            )
        return tuple(column for declaration in columns for column in declaration.expand(plan))


COMMON_NAMES = frozenset({"kvinnor", "män", "flickor", "pojkar", "barn", "vuxna", "women", "men", "girls", "boys"})


def _within_a_title(name: str) -> str:
    """A part's name inside a title: women with a small letter, a hospital as it is."""
    return name.lower() if name.casefold() in COMMON_NAMES else name


@frozen
class ColumnNamed:
    """A column that has the plan's own name for what stands there: ``name_of`` looks at the plan, empty where it has none."""

    column: Column
    name_of: Callable[[Any], str]

    def expand(self, plan: PlanTerms) -> tuple[Column, ...]:
        """The column, titled so."""
        name = self.name_of(plan)
        column = replace(self.column, title=literal(name)) if name else self.column
        return column.expand(plan)


@frozen
class ColumnsWhen:
    """Columns that a plan has only when it needs them: ``when`` looks at the plan."""

    columns: tuple[Column | ColumnPerPart, ...]
    when: Callable[[Any], bool]

    def expand(self, plan: PlanTerms) -> tuple[Column, ...]:
        """The columns, or none."""
        if not self.when(plan):
            return ()
        return tuple(column for declaration in self.columns for column in declaration.expand(plan))


def may_be_known(declarations: Sequence[ColumnDeclaration], base: str) -> bool:
    """Whether a column that is asked for is, where the figures are known, one of figures from before: a form that was made
    then need not have it.
    """
    columns = (column for declared in declarations if isinstance(declared, ColumnsWhen) for column in declared.columns)
    of_base = (column.column if isinstance(column, ColumnPerPart) else column for column in columns)
    return any(column.key == base and column.role is Role.EARLIER for column in of_base)


KEY_TITLE = _("Key")
