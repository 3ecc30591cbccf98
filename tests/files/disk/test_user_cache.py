"""What is kept for the next time may be lost or spoilt at any time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from followup.files.disk.user_cache import cache_path
from tests.files.language import read_look
from tests.house import bundled

BASE = bundled("workbook_templates") / "base.xlsx"
READ = "from followup.targets.parse import parse_target; print(parse_target('minst 95 %').kind.value)"


def folder_of(path: str | bool) -> Path:
    assert isinstance(path, str)
    return Path(path).parent


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folder of this test alone, on any system."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return folder_of(cache_path("x"))


def test_a_look_read_again_is_the_same(cache: Path) -> None:
    first = read_look(BASE)
    assert [path.suffix for path in cache.iterdir()] == [".json"]
    assert read_look(BASE) == first


def test_a_spoilt_look_is_read_anew(cache: Path) -> None:
    first = read_look(BASE)
    for spoilt in ("", "{", '{"styles": 1}', "[]"):
        for path in cache.iterdir():
            path.write_text(spoilt, encoding="utf-8")
        assert read_look(BASE) == first


@pytest.mark.slow
@pytest.mark.parametrize("spoilt", [None, b"", b"rubbish", b"\x80\x04" * 100])
def test_a_spoilt_grammar_is_worked_out_anew(cache: Path, spoilt: bytes | None) -> None:
    if spoilt is not None:
        cache.mkdir(parents=True, exist_ok=True)
        (cache / "targets.grammar").write_bytes(spoilt)
    done = subprocess.run(
        [sys.executable, "-c", READ], capture_output=True, text=True, env=dict(os.environ), check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("at_least", "")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who is refused: not root, not Windows")
def test_a_folder_that_cannot_be_written_is_done_without(cache: Path) -> None:
    cache.chmod(0o500)
    assert cache_path("x") is False
    assert read_look(BASE).styles
