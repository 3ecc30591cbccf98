"""How far apart two colours are in lightness, as WCAG 2 measures it, and which letters can be read on a colour."""

from __future__ import annotations

BLACK, WHITE = "#000000", "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as #RRGGBB: 1 where they are equally light, 21 of black to white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(ground: str) -> str:
    """Black or white, whichever is read best on a colour; at least 4.58:1 on any."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, ground))


def _luminance(colour: str) -> float:
    """The relative luminance of #RRGGBB, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
