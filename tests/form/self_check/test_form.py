"""A form that says by itself what is wrong: colours, the sentence beside the row, what is counted, and a comment that
explains; worked out by LibreOffice.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.form.language import TITLES_OF_RULES
from tests.form.self_check.filled import CellFault, form_faults, judged_in, rules_by_number, worked_out
from tests.house import SECTIONS, ReceivedBook, Severity, read_book
from tests.office import convert, needs_office
from tests.tables import filled_in, form_with, laid_out, read_back, template

RED, ORANGE = "#FBE3E3", "#FDE3C8"
FILLED = """
## Produktion
| Besök | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 | Kommentar |
| Läkarbesök > Somatik | ca 45 000 | 4 326 | |
| Övriga besök | 77 501 | 6 | |

## Styrmått
| Styrmått | Utfall kvinnor | Utfall män | Utfall totalt | Kommentar |
| Andel som väntat högst 90 dagar | 41 % | 4100 % | | |
| Resultat mot budget | | | | Bokslutet är inte klart. |
"""
EXPLAINED = FILLED.replace("| Övriga besök | 77 501 | 6 | |", "| Övriga besök | 77 501 | 6 | Ny mottagning |")


COMMENTS = (
    "Arbetet pågår inom\u00a0verksamheten, löpande!",
    "Fortgår enligt plan.",
    "Pågår; två av fem orter kvar.",
)


def _of_actions(comment: str) -> str:
    """The action whose last day has passed, not done."""
    return f"## Strategiska åtgärder\n| Nr | Status | Kommentar |\n| 2 | pågår enligt plan | {comment} |"


@cache
def typed(text: str) -> Path:
    """A template with a text typed in."""
    return filled_in(text)


@cache
def with_answers() -> Path:
    """A template that was written with an answer from the start."""
    read = read_back(filled_in(_of_actions("Arbetet pågår.")))
    rows = read.answers.tables["actions"]
    written = {row.row.key: {column: row[column] for column in ("status", "comment")} for row in rows}
    return laid_out(form_with("nord", SECTIONS), {"actions": written})


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, ReceivedBook]:
    """Each of these worked out anew, in one start of LibreOffice."""
    paths = [*map(typed, (FILLED, EXPLAINED, *map(_of_actions, COMMENTS))), with_answers(), template()]
    return dict(zip(paths, worked_out(paths, tmp_path_factory.mktemp("anew")), strict=True))


def _said(message: list[CellFault]) -> dict[tuple[str, str], str]:
    return {(finding.sheet, finding.cell): finding.rule for finding in message}


@needs_office
def test_a_row_says_what_is_wrong_and_a_comment_explains_what_may_be_right(anew: dict[Path, ReceivedBook]) -> None:
    before, after = anew[typed(FILLED)], anew[typed(EXPLAINED)]
    rules, left = ({finding.rule for finding in form_faults(book)} for book in (before, after))
    assert rules - left == {"far-from-last-year"}
    assert {"not-a-number", "percent-too-large"} <= left
    (far,) = (finding for finding in form_faults(before) if finding.rule == "far-from-last-year")
    assert far.sentence == (
        "Besök jan–apr 2022: skiljer sig mycket från 36\u00a0530 året före. Kontrollera talet. Stämmer det ändå? Skriv varför i "
        "kommentaren på samma rad."
    )


@needs_office
def test_a_comment_that_only_says_that_work_goes_on_explains_nothing(anew: dict[Path, ReceivedBook]) -> None:
    of_actions = {"day-has-passed", "comment-says-nothing"}
    for comment, wanted in zip(COMMENTS, (of_actions, of_actions, set()), strict=True):
        path = typed(_of_actions(comment))
        assert {fault.rule for fault in form_faults(anew[path])} & of_actions == wanted
        assert {
            finding.rule for finding in read_back(path).findings if finding.severity is not Severity.INFO
        } & of_actions == wanted


@needs_office
def test_a_template_with_such_a_comment_is_written_with_what_its_formulas_give(anew: dict[Path, ReceivedBook]) -> None:
    fresh = read_book(with_answers())
    assert "comment-says-nothing" in {fault.rule for fault in form_faults(fresh)}
    assert form_faults(anew[with_answers()]) == form_faults(fresh)


@needs_office
def test_cells_take_the_colour_of_what_is_wrong(tmp_path: Path) -> None:
    (page,) = convert([typed(FILLED)], "html", tmp_path)
    cells = re.findall(r"<td([^>]*)>(?:<[^>]*>)*([^<]*)", page.read_text(encoding="utf-8"), re.IGNORECASE)
    colours = {
        text.strip(): colour[1].upper()
        if (colour := re.search(r'bgcolor="(#[0-9a-f]{6})"', marks, re.IGNORECASE))
        else ""
        for marks, text in cells
    }
    assert colours["ca 45 000"] == RED
    assert colours["77,501"] == ORANGE
    assert colours["4,326"] not in (RED, ORANGE)


def test_a_fresh_template_is_written_with_what_its_formulas_give(tmp_path: Path) -> None:
    """A mailed workbook opens without being worked out."""
    fresh = read_book(template())
    assert {finding.code.weight for finding in form_faults(fresh)} <= {"_", "?"}
    assert not [finding for finding in form_faults(fresh) if finding.sentence and finding.code.weight == "_"]


@needs_office
def test_what_it_is_written_with_is_what_libreoffice_works_out(anew: dict[Path, ReceivedBook]) -> None:
    fresh = read_book(template())
    assert form_faults(anew[template()]) == form_faults(fresh)
    assert _counts(anew[template()]) == _counts(fresh)


def _counts(book: ReceivedBook) -> dict[tuple[int, int], str]:
    first = book.sheets[0].cells
    return {place: str(raw) for place, raw in first.items() if place[1] in (6, 7)}


def test_each_rule_that_a_form_judges_has_a_title() -> None:
    judged = {rule for rule, _is_error in rules_by_number(read_book(template())).values()}
    titles = {rule.id for rule, _title in TITLES_OF_RULES}
    every = (condition for section in SECTIONS for condition in section.conditions)
    conditions = {condition.rule.id for condition in every if not condition.named}
    assert judged | conditions <= titles
    assert len(titles) >= 18 and judged_in(read_book(template()))


MOST_BYTES = 100_000


def test_a_template_is_small() -> None:
    assert template().stat().st_size < MOST_BYTES
