"""The examples' workbooks with faults planted at random, worked out by LibreOffice: the form says what the check finds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.form.language import masked_numbers_in
from tests.form.self_check.filled import (
    CellFault,
    Seen,
    examples,
    form_faults,
    is_left_to_the_check,
    judged_in,
    planted,
    rests_on_odd_cells,
    worked_out,
)
from tests.house import Finding, Plan, ReceivedBook, Severity
from tests.office import needs_office
from tests.tables import SWEDISH, address, read_back, sections_of

pytestmark = [needs_office, pytest.mark.xdist_group("office")]
Looked = tuple[ReceivedBook, list[CellFault], list[Finding], set[Seen]]
"""A workbook as LibreOffice worked it out, what it says, what the check finds of the same rules, and what of that is left
to the check.
"""


@pytest.fixture(scope="module", params=examples())
def workbooks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Looked]:
    """Every workbook of an example, with faults in a quarter of its cells."""
    folder = tmp_path_factory.mktemp("planted")
    decided, paths = planted(request.param, folder, 0.25)
    (folder / "office").mkdir()
    return [
        _looked(path, book, decided) for path, book in zip(paths, worked_out(paths, folder / "office"), strict=True)
    ]


def _looked(path: Path, book: ReceivedBook, decided: Plan) -> Looked:
    read = read_back(path, tuple(sections_of(decided)), by=decided)
    withheld = set(_with_personal_numbers(read.book))
    faults = [finding for finding in form_faults(book) if (finding.sheet, finding.cell) not in withheld]
    judged = judged_in(book)
    findings = [
        finding
        for finding in read.findings
        if finding.severity is not Severity.INFO
        and (finding.place.sheet, finding.place.column, finding.rule) in judged
        and (finding.place.sheet, finding.place.cell) not in withheld
    ]
    odd = {_seen(finding) for finding in findings} | {fault.seen for fault in faults}
    odd = {seen for seen in odd if rests_on_odd_cells(seen, read.book, read.findings)}
    faults = [fault for fault in faults if fault.seen not in odd]
    findings = [finding for finding in findings if _seen(finding) not in odd]
    return book, faults, findings, {_seen(finding) for finding in findings if is_left_to_the_check(finding, read.book)}


def _with_personal_numbers(book: ReceivedBook) -> Iterator[tuple[str, str]]:
    """Cells that the check tells of once a sheet, and of which it takes nothing."""
    for sheet in book.sheets:
        for place, raw in sheet.cells.items():
            if isinstance(raw, str) and list(masked_numbers_in(raw)):
                yield sheet.name, address(*place)


def _seen(finding: Finding) -> Seen:
    return Seen(finding.place.sheet, finding.place.cell, finding.rule)


def test_the_form_says_what_the_check_finds_and_nothing_else(workbooks: list[Looked]) -> None:
    for book, faults, findings, left in workbooks:
        by_check, by_form = Counter(map(_seen, findings)), Counter(finding.seen for finding in faults)
        assert not by_form - by_check, book.file
        assert {seen for seen in by_check - by_form if seen not in left} == set(), book.file
    assert sum(len(faults) for _book, faults, _found, _left in workbooks)


def test_it_weighs_as_much_and_says_the_same_sentence(workbooks: list[Looked]) -> None:
    for _book, faults, findings, _left in workbooks:
        by_place = {_seen(finding): finding for finding in findings}
        for fault in faults:
            finding = by_place[fault.seen]
            assert fault.is_error == (finding.severity is Severity.ERROR)
            if fault.is_first and fault.sentence and fault.rule not in SAID_IN_OTHER_WORDS:
                assert fault.sentence.partition(" (+")[0].replace("−", "-").endswith(_as_a_formula_says(finding)), (
                    fault.seen
                )


def _as_a_formula_says(finding: Finding) -> str:
    """A finding's advice with the example of a share: only the check knows which figure stands there. Excel's own minus is a
    hyphen.
    """
    return re.sub(r"(?<=med procenttecken): [\d\s,]+%", ", till exempel 41 %", SWEDISH(finding.advice)).replace(
        "−", "-"
    )


SAID_IN_OTHER_WORDS = {"not-a-number", "not-a-date", "not-in-the-list"}
"""Where the check knows more of why, such as a word that is nearly the right one."""


def test_the_first_sheet_counts_them(workbooks: list[Looked]) -> None:
    for book, _told, _found, _left in workbooks:
        first = book.sheets[0].cells
        titles = {raw: place for place, raw in first.items() if raw in ("Att rätta", "Att förklara")}
        for title, weight in (("Att rätta", "!"), ("Att förklara", "?")):
            row, column = titles[title]
            counts = [int(str(raw)) for (at, in_), raw in first.items() if in_ == column and at > row]
            wanted = sum(
                finding.code.weight == weight for finding in form_faults(book) if finding.sheet != book.sheets[0].name
            )
            assert sum(counts) == wanted
