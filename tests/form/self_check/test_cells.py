"""What people write in cells of each type, worked out by LibreOffice: what the form calls wrong Python refuses too."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.form.cells.test_what_people_write import CELLS, SIGNS, rows, typed_as
from tests.form.language import AnyFigure, CellType, Number, Percent, RoughNumber, Year, masked_numbers_in
from tests.form.self_check.typed_cells import Answered, Typed, answered
from tests.house import literal
from tests.office import needs_office

pytestmark = needs_office
CASES = [Typed(case[0], typed_as(case[1])) for case in rows() if "<half>" not in case[1] and case[1] != "=!"]
"""All but halves of characters, which no workbook can hold, and formulas that were never worked out: here they are."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """What people write, as the table of cells has it."""
    return answered(CASES, CELLS, tmp_path_factory.mktemp("office"))


def test_what_the_form_calls_wrong_is_refused_by_the_same_rule(filled: Answered) -> None:
    of_days = [fault for fault in filled.differing if not isinstance(fault[0].raw, str) and fault[2] is not None]
    assert filled.differing == of_days, "to a formula a day is a number"
    assert len(filled.faults) == len({finding.cell for finding in filled.faults}), "a cell is told of once"


def test_most_of_what_is_refused_is_told_by_the_form_itself(filled: Answered) -> None:
    by_form = {finding.cell for finding in filled.faults}
    left = {cell: filled.typed[cell] for cell in filled.refused.keys() - by_form}
    rules = {filled.refused[cell] for cell, case in left.items() if not isinstance(case.raw, str)}
    assert rules <= {"not-a-number", "not-a-date", "outcome-not-understood"}, "a day, or a number among days"
    share = Counter(case.kind for case in left.values())
    assert len(by_form) > 0.7 * len(filled.refused), share


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        *(
            ("besök", text)
            for text in ("45.467", "45,467", "12-15", "12–15", "12 till 15", "4/5", "45 tusen", "(1 200)")
        ),
        *(("besök", text) for text in ("12 personer", "5 mnkr", "12 %", "12,", "5-", "41 (38)", "1e5", "2022-04-30")),
        *(("tkr", text) for text in ("1,4 M", "5 st", "100 EUR")),
        *(("andel", text) for text in ("41", "41-43 %", "41 procentenheter", "41 av 100", "ca 41 %")),
        *(("utfall antal", text) for text in ("45.467", "45,467", "12-15")),
        ("utfall %", "41-43 %"),
        *(("utfall antal", text) for text in ("81 %", "Se bilaga.")),
        *(("utfall %", "enligt bilaga"), ("utfall tkr", "finns i rapporten")),
        ("dag", "våren"),
    ],
)
def test_what_begins_with_a_digit_is_told_too(filled: Answered, kind: str, typed: str) -> None:
    cell = next(cell for cell, case in filled.typed.items() if case == (kind, typed))
    assert cell in {finding.cell for finding in filled.faults}


def test_the_sentence_names_the_column_and_ends_with_what_to_write(filled: Answered) -> None:
    sentences = {filled.typed[finding.cell]: finding.sentence for finding in filled.faults}
    assert sentences[Typed("andel", typed_as("#41"))] == (
        "Typed: betyder 4\u00a0100\u00a0% i den här cellen, och det är mer än 100 %. "
        "Skriv andelen med procenttecken, till exempel 41 %."
    )
    for text in ("ca 1100", "många", "patienter 12", "12-15"):
        assert sentences[Typed("besök", text)] == "Typed: är inte ett tal. Skriv bara siffror, i besök."
    assert sentences[Typed("besök", "45.467")] == (
        "Typed: kan läsas på två sätt. Skriv tusental med mellanslag och decimaler med komma. "
        "Skriv bara siffror, i besök."
    )


KINDS: dict[str, CellType] = {
    **{name: kind for name, kind in CELLS.items() if name not in ("text", "namn", "lista")},
    **{"per invånare": Number("recept/1000 inv", decimals=None), "per år": Number("besök per år"), "år": Year()},
    **{"m2": Number("m2"), "dagar": Number(literal("dagar")), "vad som helst": AnyFigure()},
    **{"ungefär": RoughNumber(Number("besök")), "ungefär %": RoughNumber(Percent())},
}
FIGURES = (
    *(
        "12",
        "0",
        "5",
        "85",
        "2022",
        "12345",
        "45467",
        "45 467",
        "45\u00a0467",
        "45.467",
        "45,467",
        "1.234,5",
        "1 234,5",
    ),
    *("7,2", "7.2", "0.467", "1'234", "1.234.567", "2022-04-30", "30 april 2022", "12-15", "41–43"),
)
BEFORE = (
    "",
    "",
    "",
    "-",
    "–",
    "- ",
    "minus ",
    "+",
    "plus ",
    " ",
    "\u00a0",
    "\u00a0-",
    "\u00a0 -",
    "(",
    "'",
    "ca ",
    "ett ",
)
BEHIND = (
    *(
        "",
        " ",
        "\u00a0",
        ".",
        ",",
        "-",
        ")",
        "%",
        " %",
        " procent",
        "‰",
        ":-",
        "kr",
        " tkr",
        " kkr",
        " mkr",
        " mnkr",
        " SEK",
    ),
    *(
        " milj. kr",
        " miljoner kronor",
        " miljarder",
        " tusen",
        " tusen kronor",
        " st",
        " st.",
        "st",
        " styck",
        " antal",
    ),
    *(
        " besök",
        " BESÖK",
        " besök per år",
        " besök/år",
        " läkarbesök",
        " patienter",
        " personer",
        " dagar",
        " dag",
        " h",
    ),
    *(
        " p",
        " poäng",
        " index",
        "-tal",
        "-talet",
        " m2",
        " kg",
        " recept/1000 invånare",
        " recept per 1000 inv.",
        " av 7",
    ),
    *(
        " och några till",
        " enligt bilaga",
        " (38)",
        "/7",
        "e5",
        "%-enheter",
        " procentenheter",
        " traﬃk",
        " ﬆ",
        "*",
        "?",
        "~",
    ),
    *(" i år", " (st)", " maj", ":30", "\n", "\t", "\x0b", "\r\n", " \u2003"),
)
PIECES = (
    *FIGURES,
    *BEFORE,
    *BEHIND,
    *SIGNS.values(),
    "#REF!",
    "Err:502",
    "fel: 502",
    "K:",
    "M:",
    "N/A",
    "x",
    "ja",
    "klar",
    "|",
)


def _typed(chance: random.Random) -> str:
    """A figure with what may stand before and behind it, or pieces in any order."""
    if chance.random() < 0.6:
        spoilt = chance.choice([*SIGNS.values(), *BEHIND]) if chance.random() < 0.2 else ""
        return chance.choice(BEFORE) + chance.choice(FIGURES) + chance.choice(BEHIND) + spoilt
    return "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 6)))


def _is_answer(text: str) -> bool:
    """Whether it stays in a cell, and no personal number is taken out of it."""
    return (
        bool(text.strip("\u200b\u2060\ufeff \t\n\r\x0b\u00a0"))
        and "\ud800" not in text
        and not list(masked_numbers_in(text))
    )


CHOICES = ("ja/nej", "status")


def test_of_random_texts_the_form_says_nothing_that_the_check_does_not(tmp_path: Path) -> None:
    chance = random.Random(14)
    texts = [(kind, _typed(chance)) for kind in KINDS for _ in range(150)]
    result = answered([Typed(kind, text) for kind, text in texts if _is_answer(text)], KINDS, tmp_path)
    copied = [fault for fault in result.differing if fault[0].kind in CHOICES and fault[2] == "error-value"]
    assert result.differing == copied, "an error that was copied as a text is no word of a list either"
    assert len(result.faults) > len(result.refused) / 2
