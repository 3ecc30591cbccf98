"""Which figures a text tells."""

from __future__ import annotations

import pytest

from followup.rules.figures.figures_in_text import figures_in


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1 193 och 12,5 procent, 4.", ["1 193", "12,5 procent", "4"]),
        ("2022-04-30 kl. 14.30, 3–4 män, A4", []),
        ("Tolv av sexton, två-tre", ["Tolv"]),
        ("En av dem, ett år", []),
    ],
)
def test_figures_that_a_text_tells(text: str, figures: list[str]) -> None:
    assert [figure.written for figure in figures_in(text)] == figures
