"""How many read."""

from __future__ import annotations

import pytest

from followup.flow.gathering.reading import readers
from followup.flow.gathering.reading.readers import FILES_PER_WORKER, Readers
from tests.house import command


@pytest.mark.parametrize(
    ("workers", "files", "number"),
    [
        (None, 0, 1),
        (None, 2 * FILES_PER_WORKER - 1, 1),
        (None, 2 * FILES_PER_WORKER, 2),
        (None, 100 * FILES_PER_WORKER, 8),
        (4, 0, 1),
        (4, 3, 3),
        (4, 1000, 4),
        (1, 1000, 1),
    ],
)
def test_as_many_as_pay_or_as_are_asked_for(
    workers: int | None, files: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "cores", lambda: 8)
    assert Readers(workers).number(files) == number


@pytest.mark.parametrize("text", ["0", "-1", "två", "1.5", ""])
def test_a_number_of_readers_that_is_none_is_refused_with_a_sentence(text: str) -> None:
    code, told = command("check", "--workers", text)
    assert code == 2 and f"”{text}” är inget antal. Skriv ett heltal, 1 eller mer." in told
