"""A round to close, and one that is closed: a copy for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.closing.rounds_to_close import answered_round, closed_round
from tests.scoring.rounds import Round


@pytest.fixture
def open_round(tmp_path: Path) -> Round:
    """T1 2022, answered by all and merged."""
    return answered_round(tmp_path / "r")


@pytest.fixture
def closed(tmp_path: Path) -> Round:
    """The same, closed."""
    return closed_round(tmp_path / "r")
