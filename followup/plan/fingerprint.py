"""A digest of all that a plan says, with what earlier rounds and decisions have put into it: what units' forms are made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from followup.form.answers.answers import AnsweredTable
from followup.plan.model import Plan

TELLING = frozenset({type(None), str, bool, int, Decimal, date})
"""Types of values whose ``repr`` says which value it is, and of what type."""
FOLLOWS = ("directories",)
"""What a plan has of itself: it follows from the rows."""


def fingerprint(plan: Plan) -> str:
    """The same for two plans only where all that they say is the same. TypeError for a value that nobody has told how to
    write: then nothing may rest upon it.
    """
    parts = [_parts(getattr(plan, field.name)) for field in fields(plan) if field.name not in FOLLOWS]
    return hashlib.sha256(json.dumps(parts, default=_parts).encode("ascii")).hexdigest()


def _parts(value: object) -> Any:
    """What a value is made of, down to what JSON has a form of its own for; each kind in a form that no other has."""
    if isinstance(value, tuple | list) and TELLING.issuperset(map(type, value)):  # a column, as most of a plan is
        return {
            "column": repr(tuple(value))
        }  # of a plan that is kept it is a tuple, where it was a list as it was read
    if value is None or isinstance(value, str | bool | int | list | tuple):
        return value
    if isinstance(value, Decimal | date | Enum):
        return {type(value).__name__: str(value)}
    if isinstance(value, AnsweredTable):
        return _parts(value.answers)
    if isinstance(value, Mapping):  # in their order, which is the plan's
        return {"pairs": [[_parts(key), _parts(part)] for key, part in value.items()]}
    if isinstance(value, Set):
        return {"set": sorted(map(str, value))}
    if is_dataclass(value):
        return {type(value).__name__: [_parts(getattr(value, field.name)) for field in fields(value) if field.compare]}
    raise TypeError(f"a value of type {type(value).__name__} in a plan")
