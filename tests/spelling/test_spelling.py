"""Every message, guide and example is spelt as a dictionary has it; words of ours stand in ``sv_SE.dic``, ``en_GB.dic``."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.spelling.texts import HERE, ROOT, messages, misspelt, plain_markdown

SWEDISH, ENGLISH = "sv_SE", "en_GB"
IN_ENGLISH = {"contracts", "decisions", "faults", "house"}
IN_BOTH = {"rules", "commands"}
"""Pages made by scripts, of words in Swedish and English."""
GUIDES = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.stem not in IN_ENGLISH | IN_BOTH]
ENGLISH_PAGES = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY", "CHANGELOG")),
    *(ROOT / "docs" / f"{name}.md" for name in sorted(IN_ENGLISH | IN_BOTH)),
]
EXAMPLES = [
    *sorted((ROOT / "examples").glob("*/*.md")),
    *sorted((ROOT / "followup").glob("sections/declared/presets/*.md")),
]

pytestmark = pytest.mark.skipif(
    shutil.which("hunspell") is None and os.environ.get("FOLLOWUP_HUNSPELL") != "required", reason="needs hunspell"
)


@pytest.mark.parametrize(("language", "dictionary"), [("sv", SWEDISH), ("en", ENGLISH)])
def test_every_message_is_spelt_right(language: str, dictionary: str) -> None:
    assert misspelt(messages(language), dictionary) == []


@pytest.mark.parametrize(
    ("pages", "dictionaries"),
    [(GUIDES, (SWEDISH,)), (EXAMPLES, (SWEDISH, ENGLISH)), (ENGLISH_PAGES, (ENGLISH, SWEDISH))],
    ids=["guides", "examples", "pages in English"],
)
def test_every_page_is_spelt_right(pages: list[Path], dictionaries: tuple[str, ...]) -> None:
    texts = {page: plain_markdown(page) for page in pages}
    words = misspelt(texts.values(), *dictionaries)
    assert [(word, page.name) for word in words for page, text in texts.items() if word in text] == []


def test_a_misspelt_word_is_found() -> None:
    assert misspelt(["Uppföljningen är klar, men summan stämer itne i {file}."], SWEDISH) == ["itne", "stämer"]


@pytest.mark.parametrize("name", [SWEDISH, ENGLISH])
def test_the_own_words_are_in_order_and_each_once(name: str) -> None:
    words = (HERE / f"{name}.dic").read_text("utf-8").split()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
