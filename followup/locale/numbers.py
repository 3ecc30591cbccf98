"""Numbers and dates as they are read: ``45 467``, ``7,2 %``, ``-17,7``; rounded half up, as Excel shows them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up and away from zero, as Excel does."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def show_number(value: Decimal, language: str = "sv", decimals: int | None = None) -> str:
    """The number with thousands apart; ``decimals`` None keeps those it has. Minus zero is shown as zero."""
    if decimals is not None:
        value = rounded(value, decimals)
    if value == 0:
        value = abs(value)
    text = f"{value:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if language != "sv":
        return text
    return text.replace(",", NO_BREAK_SPACE).replace(".", ",")


def show_percent(share: Decimal, language: str = "sv", decimals: int | None = 1) -> str:
    """A share, 0–1, as a percentage: 0.072 is ``7,2 %``."""
    sign = f"{NO_BREAK_SPACE}%" if language == "sv" else "%"
    return show_number(share * 100, language, decimals) + sign


def show_date(day: date) -> str:
    """ISO 8601, which Swedish readers use too."""
    return day.strftime("%Y-%m-%d") if day.year >= 1000 else day.isoformat()[:10]
