"""Targets that were understood, as bytes and back: so that the grammar need not be loaded for texts that were read before."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from followup.files.disk.value_parts import ValueParts
from followup.locale import Message
from followup.targets.model import Figures, Interval, Kind, Target, TextPart

PARTS = ValueParts(Target, TextPart, Figures, Interval, Kind, Message)


def targets_to_bytes(targets: Mapping[str, Target]) -> bytes:
    """Targets by the texts that they were read from."""
    return PARTS.to_bytes(targets)


def targets_from_bytes(data: bytes) -> dict[str, Target]:
    """The same targets. ValueError where the bytes are of none."""
    with contextlib.suppress(ValueError):
        targets = PARTS.from_bytes(data)
        if isinstance(targets, dict) and all(isinstance(target, Target) for target in targets.values()):
            return targets
    raise ValueError("these bytes are no targets that this version has understood")
