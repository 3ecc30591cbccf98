"""What a misspelt name was meant for: by edits, all of those that are equally near, and nothing where nothing is."""

from __future__ import annotations

import random

import pytest

from followup.locale.nearest import did_you_mean, nearest, one_of
from tests.house import Words, literal

COMMANDS = ("new", "template", "check", "merge", "report", "export", "reopen", "plan")
SWEDISH = Words("sv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mrege", ("merge",)),
        ("MERGE", ("merge",)),
        ("nwe", ("new",)),
        ("eport", ("report", "export")),  # one letter from either
        ("xyz", ()),
        ("", ()),
        ("  ", ()),
    ],
)
def test_the_fewest_edits_tell(text: str, expected: tuple[str, ...]) -> None:
    assert nearest(text, COMMANDS) == expected


def test_a_part_of_a_name_is_enough_where_few_have_it() -> None:
    units = ("Division Närsjukvård", "Division Psykiatri", "Division Service", "Division Folktandvård")
    assert nearest("psykiatri", units) == ("Division Psykiatri",)
    assert nearest("Division", units) == ()
    assert nearest("Division Närsjukva\u030ard", units) == ("Division Närsjukvård",)  # as a Mac writes å


def test_a_name_of_one_sign_is_near_nothing() -> None:
    assert nearest("x", ("▲", "□")) == ()
    assert nearest("lans", ("lans1", "lans2")) == ("lans1", "lans2")


def test_names_are_told_in_a_sentence() -> None:
    assert SWEDISH(one_of(["merge"])) == "merge"
    assert SWEDISH(one_of(["t1", "t2", "t3"])) == "t1, t2 eller t3"
    there, all_of_them = literal("Det finns inte."), literal("Alla: a, b.")
    assert SWEDISH(did_you_mean(there, ["a"], all_of_them)) == "Det finns inte. Menade du a?"
    assert SWEDISH(did_you_mean(there, [], all_of_them)) == "Det finns inte. Alla: a, b."
    assert SWEDISH(did_you_mean(there, [])) == "Det finns inte."


def edited(text: str, chance: random.Random) -> str:
    """The text with one letter put in, left out, replaced, or in the place of the next."""
    at, letter = chance.randrange(len(text)), chance.choice("abcdefghijklmnopqrstuvwxyzåäö")
    match chance.choice(("insert", "delete", "replace", "swap")):
        case "insert":
            return text[:at] + letter + text[at:]
        case "delete":
            return text[:at] + text[at + 1 :]
        case "replace":
            return text[:at] + letter + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def test_one_edit_of_a_name_is_never_lost() -> None:
    chance = random.Random(20)
    for name in COMMANDS * 100:
        text = edited(name, chance)
        assert text in COMMANDS or name in nearest(text, COMMANDS), text
