"""Random expressions over random rows, in Python and in Excel: a test of ``followup.expressions``.

``python -m tests.expressions.random_expressions FIRST COUNT`` compares as many, recalculated by LibreOffice, and tells
how often each kind of cell stood in a row. A case that differs is repeated by its number.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import xlsxwriter
from openpyxl import load_workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from followup.expressions import (
    REFUSED,
    Constant,
    Expression,
    Fault,
    Identifier,
    Incomplete,
    Operand,
    Operands,
    ResultKind,
    excel_truth,
    excel_value,
    function_of,
    names,
    parse,
    sum_of_cells,
)
from tests.office import convert

# ---- random cells

PLAIN = ("a", "b", "c", "d", "total.a", "enhet-1.b")
SUMS = {"s": 3, "t": 2}
"""Names of sums, and of how many cells each is."""
PROSE = "svar"
FULL = {"number": 84, "zero": 6, "day": 4, "blank": 2, "empty text": 2, "text": 2, "spaces": 0, "error": 0}
HOLED = {"blank": 21, "empty text": 21, "text": 21, "zero": 17, "number": 13, "day": 2, "spaces": 3, "error": 2}
"""How often each kind of cell stands in a row: every second row is full, so that something can be worked out of it."""
NUMBERS = ("1", "2", "-1", "0.1", "0.2", "0.3", "100", "0.30", "7.25", "-3.5", "12345678.9", "1000", "33", "1.0")
TEXTS = (
    "klar",
    "Klar",
    " KLAR  ",
    "pågår",
    "PÅGÅR",
    "ca 5",
    "5",
    "0",
    "Data saknas",
    "x",
    "å\u00a0ä",
    "a?",
    "*",
    "TRUE",
    "=1+1",
)
WORDS = ("klar", "pågår", "x", "5", "å ä", "a?", 'sa""tt')
FIRST_DAY = date(2022, 1, 1)

Content = tuple[str, object]
"""The kind of a cell, and what stands in it."""


def any_content(random: Random, kinds: Mapping[str, int] = HOLED) -> Content:
    """A cell of any kind."""
    kind = random.choices(list(kinds), list(kinds.values()))[0]
    return kind, content_of(kind, random)


def content_of(kind: str, random: Random) -> object:
    """What stands in a cell of a kind."""
    if kind == "number":
        return any_number(random)
    return {
        "blank": None,
        "empty text": "",
        "text": random.choice(TEXTS),
        "zero": Decimal(0),
        "day": FIRST_DAY + timedelta(random.randrange(400)),
        "spaces": random.choice((" ", "  ", "\u00a0", " \u00a0 ")),
        "error": REFUSED,
    }[kind]


def any_number(random: Random) -> Decimal:
    """A number with few digits, or one that others in the table are likely to be too."""
    if random.random() < 0.6:
        return Decimal(random.choice(NUMBERS))
    return Decimal(random.randrange(-10_000, 1_000_000)).scaleb(-random.randrange(4))


@dataclass(frozen=True)
class Sum:
    """The cells under a sum, and what the sum is in Python."""

    cells: tuple[Content, ...]

    @property
    def kind(self) -> str:
        """Whether it is whole, incomplete, spoilt by a text, or empty."""
        value = self.value
        if not isinstance(value, Incomplete):
            return "whole sum"
        return "spoilt sum" if value.spoilt else "incomplete sum" if value.number is not None else "empty sum"

    @property
    def value(self) -> Decimal | Incomplete:
        """The value, by what people would expect of a sum."""
        figures = [as_number(value) for _kind, value in self.cells]
        known = [figure for figure in figures if figure is not None]
        written = sum(kind in ("text", "error") for kind, _value in self.cells)
        if len(known) == len(figures):
            return sum(known, Decimal(0))
        return Incomplete(sum(known, Decimal(0)) if known else None, spoilt=bool(written))


def as_number(value: object) -> Decimal | None:
    """The number that Excel keeps for a value."""
    if isinstance(value, date):
        return Decimal((value - date(1899, 12, 30)).days)
    return value if isinstance(value, Decimal) else None


def any_sum(count: int, random: Random) -> Sum:
    """A sum of so many cells: whole, lacking some, or with all kinds of cells under it."""
    kinds = random.choices((("number",), ("number", "blank", "empty text", "zero"), tuple(HOLED)), (5, 4, 2))[0]
    return Sum(tuple((kind, content_of(kind, random)) for kind in random.choices(kinds, k=count)))


@dataclass(frozen=True)
class Row:
    """A row of the table: cells by name, sums, the cells of an answer in words, and what the plan says."""

    cells: Mapping[Identifier, Content]
    sums: Mapping[Identifier, Sum]
    prose: tuple[Content, ...]
    plan: Mapping[Identifier, Constant]

    def values(self) -> dict[Identifier, object]:
        """What Python works on."""
        prose = None if all(kind in ("blank", "empty text", "spaces") for kind, _value in self.prose) else REFUSED
        return {
            **{name: value for name, (_kind, value) in self.cells.items()},
            **{name: each.value for name, each in self.sums.items()},
            **{name: constant.value for name, constant in self.plan.items()},
            Identifier(PROSE): prose,
        }


def any_row(random: Random) -> Row:
    """A row."""
    cells, kinds = [*map(Identifier, PLAIN), Identifier("a", earlier=True)], random.choice((FULL, HOLED))
    return Row(
        {name: any_content(random, kinds) for name in cells},
        {Identifier(key): any_sum(count, random) for key, count in SUMS.items()},
        tuple(any_content(random) for _cell in range(2)),
        {
            Identifier("gräns"): Constant(random.choice((None, any_number(random), FIRST_DAY))),
            Identifier("ord"): Constant(random.choice((None, "klar", "ca 5"))),
            Identifier("steg"): Constant(random.choice(((), ("klar",), ("pågår", "Data saknas", "5")))),
        },
    )


# ---- random expressions

NUMERIC = (*PLAIN, *SUMS, "före(a)", "gräns")


def any_value(random: Random, depth: int) -> str:
    """A number, a name, or something worked out."""
    if depth == 0 or random.random() < 0.15:
        return random.choice((random.choice(NUMERIC), random.choice(NUMERIC), any_literal(random)))

    def value() -> str:
        return any_value(random, depth - 1)

    def several() -> str:
        return "; ".join(value() for _each in range(random.choice((2, 2, 3))))

    def columns() -> str:
        return "; ".join(random.choices([*PLAIN, *SUMS, "före(a)", "gräns"], k=random.choice((1, 2, 2, 3, 4))))

    def choice() -> str:
        condition, otherwise = any_condition(random, depth - 1), f"; {value()}" if random.random() < 0.8 else ""
        return f"om({condition}; {value()}{otherwise})"

    return random.choice(
        (
            lambda: f"{value()} {random.choice('+-*/−×÷')} {value()}",
            lambda: f"({value()} {random.choice('+-*/−×÷')} {value()}) {random.choice('+-*/')} {value()}",
            lambda: f"-{random.choice(NUMERIC)}",
            lambda: f'om({any_condition(random, depth - 1)}; "{random.choice(WORDS)}"; {random.choice(PLAIN)})',
            lambda: f"abs({value()})",
            lambda: f"{random.choice(('min', 'max'))}({several()})",
            lambda: f"{random.choice(('andel', 'förändring'))}({value()}; {value()})",
            lambda: f"{random.choice(('andel', 'förändring'))}({random.choice(NUMERIC)}; {random.choice(NUMERIC)})",
            lambda: f"summa({columns()})",
            lambda: f"summa({columns()})",
            choice,
        )
    )()


def any_literal(random: Random) -> str:
    """A number as it is written in a plan."""
    return random.choice(("0", "1", "2", "0,1", "0,3", "100", "1 000", "5 %", "12 345 678,9", "100 %"))


def any_condition(random: Random, depth: int) -> str:
    """A comparison, or something put together of some."""
    if depth <= 0 or random.random() < 0.3:
        return any_comparison(random, max(depth, 0))

    def together(word: str) -> str:
        return f" {word} ".join(f"({any_condition(random, depth - 1)})" for _each in range(random.choice((2, 2, 3))))

    return random.choice(
        (
            lambda: together("och"),
            lambda: together("eller"),
            lambda: f"inte ({any_condition(random, depth - 1)})",
            lambda: any_comparison(random, depth),
        )
    )()


def any_comparison(random: Random, depth: int) -> str:
    """Something that may be true of a row."""
    names_ = (*PLAIN, *SUMS, "före(a)", "gräns", "ord")

    def value() -> str:
        return any_value(random, random.randrange(depth + 1))

    def text() -> str:
        word = f'"{random.choice(WORDS)}"'
        return random.choice((word, word, "ord", f'om({random.choice(NUMERIC)} > 0; {word}; "x")'))

    return random.choice(
        (
            lambda: f"{value()} {random.choice(('<', '<=', '>', '>=', '≤', '≥', '=', '<>', '≠'))} {value()}",
            lambda: f"{value()} {random.choice(('=', '<>', '<', '<='))} {value()}",
            lambda: f"{random.choice(names_)} {random.choice(('=', '<>'))} {text()}",
            lambda: f"{random.choice(PLAIN)} {random.choice(('=', '<>'))} {random.choice((*names_, 'steg'))}",
            lambda: f"tom({random.choice((*names_, PROSE))})",
            lambda: f"ärtal({value()})",
        )
    )()


# ---- both ways


@dataclass(frozen=True)
class Case:
    """An expression and a row; what Python says of it."""

    number: int
    text: str
    expression: Expression
    row: Row

    @property
    def in_python(self) -> object:
        """What Python works out."""
        values = self.row.values()
        return function_of(self.expression)(*(values[name] for name in names(self.expression)))


def case_of(number: int) -> Case:
    """The case of a number: every second gives a value, every second a condition."""
    random = Random(number)
    text = any_condition(random, 3) if number % 2 else any_value(random, 3)
    expression = parse(text, ResultKind.CONDITION if number % 2 else ResultKind.VALUE)
    assert not isinstance(expression, Fault), (number, text, expression)
    return Case(number, text, expression, any_row(random))


def write(cases: Sequence[Case], path: Path) -> dict[int, str]:
    """A workbook with a row a case; gives why a case has no formula, by its number."""
    refused: dict[int, str] = {}
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        for at, case in enumerate(cases):
            operands = _put_row(sheet, at, case.row)
            formulas = _formulas(case.expression, operands)
            if isinstance(formulas, Fault):
                refused[case.number] = formulas.message.id
                continue
            for column, formula in enumerate(formulas):
                sheet.write_formula(at, column, f"={formula}", None, "never calculated")
    return refused


def _formulas(expression: Expression, operands: Operands) -> Sequence[str] | Fault:
    if expression.kind is ResultKind.CONDITION:
        return excel_truth(expression, operands)
    formula = excel_value(expression, operands)
    return formula if isinstance(formula, Fault) else (formula,)


def _put_row(sheet: Worksheet, at: int, row: Row) -> Operands:
    """Write a row's cells from the third column on, and say where they stand."""
    column, operands = 2, dict[Identifier, Operand | Constant](row.plan)
    for name, content in row.cells.items():
        ref = _put(sheet, at, column, content)
        operands[name] = Operand(ref, ref, 1)
        column += 1
    for name, total in row.sums.items():
        refs = [_put(sheet, at, column + offset, content) for offset, content in enumerate(total.cells)]
        column += len(refs)
        sources = f"{refs[0]}:{refs[-1]}"
        sheet.write_formula(at, column, f"={sum_of_cells([sources], sources)}", None, "never calculated")
        operands[name] = Operand(xl_rowcol_to_cell(at, column), sources, len(refs), is_sum=True)
        column += 1
    refs = [_put(sheet, at, column + offset, content) for offset, content in enumerate(row.prose)]
    operands[Identifier(PROSE)] = Operand(f"{refs[0]}:{refs[-1]}")
    return operands


def _put(sheet: Worksheet, at: int, column: int, content: Content) -> str:
    kind, value = content
    if kind == "empty text":
        sheet.write_formula(at, column, '=""', None, "")
    elif kind == "error":
        sheet.write_formula(at, column, "=1/0", None, "#DIV/0!")
    elif isinstance(value, str):
        sheet.write_string(at, column, value)
    elif value is not None:
        number = as_number(value)
        assert number is not None
        sheet.write_number(at, column, float(number))
    return str(xl_rowcol_to_cell(at, column))


def differences(cases: Sequence[Case], folder: Path) -> Iterator[str]:
    """Where LibreOffice and Python differ, in words."""
    source = folder / "cases.xlsx"
    refused = write(cases, source)
    (result,) = convert([source], "xlsx", folder)
    rows = load_workbook(result, data_only=True)["Data"].iter_rows(max_col=2, min_row=1, values_only=True)
    for case, (first, second) in zip(cases, rows, strict=False):
        if case.number in refused:
            continue
        in_excel = first if case.expression.kind is ResultKind.VALUE else truth_in_words(first, second)
        if not agree(case.in_python, in_excel):
            values = {name.key: value for name, value in case.row.values().items() if name in names(case.expression)}
            yield f"{case.number}: {case.text} is {case.in_python} in Python, {(first, second)} in Excel, of {values}"


def truth_in_words(true: object, false: object) -> object:
    """What two formulas say of a condition; what they must never say is shown as it is."""
    if true is False and false is False:
        return None
    return true if isinstance(true, bool) and isinstance(false, bool) and true is not false else (true, false)


def agree(in_python: object, in_excel: object) -> bool:
    """Whether two results are the same, but for the noise of floats."""
    if isinstance(in_python, Decimal):
        if isinstance(in_excel, bool) or not isinstance(in_excel, int | float):
            return False
        return abs(in_python - Decimal(in_excel)) <= abs(in_python) * Decimal("1e-9") + Decimal("1e-7")
    return (in_python if in_python != "" else None) == (in_excel if in_excel != "" else None)


def kinds_of_cells(cases: Sequence[Case]) -> Counter[str]:
    """How many cells of each kind the rows hold, sums apart."""
    return Counter(kind for case in cases for kind, _value in case.row.cells.values())


def kinds_of_sums(cases: Sequence[Case]) -> Counter[str]:
    """How many sums are whole, incomplete, spoilt, empty."""
    return Counter(total.kind for case in cases for total in case.row.sums.values())


def shares(counts: Counter[str]) -> dict[str, float]:
    """The share of each kind, in per cent."""
    return {kind: round(100 * count / counts.total(), 1) for kind, count in counts.most_common()}


def main(first: int, count: int, at_once: int = 5_000) -> int:
    """Compare, tell, and give how many differ."""
    every, different = range(first, first + count), 0
    cells, sums, results = Counter[str](), Counter[str](), Counter[str]()
    for start in range(0, count, at_once):
        cases = [case_of(number) for number in every[start : start + at_once]]
        cells, sums = cells + kinds_of_cells(cases), sums + kinds_of_sums(cases)
        results += Counter(type(case.in_python).__name__ for case in cases)
        with tempfile.TemporaryDirectory() as folder:
            for line in differences(cases, Path(folder)):
                different += 1
                print(line)
    print(
        f"{count} expressions, {different} differ; cells {shares(cells)}; sums {shares(sums)}; results {dict(results)}"
    )
    return different


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]), int(sys.argv[2])) else 0)
