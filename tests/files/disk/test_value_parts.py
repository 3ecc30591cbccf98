"""Values go through bytes and come back the same, and bytes of anything else are refused.

A test of ``followup.files.disk.value_parts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from followup.files.disk.value_parts import ValueParts


class Colour(Enum):
    """A choice."""

    RED = "red"


@dataclass(frozen=True)
class Figure:
    """What holds a bit of everything."""

    key: str
    parts: Any = ()


PARTS = ValueParts(Figure, Colour)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        7,
        "å",
        Decimal("1.50"),
        (1, (2,)),
        {"K": Decimal(1)},
        Colour.RED,
        Figure("a", (Figure("b"), Colour.RED)),
    ],
)
def test_a_value_comes_back_the_same(value: object) -> None:
    assert repr(PARTS.from_bytes(PARTS.to_bytes(value))) == repr(value)


@pytest.mark.parametrize(
    "other",
    [b"", b"rubbish", b'{"Path": {}}', b'{"Figure": {"x": 1}}', b'{"Figure": {}, "Colour": "red"}', b"[" * 100_000],
)
def test_bytes_of_something_else_are_refused(other: bytes) -> None:
    with pytest.raises(ValueError, match="no values of these classes"):
        PARTS.from_bytes(other)
