"""The text of the division's macros: what can be held without running it.

A test of ``followup.stages.macro_words``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup.files.vba import TEXTS_MODULE, modules_in, texts_module
from followup.files.vba_patterns import program
from followup.locale import LANGUAGES
from followup.outputs.buttons import said
from followup.outputs.own_workbook import ADD_IN_FOLDERS
from followup.stages.buttons import CAPTIONS
from followup.stages.macro_words import PATTERNS, texts
from tests.house import Words, bundled

MODULES = modules_in(Path(bundled("macros")) / "division")
SOURCE = "\n".join(module.text for module in MODULES)
DEFINED = re.compile(r"^(?:Public |Private )?(?:Sub|Function) (\w+)", re.MULTILINE)
USED = re.compile(r"\b((?:Text|Why|Words|Patterns?)[A-Z]\w+)\(\)")
LONGEST_LINE = 1000
LONGEST_PROCEDURE = 45


def test_every_module_declares_its_names_and_is_ascii() -> None:
    assert all(module.text.startswith("Option Explicit\n") for module in MODULES)
    assert SOURCE.isascii(), "a code page may turn other signs into something else on the way"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_macros_say_is_made_and_nothing_else(language: str) -> None:
    made = texts(Words(language))
    wanted = {name for name in USED.findall(SOURCE) if name not in DEFINED.findall(SOURCE)}
    assert wanted == {name for name in made if USED.fullmatch(f"{name}()")}
    assert all(made[name] for name in made)
    assert max(map(len, texts_module(TEXTS_MODULE, made).text.splitlines())) < LONGEST_LINE


def test_no_name_stands_twice() -> None:
    """A private procedure of one module hides another's public one in LibreOffice."""
    folders = [Path(bundled("macros")) / folder for folder in ADD_IN_FOLDERS]
    together = "\n".join(module.text for folder in folders for module in modules_in(folder))
    made = [*texts(Words("sv")), *said(Words("sv"))]
    names = Counter(name.lower() for name in [*DEFINED.findall(together), *made])
    assert not [name for name, times in names.items() if times > 1]


def test_the_procedures_of_the_buttons_are_there_and_all_are_short() -> None:
    assert set(CAPTIONS) <= set(DEFINED.findall(SOURCE))
    bodies = re.findall(r"^(?:Public |Private )(?:Sub|Function) (\w+)(.*?)^End (?:Sub|Function)", SOURCE, re.M | re.S)
    assert not [name for name, body in bodies if body.count("\n") > LONGEST_PROCEDURE]


def test_nothing_is_used_that_a_mac_or_libreoffice_lacks() -> None:
    lacking = ("CreateObject", "Declare ", "VBScript", "ADODB", "Scripting", ".Find(", "ListObjects", "Optional ")
    assert not [word for word in lacking if word in SOURCE.replace("optional", "")]


def matches(instructions: str, text: str, at: int = 0, place: int = 0) -> bool:
    """What the module FollowupPatterns does, to hold the programs against ``re``."""
    step = instructions.split(" ")[at]
    if step == "e":
        return place == len(text)
    return any(matches(instructions, text, *way) for way in ways(step[0], step[1:], at, text, place))


def ways(sign: str, what: str, at: int, text: str, place: int) -> Iterator[tuple[int, int]]:
    """Where an instruction may go on, in the program and in the text: the best first."""
    match sign:
        case "j":
            yield int(what), place
        case "f":
            yield from ((int(each), place) for each in what.split(","))
        case "v":
            yield at + 1, place
        case "b" | "a":
            yield from () if stands(text, place - (sign == "b"), "s" + what) else ((at + 1, place),)
        case "g":
            limits, one = what.split(";")
            least, most = map(int, limits.split(","))
            taken = next((n for n in range(most) if not stands(text, place + n, one)), most)
            yield from ((at + 1, place + n) for n in range(taken, least - 1, -1))
        case _:
            yield from ((at + 1, place + 1),) if stands(text, place, sign + what) else ()


def stands(text: str, place: int, one: str) -> bool:
    """Whether a character is what an instruction takes."""
    if not 0 <= place < len(text):
        return False
    code, sign = ord(text[place]), one[0]
    ranges = (each.partition("-") for each in one[1:].split(",") if each)
    inside = any(int(first) <= code <= int(last or first) for first, _dash, last in ranges)
    return {".": text[place] != "\n", "n": not inside}.get(sign, inside)


SAMPLES = (
    *("45 467", "1.234,5", "-17,7 mnkr", "12-15", "ca 1100", "k: 41 % m: 38 %", "(1 200)", "data saknas", "x", "n/a"),
    *("resultatet redovisas i t2", "2022-04-30", "30 april 2022", "m2", "per 100 000 invånare", "omkring 2 000"),
    *("811218-9876", "mäts vartannat år", "underlag saknas för t1 2022", "1.234.567", "1'234", "4/5", "60-tal", ""),
)


@pytest.mark.parametrize("name", PATTERNS)
def test_a_program_matches_what_its_patterns_do(name: str) -> None:
    made = program(*PATTERNS[name])
    for text in SAMPLES:
        assert matches(made, text) == any(each.fullmatch(text) for each in PATTERNS[name]), text
