"""Parts of bars are told apart without colours: by lightness, or by hatching."""

from __future__ import annotations

from itertools import combinations

from followup.reports.drawings.tones import DARK, LIGHT, MID, tones_of


def lightness(colour: str) -> float:
    """The relative luminance of a colour, as WCAG reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_any_two_tones_differ_by_three_to_one() -> None:
    for one, other in combinations((DARK, MID, LIGHT), 2):
        light, dark = sorted((lightness(one), lightness(other)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_each_level_has_a_tone_of_its_own_and_what_is_late_is_dark() -> None:
    keys = {"klar": "done", "pågår": "under_way", "försenad": "late", "vilar": "late", "okänt": ""}
    tones = dict(zip(keys, tones_of(list(keys.values())), strict=True))
    assert tones["försenad"] == (DARK, False) and tones["klar"] == (LIGHT, False)
    assert len(set(tones.values())) == len(keys)
