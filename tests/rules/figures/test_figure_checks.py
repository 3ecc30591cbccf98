"""Figures that cannot be right together, are far from what they were, or are not there."""

from __future__ import annotations

from tests.tables import assert_finds


def test_sound_figures_give_no_findings() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Somatik | 45 467       | 4 326                     |
        | Övriga besök         | 42 393       | 6 471                     |
        """,
    )


def test_a_part_is_at_most_the_whole() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Somatik | 21 300       | 21 301                    |
        | Övriga besök         | 20 000       | 20 000                    |
        """,
        finds="""
        | row     | column                    | rule               | found  | severity |
        | Somatik | Varav distansbesök jan–apr 2022 | part-exceeds-whole | 21\u00a0301 | error |
        """,
    )


def test_a_refused_whole_says_nothing_of_its_part() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Somatik | ca 40 000    | 9 468                     |
        | Övriga besök         | 42 393       | 6 471                     |
        """,
        finds="""
        | row     | column       | rule         | found     |
        | Somatik | Besök jan–apr 2022 | not-a-number | ca 40 000 |
        """,
    )


def test_a_figure_far_from_last_year_is_a_warning() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Somatik | 4 192        | 4 100                     |
        | Övriga besök         | 73 061       | 6 900                     |
        """,
        finds="""
        | row          | column       | rule               | found  | severity |
        | Somatik      | Besök jan–apr 2022 | far-from-last-year | 4\u00a0192 | warning |
        | Övriga besök | Besök jan–apr 2022 | far-from-last-year | 73\u00a0061 | warning |
        """,
    )


def test_double_and_half_are_not_far() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Somatik | 84 802       | 4 600                     |
        | Övriga besök         | 18 265       | 6 900                     |
        """,
    )


def test_below_thirty_doubling_is_chance() -> None:
    assert_finds(
        "visits",
        """
        | Besök                  | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Psykiatri | 41           | 2                         |
        """,
        unit_id="syd",
    )


def test_thirty_more_than_a_few_is_no_chance() -> None:
    assert_finds(
        "visits",
        """
        | Besök                  | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Psykiatri | 900          | 2                         |
        """,
        finds="""
        | row       | column       | rule               | found | severity |
        | Psykiatri | Besök jan–apr 2022 | far-from-last-year | 900   | warning  |
        """,
        unit_id="syd",
    )


def test_every_row_is_asked_for_and_nought_is_an_answer() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022 | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Somatik | 45 467       |                           |
        """,
        finds="""
        | row          | column                    | rule         | found | severity |
        | Somatik      | Varav distansbesök jan–apr 2022 | not-answered |       | warning  |
        | Övriga besök | Besök jan–apr 2022              | not-answered |       | warning  |
        | Övriga besök | Varav distansbesök jan–apr 2022 | not-answered |       | warning  |
        """,
    )


def test_a_refused_cell_is_not_also_unanswered() -> None:
    assert_finds(
        "contracted",
        """
        | Klinik   | Redovisade 2022 |
        | Ortopedi | många           |
        """,
        finds="""
        | row      | column          | rule         | found |
        | Ortopedi | Redovisade 2022 | not-a-number | många |
        """,
    )


def test_numbers_as_text_are_told_only_for_information() -> None:
    table = """
        | Vårdtillfällen        | Vårdtillfällen jan–apr 2022 |
        | Vårdtillfällen totalt | 4\u00a0192                |
        """
    assert_finds("episodes", table)
    assert_finds(
        "episodes",
        table,
        finds="""
        | row                   | column                | rule           | found  | severity |
        | Vårdtillfällen totalt | Vårdtillfällen jan–apr 2022 | number-as-text | 4 192  | info     |
        """,
        info=True,
    )


def test_shares_are_shares() -> None:
    assert_finds(
        "access",
        """
        | Serie        | Månad   | Kvinnor | Män     |
        | Första besök | 2022-01 | 42 %    | 43 %    |
        | Första besök | 2022-02 | 41      | ca 40 % |
        | Första besök | 2022-03 | 0       | 100 %   |
        | Första besök | 2022-04 | 101 %   |         |
        """,
        finds="""
        | row          | column  | rule              | found   |
        | Första besök | Kvinnor | percent-too-large | 41      |
        | Första besök | Män     | not-a-number      | ca 40 % |
        | Första besök | Kvinnor | percent-too-large | 1,01    |
        | Första besök | Män     | not-answered      |         |
        """,
    )
