"""No file of the project holds the marks that git leaves where two changes met."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MARKERS = re.compile(rb"^(?:<{7} |>{7} |\|{7} |={7}\r?$)", re.MULTILINE)
WRITTEN = {
    ".py",
    ".md",
    ".po",
    ".cfg",
    ".toml",
    ".txt",
    ".json",
    ".yaml",
    ".yml",
    ".bas",
    ".cls",
    ".lark",
    ".html",
    ".in",
}
WITHOUT_ENDING = {"Makefile", "LICENSE", ".gitignore"}
MADE = {".git", ".venv", "build", "dist", "demo-output", "node_modules", "__pycache__"}


def texts() -> list[Path]:
    """Every file that people write: as git lists them, else all that lies here (in a package of the source)."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        paths = [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    written = [path for path in paths if path.suffix in WRITTEN or path.name in WITHOUT_ENDING or ".ci" in path.parts]
    return [path for path in written if path.is_file()]


def test_no_file_has_conflict_markers() -> None:
    paths = texts()
    assert len(paths) > 800
    assert [path.relative_to(ROOT).as_posix() for path in paths if MARKERS.search(path.read_bytes())] == []


def test_markers_are_known() -> None:
    lines = [b"a\n" + sign * 7 + b" HEAD\n" for sign in (b"<", b">", b"|")] + [b"a\n" + b"=" * 7 + b"\nb"]
    assert all(MARKERS.search(each) for each in lines)
    assert not MARKERS.search(b"Title\n" + b"=" * 9 + b"\n   " + b"<" * 7 + b" no\n")
