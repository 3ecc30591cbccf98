"""The JSON schemas of ``docs/schemas``, and what in an object is against one."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "schemas"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """One schema, by its file's name without the ending."""
    content: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(content)
    return content


@functools.cache
def _validator(name: str) -> Draft202012Validator:
    resources = [(f"{name}.json", Resource.from_contents(schema(name))) for name in NAMES]
    return Draft202012Validator(schema(name), registry=Registry().with_resources(resources))


def faults(name: str, value: object) -> list[str]:
    """What in an object is against a schema, each with its place; empty when nothing is."""
    return [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(value)]
