"""Targets that were understood, as bytes and back: so that the grammar need not be loaded for texts that were read before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from followup.locale import Message
from followup.targets.model import Figures, Interval, Kind, Target, TextPart

CLASSES: Mapping[str, type] = {kind.__name__: kind for kind in (Target, TextPart, Figures, Interval, Message)}


def targets_to_bytes(targets: Mapping[str, Target]) -> bytes:
    """Targets by the texts that they were read from."""
    return json.dumps([[text, _parts(target)] for text, target in targets.items()]).encode("ascii")


def targets_from_bytes(data: bytes) -> dict[str, Target]:
    """The same targets. ValueError where the bytes are of none."""
    try:
        targets = {text: _value(parts) for text, parts in json.loads(data)}
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as fault:
        raise ValueError("these bytes are no targets that this version has understood") from fault
    if not all(isinstance(target, Target) for target in targets.values()):
        raise ValueError("these bytes are no targets that this version has understood")
    return targets


def _parts(value: object) -> Any:
    """What a value is made of; of our own classes what is not as it is by itself."""
    if isinstance(value, Kind):
        return {"kind": value.value}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, tuple):
        return list(map(_parts, value))
    if isinstance(value, Mapping):
        return {"by": [[key, _parts(part)] for key, part in value.items()]}
    if is_dataclass(value):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return {type(value).__name__: {name: _parts(part) for name, part in parts.items()}}
    return value


def _value(parts: Any) -> Any:
    if isinstance(parts, list):
        return tuple(map(_value, parts))
    if not isinstance(parts, dict):
        return parts
    ((name, content),) = parts.items()
    if name == "kind":
        return Kind(content)
    if name == "number":
        return Decimal(content)
    if name == "by":
        return {key: _value(part) for key, part in content}
    return CLASSES[name](**{key: _value(part) for key, part in content.items()})
