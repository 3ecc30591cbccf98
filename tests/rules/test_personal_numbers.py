"""Personal identity numbers: found in whatever way they are written, and never shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.form.texts.personal_number import masked, masked_numbers_in
from followup.rules.personal_numbers import mask_personal_numbers
from tests.form.language import NOWHERE, AnswersBuilder, ProseAnswer, ProseParagraph, Row, SheetSource
from tests.house import Finding, Place, Severity, literal
from tests.tables import assert_finds


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("811218-9876", "8112**-****"),
        ("8112189876", "8112**-****"),
        ("811218+9876", "8112**-****"),
        ("811218–9876", "8112**-****"),
        ("811218 - 9876", "8112**-****"),
        ("811218\u20119876", "8112**-****"),
        ("19811218-9876", "198112**-****"),
        ("198112189876", "198112**-****"),
        ("811278-9873", "8112**-****"),
        ("20000229-0005", "200002**-****"),
        ("Pat. 811218-9876, väntade.", "Pat. 8112**-****, väntade."),
        ("a811218-9876b", "a8112**-****b"),
        ("1981-12-18-9876", "198112**-****"),
        ("1981-12-18 - 9876", "198112**-****"),
        ("19 811218-9876", "198112**-****"),
        ("81 12 18 9876", "8112**-****"),
        ("1981 12 18-9876", "198112**-****"),
        ("811218\u00a0-\u20099876", "8112**-****"),
        ("8112\u200b18-9\u00ad876", "8112**-****"),
        ("8112189876,6408233234;811278-9873", "8112**-****,6408**-****;8112**-****"),
        ("Ring om 811218-9876", "Ring om 8112**-****"),
        ("tel 811218-9876", "tel 8112**-****"),
    ],
)
def test_a_personal_number_is_masked(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(masked(text)) == shown
    assert list(masked_numbers_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "811218-9875",
        "811318-9876",
        "811232-9876",
        "19000229-0006",
        "1811218-98760",
        "811218-98765",
        "45 467",
        "2022-04-30",
        "0920-28 40 00",
        "8112189876 kr",
        "8112189876,50",
        "0,8112189876",
        "8 112 189 876",
        "tel 8112189876",
        "Telefonnr: 8112189876",
        "dnr 8112189876",
        "OCR 8112189876",
        "1981-12-18 9876",
        "212000-0142",
        "ÄR 2022/1234",
        "8112-9876",
        "8112**-****",
        "",
    ],
)
def test_what_is_no_personal_number_is_left_alone(text: str) -> None:
    assert masked(text) == text
    assert not list(masked_numbers_in(text))


def test_a_sign_that_nobody_sees_hides_no_number() -> None:
    assert list(masked_numbers_in("811218\u200b-9876")) == ["8112**-****"]


def check_digit(digits: str) -> int:
    """The last digit, worked out as it is taught: 2 1 2 1 …, the digits of each product added up."""
    products = [int(digit) * (2, 1)[at % 2] for at, digit in enumerate(digits)]
    total = sum(product // 10 + product % 10 for product in products)
    return -total % 10


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 999),
    st.booleans(),
    st.sampled_from(["", "-", "+", " "]),
)
def test_every_number_with_its_day_and_check_digit_is_found(
    day: date, serial: int, coordination: bool, between: str
) -> None:
    short = f"{day:%y%m}{day.day + 60 * coordination:02}{serial:03}"
    last = check_digit(short)
    assert masked(f"{short[:6]}{between}{short[6:]}{last}") == f"{short[:4]}**-****"
    assert masked(f"{short[:6]}{between}{short[6:]}{(last + 1) % 10}").endswith(str((last + 1) % 10))


def test_a_finding_never_repeats_a_number() -> None:
    finding = Finding(Place("f"), "not-a-number", Severity.ERROR, "ring 811218-9876", literal("är inte ett tal."))
    assert finding.raw == "ring 8112**-****"


def test_a_number_in_any_text_of_any_section_is_a_warning() -> None:
    assert_finds(
        "actions",
        """
        | Nr | Status            | Kommentar                                |
        | 1  | pågår enligt plan | Patienten 811218-9876 och 811278-9873    |
        | 2  | klar              | Ärende 811218-9875 är klart sedan länge  |
        """,
        """
        | column    | rule            | severity | found       |
        | Kommentar | personal-number | warning  | 8112**-**** |
        """,
    )


def test_a_number_in_a_cell_that_is_refused_is_masked_too() -> None:
    assert_finds(
        "visits",
        """
        | Besök                | Besök jan–apr 2022     | Varav distansbesök jan–apr 2022 |
        | Läkarbesök > Somatik | ring 811218-9876 | 4 326                     |
        | Övriga besök         | 42 393           | 6 471                     |
        """,
        """
        | column       | rule            | severity | found       |
        | Besök jan–apr 2022 | personal-number | error    | 8112**-**** |
        """,
    )


def test_an_answer_of_several_paragraphs_is_masked_with_its_footnotes() -> None:
    text = ProseAnswer(
        (
            ProseParagraph("En.", italics=((0, 2),)),
            ProseParagraph("Pat. 811218-9876", "https://a.example", ("och 811218-9876",), ((0, 4),)),
        )
    )
    answers = AnswersBuilder(SheetSource(NOWHERE, {"answer": 2}), [Row("digital")], [4])
    answers.column("answer")[0] = text
    shown = mask_personal_numbers(answers.build())[0]["answer"]
    assert shown == ProseAnswer(
        (
            ProseParagraph("En.", italics=((0, 2),)),
            ProseParagraph("Pat. 8112**-****", "https://a.example", ("och 8112**-****",)),
        )
    )
    assert str(shown) == "En.\nPat. 8112**-**** [och 8112**-****]"
