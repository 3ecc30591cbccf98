"""A file that kills whoever reads it costs a finding, and the others nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup.flow.gathering.reading import step
from tests.demos import Demo
from tests.flow.gathering.reading.dying_workers import MAKER, times_of
from tests.flow.gathering.reading.rounds import checked, round_in


def test_a_file_whose_reader_dies_is_read_once_more(
    demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = round_in(demo, tmp_path)
    files = checked(place, "--workers", "1")
    monkeypatch.setattr(step, "MAKER", MAKER)
    once, always = [place / "inbox" / file["file"] for file in files if file["unit"]][:2]
    times_of(once).write_text("1", encoding="ascii")
    times_of(always).write_text("9", encoding="ascii")
    now = checked(place, "--workers", "2")
    assert [file["file"] for file in now] == [file["file"] for file in files]
    assert [file["file"] for file, before in zip(now, files, strict=True) if file != before] == [always.name]
    (killing,) = [file for file in now if file["file"] == always.name]
    assert [finding["rule"] for finding in killing["findings"]] == ["reader-died"]
    assert times_of(once).read_text(encoding="ascii") == "0"
    assert times_of(always).read_text(encoding="ascii") == "7", "read twice, no more"
