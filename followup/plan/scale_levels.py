"""Signs and colours that tell the steps of a scale apart, on a black-and-white print too."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator, Sequence

from followup.files.colours.contrast import contrast
from followup.form.finding import Finding
from followup.form.rows import FilledRow
from followup.locale import literal
from followup.rulebook.planning.plan import (
    COLOUR_AS_LIGHT,
    COLOUR_NEAR_THE_NEXT,
    NO_COLOUR_LEFT,
    NOT_A_COLOUR,
    SIGN_MEANS_TWO_LEVELS,
)

SIGNS = tuple("●▲■◆○△□◇★☆◐✓✗–?·◌▽▼►")
"""Signs to choose from, those that are told apart most easily first."""


def free_sign(signs: Iterable[str], wished: str = "") -> str:
    """The sign wished for where it is free, else the first of ours that is."""
    used = {sign.strip() for sign in signs}
    if wished and wished not in used:
        return wished
    return next((sign for sign in SIGNS if sign not in used), "")


def signs_that_mean_two_levels(rows: Sequence[FilledRow]) -> Iterator[Finding]:
    """One finding a sign and scale, on the step that comes second."""
    signs_of_scale: dict[str, list[str]] = {}
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        signs_of_scale.setdefault(row.text("scale"), []).append(row.text("symbol"))
    warned: set[tuple[str, str]] = set()
    for row in rows:
        scale, sign = row.text("scale"), row.text("symbol").strip()
        if not sign:
            continue
        first = seen.setdefault((scale, sign), row.text("word"))
        if first != row.text("word") and (scale, sign) not in warned:
            warned.add((scale, sign))
            problem = SIGN_MEANS_TWO_LEVELS.problem(
                other=literal(first), free=literal(free_sign(signs_of_scale[scale]))
            )
            yield Finding.of(row.place("symbol"), problem, sign)


COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
BESIDE, AT_ALL = 3.0, 1.25
"""The least contrast of a step to those beside it on its scale, what WCAG 2 asks of graphical objects that touch, and to
any other step: less than that is one grey to people, ten steps of a hundred in lightness.
"""

SHADES = 100


def colours_too_close(rows: Sequence[FilledRow]) -> Iterator[Finding]:
    """A colour that is none, or no other in greyscale than that of another step; on the step that comes second.

    What is advised fits the advice above it: who follows all of it has a scale without such findings.
    """
    settled: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        colour, before = row.text("colour"), settled.setdefault(row.text("scale"), [])
        if not colour:
            continue
        if not COLOUR.fullmatch(colour):
            yield Finding.of(row.place("colour"), NOT_A_COLOUR.problem(), colour)
            continue
        near = _nearest(colour, before)
        if near:
            rule = COLOUR_NEAR_THE_NEXT if near == before[-1][0] else COLOUR_AS_LIGHT
            instead = free_colour(colour, [other for _word, other in before])
            rule = rule if instead else NO_COLOUR_LEFT
            problem = rule.problem(other=literal(near), instead=literal(instead))
            yield Finding.of(row.place("colour"), problem, colour)
            colour = instead or colour
        before.append((row.text("word"), colour))


def free_colour(wished: str, before: Sequence[str]) -> str:
    """The shade of a colour nearest to it that can be told from those before it on its scale; empty where none is left."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(wished[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    for shade in sorted(range(SHADES + 1), key=lambda shade: abs(shade / SHADES - lightness)):
        parts = colorsys.hls_to_rgb(hue, shade / SHADES, saturation)
        colour = "#" + "".join(f"{round(part * 255):02X}" for part in parts)
        if not _nearest(colour, [(other, other) for other in before]):
            return colour
    return ""


def _nearest(colour: str, before: Sequence[tuple[str, str]]) -> str:
    """The word of a step before it that a colour is too close to, the one beside it first; empty where there is none."""
    for least, (word, other) in zip((BESIDE, *[AT_ALL] * len(before)), reversed(before), strict=False):
        if contrast(colour, other) < least:
            return word
    return ""
