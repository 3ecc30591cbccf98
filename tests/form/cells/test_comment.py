"""Comments that say that the work goes on, and nothing besides."""

from __future__ import annotations

import pytest

from followup.form.cells.comment import only_goes_on


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Pågår",
            "pågår enligt plan",
            "Arbetet pågår.",
            "ARBETET PÅGÅR!",
            "Det löper på",
            "Åtgärden  fortgår löpande",
        ),
        *("Arbetet pågår i divisionen.", "Arbetet pågår inom verksamheterna kontinuerligt", "Insatsen\nfortsätter"),
    ],
)
def test_it_says_nothing(text: str) -> None:
    assert only_goes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Löpande",
        "Arbetet pågår på två av fem orter.",
        "Arbetet har börjat.",
        "pågår till maj",
        "Klart",
        "Enligt plan",
    ],
)
def test_it_says_something_or_nothing_of_work(text: str) -> None:
    assert not only_goes_on(text)
