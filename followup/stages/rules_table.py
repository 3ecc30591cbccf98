"""The table of rules on a hidden sheet of each template: what every cell takes, from the sections' own declarations.

Macros read it, so that they and ``followup check`` look at the same thing. Each kind of cell and each rule is a text, its
fields parted by a sign: section, column or base of columns, kind, least, most, words, others, severity, rule, advice,
rows (empty for all). Lists stand one a line; a word and what it means are parted by a tab. As many as there is room for
stand together in a cell: in a cell for each field they would take three times the room in every workbook.

The kinds: ``table``, ``column``, ``sum``, ``optional``, ``closed``, ``figures``, ``derived``, ``explained``,
``identity``, ``required``; ``cell`` and the kind of a cell type's own rule; ``test`` and a ``Test`` that a check states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from followup.expressions import Call
from followup.files.book import RULES, Sheet
from followup.form.cells.base import CellType
from followup.form.cells.prose import GUARD
from followup.form.columns import Column, Role
from followup.form.completing import is_summed
from followup.form.derived import Derived
from followup.form.form import Form, FormTable
from followup.form.frame import Frame
from followup.form.rows import Row
from followup.form.section import Listing
from followup.form.stated import Stated, Test, stated_by
from followup.form.traits import NormalisedBy
from followup.locale import LANGUAGES, Words
from followup.rulebook.answers import REQUIRED

MARK = "followup rules 1"
BETWEEN, ENDS = "¦", "¶"
"""What parts the fields of a rule, and what ends one."""
LONGEST = 15_000
"""Characters of a rule; a longer one is parted. A cell holds 32 767."""


class Rule(NamedTuple):
    """One row of the table."""

    section: str
    kind: str
    column: str = ""
    rows: Sequence[str] = ()
    least: str = ""
    most: str = ""
    words: Sequence[str] = ()
    others: Sequence[str] = ()
    severity: str = ""
    rule: str = ""
    advice: str = ""

    def text(self) -> str:
        """As it stands on the sheet."""
        rows, words, others = ("\n".join(each) for each in (self.rows, self.words, self.others))
        limits = (self.kind, self.least, self.most)
        fields = (self.section, self.column, *limits, words, others, self.severity, self.rule, self.advice, rows)
        plain = (field.replace(BETWEEN, "|").replace(ENDS, "") for field in fields)
        return BETWEEN.join(plain).rstrip(BETWEEN) + ENDS


def lay_out_rules(form: Form, frame: Frame, file: str) -> Sheet:
    """The sheet: whose it is and what the file is to be called in its first row, then a row a rule."""
    sheet = Sheet(RULES, state="very hidden")
    sheet.row(0, 0, (MARK, file, form.unit, "\n".join(Words(language)(GUARD) for language in LANGUAGES)), "key")
    rules = (part for table in form.tables for rule in rules_of(table, frame) for part in _parted(rule))
    for at, text in enumerate(_together(rule.text() for rule in rules), start=1):
        sheet.put(at, 0, text, "key", wrap=False)
    return sheet


def _together(texts: Iterable[str]) -> Iterator[str]:
    """As many as a cell has room for, in order."""
    cell = ""
    for text in texts:
        if len(cell) + len(text) > 2 * LONGEST:
            yield cell
            cell = ""
        cell += text
    yield cell


def _parted(rule: Rule) -> Iterator[Rule]:
    """A rule of very many rows as several of some rows each; a table's own rows are put together again."""
    longest = max(
        (len(key) + len(word) + 2 for key, word in zip_longest(rule.rows, rule.words, fillvalue="")), default=1
    )
    most = max(1, LONGEST // longest)
    if len(rule.rows) <= most:
        yield rule
        return
    for start in range(0, len(rule.rows), most):
        values = rule.words[start : start + most] if rule.kind == "figures" else rule.words
        yield rule._replace(rows=rule.rows[start : start + most], words=values)


def rules_of(table: FormTable, frame: Frame) -> Iterator[Rule]:
    """All that is to be known of one table."""
    yield from _of_table(table, frame)
    told: set[str] = set()
    for column in table.columns:
        yield from _of_column(table, column, frame.words)
        if column.role is Role.INPUT and column.base not in told:
            told.add(column.base)
            yield from _of_cells(table, column, frame.words)
    normalised = table.section.trait(NormalisedBy)
    settled = (normalised.settle,) if normalised else ()
    for stated in stated_by((*settled, *table.section.conditions, *table.section.checks)):
        yield from _of_test(table, stated, frame)


def _of_table(table: FormTable, frame: Frame) -> Iterator[Rule]:
    section, words = table.section, frame.words
    shape = "listing" if table.is_listing else "blocks" if table.lines else "grid"
    own = (words(section.title), words(table.sheet), words(section.intro) if section.intro else "")
    yield Rule(section.key, "table", rows=[row.key for row in table.rows], words=own, others=(shape,))
    for row in table.rows:
        if row.sums:
            yield Rule(section.key, "sum", rows=(row.key,), words=row.sums)
    optional = [row.key for row in table.rows if row.optional]
    if optional:
        yield Rule(section.key, "optional", rows=_all_or(optional, table))
    if section.explained_by:
        yield Rule(section.key, "explained", section.explained_by)
    if isinstance(section.shape, Listing):
        yield Rule(section.key, "identity", others=section.shape.identity)


def _all_or(keys: Sequence[str], table: FormTable) -> Sequence[str]:
    """These rows; none where they are all of the table's, which says the same."""
    return () if len(keys) == len(table.rows) else keys


def _of_column(table: FormTable, column: Column, words: Words) -> Iterator[Rule]:
    key = table.section.key
    summed = "summed" if is_summed(column) else ""
    yield Rule(key, "column", column.key, words=(words(column.title),), others=(column.role.value, column.base, summed))
    closed = [row.key for row in table.rows if column.key in row.closed]
    if closed:
        yield Rule(key, "closed", column.key, _all_or(closed, table))
    if column.role is Role.EARLIER:
        figures = {row.key: _plain(row.cells.get(column.key), row.type_of(column), words) for row in table.rows}
        known = {row: figure for row, figure in figures.items() if figure}
        rows = list(known) if len(known) < len(figures) / 2 else list(figures)
        yield Rule(key, "figures", column.key, _all_or(rows, table), words=[figures[row] for row in rows])
    if column.derived is not None:
        needs = "all" if column.derived.needs_all else ""
        yield Rule(key, "derived", column.key, words=(_way_of(column.derived), needs), others=column.derived.inputs)
    if table.is_listing and column.required:
        kind = column.type
        help_ = column.help or (kind.help() if isinstance(kind, CellType) else "")
        yield Rule(key, "required", column.key, severity=REQUIRED.severity.key, rule=REQUIRED.id, advice=words(help_))


def _way_of(derived: Derived) -> str:
    """What macros know a way of working something out by; empty for one that they do not know."""
    root = derived.expression.root
    return "total" if derived.adds_up else root.function if isinstance(root, Call) else ""


def _plain(value: object, kind: CellType, words: Words) -> str:
    """An earlier figure as macros read numbers."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    cell = kind.to_cell(value, words)  # type: ignore[arg-type]
    return "" if cell is None else " ".join(str(cell).split())


def _of_cells(table: FormTable, column: Column, words: Words) -> Iterator[Rule]:
    """A rule for each type of cell that the columns of a base have."""
    if isinstance(column.type, CellType):
        yield _of_type(table, column, column.type, (), words)
        return
    kinds: dict[CellType, list[str]] = {}
    for row in table.rows:
        kinds.setdefault(row.type_of(column), []).append(row.key)
    for kind, keys in kinds.items():
        yield _of_type(table, column, kind, _all_or(keys, table), words)


def _of_type(table: FormTable, column: Column, kind: CellType, rows: Sequence[str], words: Words) -> Rule:
    own = kind.rule()
    return Rule(
        table.section.key,
        f"cell {own.kind}",
        column.base or column.key,
        rows,
        own.least,
        own.most,
        own.words,
        severity="error",
        advice=words(kind.help()),
    )


def _of_test(table: FormTable, stated: Stated, frame: Frame) -> Iterator[Rule]:
    """A rule for rows of which the same words are asked."""
    asked: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        words = stated.words(row, frame)
        if words is not None:
            asked.setdefault(tuple(words), []).append(row)
    if table.is_listing:
        asked[()] = []
    for words, rows in asked.items():
        yield Rule(
            table.section.key,
            f"test {stated.test.value}",
            stated.column,
            _all_or([row.key for row in rows], table),
            words=words,
            others=stated.others,
            severity=stated.rule.severity.key,
            rule=stated.rule.id,
            advice=_advice(stated, rows, frame.words),
        )


def _advice(stated: Stated, rows: Sequence[Row], words: Words) -> str:
    """The sentence; the help of its cells where it asks for one."""
    advice = stated.rule.message
    kinds = [row.types.get(stated.column) for row in rows[:1]]
    if stated.test is Test.ANSWERED and "{help}" in advice.id and not advice.arguments and kinds and kinds[0]:
        advice = advice.filled(help=kinds[0].help())
    return words(advice)
