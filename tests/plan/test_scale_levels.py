"""A test of ``followup.plan.scale_levels``: which shade of a colour is left for a step."""

from __future__ import annotations

from followup.plan.scale_levels import free_colour


def test_a_colour_that_can_be_told_from_those_before_is_kept() -> None:
    assert free_colour("#A31515", ["#2E7D32", "#FFD54F"]) == "#A31515"


def test_another_shade_is_found_for_one_that_is_the_same_grey_as_a_step_that_is_not_beside_it() -> None:
    assert free_colour("#C62828", ["#2E7D32", "#FFD54F"]) != "#C62828"


def test_there_is_none_where_the_steps_have_taken_every_grey() -> None:
    assert free_colour("#123456", [f"#{n:02X}{n:02X}{n:02X}" for n in range(0, 256, 8)]) == ""
