"""Contrast is what WCAG 2 says, and on every colour there is something that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.files.colours.contrast import contrast, ink_on


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#FFFFFF", 21),
        ("#FFFFFF", "#FFFFFF", 1),
        ("#767676", "#FFFFFF", 4.54),
        ("#FFFFFF", "#767676", 4.54),
        ("#ff0000", "#0000FF", 2.15),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_what_is_written_on_a_colour_can_be_read(number: int) -> None:
    colour = f"#{number:06X}"
    assert contrast(ink_on(colour), colour) >= 4.5
