"""Any answers of a form, carried over to a new one, are read there as the same answers: for every section and cell type."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings

from followup.returns.carried_answers import carried_answers
from tests.form.language import ProseAnswer, ProseParagraph
from tests.form.test_round_trip import (
    EVERY_SECTION,
    EXAMPLES,
    Case,
    Filled,
    assert_same,
    filled_form,
    got,
    normal,
    plan,
    wanted,
)
from tests.house import Severity, form_for, read_book, reader_of
from tests.tables import Form, laid_out, rows_of


def carried(form: Form, answers: Mapping[str, Filled], unit_id: str) -> None:
    """Filled in, carried over to a new form, and read there: the same answers, and nothing left out."""
    reader = reader_of(plan(), EVERY_SECTION)
    book = read_book(laid_out(form, answers, unit_id))
    older, findings = reader.read(book)
    assert older is not None
    if any(finding.rule.startswith("personal-number") for finding in findings):
        return  # one is drawn now and then, and masked: the answer is another before anything is carried over
    over = carried_answers(book, older, findings, plan().round)
    assert not over.left_out, rows_of(over.left_out)
    assert not over.figures and not over.signed
    newer, findings = reader.read(read_book(laid_out(form, over.answers, unit_id)))
    assert newer is not None
    assert_same(got(newer), [normal(answer) for answer in wanted(form, answers)])
    assert over.count == len(got(newer))
    assert not [finding for finding in findings if finding.severity is not Severity.INFO], rows_of(findings)


@settings(EXAMPLES, max_examples=20)
@given(filled_form("nord"))
def test_a_division_keeps_its_answers(case: Case) -> None:
    carried(case.form, case.answers, "nord")


@settings(EXAMPLES, max_examples=20)
@given(filled_form("syd"))
def test_another_division_keeps_its_answers(case: Case) -> None:
    carried(case.form, case.answers, "syd")


def test_an_answer_in_words_keeps_its_links() -> None:
    form = form_for(plan(), plan().units["nord"], EVERY_SECTION)
    text = ProseAnswer((ProseParagraph("Se planen", "https://example.org/plan?a=1&b=2"), ProseParagraph("Klart")))
    answers: dict[str, Filled] = {table.section.key: {} for table in form.tables}
    table = next(table for table in form.tables if table.lines)
    prose = next(column.key for column in table.columns if column.role.value == "input" and column.key != "status")
    answers[table.section.key] = {table.rows[0].key: {prose: text}}
    carried(form, answers, "nord")


def test_an_answer_that_is_lost_on_the_way_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison itself can fail."""
    from followup.returns import carried_answers as module

    form = form_for(plan(), plan().units["nord"], EVERY_SECTION)
    empty: dict[str, Filled] = {table.section.key: {} for table in form.tables}
    monkeypatch.setattr(module, "_answered", lambda _filled, _table: iter(()))
    with pytest.raises(AssertionError):
        carried(form, empty | {"visits": {"ovriga": {"now": Decimal(1)}}}, "nord")
