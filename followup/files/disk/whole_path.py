"""Paths as people are shown them: whole, and without the detours of those that were typed."""

from __future__ import annotations

import os
from pathlib import Path


def whole_path(path: Path) -> Path:
    """A path from the root, as people are shown it: without the detours of the one that was typed."""
    return without_detours(path.absolute())


def without_detours(path: Path) -> Path:
    """A path without ``a/..`` in it; as it is where a link makes that lead to another place."""
    if os.pardir not in path.parts:
        return path
    direct = Path(os.path.normpath(path))
    try:
        return direct if direct.resolve() == path.resolve() else path
    except (OSError, RuntimeError):  # a link that leads in a circle
        return path
