"""A kind of section: one table of a form, declared once and read by every stage and every output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from followup.form.columns import Column, ColumnDeclaration, PlanTerms
from followup.form.conditions import Condition
from followup.form.presenting import Overview, WordPart
from followup.form.rows import Branch, DetachedRow, FilledRow, Row
from followup.form.terms.judgement import Judgement
from followup.form.traits import Trait
from followup.form.values import Value
from followup.frozen import frozen
from followup.locale import Message
from followup.rulebook.problem import Remark

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.form.row_view import RowView
    from followup.form.terms.units import Unit

AnyTrait = TypeVar("AnyTrait", bound=Trait)
PlanRows = Callable[[Any, "Unit"], Iterable[Row]]
"""From the plan, which a form knows nothing of, and a unit to the unit's rows."""

Check = Callable[["RowView", "Frame"], Iterator[Remark]]
Assess = Callable[["RowView", "Frame"], Sequence[Judgement]]


@frozen
class Grid:
    """Rows fixed by the plan; ``rows`` gives those of one unit. ``sortable`` makes it an Excel table with a filter.

    ``lines`` draws so many rows below each for an answer in words (a column of type ``Prose``): such a row is a block.
    A block is never sorted.
    """

    rows: PlanRows
    sortable: bool = False
    lines: int = 0


@frozen
class Listing:
    """Rows that people add. ``identity`` names the columns that tell one row from another; ``blank`` rows are drawn.

    ``plan_record`` gives, of the plan, what the ``plan_record`` of each row holds, for checks that need to know.
    """

    identity: tuple[str, ...]
    blank: int = 15
    fixed: tuple[str, ...] = ()
    plan_record: Callable[[Any], Mapping[str, Value]] | None = None


class Aggregate(Protocol):
    """How a region's row comes from the units' rows of the same key; None when there is no such figure."""

    def __call__(self, rows: Sequence[Branch], columns: Sequence[Column]) -> DetachedRow | None: ...


NOTE = "note"
"""The field of the ``plan_record`` of a row of earlier figures that says how they were computed, or why there are none."""

OF_PLAN = "of_plan"
"""The field that says that they are the plan's own, of units that the row's unit replaces."""


@frozen
class EarlierFigures(Trait):
    """What later rounds take from a section's figures: each column of a base in ``figures`` goes to the same part of
    the base beside it, on the plan's own ``sheet``, whose columns ``row`` and ``unit`` say what it is of.

    ``round`` is the column of the earlier round, and rows are added for each. Without it the sheet's figures are of the
    period compared with, and only the lines that stand there are filled in: from the round of that very period, or,
    where ``month`` is the column of a month and rows are called ``row.month``, from any round that has the month.
    ``shown`` are the bases of the form's columns where they stand.
    """

    sheet: Section
    row: str
    unit: str
    round: str
    figures: tuple[tuple[str, str], ...]
    month: str = ""
    shown: tuple[str, ...] = ()

    @property
    def is_of_period(self) -> bool:
        """Whether the sheet's figures are of the whole period compared with."""
        return not self.round and not self.month


class FigurePeriod(Enum):
    """The days that a figure is about, where they are not those that are reported."""

    REPORTED = "reported"
    """Those days all the same, of what the plan says itself, such as a budget."""
    COMPARED = "compared"
    """The period compared with; in a row of a month the same month of the year before."""
    YEAR = "year"
    """The whole year that is reported, as of a forecast."""
    COMPARED_YEAR = "compared_year"
    """The whole year compared with."""


@frozen
class Measuring:
    """How the figures of a section's rows are measured, where the rows themselves say so.

    ``unit`` and ``direction`` are the fields of a row's ``plan_record`` that hold the unit of measurement of the
    columns of ``bases``, and which way is good (``higher``, ``lower``). ``judged`` is the base of the columns that a
    judgement of attainment is of, part by part; a row's ``earlier`` figures are of it too. ``month`` is the label
    column that says which month a row is of: 2022-04. ``spans`` are bases of columns whose figures are about other days
    than the row.
    """

    unit: str = ""
    bases: tuple[str, ...] = ()
    direction: str = ""
    judged: str = ""
    month: str = ""
    spans: tuple[tuple[str, FigurePeriod], ...] = ()


@frozen
class Section:
    """All that is particular to one kind of section.

    ``plan`` are its own sheets in the plan, declared as sections too; ``sheet`` is the sheet of the form that it stands
    on (several sections may share one). ``conditions`` are rules about one row that can be said as expressions,
    ``checks`` all others. ``check_plan`` finds faults in its part of the plan. ``perspective`` names the label column
    that groups its rows. ``people`` is the field of a row's ``plan_record`` that says ``yes`` when the row's figures
    count people, so that small ones are masked when published, and ``no`` when they do not. ``wholes`` are (column,
    base of the columns that are parts of it): what is left is a figure too. ``explained_by`` is the column in which the
    unit says why a row that looks unusual is right all the same. ``measuring`` says how figures are measured. What few
    sections have is among their ``traits``.
    """

    key: str
    title: Message
    shape: Grid | Listing
    columns: tuple[ColumnDeclaration, ...]
    sheet: Message | None = None
    intro: Message | None = None
    plan: tuple[Section, ...] = ()
    conditions: tuple[Condition, ...] = ()
    checks: tuple[Check, ...] = ()
    assess: Assess | None = None
    aggregate: Aggregate | None = None
    overview: tuple[Overview, ...] = ()
    word: tuple[WordPart, ...] = ()
    perspective: str = ""
    check_plan: Callable[[Any], Iterator[tuple[FilledRow, Remark]]] | None = None
    people: str = ""
    wholes: tuple[tuple[str, str], ...] = ()
    explained_by: str = ""
    measuring: Measuring = Measuring()
    traits: tuple[Trait, ...] = ()

    def trait(self, kind: type[AnyTrait]) -> AnyTrait | None:
        """The trait of a kind; None where the section has none such."""
        return next((trait for trait in self.traits if isinstance(trait, kind)), None)

    def has(self, kind: type[Trait]) -> bool:
        """Whether the section has a trait of a kind."""
        return self.trait(kind) is not None

    def expanded(self, plan: PlanTerms) -> tuple[Column, ...]:
        """The columns in a region's form."""
        return tuple(column for declared in self.columns for column in declared.expand(plan))

    def in_plan(self, _plan: object) -> tuple[Section, ...]:
        """The sections that it stands for in a plan: itself."""
        return (self,)


@frozen
class SectionsOfPlan:
    """Sections that a plan declares itself, on the sheets ``plan``: none where nothing stands there.

    ``sections`` makes them of a plan of which all sheets have been read, ``check_plan`` finds faults in what it declares.
    ``key`` is what they are wanted by in a new plan, where the sheets are hidden; ``title`` is what they are called
    together, else as the first of the sheets is.
    """

    key: str
    plan: tuple[Section, ...]
    sections: Callable[[Any], Sequence[Section]]
    check_plan: Callable[[Any], Iterator[tuple[FilledRow, Remark]]] | None = None
    title: Message | None = None

    def in_plan(self, plan: object) -> tuple[Section, ...]:
        """The sections that it stands for in a plan."""
        return tuple(self.sections(plan))


SectionDeclaration = Section | SectionsOfPlan


def sections_in(plan: object, declarations: Iterable[SectionDeclaration]) -> tuple[Section, ...]:
    """The sections of a plan: those in code, and those that it declares itself."""
    return tuple(section for declaration in declarations for section in declaration.in_plan(plan))
