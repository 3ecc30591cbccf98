"""A return as bytes and back: the same, without its form, and never misread.

Run as a script for more random workbooks: ``python -m tests.returns.test_return_bytes FIRST COUNT``.
"""

from __future__ import annotations

import json
import sys
import zlib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.returns.return_bytes import from_bytes, reading_from_bytes, reading_to_bytes, to_bytes
from tests.form.language import (
    NOWHERE,
    AnswersBuilder,
    Identity,
    Missing,
    PartFigures,
    ProseAnswer,
    ProseParagraph,
    Return,
    RoughFigure,
    Row,
    SheetSource,
)
from tests.house import Finding, Place, Severity, Value, command, literal, reader_of
from tests.returns.perturbations import perturbed
from tests.returns.workbook_model import EVERY_SECTION, crowded_plan
from tests.tables import fill, read_back, read_plan, read_tables, template_name

TEXTS = st.text(st.characters(exclude_categories=()), max_size=12)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
PARTS = st.lists(st.tuples(TEXTS, NUMBERS), max_size=3).map(tuple)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=2).map(tuple)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    TEXTS,
    NUMBERS,
    st.booleans(),
    st.dates(),
    st.datetimes(),
    TEXTS.map(Missing),
    st.builds(PartFigures, TEXTS, PARTS, st.lists(st.tuples(TEXTS, PARTS), max_size=2).map(tuple)),
    st.builds(RoughFigure, NUMBERS, TEXTS, st.none() | st.tuples(NUMBERS, NUMBERS)),
    st.lists(st.builds(ProseParagraph, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), SPANS), max_size=3).map(
        lambda paragraphs: ProseAnswer(tuple(paragraphs))
    ),
    st.lists(TEXTS, max_size=3).map(tuple),
)
CELLS = st.tuples(st.integers(0, 60), st.integers(0, 60))
ADVICE = literal("är inget tal.").filled(n=3, day=date(2022, 4, 30), figures=(Decimal("1.50"), "två"), list=[1, None])


@st.composite
def returns(draw: st.DrawFn) -> Return:
    """A return of one table of one to four rows."""
    columns = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    lines = draw(st.lists(st.integers(-1, 60), min_size=1, max_size=4))
    source = SheetSource(NOWHERE, {key: at for at, key in enumerate(columns)}, {columns[0]: "Titel"}, {7: "Fråga 7"})
    answers = AnswersBuilder(source, [Row(draw(TEXTS)) for _line in lines], lines)
    for key in columns:
        answers.column(key)[:] = draw(st.lists(VALUES, min_size=len(lines), max_size=len(lines)))
    answers.move(0, draw(st.sampled_from(columns)), draw(CELLS))
    answers.refuse(len(lines) - 1, columns[-1])
    answers.coverages[columns[0]] = {0: draw(CELLS)}
    finding = Finding(Place("fil.xlsx", "Nord", "Blad", 3, 4), "not-a-number", Severity.ERROR, draw(TEXTS), ADVICE)
    identity = Identity("nb", "nord", "T1 2022", draw(TEXTS))
    tables = {draw(TEXTS): answers.build().answers}
    return Return("nord", identity, draw(TEXTS), "ab", tables, 3, 2, 1, "", 57_000, (("a", "b"),), (finding,))


@settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(returns())
def test_a_return_goes_through_bytes_and_comes_back_the_same(returned: Return) -> None:
    data = to_bytes(returned)
    back = from_bytes(data)
    assert back == returned
    assert to_bytes(back) == data
    kept = reading_to_bytes(returned, returned.findings)
    assert reading_from_bytes(kept) == (returned, list(returned.findings))
    for read, other in ((from_bytes, kept), (reading_from_bytes, data)):
        with pytest.raises(ValueError, match="nothing that this version"):
            read(other)


EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir() if (path / "answers").is_dir()))
def test_every_workbook_of_the_examples_does(example: str, tmp_path: Path) -> None:
    place = tmp_path / "place"
    command("new", str(place), "--example", example)
    command("template", "--plan", str(place / "plan.xlsx"))
    decided, answers = read_plan(place / "plan.xlsx")[0], sorted((EXAMPLES / example / "answers").glob("*.md"))
    assert answers
    for text in answers:
        template = place / "templates" / template_name(decided.frame, decided.units[text.stem])
        fill(template, tmp_path / template.name, read_tables(text.read_text(encoding="utf-8")))
        submission = read_back(tmp_path / template.name, by=decided).submission
        assert submission is not None
        back = from_bytes(to_bytes(submission.returned))
        assert back == submission.returned
        assert _kinds(back) == _kinds(submission.returned)
        assert len(to_bytes(back)) < 50_000


def _kinds(returned: Return) -> list[type]:
    """The types of all values: a date equals no text, but a time may equal a day."""
    columns = (values for answers in returned.tables.values() for values in answers.values.values())
    return [type(value) for values in columns for value in values]


def differing(first: int, count: int) -> tuple[list[int], int]:
    """The seeds of random workbooks whose return is another after bytes; and how many bytes the largest takes."""
    reader, wrong, largest = reader_of(crowded_plan(), EVERY_SECTION), [], 0
    for seed in range(first, first + count):
        submission, _findings = reader.read(perturbed(Random(seed), []).received())
        if submission is not None:
            data = to_bytes(submission.returned)
            largest = max(largest, len(data))
            wrong += [seed] if from_bytes(data) != submission.returned else []
    return wrong, largest


def test_random_workbooks_do() -> None:
    wrong, largest = differing(0, 100)
    assert not wrong
    assert 1_000 < largest < 50_000


def test_a_number_keeps_its_last_digits_and_a_day_is_no_time() -> None:
    source = SheetSource(NOWHERE, {"now": 2})
    answers = AnswersBuilder(source, [Row("a"), Row("b"), Row("c")], [1, 2, 3])
    answers.column("now")[:] = [Decimal("4.50"), date(2022, 4, 30), datetime(2022, 4, 30)]
    returned = Return("nord", Identity("nb", "nord", "T1 2022", "1"), "f", "d", {"visits": answers.build().answers})
    values = from_bytes(to_bytes(returned)).tables["visits"].values["now"]
    assert [str(value) for value in values] == ["4.50", "2022-04-30", "2022-04-30 00:00:00"]


def test_bytes_of_something_else_are_refused() -> None:
    data = to_bytes(Return("nord", Identity("nb", "nord", "T1 2022", "1"), "f", "d"))
    text = json.loads(zlib.decompress(data))
    text[0] = "followup return 99"
    later = zlib.compress(json.dumps(text).encode())
    nested = zlib.compress(b"[" * 100_000)
    huge = zlib.compress(b" " * 70_000_000)
    for other in (b"", b"PK", data[:-3], data[:20], later, nested, huge, zlib.compress(b"{}"), zlib.compress(b"[1]")):
        with pytest.raises(ValueError, match="nothing that this version"):
            from_bytes(other)


if __name__ == "__main__":
    print(differing(int(sys.argv[1]), int(sys.argv[2])))
