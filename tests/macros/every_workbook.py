"""Every kind of workbook that we write with macros, beside the one without, made once for a process's tests."""

from __future__ import annotations

import re
import warnings
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from followup.files.xlsx_writing.vba import TEXTS_MODULE, modules_in
from tests.demos import copied
from tests.files.language import Module
from tests.house import bundled, command

PLACE = "norrbotten-2022-04"
KINDS = ("division", "regional", "own workbook", "add-in")
FOLDERS = {
    "division": ("division",),
    "regional": ("regional",),
    "own workbook": ("regional",),
    "add-in": ("regional", "division", "addin"),
}
"""The folders of text that each kind's modules come from, besides the texts."""


@cache
def workbook(kind: str) -> Path:
    """A workbook with macros of that kind."""
    folder = Path(mkdtemp(prefix="followup-macros-"))
    if kind == "own workbook":
        command("excel", "install", "--into", str(folder))
    elif kind == "add-in":
        command("excel", "install", "--into", str(folder), "--addin")
    else:
        return _of_round(kind)
    return next(folder.glob("Followup.xl*"))


@cache
def round_of_an_example() -> Path:
    """The folder of a whole example, with templates and the regional workbook written with macros."""
    folder = Path(mkdtemp(prefix="followup-macros-")) / "place"
    copied(folder, PLACE)
    plan = str(folder / "plan.xlsx")
    command("template", "--plan", plan, "--macros", "--unit", "psykiatri")
    command("merge", "--plan", plan, "--macros")
    return folder


def _of_round(kind: str) -> Path:
    folder = round_of_an_example()
    return next((folder / ("templates" if kind == "division" else "output")).glob("*.xlsm"))


def modules_of(kind: str) -> list[Module]:
    """The modules that a kind is made from, as text."""
    return [module for folder in FOLDERS[kind] for module in modules_in(bundled("macros") / folder)]


def read_back(path: Path) -> dict[str, str]:
    """The text of each module as olevba reads it from the file, without what Excel keeps above it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what olevba itself uses
        from oletools.olevba import VBA_Parser

    parser = VBA_Parser(str(path))
    modules = {Path(name).stem: plain(code) for _file, _stream, name, code in parser.extract_macros()}
    parser.close()
    return modules


def plain(code: str) -> str:
    """A module's text with one kind of line end, without attributes."""
    lines = code.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip("\n")


def procedures(code: str) -> dict[str, str]:
    """Each procedure of a module by its name, from its first line to its last."""
    kinds = r"(?:Public |Private |Friend )?(?:Static )?(?:Sub|Function|Property \w+)"
    matches = re.finditer(rf"^{kinds} (\w+).*?^End (?:Sub|Function|Property)$", code, re.MULTILINE | re.DOTALL)
    return {match[1]: match[0] for match in matches}


__all__ = ["KINDS", "TEXTS_MODULE", "modules_of", "procedures", "read_back", "round_of_an_example", "workbook"]
