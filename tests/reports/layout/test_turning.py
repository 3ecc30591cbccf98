"""Which pages of a document lie: what would leave most of a page empty beside one that lies, lies too."""

from __future__ import annotations

from followup.reports.layout.turning import Run, which_lie

SHORT, LONG = Run(False, True, 3.0, 2.5), Run(False, True, 30.0, 20.0)
DECLARED, TABLE = Run(False, False, 3.0, 2.5), Run(True, True, 40.0, 25.0)


def test_a_long_text_stands_whatever_lies_beside_it() -> None:
    assert which_lie([LONG, TABLE, LONG]) == [False, True, False]


def test_a_short_one_lies_with_its_neighbour() -> None:
    assert which_lie([SHORT, TABLE]) == [True, True]
    assert which_lie([TABLE, SHORT, TABLE]) == [True, True, True]
    assert which_lie([TABLE, SHORT]) == [True, True]
    assert which_lie([LONG, SHORT]) == [False, False]


def test_what_the_plan_says_of_a_page_holds() -> None:
    assert which_lie([DECLARED, TABLE]) == [False, True]


def test_short_ones_in_a_row_are_a_long_one() -> None:
    assert which_lie([*[SHORT] * 3, TABLE]) == [True] * 4
    assert which_lie([*[SHORT] * 4, TABLE]) == [False] * 4 + [True]
