"""The values that cells hold once they are understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from followup.locale import Message


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """An answer that is no number but says why: "Data saknas". The text is kept as typed."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class Several:
    """Figures for several parts of a split that stood together in one cell, by the part's key.

    ``earlier`` are those of earlier occasions in the same cell, by occasion as written.
    """

    text: str
    parts: tuple[tuple[str, Decimal], ...]
    earlier: tuple[tuple[str, tuple[tuple[str, Decimal], ...]], ...] = ()


Value = str | Decimal | bool | date | Missing | Several | Message | tuple[str, ...] | None
"""What a cell holds; a message only in labels that we write ourselves."""
