"""Outcomes and their comments."""

from __future__ import annotations

from decimal import Decimal

from tests.form.language import Missing
from tests.tables import assert_finds

GOOD = """
    | Styrmått                        | Utfall kvinnor | Utfall män | Utfall totalt |
    | Andel som väntat högst 90 dagar | 82 %           | 81 %       |               |
    | Antal som fått frågan           |                |            | 29            |
    | Resultat mot budget             |                |            | 1,5           |
"""


def test_outcomes_that_meet_their_targets() -> None:
    read = assert_finds("measures", GOOD)
    assert read.value("measures", "vantat", "outcome.women") == Decimal("0.82")
    assert read.value("measures", "budget", "outcome.total") == Decimal("1.5")


def test_a_target_that_is_not_met_needs_a_comment() -> None:
    assert_finds(
        "measures",
        """
        | Styrmått                        | Utfall kvinnor | Utfall män | Utfall totalt | Orsak         | Kommentar lämnas i |
        | Andel som väntat högst 90 dagar | 82 %           | 79 %       |               |               |                    |
        | Antal som fått frågan           |                |            | 3             | Få mottagningar |                  |
        | Resultat mot budget             |                |            | -17,7         |               | Ekonomi            |
        """,
        finds="""
        | row                             | column    | rule            | found | severity |
        | Andel som väntat högst 90 dagar | Kommentar | comment-missing |       | warning  |
        """,
    )


def test_an_outcome_is_a_figure_or_a_reason() -> None:
    read = assert_finds(
        "measures",
        """
        | Styrmått                        | Utfall totalt |
        | Andel som väntat högst 90 dagar |               |
        | Antal som fått frågan           | Data saknas   |
        | Resultat mot budget             | enligt bilaga |
        """,
        finds="""
        | row                             | column        | rule                   | found         |
        | Andel som väntat högst 90 dagar | Utfall totalt | not-answered           |               |
        | Resultat mot budget             | Utfall totalt | outcome-not-understood | enligt bilaga |
        """,
    )
    assert read.value("measures", "fragor", "outcome.total") == Missing("Data saknas")


def test_a_measure_that_is_not_due_need_not_be_answered() -> None:
    assert_finds("measures", "| Styrmått | Utfall totalt |\n| Antal som fått frågan | 7 |", unit_id="tand")


def test_figures_for_women_and_men_in_one_cell_are_spread() -> None:
    read = assert_finds(
        "measures",
        GOOD.replace("| 82 %           | 81 %       |               |", "|  |  | K:82% M:81% |"),
        finds="""
        | row                             | column        | rule             | found       | severity |
        | Andel som väntat högst 90 dagar | Utfall totalt | outcome-in-words | K:82% M:81% | info     |
        """,
        info=True,
    )
    assert read.value("measures", "vantat", "outcome.women") == Decimal("0.82")
    assert read.value("measures", "vantat", "outcome.men") == Decimal("0.81")
    assert read.value("measures", "vantat", "outcome.total") is None


def test_figures_in_one_cell_may_not_contradict_their_columns() -> None:
    read = assert_finds(
        "measures",
        GOOD.replace("| 82 %           | 81 %       |               |", "| 83 % |  | K:82% M:81% |"),
        finds="""
        | row                             | column        | rule                | found       | severity |
        | Andel som väntat högst 90 dagar | Utfall totalt | outcome-contradicts | K:82% M:81% | error    |
        """,
    )
    assert read.value("measures", "vantat", "outcome.women") == Decimal("0.83")
    assert read.value("measures", "vantat", "outcome.men") is None


def test_several_figures_in_two_cells_of_a_row_are_not_mixed() -> None:
    """Each is of the column that it stands in: the total is read, and women's, which is not asked for, is told of."""
    row = next(line for line in GOOD.splitlines() if "Antal som fått frågan" in line)
    cells = row.split("|")
    cells[2], cells[4] = " T1 2021: 18 T1 2022: 28 ", " T1 2021: 19 T1 2022: 29 "
    read = assert_finds(
        "measures",
        GOOD.replace(row, "|".join(cells)),
        finds="""
        | row                   | column         | rule          | found                   |
        | Antal som fått frågan | Utfall kvinnor | not-asked-for | T1 2021: 18 T1 2022: 28 |
        """,
    )
    assert read.value("measures", "fragor", "outcome.total") == Decimal(29)
    assert read.value("measures", "fragor", "outcome.women") == Decimal(28)


def test_the_latest_of_several_occasions_counts() -> None:
    read = assert_finds(
        "measures",
        GOOD.replace("| 29            |", "| T1 2021: 19 T1 2022: 29 |"),
        finds="""
        | row                   | column        | rule             | found                   |
        | Antal som fått frågan | Utfall totalt | outcome-in-words | T1 2021: 19 T1 2022: 29 |
        """,
        info=True,
    )
    assert read.value("measures", "fragor", "outcome.total") == Decimal(29)


def test_about_so_many_is_not_a_figure() -> None:
    assert_finds(
        "measures",
        GOOD.replace("| 29            |", "| över 29 |"),
        finds="""
        | row                   | column        | rule                   | found    |
        | Antal som fått frågan | Utfall totalt | outcome-not-understood | över 29 |
        """,
    )
