"""A folder of the user's own for what is costly to work out and may be thrown away at any time."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path


def cache_path(name: str) -> str | bool:
    """The path of a kept file, or False where nothing can be kept: then it is worked out each time.

    Nothing is kept, and so nothing read, in a folder that others can write in.
    """
    folder = _folder() / "followup"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        is_own = os.name == "nt" or _is_of_this_user_alone(folder.stat())
    except OSError:
        return False
    return str(folder / name) if is_own and os.access(folder, os.W_OK) else False


def _is_of_this_user_alone(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _folder() -> Path:
    """Where this system keeps such things for one user."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
