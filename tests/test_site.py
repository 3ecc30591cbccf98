"""The site of the guides: built as strictly as can be, opened from disk, and used by those who cannot see it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.house import command
from tests.lint.pages import faults_of, needed

ROOT = Path(__file__).resolve().parents[1]
LOADED = re.compile(r'<(?:script|img|iframe|source)\b[^>]*?\bsrc="([^"]+)"|<link\b[^>]*?\bhref="([^"]+)"')
LINKED = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
OTHER = "division.md"
LOOKED_AT = ("index", "division", "omgang-till")


def build(source: Path, into: Path) -> tuple[int, str]:
    """Sphinx' exit code, and what it warns of: each is an error."""
    arguments = [
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-c",
        str(ROOT / "docs" / "site"),
        "-d",
        str(into / "kept"),
    ]
    done = subprocess.run(
        [sys.executable, *arguments, str(source), str(into / "site")], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("site")
    assert build(ROOT, into) == (0, "")
    return into / "site"


def pages(site: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def target(page: Path, address: str) -> tuple[Path, str]:
    file, _mark, anchor = address.partition("#")
    return (page.parent / unquote(file)).resolve() if file else page, unquote(anchor)


def test_nothing_is_loaded_from_a_network(site: Path) -> None:
    loaded = {(page, one or other) for page, text in pages(site).items() for one, other in LOADED.findall(text)}
    assert {(page.name, address) for page, address in loaded if re.match(r"(?:[a-z]+:)?//", address)} == set()
    files = {target(page, address.partition("?")[0])[0] for page, address in loaded if not address.startswith("data:")}
    assert [file for file in files if not file.is_file()] == []
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)]*", styles) == []


def test_every_link_leads_to_a_page_and_a_heading(site: Path) -> None:
    texts = pages(site)
    anchors = {page: set(re.findall(r'\bid="([^"]+)"', text)) for page, text in texts.items()}
    dead = []
    for page, text in texts.items():
        for address in LINKED.findall(text):
            if re.match(r"[a-z]+:", address):
                continue
            file, anchor = target(page, address)
            if not file.is_file() or (anchor and anchor not in anchors.get(file, ())):
                dead.append((page.name, address))
    assert dead == []


def test_every_guide_is_in_the_contents(site: Path) -> None:
    _code, listed = command("guide")
    names = re.findall(r"^  ([\w-]+) ", listed, re.MULTILINE)
    contents = (site / "docs" / "index.html").read_text(encoding="utf-8")
    assert len(names) > 10
    assert [name for name in names if f'href="{name}.html"' not in contents] == []


def test_the_search_knows_the_words_of_the_guides_without_a_server(site: Path) -> None:
    """The index is a script that the page loads, for a page from disk may fetch nothing."""
    assert (site / "searchindex.js").read_text(encoding="utf-8").startswith("Search.setIndex(")
    assert "inkorg" in (site / "searchindex.js").read_text(encoding="utf-8")
    assert "searchtools.js" in (site / "search.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", ["[hit](finns-inte.md)", f"[hit]({OTHER}#finns-inte)", "![bild](images/x.png)"])
def test_a_link_that_leads_nowhere_stops_the_building(fault: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(f"# Handböcker\n\n{fault}\n", encoding="utf-8")
    (tmp_path / "docs" / "division.md").write_text("# Fylla i mallen\n", encoding="utf-8")
    code, warned = build(tmp_path, tmp_path)
    assert code == 1
    assert "docs/index.md:3" in warned


def test_axe_finds_nothing_on_the_pages(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor on one that ``followup guide`` makes."""
    needed()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    paths = {name: site / "docs" / f"{name}.html" for name in LOOKED_AT}
    paths["guide"] = Path(command("guide", "division")[1].strip())
    based = {
        name: path.read_text(encoding="utf-8").replace("<head>", f'<head><base href="{path.as_uri()}">', 1)
        for name, path in paths.items()
    }
    assert {name: found for name, found in faults_of(based, tmp_path).items() if found} == {}
