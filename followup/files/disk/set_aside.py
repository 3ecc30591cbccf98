"""The name under which a workbook that somebody has edited is kept when a new one takes its own: with day and time."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import count
from pathlib import Path

DATED = re.compile(r".+ \d{4}-\d\d-\d\d \d{4}( \(\d+\))?")


def dated_name(path: Path, now: datetime) -> Path:
    """``regional 2026-12-01 0915.xlsx`` beside it, with a number where that is taken."""
    stem = f"{path.stem} {now:%Y-%m-%d %H%M}"
    names = (path.with_name(f"{stem}{f' ({number})' if number > 1 else ''}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def is_set_aside(path: Path) -> bool:
    """Whether a name is one of those."""
    return DATED.fullmatch(path.stem) is not None
