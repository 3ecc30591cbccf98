"""However many read the files, and whatever becomes of those who do: the round is the same."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from followup.flow.gathering.reading import crew
from tests.flow.gathering.reading.rounds import checked, merged


@pytest.mark.parametrize("number", ["2", "4"])
def test_the_outputs_are_the_same_to_the_byte(shared_round: Path, one_by_one: dict[str, bytes], number: str) -> None:
    assert "output/regional.xlsx" in one_by_one and "output/summary.docx" in one_by_one
    assert merged(shared_round, "--workers", number) == one_by_one


class Breaking(Executor):
    """An executor whose workers end, and that takes no more work after the first."""

    def __init__(self, *_how: object) -> None:
        self.asked = 0

    def submit(self, *_work: Any, **_more: Any) -> Future[Any]:
        """A future of nothing."""
        self.asked += 1
        if self.asked > 1:
            raise BrokenProcessPool
        future = Future[Any]()
        future.set_exception(BrokenProcessPool())
        return future


def test_what_a_broken_executor_was_to_read_is_read_all_the_same(
    shared_round: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = checked(shared_round, "--workers", "1")
    monkeypatch.setattr(crew, "ThreadPoolExecutor", Breaking)
    assert checked(shared_round, "--workers", "2") == files
