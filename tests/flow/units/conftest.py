"""The round that those of the year after go on from."""

from __future__ import annotations

import pytest

from tests.flow.units.years import first_round
from tests.scoring.rounds import Round


@pytest.fixture
def first() -> Round:
    """T1 2022."""
    return first_round()
