"""One round, merged once by one reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.demos import Demo
from tests.flow.gathering.reading.rounds import merged, round_in


@pytest.fixture(scope="package")
def shared_round(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that no test changes."""
    return round_in(demo, tmp_path_factory.mktemp("readers"))


@pytest.fixture(scope="package")
def one_by_one(shared_round: Path) -> dict[str, bytes]:
    """The outputs of a merge that reads one file after the other."""
    return merged(shared_round, "--workers", "1")
