"""Numbers and percentages: what is understood, what is refused, and never a silent hundredfold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from followup.form.cells.number import Number, Percent
from tests.form.cells.typed import OTHER_DIGITS, SPACES, SWEDISH, advice, noted_rule, outcome, there_and_back
from tests.form.language import CellType, RoughNumber
from tests.house import ErrorValue, Raw, Uncalculated, Words

VISITS = Number("besök")
MONEY = Number("mnkr", decimals=None, minimum=None)
SHARE = Percent()
CHANGE = Percent(minimum=None, maximum=None)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (Decimal(45467), "45467"),
        (Decimal("0"), "0"),
        (Decimal("7.25"), "7.25"),
        ("45467", "45467"),
        ("45 467", "45467"),
        ("1 045 467", "1045467"),
        (" 45467 ", "45467"),
        ("7,2", "7.2"),
        ("7.2", "7.2"),
        ("1 234,50", "1234.5"),
        ("+5", "5"),
        ("0,0", "0"),
        ("-0", "0"),
        ("12 besök", "12"),
        ("12 BESÖK", "12"),
        ("12 st", "12"),
    ],
)
def test_a_number_is_understood(raw: Raw, number: str) -> None:
    assert outcome(VISITS, raw) == Decimal(number)


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_thousands_may_be_apart_by_any_kind_of_space(space: str) -> None:
    between = space if space != "\t" else " "  # a tab stands between two cells, never within a number
    assert outcome(VISITS, f"45{between}467") == Decimal(45467)
    assert outcome(VISITS, f"{space}45467{space}") == Decimal(45467)
    assert outcome(SHARE, f"41{space}%") == Decimal("0.41")


@pytest.mark.parametrize("between", ["\n", "\t", "\r\n", " \n ", "\n\n", "\u2028", "_x000A_", "\n-", " \t+"])
@pytest.mark.parametrize("kind", [VISITS, MONEY, SHARE, RoughNumber(VISITS)])
def test_figures_on_lines_of_their_own_are_never_one(kind: CellType, between: str) -> None:
    assert outcome(kind, f"7{between}400") == "not-a-number"
    assert outcome(kind, f"7 %{between}400 %") == "not-a-number"
    assert outcome(kind, f"omkring 7{between}400") == "not-a-number"


def test_a_unit_may_stand_on_the_line_below() -> None:
    assert outcome(VISITS, "7 400\nbesök") == Decimal(7400)
    assert outcome(SHARE, "\n7,4\t%\n") == Decimal("0.074")


@pytest.mark.parametrize("minus", ["-", "\u2212", "\u2013", "\u2010", "\u2011"])
def test_a_minus_may_be_any_dash_that_excel_or_word_makes(minus: str) -> None:
    assert outcome(MONEY, f"{minus}17,7") == Decimal("-17.7")
    assert outcome(MONEY, f"{minus}17,7 mnkr") == Decimal("-17.7")


@pytest.mark.parametrize(
    "raw",
    [
        "45.467",
        "1 234.567",
        "ca 1100",
        "ca 155 000",
        "12 %",
        "12%",
        "4 5467",
        "45 4670",
        "1,2,3",
        "1.2.3",
        "1e5",
        "0x10",
        "inf",
        "NaN",
        "--5",
        "5-",
        "5 mnkr",
        "12–15",
        "<5",
        "besök",
        "",
        "=1+1",
        "'5",
        True,
        False,
        date(2022, 4, 30),
        *OTHER_DIGITS,
    ],
)
def test_what_is_not_certainly_a_number_is_refused(raw: Raw) -> None:
    assert outcome(VISITS, raw) == "not-a-number"


@pytest.mark.parametrize("digits", OTHER_DIGITS)
def test_digits_of_other_scripts_are_no_share_either(digits: str) -> None:
    assert outcome(SHARE, f"{digits} %") == "not-a-number"


def test_a_number_stored_as_text_is_noted_and_one_stored_as_a_number_is_not() -> None:
    assert noted_rule(VISITS, "45 467") == "number-as-text"
    assert noted_rule(SHARE, "41 %") == "number-as-text"
    assert noted_rule(VISITS, Decimal(45467)) == ""
    assert noted_rule(SHARE, Decimal("0.41")) == ""
    assert "45\u00a0467" in advice(VISITS, "45 467")
    assert "41\u00a0%" in advice(SHARE, "41 %")


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (Number(maximum=Decimal(10)), Decimal(10), Decimal(10)),
        (Number(maximum=Decimal(10)), Decimal("10.01"), "too-large"),
        (VISITS, Decimal(0), Decimal(0)),
        (VISITS, Decimal("-0.01"), "too-small"),
        (VISITS, "-1", "too-small"),
        (MONEY, Decimal(-5), Decimal(-5)),
        (SHARE, Decimal(1), Decimal(1)),
        (SHARE, Decimal("1.0001"), "percent-too-large"),
        (SHARE, Decimal("-0.0001"), "too-small"),
        (SHARE, "100 %", Decimal(1)),
        (SHARE, "101 %", "percent-too-large"),
        (SHARE, "-1 %", "too-small"),
        (CHANGE, Decimal("-0.5"), Decimal("-0.5")),
        (CHANGE, "250 %", Decimal("2.5")),
    ],
)
def test_limits_are_inclusive(kind: Number, raw: Raw, expected: object) -> None:
    assert outcome(kind, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (Decimal("0.41"), Decimal("0.41")),
        (Decimal(41), "percent-too-large"),
        ("41 %", Decimal("0.41")),
        ("41%", Decimal("0.41")),
        ("41 procent", Decimal("0.41")),
        ("7,25 %", Decimal("0.0725")),
        ("41", "not-a-number"),
        ("0,41", "not-a-number"),
        ("ca 41 %", "not-a-number"),
        ("K:41% M:41%", "not-a-number"),
        ("%", "not-a-number"),
        (True, "not-a-number"),
        (date(2022, 4, 30), "not-a-number"),
    ],
)
def test_a_share_is_never_a_hundred_times_too_large(raw: Raw, expected: object) -> None:
    assert outcome(SHARE, raw) == expected


def test_a_bare_41_is_said_to_be_4100_per_cent() -> None:
    assert "4\u00a0100\u00a0%" in advice(SHARE, Decimal(41))


@pytest.mark.parametrize(
    ("raw", "way_out"),
    [
        (Decimal("6.4"), ": 6,4 %."),
        (Decimal(8), ": 8 %."),
        ("14,8", ": 14,8 %."),
        (Decimal("1.2"), ", till exempel 41 %."),
        ("0,41", ", till exempel 41 %."),
        ("640 %", ", till exempel 41 %."),
        (Decimal(4100), ", till exempel 41 %."),
    ],
)
def test_what_to_write_is_the_figure_that_stands_there(raw: Raw, way_out: str) -> None:
    """The same 41 % under every figure reads as the right answer; it is an example, where the figure is no share."""
    assert advice(SHARE, raw).replace("\u00a0", " ").endswith(f"Skriv andelen med procenttecken{way_out}")


@pytest.mark.parametrize("kind", [VISITS, MONEY, SHARE])
@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_an_error_value_is_neither_blank_nor_nought(kind: Number | Percent, error: str) -> None:
    assert outcome(kind, ErrorValue(error)) == "error-value"
    assert SWEDISH(kind.help()) in advice(kind, ErrorValue(error))


@pytest.mark.parametrize("kind", [VISITS, SHARE])
def test_a_formula_never_calculated_is_refused(kind: Number | Percent) -> None:
    assert outcome(kind, Uncalculated("=")) == "not-calculated"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (VISITS, "ca 1100"),
        (VISITS, Decimal(-1)),
        (Number(maximum=Decimal(3)), Decimal(4)),
        (SHARE, "ca 41 %"),
        (SHARE, Decimal("1.2")),
        (SHARE, Decimal(-1)),
    ],
)
def test_the_message_ends_with_the_help_that_stands_beside_the_cell(kind: Number | Percent, raw: Raw) -> None:
    validation = kind.validation(SWEDISH)
    assert validation is not None
    assert validation.help == SWEDISH(kind.help())
    assert advice(kind, raw).endswith(validation.help)


def test_excel_is_asked_for_the_same_limits_as_the_reader() -> None:
    for kind in (VISITS, MONEY, SHARE, CHANGE):
        validation = kind.validation(SWEDISH)
        assert validation is not None
        assert (validation.minimum, validation.maximum) == (kind.minimum, kind.maximum)
        assert not validation.strict, "a person is warned, never stopped"


@pytest.mark.parametrize("text", ["0", "1", "45467", "0.1", "123456789012345", "0.000123", "99999.999"])
def test_a_number_goes_both_ways(text: str) -> None:
    assert there_and_back(VISITS, Decimal(text)) == Decimal(text)


@pytest.mark.parametrize("text", ["0", "1", "0.41", "0.123456789012345", "0.005"])
def test_a_share_goes_both_ways(text: str) -> None:
    assert there_and_back(SHARE, Decimal(text)) == Decimal(text)


@pytest.mark.parametrize(
    ("kind", "value", "swedish", "english"),
    [
        (VISITS, "45467", "45\u00a0467", "45,467"),
        (VISITS, "0.5", "1", "1"),
        (VISITS, "-0.4", "0", "0"),
        (MONEY, "-17.7", "−17,7 mnkr", "−17.7 mnkr"),
        (SHARE, "0.41", "41,0\u00a0%", "41.0%"),
        (SHARE, "0.0725", "7,3\u00a0%", "7.3%"),
        (Percent(decimals=0), "0.415", "42\u00a0%", "42%"),
    ],
)
def test_shown_half_up_as_excel_does(kind: Number | Percent, value: str, swedish: str, english: str) -> None:
    assert kind.show(Decimal(value), SWEDISH) == swedish
    assert kind.show(Decimal(value), Words("en")) == english


@pytest.mark.parametrize("text", ["45467", "1234567", "12"])
def test_what_is_shown_is_understood(text: str) -> None:
    assert outcome(VISITS, VISITS.show(Decimal(text), SWEDISH)) == Decimal(text)
    assert outcome(SHARE, SHARE.show(Decimal(text) / 10**8, SWEDISH)) == round(Decimal(text) / 10**8, 3)


def test_nothing_is_shown_as_nothing() -> None:
    assert VISITS.show(None, SWEDISH) == SHARE.show(None, SWEDISH) == ""


@pytest.mark.parametrize("kind", [SHARE, RoughNumber(SHARE)])
def test_a_share_has_decimals_enough_beside_another(kind: CellType) -> None:
    assert kind.refine(Decimal("0.0031"), (Decimal("0.0034"),)).show(Decimal("0.0031"), SWEDISH) == "0,31\u00a0%"
