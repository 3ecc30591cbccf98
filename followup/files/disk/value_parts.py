"""Frozen values of some classes as bytes, and back: JSON of what they are made of, which runs nothing when it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any


class ValueParts:
    """How values of these classes are written, with the numbers, texts, tuples and mappings that they hold."""

    def __init__(self, *classes: type) -> None:
        self._classes = {cls.__name__: cls for cls in classes}

    def to_bytes(self, value: object) -> bytes:
        """A value."""
        return json.dumps(_parts(value)).encode("ascii")

    def from_bytes(self, data: bytes) -> Any:
        """The same value. ValueError where the bytes are of none that these classes make."""
        try:
            return self._value(json.loads(data))
        except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError) as fault:
            raise ValueError("these bytes are no values of these classes") from fault

    def _value(self, parts: Any) -> Any:
        if isinstance(parts, list):
            return tuple(map(self._value, parts))
        if not isinstance(parts, dict):
            return parts
        ((name, content),) = parts.items()
        if name == "number":
            return Decimal(content)
        if name == "by":
            return {key: self._value(part) for key, part in content}
        cls = self._classes[name]
        return (
            cls(content) if issubclass(cls, Enum) else cls(**{key: self._value(part) for key, part in content.items()})
        )


def _parts(value: object) -> Any:
    """What a value is made of; of classes what is not as it is by itself."""
    if isinstance(value, Enum):
        return {type(value).__name__: value.value}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, tuple):
        return list(map(_parts, value))
    if isinstance(value, Mapping):
        return {"by": [[key, _parts(part)] for key, part in value.items()]}
    if is_dataclass(value):
        return {type(value).__name__: {part.name: _parts(getattr(value, part.name)) for part in fields(value)}}
    return value
