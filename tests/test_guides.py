"""The guides: what they name is there, their pictures are made by the script, and those to begin with are short."""

from __future__ import annotations

import configparser
import re
import runpy
import subprocess
from importlib import metadata
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
SWEDISH = {"och", "med", "på", "av", "är"}
"""Of which words a sentence in Swedish has one."""
LARGEST = 150_000
"""Bytes of a picture."""
ANCHOR = re.compile(r"\b([\w-]+)\.md#([\wåäöÅÄÖ-]+)")
WORDS_OF_PAGES = {"division": 400, "en-omgang": 900, "controller": 600, "sekretariat": 250}
"""At most so many words, without what a picture is for those who do not see it."""
SHORT_SENTENCES = dict.fromkeys(("division", "en-omgang", "planen", "controller", "sekretariat", "fragor-och-svar"), 26)
SHORT_SENTENCES |= dict.fromkeys(("uppslagsverk", "division-mer"), 30)
"""At most so many words in a sentence; what is looked up may have longer ones."""


def read(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def pages_with_pictures() -> list[tuple[Path, str, str]]:
    """Every picture that a page shows: the page, what it says of it, and its file."""
    pages = [*DOCS.glob("*.md"), ROOT / "README.md"]
    return [(page, *match) for page in pages for match in PICTURE.findall(page.read_text(encoding="utf-8"))]


def made() -> set[str]:
    """The names of the pictures that the script makes."""
    return {picture.name for picture in runpy.run_path(str(DOCS / "make_pictures.py"))["PICTURES"]}


def test_every_picture_is_there_and_is_said_in_words() -> None:
    shown = pages_with_pictures()
    assert len({file for _page, _words, file in shown}) > 10
    assert [file for page, _words, file in shown if not (page.parent / file).is_file()] == []
    assert [file for _page, words, file in shown if len(words.split()) < 8] == []
    of_guides = [(words, file) for page, words, file in shown if page.parent == DOCS]
    assert [file for words, file in of_guides if not SWEDISH & set(words.split())] == []


def test_every_picture_is_made_by_the_script_and_shown() -> None:
    shown = {Path(file).stem for _page, _words, file in pages_with_pictures()}
    assert shown == made()
    assert {path.stem for path in (DOCS / "images").iterdir()} == made()


@pytest.mark.parametrize("path", sorted((DOCS / "images").iterdir()), ids=lambda path: path.name)
def test_pictures_are_small(path: Path) -> None:
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as picture:
        assert picture.mode == "P", "few colours"
        assert max(picture.size) <= 1_800


def test_every_anchor_that_is_named_anywhere_is_there() -> None:
    """In code, scripts, messages and workflows too: nobody finds out else that a heading has another name."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    lines = [
        line for line in listed.stdout.splitlines() if not line.startswith("tests/")
    ]  # they name what is not there
    files = [ROOT / line for line in lines if Path(line).suffix in TEXTS]
    assert len(files) > 500
    named = {match for path in files for match in ANCHOR.findall(path.read_text(encoding="utf-8", errors="replace"))}
    assert ("uppslagsverk", "varje-fel-och-vad-man-gör") in named
    dead = [f"{page}.md#{anchor}" for page, anchor in sorted(named) if not has(page, anchor)]
    assert dead == []


TEXTS = {".py", ".md", ".po", ".txt", ".cfg", ".toml", ".yml", ".yaml", ".sh", ".cmd", ".bas", ".cls"}
OTHERS = {"x", "page", "README"}
"""Pages that are spoken of as examples, and those that lie elsewhere."""


def has(page: str, anchor: str) -> bool:
    """Whether a page of the documentation has a heading of this anchor; pages elsewhere are none of ours."""
    if page in OTHERS or not (DOCS / f"{page}.md").is_file():
        return page in OTHERS
    titles = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return anchor in {re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", WORDS_OF_PAGES)
def test_a_page_to_begin_with_is_short(name: str) -> None:
    text = PICTURE.sub("", read(name)).replace("|", " ")
    assert len(text.split()) <= WORDS_OF_PAGES[name]


@pytest.mark.parametrize("name", SHORT_SENTENCES)
def test_its_sentences_are_short(name: str) -> None:
    assert [sentence for sentence in sentences(read(name)) if len(sentence.split()) > SHORT_SENTENCES[name]] == []


def sentences(page: str, ends: str = ".!?:") -> list[str]:
    """The sentences of what is read, up to one of these signs: not of code, tables, pictures and quotations."""
    text = re.sub(r"```.*?```", "", PICTURE.sub("", page), flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    lines = [line for line in text.splitlines() if not line.startswith(("|", "#", ">"))]
    paragraphs = re.split(r"\n\s*\n|\n(?=[*\d-])", "\n".join(lines))
    return [part for paragraph in paragraphs for part in re.split(rf"(?<=[{ends}])\s+", " ".join(paragraph.split()))]


@pytest.mark.parametrize("question", re.findall(r"\n### (.+?)\n\n((?:.|\n)+?)(?=\n##|\Z)", read("fragor-och-svar")))
def test_an_answer_is_four_sentences_at_most(question: tuple[str, str]) -> None:
    title, answer = question
    assert len([part for part in sentences(answer, ".!?") if part]) <= 4, title


def test_questions_are_answered_for_everybody() -> None:
    assert re.findall(r"^## (.+)$", read("fragor-och-svar"), re.MULTILINE) == [
        "För en division",
        "För sekretariatet",
        "För en controller",
        "För IT",
    ]


def test_the_licences_are_those_of_what_is_installed_with_it() -> None:
    """By name: what is needed stands there, and nothing that is not installed."""
    table = re.findall(
        r"^\| [^|]+ \| (`[^|]+) \|$", read("it").partition("## Licenser")[2].partition("\n## ")[0], re.MULTILINE
    )
    listed = {name for row in table for name in re.findall(r"`([\w.-]+)`", row)}
    needed = {re.split(r"[<>= ;]", line.strip())[0] for line in requirements()}
    assert {name.casefold() for name in needed} <= {"", *(name.casefold() for name in listed)}
    assert {name for name in listed if not is_installed(name)} == {"MIT-CMU"}


def requirements() -> list[str]:
    """The lines of setup.cfg that name what the program needs."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = settings["options"]["install_requires"].splitlines()
    return [line for line in lines if not line.strip().startswith("#")]


def is_installed(name: str) -> bool:
    """Whether a package of that name is there."""
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False
