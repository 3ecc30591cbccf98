"""What is typed into a cell, and what a cell type makes of it."""

from __future__ import annotations

from decimal import Decimal

from tests.form.language import CellType
from tests.house import Raw, Severity, Value, Words

SWEDISH = Words("sv")
SPACES = {
    "space": " ",
    "no-break space": "\u00a0",
    "narrow no-break space": "\u202f",
    "thin space": "\u2009",
    "figure space": "\u2007",
    "em space": "\u2003",
    "zero width space": "\u200b",
    "tab": "\t",
}
OTHER_DIGITS = ("٤٥", "४५", "４５", "²", "Ⅳ", "𝟜𝟝")


def outcome(kind: CellType, raw: Raw) -> object:
    """The value where it is taken, else the rule that refuses it."""
    parsed = kind.read(raw)
    if parsed.problem is not None and parsed.problem.severity is Severity.ERROR:
        assert parsed.value is None, "a refused answer has no value"
        return parsed.problem.rule
    return parsed.value


def noted_rule(kind: CellType, raw: Raw) -> str:
    """The rule of what was noted, empty when nothing was."""
    problem = kind.read(raw).problem
    return problem.rule if problem else ""


def advice(kind: CellType, raw: Raw) -> str:
    """What the person is told, in Swedish."""
    problem = kind.read(raw).problem
    assert problem is not None, "nothing is wrong"
    return SWEDISH(problem.advice)


def in_english(kind: CellType, raw: Raw) -> str:
    """The same in English, where the words themselves are looked at: translations are polished now and then."""
    problem = kind.read(raw).problem
    assert problem is not None, "nothing is wrong"
    return Words("en")(problem.advice)


def there_and_back(kind: CellType, value: Value) -> object:
    """The value written to a cell and read again, as the file gives it."""
    written = kind.to_cell(value, SWEDISH)
    assert written is not None
    return outcome(kind, Decimal(written) if isinstance(written, int) and not isinstance(written, bool) else written)
