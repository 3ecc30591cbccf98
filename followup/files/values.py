"""What a reader gives for a cell, as what we keep: exact numbers, dates, texts; blank text counts as empty."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from followup.files.number_format import length_in_words
from followup.files.received import Raw, exact

NOT_BLANK = re.compile(r"[^\s\u200b\u2060\ufeff]")


def raw_of(value: object) -> Raw | None:
    """The value to keep, None for what counts as empty; times are kept as their text."""
    if isinstance(value, str):
        return value if NOT_BLANK.search(value) else None
    if isinstance(value, bool):
        return value
    if isinstance(value, float | int):
        return exact(value) if value - value == 0 else str(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    if isinstance(value, date):
        return value
    if isinstance(value, timedelta):
        return length_in_words(Decimal(str(value.total_seconds())) / 86_400, "h:m:s" if value.seconds % 60 else "h:m")
    return None if value is None else str(value)
