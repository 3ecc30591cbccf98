"""A test of ``followup``: formats are found by their files; docs/house.md adds one in its exercise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import followup
from tests.demos import Demo


def test_a_format_that_there_is_not_is_told_with_those_that_there_are(demo: Demo, tmp_path: Path) -> None:
    shutil.copytree(demo.folder, tmp_path / "w")
    with pytest.raises(followup.CouldNotRun, match="csv, docx, html, json, pdf, xlsx"):
        followup.report(tmp_path / "w", "summary", format="plain_text")
