"""What cells of an OpenDocument workbook show beside their value: the file keeps the text that was seen, too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from followup.files.number_format import MEANS_NOTHING, SIGNS
from followup.files.pictures import SYMBOLS
from followup.files.received import SHOWS_ITSELF, Look, Raw
from followup.frozen import growing

NUMBER = re.compile(r"(?P<before>[^0-9]*?)(?P<digits>[0-9](?:[0-9 .,'\u00a0\u202f]*[0-9])?)(?P<after>[^0-9]*)")
TOO_NARROW = re.compile(r"#+")
NOTHING = MEANS_NOTHING + SIGNS
MOST_DECIMALS = 3
DIGITS_OF_A_GROUP = 3


@growing
class OdsStyles:
    """By a style's name the font, where that holds symbols, and the colour that it fills cells with."""

    fonts: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)


def styles_of(root: Any) -> OdsStyles:
    """Those of the cells."""
    styles = OdsStyles()
    families = {_of(face, "name"): _of(face, "font-family").strip("'") for face in root.iter("{*}font-face")}
    for style in root.iter("{*}style"):
        for properties in style:
            font = _of(properties, "font-name")
            if families.get(font, font).casefold() in SYMBOLS:
                styles.fonts[_of(style, "name")] = families.get(font, font)
            paper = _of(properties, "background-color")
            if paper.startswith("#"):
                styles.papers[_of(style, "name")] = paper[1:].upper()
    return styles


def _of(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def look_of_shown(raw: Raw, text: str | None, is_percentage: bool, font: str) -> Look | None:
    """What is seen of a value, by the text that the file says is shown; None for no text means that it does not say."""
    if font:
        return Look(font=font)
    if text is None or isinstance(raw, bool) or not isinstance(raw, Decimal | date) or TOO_NARROW.fullmatch(text):
        return None
    if not text.strip():
        return Look(hidden=True)
    look = _of_number(raw, text, is_percentage) if isinstance(raw, Decimal) else _of_day(raw, text)
    return look if look.is_odd else None


def _of_number(raw: Decimal, text: str, is_percentage: bool) -> Look:
    match = NUMBER.fullmatch(text.strip())
    if match is None:
        return Look(before=text.strip(), digits=False) if text.strip(NOTHING) else SHOWS_ITSELF
    before, after = match["before"].lstrip(), match["after"].rstrip()
    digits = re.sub(r"[^0-9]", "", match["digits"])
    number = raw.scaleb(2 * is_percentage)
    decimals, thousands = _scale(abs(number), digits)
    return Look(
        before=before if before.strip(NOTHING) else "",
        after=after if after.strip(NOTHING) else "",
        percents=int(is_percentage),
        thousands=thousands,
        decimals=decimals,
        grouped=len(digits) - (decimals or 0) > DIGITS_OF_A_GROUP,
    )


def _scale(number: Decimal, digits: str) -> tuple[int | None, int]:
    """How many decimals are shown, and over how many thousands: as the digits tell that are seen."""
    for thousands in range(4 if number else 0):
        for decimals in range(MOST_DECIMALS + 1):
            if int(digits) == round(number.scaleb(decimals - 3 * thousands)) > 0:
                return decimals, thousands
    return None, 0


def _of_day(day: date, text: str) -> Look:
    """A date without its day of the month or its year; its text is its pattern."""
    shown = [int(digits) for digits in re.findall(r"[0-9]+", text)]
    years = {day.year, day.year % 100}
    if day.day not in shown:
        alone = len(shown) < 2 and not re.search(r"[^\W0-9]", text)
        return Look(lacks="month" if alone else "day", pattern=(text,))
    return SHOWS_ITSELF if years & set(shown) else Look(lacks="year", pattern=(text,))


def unusual_fills(papers: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """The colours of cells, but for the one that most of them have."""
    usual = Counter(papers.values()).most_common(1)
    return {place: paper for place, paper in papers.items() if paper != usual[0][0]}
