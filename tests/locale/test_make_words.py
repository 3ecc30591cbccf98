"""``make words`` says the same twice: no order that changes, no places in the code, no version of anything.

A test of ``followup.locale``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = Path("followup", "locale", "sv", "LC_MESSAGES")


def copied(tmp_path: Path) -> Path:
    """The program and what makes its catalogue, to be changed."""
    shutil.copytree(ROOT / "followup", tmp_path / "followup", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs").mkdir()
    shutil.copyfile(ROOT / "docs" / "make_words.py", tmp_path / "docs" / "make_words.py")
    return tmp_path


def make_words(place: Path, seed: str = "0") -> dict[str, bytes]:
    """What it leaves, as ``make words`` runs it; in a process of its own, for the order of hashing is that of a process."""
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, str(place / "docs" / "make_words.py")]
    subprocess.run(command, check=False, capture_output=True, timeout=120, env=environment)
    return {name: (place / CATALOGUE / name).read_bytes() for name in ("followup.po", "followup.mo")}


def test_nothing_changes_where_nothing_is_new(tmp_path: Path) -> None:
    place = copied(tmp_path)
    kept = {name: (ROOT / CATALOGUE / name).read_bytes() for name in ("followup.po", "followup.mo")}
    assert make_words(place, "1") == kept == make_words(place, "2")


def test_one_message_is_one_entry(tmp_path: Path) -> None:
    """Wherever it stands in the code, and however far that moves the others."""
    place = copied(tmp_path)
    before = make_words(place)["followup.po"].decode("utf-8")
    with (place / "followup" / "aaa.py").open("w", encoding="utf-8") as file:
        file.write('from followup.locale import _\n\nNEW = _("Nobody has said this yet.")\n')
    module = place / "followup" / "cli" / "console.py"
    module.write_text("# A line more.\n" * 40 + module.read_text(encoding="utf-8"), encoding="utf-8")
    after = make_words(place)["followup.po"].decode("utf-8")
    entry = 'msgid "Nobody has said this yet."\nmsgstr ""\n\n'
    assert entry in after and after.replace(entry, "") == before


@pytest.mark.parametrize("sign", ["#: ", "Generated-By", "0.2"])
def test_nothing_stands_there_that_changes_by_itself(sign: str) -> None:
    heading = (ROOT / CATALOGUE / "followup.po").read_text(encoding="utf-8").split("\n\n", 1)[0]
    assert sign not in heading
    assert "\n#: " not in (ROOT / CATALOGUE / "followup.po").read_text(encoding="utf-8")
    assert "no_location=True" in (ROOT / "docs" / "make_words.py").read_text(encoding="utf-8")
