"""Random tables that a plan declares, filled in at random: what a template's formulas say, and what reading works out.
A test of ``followup.expressions`` in the tables of a plan.

The reading leaves out what it could not read and goes on with the rest; a form shows nothing of what is made of it. Cells
with such a text under them are compared with what the grammar says of an answer that was refused, at whatever remove. A
third of the names are cells of other rows. Every cell is compared. Each column has a limit too: in a table without such
texts the form says that it is passed where the check does, and nowhere else. A limit on a cell that was refused is no
matter: that is to be corrected in any case.

``python -m tests.sections.declared.random_tables FIRST COUNT`` compares as many plans, recalculated by LibreOffice, and
tells how many cells were compared and what was typed. A plan that differs is repeated by its number.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl

from followup.expressions import REFUSED, Expression, Fault, Incomplete, ResultKind, function_of, names, parse
from tests.expressions.random_expressions import agree, any_condition, any_value
from tests.form.language import FilledRow
from tests.form.self_check.filled import form_faults
from tests.house import Plan, form_for, lay_out_form, read_book
from tests.office import convert
from tests.plans import PLAN
from tests.tables import (
    SWEDISH,
    ReadBack,
    fill,
    new_path,
    plan_of,
    read_back,
    rows_of,
    save_book,
    sections_of,
    text_tables,
)

TABLES = 3
KINDS = {"number": 55, "blank": 15, "zero": 15, "text": 15}
"""How often each kind of answer is typed."""
WITHOUT_TEXTS = 0.3
"""How often a table has none."""
OTHER_ROWS = 1 / 3
"""How often a name is a cell of another row."""
FIGURES = ("antal", "belopp", "tal")
TEXTS = ("se bilaga", "x", "saknas helt", "ca fem")
NAMES = re.compile(r"före\(a\)|total\.a|enhet-1\.b|\bgräns\b|\bord\b|\bsvar\b|\bsteg\b|(?<![\w\"])[abcdst](?![\w\"(])")
TOO_LARGE = "Excel tar högst"
"""What is said of a formula that Excel does not take: a plan with such a one is refused, and not compared."""
QUOTED = re.compile(r'("[^"]*")')


@dataclass
class RandomTable:
    """A table as lines of the plan's sheets, and the answers in it as rows to type."""

    number: int
    random: Random
    types: list[str] = field(default_factory=list)
    rows: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Id, the sum above, whether it is a sum, its sign."""
    limits: Random = field(default_factory=Random)
    """What limits are made by, beside ``random``: a table of a number works out the same with and without them."""
    without_texts: bool = False

    def __post_init__(self) -> None:
        self.limits = Random(repr(self.random.getstate()[1][:8]))
        self.without_texts = self.limits.random() < WITHOUT_TEXTS
        self.types = [self.random.choice(FIGURES) for _column in range(3)]
        self._grow("", 0)

    @property
    def id(self) -> str:
        """Its id, and its sheet."""
        return f"tabell{self.number}"

    def _grow(self, above: str, depth: int) -> None:
        """Rows under a sum, some of them sums of others."""
        for _row in range(self.random.choice((2, 3, 4))):
            id_ = f"r{len(self.rows)}"
            is_sum = depth < 2 and self.random.random() < 0.35
            sign = self.random.choice(("", "", "minus", "ej i summan")) if above else ""
            self.rows.append((id_, above, "summa" if is_sum else "fylls i", sign))
            if is_sum:
                self._grow(id_, depth + 1)

    def columns(self) -> Iterator[str]:
        """The lines of the sheet Kolumner."""
        names = [f"k{at}" for at in range(len(self.types))]
        rows = [row[0] for row in self.rows]
        known = [*names, *(f"b{at}" for at in range(4))]
        yield f"| {self.id} | post | Post{self.number} | etikett | text | | |"
        for name, kind in zip(names, self.types, strict=True):
            limit = any_expression(self.limits, known, rows, any_condition)
            yield f"| {self.id} | {name} | {name.upper()}T{self.number} | svar | {kind} | | {limit} |"
        for at in range(4):
            worked_out = any_expression(self.random, names, rows)
            limit = any_expression(self.limits, known, rows, any_condition)
            yield f"| {self.id} | b{at} | B{at}T{self.number} | beräknad | tal | {worked_out} | {limit} |"
            names.append(f"b{at}")

    def answers(self, typed: Counter[str]) -> str:
        """The table to type."""
        titles = " | ".join(f"K{at}T{self.number}" for at in range(len(self.types)))
        lines = [f"| Post{self.number} | {titles} |"]
        for id_, _above, counted, _sign in self.rows:
            if counted == "fylls i":
                lines.append(f"| Rad {id_} | {' | '.join(self._answer(kind, typed) for kind in self.types)} |")
        return "\n".join(lines)

    def _answer(self, type_: str, typed: Counter[str]) -> str:
        kind = self.random.choices(list(KINDS), list(KINDS.values()))[0]
        kind = "number" if kind == "text" and self.without_texts else kind
        typed[kind] += 1
        if kind == "number" and type_ == "antal":
            return str(self.random.randrange(1, 5_000))
        number = self.random.randrange(-9_999, 99_999)
        return {
            "number": f"{number // 100},{abs(number) % 100:02}",
            "blank": "",
            "zero": "0",
            "text": self.random.choice(TEXTS),
        }[kind]


def any_expression(
    random: Random, names: Sequence[str], rows: Sequence[str], make: Callable[[Random, int], str] = any_value
) -> str:
    """An expression about cells of the table alone, and about one of them at least."""

    def name(_match: re.Match[str]) -> str:
        row = f"{random.choice(rows)}." if random.random() < OTHER_ROWS else ""
        return f"{row}{random.choice(names)}"

    depth = 3 if make is any_value else 1  # seven limits on a row are to have room in one formula
    while True:
        pieces = QUOTED.split(make(random, depth))
        named = [piece if piece.startswith('"') else NAMES.sub(name, piece) for piece in pieces]
        if named != pieces:
            return "".join(named)


def plan_text(tables: Sequence[RandomTable]) -> str:
    """A plan with these tables."""
    lines = ["## Tabeller", "| Id | Titel | Blad | Rader |"]
    lines += [f"| {table.id} | {table.id} | {table.id} | fasta |" for table in tables]
    lines += ["", "## Kolumner", "| Tabell | Id | Rubrik | Roll | Typ | Beräknas | Gräns |"]
    lines += [line for table in tables for line in table.columns()]
    lines += ["", "## Rader", "| Tabell | Id | Rad | Under | Räknas | Tecken i summan |"]
    lines += [
        f"| {table.id} | {id_} | Rad {id_} | {above} | {counted} | {sign} |"
        for table in tables
        for id_, above, counted, sign in table.rows
    ]
    return PLAN + "\n" + "\n".join(lines) + "\n"


@dataclass
class Compared:
    """How many cells were compared, by what was worked out in them; what was typed; how many limits were passed;
    what differs, in words.
    """

    cells: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    limits: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    @property
    def compared(self) -> int:
        """The cells that were compared."""
        return self.cells.total()


def compare(numbers: Sequence[int], folder: Path) -> Compared:
    """Lay out, fill in, recalculate in one start, and compare cell by cell."""
    result, plans, paths, compared = Compared(), list[Plan](), list[Path](), list[int]()
    for number in numbers:
        tables = [RandomTable(at, Random(number * TABLES + at)) for at in range(TABLES)]
        plan, findings = plan_of(plan_text(tables))
        if findings and all(TOO_LARGE in SWEDISH(finding.advice) for finding in findings):
            continue
        assert not findings, (number, rows_of(list(findings)))
        compared.append(number)
        unit = plan.units["nord"]
        empty, path = save_book(lay_out_form(form_for(plan, unit), plan, unit)), new_path(f"{unit.name} T1 2022")
        typed = [table for of in tables for table in text_tables(of.answers(result.typed), of.id)]
        fill(empty, path, typed)
        plans.append(plan)
        paths.append(path)
    for number, plan, path, office in zip(compared, plans, paths, convert(paths, "xlsx", folder), strict=True):
        _compare(number, plan, path, office, result)
    return result


INPUTS, COMPUTED = ("k0", "k1", "k2"), ("b0", "b1", "b2", "b3")


def _compare(number: int, plan: Plan, path: Path, office: Path, result: Compared) -> None:
    read = read_back(path, tuple(sections_of(plan)), by=plan)
    book = openpyxl.load_workbook(office, data_only=True)
    expressions = dict(_expressions(plan))
    for name, rows in read.answers.tables.items():
        if name.startswith("tabell"):
            sheet = book[name]
            places = {str(cell.value): cell for line in sheet.iter_rows() for cell in line if cell.value is not None}
            at, by_key = name.removeprefix("tabell"), {row.row.key: row for row in rows}
            of_rows = _expected(by_key, expressions, name)
            for row in rows:
                line = places[f"Rad {row.row.key}"].row
                for key, (expected, kind) in of_rows[row.row.key].items():
                    shown = sheet.cell(line, places[f"{key.upper()}T{at}"].column).value
                    result.cells[kind] += 1
                    if not agree(expected, shown):
                        what = f"{number}: {name} {row.row.key}.{key} ({kind})"
                        result.differences.append(f"{what} is {expected!r}, the formula says {shown!r}")
    book.close()
    _compare_limits(number, plan, read, office, result)


LIMIT, LIMITS = "beyond-declared-limit", 7
"""The rule, and how many columns of a table have a limit."""


def _compare_limits(number: int, plan: Plan, read: ReadBack, office: Path, result: Compared) -> None:
    """Where a limit is passed: by the check, and by the form."""
    whole = {name for name, rows in read.answers.tables.items() if not any(row.refused for row in rows)}
    by_check = {(finding.place.sheet, finding.place.cell) for finding in read.of(LIMIT)}
    by_form = {(fault.sheet, fault.cell) for fault in form_faults(read_book(office)) if fault.rule == LIMIT}
    by_check, by_form = ({place for place in places if place[0] in whole} for places in (by_check, by_form))
    result.limits["passed"] += len(by_check)
    result.limits["asked"] += sum(
        len(read.answers.tables[name]) * LIMITS for name in whole if name.startswith("tabell")
    )
    for sheet, cell in sorted(by_check ^ by_form):
        who = "the check" if (sheet, cell) in by_check else "the form"
        result.differences.append(f"{number}: the limit of {sheet}!{cell} is passed by {who} alone")


def _expressions(plan: Plan) -> Iterator[tuple[tuple[str, str], Expression]]:
    for line in plan.rows("table_columns"):
        if line["computed"] is not None:
            expression = parse(line.text("computed"), ResultKind.VALUE)
            assert not isinstance(expression, Fault)
            yield (line.text("table"), line.text("id")), expression


def _expected(
    by_key: Mapping[str, FilledRow], expressions: Mapping[tuple[str, str], Expression], table: str
) -> Mapping[str, Mapping[str, tuple[object, str]]]:
    """What each worked out cell of the rows shall be, and the kind of it: what was read, but where a text stands under it."""
    touched = {(row, key) for row in by_key for key in INPUTS if _has_text(by_key[row], key, by_key)}
    values = {(row, key): _as_an_input(by_key[row], key, (row, key) in touched) for row in by_key for key in INPUTS}
    expected: dict[str, dict[str, tuple[object, str]]] = {row: {} for row in by_key}
    for row, filled in by_key.items():
        for key in INPUTS if filled.row.sums else ():
            whole, spoilt = filled.coverage(key) is None, (row, key) in touched
            kind = "sum over a text" if spoilt else "sum" if whole else "incomplete sum"
            expected[row][key] = None if spoilt else filled[key], kind
    for key in COMPUTED:
        expression = expressions[table, key]
        for row, filled in by_key.items():
            used = [_cell_named(name.key, row) for name in names(expression)]
            made_of = [values[cell] for cell in used]
            if any(cell in touched for cell in used):
                touched.add((row, key))
            value = function_of(expression)(*made_of)
            of_text = (row, key) in touched
            kind = "made of a text" if of_text else "nothing" if filled[key] is None else "worked out"
            kind = f"{kind}, of another row" if any(of != row for of, _key in used) else kind
            expected[row][key] = value if of_text else filled[key], kind
            values[row, key] = _as_incomplete(value, [part for part in made_of if isinstance(part, Incomplete)])
    return expected


def _cell_named(name: str, row: str) -> tuple[str, str]:
    other, _dot, key = name.rpartition(".")
    return other or row, key


def _as_incomplete(value: object, lacking: Sequence[Incomplete]) -> object:
    """A figure of which something is made that lacks a contributor lacks it too; a text does not."""
    if not lacking or not (value is None or isinstance(value, Decimal)):
        return value
    return Incomplete(value, spoilt=any(part.spoilt for part in lacking))


def _has_text(row: FilledRow, key: str, by_key: Mapping[str, FilledRow]) -> bool:
    return key in row.refused or any(_has_text(by_key[below], key, by_key) for below in row.row.sums)


def _as_an_input(row: FilledRow, key: str, has_text: bool) -> object:
    if not row.row.sums:
        return REFUSED if has_text else row[key]
    number = row[key]
    assert number is None or isinstance(number, Decimal)
    is_whole = not has_text and row.coverage(key) is None
    return number if is_whole else Incomplete(number, spoilt=has_text)


AT_A_TIME = 4
"""Plans that LibreOffice works out in one start, within the time that one may take."""


if __name__ == "__main__":
    first, count = map(int, sys.argv[1:] or ("0", "8"))
    found = Compared()
    for begin in range(first, first + count, AT_A_TIME):
        with tempfile.TemporaryDirectory() as made:
            some = compare(range(begin, min(begin + AT_A_TIME, first + count)), Path(made))
        print(*some.differences, sep="\n", end="\n" if some.differences else "", flush=True)
        found.cells += some.cells
        found.typed += some.typed
        found.limits += some.limits
        found.differences += some.differences
        print(
            f"{found.compared} cells compared, {dict(found.cells)}; typed {dict(found.typed)}, limits {dict(found.limits)}",
            flush=True,
        )
    sys.exit(bool(found.differences))
