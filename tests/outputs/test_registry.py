"""A test of ``followup.outputs.registry``: formats are found by their files; docs/house.md adds one in its exercise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import followup
from followup.outputs.registry import FACTS, REPORTS
from tests.demos import Demo


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(demo: Demo, tmp_path: Path) -> None:
    shutil.copytree(demo.folder, tmp_path / "w")
    with pytest.raises(followup.CouldNotRun, match="csv, docx, html, json, xlsx"):
        followup.report(tmp_path / "w", "summary", format="plain_text")


def test_each_file_of_a_room_of_formats_is_a_format() -> None:
    assert FACTS.names == ("csv", "parquet")
    assert all(registry[name].suffix for registry in (REPORTS, FACTS) for name in registry.names)
