"""Texts, names, lists of names and choices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from followup.form.cells.base import shown
from followup.form.cells.text import YES_NO, Choice, Name, Names, Text, choice
from followup.locale import _
from tests.form.cells.typed import SPACES, SWEDISH, advice, in_english, noted_rule, outcome, there_and_back
from tests.form.language import CellType
from tests.house import ErrorValue, Raw, Uncalculated, Words, literal

STATUS = choice(("done", literal("klar")), ("under_way", literal("pågår enligt plan")), ("late", literal("försenad")))
DIRECTION = Choice(options=(("higher", _("higher")), ("lower", _("lower"))))
LONG = "Ansvarig för genomförandet i hela divisionen, med stöd av staben och i samråd med verksamhetscheferna"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=HYPERLINK(1)",
        "-5 % lägre",
        "+46 70 123 45 67",
        "@x",
        "å ä ö & < > \" '",
        "två\nrader",
        "N/A",
        "#hashtag",
        "_x0041_",
        "👩‍⚕️ sköterska",
        "א ב",
        "1" * 400,
        "a" * 32_000,
    ],
)
def test_a_text_stays_as_it_was_typed(text: str) -> None:
    assert outcome(Text(), text) == text
    assert noted_rule(Text(), text) == ""
    assert there_and_back(Text(), text) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  hej  ", "hej"),
        ("\nhej\n", "hej"),
        ("ett\r\ntvå\rtre", "ett\ntvå\ntre"),
        (Decimal("45467"), "45467"),
        (Decimal("7.5"), "7,5"),
        (True, "SANT"),
        (False, "FALSKT"),
        (date(2022, 4, 30), "2022-04-30"),
    ],
)
def test_what_is_no_text_becomes_the_text_that_was_seen(raw: Raw, text: str) -> None:
    assert outcome(Text(), raw) == text


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\u202e", "\ufffe", "\ud800"])
def test_characters_that_no_document_can_hold_are_left_out_and_told(character: str) -> None:
    assert outcome(Text(), f"före{character}efter") == "föreefter"
    assert noted_rule(Text(), f"före{character}efter") == "characters-removed"


def test_line_breaks_of_windows_are_no_removed_characters() -> None:
    assert noted_rule(Text(), "ett\r\ntvå") == ""


@pytest.mark.parametrize("nothing", ["\x07", " \x07 ", *(f"{space}{space}" for space in SPACES.values())])
def test_a_text_of_nothing_is_no_answer(nothing: str) -> None:
    assert outcome(Text(), nothing) is None
    assert outcome(Name(), nothing.replace("\x07", "")) is None


@pytest.mark.parametrize("kind", [Text(), Name(), Names(), STATUS])
def test_errors_and_uncalculated_formulas_are_no_texts(kind: CellType) -> None:
    assert outcome(kind, ErrorValue("#REF!")) == "error-value"
    assert outcome(kind, Uncalculated("=A1")) == "not-calculated"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("lsv2", "lsv2"),
        ("  Division\u00a0 Nord ", "Division Nord"),
        ("två\nrader", "två rader"),
        (Decimal(1), "1"),
        (Decimal("1.5"), "1.5"),
        (LONG, LONG),
    ],
)
def test_a_name_stands_on_one_line_and_is_never_cut(raw: Raw, name: str) -> None:
    assert outcome(Name(), raw) == name


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("nord, syd", ("nord", "syd")),
        ("nord;syd", ("nord", "syd")),
        ("nord\nsyd,", ("nord", "syd")),
        (" nord ", ("nord",)),
        (Decimal(4), ("4",)),
        (f"{LONG}, nord".replace("hela divisionen, ", ""), None),
    ],
)
def test_names_are_apart_by_commas_semicolons_or_lines(raw: Raw, names: tuple[str, ...] | None) -> None:
    result = outcome(Names(), raw)
    if names is None:
        assert isinstance(result, tuple) and ", ".join(result) == raw
    else:
        assert result == names
        assert there_and_back(Names(), names) == names


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("klar", "done"),
        ("KLAR", "done"),
        (" Klar ", "done"),
        ("pågår\u00a0enligt  plan", "under_way"),
        ("under_way", "under_way"),
        ("late", "late"),
    ],
)
def test_a_choice_is_known_whatever_its_case_and_spaces(raw: Raw, key: str) -> None:
    assert outcome(STATUS, raw) == key


@pytest.mark.parametrize("raw", ["högre", "higher", "Högre"])
def test_a_choice_is_known_in_every_language(raw: str) -> None:
    assert outcome(DIRECTION, raw) == "higher"


@pytest.mark.parametrize("raw", ["nästan klar", "kanske", Decimal(1), True, date(2022, 4, 30), "", "=A1"])
def test_another_word_is_refused(raw: Raw) -> None:
    assert outcome(STATUS, raw) == "not-in-the-list"


@pytest.mark.parametrize(
    ("raw", "meant"), [("försenat", "försenad"), ("klarr", "klar"), ("pågår enl plan", "pågår enligt plan")]
)
def test_the_nearest_word_is_suggested(raw: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in in_english(STATUS, raw)


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert "mean" not in in_english(STATUS, "kanske")


def test_a_long_word_of_the_list_is_known() -> None:
    long = choice(LONG, LONG + " och nämnden")
    assert outcome(long, LONG) == LONG
    assert outcome(long, LONG + " och nämnden") == LONG + " och nämnden"


@pytest.mark.parametrize("raw", ["kanske", "försenat"])
def test_the_message_of_a_choice_names_every_word(raw: str) -> None:
    assert advice(STATUS, raw).endswith(SWEDISH(STATUS.help()))
    assert "klar, pågår enligt plan, försenad" in advice(STATUS, raw)


@pytest.mark.parametrize("key", ["done", "under_way", "late"])
def test_a_choice_goes_both_ways(key: str) -> None:
    assert there_and_back(STATUS, key) == key
    assert outcome(STATUS, STATUS.show(key, SWEDISH)) == key


@pytest.mark.parametrize("language", ["sv", "en"])
def test_yes_and_no_go_both_ways_in_every_language(language: str) -> None:
    for key in ("yes", "no"):
        assert outcome(YES_NO, YES_NO.to_cell(key, Words(language)) or "") == key


def test_the_drop_down_holds_the_words() -> None:
    validation = STATUS.validation(SWEDISH)
    assert validation is not None
    assert (validation.kind, validation.choices) == ("list", ("klar", "pågår enligt plan", "försenad"))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("0.5"), "0,5"),
        (True, "SANT"),
        ("rad ett\nrad två", "rad ett rad två"),
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 79 + "…"),
        (ErrorValue("#REF!"), "#REF!"),
    ],
)
def test_what_stood_in_the_cell_is_quoted_on_one_short_line(raw: Raw, text: str) -> None:
    assert shown(raw) == text
