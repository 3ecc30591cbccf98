"""Who stands for the answers of a form, and who has approved them."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import NamedTuple

from followup.form.place import Place
from followup.frozen import frozen


class SignedAt(NamedTuple):
    """The cells of a signature."""

    name: Place = Place()
    role: Place = Place()
    day: Place = Place()


@frozen
class Signature:
    """A name, a role and a day; each may be missing. ``refused`` says that what was written could not be read."""

    name: str = ""
    role: str = ""
    day: date | None = None
    at: SignedAt = field(default_factory=SignedAt)
    refused: bool = False

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return bool(self.name or self.role or self.day)

    @property
    def complete(self) -> bool:
        """A name and a day: who, and since when."""
        return bool(self.name and self.day)

    def __str__(self) -> str:
        return "; ".join(part for part in (self.name, self.role, self.day.isoformat() if self.day else "") if part)


@frozen
class SignOff:
    """The two signatures of a form."""

    done: Signature = field(default_factory=Signature)
    approved: Signature = field(default_factory=Signature)
