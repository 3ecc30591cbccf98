"""A merge that is killed while it writes leaves the last good result or the complete new one, file by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.killing import OUTPUTS, Killing
from tests.plans import PLAN
from tests.scoring.rounds import new_round

KILLS = 10
NORD = """
| Styrmått               | Utfall kvinnor | Utfall män |
| Andel som väntat högst 90 dagar | 81 %           | 79 %       |
"""


def two_results(folder: Path) -> Callable[[], None]:
    """A small round; gives what lets a second unit answer."""
    round_ = new_round(folder, PLAN, {"nord": NORD})
    return lambda: round_.answer("syd", NORD)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_ten_merges_killed_while_they_write(tmp_path: Path) -> None:
    killing = Killing(tmp_path / "region")
    killing.kill(KILLS, killing.prepare(two_results(killing.folder)))
    assert killing.wrong == []
    assert sum(number for state, number in killing.seen.items() if state.count("/") == 2) == KILLS


def test_half_a_file_and_a_lost_one_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killing = Killing(tmp_path, first=dict.fromkeys(OUTPUTS, "a"), second=dict.fromkeys(OUTPUTS, "b"))
    killing.output.mkdir()
    (killing.output / "record").mkdir()
    (killing.output / "regional.xlsx").write_bytes(b"half")
    monkeypatch.setattr(killing, "undisturbed", lambda: 0)
    killing._look(1)
    assert killing.wrong[0] == "1: broken/lost/lost"
