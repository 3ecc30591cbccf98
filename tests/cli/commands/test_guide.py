"""followup guide: what there is to read, and a page that leads on without internet."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from tests.house import command

ROOT = Path(__file__).resolve().parents[3]
NOT_FOR_READERS = {"index"}
"""Of ``docs``: the first page of the site."""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, where the pages come."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def page(name: str) -> Path:
    code, output = command("guide", name)
    assert code == 0
    return Path(output.strip())


def test_every_guide_is_listed_with_its_title_and_its_readers() -> None:
    code, output = command("guide", "--language", "sv")
    assert code == 0
    lines = output.splitlines()
    assert lines[lines.index("Divisionen") + 1].split() == ["division", "Fylla", "i", "mallen"]
    assert "Öppna en i webbläsaren: followup guide division" in lines


def test_every_page_of_docs_is_a_guide_or_for_developers() -> None:
    """One line in ``followup/flow/guide.py`` adds a page to the list, to the wheel and to the site."""
    folder = page("division").parent
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} - NOT_FOR_READERS
    assert {path.stem for path in folder.glob("*.html")} - {"index"} == pages


def test_the_page_of_a_guide_needs_nothing_from_a_network() -> None:
    text = page("sekretariat").read_text(encoding="utf-8")
    assert "<script" not in text
    assert re.findall(r'(?:src|href)="(?!#|[\w-]+\.html|file:)([^"]+)"', text) == []


def test_links_lead_to_pages_and_headings_that_are_there() -> None:
    folder = page("omgang-till").parent
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    anchors = {name: set(re.findall(r' id="([^"]+)"', text)) for name, text in texts.items()}
    dead = []
    for name, text in texts.items():
        for address in re.findall(r'<a href="([^"]+)"', text):
            file, _mark, anchor = address.partition("#")
            known = anchors.get(file or name)
            if not address.startswith("https:") and (known is None or (anchor and unquote(anchor) not in known)):
                dead.append((name, address))
    assert dead == []


def test_the_first_page_leads_to_all_guides() -> None:
    assert page("index").read_text(encoding="utf-8").count("<li><a ") > 10


def test_pictures_are_there() -> None:
    pictures = re.findall(r'<img src="([^"]+)"', page("omgang-till").read_text(encoding="utf-8"))
    assert len(pictures) >= 3
    assert all(Path(unquote(urlparse(picture).path)).is_file() for picture in pictures)


def test_the_guide_is_shown_here_where_that_is_asked_for() -> None:
    code, output = command("guide", "division", "--text")
    assert code == 0
    assert output.startswith("# Fylla i mallen\n")


def test_a_guide_that_is_not_there_is_answered_with_those_that_are() -> None:
    code, output = command("guide", "divisonen", "--language", "sv")
    assert (code, output) == (2, "Det finns ingen handbok divisonen. Menade du division?\n")
    code, output = command("guide", "qwertz", "--language", "sv")
    assert code == 2 and output.startswith("Det finns ingen handbok qwertz. Det finns: ") and "controller" in output


def test_a_folder_that_cannot_be_written_in_is_no_hindrance(own_folder: Path) -> None:
    own_folder.write_text("a file where the folder should be", encoding="utf-8")
    assert page("division").is_file()
