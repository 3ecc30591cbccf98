"""The text of the division's macros: what can be held without running it.

A test of ``followup.templates.macro_words``.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from followup.files.xlsx_writing.vba import TEXTS_MODULE, modules_in, texts_module
from followup.locale import LANGUAGES
from followup.outputs.own_workbook import ADD_IN_FOLDERS
from followup.outputs.regional_buttons import macro_words
from followup.templates.macro_words import texts
from followup.templates.template_buttons import CAPTIONS
from tests.house import Words, bundled

MODULES = modules_in(Path(bundled("macros")) / "division")
SOURCE = "\n".join(module.text for module in MODULES)
DEFINED = re.compile(r"^(?:Public |Private )?(?:Sub|Function) (\w+)", re.MULTILINE)
USED = re.compile(r"\b((?:Text|Words)[A-Z]\w+)\(\)")
LONGEST_LINE = 1000
LONGEST_PROCEDURE = 45


def test_every_module_declares_its_names_and_is_ascii() -> None:
    assert all(module.text.startswith("Option Explicit\n") for module in MODULES)
    assert SOURCE.isascii(), "a code page may turn other signs into something else on the way"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_macros_say_is_made_and_nothing_else(language: str) -> None:
    names = texts(Words(language))
    used = {name for name in USED.findall(SOURCE) if name not in DEFINED.findall(SOURCE)}
    assert used == {name for name in names if USED.fullmatch(f"{name}()")}
    assert all(names[name] for name in names)
    assert max(map(len, texts_module(TEXTS_MODULE, names).text.splitlines())) < LONGEST_LINE


def test_no_name_stands_twice() -> None:
    """A private procedure of one module hides another's public one in LibreOffice."""
    folders = [Path(bundled("macros")) / folder for folder in ADD_IN_FOLDERS]
    together = "\n".join(module.text for folder in folders for module in modules_in(folder))
    every_name = [*texts(Words("sv")), *macro_words(Words("sv"))]
    names = Counter(name.lower() for name in [*DEFINED.findall(together), *every_name])
    assert not [name for name, times in names.items() if times > 1]


def test_the_procedures_of_the_buttons_are_there_and_all_are_short() -> None:
    assert set(CAPTIONS) <= set(DEFINED.findall(SOURCE))
    bodies = re.findall(r"^(?:Public |Private )(?:Sub|Function) (\w+)(.*?)^End (?:Sub|Function)", SOURCE, re.M | re.S)
    assert not [name for name, body in bodies if body.count("\n") > LONGEST_PROCEDURE]


def test_nothing_is_used_that_a_mac_or_libreoffice_lacks() -> None:
    lacking = ("CreateObject", "Declare ", "VBScript", "ADODB", "Scripting", ".Find(", "ListObjects", "Optional ")
    assert not [word for word in lacking if word in SOURCE.replace("optional", "")]


MOST_LINES = 1800


def test_the_macros_are_few_lines_and_know_no_rules() -> None:
    every = [path.read_text(encoding="utf-8") for path in Path(bundled("macros")).rglob("*.bas")]
    assert sum(text.count("\n") for text in every) <= MOST_LINES
    assert not [word for word in ("RegExp", ' Like "*', "WorksheetFunction") if word in SOURCE]
