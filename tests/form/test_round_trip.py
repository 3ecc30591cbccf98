"""Any answers written into a template and read back are the same answers, for every section and cell type."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.form.language import (
    FIRST,
    LAST,
    CellType,
    Choice,
    Column,
    Comment,
    Day,
    FormTable,
    Listing,
    Missing,
    Name,
    Names,
    Number,
    OutcomeCell,
    Percent,
    Prose,
    ProseAnswer,
    ProseParagraph,
    RoughNumber,
    Text,
    choice,
    plain,
)
from tests.house import (
    SECTIONS,
    Plan,
    Section,
    Severity,
    Submission,
    Unit,
    Value,
    form_for,
    literal,
    read_book,
    reader_of,
)
from tests.sections.test_agreement import QUESTIONS
from tests.sections.test_board_sections import TEXT
from tests.tables import Form, decisions_book, laid_out, plan_book, read_decisions, read_plan, rows_of

EXAMPLES = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MADE_UP = Section(
    "made_up",
    literal("Påhittat"),
    Listing(("what",), blank=3),
    (
        Column("what", literal("Vad"), Name(), required=True),
        Column("how_many", literal("Hur många"), Number("st")),
        Column("balance", literal("Saldo"), Number("mnkr", decimals=None, minimum=None)),
        Column("share", literal("Andel"), Percent()),
        Column("status", literal("Läge"), choice(("done", literal("klar")), ("late", literal("försenad")))),
        Column("day", literal("Dag"), Day()),
        Column("who", literal("Vilka"), Names()),
        Column("why", literal("Varför"), Text()),
    ),
)
QUERIES = """
## Frågor
| Enhet | Rad | Fråga | Fråga från | Dag |
| nord | Läkarbesök | Varför sjönk besöken? | Controllern | 2022-05-02 |
| nord | | Hinner ni? | | |
| syd | | =1+1 | @SUM(A1) | |
"""
EVERY_SECTION = (*SECTIONS, MADE_UP)
EXCEL_KEEPS = Context(prec=15)
REASONS = ("Data saknas", "data saknas.", "ej aktuellt", "mäts ej", "-", "–", "e/t", "Uppgift saknas", "N/A")
FORMULA_LIKE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+46 70",
    "-5 % lägre",
    "@SUM(A1)",
    "_x0041_",
    "#REF! i cellen",
    "#visits",
    "'1",
    "å & < > ä",
)


# ------------------------------------------------------------------------------------------------ what people answer


def numbers(kind: Number) -> st.SearchStrategy[Decimal]:
    """Whole numbers, big ones, and decimals, of at most the fifteen digits that Excel keeps; within the limits."""
    digits = st.integers(-(10**15) + 1, 10**15 - 1)
    figures = st.builds(lambda number, places: Decimal(number).scaleb(-places), digits, st.integers(-6, 9))
    small = st.integers(-20_000, 200_000).map(Decimal)
    return st.one_of(small, figures).filter(lambda number: _within(number, kind))


def _within(number: Decimal, kind: Number | Percent) -> bool:
    low, high = kind.minimum, kind.maximum
    return (low is None or number >= low) and (high is None or number <= high)


def shares(kind: Percent) -> st.SearchStrategy[Decimal]:
    """Shares of the whole, with up to fifteen digits."""
    whole_percents = st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)
    long = st.integers(0, 10**15).map(lambda number: Decimal(number).scaleb(-15))
    return st.one_of(whole_percents, long).filter(lambda share: _within(share, kind))


LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
TEXTS = st.one_of(
    st.text(LETTERS, max_size=40),
    st.builds(
        lambda start, text: start + text,
        st.sampled_from(["=", "+", "-", "@", "\n", " ", "'"]),
        st.text(LETTERS, max_size=12),
    ),
    st.lists(st.text('aåö =&<"', max_size=6), max_size=4).map("\r\n".join),
    st.sampled_from(FORMULA_LIKE),
    st.builds(lambda letter, n: letter * n, st.sampled_from("aö&<\n"), st.integers(31_990, 32_000)).map(
        lambda text: f"<{text}>"
    ),
).map(lambda text: unicodedata.normalize("NFC", text))
"""An error word alone is no text, and letters in two parts come back as one: ``test_written_otherwise`` has both."""

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"], exclude_characters=",;\ufffe\uffff"),
    min_size=1,
    max_size=100,
).map(lambda text: unicodedata.normalize("NFC", text))


def answers_to(kind: CellType) -> st.SearchStrategy[Value]:
    """Any answer that a cell type takes."""
    match kind:
        case OutcomeCell():
            return st.one_of(answers_to(kind.number), st.sampled_from(REASONS).map(Missing))
        case RoughNumber():
            return answers_to(kind.of)
        case Number():
            return numbers(kind)
        case Percent():
            return shares(kind)
        case Day():
            return st.dates(FIRST, LAST)
        case Choice():
            return st.sampled_from([key for key, _word in kind.options])
    return in_words(kind)


def in_words(kind: CellType) -> st.SearchStrategy[Value]:
    """Any answer to a cell that takes words."""
    match kind:
        case Names():
            return st.lists(NAMES, min_size=1, max_size=3).map(tuple)
        case Text():
            return TEXTS
        case Name():
            return st.one_of(NAMES, TEXTS)
        case Prose():
            return st.lists(st.one_of(NAMES, st.sampled_from(FORMULA_LIKE)), min_size=1, max_size=6).map(paragraphs)
    raise AssertionError(f"no strategy for {kind}")


def paragraphs(texts: list[str]) -> ProseAnswer:
    """An answer in words."""
    return ProseAnswer(tuple(ProseParagraph(text) for text in texts))


Filled = dict[str, dict[str, Value]]


@functools.cache
def plan() -> Plan:
    """A plan that has rows for every kind of section; what is asked besides it stands in the decisions."""
    decisions, _findings = read_decisions(decisions_book(QUERIES), _read(), date(2022, 5, 1))
    return replace(_read(), queries=decisions.queries)


@functools.cache
def _read() -> Plan:
    return read_plan(plan_book(TEXT + QUESTIONS))[0]


def unit(id_: str) -> Unit:
    """A unit of that plan."""
    return plan().units[id_]


class Case:
    """A unit's form, and answers for some of the cells that it asks for: by section, row and column."""

    def __init__(self, form: Form, answers: Mapping[str, Filled]) -> None:
        self.form = form
        self.answers = answers

    def __repr__(self) -> str:
        """Long texts are cut, so that a failing case can be read."""
        return "\n".join(f"{answer.place} {repr(answer.value)[:80]}" for answer in wanted(self.form, self.answers))


@st.composite
def filled_form(draw: st.DrawFn, unit_id: str) -> Case:
    """A case of a unit."""
    form, answers = form_and_answers(unit_id)
    return Case(form, {section: draw(strategy) for section, strategy in answers.items()})


@functools.cache
def form_and_answers(unit_id: str) -> tuple[Form, dict[str, st.SearchStrategy[Filled]]]:
    """A unit's form, and what may be answered to each of its sections."""
    form = form_for(plan(), unit(unit_id), EVERY_SECTION)
    return form, {table.section.key: listed(table) if table.is_listing else gridded(table) for table in form.tables}


def gridded(table: FormTable) -> st.SearchStrategy[Filled]:
    """Answers to a table whose rows the plan fixes."""
    rows = {}
    for row in table.rows:
        asked = {column.key: answers_to(row.type_of(column)) for column in table.columns if table.asks(row, column)}
        rows[row.key] = st.fixed_dictionaries({}, optional=asked)
    return st.fixed_dictionaries(rows)


def listed(table: FormTable) -> st.SearchStrategy[Filled]:
    """Rows that people add, each with a name of its own."""
    assert isinstance(table.section.shape, Listing)
    (identity,) = table.section.shape.identity
    others = {c.key: answers_to(c.type) for c in table.columns if isinstance(c.type, CellType) and c.key != identity}
    row = st.builds(lambda name, rest: {identity: name, **rest}, NAMES, st.fixed_dictionaries({}, optional=others))
    unique = st.lists(row, max_size=5, unique_by=lambda item: plain(str(item[identity])))
    return unique.map(lambda rows: {f"row {i}": each for i, each in enumerate(rows)})


# ---------------------------------------------------------------------------------------------- what is expected back


LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
UNSEEN = {*map(chr, range(9)), *map(chr, range(0x0E, 0x20)), *map(chr, range(0x7F, 0xA0)), *"\u200b\u2060\ufeff"}
UNSEEN |= {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def visible_text(text: str) -> str:
    """What a person sees of a text: one kind of line end, nothing that cannot be seen."""
    return "".join(sign for sign in LINE_ENDS.sub("\n", text) if sign not in UNSEEN)


def expected(kind: CellType, value: Value) -> Value:
    """The answer after what the code says that it does: fifteen digits, no control characters, no spaces at the ends."""
    if isinstance(value, Decimal):
        return EXCEL_KEEPS.create_decimal(value)
    if isinstance(value, Missing):
        return Missing(plain(value.reason))
    if isinstance(kind, Text) and isinstance(value, str):
        text = visible_text(value).strip()
        return text if plain(text) else None
    if isinstance(kind, Name) and isinstance(value, str):
        return plain(visible_text(value)) or None
    return value


@dataclass(frozen=True)
class Answer:
    """One cell that should hold an answer, and what it holds."""

    place: tuple[str, str, str]
    value: Value


def wanted(form: Form, answers: Mapping[str, Filled]) -> list[Answer]:
    """Every answer that was given, as it should be read."""
    expected_rows = []
    for table in form.tables:
        rows = {row.key: row for row in table.rows}
        for key, values in answers[table.section.key].items():
            for column in table.columns:
                kind = column.type if table.is_listing else rows[key].type_of(column)
                assert isinstance(kind, CellType)
                value = expected(kind, values.get(column.key))
                if value is not None:
                    expected_rows.append(Answer((table.section.key, _called(table, key, values), column.key), value))
    return expected_rows


def _called(table: FormTable, key: str, values: Mapping[str, Value]) -> str:
    return plain(str(values["what"])) if table.is_listing else key


def got(submission: Submission) -> list[Answer]:
    """Every answer that was read."""
    return [
        Answer((table.section.key, filled.row.key, column.key), value)
        for table in submission.form.tables
        for filled in submission.tables[table.section.key]
        for column in table.columns
        if (table.is_listing or table.asks(filled.row, column)) and (value := filled[column.key]) is not None
    ]


def assert_same_answers(form: Form, answers: Mapping[str, Filled], unit_id: str) -> None:
    """Written, read back: the same answers, nothing refused, nothing lost, no error."""
    book = read_book(laid_out(form, answers, unit_id))
    submission, findings = reader_of(plan(), EVERY_SECTION).read(book)
    assert submission is not None
    given = wanted(form, answers)
    assert_same(got(submission), [normal(each) for each in given])
    assert not [finding for finding in findings if finding.severity is not Severity.INFO], rows_of(findings)
    assert submission.filled == submission.read + submission.refused
    assert submission.refused == 0
    assert submission.read >= len(given)


def assert_same(read: list[Answer], given: list[Answer]) -> None:
    """The same answers in the same places; those that differ are named."""
    before, after = ({answer.place: answer.value for answer in answers} for answers in (given, read))
    assert len(before) == len(given) and len(after) == len(read), "two answers in one place"
    differ = [place for place in before | after if before.get(place) != after.get(place)]
    assert not differ, "\n".join(
        f"{place}: {before.get(place)!r:.300} became {after.get(place)!r:.300}" for place in differ
    )


def normal(answer: Answer) -> Answer:
    """A number as it is read: 1E+2 and 100 are the same."""
    if not isinstance(answer.value, Decimal):
        return answer
    return replace(answer, value=answer.value.normalize() + 0)


# ------------------------------------------------------------------------------------------------------------- tests


@EXAMPLES
@given(filled_form("nord"))
def test_a_division_reads_as_it_was_written(case: Case) -> None:
    assert_same_answers(case.form, case.answers, "nord")


@EXAMPLES
@given(filled_form("syd"))
def test_another_division_reads_as_it_was_written(case: Case) -> None:
    assert_same_answers(case.form, case.answers, "syd")


def test_every_section_and_cell_type_is_drawn() -> None:
    form = form_for(plan(), unit("nord"), EVERY_SECTION)
    assert {table.section.key for table in form.tables} == {section.key for section in EVERY_SECTION}
    kinds = {
        type(row.type_of(column))
        for table in form.tables
        for row in table.rows
        for column in table.columns
        if table.asks(row, column)
    } | {type(column.type) for column in MADE_UP.columns if isinstance(column, Column)}
    of_declared_tables = {kind for kind in kinds if kind.__name__ == "DeclaredFigure"}
    assert of_declared_tables and all(issubclass(kind, Number) for kind in of_declared_tables)
    others = {Number, Percent, OutcomeCell, Text, Comment, Name, Names, Choice, Day, Prose, RoughNumber}
    assert kinds - of_declared_tables == others


def test_nothing_at_all_reads_as_nothing_at_all() -> None:
    form = form_for(plan(), unit("nord"), EVERY_SECTION)
    assert_same_answers(form, {table.section.key: {} for table in form.tables}, "nord")


def test_an_answer_that_changes_on_the_way_is_seen() -> None:
    """The comparison itself can fail."""
    form = form_for(plan(), unit("nord"), EVERY_SECTION)
    empty: dict[str, Filled] = {table.section.key: {} for table in form.tables}
    here = wanted(form, empty | {"visits": {"ovriga": {"now": Decimal(1)}}})
    there = wanted(form, empty | {"visits": {"ovriga": {"now": Decimal(100)}}})
    assert here != there and here[0].place == there[0].place
    assert wanted(form, empty | {"sign_off": {"day": {"answer": date(2022, 5, 2)}}})[0].value == date(2022, 5, 2)
