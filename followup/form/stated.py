"""What a workbook can look at by itself: rules as plain data, for the table of rules that macros read.

A cell type says its rule in ``CellType.rule``; a check says its own in ``Stated``, put on it by ``states``. What a check
does not state (because it needs a grammar, other files or other rounds) only ``followup check`` finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from followup.rulebook.rule import Rule

if TYPE_CHECKING:
    from followup.form.frame import Frame
    from followup.form.rows import Row

Checking = TypeVar("Checking", bound=Callable[..., object])


class Test(StrEnum):
    """What is looked at; ``Stated.column`` is where the finding stands, ``others`` the columns that it is held against."""

    ANSWERED = "answered"
    """The column has an answer; with ``others`` (columns or bases) one of those is enough."""
    WITH = "with"
    """The column has an answer where the other has one; with words: where the other says one of these."""
    CHOSEN = "chosen"
    """The column says none of the words, or the others are filled in."""
    AT_MOST = "at most"
    """The figure is no more than the other."""
    NEAR = "near"
    """The figure is no more than double and no less than half of the other; the first word says from how many."""
    TIMES = "times"
    """The figure is not so many times (the first word) off that only a thousandth or thousandfold agrees with the other."""
    PARTS = "parts"
    """The figure is the sum of the columns of the other base, where several are given."""
    WEIGHT = "weight"
    """The column of the base has an answer where that of the other base, for the same part, has a figure."""
    RATIO = "ratio"
    """The column of the base is the first other over the second, times the first word; within so much (the second)."""
    SPREAD = "spread"
    """Figures for several parts in one cell belong to the columns of this base."""
    ALWAYS = "always"
    """The plan's own labels are wrong, whatever is answered; the first word is what stands there."""
    PATTERN = "pattern"
    """The text is not just what the pattern of that name (the first word) says."""
    LENGTH = "length"
    """The answer in words has no more words than the first word says."""
    MENTIONS = "mentions"
    """The answer in words names one of the words, as ``rules/naming_words.py`` says; the last is what it is called."""


@dataclass(frozen=True)
class Stated:
    """One thing that a check finds, as data. ``column`` and ``others`` are keys of columns, or bases of several.

    ``words`` gives, for a row, what the test needs besides, or None where the row is not looked at. Braces in the
    rule's message are filled in with the figures that it is about.
    """

    test: Test
    rule: Rule
    column: str
    others: tuple[str, ...] = ()
    words: Callable[[Row, Frame], Sequence[str] | None] = lambda _row, _frame: ()


@dataclass(frozen=True)
class StatedAs:
    """A condition as macros look at it, which know no expressions; its rule and column are those of the condition."""

    test: Test
    others: tuple[str, ...] = ()
    words: Callable[[Row, Frame], Sequence[str] | None] = lambda _row, _frame: ()


def states(*each: Stated) -> Callable[[Checking], Checking]:
    """Puts on a check what it states; the check itself stays as it is."""

    def put(check: Checking) -> Checking:
        vars(check)["stated"] = each
        return check

    return put


def stated_by(checks: Iterable[object]) -> list[Stated]:
    """All that some checks state, in order."""
    return [stated for check in checks for stated in getattr(check, "stated", ())]
