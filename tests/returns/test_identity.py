"""Whose form a workbook is: two of three marks decide, one alone is a warning, and the rest is refused with a reason."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pytest

from tests.house import Severity
from tests.plans import changed
from tests.returns.editing import Change, both
from tests.tables import (
    IDENTITY_NAME,
    IDENTITY_SHEET,
    Identity,
    ReadBack,
    edited,
    plan,
    plan_book,
    read_back,
    read_plan,
    rows_of,
    template,
)

PLACES = ("property", "name", "sheet")


def mine() -> Identity:
    """What the template of Division Nord says."""
    return Identity("mellansjo", "nord", "T1 2022", plan().version)


def on_sheets(workbook: Any) -> list[Any]:
    """The sheets that people see: each has the identity in its corner, and the first is named too."""
    return [page for page in workbook.worksheets if page.title != IDENTITY_SHEET]


def lost(place: str) -> Change:
    """The workbook without one of its marks."""

    def change(workbook: Any) -> None:
        if place == "property":
            del workbook.custom_doc_props[IDENTITY_NAME]
        elif place == "name":
            del workbook.defined_names[IDENTITY_NAME]
            for page in on_sheets(workbook):
                page["A1"].value = None
        else:
            workbook.remove(workbook[IDENTITY_SHEET])

    return change


def says(identity: Identity | str, *places: str) -> Change:
    """The workbook with another text in some of its marks."""

    def change(workbook: Any) -> None:
        if "property" in places:
            workbook.custom_doc_props[IDENTITY_NAME].value = str(identity)
        if "name" in places:
            for page in on_sheets(workbook):
                page["A1"].value = str(identity)
        if "sheet" in places:
            workbook[IDENTITY_SHEET]["A1"].value = str(identity)

    return change


def read(*changes: Change) -> ReadBack:
    """The empty template after changes, read without its checks."""
    return read_back(edited(template(), both(*changes)), checks=False)


def assert_refused(expected: ReadBack, rule: str) -> None:
    """No submission, and one error that says why."""
    assert expected.submission is None
    assert expected.rules() == [rule], rows_of(expected.findings)
    assert expected.findings[0].severity is Severity.ERROR


def test_an_untouched_template_is_known() -> None:
    result = read()
    assert result.answers.identity == mine()
    assert not result.findings


@pytest.mark.parametrize("place", PLACES)
def test_two_of_three_are_enough(place: str) -> None:
    result = read(lost(place))
    assert result.answers.identity == mine()
    assert not result.findings, rows_of(result.findings)


@pytest.mark.parametrize("places", list(itertools.combinations(PLACES, 2)))
def test_one_alone_is_a_warning(places: Collection[str]) -> None:
    result = read(*(lost(place) for place in places))
    assert result.answers.identity == mine()
    assert result.rules() == ["identity-alone"]
    assert result.findings[0].severity is Severity.WARNING


def test_none_is_not_our_form() -> None:
    assert_refused(read(*(lost(place) for place in PLACES)), "not-our-form")


@pytest.mark.parametrize("place", PLACES)
def test_the_majority_decides_when_one_says_something_else(place: str) -> None:
    assert read(says(replace(mine(), unit="syd"), place)).answers.unit.id == "nord"


@pytest.mark.parametrize("place", PLACES)
def test_one_against_one_is_unclear(place: str) -> None:
    kept = next(place_ for place_ in PLACES if place_ != place)
    (gone,) = set(PLACES) - {place, kept}
    assert_refused(read(says(replace(mine(), unit="syd"), place), lost(gone)), "identity-unclear")


@pytest.mark.parametrize("text", ["", "hej", "followup|template|x", "other|template|mellansjo|nord|T1 2022|v"])
def test_a_mark_that_is_no_identity_does_not_count(text: str) -> None:
    assert_refused(read(says(text or "-", *PLACES)), "not-our-form")


def test_the_named_cell_may_have_moved() -> None:
    """Rows inserted above the first row of the first sheet move the cell, and its name with it."""

    def move(workbook: Any) -> None:
        page = workbook["Start"]
        page["A4"].value, page["A1"].value = page["A1"].value, None
        workbook.defined_names[IDENTITY_NAME].attr_text = "Start!$A$4"

    result = read(move, lost("sheet"))
    assert result.answers.identity == mine()
    assert "identity-alone" not in result.rules()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda: replace(mine(), region="annanregion"), "another-region"),
        (lambda: replace(mine(), round="T2 2022"), "another-round"),
        (lambda: replace(mine(), unit="vast"), "unknown-unit"),
        (lambda: replace(mine(), kind="plan"), "not-our-form"),
    ],
)
def test_a_form_for_something_else_is_refused(change: Callable[[], Identity], rule: str) -> None:
    result = read(says(change(), *PLACES))
    assert_refused(result, rule)
    found = result.findings[0].raw
    assert found in str(change()) or found == result.findings[0].place.file, "what it says, or the file, is quoted"


def test_the_form_of_another_unit_is_that_units() -> None:
    result = read_back(template("syd"), checks=False)
    assert result.answers.unit.id == "syd"


def test_another_version_of_the_plan_is_a_warning() -> None:
    result = read(says(replace(mine(), plan_version="00000000"), *PLACES))
    assert result.answers.unit.id == "nord"
    assert result.rules() == ["another-plan-version"]


def test_the_version_follows_what_the_plan_says() -> None:

    other, _findings = read_plan(plan_book(changed("minst 80 %", "minst 85 %")))
    same, _findings = read_plan(plan_book())
    assert same.version == plan().version != other.version


@pytest.mark.parametrize("identity", [Identity("r", "u", "T1 2022", "v"), Identity("r", "u", "ÅR 2021", "", "plan")])
def test_an_identity_goes_both_ways(identity: Identity) -> None:
    assert Identity.read(f" {identity} ") == identity
