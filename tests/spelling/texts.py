"""What there is to read in plain words: the catalogue, the guides, the examples, without what is code, a file or an id."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
CATALOGUE = ROOT / "followup" / "locale" / "sv" / "LC_MESSAGES" / "followup.po"
ENDINGS = "xlsx|xlsm|xlsb|xls|docx|csv|md|html|json|eml|msg|zip|cmd|txt|pdf|py|ods|dotx|crdownload"
NO_WORDS = re.compile(
    r"\{[^{}]*\}"  # a place in a message
    rf"|[\w./\\*-]+\.(?:{ENDINGS})\b|\.(?:{ENDINGS})\b"  # a file, an ending
    r"|https?://\S+|\b(?:python|example)\.org\b"
    r"|(?<!\w)--?[a-z][a-z-]*"  # an option
    r"|[#=]\S+"  # a colour, a formula
    r"|\b\w*\d\w*\b"  # T1, DÅ08, C12
    r"|\b[\w-]+(?:\.[\w-]+)+\b"  # tabell.kolumn
)
NO_WORDS_IN_MARKDOWN = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|<[^>]+>|\{#[^}]*\}", re.DOTALL)
IDS = re.compile(r"[a-z0-9, -]*")
"""A cell of a table that holds nothing but ids."""


def messages(language: str) -> Iterator[str]:
    """Every message of the catalogue in that language."""
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            texts = message.id if language == "en" else message.string
            if message.id:  # the first is the file's own head
                yield from (texts,) if isinstance(texts, str) else texts or ()


def plain_markdown(path: Path) -> str:
    """What stands in a page, without code and addresses; cells of ids left out."""
    text = NO_WORDS_IN_MARKDOWN.sub(" ", path.read_text(encoding="utf-8"))
    return "\n".join(" ".join(_cells(line)) if line.startswith("|") else line for line in text.splitlines())


def _cells(line: str) -> Iterator[str]:
    return (cell for cell in line.split("|") if not IDS.fullmatch(cell))


def misspelt(texts: Iterable[str], *dictionaries: str) -> list[str]:
    """The words that no dictionary has, nor our own list of the same language."""
    plain = "\n".join(NO_WORDS.sub(" ", text) for text in texts)
    run = subprocess.run(
        ["hunspell", "-d", ",".join(dictionaries), "-l", "-i", "utf-8"],
        input=plain, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    known = {word for name in dictionaries for word in (HERE / f"{name}.dic").read_text("utf-8").split()}
    return sorted({word.strip(".:-") for word in run.stdout.split()} - known)
