"""One sum among a round's figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from followup.region.masking.counted import FigureKey


class Addition(NamedTuple):
    """A total and its parts; ``complete`` says that the parts, where all are known, make up the whole of it."""

    total: FigureKey
    parts: Sequence[FigureKey]
    complete: bool = True
