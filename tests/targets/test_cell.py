"""The cell types of targets and outcomes, both ways."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from followup.targets.cell import OutcomeCell, TargetCell
from tests.form.cells.typed import advice, outcome, there_and_back
from tests.form.language import Missing, Number, PartFigures, Percent, RoughFigure
from tests.house import ErrorValue, Raw

PARTS = (("women", "K"), ("men", "M"))
SHARE = OutcomeCell(Percent(), PARTS)
COUNT = OutcomeCell(Number("antal", decimals=None), PARTS)
MONEY = OutcomeCell(Number("mnkr", decimals=None, minimum=None), PARTS)


OF_OTHER_DAYS = (
    "41 % 2025",
    "41 % (2025)",
    "2025: 41 %",
    "41 % helår",
    "41 % i mars",
    "41 % jan, 43 % feb",
    "R12 41 %",
)
"""Nobody knows whether they are of the days that are asked about."""
WITH_OTHER_FIGURES = ("79 av 85", "3 av 4", "80 (79)", "41 [44]", "35 av 78 (45 %)", "12 (jan-mars)")


def several(text: str, **parts: str) -> PartFigures:
    """Figures that stood together."""
    return PartFigures(text, tuple((part, Decimal(number)) for part, number in parts.items()))


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (SHARE, Decimal("0.41"), Decimal("0.41")),
        (SHARE, "41 %", Decimal("0.41")),
        (SHARE, Decimal(41), "percent-too-large"),
        (SHARE, "41", "outcome-not-understood"),
        (SHARE, "Data saknas", Missing("Data saknas")),
        (SHARE, " data\u00a0saknas. ", Missing("data saknas.")),
        (SHARE, "-", Missing("-")),
        (SHARE, "K:41% M:38%", several("K:41% M:38%", women="0.41", men="0.38")),
        (SHARE, "K:41 M:38", "outcome-not-understood"),
        (SHARE, "K:141% M:38%", "percent-too-large"),
        (SHARE, "Regionmått 6,7%", several("Regionmått 6,7%", total="0.067")),
        (SHARE, "runt 98 procent", RoughFigure(Decimal("0.98"), "runt 98 procent", (Decimal("0.93"), Decimal("1.03")))),
        (SHARE, "över 155 000", "outcome-not-understood"),
        (SHARE, "enligt bilaga", "outcome-not-understood"),
        (SHARE, ErrorValue("#DIV/0!"), "error-value"),
        (SHARE, True, "outcome-not-understood"),
        (COUNT, Decimal(12), Decimal(12)),
        (COUNT, "12", Decimal(12)),
        (COUNT, Decimal(-1), "too-small"),
        (COUNT, "K: 1 st M: 0 st", several("K: 1 st M: 0 st", women="1", men="0")),
        (COUNT, "41 %", "outcome-not-understood"),
        (MONEY, "-17,7 mnkr", Decimal("-17.7")),
        (MONEY, "\u221217,7", Decimal("-17.7")),
        (MONEY, "-17,7 tkr", Decimal("-0.0177")),
        (MONEY, "-17,7 dagar", "outcome-not-understood"),
        (MONEY, "K: 1 400 tkr M: 2 500 tkr", several("K: 1 400 tkr M: 2 500 tkr", women="1.4", men="2.5")),
        (MONEY, "(1 200)", "outcome-not-understood"),
        (MONEY, "5-", "outcome-not-understood"),
        (COUNT, "45.467", "outcome-not-understood"),
        (COUNT, "45,467", "outcome-not-understood"),
        (COUNT, "12,", "outcome-not-understood"),
        (COUNT, "noll", several("noll", total="0")),
        (COUNT, date(2022, 5, 4), "outcome-not-understood"),
        (COUNT, "Data\u0007 saknas", Missing("Data saknas")),
        *((SHARE, text, "outcome-not-understood") for text in OF_OTHER_DAYS),
        *((COUNT, text, "outcome-not-understood") for text in WITH_OTHER_FIGURES),
        *(
            (MONEY, text, "outcome-not-understood")
            for text in ("12 mnkr jan-mars", "300'", "45' tkr", "ingen", "[12,4]")
        ),
        (MONEY, "(17,7 mnkr)", "outcome-not-understood"),
        *(
            (SHARE, text, "outcome-not-understood")
            for text in ("41 % av målet", "41 % prognos", "41 % (mål)", "41 % förra")
        ),
        (
            SHARE,
            "K: 42 %, M: 40 %, totalt 41 %",
            several("K: 42 %, M: 40 %, totalt 41 %", women="0.42", men="0.40", total="0.41"),
        ),
        (COUNT, "inga", several("inga", total="0")),
        *((COUNT, text, Missing(text)) for text in ("NA", "N/A", "-", "null", "None", "Ej aktuellt", "nan")),
    ],
)
def test_an_outcome_is_a_figure_figures_or_a_reason(kind: OutcomeCell, raw: Raw, expected: object) -> None:
    assert outcome(kind, raw) == expected


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("T1 2021: 19 T1 2022: 29", True),
        ("2021: 19 2022: 29", True),
        ("T1 2020: 19 T1 2021: 29", False),
        ("T3 2021: 19 T2 2022: 29", False),
    ],
)
def test_of_several_occasions_the_latest_is_that_of_the_round(text: str, is_taken: bool) -> None:
    read = outcome(OutcomeCell(Number("antal", decimals=None), PARTS, 2022, "T1 2022"), text)
    assert isinstance(read, PartFigures) is is_taken


def test_the_letters_are_those_of_the_plan() -> None:
    ages = OutcomeCell(Percent(), (("old", "K"),))
    assert outcome(ages, "K:41% M:38%") == "outcome-not-understood"


@pytest.mark.parametrize(
    "value", [Decimal("0.41"), Missing("Data saknas"), several("K:41% M:38%", women="0.41", men="0.38")]
)
def test_an_outcome_goes_both_ways(value: Decimal | Missing | PartFigures) -> None:
    assert there_and_back(SHARE, value) == value


def test_the_message_says_how_to_give_a_reason() -> None:
    assert "lämnar du cellen tom och skriver varför i kommentaren" in advice(SHARE, "enligt bilaga")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("minst 95 %", "minst 95 %"),
        ("K 16,0 M 17,2", "K 16,0 M 17,2"),
        (Decimal(2000), "2000"),
        (Decimal(0), "0"),
        (Decimal("6.5"), "6,5"),
        (Decimal("0.95"), "target-is-a-number"),
        (Decimal("-0.5"), "target-is-a-number"),
        (Decimal(1), "1"),
    ],
)
def test_a_target_is_kept_as_it_was_decided(raw: Raw, expected: str) -> None:
    assert outcome(TargetCell(), raw) == expected
