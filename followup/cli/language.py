"""The language that the terminal is spoken to in."""

from __future__ import annotations

import locale as system_locale
import os
from collections.abc import Sequence

from followup.locale import LANGUAGES, Words

_chosen = Words("sv")


def words() -> Words:
    """The terminal's language."""
    return _chosen


def choose_language(arguments: Sequence[str]) -> None:
    """``--language`` anywhere, FOLLOWUP_LANGUAGE, the system's if it is one of ours, else Swedish."""
    global _chosen
    wanted = [os.environ.get("FOLLOWUP_LANGUAGE", ""), *_of_system()]
    for index, argument in enumerate(arguments):
        if argument.startswith("--language="):
            wanted.insert(0, argument.partition("=")[2])
        elif argument == "--language" and index + 1 < len(arguments):
            wanted.insert(0, arguments[index + 1])
    languages = (language for locale in wanted if (language := locale[:2].casefold()) in LANGUAGES)
    _chosen = Words(next(languages, "sv"))


def _of_system() -> list[str]:
    named = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    named = [name for name in named if name and name.split(".")[0] not in ("C", "POSIX")]
    return [*named[:1], _of_windows()]


def _of_windows() -> str:
    """Windows does not set gettext's variables; elsewhere, Python takes C.UTF-8 for American English."""
    if os.name != "nt":
        return ""
    try:
        system = system_locale.getlocale()[0] or ""
    except ValueError:
        return ""
    return {"swedish": "sv", "english": "en"}.get(system.split("_")[0].casefold(), system)
