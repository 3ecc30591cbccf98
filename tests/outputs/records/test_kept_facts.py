"""Facts kept until the record is written: the same bytes, however many, and nothing of them left behind."""

from __future__ import annotations

import errno
import gc
import hashlib
import tempfile
import warnings
from pathlib import Path

import pytest

from followup.outputs.records.kept_facts import KeptFacts
from tests.cli.test_previous import FIRST
from tests.house import command
from tests.plans import PLAN
from tests.scoring.rounds import merged_round


@pytest.mark.parametrize("times", [0, 1, 300_000])
def test_what_is_kept_is_written_as_it_was(times: int, tmp_path: Path) -> None:
    pieces = ["å,1\n".encode(), b"b,2\n"] * times
    kept, whole = KeptFacts(iter(pieces)), b"".join(pieces)
    kept.write(tmp_path / "first.csv")
    kept.write(tmp_path / "second.csv")
    assert [*kept.lines] == whole.splitlines() == [*kept.lines]
    assert (tmp_path / "first.csv").read_bytes() == (tmp_path / "second.csv").read_bytes() == whole
    assert kept.digest == hashlib.sha256(whole).hexdigest()


def test_its_file_is_closed_when_nobody_has_it_any_more() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kept = KeptFacts([b"a" * 2_000_000])
        del kept
        gc.collect()


def test_where_there_is_no_room_for_them_a_merge_says_so_and_leaves_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = merged_round(tmp_path / "r", PLAN, {"nord": FIRST, "syd": FIRST}).folder
    before = {path: path.read_bytes() for path in (place / "output").rglob("*") if path.is_file()}

    def full(_size: int) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert place / "output" / "record" / "facts.csv" in before
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", full)
    code, printed = command("merge", "--plan", str(place / "plan.xlsx"))
    assert code == 2 and "facts.csv" in printed
    assert {path: path.read_bytes() for path in (place / "output").rglob("*") if path.is_file()} == before
